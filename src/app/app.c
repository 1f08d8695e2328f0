#include "app/app.h"
#include "app/app_parts.h"
#include "app/app_screen.h"
#include "app/closing.h"
#include "app/idle.h"
#include "app/opening.h"
#include "app/script.h"
#include "app/service.h"
#include "base/file.h"
#include "base/log.h"
#include "speech/audio.h"
#include "ui/messages.h"
#include "ui/touch_check.h"

#include <SDL2/SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLICE_US = 500, WORK_US = 4000 };

void app_wake(void *data)
{
    struct app *app = data;
    if (atomic_exchange(&app->wake_waits, true))
        return;
    SDL_Event event = {.type = app->wake_event};
    SDL_PushEvent(&event);
}

/* A panel that is turned or mirrored against the glass. */
static void put_right(int turn, const struct canvas *glass, struct input *in)
{
    if (!turn)
        return;
    struct touch_point p = {(in->x + 0.5) / glass->width_px, (in->y + 0.5) / glass->height_px};
    p = touch_turn(turn, p);
    in->x = (int)floor(p.x * glass->width_px);
    in->y = (int)floor(p.y * glass->height_px);
}

static void take_event(struct app *app, const SDL_Event *event)
{
    struct session *s = app->session;
    if (event->type == app->wake_event)
        return;
    if (event->type == SDL_CONTROLLERDEVICEADDED)
        SDL_GameControllerOpen(event->cdevice.which);
    else if (event->type == SDL_CONTROLLERDEVICEREMOVED)
        SDL_GameControllerClose(SDL_GameControllerFromInstanceID(event->cdevice.which));
    const struct canvas *glass = window_glass(app->window);
    struct input in =
        input_from_event(event, &app->options->config.input, glass->width_px, glass->height_px);
    if (in.kind == INPUT_TOUCH || in.kind == INPUT_MOVE || in.kind == INPUT_LIFT)
        put_right(app->options->config.display.touch, glass, &in);
    if (in.kind == INPUT_TOUCH || in.kind == INPUT_MOVE || in.kind == INPUT_LIFT)
        window_point_from_glass(app->window, &in.x, &in.y);
    if (in.kind == INPUT_SIZE) {
        if (window_resized(app->window) != ERR_OK)
            s->quit = true;
        const struct canvas *canvas = window_canvas(app->window);
        if (!s->quit)
            session_set_size(s, canvas->width_px, canvas->height_px);
        painter_forget(app->painter);
    } else if (in.kind == INPUT_EXPOSED) {
        painter_forget(app->painter);
        s->stale = true;
    } else {
        session_input(s, &in);
    }
}

/* Nothing is seen: as was asked for (A66). What shows next is drawn whole. */
static struct rect draw_curtain(struct app *app)
{
    struct canvas *canvas = window_canvas(app->window);
    struct rect all = {0, 0, canvas->width_px, canvas->height_px};
    canvas_fill(canvas, all, 0xff000000u);
    painter_forget(app->painter);
    return all;
}

static bool show(struct app *app)
{
    struct session *s = app->session;
    session_build(s);
    if (!s->unshown)
        return false;
    s->unshown = false;
    if (s->look_changed)
        painter_forget(app->painter);
    s->look_changed = false;
    struct rect damage[PAINTER_DAMAGE_MOST];
    int count = 1;
    if (session_is_dark(s))
        damage[0] = draw_curtain(app);
    else
        count = painter_paint(app->painter, window_canvas(app->window), &s->visit.look, &s->list,
                              s->focus, session_shows_focus(s), damage);
    window_present(app->window, damage, count);
    return count > 0;
}

static bool input_waits(void)
{
    SDL_PumpEvents();
    return SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
}

/* What nobody waits for, in slices; an input that comes meanwhile waits for one of them at most. */
static void work(struct app *app)
{
    uint64_t until_us = clock_monotonic_us() + WORK_US;
    bool ready, counted;
    do {
        ready = app_look_ahead(app);
        counted = ready && session_count_screens(app->session, SLICE_US);
    } while (!counted && clock_monotonic_us() < until_us && !input_waits());
    app->ahead_waits = !ready;
}

bool app_turn(struct app *app)
{
    SDL_Event event;
    /* SDL tells idle.h of an event before it is in the queue: main may be here before the wake-up is, and sleep again beside it. What comes from
     * now on wakes anew; what came before is looked at in this turn. */
    atomic_store(&app->wake_waits, false);
    SDL_PumpEvents();
    /* not SDL_PollEvent, which leaves a mark in the queue, and comes back empty-handed from it the next time */
    while (!app->session->quit &&
           SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0)
        take_event(app, &event);
    app->shown_us = clock_monotonic_us();
    if (app->session->quit)
        return false;
    session_follow(app->session);
    bool shown = show(app);
    app->shown_us = clock_monotonic_us();
    work(app);
    bool counted = show(app); /* how many there are is on the next screen too */
    app->ahead_waits |= counted;
    return counted || shown;
}

bool app_look_ahead(struct app *app)
{
    struct session *s = app->session;
    struct foreseen *f = session_is_dark(s) ? NULL : session_foresee(s);
    if (!f)
        return true;
    if (!painter_look_ahead(app->painter, f->look, f->list, &f->at))
        return false;
    if (f->is_screen && !f->is_painted && window_is_exact(app->window))
        painter_paint_ahead(app->painter, window_canvas(app->window), f->look, f->list, f->focus,
                            f->shows_focus);
    f->is_painted = true;
    return true;
}

