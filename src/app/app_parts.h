/* app_parts.h: the kiosk's parts, for its own loop (app.c) and for the script that may drive it (script*.c). */
#ifndef LECTERN_APP_APP_PARTS_H
#define LECTERN_APP_APP_PARTS_H

#include "app/app.h"
#include "app/session.h"
#include "ui/draw.h"
#include "ui/window.h"

#include <SDL2/SDL_events.h>
#include <stdatomic.h>

/* Of a board; of all others nothing is set. */
struct app_screen {
    const char *folder;      /* where the kernel tells of screens */
    const char *real, *none; /* SDL's drivers: with a screen, and without */
    int wait_ms;             /* at the start, for one that is found late */
    bool is_unseen;          /* the window is one that nobody sees */
    int count;               /* of screens, as it was looked last */
    uint64_t looked_ms;
};

struct app {
    const struct app_options *options;
    struct clock clock;
    struct window *window;
    struct app_screen screen; /* app_screen.h */
    struct painter *painter;
    struct opening *opening; /* opening.h: until the first picture shows */
    struct session *session;
    Uint32 wake_event;
    bool ahead_waits;       /* what shows next is not ready yet */
    uint64_t shown_us;      /* clock_monotonic_us, when the last turn had shown what it took in */
    atomic_bool wake_waits; /* a wake-up is in SDL's queue already */
};

/* The loop shall look around: carries nothing. `data` is the app. Any thread. */
void app_wake(void *data);

/* Takes the events that wait, looks after time, and shows what changed; true when a frame was presented. */
bool app_turn(struct app *app);

/* Makes ready what is likely to show next, for half a millisecond; true when it all is. app_turn does it after what it shows. */
bool app_look_ahead(struct app *app);

/* The canvas is as what shows again, after app_turn, which may have painted it ahead of that. */
void app_undo_ahead(struct app *app);

#endif
