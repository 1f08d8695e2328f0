/* A board without a screen works by ear; one that is plugged in, or pulled and put back, shows the kiosk. The kernel's folder of screens is a
 * made one; SDL's offscreen driver stands for the screen, its dummy driver for none. */
#include "../library/scratch.h"

#include "app/app_screen.h"
#include "app/devices.h"
#include "app/session_parts.h"
#include "screen/health.h"
#include "speech/audio.h"
#include "ui/messages.h"

#include <SDL2/SDL.h>

struct board {
    char folder[64], screens[96];
    struct app_options options;
    struct app app;
};

static void wake(void *data)
{
    (void)data;
}

static void plug(const struct board *b, const char *socket, const char *status)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", b->screens, socket);
    assert_int_equal(file_make_folders(path), ERR_OK);
    snprintf(path, sizeof path, "%s/%s/status", b->screens, socket);
    assert_int_equal(file_write_atomic(path, status, strlen(status)), ERR_OK);
}

static int start(void **state)
{
    struct board *b = mem_new(1, sizeof *b);
    snprintf(b->folder, sizeof b->folder, "/tmp/lectern-screen-XXXXXX");
    if (!mkdtemp(b->folder))
        return -1;
    snprintf(b->screens, sizeof b->screens, "%s/drm", b->folder);
    struct config *config = &b->options.config;
    config_default(config);
    config->display.is_set = true;
    snprintf(config->library, sizeof config->library, "%s/library", b->folder);
    snprintf(config->mount_root, sizeof config->mount_root, "%s/sticks", b->folder);
    snprintf(config->pin, sizeof config->pin, "246802");
    b->app = (struct app){.options = &b->options, .clock = clock_fake()};
    b->app.screen =
        (struct app_screen){.folder = b->screens, .real = "no such driver", .none = "dummy"};
    unsetenv("SDL_VIDEODRIVER");
    if (SDL_Init(SDL_INIT_EVENTS) != 0 ||
        session_new(config, &b->app.clock, wake, b, &b->app.session) != ERR_OK)
        return -1;
    b->app.painter = painter_new();
    session_build(b->app.session);
    session_start_sound(b->app.session, AUDIO_SCRIPT);
    *state = b;
    return 0;
}

static int stop(void **state)
{
    struct board *b = *state;
    session_free(b->app.session);
    painter_free(b->app.painter);
    window_free(b->app.window);
    SDL_Quit();
    scratch_remove(b->folder);
    free(b);
    return 0;
}

static bool has_problem(struct session *s, enum health_problem which)
{
    enum health_problem found[HEALTH_PROBLEMS];
    int count = health_problems(&s->visit, found);
    for (int i = 0; i < count; i++) {
        if (found[i] == which)
            return true;
    }
    return false;
}

/* As if SCREEN_LOOK_MS had gone by. */
static bool look(struct board *b)
{
    b->app.screen.looked_ms = 0;
    return screen_watch(&b->app);
}

static void without_a_screen_it_works_and_shows_itself_on_one_that_comes(void **state)
{
    struct board *b = *state;
    struct session *s = b->app.session;
    plug(b, "card0-HDMI-A-1", "disconnected\n");
    assert_int_equal(screen_open(&b->app), ERR_OK);
    screen_tell_session(&b->app);
    assert_string_equal(SDL_GetCurrentVideoDriver(), "dummy");
    assert_non_null(b->app.window);
    assert_true(s->visit.lacks_screen);
    assert_true(has_problem(s, HEALTH_SCREEN));
    assert_non_null(strstr(str_text(&s->said), "no screen"));
    assert_in_range(screen_sleep_ms(&b->app, -1), 1, SCREEN_LOOK_MS + 1);
    assert_int_equal(screen_sleep_ms(&b->app, 1), 1);
    /* a visit there: everything is said, however it began, and guidance can't be lost */
    session_act(s, action(ACTION_START, 0));
    session_tick(s);
    assert_true(session_speaks(s));
    session_act(s, action(ACTION_GUIDANCE, 0));
    session_tick(s);
    assert_true(s->visit.guided);
    assert_false(look(b));
    b->app.screen.real = "offscreen";
    plug(b, "card0-HDMI-A-1", "connected\n");
    assert_false(screen_watch(&b->app)); /* not yet time to look */
    assert_true(look(b));
    assert_string_equal(SDL_GetCurrentVideoDriver(), "offscreen");
    assert_false(s->visit.lacks_screen);
    assert_false(has_problem(s, HEALTH_SCREEN));
    assert_int_equal(visit_screen(&s->visit), SCREEN_HOME); /* the visit goes on */
    assert_true(s->unshown);
    const struct canvas *canvas = window_canvas(b->app.window);
    assert_int_equal(canvas->width_px, s->visit.look.display.width_px);
    assert_int_equal(canvas->height_px, s->visit.look.display.height_px);
    assert_false(look(b)); /* and that once */
}

