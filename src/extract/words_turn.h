/* words_turn.h: words that are read from the right, in the order of reading. Tags take words in the order of drawing, which for these
 * scripts is often that of the eye. */
#ifndef LECTERN_EXTRACT_WORDS_TURN_H
#define LECTERN_EXTRACT_WORDS_TURN_H

#include "extract/words.h"

/* Turns round, among the words from `first` on, those of one line and one tag that were drawn from left to right. */
void words_turn_lines(struct words *w, const struct ink *ink, uint32_t first);

#endif
