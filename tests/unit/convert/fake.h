/* fake.h: how the false workers fail. */
#ifndef LECTERN_TESTS_CONVERT_FAKE_H
#define LECTERN_TESTS_CONVERT_FAKE_H

#include "base/err.h"

#include <signal.h>
#include <unistd.h>

static inline void must(enum err err)
{
    if (err != ERR_OK)
        _exit(1);
}

static inline _Noreturn void hang(void)
{
    for (;;)
        pause();
}

static inline _Noreturn void crash(void)
{
    signal(SIGSEGV, SIG_DFL); /* a sanitizer would catch it, and exit */
    raise(SIGSEGV);
    _exit(1);
}

#endif
