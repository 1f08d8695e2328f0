/* book_opener.h: a book opened on a thread of its own, while the start of it (book_open_start) shows already. */
#ifndef LECTERN_LIBRARY_BOOK_OPENER_H
#define LECTERN_LIBRARY_BOOK_OPENER_H

#include "base/err.h"

#include <stdbool.h>

struct book;
struct catalogue;
struct book_opener;

/* Begins to open a document's book as catalogue_open_book does, and calls `wake(data)`, from its own thread, when that has ended.
 * NULL: no thread could be had. Thread: main. */
struct book_opener *book_opener_start(const struct catalogue *c, const char *id,
                                      void (*wake)(void *), void *data);

/* Would book_opener_take not wait? */
bool book_opener_is_done(const struct book_opener *o);

/* Waits for the book and ends the opener. Errors and what to do with *out: as catalogue_open_book. */
MUST_USE enum err book_opener_take(struct book_opener *o, struct book **out);

#endif
