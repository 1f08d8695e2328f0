/* import_pace.h: how far adding documents is, and how long it will still take, told steadily.
 *
 * Work is counted in bytes, and each document costs some more (a worker is started, things are synced). What is left takes as long
 * as the work so far would have; what is told goes towards that by a share of the way that grows with the time since it was told
 * last (exponential smoothing over irregular times), and counts down by itself in between. Plain data: zero it to begin. Any thread, one at a
 * time. */
#ifndef LECTERN_LIBRARY_IMPORT_PACE_H
#define LECTERN_LIBRARY_IMPORT_PACE_H

#include "library/lanes.h"

#include <stdbool.h>
#include <stdint.h>

struct import_pace {
    double all, done;        /* work */
    double part[LANES_MOST]; /* of what is under way, what is done of it */
    int most_thousandths;    /* told: it never goes back */
    bool is_told;            /* left_ms and at_ms hold something */
    double left_ms;
    uint64_t at_ms;
};

/* A document of so many bytes is to be added; it is added, or refused; this share of it (0 to 1) is, in that lane. */
void import_pace_expect(struct import_pace *p, uint64_t bytes);
void import_pace_finish(struct import_pace *p, uint64_t bytes);
void import_pace_part(struct import_pace *p, int lane, uint64_t bytes, double share);

/* How much of all that is expected is done: 0 to 1000. */
int import_pace_thousandths(struct import_pace *p);

/* Seconds left, when `elapsed_ms` have passed since the beginning (never less than at the call before): at least 1 until all is done,
 * then 0; -1 until something can be said. */
int import_pace_left_s(struct import_pace *p, uint64_t elapsed_ms);

#endif
