/* file.h: the book file: little-endian, versioned, checksummed, mapped; nothing in it is trusted until it was checked once.
 *
 * Layout: a header (magic, version, part table, checksum of all but the picture data), then the parts in the order of enum part
 * (format.h), each of fixed-size records aligned to 8 bytes, the pool and the picture data last. */
#ifndef LECTERN_BOOK_FILE_H
#define LECTERN_BOOK_FILE_H

#include "base/err.h"
#include "book/model.h"

#define BOOK_VERSION 1u

/* Maps and checks a book file. ERR_BOOK: not whole, or another version (make it again from the original). Close with book_close. */
MUST_USE enum err book_open(const char *path, struct book **out);

/* The first `words` document words of a long book, and some more to the end of a block, as a book of their own (start.h): for the first
 * screen, while book_open on another thread checks the whole. What the start has was checked, but for the file's checksum. *is_whole:
 * the book is short, or 0 words are asked for, and it was opened like book_open. */
MUST_USE enum err book_open_start(const char *path, uint32_t words, bool *is_whole,
                                  struct book **out);

/* book_open for bytes in memory, borrowed until book_close. */
MUST_USE enum err book_from_bytes(const unsigned char *bytes, size_t count, struct book **out);

/* After a walk over all of an opened book: the memory of its pages is given back, and they are read again when they are needed. Any thread. */
void book_rest(const struct book *book);

void book_close(struct book *book); /* NULL is fine */

/* The pixels of picture n, width x height x channels bytes; free with free. ERR_BOOK when they are not whole. Any thread. */
MUST_USE enum err book_load_picture(const struct book *book, uint32_t n, unsigned char **out);

#endif
