/* The gate to staff's part, by the whole session: what may be known of a PIN by looking at the program, what a visitor's stick meets,
 * and when staff's part ends. */
#include "../library/signing.h"

#include "app/session_parts.h"
#include "app/session_sound.h"
#include "library/keyring.h"
#include "screen/pin.h"
#include "speech/audio.h"
#include "speech/narrator.h"
#include "ui/draw.h"
#include "ui/messages.h"

#include <ctype.h>
#include <semaphore.h>
#include <sys/inotify.h>

static const char pin[] = "246802";

struct gate {
    char folder[64];
    struct config config;
    struct clock clock;
    struct session *session;
    sem_t woken;
};

/* Whoever waits for another thread waits for this; else the test looks by itself. */
static void wake(void *data)
{
    struct gate *g = data;
    sem_post(&g->woken);
}

static void begin_session(struct gate *g)
{
    g->clock = clock_fake();
    assert_int_equal(session_new(&g->config, &g->clock, wake, g, &g->session), ERR_OK);
    session_build(g->session);
    session_start_sound(g->session, AUDIO_SCRIPT);
    session_tick(g->session);
}

static int start(void **state)
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

static int stop(void **state)
{
    struct gate *g = *state;
    session_free(g->session);
    scratch_remove(g->folder);
    sem_destroy(&g->woken);
    free(g);
    messages_set_lang("en");
    return 0;
}

static void act(struct gate *g, enum action_kind kind, int64_t argument)
{
    session_act(g->session, action(kind, argument));
    session_tick(g->session);
    session_build(g->session);
}

static void key(struct gate *g, enum input_key which, char character)
{
    struct input in = {.kind = INPUT_KEY, .key = which, .character = character};
    session_input(g->session, &in);
    in.kind = INPUT_KEY_UP;
    session_input(g->session, &in);
    session_tick(g->session);
    session_build(g->session);
}

static void type(struct gate *g, const char *digits)
{
    for (; *digits; digits++)
        key(g, KEY_CHARACTER, *digits);
}

static void pass_time(struct gate *g, int seconds)
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

static enum screen_id screen(const struct gate *g)
{
    return visit_screen(&g->session->visit);
}

static void to_the_pin(struct gate *g)
{
    act(g, ACTION_FINISH, 0);
    act(g, ACTION_HOME, 0);
    act(g, ACTION_STAFF, 0);
    assert_int_equal(screen(g), SCREEN_PIN);
}

/* ---- what may be known */

/* Whatever the program says, keeps or writes of what it shows. */
static void all_that_is_known(const struct gate *g, struct str *out)
{
    const struct session *s = g->session;
    str_addf(out, "%s\n%s\n%s\n%s\n", str_text(&s->said), s->visit.told, s->hands.about,
             s->visit.about);
    widget_dump(&s->list, s->focus, 1, 1, out);
}

static void take_out(char *text, const char *part)
{
    for (char *at; *part && (at = strstr(text, part));)
        memset(at, '-', strlen(part));
}

static bool has_lone_digit(const char *text)
{
    for (const char *c = text; *c; c++) {
        bool alone = (c == text || !isalnum((unsigned char)c[-1])) && !isalnum((unsigned char)c[1]);
        if (isdigit((unsigned char)*c) && alone)
            return true;
    }
    return false;
}

/* '2 of 8': where the Menu stands in the bar is no secret; where a number key stands would be. */
static void take_out_places(const struct widget_list *list, char *text)
{
    for (int i = 0; i < (int)list->count; i++) {
        char place[64];
        int n, m;
        widget_place(list, i, &n, &m);
        snprintf(place, sizeof place, tr("%d of %d"), n, m);
        if (m)
            take_out(text, place);
        assert_true(!list->items[i].seen || !m);
    }
}

static void assert_untold(struct gate *g, const char *after)
{
    struct str known = {0};
    const struct session *s = g->session;
    char count[96], page[64];
    pin_count_words(&s->visit.staff, count);
    snprintf(page, sizeof page, tr("Page %d of %d"), s->pages.page + 1, s->pages.count);
    str_addf(&known, "%s\n%s\n", s->hands.about, s->visit.about);
    if (screen(g) != SCREEN_HELP) /* whose own words name keys of a keypad */
        all_that_is_known(g, &known);
    take_out(known.data, count);
    take_out(known.data, page);
    take_out_places(&s->list, known.data);
    for (char *line = strtok(known.data, "\n"); line; line = strtok(NULL, "\n")) {
        char *pixels = strstr(line, ", \"rect_mm\""), *focus = strstr(line, "\"focus\": ");
        char *act = strstr(line, "\"action\"");
        if (pixels &&
            act) /* its argument is what a number key types; those of others tell nothing */
            memset(pixels, '-', strstr(act, "\"digit\"") ? (size_t)(act - pixels) : strlen(pixels));
        if (focus) /* its place in the list */
            *focus = 0;
        if (has_lone_digit(line))
            fail_msg("after %s: %s", after, line);
    }
    str_free(&known);
}

