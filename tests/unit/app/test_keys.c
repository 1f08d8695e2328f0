/* Keys that get nobody anywhere: whatever is pressed on a keyboard that somebody plugs in, a kiosk on a board goes on, on the screen where
 * it was; and who may end one. What the kernel and systemd make of such keys is board/README.md's list. */
#include "../library/scratch.h"

#include "app/closing.h"
#include "app/session_parts.h"
#include "speech/audio.h"
#include "ui/input.h"
#include "ui/messages.h"

#include <SDL2/SDL.h>
#include <signal.h>

struct kiosk {
    char folder[64];
    struct config config;
    struct clock clock;
    struct session *session;
};

static void wake(void *data)
{
    (void)data;
}

static int start(void **state)
{
    struct kiosk *k = mem_new(1, sizeof *k);
    snprintf(k->folder, sizeof k->folder, "/tmp/lectern-keys-XXXXXX");
    if (!mkdtemp(k->folder))
        return -1;
    config_default(&k->config);
    k->config.display.is_set = true;
    snprintf(k->config.library, sizeof k->config.library, "%s/library", k->folder);
    snprintf(k->config.mount_root, sizeof k->config.mount_root, "%s/sticks", k->folder);
    snprintf(k->config.pin, sizeof k->config.pin, "246802");
    k->clock = clock_fake();
    if (session_new(&k->config, &k->clock, wake, k, &k->session) != ERR_OK)
        return -1;
    session_build(k->session);
    session_start_sound(k->session, AUDIO_SCRIPT);
    session_tick(k->session);
    *state = k;
    return 0;
}

static int stop(void **state)
{
    struct kiosk *k = *state;
    session_free(k->session);
    scratch_remove(k->folder);
    free(k);
    return 0;
}

static void send(struct kiosk *k, const SDL_Event *event)
{
    struct input in = input_from_event(event, &k->config.input, 1280, 800);
    session_input(k->session, &in);
    session_tick(k->session);
    session_build(k->session);
    k->session->hands.unseen = false; /* it was shown */
    clock_advance_us(&k->clock, 2000000);
}

static void press(struct kiosk *k, SDL_Keycode code, unsigned mod)
{
    for (int up = 0; up < 2; up++) {
        SDL_Event event = {.type = up ? SDL_KEYUP : SDL_KEYDOWN};
        event.key.keysym.sym = code;
        event.key.keysym.mod = (Uint16)mod;
        send(k, &event);
    }
}

/* All that a keyboard has: letters, digits, signs, and what has no letter. */
static size_t all_codes(SDL_Keycode *out)
{
    size_t count = 0;
    for (int c = 1; c < 128; c++)
        out[count++] = (SDL_Keycode)c;
    for (int scancode = 1; scancode < SDL_NUM_SCANCODES; scancode++)
        out[count++] = (SDL_Keycode)SDL_SCANCODE_TO_KEYCODE(scancode);
    return count;
}

static void no_chord_gets_anybody_anywhere(void **state)
{
    struct kiosk *k = *state;
    static const unsigned mods[] = {KMOD_LCTRL,
                                    KMOD_RCTRL,
                                    KMOD_LALT,
                                    KMOD_RALT,
                                    KMOD_LGUI,
                                    KMOD_LCTRL | KMOD_LALT,
                                    KMOD_LCTRL | KMOD_LALT | KMOD_LSHIFT,
                                    KMOD_LALT | KMOD_LSHIFT,
                                    KMOD_LGUI | KMOD_LCTRL,
                                    KMOD_LCTRL | KMOD_CAPS | KMOD_NUM};
    static const enum screen_id screens[] = {SCREEN_ATTRACT, SCREEN_HOME, SCREEN_PIN};
    SDL_Keycode codes[1024];
    size_t count = all_codes(codes);
    assert_true(count > 500);
    for (size_t at = 0; at < sizeof screens / sizeof *screens; at++) {
        if (screens[at] != SCREEN_ATTRACT)
            session_push(k->session, screens[at]);
        session_tick(k->session);
        session_build(k->session);
        int focus = k->session->focus;
        for (size_t m = 0; m < sizeof mods / sizeof *mods; m++) {
            for (size_t i = 0; i < count; i++) {
                press(k, codes[i], mods[m]);
                k->session->last_input_ms = clock_ms(&k->clock);
                if (k->session->quit || visit_screen(&k->session->visit) != screens[at] ||
                    k->session->focus != focus || k->session->visit.staff.digits[0])
                    fail_msg("key %x with %x on screen %d", (unsigned)codes[i], mods[m],
                             (int)screens[at]);
            }
        }
    }
}

