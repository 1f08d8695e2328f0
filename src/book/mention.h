/* mention.h: what a book says of other editions of its work: 'An Easy Read version of this document is available at ...', 'This is a
 * summary of "Learning together"', "Mae'r ddogfen hon hefyd ar gael yn Saesneg: ...", in English and in Welsh.
 *
 * Only a sentence, or a short heading over it, that names the edition counts; a link or a title alone says nothing, and so do notes and
 * lists of sources. Whether a document answers to it is not known here. Any thread. */
#ifndef LECTERN_BOOK_MENTION_H
#define LECTERN_BOOK_MENTION_H

#include "book/model.h"

enum mention_kind {
    MENTION_FULL = 1,
    MENTION_EASY_READ,
    MENTION_SUMMARY,
    MENTION_LARGE_PRINT,
    MENTION_WELSH,
    MENTION_ENGLISH,
    MENTION_KIND_COUNT
};

struct mention {
    enum mention_kind kind; /* of the other edition */
    enum mention_kind own;  /* what this document says that it is itself; 0 nothing */
    bool is_address;        /* text is the end of an address, not a title */
    bool
        is_sure; /* it speaks of this very work: 'of this document'; else of 'the report', 'the Act' */
    char *
        text; /* the title; of an address the last two parts of its path, "together/easy-read.pdf", %XX read, without its query */
};

enum { MENTIONS_MOST = 16 };

struct mention_list {
    struct mention items[MENTIONS_MOST];
    size_t count;
};

/* Free with mention_list_free. */
void mention_find(const struct book *book, struct mention_list *out);
void mention_list_free(struct mention_list *list);

#endif
