/* copy_look.h: a copy of a library as it lies on a stick: what it says that it holds, and whether that is so. Private to this folder. Any
 * thread. */
#ifndef LECTERN_LIBRARY_COPY_LOOK_H
#define LECTERN_LIBRARY_COPY_LOOK_H

#include "library/copy.h"
#include "library/copy_catalogue.h"
#include "library/sums.h"

struct copy_look {
    char *path;
    struct sum_list sums; /* by path */
    struct copy_catalogue catalogue;
};

/* Reads the sums and the catalogue. ERR_NOT_FOUND: no copy there. ERR_COPY: it breaks a rule, or the catalogue names what has no sum or another
 * one; `bad` (may be NULL) then gets which file. Close with copy_look_close in any case. */
MUST_USE enum err copy_look_open(const char *path, struct copy_look *out, struct str *bad);
void copy_look_close(struct copy_look *look);

/* Reads every byte of it: ERR_COPY with the file in `bad` when one is missing, is no plain file, or is not what its sum says.
 * ERR_CANCELLED. */
MUST_USE enum err copy_look_verify(const struct copy_look *look, const struct copy_watch *watch,
                                   struct str *bad);

/* Reads a small file of the copy, and only if it is what its sum says. Free with free. */
MUST_USE enum err copy_look_read(const struct copy_look *look, const char *path, size_t most_bytes,
                                 char **out, size_t *bytes);

#endif
