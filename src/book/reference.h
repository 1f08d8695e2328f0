/* reference.h: 'see page 19', 'pages 4 to 6', 'tudalen 19', 'p. 12': the page that some words of a text lead to. Any thread. */
#ifndef LECTERN_BOOK_REFERENCE_H
#define LECTERN_BOOK_REFERENCE_H

#include "book/model.h"

enum { REFERENCE_LABEL_BYTES = 8 };

struct reference {
    uint32_t first_word, last_word;    /* of the reference: "page 19", or "6" of "pages 4 and 6" */
    char label[REFERENCE_LABEL_BYTES]; /* "19", "iv": as the page bears it */
    uint32_t page;                     /* its number in the book; 0: the book has no such page */
};

/* The reference that word n (a document word) is part of, by the pages' own labels. False also for a book of less than two pages. Roman
 * numbers count only where a page bears that label. */
bool reference_at(const struct book *book, uint32_t n, struct reference *out);

/* The first word on the page, or on the next that has any; 0 none. */
uint32_t reference_word(const struct book *book, uint32_t page);

#endif
