#include "convert/process.h"

#include "base/clock.h"
#include "convert/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ABOVE_FDS = 10 }; /* child's ends are kept up here, so that no dup2 can cover another */

/* What sanitizers have to say goes to stderr; so does a worker's that somebody is debugging. */
static bool keeps_stderr(void)
{
#ifdef LECTERN_SANITIZER
    return true;
#else
    return getenv("LECTERN_WORKER_STDERR") != NULL;
#endif
}

static int set_actions(posix_spawn_file_actions_t *actions, int socket_fd, int document_fd)
{
    int failed = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (!failed)
        failed = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    if (!failed && !keeps_stderr())
        failed = posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
    if (!failed)
        failed = posix_spawn_file_actions_adddup2(actions, socket_fd, WIRE_SOCKET_FD);
    if (!failed)
        failed = posix_spawn_file_actions_adddup2(actions, document_fd, WIRE_DOCUMENT_FD);
    if (!failed)
        failed = posix_spawn_file_actions_addclosefrom_np(actions, WIRE_DOCUMENT_FD + 1);
    return failed;
}

static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    int failed = posix_spawnattr_setsigmask(attributes, &none);
    if (!failed)
        failed = posix_spawnattr_setsigdefault(attributes, &all);
    if (!failed)
        failed = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK |
                                                          POSIX_SPAWN_SETSIGDEF);
    return failed;
}

static int spawn(const char *path, int socket_fd, int document_fd, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed)
        return failed;
    failed = posix_spawnattr_init(&attributes);
    if (failed) {
        posix_spawn_file_actions_destroy(&actions);
        return failed;
    }
    failed = set_actions(&actions, socket_fd, document_fd);
    if (!failed)
        failed = set_attributes(&attributes);
    if (!failed) {
        char name[] = "lectern-worker", lang[] = "LANG=C";
        char *argv[] = {name, NULL}, *environment[] = {lang, NULL};
        failed = posix_spawn(pid, path, &actions, &attributes, argv, environment);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

enum err process_start(const char *path, int document_fd, struct process *out)
{
    *out = (struct process){.pid = -1, .socket = -1};
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return ERR_WORKER;
    int failed = 0;
    int document = fcntl(document_fd, F_DUPFD_CLOEXEC, ABOVE_FDS);
    int theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, ABOVE_FDS);
    if (document < 0 || theirs < 0)
        failed = errno;
    else
        failed = spawn(path, theirs, document, &out->pid);
    if (document >= 0)
        close(document);
    if (theirs >= 0)
        close(theirs);
    close(ends[1]);
    if (failed) {
        close(ends[0]);
        out->pid = -1;
        return failed == ENOMEM || failed == EAGAIN ? ERR_NO_MEMORY : ERR_WORKER;
    }
    out->socket = ends[0];
    return ERR_OK;
}

static bool has_ended(pid_t pid)
{
    siginfo_t info = {0};
    int got = waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT);
    return got != 0 ? errno == ECHILD : info.si_pid == pid;
}

int process_end(struct process *process, uint32_t grace_ms)
{
    if (process->pid < 0)
        return -1;
    uint64_t end_us = clock_monotonic_us() + grace_ms * UINT64_C(1000);
    bool by_itself = has_ended(process->pid);
    while (!by_itself && clock_monotonic_us() < end_us) {
        poll(NULL, 0, 2);
        by_itself = has_ended(process->pid);
    }
    kill(-process->pid, SIGKILL);
    kill(process->pid, SIGKILL);
    int status = -1;
    pid_t reaped;
    do
        reaped = waitpid(process->pid, &status, 0);
    while (reaped < 0 && errno == EINTR);
    close(process->socket);
    bool knows = by_itself && reaped == process->pid;
    *process = (struct process){.pid = -1, .socket = -1};
    return knows ? status : -1;
}

enum err process_cause(int status)
{
    if (status == -1)
        return ERR_WORKER;
    if (WIFEXITED(status))
        return WEXITSTATUS(status) == WIRE_EXIT_NO_MEMORY ? ERR_TOO_BIG : ERR_WORKER;
    switch (WTERMSIG(status)) {
    case SIGSYS:
        return ERR_WORKER;
    case SIGKILL: /* not ours: the kernel's, for want of memory */
        return ERR_TOO_BIG;
    case SIGXCPU:
        return ERR_TOO_SLOW;
    default:
        return ERR_DAMAGED;
    }
}
