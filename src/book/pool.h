/* pool.h: the strings of a book that is being made. Equal strings are kept once; the text of blocks is added as it comes. One
 * thread. */
#ifndef LECTERN_BOOK_POOL_H
#define LECTERN_BOOK_POOL_H

#include "base/str.h"

/* Zero it to begin. */
struct pool {
    struct str text; /* begins with a NUL, and every string ends with one */
    uint32_t *slots; /* a hash table of the offsets of kept strings; 0: free */
    uint32_t slot_count, used;
};

/* The offset of the string, 0 for "". What is longer than `most_bytes` is cut before a letter. */
uint32_t pool_keep(struct pool *pool, const char *text, size_t bytes, size_t most_bytes);

/* The offset of a copy of the text, with a NUL behind it. */
uint32_t pool_add(struct pool *pool, const char *text, size_t bytes);

const char *pool_at(const struct pool *pool, uint32_t offset);
void pool_free(struct pool *pool);

#endif
