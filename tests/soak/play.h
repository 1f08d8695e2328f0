/* play.h: does events to the kiosk in the box, and asks the oracle after each. */
#ifndef LECTERN_TESTS_SOAK_PLAY_H
#define LECTERN_TESTS_SOAK_PLAY_H

#include "event.h"
#include "oracle.h"

/* A day of the kiosk: its library (changed by what staff do), and what happens. */
struct day {
    const char *library; /* beside it lies "library", which is on the stick */
    int glass;           /* of en301549's profiles */
    uint64_t seed;       /* of the events, where `list` is NULL */
    const struct event *list;
    size_t count; /* of events */
    FILE *tell;   /* what came of each event is written here; NULL: nowhere */
};

/* True when all held. `o` says what did not, and how many events that took. */
bool play_day(const struct day *day, struct oracle *o);

#endif
