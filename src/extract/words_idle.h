/* words_idle.h: words that are drawn and not to be given: those drawn twice, and dots that only lead to a number. */
#ifndef LECTERN_EXTRACT_WORDS_IDLE_H
#define LECTERN_EXTRACT_WORDS_IDLE_H

#include "extract/words.h"

/* Flags them (WORD_TWIN, WORD_LEADER) among the words of one page, which begin at `first`; what was drawn twice a little apart is bold. */
void words_mark_idle(struct words *w, uint32_t first);

/* Is something of this size, drawn again so far away, bold made by hand? */
bool words_are_shifted(float x, float y, float size);

#endif