static void explore_all(struct gate *g)
{
    g->session->visit.guided = true;
    for (size_t i = 0; i < g->session->list.count; i++) {
        struct rect r = g->session->list.items[i].rect;
        struct input in = {INPUT_TOUCH, r.x + r.w / 2, r.y + r.h / 2, 1, KEY_NONE, 0, false};
        session_input(g->session, &in);
        assert_untold(g, "a finger that explores");
        in.kind = INPUT_LIFT;
        session_input(g->session, &in);
        session_tick(g->session);
        session_build(g->session);
        pass_time(g, 2); /* no second tap */
    }
}

static void move_over_all(struct gate *g)
{
    for (int i = 0; i < 24; i++) {
        key(g, KEY_DOWN, 0);
        assert_untold(g, "Down");
        if (i % 3)
            continue;
        key(g, KEY_HELP, 0);
        assert_untold(g, "Help");
        act(g, ACTION_LISTEN, 0);
        assert_untold(g, "Help that is read aloud");
        act(g, ACTION_BACK, 0);
        assert_untold(g, "Back from Help");
    }
    act(g, ACTION_LISTEN, 0);
    assert_untold(g, "Listen");
    act(g, ACTION_MENU, 0);
    act(g, ACTION_WHERE, 0);
    assert_untold(g, "Where am I?");
    for (size_t i = 0; i < g->session->list.count; i++) {
        if (g->session->list.items[i].action.kind != ACTION_DIGIT)
            continue;
        act(g, ACTION_DIGIT, g->session->list.items[i].action.argument);
        assert_untold(g, "a number key");
    }
}

static void scan_over_all(struct gate *g)
{
    act(g, ACTION_SCAN, SCAN_TWO);
    for (int i = 0; i < 12; i++) {
        key(g, KEY_SWITCH_1, 0);
        assert_untold(g, "a row of the ring");
    }
    g->session->hands.scan.in_row = true;
    for (int i = 0; i < 12; i++) {
        pass_time(g, 1);
        key(g, KEY_SWITCH_1, 0);
        assert_untold(g, "the ring");
    }
    act(g, ACTION_SCAN, SCAN_OFF);
}

static void nothing_in_the_room_tells_a_number(void **state)
{
    struct gate *g = *state;
    for (int lang = 0; lang < g->session->visit.lang_count; lang++) {
        for (int talk = TALK_FULL; talk <= TALK_NONE; talk++) {
            to_the_pin(g);
            act(g, ACTION_LANG, lang);
            act(g, ACTION_TALK, talk);
            act(g, ACTION_PIN_MIX, talk == TALK_SHORT);
            move_over_all(g);
            explore_all(g);
            scan_over_all(g);
            act(g, ACTION_PIN_SHOW, 1);
            assert_untold(g, "Show");
            move_over_all(g);
        }
    }
}

/* A check that can't fail proves nothing: with a headset, and only then, the numbers are there. */
static void a_headset_is_told(void **state)
{
    struct gate *g = *state;
    to_the_pin(g);
    g->session->visit.guided = true;
    session_sound_plug(g->session, true);
    session_tick(g->session);
    assert_int_equal(g->session->visit.heard, HEARD_ALONE);
    act(g, ACTION_DIGIT, 7);
    assert_string_equal(str_text(&g->session->said), "7. 1 number typed.");
    int at = -1;
    for (size_t i = 0; i < g->session->list.count; i++)
        at = g->session->list.items[i].action.kind == ACTION_DIGIT &&
                     g->session->list.items[i].action.argument == 4
                 ? (int)i
                 : at;
    session_say_widget(g->session, at, "");
    assert_non_null(strstr(str_text(&g->session->said), "4. Button."));
    session_sound_plug(g->session, false);
    session_tick(g->session);
    assert_int_equal(g->session->visit.heard, HEARD_IN_ROOM);
    session_say_widget(g->session, at, "");
    assert_string_equal(str_text(&g->session->said), "A number key. Button.");
    assert_untold(g, "the headset's going");
    /* One that stays in when the visit ends may be the next one's loudspeaker. */
    session_sound_plug(g->session, true);
    session_tick(g->session);
    to_the_pin(g);
    assert_int_equal(g->session->visit.heard, HEARD_PERHAPS);
    session_say_widget(g->session, at, "");
    assert_string_equal(str_text(&g->session->said), "A number key. Button.");
}

