/* convert.h: asks a worker to make a book of a document, and survives whatever the worker does.
 *
 * Starts lectern-worker with a socket and the open document, feeds it its job, times it, kills it. A page that takes longer than
 * page_ms, or that kills its worker, costs that page: a fresh worker goes on without it. Three bad pages in a row: the rest is
 * given up. The book file that comes back is checked before it is believed. Any thread. */
#ifndef LECTERN_CONVERT_CONVERT_H
#define LECTERN_CONVERT_CONVERT_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct convert_limits {
    uint32_t page_ms;          /* 3000 */
    uint32_t document_ms;      /* 60000 */
    uint32_t memory_mb;        /* 512 */
    uint32_t bad_pages_in_row; /* 3 */
    uint64_t document_bytes;   /* 268435456: a larger file is ERR_TOO_BIG */
    uint32_t picture_most_px;  /* 1920 */
    uint64_t book_bytes;       /* 314572800: a worker that sends more is stopped, ERR_TOO_BIG */
};

struct convert_limits convert_limits_default(void);

struct convert_job {
    const char *worker_path; /* NULL: convert_worker_path() */
    int document_fd;         /* open for reading, borrowed */
    const char *name;        /* the file's own name, borrowed */
    const char
        *book_path; /* the book file is written here, fsynced, and removed again on failure */
    bool
        is_temporary; /* the book need not outlive a power cut: no fsync; book_path may be "/proc/self/fd/N" */
    uint32_t pages_most; /* pages behind these are left out (WARNING_PAGES_GIVEN_UP); 0: none is */
    struct convert_limits limits;
    /* Called from the calling thread, about once a page; all may be NULL. `cancelled` is asked at least every 100 ms. */
    void (*progress)(void *data, uint32_t page, uint32_t pages);
    bool (*cancelled)(void *data);
    void *data;
};

/* ERR_OK, or the cause by which it was refused: ERR_EMPTY, ERR_DAMAGED, ERR_LOCKED, ERR_TOO_BIG, ERR_NO_TEXT, ERR_NOT_A_KIND,
 * ERR_TOO_SLOW, ERR_WORKER, ERR_NO_MEMORY, ERR_DISK_FULL, ERR_CANCELLED. */
MUST_USE enum err convert_document(const struct convert_job *job);

/* From now on the calling thread, threads that it makes and workers that they start give way to the rest of the kiosk: a visitor reads and
 * listens while staff add documents. */
void convert_give_way(void);

/* The worker beside the running program, else the installed one; $LECTERN_WORKER wins. Free with free. */
char *convert_worker_path(void);

#endif
