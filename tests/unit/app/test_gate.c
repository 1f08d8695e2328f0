/* The gate to staff's part, by the whole session: what may be known of a PIN by looking at the program, and when staff's part ends. */
#include "gate.h"
#include "screen/pin.h"
#include "ui/draw.h"

#include <ctype.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE_TEST(nothing_in_the_room_tells_a_number),
        GATE_TEST(a_headset_is_told),
        GATE_TEST(what_was_typed_is_seen_only_where_it_was_asked_for),
        GATE_TEST(staffs_part_ends_after_two_minutes),
        GATE_TEST(staffs_part_ends_whichever_way_it_is_left),
        GATE_TEST(what_became_of_a_copy_waits_for_staff),
        GATE_TEST(a_pin_is_not_replaced_by_who_is_not_in),
        GATE_TEST(the_wait_is_kept_over_restarts),
        GATE_TEST(a_keyboard_takes_a_number_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
