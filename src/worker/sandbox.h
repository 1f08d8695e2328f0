/* sandbox.h: the walls around the worker, put up by itself, for good, before it looks at the document.
 *
 * Inside: read the document, write to the socket (and read from it, where that was asked for), use memory up to the limit, end. Every other system call ends the process, but
 * stat and ioctl, which libraries try and live without, and which answer EACCES. One thread, once. */
#ifndef LECTERN_WORKER_SANDBOX_H
#define LECTERN_WORKER_SANDBOX_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct sandbox_limits {
    uint32_t memory_mb; /* address space; 0: none. Sanitizer builds take none */
    uint32_t cpu_s;     /* of CPU time; 0: none */
    int document_fd;    /* may be read and sought */
    int socket_fd;      /* may be written */
    bool hears_socket;  /* and more orders may be read from it: a worker that draws pages */
};

/* ERR_WORKER when a wall can't be put up: then the document must not be opened. */
MUST_USE enum err sandbox_enter(const struct sandbox_limits *limits);

#endif
