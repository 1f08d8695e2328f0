/* signs.h: the names of signs ("comma"), written into what is said, for those who want to hear the punctuation.
 *
 * The names stand in assets/lexicon/signs-<lang>.tsv, a lexicon: sign, name, and from which level on it is named (some, all). Signs before
 * and behind a word are named, and those that stand alone; inside a word ("don't", "e-mail") they are part of it. */
#ifndef LECTERN_SPEECH_SIGNS_H
#define LECTERN_SPEECH_SIGNS_H

#include "speech/lexicon.h"
#include "speech/narrator.h"
#include "speech/spoken.h"

/* The names in a language, NULL when we have none. Free with lexicon_free. */
struct lexicon *signs_load(const char *lang);

/* The name of a sign, or NULL. Borrowed. */
const char *signs_name(const struct lexicon *signs, const char *sign, size_t bytes);

/* Goes through a spoken text, word by word, and makes another with the names in it. Each spoken word is copied once, in order; words
 * of ours may be added before it. `numbers` is a number for each word, which goes with it; ours get 0. */
struct signs_editor;
struct signs_editor *signs_begin(const struct lexicon *signs, enum narrator_punctuation level,
                                 const struct spoken *spoken, const uint32_t *numbers);
void signs_add_ours(struct signs_editor *e, size_t word, const char *text);
void signs_copy(struct signs_editor *e, size_t index, const struct spoken_source *source);

/* Puts what was made in place of the old, which is freed; the editor is gone. */
void signs_end(struct signs_editor *e, struct spoken *spoken, uint32_t **numbers);

#endif
