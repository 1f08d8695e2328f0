/* tries.h: how often in a row the kiosk had to be given up, and so how long to wait before it is tried again.
 *
 * Kept in one line of a file that does not outlive the board's power. It also tells whether this program itself was cut short the last
 * time: then it must be plainer. Any thread. */
#ifndef LECTERN_SORRY_TRIES_H
#define LECTERN_SORRY_TRIES_H

#include <stdbool.h>
#include <stdint.h>

enum {
    TRIES_WAIT_FIRST_S = 60, /* then twice as long each time */
    TRIES_WAIT_MOST_S = 16 * 60,
    TRIES_CALM_S = 30 * 60 /* a kiosk that ran for so long was well: the next time is the first */
};

struct tries {
    unsigned count; /* times in a row, this one too: from 1 */
    int64_t
        ended_s; /* when the last one ended, by a clock that only goes forward; -1: it was cut short */
};

/* This time, after what the last one left in its line. `was` may be "" or nonsense. */
struct tries tries_next(const char *was, int64_t now_s);

/* Was the last time cut short? */
bool tries_was_cut(const char *was);

/* How long this time lasts. */
int tries_wait_s(const struct tries *tries);

/* The line, to be written at the beginning with ended_s -1, and again at the end. */
void tries_line(const struct tries *tries, char out[64]);

#endif
