/* write.h: the bytes of a book file from a book in memory. One thread at a time. */
#ifndef LECTERN_BOOK_WRITE_H
#define LECTERN_BOOK_WRITE_H

#include "base/err.h"
#include "base/str.h"
#include "book/model.h"

/* Adds the file's bytes to `out`. Arrays hold record 0 and so one more record than their count. ERR_TOO_BIG past 4 GB. */
MUST_USE enum err book_write(const struct book *book, struct str *out);

#endif
