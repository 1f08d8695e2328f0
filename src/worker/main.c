#include "base/mem.h"
#include "convert/wire.h"
#include "worker/job.h"
#include "worker/pages.h"
#include "worker/sandbox.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCARCE_BYTES = 16 << 20 };

/* mem.h aborts when memory ends, glibc when the heap is broken; the kiosk tells staff which, so find out.
 * After this returns, abort() ends the process by the signal. */
static void end_aborted(int signal_number)
{
    (void)signal_number;
    void *more = mmap(NULL, SCARCE_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (more == MAP_FAILED)
        _exit(WIRE_EXIT_NO_MEMORY);
}

static bool is_started_by_lectern(void)
{
    struct stat socket_stat, document_stat;
    return fstat(WIRE_SOCKET_FD, &socket_stat) == 0 && S_ISSOCK(socket_stat.st_mode) &&
           fstat(WIRE_DOCUMENT_FD, &document_stat) == 0 && S_ISREG(document_stat.st_mode);
}

static enum err receive_job(struct wire_job *job)
{
    enum wire_kind kind;
    size_t bytes;
    unsigned char *payload = mem_new(1, WIRE_MESSAGE_MOST_BYTES);
    enum err err = wire_receive(WIRE_SOCKET_FD, 0, &kind, payload, &bytes);
    if (err == ERR_OK && kind == WIRE_JOB)
        memcpy(job, payload, sizeof *job);
    else
        err = ERR_WORKER;
    free(payload);
    if (err == ERR_OK && (job->version != WIRE_VERSION || job->skip_count > WIRE_SKIP_MOST ||
                          job->bare_count > WIRE_SKIP_MOST))
        err = ERR_WORKER;
    job->name[sizeof job->name - 1] = 0;
    return err;
}

int main(void)
{
    if (!is_started_by_lectern()) {
        fputs("lectern-worker is started by lectern; it is not for people.\n", stderr);
        return 2;
    }
    struct wire_job *job = mem_new(1, sizeof *job);
    enum err err = receive_job(job);
    if (err == ERR_OK) {
        const struct sandbox_limits limits = {
            .memory_mb = job->memory_mb,
            .cpu_s = job->cpu_s,
            .document_fd = WIRE_DOCUMENT_FD,
            .socket_fd = WIRE_SOCKET_FD,
            .hears_socket = job->task == WIRE_DRAW_PAGES,
        };
        signal(SIGABRT, end_aborted);
        err = sandbox_enter(&limits);
    }
    if (err == ERR_OK) {
        err = job->task == WIRE_DRAW_PAGES ? pages_run(job, WIRE_SOCKET_FD, WIRE_DOCUMENT_FD)
                                           : job_run(job, WIRE_SOCKET_FD, WIRE_DOCUMENT_FD);
    } else {
        uint32_t cause = ERR_WORKER;
        err = wire_send(WIRE_SOCKET_FD, WIRE_FAILED, &cause, sizeof cause);
    }
    /* What runs at exit (a sanitizer's search for leaks, for one) needs more than the sandbox gives. */
    _exit(err == ERR_OK ? 0 : 1);
}
