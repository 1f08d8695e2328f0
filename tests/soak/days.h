/* days.h: each day has a process and a library of its own, so that a kiosk that dies takes nobody with it. */
#ifndef LECTERN_TESTS_SOAK_DAYS_H
#define LECTERN_TESTS_SOAK_DAYS_H

#include "play.h"

#include <sys/types.h>

struct running {
    pid_t pid;
    int pipe;
    struct day day;
};

/* The day begins in a process of its own; `world` is the base, the day's own is made. False where there is no process. */
bool days_begin(const struct world *base, const struct day *day, struct running *out);

/* It has ended: what it tells, or how it died. */
struct verdict days_end(struct running *r);

/* Both. */
struct verdict days_play(const struct world *base, const struct day *day);

/* The events of a day that failed so are made as few as still fail by the same rule, for so many seconds; what is left is written to `path`. Returns how many. */
size_t days_shrink(const struct world *base, const struct day *day, const struct verdict *verdict,
                   uint64_t most_s, const char *path);

/* Whether memory that is not given back is noticed here. */
bool days_find_leaks(void);

#endif