/* Two PINs of one length, each typed on the screen in turn: is the glass the same? */
static bool looks_the_same(struct gate *g, bool shown)
{
    uint32_t *pixels[2] = {0};
    size_t bytes = 0;
    for (int i = 0; i < 2; i++) {
        struct canvas *c = canvas_new(g->config.display.width_px, g->config.display.height_px);
        struct painter *p = painter_new();
        struct rect damage[PAINTER_DAMAGE_MOST];
        to_the_pin(g);
        act(g, ACTION_PIN_SHOW, shown);
        type(g, i ? "135797" : "246802");
        painter_paint(p, c, &g->session->visit.look, &g->session->list, g->session->focus, true,
                      damage);
        bytes = sizeof *c->pixels * (size_t)c->stride_px * (size_t)c->height_px;
        pixels[i] = mem_new(1, bytes);
        memcpy(pixels[i], c->pixels, bytes);
        painter_free(p);
        canvas_free(c);
    }
    bool same = memcmp(pixels[0], pixels[1], bytes) == 0;
    free(pixels[0]);
    free(pixels[1]);
    return same;
}

static void what_was_typed_is_seen_only_where_it_was_asked_for(void **state)
{
    struct gate *g = *state;
    assert_true(looks_the_same(g, false));
    assert_false(looks_the_same(g, true));
    type(g, "1");
    act(g, ACTION_HOME, 0);
    assert_string_equal(g->session->visit.staff.digits, "");
    assert_false(g->session->visit.staff.shown);
}

/* ---- a stick */

static void write_file(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_write_atomic(path, "words", 5), ERR_OK);
    free(path);
}

/* What was done below the folder since the last look: opened, read, listed. */
static size_t looks_into(int watch)
{
    char events[8192];
    ssize_t n = read(watch, events, sizeof events);
    return n > 0 ? (size_t)n : 0;
}

static void nothing_of_a_visitors_stick_is_opened(void **state)
{
    struct gate *g = *state;
    struct session *s = g->session;
    const char *words = "Only staff can add documents from a USB stick.";
    char *stick = file_join(g->config.mount_root, "usb1"), *below = file_join(stick, "Briefings");
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    act(g, ACTION_HOME, 0);
    char *away = file_join(g->folder, "usb1");
    char *away_below = file_join(away, "Briefings"), *fifo = file_join(away, "waits.pdf");
    assert_int_equal(file_make_folders(away_below), ERR_OK);
    write_file(away, "a.txt");
    write_file(away_below, "b.txt");
    assert_int_equal(mkfifo(fifo, 0600), 0); /* who opens it waits for ever */
    assert_int_equal(rename(away, stick), 0);
    assert_true(inotify_add_watch(watch, stick, IN_OPEN | IN_ACCESS) >= 0);
    assert_true(inotify_add_watch(watch, below, IN_OPEN | IN_ACCESS) >= 0);
    volumes_pretend(s->volumes, stick);
    session_tick(s);
    assert_string_equal(str_text(&s->said), words);
    assert_string_equal(s->visit.told, words);
    assert_int_equal(screen(g), SCREEN_HOME);
    assert_int_equal(s->visit.staff.stick.count, 0);
    for (int i = 0; i < s->visit.section_count; i++)
        act(g, ACTION_SECTION, i);
    act(g, ACTION_STAFF_STICK, 0); /* nobody who is not in gets there */
    act(g, ACTION_ADD, 0);
    assert_int_not_equal(screen(g), SCREEN_STAFF_STICK);
    assert_null(s->importer);
    to_the_pin(g);
    type(g, "111111");
    act(g, ACTION_PIN_ENTER, 0);
    pass_time(g, 3);
    assert_int_equal(looks_into(watch), 0);
    type(g, pin); /* the watch sees: staff are in, and the stick is read */
    act(g, ACTION_PIN_ENTER, 0);
    assert_int_equal(screen(g), SCREEN_STAFF);
    assert_int_equal(s->visit.staff.stick.count, 2);
    assert_true(looks_into(watch) > 0);
    close(watch);
    char *const paths[] = {stick, below, away, away_below, fifo};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        free(paths[i]);
}

