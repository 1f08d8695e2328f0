/* oracle.h: what must hold whatever anybody did: looked at after each event, and more of it whenever a visit has ended. */
#ifndef LECTERN_TESTS_SOAK_ORACLE_H
#define LECTERN_TESTS_SOAK_ORACLE_H

#include "../en301549/kiosk.h"
#include "event.h"

struct oracle {
    struct visit_settings
        begin;                /* those that a visit begins with, as the kiosk was when it started */
    bool staff_changed_begin; /* staff have others in mind since */
    enum screen_id screen;    /* as last seen */
    int page;
    uint64_t due_ms; /* a screen came up in guidance: by then something is said; 0 none is owed */
    size_t said;     /* how much had been said at the last event */
    uint64_t began_bytes; /* of memory, once the kiosk was warm; 0 not yet */
    int began_files, began_threads;
    unsigned long events, visits;
    uint64_t simulated_ms;
    char broken[256]; /* the first thing that does not hold; "" all does */
};

void oracle_begin(struct oracle *o, struct kiosk *k);

/* After each event. False: o->broken says what does not hold. */
bool oracle_event(struct oracle *o, struct kiosk *k, const struct event *e);

/* At the end, the kiosk being stopped: the library's files are whole. */
bool oracle_library(struct oracle *o, const char *folder);

#endif