static void keys_without_a_meaning_have_none(void **state)
{
    struct kiosk *k = *state;
    static const SDL_Keycode codes[] = {
        SDLK_PRINTSCREEN,    SDLK_SYSREQ,        SDLK_LGUI,       SDLK_RGUI,     SDLK_POWER,
        SDLK_SLEEP,          SDLK_EJECT,         SDLK_F2,         SDLK_F4,       SDLK_F12,
        SDLK_LCTRL,          SDLK_LALT,          SDLK_RALT,       SDLK_MODE,     SDLK_INSERT,
        SDLK_CALCULATOR,     SDLK_COMPUTER,      SDLK_WWW,        SDLK_MAIL,     SDLK_AC_SEARCH,
        SDLK_AC_REFRESH,     SDLK_AC_STOP,       SDLK_SCROLLLOCK, SDLK_CAPSLOCK, SDLK_NUMLOCKCLEAR,
        SDLK_BRIGHTNESSDOWN, SDLK_DISPLAYSWITCH, SDLK_APP1};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        press(k, codes[i], KMOD_NONE);
        assert_false(k->session->quit);
        assert_int_equal(visit_screen(&k->session->visit), SCREEN_ATTRACT);
    }
}

static SDL_Event window_closes(void)
{
    SDL_Event event = {.type = SDL_WINDOWEVENT};
    event.window.event = SDL_WINDOWEVENT_CLOSE;
    return event;
}

static void it_is_closed_only_where_it_may_be(void **state)
{
    struct kiosk *k = *state;
    SDL_Event closes = window_closes();
    press(k, SDLK_q, KMOD_LCTRL);
    send(k, &closes);
    assert_false(k->session->quit);
    k->session->may_close = true;
    press(k, SDLK_q, KMOD_NONE);
    assert_false(k->session->quit);
    press(k, SDLK_q, KMOD_LCTRL);
    assert_true(k->session->quit);
    k->session->quit = false;
    send(k, &closes);
    assert_true(k->session->quit);
    k->session->quit = k->session->may_close = false;
    SDL_Event ends = {.type = SDL_QUIT}; /* SIGTERM */
    send(k, &ends);
    assert_true(k->session->quit);
}

static void a_board_is_no_desktop(void **state)
{
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    unsetenv("LECTERN_MAY_CLOSE");
    assert_true(closing_is_allowed("x11"));
    assert_true(closing_is_allowed("wayland"));
    assert_true(closing_is_allowed("offscreen"));
    assert_true(closing_is_allowed(NULL));
    assert_false(closing_is_allowed("KMSDRM"));
    assert_false(closing_is_allowed("evdev"));
    setenv("LECTERN_MAY_CLOSE", "yes", 1);
    assert_true(closing_is_allowed("KMSDRM"));
    setenv("NOTIFY_SOCKET", "/run/systemd/notify", 1);
    assert_false(closing_is_allowed("KMSDRM"));
    assert_false(closing_is_allowed("x11"));
    unsetenv("NOTIFY_SOCKET");
    unsetenv("LECTERN_MAY_CLOSE");
}

static void a_terminals_signals_end_nothing(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGHUP};
    closing_ignore_terminal();
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        assert_int_equal(raise(signals[i]), 0); /* and we are still here */
        signal(signals[i], SIG_DFL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_chord_gets_anybody_anywhere, start, stop),
        cmocka_unit_test_setup_teardown(keys_without_a_meaning_have_none, start, stop),
        cmocka_unit_test_setup_teardown(it_is_closed_only_where_it_may_be, start, stop),
        cmocka_unit_test(a_board_is_no_desktop),
        cmocka_unit_test(a_terminals_signals_end_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
