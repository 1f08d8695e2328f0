#include "worker/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#ifdef LECTERN_SANITIZER
enum { IS_SANITIZED = 1 };
#define OTHERWISE SCMP_ACT_ERRNO(EPERM) /* a sanitizer must live to tell */
#else
enum { IS_SANITIZED = 0 };
#define OTHERWISE SCMP_ACT_KILL_PROCESS
#endif

enum { STDERR_FD = 2 };

static rlim_t lower(rlim_t a, rlim_t b)
{
    return a < b ? a : b; /* RLIM_INFINITY is the largest */
}

static bool limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return false;
    now.rlim_max = lower(now.rlim_max, hard);
    now.rlim_cur = lower(now.rlim_max, soft);
    return setrlimit(resource, &now) == 0;
}

static bool limit_resources(const struct sandbox_limits *limits)
{
    int highest = limits->document_fd > limits->socket_fd ? limits->document_fd : limits->socket_fd;
    rlim_t files = (rlim_t)highest + 1;
    bool ok = limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_NPROC, 0, 0) &&
              limit(RLIMIT_NOFILE, files, files);
    /* At the soft limit comes SIGXCPU, which tells the kiosk why; at the hard one SIGKILL. */
    if (ok && limits->cpu_s)
        ok = limit(RLIMIT_CPU, limits->cpu_s, (rlim_t)limits->cpu_s + 1);
    rlim_t memory = (rlim_t)limits->memory_mb << 20;
    if (ok && limits->memory_mb && !IS_SANITIZED)
        ok = limit(RLIMIT_AS, memory, memory);
    return ok;
}

/* Memory, ending, time: calls that reach nothing outside the process. */
static const int harmless[] = {
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(sysinfo),
    SCMP_SYS(close),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
#ifdef LECTERN_SANITIZER
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_yield),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getrlimit),
    SCMP_SYS(prlimit64),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(prctl),
    SCMP_SYS(readlink),
    SCMP_SYS(write),
    SCMP_SYS(tgkill),
#endif
};

/* Libraries try these (buffered files, terminals) and go on without. Opening is not among them: whatever a library opens, it has opened
 * before it is in here. */
static const int refused[] = {
    SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(ioctl),
#ifdef LECTERN_SANITIZER
    SCMP_SYS(open),  SCMP_SYS(openat),
#endif
};

/* What a call's argument (from 0) must be, of the bits in `mask`. */
static struct scmp_arg_cmp argument(unsigned at, scmp_datum_t mask, scmp_datum_t value)
{
    return (struct scmp_arg_cmp){
        .arg = at, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask, .datum_b = value};
}

static struct scmp_arg_cmp argument_is(unsigned at, int value)
{
    return argument(at, ~(scmp_datum_t)0, (scmp_datum_t)value);
}

struct fd_rule {
    int call, fd;
};

static int allow_descriptors(scmp_filter_ctx filter, const struct sandbox_limits *limits)
{
    const struct fd_rule rules[] = {
        {SCMP_SYS(read), limits->document_fd},  {SCMP_SYS(pread64), limits->document_fd},
        {SCMP_SYS(lseek), limits->document_fd}, {SCMP_SYS(write), limits->socket_fd},
        {SCMP_SYS(write), STDERR_FD},           {SCMP_SYS(writev), STDERR_FD},
    };
    int failed = 0;
    for (size_t i = 0; !failed && i < sizeof rules / sizeof *rules; i++) {
        if (IS_SANITIZED && rules[i].call == SCMP_SYS(write))
            continue;
        failed =
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, rules[i].call, 1, argument_is(0, rules[i].fd));
    }
    if (!failed) /* send() is sendto without an address */
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sendto), 2,
                                  argument_is(0, limits->socket_fd), argument_is(4, 0));
    if (!failed && limits->hears_socket) /* recv() is recvfrom without an address */
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(recvfrom), 2,
                                  argument_is(0, limits->socket_fd), argument_is(4, 0));
    return failed;
}

static int allow_memory_and_abort(scmp_filter_ctx filter)
{
    if (IS_SANITIZED)
        return 0;
    int failed =
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, argument(2, PROT_EXEC, 0),
                         argument(3, MAP_ANONYMOUS, MAP_ANONYMOUS));
    if (!failed)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                                  argument(2, PROT_EXEC, 0));
    if (!failed) /* abort() signals its own process */
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 2,
                                  argument_is(0, getpid()), argument_is(2, SIGABRT));
    return failed;
}

static bool filter_calls(const struct sandbox_limits *limits)
{
    scmp_filter_ctx filter = seccomp_init(OTHERWISE);
    if (!filter)
        return false;
    int failed = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    for (size_t i = 0; !failed && i < sizeof harmless / sizeof *harmless; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, harmless[i], 0);
    for (size_t i = 0; !failed && i < sizeof refused / sizeof *refused; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused[i], 0);
    if (!failed)
        failed = allow_descriptors(filter, limits);
    if (!failed)
        failed = allow_memory_and_abort(filter);
    if (!failed)
        failed = seccomp_load(filter);
    seccomp_release(filter);
    return failed == 0;
}

enum err sandbox_enter(const struct sandbox_limits *limits)
{
    tzset(); /* or the first date would open a file */
    bool ok = prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
              prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
              prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && limit_resources(limits) &&
              filter_calls(limits);
    return ok ? ERR_OK : ERR_WORKER;
}
