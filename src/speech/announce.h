/* announce.h: what is said about a book's text besides its words: 'Heading', 'List of 4 items', a cell's headers, 'Empty', '3 notes left out'.
 * Any thread. */
#ifndef LECTERN_SPEECH_ANNOUNCE_H
#define LECTERN_SPEECH_ANNOUNCE_H

#include "base/str.h"
#include "speech/reading.h"

/* What is said before the first word of a block that is read; and after its last, for what lies between it and the next one that is read:
 * ends, empty cells, pictures without a description, what is left out. Sentences, each with its full stop. */
void announce_before(const struct reading *reading, uint32_t block, struct str *out);
void announce_after(const struct reading *reading, uint32_t block, struct str *out);

/* 'This part is in Thai. There is no voice for it.' */
void announce_no_voice(const struct narrator_phrases *phrases, const char *lang, struct str *out);

#endif
