/* job.h: one document, from the job that came over the wire to the book that goes back. Inside the sandbox; one thread, once. */
#ifndef LECTERN_WORKER_JOB_H
#define LECTERN_WORKER_JOB_H

#include "base/err.h"
#include "convert/wire.h"

/* Reads the document, sends its pages' heartbeats, then the book, or why there is none. ERR_WORKER when the kiosk is gone. */
MUST_USE enum err job_run(const struct wire_job *job, int socket_fd, int document_fd);

#endif
