/* What a press leads to where the screens speak: no choice is silent, a switch stays with whoever uses it, and a part of a document that
 * was chosen is where one is. */
#include "gate.h"

#include "book/builder.h"
#include "text/layout.h"

#include <ctype.h>

enum { STEPS_MOST = 3, PARAGRAPHS = 60, HEADING_EACH = 3 };

/* ---- a document */

static void write_paper(struct str *out)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    builder_set_lang(b, "en");
    for (int i = 0; i < PARAGRAPHS; i++) {
        bool heads = i % HEADING_EACH == 0;
        const char *words = heads ? "What we ask for" : "Each of us brings something new.";
        builder_begin(b, &(struct builder_block){.kind = heads ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                                                 .level = heads});
        builder_text(b, words, strlen(words), NULL);
        builder_end(b);
    }
    assert_int_equal(builder_finish(b, out), ERR_OK);
    builder_free(b);
}

/* Into the second box. */
static struct document put_paper(struct gate *g)
{
    static char none[] = "", title[] = "A paper", name[] = "paper.txt", lang[] = "en";
    struct str bytes = {0};
    struct document d = {.title = title,
                         .author = none,
                         .lang = lang,
                         .section = g->session->visit.sections[1].name,
                         .name = name,
                         .source = SOURCE_TEXT,
                         .order = ORDER_GIVEN};
    memset(d.id, 'a', sizeof d.id - 1);
    write_paper(&bytes);
    publish(g, &d, &bytes);
    return d;
}

/* ---- what is said */

/* How a screen is come to. */
struct way {
    struct action steps[STEPS_MOST];
};

static void leave_for(struct gate *g, enum screen_id id)
{
    while (screen(g) != id)
        act(g, ACTION_BACK, 0);
}

/* As a visit begins, and with guidance. */
static void put_back(struct session *s)
{
    scan_end(s);
    settings_put_back(s);
    settings_apply_look(s);
    s->visit.guided = true;
    s->visit.curtain = false;
}

static void go(struct gate *g, enum screen_id from, const struct way *way, int page)
{
    leave_for(g, from);
    put_back(g->session);
    for (int i = 0; i < STEPS_MOST && way->steps[i].kind != ACTION_NONE; i++)
        act(g, way->steps[i].kind, way->steps[i].argument);
    for (int i = 0; i < page; i++)
        act(g, ACTION_NEXT, 0);
}

/* It changes something; a few of them lead on. */
static bool is_choice(const struct widget *w)
{
    if (w->action.kind == ACTION_TALK && w->action.argument == TALK_NONE)
        return false; /* who asks for nothing hears nothing */
    return w->role == ROLE_CHOICE || w->action.kind == ACTION_FIND_TYPE ||
           w->action.kind == ACTION_FIND_KEYS || w->action.kind == ACTION_SCAN_SPEED ||
           w->action.kind == ACTION_RULER;
}

static int nth_choice(const struct widget_list *list, int n)
{
    for (size_t i = 0; i < list->count; i++) {
        if (is_choice(&list->items[i]) && n-- == 0)
            return (int)i;
    }
    return -1;
}

/* A sign alone is no word: no voice says it. */
static bool has_words(const char *said)
{
    while (*said && !isalnum((unsigned char)*said))
        said++;
    return *said;
}

static void press(struct gate *g, int index)
{
    struct session *s = g->session;
    char name[96];
    snprintf(name, sizeof name, "%s", widget_seen(&s->list, &s->list.items[index]));
    const char *on = s->list.screen;
    s->focus = index;
    str_clear(&s->said);
    clock_advance_us(&g->clock, 5000000);
    key(g, KEY_ACTION, 0);
    if (!has_words(str_text(&s->said)))
        fail_msg("%s: '%s' says '%s'", on, name, str_text(&s->said));
}

static void press_all(struct gate *g, enum screen_id from, const struct way *ways, size_t count)
{
    for (size_t w = 0; w < count; w++) {
        int pages = 1, pressed = 0;
        for (int page = 0; page < pages; page++) {
            for (int n = 0;; n++, pressed++) {
                go(g, from, &ways[w], page);
                pages = g->session->pages.count;
                int index = nth_choice(&g->session->list, n);
                if (index < 0)
                    break;
                press(g, index);
            }
        }
        assert_true(pressed > 1);
    }
}

