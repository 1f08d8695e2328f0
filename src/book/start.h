/* start.h: the first words of a long book as a book of their own, so that its first screen need not wait until every number in it was
 * checked. Used by file.c alone.
 *
 * What is copied is whole in itself: the first blocks with their words, sentences, links and pictures, their figures' descriptions
 * among them, and every page's record. Contents and warnings stay behind, as do the labels of pages that none of the words is on
 * (but the last page's, which says how many there are). Words, blocks and pages keep their numbers; descriptions and left-out words
 * follow the last document word, as in every book. */
#ifndef LECTERN_BOOK_START_H
#define LECTERN_BOOK_START_H

#include "base/str.h"
#include "book/model.h"

struct book_start {
    struct book_info info;
    struct book_word *words;
    struct book_sentence *sentences;
    struct book_block *blocks;
    struct book_page *pages;
    struct book_picture *pictures;
    struct book_link *links;
    struct book_expansion *expansions;
    uint32_t *langs;
    struct str pool;
};

/* Copies the first blocks of `raw`, `words` document words or some more. The arrays of `raw` lie inside their file; nothing in them was
 * checked, and each number is looked at before it is used. `book` gets what was copied, for book_is_sound to judge; its pictures' data
 * stay where they are. False: it can't be told apart from the rest. book_start_free in either case. Any thread. */
bool book_start_copy(const struct book *raw, uint32_t words, struct book_start *start,
                     struct book *book);

void book_start_free(struct book_start *start);

#endif
