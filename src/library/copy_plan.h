/* copy_plan.h: the files that a copy of a library is to have, and of which pieces of the library's own files each is made. Private to this
 * folder. Any thread, one at a time. */
#ifndef LECTERN_LIBRARY_COPY_PLAN_H
#define LECTERN_LIBRARY_COPY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct copy_piece { /* `bytes` bytes from `offset` of a file */
    char *path;
    uint64_t offset, bytes;
};

struct copy_file {
    char *to; /* in the copy */
    struct copy_piece *pieces;
    size_t count, cap;
    uint64_t bytes; /* all of them */
    char id[65];    /* sha256 that they must have; "" not known */
};

struct copy_plan {
    struct copy_file *files;
    size_t count, cap;
};

/* Adds a file without pieces; `to` is copied. The pointer holds until the next one is added. */
struct copy_file *copy_plan_add(struct copy_plan *plan, const char *to);
void copy_file_add(struct copy_file *file, const char *path, uint64_t offset, uint64_t bytes);

/* Takes off again what was added since there were `count` files. */
void copy_plan_cut(struct copy_plan *plan, size_t count);
void copy_plan_free(struct copy_plan *plan);

#endif