void app_undo_ahead(struct app *app)
{
    struct session *s = app->session;
    if (!session_is_dark(s))
        painter_paint_ahead(app->painter, window_canvas(app->window), &s->visit.look, &s->list,
                            s->focus, session_shows_focus(s));
}

/* Our own wait where SDL's would wake every millisecond; NULL: SDL's. */
static struct idle *make_idle(void)
{
    struct idle *idle = NULL;
    const char *driver = SDL_GetCurrentVideoDriver();
    bool polls = driver && (strcmp(driver, "KMSDRM") == 0 || strcmp(driver, "evdev") == 0 ||
                            strcmp(driver, "offscreen") == 0);
    if (polls && idle_new("/dev/input", &idle) != ERR_OK)
        log_note("SDL's own wait is used, which costs some power");
    return idle;
}

static void opening_end(struct app *app)
{
    opening_free(app->opening);
    app->opening = NULL;
}

struct waiting {
    struct app *app;
    struct service *service;
};

/* Main waits itself: what it told is shown, and systemd knows that it is well. */
static void tell_alive(void *data)
{
    struct waiting *w = data;
    show(w->app);
    service_alive(w->service);
}

static void run_people(struct app *app)
{
    const char *bench = getenv("LECTERN_BENCH");
    bool first_only = bench && strcmp(bench, "first-frame") == 0;
    struct service service = service_begin();
    bool shown = opening_show(app->opening);
    opening_end(app);
    if (!shown)
        show(app); /* no input is taken yet */
    if (first_only)
        return;
    if (app->options->open_rest)
        app->options->open_rest();
    session_open_library(app->session);
    service_ready(&service);
    struct waiting waiting = {app, &service};
    app->session->alive = tell_alive;
    app->session->alive_data = &waiting;
    /* Before the narrator is there: what SDL is told and how often it was started are lists and numbers without a lock. */
    if (SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) != 0)
        log_error("Gamepads can't be used: %s", SDL_GetError());
    session_start_sound(app->session, AUDIO_DEVICE);
    session_mend(app->session);
    session_show_logo(app->session);
    session_ask_first(app->session);
    struct idle *idle = make_idle();
    while (!app->session->quit) {
        int sleep_ms = app->ahead_waits ? 0 : session_sleep_ms(app->session);
        sleep_ms = screen_sleep_ms(app, service_sleep_ms(&service, sleep_ms));
        if (sleep_ms && idle)
            idle_wait(idle, sleep_ms);
        else if (sleep_ms < 0)
            SDL_WaitEvent(NULL);
        else if (sleep_ms > 0)
            SDL_WaitEventTimeout(NULL, sleep_ms);
        if (idle && idle_has_lost(idle))
            SDL_ResetKeyboard(); /* no key of it is held any more */
        (void)screen_watch(app);
        app_turn(app);
        service_alive(&service);
    }
    app->session->alive = NULL;
    service_end(&service);
    idle_free(idle);
}

/* What SDL does on its own account costs a kiosk its start and its memory (measured): a D-Bus session, accelerated surfaces, thousands of
 * lines of how X11 puts letters together, and of its locales. */
static void hint(void)
{
    char *compose = file_asset_path("compose"), *locales = file_asset_path("x11");
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
    if (compose)
        setenv("XCOMPOSEFILE", compose, 0);
    if (locales)
        setenv("XLOCALEDIR", locales, 0);
    free(compose);
    free(locales);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_JOYSTICK_HIDAPI, "0"); /* gamepads by /dev/input, where idle.h sees them */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); /* it comes as INPUT_CLOSE */
}

static enum err start(struct app *app)
{
    const struct app_options *o = app->options;
    hint();
    if (o->script && !getenv("SDL_VIDEODRIVER"))
        setenv("SDL_VIDEODRIVER", "offscreen", 1);
    if (SDL_Init(SDL_INIT_EVENTS) != 0) {
        log_error("SDL could not be started: %s", SDL_GetError());
        return ERR_NO_SCREEN;
    }
    app->wake_event = SDL_RegisterEvents(1);
    app->painter = painter_new();
    app->opening = opening_begin(app);
    enum err opened = screen_open(app);
    enum err err = opening_wait(app->opening);
    if (err != ERR_OK || opened != ERR_OK)
        return err != ERR_OK ? err : opened;
    screen_tell_session(app);
    app->session->may_close = closing_is_allowed(SDL_GetCurrentVideoDriver());
    if (!app->session->may_close)
        closing_ignore_terminal();
    return ERR_OK;
}

int app_run(const struct app_options *options)
{
    struct app app = {.options = options, .clock = options->script ? clock_fake() : clock_real()};
    atomic_init(&app.wake_waits, false);
    int status = 0;
    messages_set_lang(options->config.lang);
    enum err err = start(&app);
    if (err != ERR_OK) {
        char words[512];
        messages_error(err, NULL, words, sizeof words);
        log_error("%s", words);
        status = 1;
    } else if (options->script) {
        opening_end(&app);
        painter_forget(app.painter); /* its first picture is drawn with the library open */
        status = script_run(&app, options->script, options->out);
    } else {
        run_people(&app);
    }
    opening_end(&app);
    session_free(app.session);
    painter_free(app.painter);
    window_free(app.window);
    SDL_Quit();
    return status;
}
