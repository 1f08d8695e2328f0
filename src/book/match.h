/* match.h: the place in one edition of a work that matches a place in another: a briefing and its Easy Read, Welsh or summary edition.
 *
 * Headings are what editions have in common. They are tied in order, as an alignment of two sequences that has the greatest sum of
 * likenesses (Needleman and Wunsch, 1970); likeness is that of their words, a word weighing the less the more headings have it (after
 * Dice, 1945, and Sparck Jones, 1972), and between languages, where few words are the same, that of their numbers, levels and order
 * (after Gale and Church, 1993). Between two tied headings it is the same share of the way. Any thread. */
#ifndef LECTERN_BOOK_MATCH_H
#define LECTERN_BOOK_MATCH_H

#include <stdint.h>

struct book;

/* The word of `to` at which to go on reading after `word` of `from`: the first of a tied heading, for a word of one, else the first of a
 * sentence. 1 where either has no words. */
uint32_t match_word(const struct book *from, const struct book *to, uint32_t word);

#endif
