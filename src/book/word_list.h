/* word_list.h: the list of hard words that a book has itself ('Word list', 'Glossary', 'Geirfa'), found by its heading.
 *
 * Its shapes: headings with texts under them; bold words that begin a paragraph or stand above it; 'word: meaning' and
 * 'word – meaning'; tables; sentences of the form 'X means ...'. Pictures between are passed over. What the first entries look like
 * says how the rest is read. A heading without one entry under it is no list. Any thread. */
#ifndef LECTERN_BOOK_WORD_LIST_H
#define LECTERN_BOOK_WORD_LIST_H

#include "book/meaning.h"

enum { WORD_LISTS_MOST = 8 };

struct word_list {
    uint32_t first_block, last_block; /* with its heading */
};

/* Adds what every list of the book says; writes where the lists are, returns how many. */
size_t word_list_read(const struct book *book, struct meanings *meanings,
                      struct word_list lists[WORD_LISTS_MOST]);

#endif
