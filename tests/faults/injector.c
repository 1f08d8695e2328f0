#include "injector.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

/* Calls that read or change files, and those among them that may want room on the disk. */
static const long file_calls[] = {
    SYS_read,      SYS_write,    SYS_pread64,  SYS_pwrite64,  SYS_openat,     SYS_fsync,
    SYS_fdatasync, SYS_renameat, SYS_unlinkat, SYS_ftruncate, SYS_mkdirat,    SYS_linkat,
    SYS_flock,     SYS_fcntl,    SYS_statfs,   SYS_fchmod,    SYS_getdents64, SYS_fallocate,
#ifdef SYS_rename
    SYS_rename,    SYS_unlink,   SYS_mkdir,    SYS_link,      SYS_open,
#endif
};
static const long room_calls[] = {
    SYS_write,    SYS_pwrite64, SYS_openat, SYS_fsync,     SYS_fdatasync,
    SYS_renameat, SYS_mkdirat,  SYS_linkat, SYS_ftruncate, SYS_fallocate,
#ifdef SYS_rename
    SYS_rename,   SYS_mkdir,    SYS_link,   SYS_open,
#endif
};

/* Calls that change what lies on a disk, by a path, by a folder and a name, and by a descriptor. */
static const long path_changes[] = {
#ifdef SYS_rename
    SYS_rename, SYS_unlink, SYS_mkdir, SYS_link, SYS_open,
#endif
    -1, /* no call: newer processors have none of these */
};
static const long folder_changes[] = {SYS_openat,   SYS_renameat, SYS_renameat2,
                                      SYS_unlinkat, SYS_mkdirat,  SYS_linkat};
static const long file_changes[] = {SYS_write,     SYS_pwrite64, SYS_fsync,    SYS_fdatasync,
                                    SYS_ftruncate, SYS_fchmod,   SYS_fallocate};

static bool is_among(const long *calls, size_t count, uint64_t nr)
{
    for (size_t i = 0; i < count; i++)
        if ((uint64_t)calls[i] == nr)
            return true;
    return false;
}

static bool lies_under(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (!path[length] || path[length] == '/');
}

/* A string of the child's, up to `bytes` - 1. The page behind its end may not be there. */
static void read_string(pid_t pid, uint64_t at, char *out, size_t bytes)
{
    enum { PAGE = 4096 };
    size_t got = 0;
    while (got + 1 < bytes && !memchr(out, 0, got)) {
        size_t piece = PAGE - (size_t)((at + got) % PAGE);
        if (piece > bytes - 1 - got)
            piece = bytes - 1 - got;
        struct iovec here = {out + got, piece}, there = {(void *)(uintptr_t)(at + got), piece};
        if (process_vm_readv(pid, &here, 1, &there, 1, 0) != (ssize_t)piece)
            break;
        got += piece;
    }
    out[got] = 0;
}

/* Whether the call that the child stands at is of a file, by its name or by a descriptor, that lies under a folder. */
static bool is_call_under(pid_t pid, const struct __ptrace_syscall_info *info, const char *folder)
{
    char path[PATH_MAX] = "", link[64];
    uint64_t nr = info->entry.nr;
#ifdef SYS_open
    bool named = nr == SYS_openat || nr == SYS_open;
#else
    bool named = nr == SYS_openat;
#endif
    if (named) {
        read_string(pid, info->entry.args[nr == SYS_openat], path, sizeof path);
    } else {
        snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)pid, (int)info->entry.args[0]);
        ssize_t length = readlink(link, path, sizeof path - 1);
        path[length > 0 ? length : 0] = 0;
    }
    return lies_under(path, folder);
}

static void read_link(pid_t pid, int fd, char *out, size_t bytes)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)pid, fd);
    ssize_t length = readlink(link, out, bytes - 1);
    out[length > 0 ? length : 0] = 0;
}

/* Whether the call changes what lies under a folder; opening a file only to read it does not. */
static bool is_change_under(pid_t pid, const struct __ptrace_syscall_info *info, const char *folder)
{
    char path[PATH_MAX] = "";
    uint64_t nr = info->entry.nr;
    const uint64_t *args = info->entry.args;
    bool by_path = is_among(path_changes, sizeof path_changes / sizeof *path_changes, nr);
    bool by_folder = is_among(folder_changes, sizeof folder_changes / sizeof *folder_changes, nr);
    bool by_file = is_among(file_changes, sizeof file_changes / sizeof *file_changes, nr);
    if (!by_path && !by_folder && !by_file)
        return false;
    uint64_t flags = nr == SYS_openat ? args[2] : O_WRONLY;
#ifdef SYS_open
    flags = nr == SYS_open ? args[1] : flags;
#endif
    if ((flags & O_ACCMODE) == O_RDONLY && !(flags & O_CREAT))
        return false;
    if (!by_file)
        read_string(pid, args[by_folder], path, sizeof path);
    if (by_file || (by_folder && *path != '/'))
        read_link(pid, (int)args[0], path, sizeof path);
    return lies_under(path, folder);
}

