/* process.h: one lectern-worker, from its start to its reaping.
 *
 * The worker gets the socket and the document as its only open files (with /dev/null where a program expects its input and
 * output), an empty environment but for LANG=C, and a session of its own. Any thread; each process by one thread at a time. */
#ifndef LECTERN_CONVERT_PROCESS_H
#define LECTERN_CONVERT_PROCESS_H

#include "base/err.h"

#include <stdint.h>
#include <sys/types.h>

struct process {
    pid_t pid;
    int socket; /* our end of the wire */
};

/* Starts the worker at `path`; `document_fd` is borrowed. ERR_WORKER when it can't be started, ERR_NO_MEMORY. Always end what
 * was started with process_end. */
MUST_USE enum err process_start(const char *path, int document_fd, struct process *out);

/* Gives it `grace_ms` to end by itself, then kills it and its session; reaps it and closes the socket. Returns its wait status
 * as of waitpid, or -1 when it had to be killed. */
int process_end(struct process *process, uint32_t grace_ms);

/* Why a worker that ended without a word did so, by what process_end returned. */
enum err process_cause(int status);

#endif
