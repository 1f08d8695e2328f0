/* app_parts.h: the kiosk's parts, for its own loop (app.c) and for the script that may drive it (script*.c). */
#ifndef LECTERN_APP_APP_PARTS_H
#define LECTERN_APP_APP_PARTS_H

#include "app/app.h"
#include "app/session.h"
#include "app/window.h"
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
    atomic_bool wake_waits; /* a wake-up is in SDL's queue already */
};

/* Takes the events that wait, looks after time, and shows what changed; true when a frame was presented. */
bool app_turn(struct app *app);

#endif