static bool can_strike(const struct fault *fault, pid_t pid,
                       const struct __ptrace_syscall_info *info)
{
    static const long stick_calls[] = {SYS_read, SYS_pread64, SYS_openat, SYS_getdents64, SYS_lseek,
#ifdef SYS_open
                                       SYS_open
#endif
    };
    uint64_t nr = info->entry.nr;
    if (fault->kind == FAULT_DISK_FULL)
        return is_among(room_calls, sizeof room_calls / sizeof *room_calls, nr);
    if (fault->kind == FAULT_READ_ONLY)
        return is_change_under(pid, info, fault->card);
    if (fault->kind == FAULT_PULLED)
        return is_among(stick_calls, sizeof stick_calls / sizeof *stick_calls, nr) &&
               is_call_under(pid, info, fault->stick);
    return is_among(file_calls, sizeof file_calls / sizeof *file_calls, nr);
}

/* At the entry of a call: it shall not be made. */
static bool skip_call(pid_t pid)
{
#if defined __x86_64__
    return ptrace(PTRACE_POKEUSER, pid, (void *)offsetof(struct user_regs_struct, orig_rax),
                  (void *)-1) == 0;
#elif defined __aarch64__
    int none = -1;
    struct iovec v = {&none, sizeof none};
    return ptrace(PTRACE_SETREGSET, pid, (void *)NT_ARM_SYSTEM_CALL, &v) == 0;
#else
    (void)pid;
    return false;
#endif
}

/* At its exit: what it answers. */
static bool set_answer(pid_t pid, long answer)
{
#if defined __x86_64__
    return ptrace(PTRACE_POKEUSER, pid, (void *)offsetof(struct user_regs_struct, rax),
                  (void *)answer) == 0;
#elif defined __aarch64__
    struct user_regs_struct regs;
    struct iovec v = {&regs, sizeof regs};
    if (ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &v) != 0)
        return false;
    regs.regs[0] = (unsigned long long)answer;
    return ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &v) == 0;
#else
    (void)pid;
    (void)answer;
    return false;
#endif
}

static pid_t start(void (*work)(void *data), void *data)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(99);
    raise(SIGSTOP);
    work(data);
    _exit(0);
}

static bool next_stop(pid_t pid, int *status, int signal_to_pass)
{
    if (ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(intptr_t)signal_to_pass) != 0)
        return false;
    return waitpid(pid, status, 0) == pid && WIFSTOPPED(*status);
}

static void kill_child(pid_t pid, int *status)
{
    kill(pid, SIGKILL);
    while (waitpid(pid, status, 0) == pid && !WIFEXITED(*status) && !WIFSIGNALED(*status))
        ;
}

/* Waits for those whom the killed one had just started: until they are something else, they hold what it held. */
static void reap_orphans(void)
{
    while (waitpid(-1, NULL, 0) > 0)
        ;
}

/* Lets one call fail: the child stands at its entry. */
static bool fail_call(pid_t pid, enum fault_kind kind, int *status)
{
    return skip_call(pid) && next_stop(pid, status, 0) &&
           set_answer(pid, kind == FAULT_DISK_FULL   ? -ENOSPC
                           : kind == FAULT_READ_ONLY ? -EROFS
                                                     : -EIO);
}

struct injection injector_run(struct fault fault, void (*work)(void *data), void *data)
{
    struct injection injection = {0};
    int status = 0, pass = 0;
    bool lasts = fault.kind == FAULT_PULLED || fault.kind == FAULT_READ_ONLY;
    fflush(NULL);
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
        abort();
    pid_t pid = start(work, data);
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
        abort();
    if (ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)) !=
        0)
        abort();
    while (next_stop(pid, &status, pass)) {
        pass = WSTOPSIG(status) == (SIGTRAP | 0x80) ? 0 : WSTOPSIG(status);
        struct __ptrace_syscall_info info;
        if (pass || ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof info, &info) <= 0 ||
            info.op != PTRACE_SYSCALL_INFO_ENTRY || !can_strike(&fault, pid, &info))
            continue;
        injection.calls++;
        bool now = injection.calls == fault.at || (lasts && fault.at && injection.calls > fault.at);
        if (fault.kind == FAULT_NONE || !now)
            continue;
        injection.struck = true;
        if (fault.kind == FAULT_KILL) {
            kill_child(pid, &status);
            reap_orphans();
            return injection;
        }
        if (!fail_call(pid, fault.kind, &status))
            break;
    }
    if (WIFSTOPPED(status))
        kill_child(pid, &status);
    injection.crashed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    return injection;
}

static void read_nothing(void *data)
{
    char c;
    if (read(*(int *)data, &c, 1) != -1 || errno != EIO)
        _exit(1);
}

bool injector_works(void)
{
    int status, fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    pid_t pid = start(read_nothing, &fd);
    bool works = pid > 0 && waitpid(pid, &status, 0) == pid && WIFSTOPPED(status);
    if (works) {
        kill_child(pid, &status);
        struct injection i =
            injector_run((struct fault){.kind = FAULT_IO, .at = 1}, read_nothing, &fd);
        works = i.struck && !i.crashed;
    }
    close(fd);
    return works;
}