/* The names of files that were opened below the folder; "" where only folders were. */
static void names_opened(int watch, struct str *out)
{
    char events[8192] __attribute__((aligned(__alignof__(struct inotify_event))));
    ssize_t bytes = read(watch, events, sizeof events);
    for (ssize_t at = 0; at < bytes;) {
        const struct inotify_event *e = (const struct inotify_event *)(const void *)(events + at);
        if (e->len && !(e->mask & IN_ISDIR))
            str_addf(out, "%s ", e->name);
        at += (ssize_t)(sizeof *e + e->len);
    }
}

/* Where staff trust somebody, only what is named as a pack is looked at, and of an unsigned one only that there is no signature. */
static void of_packs_only_the_signature_is_opened(void **state)
{
    struct gate *g = *state;
    struct str opened = {0};
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    struct minisign_key key = signing_key(1);
    assert_int_equal(keyring_trust(g->config.library, &key), ERR_OK);
    act(g, ACTION_HOME, 0);
    const struct scratch_path away = scratch_at(g->folder, "usb1"),
                              stick = scratch_at(g->config.mount_root, "usb1");
    scratch_write(away.text, "a.txt", "words");
    scratch_write(away.text, "unsigned.lectern", "words");
    scratch_write(away.text, "strange.lectern", "words");
    signing_sign(away.text, "strange.lectern", 2);
    scratch_write(away.text, "Briefings/deep.lectern", "words");
    signing_sign(scratch_at(away.text, "Briefings").text, "deep.lectern", 1);
    assert_int_equal(rename(away.text, stick.text), 0);
    assert_true(inotify_add_watch(watch, stick.text, IN_OPEN) >= 0);
    assert_true(inotify_add_watch(watch, scratch_at(stick.text, "Briefings").text, IN_OPEN) >= 0);
    volumes_pretend(g->session->volumes, stick.text);
    session_tick(g->session);
    while (g->session->importer) {
        while (sem_wait(&g->woken) != 0)
            ;
        session_tick(g->session);
    }
    assert_string_equal(str_text(&g->session->said),
                        "Only staff can add documents from a USB stick.");
    names_opened(watch, &opened);
    assert_string_equal(str_text(&opened), "strange.lectern.minisig ");
    str_free(&opened);
    close(watch);
}

/* ---- staff */

static void enter(struct gate *g)
{
    to_the_pin(g);
    type(g, pin);
    key(g, KEY_ACTION, 0); /* the focus waits on Enter */
    assert_int_equal(screen(g), SCREEN_STAFF);
    assert_true(g->session->visit.staff.is_in);
}

static void staffs_part_ends_after_two_minutes(void **state)
{
    struct gate *g = *state;
    g->config.idle_s = 0; /* a visit never ends by itself here: staff's part does */
    g->session->visit.idle_s = 0;
    enter(g);
    for (int i = 0; i < 12; i++) { /* and can be kept as often as one likes */
        pass_time(g, 89);
        assert_int_equal(screen(g), SCREEN_STAFF);
        pass_time(g, 2);
        assert_int_equal(screen(g), SCREEN_NOTICE);
        assert_non_null(strstr(str_text(&g->session->said), "Staff's part closes in 30 seconds."));
        key(g, KEY_DOWN, 0);
        assert_int_equal(screen(g), SCREEN_STAFF);
    }
    act(g, ACTION_LISTEN, 0); /* it closes on whoever talks */
    pass_time(g, 121);
    assert_int_equal(screen(g), SCREEN_ATTRACT);
    assert_false(g->session->visit.staff.is_in);
    act(g, ACTION_HOME, 0);
    pass_time(g, 600);
    assert_int_equal(screen(g), SCREEN_HOME);
    to_the_pin(g); /* what was typed does not wait for the next one */
    type(g, "24680");
    pass_time(g, 121);
    assert_int_equal(screen(g), SCREEN_ATTRACT);
    assert_string_equal(g->session->visit.staff.digits, "");
}

static void staffs_part_ends_whichever_way_it_is_left(void **state)
{
    struct gate *g = *state;
    static const enum action_kind ways[] = {ACTION_BACK, ACTION_HOME, ACTION_FIND, ACTION_FINISH,
                                            ACTION_KEPT};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        enter(g);
        act(g, ACTION_MENU, 0);
        assert_true(g->session->visit.staff.is_in);
        if (ways[i] == ACTION_BACK)
            act(g, ACTION_BACK, 0);
        act(g, ways[i], 0);
        session_tick(g->session);
        assert_false(g->session->visit.staff.is_in);
        for (int d = 0; d <= g->session->visit.depth; d++)
            assert_false(g->session->visit.stack[d] >= SCREEN_PIN &&
                         g->session->visit.stack[d] <= SCREEN_STAFF_STICK);
    }
}