static void no_choice_of_a_visitor_is_silent(void **state)
{
    static const struct way ways[] = {
        {{{ACTION_EASIER, 0}}},
        {{{ACTION_EASIER, 0}, {ACTION_TOPIC, 0}}},
        {{{ACTION_EASIER, 0}, {ACTION_TOPIC, SCREEN_LINE - SCREEN_WORDS}}},
        {{{ACTION_EASIER, 0}, {ACTION_TOPIC, SCREEN_VOICE - SCREEN_WORDS}}},
        {{{ACTION_EASIER, 0}, {ACTION_TOPIC, SCREEN_HANDS - SCREEN_WORDS}}},
        {{{ACTION_EASIER, 0}, {ACTION_TOPIC, SCREEN_GUIDANCE - SCREEN_WORDS}}},
        {{{ACTION_EASIER, 0}, {ACTION_OWN, 0}}},
        {{{ACTION_FIND, 0}}},
        {{{ACTION_FIND, 0}, {ACTION_FIND_KEYS, 1}}},
    };
    struct gate *g = *state;
    act(g, ACTION_START, 0);
    press_all(g, SCREEN_HOME, ways, sizeof ways / sizeof *ways);
}

static void no_choice_of_staff_is_silent(void **state)
{
    static const struct way ways[] = {
        {{{ACTION_BOX, 1}, {ACTION_BOX_LOOK, 0}}},
        {{{ACTION_BOX, 1}, {ACTION_CHOSEN, 0}, {ACTION_TITLE, 0}}},
        {{{ACTION_KIOSK, 0}, {ACTION_KIOSK, SCREEN_FIRST - SCREEN_KIOSK}}},
        {{{ACTION_KIOSK, 0}, {ACTION_KIOSK, SCREEN_RULER - SCREEN_KIOSK}}},
        {{{ACTION_KIOSK, SCREEN_RULER - SCREEN_KIOSK},
          {ACTION_RULER, RULER_FACE * RULER_VALUES + RULER_UPRIGHT}}},
        {{{ACTION_KIOSK, SCREEN_RULER - SCREEN_KIOSK},
          {ACTION_RULER, RULER_FACE * RULER_VALUES + RULER_DISTANCE}}},
    };
    struct gate *g = *state;
    put_paper(g);
    to_the_pin(g);
    type(g, pin);
    act(g, ACTION_PIN_ENTER, 0);
    assert_int_equal(screen(g), SCREEN_STAFF);
    press_all(g, SCREEN_STAFF, ways, sizeof ways / sizeof *ways);
}

static void a_slower_ring_says_its_seconds(void **state)
{
    struct gate *g = *state;
    struct widget_list *list = &g->session->list;
    act(g, ACTION_START, 0);
    g->session->visit.guided = true;
    act(g, ACTION_TOPIC, SCREEN_GUIDANCE - SCREEN_WORDS);
    while (widget_find(list, "Slower ring") < 0)
        act(g, ACTION_NEXT, 0);
    g->session->focus = widget_find(list, "Slower ring");
    key(g, KEY_ACTION, 0);
    assert_string_equal(str_text(&g->session->said),
                        "Slower ring. Button. 1 of 2. The ring moves every 2.0 seconds");
}

/* ---- everything put back */

static void what_was_put_back_is_told(void **state)
{
    struct gate *g = *state;
    act(g, ACTION_START, 0);
    act(g, ACTION_EASIER, 0);
    act(g, ACTION_SCHEME, 1);
    assert_int_equal(g->session->visit.settings.scheme, 1);
    str_clear(&g->session->said);
    act(g, ACTION_RESET, 0);
    assert_int_equal(g->session->visit.settings.scheme, 0);
    assert_string_equal(str_text(&g->session->said), "Everything is as it was at first.");
    assert_string_equal(g->session->visit.told, "Everything is as it was at first.");
}

