/* gate.h: a session with a PIN and a folder for sticks, on a clock of the test's; for the tests of the gate to staff's part. */
#ifndef LECTERN_TESTS_APP_GATE_H
#define LECTERN_TESTS_APP_GATE_H

#include "../library/signing.h"

#include "app/session_parts.h"
#include "app/session_sound.h"
#include "speech/audio.h"
#include "speech/narrator.h"
#include "ui/messages.h"

#include <semaphore.h>

static const char pin[] = "246802";

struct gate {
    char folder[64];
    struct config config;
    struct clock clock;
    struct session *session;
    sem_t woken;
};

/* Whoever waits for another thread waits for this; else the test looks by itself. */
static inline void wake(void *data)
{
    struct gate *g = data;
    sem_post(&g->woken);
}

static inline void begin_session(struct gate *g)
{
    g->clock = clock_fake();
    assert_int_equal(session_new(&g->config, &g->clock, wake, g, &g->session), ERR_OK);
    session_build(g->session);
    session_start_sound(g->session, AUDIO_SCRIPT);
    session_tick(g->session);
}

static inline int start(void **state)
{
    struct gate *g = mem_new(1, sizeof *g);
    sem_init(&g->woken, 0, 0);
    snprintf(g->folder, sizeof g->folder, "/tmp/lectern-gate-XXXXXX");
    if (!mkdtemp(g->folder))
        return -1;
    config_default(&g->config);
    g->config.display.is_set = true;
    snprintf(g->config.library, sizeof g->config.library, "%s/library", g->folder);
    snprintf(g->config.mount_root, sizeof g->config.mount_root, "%s/sticks", g->folder);
    snprintf(g->config.pin, sizeof g->config.pin, "%s", pin);
    if (file_make_folders(g->config.mount_root) != ERR_OK)
        return -1;
    begin_session(g);
    *state = g;
    return 0;
}

static inline int stop(void **state)
{
    struct gate *g = *state;
    session_free(g->session);
    scratch_remove(g->folder);
    sem_destroy(&g->woken);
    free(g);
    messages_set_lang("en");
    return 0;
}

/* Into the library, with that book; frees its bytes. */
static inline void publish(struct gate *g, const struct document *d, struct str *bytes)
{
    struct catalogue *c = g->session->catalogue;
    struct scratch_path book = scratch_at(catalogue_folder(c), "incoming/book");
    struct scratch_path document = scratch_at(catalogue_folder(c), "incoming/document");
    bool known;
    assert_int_equal(file_write_atomic(book.text, bytes->data, bytes->length_bytes), ERR_OK);
    assert_int_equal(file_write_atomic(document.text, "\x01\x02", 2), ERR_OK);
    assert_int_equal(catalogue_publish(c, d, document.text, book.text, &known), ERR_OK);
    str_free(bytes);
}

static inline void act(struct gate *g, enum action_kind kind, int64_t argument)
{
    session_act(g->session, action(kind, argument));
    session_tick(g->session);
    session_build(g->session);
}

static inline void key(struct gate *g, enum input_key which, char character)
{
    struct input in = {.kind = INPUT_KEY, .key = which, .character = character};
    session_input(g->session, &in);
    in.kind = INPUT_KEY_UP;
    session_input(g->session, &in);
    session_tick(g->session);
    session_build(g->session);
}

static inline void type(struct gate *g, const char *digits)
{
    for (; *digits; digits++)
        key(g, KEY_CHARACTER, *digits);
}

static inline void pass_time(struct gate *g, int seconds)
{
    for (int ms = 0; ms < seconds * 1000; ms += 100) {
        int16_t samples[2205];
        clock_advance_us(&g->clock, 100000);
        narrator_wait_made(g->session->narrator, 2205);
        audio_pull(g->session->audio, samples, 2205);
        session_tick(g->session);
    }
    session_build(g->session);
}

static inline enum screen_id screen(const struct gate *g)
{
    return visit_screen(&g->session->visit);
}

static inline void to_the_pin(struct gate *g)
{
    act(g, ACTION_FINISH, 0);
    act(g, ACTION_HOME, 0);
    act(g, ACTION_STAFF, 0);
    assert_int_equal(screen(g), SCREEN_PIN);
}

#define GATE_TEST(test) cmocka_unit_test_setup_teardown(test, start, stop)

#endif
