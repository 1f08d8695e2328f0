/* wire.h: both ends of the protocol between the kiosk and lectern-worker.
 *
 * A message is a header {kind, bytes}, little-endian, then its payload, over a stream socket. The kiosk's end treats every
 * message as hostile: sizes are bounded before anything is read, and kinds must come in order. */
#ifndef LECTERN_CONVERT_WIRE_H
#define LECTERN_CONVERT_WIRE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIRE_VERSION            3u
#define WIRE_MESSAGE_MOST_BYTES (1u << 20)
#define WIRE_SKIP_MOST          4096u

/* The descriptors that lectern-worker finds open, and how it exits when its memory limit was too small for the document. */
enum { WIRE_SOCKET_FD = 3, WIRE_DOCUMENT_FD = 4, WIRE_EXIT_NO_MEMORY = 3 };

enum wire_kind {
    WIRE_JOB = 1, /* to the worker: struct wire_job */
    WIRE_PAGE, /* from the worker: it begins page n of m (struct wire_page); a heartbeat for documents without pages */
    WIRE_STAGE,  /* from the worker: pages are done, the book is being made */
    WIRE_BOOK,   /* from the worker: the next bytes of the book file */
    WIRE_DONE,   /* from the worker: the book is whole (uint64 total bytes) */
    WIRE_FAILED, /* from the worker: uint32 enum err */

    /* of a worker that draws pages (WIRE_DRAW_PAGES); it ends when the kiosk closes the socket */
    WIRE_DRAW,    /* to the worker: struct wire_draw */
    WIRE_IMAGE,   /* from the worker: the image that was asked for follows (uint32 its number) */
    WIRE_PIXELS,  /* from the worker: the next bytes of it: RGB, rows without padding */
    WIRE_NO_IMAGE /* from the worker: it can't be drawn (struct wire_no_image) */
};

enum wire_task { WIRE_MAKE_BOOK, WIRE_DRAW_PAGES };

struct wire_job {
    uint32_t version;
    uint32_t task;      /* enum wire_task */
    uint32_t memory_mb; /* limits that the worker sets upon itself; 0: none */
    uint32_t cpu_s;
    uint32_t picture_most_px; /* pictures are made no wider or higher than this */
    uint32_t pictures_ms;     /* after so long no further pictures are made; 0: no such limit */
    uint32_t skip_count;
    uint32_t skip[WIRE_SKIP_MOST]; /* pages that broke workers before, from 1, rising */
    uint32_t bare_count;
    uint32_t bare[WIRE_SKIP_MOST]; /* pages that broke one worker: without their pictures */
    uint32_t bare_from;    /* so are those of pages from here on (three such pages); 0: none */
    uint32_t give_up_from; /* pages from here on are left out (three bad ones in a row); 0: none */
    char name[256];        /* the file's name, for its ending and as a last title */
};

struct wire_page {
    uint32_t page, pages;
};

/* Of a page drawn width_px by height_px large, the part at x, y of w by h pixels. */
struct wire_draw {
    uint32_t number; /* comes back with the image */
    uint32_t page;   /* from 1 */
    int32_t width_px, height_px, x, y, w, h;
};

struct wire_no_image {
    uint32_t number;
    uint32_t cause; /* enum err */
};

/* Sends one message, whole. ERR_WORKER when the other end is gone. */
MUST_USE enum err wire_send(int fd, enum wire_kind kind, const void *payload, size_t bytes);

/* Receives one message into `payload` (room for WIRE_MESSAGE_MOST_BYTES). Waits until `deadline_us` (clock_monotonic_us; 0:
 * for ever): ERR_TOO_SLOW. ERR_WORKER when the other end is gone or breaks the protocol. */
MUST_USE enum err wire_receive(int fd, uint64_t deadline_us, enum wire_kind *kind, void *payload,
                               size_t *bytes);

/* A message that has arrived in part. Zero it to begin. */
struct wire_inbox {
    unsigned char header[8];
    size_t have_bytes; /* of header and payload together */
    bool is_gone;      /* the other end closed: it ended, rather than broke the protocol */
};

/* As wire_receive, but ERR_TOO_SLOW keeps what has arrived: call again with the same inbox and payload. */
MUST_USE enum err wire_take(int fd, struct wire_inbox *inbox, uint64_t deadline_us,
                            enum wire_kind *kind, void *payload, size_t *bytes);

/* Of a name that is too long the end is kept, where the kind stands. */
void wire_set_name(struct wire_job *wire, const char *name);

/* Whether a worker whose last message was `before` (0: none yet) may send `next`. */
bool wire_may_follow(enum wire_kind before, enum wire_kind next);

#endif