/* A copy goes on while visits come and go; who comes next as staff is told how it ended, once. */
static void what_became_of_a_copy_waits_for_staff(void **state)
{
    struct gate *g = *state;
    struct visit_copies *copies = &g->session->visit.copies;
    enter(g);
    copies->work = COPIES_WRITING;
    copies->is_found = true;
    act(g, ACTION_FINISH, 0);
    assert_int_equal(copies->work, COPIES_WRITING);
    copies->work = COPIES_CLOSING; /* all is written out, and the stick is as it was */
    snprintf(copies->said, sizeof copies->said, "Saved.");
    session_tick(g->session);
    assert_int_equal(copies->work, COPIES_REST);
    assert_true(copies->unread);
    act(g, ACTION_FINISH, 0);
    enter(g);
    assert_string_equal(g->session->visit.staff.said, "Saved.");
    assert_false(copies->unread);
    act(g, ACTION_FINISH, 0);
    assert_string_equal(copies->said, "");
}

static void a_pin_is_not_replaced_by_who_is_not_in(void **state)
{
    struct gate *g = *state;
    act(g, ACTION_HOME, 0);
    act(g, ACTION_NEW_PIN, 0);
    assert_int_equal(screen(g), SCREEN_HOME);
    /* A screen that was opened while there was none, and a PIN that came meanwhile. */
    g->session->visit.has_staff_pin = false;
    act(g, ACTION_STAFF, 0);
    assert_int_equal(g->session->visit.staff.purpose, PIN_TO_CHOOSE);
    type(g, "111111");
    act(g, ACTION_PIN_ENTER, 0);
    assert_int_equal(g->session->visit.staff.purpose, PIN_TO_ENTER);
    assert_false(g->session->visit.staff.is_in);
    type(g, pin);
    act(g, ACTION_PIN_ENTER, 0);
    assert_true(g->session->visit.staff.is_in);
}

static void the_wait_is_kept_over_restarts(void **state)
{
    struct gate *g = *state;
    to_the_pin(g);
    for (int i = 0; i < 5; i++) {
        type(g, "1");
        act(g, ACTION_PIN_ENTER, 0);
    }
    assert_int_equal(g->session->visit.staff.wait_s, 30);
    pass_time(g, 16); /* nobody looks: it is written down all the same */
    session_free(g->session);
    begin_session(g);
    to_the_pin(g);
    assert_in_range(g->session->visit.staff.wait_s, 14, 15);
    type(g, pin); /* not taken, and not kept for later */
    act(g, ACTION_PIN_ENTER, 0);
    assert_false(g->session->visit.staff.is_in);
    pass_time(g, 16);
    assert_int_equal(g->session->visit.staff.wait_s, 0);
    assert_string_equal(g->session->visit.staff.digits, "");
    type(g, pin);
    act(g, ACTION_PIN_ENTER, 0);
    assert_true(g->session->visit.staff.is_in);
}

static void a_keyboard_takes_a_number_back(void **state)
{
    struct gate *g = *state;
    to_the_pin(g);
    type(g, "13579");
    key(g, KEY_BACK, '\b');
    assert_string_equal(g->session->visit.staff.digits, "1357");
    type(g, "0000000000000"); /* twelve are the most */
    assert_string_equal(g->session->visit.staff.digits, "135700000000");
    assert_string_equal(str_text(&g->session->said), "A PIN has twelve numbers at most.");
    for (int i = 0; i < 12; i++)
        key(g, KEY_BACK, '\b');
    assert_int_equal(screen(g), SCREEN_PIN);
    key(g, KEY_BACK, '\b');
    assert_int_not_equal(screen(g), SCREEN_PIN);
}

#define GATE_TEST(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE_TEST(nothing_in_the_room_tells_a_number),
        GATE_TEST(a_headset_is_told),
        GATE_TEST(what_was_typed_is_seen_only_where_it_was_asked_for),
        GATE_TEST(nothing_of_a_visitors_stick_is_opened),
        GATE_TEST(of_packs_only_the_signature_is_opened),
        GATE_TEST(staffs_part_ends_after_two_minutes),
        GATE_TEST(staffs_part_ends_whichever_way_it_is_left),
        GATE_TEST(what_became_of_a_copy_waits_for_staff),
        GATE_TEST(a_pin_is_not_replaced_by_who_is_not_in),
        GATE_TEST(the_wait_is_kept_over_restarts),
        GATE_TEST(a_keyboard_takes_a_number_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
