/* cards.h: a book as cards, one idea on each: a picture with the words that it explains, a heading, or words alone.
 *
 * Cards are a view over the book's own word numbers. Every document word is on exactly one card and cards are in reading order, so
 * card view, speech and text never disagree. Pictures are paired with words by where they stand on the page: beside them, over or
 * under them. A picture that explains no words (a cover, a logo) is a card of its own kind, without words.
 *
 * A struct cards never changes; it must be freed before its book. Any thread may read it. */
#ifndef LECTERN_TEXT_CARDS_H
#define LECTERN_TEXT_CARDS_H

#include "book/model.h"

enum card_kind {
    CARD_PAIR = 1, /* words and their picture */
    CARD_HEADING,  /* one or more headings, perhaps what stands under the title; no picture */
    CARD_TEXT,     /* words without a picture */
    CARD_DECOR     /* a picture without words */
};

enum { CARD_MOST_FIGURES = 6 };

struct card {
    enum card_kind kind;
    uint32_t page;                  /* where it begins, from 1; 0 in a book without pages */
    uint32_t first_word, last_word; /* both included, in reading order; 0 and 0 for CARD_DECOR */
    uint32_t figure_count;          /* 0 without a picture; more than 1: they stand together */
    uint32_t figures[CARD_MOST_FIGURES]; /* their blocks (BLOCK_FIGURE), top to bottom */
    uint32_t figure;                     /* the first of them; 0 none */
    uint32_t
        picture; /* the first book picture of them that has pixels; 0 none: say the description */
    uint32_t
        cover; /* CARD_HEADING: the block of a large picture that stands with it on its page but explains no words; 0 none */
    struct box
        picture_box; /* around them all: points from the page's top left; empty when not known */
};

struct cards;

/* The cards of a book. It takes about 1 ms for 100 pages. Free with cards_free. */
struct cards *cards_new(const struct book *book);
void cards_free(struct cards *cards); /* NULL is fine */

/* How many there are; 0 only for a book without words and pictures. */
size_t cards_count(const struct cards *cards);

/* Card `index`, from 0, below the count. Borrowed. */
const struct card *cards_at(const struct cards *cards, size_t index);

/* The index of the card that holds document word n; a number past the last word gives the last card with words, 0 the first. */
size_t cards_of_word(const struct cards *cards, uint32_t word);

#endif
