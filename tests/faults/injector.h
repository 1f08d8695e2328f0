/* injector.h: runs a piece of work in a process of its own under ptrace, and kills it, or lets one call to the kernel fail, at the
 * n-th call that touches files. So a fault can be put at each moment in turn, with no sleep and no luck. */
#ifndef LECTERN_TESTS_FAULTS_INJECTOR_H
#define LECTERN_TESTS_FAULTS_INJECTOR_H

#include <stdbool.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_KILL,      /* SIGKILL, just before the call */
    FAULT_IO,        /* the call answers EIO */
    FAULT_DISK_FULL, /* a call that needs room answers ENOSPC */
    FAULT_PULLED,    /* from there on every call on what lies under `stick` answers EIO */
    FAULT_READ_ONLY, /* from there on whatever would write to what lies under `card` answers EROFS */
    FAULT_KIND_COUNT
};

struct fault {
    enum fault_kind kind;
    unsigned at;       /* from 1: the call, among those that this kind of fault can strike */
    const char *stick; /* PULLED: an absolute path without links */
    const char *card;  /* READ_ONLY: likewise */
};

struct injection {
    unsigned calls; /* how many the fault could have struck, as far as the process came */
    bool struck;
    bool crashed; /* it ended by a signal that was not ours */
};

/* Whether this machine lets us: false where ptrace is forbidden, or the processor's calls are not known here. */
bool injector_works(void);

/* Runs work(data) in a child, with a fault. */
struct injection injector_run(struct fault fault, void (*work)(void *data), void *data);

#endif
