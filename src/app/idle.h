/* idle.h: sleeps until something happens, where SDL's own wait wakes every millisecond (KMSDRM).
 *
 * It looks at the same input devices as SDL, only to wake: their events are SDL's to read. A device that comes or goes wakes too, and so
 * does any event that another thread pushes. After idle_wait drain SDL's queue; a wake with nothing in it is no error. */
#ifndef LECTERN_APP_IDLE_H
#define LECTERN_APP_IDLE_H

#include "base/err.h"

#include <stdbool.h>

struct idle;

/* Watches the files event* of `folder` ("/dev/input"), and SDL's queue: SDL's events are initialised. A folder that is not there has no
 * devices. ERR_NO_MEMORY: the system has no descriptor left. Thread: main, as for all of these. */
MUST_USE enum err idle_new(const char *folder, struct idle **out);
void idle_free(struct idle *idle); /* NULL is fine */

/* At most so long; below 0: for as long as nothing happens. False: the time was up. */
bool idle_wait(struct idle *idle, int most_ms);

/* Has an input device gone since the last call? What was held on it never lifts. */
bool idle_has_lost(struct idle *idle);

#endif
