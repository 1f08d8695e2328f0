/* lead.h: what a word of a book leads to, when it is touched: a place in it, a note, an address; and where its summary stands.
 *
 * The document's own links come first, then notes' marks, then page references and addresses that are only written down. Any thread. */
#ifndef LECTERN_BOOK_LEAD_H
#define LECTERN_BOOK_LEAD_H

#include "base/str.h"
#include "book/model.h"

enum lead_kind {
    LEAD_WORD = 1, /* a place in the book: target */
    LEAD_PAGE,     /* a page: target is its first word, 0 when the book has no such page; label */
    LEAD_NOTE,     /* a note: target is its first block, last_block its last */
    LEAD_ADDRESS,  /* an address that a person can take home: lead_add_uri */
    LEAD_NOWHERE,  /* the document's link leads to nothing in it */
    LEAD_ELSEWHERE, /* an address of another kind, that is never opened: 'javascript:', another file */
};

struct lead {
    enum lead_kind kind;
    uint32_t first_word, last_word; /* the words that lead there */
    uint32_t target, last_block;
    char label[8]; /* LEAD_PAGE: "19" */
};

/* What document word n leads to; false: nothing. */
bool lead_at(const struct book *book, uint32_t n, struct lead *out);

/* Adds the address of a LEAD_ADDRESS, with its scheme. */
void lead_add_uri(const struct book *book, const struct lead *lead, struct str *out);

/* Adds the words of the book from first to last, parted as they stand in it, blocks by a line end; notes' marks left out where
 * `without_marks`. */
void lead_add_words(const struct book *book, uint32_t first, uint32_t last, bool without_marks,
                    struct str *out);

/* The first word of the part that sums the document up ('Summary', 'Key points', 'At a glance', 'Crynodeb'); 0 none. */
uint32_t lead_summary(const struct book *book);

#endif