static void put_all_back_by_switch(struct gate *g, enum scan_mode mode)
{
    act(g, ACTION_START, 0);
    act(g, ACTION_EASIER, 0);
    act(g, ACTION_SCAN, mode);
    act(g, ACTION_RESET, 0);
    assert_true(g->session->hands.scan.on);
    assert_int_equal(g->session->visit.settings.hands.scan, mode);
}

static void the_ring_of_one_switch_goes_on_when_all_is_put_back(void **state)
{
    struct gate *g = *state;
    put_all_back_by_switch(g, SCAN_ONE);
    int first = g->session->hands.scan.first;
    pass_time(g, 10);
    assert_int_not_equal(g->session->hands.scan.first, first);
    key(g, KEY_DOWN, 0); /* who goes on by keys has no ring to lose */
    act(g, ACTION_RESET, 0);
    assert_int_equal(g->session->visit.settings.hands.scan, SCAN_OFF);
}

static void the_first_of_two_switches_still_steps_when_all_is_put_back(void **state)
{
    struct gate *g = *state;
    put_all_back_by_switch(g, SCAN_TWO);
    int first = g->session->hands.scan.first;
    key(g, KEY_SWITCH_1, 0);
    assert_false(g->session->hands.scan.in_row);
    assert_int_not_equal(g->session->hands.scan.first, first);
}

/* ---- a part that was chosen */

static uint32_t lit_word(const struct gate *g)
{
    const struct widget_list *list = &g->session->list;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role == ROLE_DOCUMENT)
            return list->items[i].lit_word;
    }
    return 0;
}

/* Chooses the first part whose heading has other words above it on the screen; returns its first word. */
static uint32_t choose_part(struct gate *g)
{
    const struct visit_reading *r = &g->session->visit.reading;
    for (uint32_t n = 2; n <= r->book->entry_count; n++) {
        act(g, ACTION_CONTENTS, 0);
        str_clear(&g->session->said);
        act(g, ACTION_ENTRY, n);
        if (r->screen->first_word != r->book->entries[n].word)
            return r->book->entries[n].word;
    }
    fail_msg("each part begins a screen");
    return 0;
}

static void open_paper(struct gate *g)
{
    act(g, ACTION_START, 0);
    g->session->visit.guided = true;
    struct document d = put_paper(g);
    reading_open(g->session, &d);
    act(g, ACTION_NONE, 0);
}

static void a_part_that_was_chosen_is_said_and_read_from(void **state)
{
    struct gate *g = *state;
    const struct visit_reading *r = &g->session->visit.reading;
    open_paper(g);
    uint32_t part = choose_part(g);
    assert_int_equal(screen(g), SCREEN_READER);
    assert_non_null(strstr(str_text(&g->session->said), "The text. Press Listen to hear it."));
    act(g, ACTION_LISTEN, 0);
    for (int i = 0; i < 10 && !r->lit_word; i++)
        pass_time(g, 1);
    assert_in_range(r->lit_word, part, r->book->word_count);
}

static void a_part_that_was_chosen_is_marked_until_one_goes_on(void **state)
{
    struct gate *g = *state;
    open_paper(g);
    uint32_t part = choose_part(g);
    assert_int_equal(lit_word(g), part);
    assert_int_equal(reading_place(g->session), part);
    act(g, ACTION_NEXT, 0);
    assert_int_equal(lit_word(g), 0);
    assert_int_equal(reading_place(g->session), g->session->visit.reading.screen->first_word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE_TEST(no_choice_of_a_visitor_is_silent),
        GATE_TEST(no_choice_of_staff_is_silent),
        GATE_TEST(a_slower_ring_says_its_seconds),
        GATE_TEST(what_was_put_back_is_told),
        GATE_TEST(the_ring_of_one_switch_goes_on_when_all_is_put_back),
        GATE_TEST(the_first_of_two_switches_still_steps_when_all_is_put_back),
        GATE_TEST(a_part_that_was_chosen_is_said_and_read_from),
        GATE_TEST(a_part_that_was_chosen_is_marked_until_one_goes_on),
    };
    return cmocka_run_group_tests_name("presses", tests, NULL, NULL);
}