static void one_that_was_pulled_is_set_up_anew(void **state)
{
    struct board *b = *state;
    b->app.screen.real = "offscreen";
    plug(b, "card0-HDMI-A-1", "connected\n");
    plug(b, "card0-HDMI-A-2", "disconnected\n");
    assert_int_equal(screen_open(&b->app), ERR_OK);
    screen_tell_session(&b->app);
    assert_false(b->app.session->visit.lacks_screen);
    assert_int_equal(b->app.screen.count, 1);
    const struct window *window = b->app.window;
    plug(b, "card0-HDMI-A-1", "disconnected\n");
    assert_false(look(b));
    assert_ptr_equal(b->app.window, window);
    plug(b, "card0-HDMI-A-2", "connected\n");
    assert_true(look(b));
    plug(b, "card0-HDMI-A-1", "connected\n"); /* a second one changes nothing */
    assert_false(look(b));
    /* back, but it can't be had: by ear, until it can */
    plug(b, "card0-HDMI-A-1", "disconnected\n");
    plug(b, "card0-HDMI-A-2", "disconnected\n");
    assert_false(look(b));
    session_act(b->app.session, action(ACTION_START, 0));
    b->app.screen.real = "no such driver";
    plug(b, "card0-HDMI-A-1", "connected\n");
    assert_true(look(b));
    assert_true(b->app.session->visit.lacks_screen);
    b->app.screen.real = "offscreen";
    assert_true(look(b));
    assert_false(b->app.session->visit.lacks_screen);
    assert_false(b->app.session->quit);
}

static void one_that_can_not_be_had_is_not_worked_around(void **state)
{
    struct board *b = *state;
    plug(b, "card0-HDMI-A-1", "connected\n");
    assert_int_equal(screen_open(&b->app), ERR_NO_SCREEN);
    assert_false(b->app.session->visit.lacks_screen);
    plug(b, "card0-HDMI-A-1", "disconnected\n");
    assert_int_equal(screen_open(&b->app), ERR_OK);
    screen_tell_session(&b->app);
    plug(b, "card0-HDMI-A-1", "connected\n");
    assert_false(look(b)); /* nobody is there: systemd tries again */
    assert_true(b->app.session->quit);
}

static void the_kernels_words_are_read_as_they_are(void **state)
{
    struct board *b = *state;
    assert_int_equal(devices_screens(b->screens), -1); /* no folder */
    plug(b, "version", "");
    assert_int_equal(devices_screens(b->screens), 0);
    plug(b, "card1-DSI-1", "unknown\n");
    assert_int_equal(devices_screens(b->screens), 0);
    plug(b, "card0-HDMI-A-1", "connected");
    plug(b, "card0-DP-1", "connected\n");
    assert_int_equal(devices_screens(b->screens), 2);
}

static void touch_is_missed_only_on_a_board(void **state)
{
    struct board *b = *state;
    b->app.screen.real = "offscreen";
    assert_int_equal(screen_open(&b->app), ERR_OK);
    screen_tell_session(&b->app);
    assert_false(devices_lack_touch());
    struct session *s = b->app.session;
    assert_false(has_problem(s, HEALTH_TOUCH));
    s->visit.kiosk.health.lacks_touch = true;
    assert_true(has_problem(s, HEALTH_TOUCH));
}

/* SDL tells of an event before it is in the queue: main may have looked there a moment too early. */
static void a_wake_up_that_is_missed_holds_up_no_other(void **state)
{
    struct board *b = *state;
    b->app.screen.real = "offscreen";
    assert_int_equal(screen_open(&b->app), ERR_OK);
    screen_tell_session(&b->app);
    b->app.wake_event = SDL_RegisterEvents(1);
    app_wake(&b->app);
    assert_true(SDL_HasEvent(b->app.wake_event));
    SDL_FlushEvent(b->app.wake_event);
    app_turn(&b->app);
    app_wake(&b->app);
    assert_true(SDL_HasEvent(b->app.wake_event));
    app_turn(&b->app);
    assert_false(SDL_HasEvent(b->app.wake_event));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            without_a_screen_it_works_and_shows_itself_on_one_that_comes, start, stop),
        cmocka_unit_test_setup_teardown(one_that_was_pulled_is_set_up_anew, start, stop),
        cmocka_unit_test_setup_teardown(one_that_can_not_be_had_is_not_worked_around, start, stop),
        cmocka_unit_test_setup_teardown(the_kernels_words_are_read_as_they_are, start, stop),
        cmocka_unit_test_setup_teardown(touch_is_missed_only_on_a_board, start, stop),
        cmocka_unit_test_setup_teardown(a_wake_up_that_is_missed_holds_up_no_other, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
