/* ends: linked into every program of the coverage build, and of no other. What ran is written down when a process ends, so it must be
 * written before _exit, too; and a worker in its sandbox could write nothing: here it makes the sandbox, but is not shut into it. */
#include "convert/wire.h"

#include <gcov.h>
#include <seccomp.h>
#include <stdbool.h>
#include <sys/resource.h>

void __real__exit(int status) __attribute__((noreturn));
int __real_setrlimit(__rlimit_resource_t resource, const struct rlimit *limit);

void __wrap__exit(int status) __attribute__((noreturn));
int __wrap_seccomp_load(const scmp_filter_ctx filter);
int __wrap_setrlimit(__rlimit_resource_t resource, const struct rlimit *limit);

/* A worker that has no memory left has none for this either. */
void __wrap__exit(int status)
{
    if (status != WIRE_EXIT_NO_MEMORY)
        __gcov_dump();
    __real__exit(status);
}

int __wrap_seccomp_load(const scmp_filter_ctx filter)
{
    return filter ? 0 : -1;
}

int __wrap_setrlimit(__rlimit_resource_t resource, const struct rlimit *limit)
{
    bool is_in_the_way =
        (resource == RLIMIT_FSIZE && limit->rlim_cur == 0) || resource == RLIMIT_NOFILE;
    return is_in_the_way ? 0 : __real_setrlimit(resource, limit);
}
