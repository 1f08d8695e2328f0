/* sums.h: a file as the common `sha256sum` tool writes it: what each file of a folder should be. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_SUMS_H
#define LECTERN_LIBRARY_SUMS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define SUMS_NAME           "SHA256SUMS"
#define SUMS_SIGNATURE_NAME "SHA256SUMS.minisig"

enum { SUMS_BYTES_MOST = 1024 * 1024, SUMS_COUNT_MOST = 2000, SUM_DIGITS = 64 };

struct sum {
    char id[SUM_DIGITS + 1]; /* sha256 in hex */
    char *path;              /* safe (pack_path); "./" before it is left out */
};

struct sum_list {
    struct sum *items;
    size_t count, cap;
};

/* Reads such a file; lines on the file itself and on its signature are passed over. ERR_PACK: a line is not understood, or a name is not
 * safe or there twice (capitals aside). ERR_TOO_BIG. Free with sum_list_free in any case. */
MUST_USE enum err sums_parse(const char *text, size_t bytes, struct sum_list *out);

/* The same of at most so many files, whatever the bytes. */
MUST_USE enum err sums_parse_most(const char *text, size_t bytes, size_t count_most,
                                  struct sum_list *out);
void sum_list_free(struct sum_list *list);

/* The sum of what a file that is open in `fd` holds from where it stands. `cancelled` may be NULL; asked every quarter of a MB.
 * ERR_CANCELLED, or what the disk answers. */
MUST_USE enum err sums_of_file(int fd, bool (*cancelled)(void *), void *data,
                               char id[SUM_DIGITS + 1]);

/* Adds a line for a file. */
void sums_add(struct str *out, const char *id, const char *path);

#endif
