/* play.h: does events to the kiosk in the box, turns its loop as the app does, and asks the oracle.
 *
 * Between events the loop sleeps as long as the session says, or until something wakes it: what the kiosk would not notice by itself is not
 * noticed here either. One thread (main). */
#ifndef LECTERN_TESTS_SOAK_PLAY_H
#define LECTERN_TESTS_SOAK_PLAY_H

#include "event.h"
#include "oracle.h"
#include "world.h"

/* A day of the kiosk: what lies around it, and what happens. */
struct day {
    const struct world *world; /* its day has begun */
    uint64_t seed;             /* of the kiosk's setting up; of the events, where `list` is NULL */
    const struct event *list;
    size_t count; /* of events, at most */
    uint64_t
        heard_ms; /* the events are those of listeners, until so much was heard; 0: of all kinds of people */
    enum rule plant; /* a fault that must be noticed; RULE_NONE */
    FILE *tell;      /* what came of each event is written here; NULL: nowhere */
};

struct verdict play_day(const struct day *day);

#endif
