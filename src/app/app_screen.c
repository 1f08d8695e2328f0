#include "app/app_screen.h"

#include "app/devices.h"
#include "base/clock.h"
#include "base/log.h"
#include "speech/audio.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

/* Has no windows beside ours, and no screen of its own account: systemd's line in lectern.service says so. */
static bool is_board(const struct app *app)
{
    const char *wanted = getenv("SDL_VIDEODRIVER");
    return app->screen.real || (wanted && SDL_strcasecmp(wanted, "kmsdrm") == 0);
}

static uint64_t now_ms(void)
{
    return clock_monotonic_us() / 1000;
}

/* NULL: as the environment says. */
static bool begin_video(const char *driver)
{
    if (driver)
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, driver, SDL_HINT_OVERRIDE);
    return SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
}

static enum err open_window(struct app *app, bool windowed)
{
    const struct config_display *d = &app->options->config.display;
    return window_new(app->options->config.name, windowed, d->width_px, d->height_px,
                      d->rotate / 90, &app->window);
}

static void close_window(struct app *app)
{
    window_free(app->window);
    app->window = NULL;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

/* On the screen that there is. */
static enum err open_seen(struct app *app)
{
    bool windowed = app->options->windowed || app->options->script;
    if (!begin_video(is_board(app) ? app->screen.real : NULL))
        return ERR_NO_SCREEN;
    enum err err = open_window(app, windowed);
    if (err != ERR_OK)
        close_window(app);
    else if (!windowed)
        SDL_ShowCursor(SDL_DISABLE);
    return err;
}

/* On none: keys and touches are read, and what is drawn goes nowhere. */
static enum err open_unseen(struct app *app)
{
    if (!begin_video(app->screen.none))
        return ERR_NO_SCREEN;
    enum err err = open_window(app, true);
    if (err != ERR_OK)
        close_window(app);
    return err;
}

static void fit(struct app *app)
{
    const struct canvas *canvas = window_canvas(app->window);
    const struct display *d = &app->session->visit.look.display;
    if (canvas->width_px != d->width_px || canvas->height_px != d->height_px)
        session_set_size(app->session, canvas->width_px, canvas->height_px);
}

/* A kernel that is just starting may find the screen a moment after us. */
static enum err open_soon(struct app *app)
{
    uint64_t until_ms = now_ms() + (uint64_t)app->screen.wait_ms;
    enum err err;
    while ((err = open_seen(app)) != ERR_OK && now_ms() < until_ms)
        SDL_Delay(SCREEN_RETRY_MS);
    return err;
}

enum err screen_open(struct app *app)
{
    struct app_screen *screen = &app->screen;
    bool board = is_board(app);
    if (board && !screen->real)
        *screen = (struct app_screen){.folder = DEVICES_SCREENS,
                                      .real = "kmsdrm",
                                      .none = "evdev",
                                      .wait_ms = SCREEN_WAIT_MS};
    enum err err = board ? open_soon(app) : open_seen(app);
    if (err != ERR_OK)
        log_error("the screen could not be opened: %s", SDL_GetError());
    if (board)
        screen->count = devices_screens(screen->folder);
    if (err != ERR_OK && board && screen->count <= 0) {
        err = open_unseen(app);
        screen->is_unseen = true;
    }
    screen->looked_ms = now_ms();
    return err;
}

void screen_tell_session(struct app *app)
{
    session_lack_screen(app->session, app->screen.is_unseen);
    fit(app);
}

/* The old window goes first: two can't have one screen. Where it can't be had after all, whoever is there goes on by ear; with nobody there
 * the kiosk ends, and systemd starts it again, or the screen that asks for staff. */
static bool open_anew(struct app *app)
{
    struct app_screen *screen = &app->screen;
    bool nobody = visit_screen(&app->session->visit) == SCREEN_ATTRACT;
    audio_hold(app->session->audio);
    close_window(app);
    bool seen = open_seen(app) == ERR_OK;
    bool had = seen || (!nobody && open_unseen(app) == ERR_OK);
    audio_let_go(app->session->audio);
    if (!had) {
        log_error("the screen can't be had: %s", SDL_GetError());
        app->session->quit = true;
        return false;
    }
    log_note(seen ? "the screen is there" : "the screen could not be opened");
    screen->is_unseen = !seen;
    screen_tell_session(app);
    painter_forget(app->painter);
    app->session->unshown = true;
    return true;
}

bool screen_watch(struct app *app)
{
    struct app_screen *screen = &app->screen;
    if (!screen->folder || now_ms() - screen->looked_ms < SCREEN_LOOK_MS)
        return false;
    screen->looked_ms = now_ms();
    int was = screen->count;
    screen->count = devices_screens(screen->folder);
    if (was > 0 && screen->count <= 0)
        log_note("the screen was pulled");
    bool wanted = app->session->visit.lacks_screen || was <= 0;
    return screen->count > 0 && wanted && open_anew(app);
}

int screen_sleep_ms(const struct app *app, int sleep_ms)
{
    if (!app->screen.folder)
        return sleep_ms;
    uint64_t since_ms = now_ms() - app->screen.looked_ms;
    int left_ms = since_ms < SCREEN_LOOK_MS ? (int)(SCREEN_LOOK_MS - since_ms) + 1 : 1;
    return sleep_ms < 0 || left_ms < sleep_ms ? left_ms : sleep_ms;
}
