/* guard.h: keeps what a trembling hand, a worn key or a chattering switch does twice from being heard twice (A42).
 *
 * Times are ms of the caller's clock. One thread (main). */
#ifndef LECTERN_UI_GUARD_H
#define LECTERN_UI_GUARD_H

#include "ui/input.h"

#include <stdbool.h>
#include <stdint.h>

enum { GUARD_KEYS_MOST = 32 };

struct guard {
    uint64_t key_ms[GUARD_KEYS_MOST]; /* when the key last went up or down, plus one; 0 never */
    uint64_t touch_ms;                /* when the last touch that was heard was lifted, plus one */
    int x, y;                         /* where */
};

/* Is this press heard? Not within `guard_ms` of the last time that the same key moved. Each press and release is noted. */
bool guard_hears_key(struct guard *guard, enum input_key key, bool down, uint64_t now_ms,
                     int guard_ms);

/* Is a touch that begins here heard? Not within `guard_ms` of the lifting of one within `near_px` of it. */
bool guard_hears_touch(const struct guard *guard, int x, int y, uint64_t now_ms, int guard_ms,
                       int near_px);

/* A touch that was heard was lifted here. */
void guard_note_lift(struct guard *guard, int x, int y, uint64_t now_ms);

#endif
