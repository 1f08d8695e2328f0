/* pages.h: original pages, drawn as the kiosk asks for them, until it closes the socket. Inside the sandbox; one thread. */
#ifndef LECTERN_WORKER_PAGES_H
#define LECTERN_WORKER_PAGES_H

#include "base/err.h"
#include "convert/wire.h"

/* Opens the document and answers each WIRE_DRAW. ERR_OK once the kiosk is gone; ERR_WORKER when it breaks the protocol. */
MUST_USE enum err pages_run(const struct wire_job *job, int socket_fd, int document_fd);

#endif
