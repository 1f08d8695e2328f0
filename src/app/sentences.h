/* sentences.h: what a book's warnings and kinds mean, in words for staff. The words are the interface language's. Thread: main. */
#ifndef LECTERN_APP_SENTENCES_H
#define LECTERN_APP_SENTENCES_H

#include "base/str.h"
#include "book/model.h"

/* Adds one plain sentence. */
void sentences_add_warning(const struct book *book, const struct book_warning *warning,
                           struct str *out);

/* Adds one plain sentence on how the reading order came about. */
void sentences_add_order(const struct book *book, struct str *out);

/* "pdf" and "tagged": stable names for JSON, in no language. Static. */
const char *sentences_source_name(uint32_t source);
const char *sentences_order_name(uint32_t order);

#endif
