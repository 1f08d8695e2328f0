/* app_parts.h: the kiosk's parts, for its own loop (app.c) and for the script that may drive it (script*.c). */
#ifndef LECTERN_APP_APP_PARTS_H
#define LECTERN_APP_APP_PARTS_H

#include "app/app.h"
#include "app/session.h"
#include "ui/window.h"
#include "ui/draw.h"

#include <SDL2/SDL_events.h>
#include <stdatomic.h>

struct app {
    const struct app_options *options;
    struct clock clock;
    struct window *window;
    struct painter *painter;
    struct session *session;
    Uint32 wake_event;
    bool ahead_waits;       /* what shows next is not ready yet */
    atomic_bool wake_waits; /* a wake-up is in SDL's queue already */
};

/* Takes the events that wait, looks after time, and shows what changed; true when a frame was presented. */
bool app_turn(struct app *app);

/* Makes ready what is likely to show next, for some milliseconds; true when it all is. app_turn does it when it has shown nothing. */
bool app_look_ahead(struct app *app);

#endif
