/* incoming.h: where a document lies while it is being added: a copy, and the book made of it, in the library's incoming/.
 *
 * Whoever works there holds the folder shared (flock); whoever sweeps it holds it alone, and gives way. So no process sweeps away
 * what another is at, and a killed process leaves no lock behind. */
#ifndef LECTERN_LIBRARY_INCOMING_H
#define LECTERN_LIBRARY_INCOMING_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Holds incoming/ of the library in `folder` shared, waiting for a sweep to end. Let go with close(*out_fd). Any thread. */
MUST_USE enum err incoming_hold(const char *folder, int *out_fd);

/* Holds it alone; tries for up to `wait_ms`. *got: false when others are at work there. Let go with close(*out_fd). Any thread. */
MUST_USE enum err incoming_claim(const char *folder, int wait_ms, bool *got, int *out_fd);

struct incoming {
    char *document_path; /* the copy; NULL when there is none */
    char *book_path;     /* where its book goes */
    int fd;              /* the copy, open for reading from its start; -1 when there is none */
    char id[65];         /* sha256 of what was copied, in hex */
    uint64_t bytes;
    int64_t
        changed_s; /* Unix time at which the source says it was changed last; the copy has it too. 0: not known */
    bool is_ours; /* when the copying failed: for want of our disk, not the source's */
};

/* Opens a file that somebody brought, for reading: ERR_NOT_A_KIND for anything but a regular file (a folder, a link, a FIFO, which is not
 * waited for); ERR_EMPTY; ERR_TOO_BIG: over most_bytes. Close *fd when it is not negative, whatever came of it. Any thread. */
MUST_USE enum err incoming_open(const char *path, uint64_t most_bytes, int *fd, uint64_t *bytes);

/* Copies a regular file into incoming/ and syncs it, hashing on the way. ERR_EMPTY, ERR_TOO_BIG (over most_bytes), ERR_NOT_A_KIND
 * (a folder, a link, a device, ...), ERR_DISK_FULL, ERR_CANCELLED, or what the disk or the stick answers. `cancelled` may be NULL.
 * Call incoming_drop in any case. Any thread. */
MUST_USE enum err incoming_copy(const char *folder, const char *path, uint64_t most_bytes,
                                bool (*cancelled)(void *), void *data, struct incoming *out);

/* The same for `bytes` bytes (not 0) from `offset` of a file of ours that is open in `fd`, such as a tar file in incoming/. ERR_DAMAGED: it
 * has not so many. */
MUST_USE enum err incoming_take(const char *folder, int fd, uint64_t offset, uint64_t bytes,
                                bool (*cancelled)(void *), void *data, struct incoming *out);

/* Makes a name in incoming/ for a book alone; document_path is an empty file that keeps the name ours. */
MUST_USE enum err incoming_name_book(const char *folder, struct incoming *out);

/* ERR_DISK_FULL: what an import leaves free is not free any more, and what was made last has to go. Any thread. */
MUST_USE enum err incoming_check_reserve(const char *folder);

/* Closes the copy and removes what is still in incoming/. */
void incoming_drop(struct incoming *in);

#endif
