/* extract.h: documents into books. Lives only in lectern-worker: these bytes were written by strangers.
 *
 * One door for every kind: PDF, EPUB, HTML, plain text (more kinds come). The kind is decided from the bytes first, then from
 * the name. One thread. */
#ifndef LECTERN_EXTRACT_EXTRACT_H
#define LECTERN_EXTRACT_EXTRACT_H

#include "base/err.h"
#include "book/builder.h"

#include <stdbool.h>
#include <stdint.h>

struct extract_job {
    int fd;                     /* the document, open for reading and seekable */
    const char *name;           /* its file name */
    uint32_t picture_most_px;   /* pictures are made no wider or higher than this; 0: no pictures */
    uint64_t pictures_end_us;   /* from then on (clock_monotonic_us) none is made; 0: no limit */
    uint32_t *no_pictures_from; /* extract_document's own: the page where that was */
    const uint32_t *skip;       /* pages that must not be touched, from 1, rising */
    uint32_t skip_count;
    const uint32_t *bare; /* pages whose pictures must not be touched; a text is page 1 */
    uint32_t bare_count;
    uint32_t bare_from;    /* nor those of pages from here on; 0: none */
    uint32_t give_up_from; /* pages from here on are left out; 0: none */
    void (*page_begins)(void *data, uint32_t page,
                        uint32_t pages); /* before each page, and as a heartbeat; may be NULL */
    void *data;
};

/* Reads the whole document into `b`. ERR_EMPTY, ERR_DAMAGED, ERR_LOCKED, ERR_TOO_BIG, ERR_NO_TEXT, ERR_NOT_A_KIND, ERR_NO_MEMORY. */
MUST_USE enum err extract_document(const struct extract_job *job, struct builder *b);

/* For those who read a kind: a page begins, or goes on; one of its pictures begins, and how large it may be made (0: it is to be left alone). Each
 * is a heartbeat, so that many pictures, each of which is quick, are not taken for a page that hangs. */
void extract_begin_page(const struct extract_job *job, uint32_t page, uint32_t pages);
uint32_t extract_begin_picture(const struct extract_job *job, uint32_t page, uint32_t pages);

/* From this page on there are pictures that are not made, as they would take too much. */
void extract_leave_pictures(const struct extract_job *job, uint32_t page);

#endif
