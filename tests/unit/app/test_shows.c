/* What shows is what is: whatever somebody does, the screen that shows is the one that building it anew gives, and nothing that happens
 * waits for another touch to be seen. Found by tests/soak. */
#include "gate.h"

#include "../book/made.h"
#include "screen/frame.h"
#include "text/layout.h"
#include "ui/draw.h"

static uint64_t picture(const struct widget_list *list)
{
    uint64_t hash = list->count;
    for (size_t i = 0; i < list->count; i++)
        hash = (hash ^ widget_hash(list, &list->items[i])) * 31;
    return hash;
}

static bool is_fresh(struct session *s)
{
    session_build(s);
    uint64_t was = picture(&s->list);
    s->stale = true;
    session_build(s);
    return picture(&s->list) == was;
}

static void press(struct gate *g, enum input_key which)
{
    key(g, which, 0);
    g->session->hands.unseen = false;
}

static void the_ring_of_a_switch_goes_with_the_scan(void **state)
{
    struct gate *g = *state;
    struct session *s = g->session;
    act(g, ACTION_START, 0);
    s->hands.unseen = false;
    press(g, KEY_SWITCH_1);
    assert_true(s->hands.scan.on);
    session_build(s);
    press(g, KEY_SENTENCE_BACK); /* moves by ear: it shows no focus */
    assert_false(s->hands.scan.on);
    assert_true(is_fresh(s));
}

/* Keys that move in a document lead nowhere on another screen; who can't see that hears where the focus is. */
static void a_key_that_leads_nowhere_is_answered(void **state)
{
    struct gate *g = *state;
    struct session *s = g->session;
    act(g, ACTION_START, 0);
    s->visit.guided = true;
    for (int k = KEY_WORD_BACK; k <= KEY_WHERE; k++) {
        clock_advance_us(&g->clock, 1000000); /* else it is a trembling hand's */
        s->hands.unseen = false;
        press(g, KEY_SWITCH_1);
        assert_true(s->hands.scan.on);
        str_clear(&s->said);
        press(g, (enum input_key)k);
        assert_false(s->hands.scan.on);
        assert_non_null(
            strstr(str_text(&s->said), widget_name(&s->list, &s->list.items[s->focus])));
    }
}

/* A key takes the place of a finger that is still down. */
static void what_a_finger_pressed_is_let_go_by_a_key(void **state)
{
    struct gate *g = *state;
    struct session *s = g->session;
    act(g, ACTION_START, 0);
    s->hands.unseen = false;
    int index = 0;
    while (s->list.items[index].action.kind != ACTION_HELP)
        index++;
    struct rect r = s->list.items[index].rect;
    struct input in = {.kind = INPUT_TOUCH, .x = r.x + r.w / 2, .y = r.y + r.h / 2, .finger = 1};
    session_input(s, &in);
    session_build(s);
    assert_true(s->list.items[index].state & STATE_PRESSED);
    press(g, KEY_SENTENCE_BACK);
    assert_false(s->list.items[index].state & STATE_PRESSED);
    assert_true(is_fresh(s));
}

/* Text of a script that leaves its line, and below it a widget that changes; `below` is its name. */
static void fill(struct widget_list *list, const char *below)
{
    static const char tall[] =
        "\u0643\u0627\u0645\u0628\u0627\u064a\u062c\u0646\u0633 \u0648\u0648\u0648 "
        "\u0639\u0639\u0639 \u062c\u062c\u062c";
    widget_list_clear(list, "home");
    widget_add(list, ROLE_HEADING, tall, NULL, (struct rect){20, 20, 400, 40})->cap_px = 26;
    widget_add(list, ROLE_BUTTON, below, NULL, (struct rect){20, 80, 400, 60})->cap_px = 20;
    list->items[1].action = action(ACTION_HELP, 0);
}

static void what_changes_beside_tall_words_takes_nothing_of_them(void **state)
{
    struct gate *g = *state;
    const struct look *look = &g->session->visit.look;
    struct widget_list list = {0};
    struct rect damage[PAINTER_DAMAGE_MOST];
    struct canvas *pieces = canvas_new(440, 160), *whole = canvas_new(440, 160);
    struct painter *painter = painter_new(), *anew = painter_new();
    for (int top = 41; top < 80; top++) { /* wherever it begins */
        painter_forget(painter);
        fill(&list, "Help");
        list.items[1].rect.y = top;
        painter_paint(painter, pieces, look, &list, -1, false, damage);
        fill(&list, "No more help");
        list.items[1].rect.y = top;
        painter_paint(painter, pieces, look, &list, -1, false, damage);
        painter_forget(anew);
        painter_paint(anew, whole, look, &list, -1, false, damage);
        assert_memory_equal(pieces->pixels, whole->pixels, 440 * 160 * 4);
    }
    widget_list_free(&list);
    painter_free(painter);
    painter_free(anew);
    canvas_free(pieces);
    canvas_free(whole);
}

/* What is told stands in a line, and leaves it where its letters are deep. */
static void deep_words_that_go_take_all_their_ink_along(void **state)
{
    static const char deep[] =
        "\u0648\u0647\u064a\u0631\u064a \u0627\u0645 \u064a\u061f"; /* in the bold face */
    struct gate *g = *state;
    struct look *look = &g->session->visit.look;
    struct widget_list list = {0};
    struct rect damage[PAINTER_DAMAGE_MOST];
    struct canvas *pieces = canvas_new(640, 200), *whole = canvas_new(640, 200);
    struct painter *painter = painter_new(), *anew = painter_new();
    look->metrics.ring_px = 3; /* as on a small glass */
    look->metrics.ring_gap_px = 2;
    for (int half = 32; half < 80; half++) {
        double cap = half / 2.0;
        struct rect line = {20, 60, 600, look_line(look, cap)};
        painter_forget(painter);
        for (int step = 0; step < 2; step++) {
            widget_list_clear(&list, "home");
            struct widget *w = widget_add(&list, ROLE_HEADING, step ? "Help" : deep, NULL, line);
            w->cap_px = cap;
            w->bold = true;
            painter_paint(painter, pieces, look, &list, -1, false, damage);
        }
        painter_forget(anew);
        painter_paint(anew, whole, look, &list, -1, false, damage);
        assert_memory_equal(pieces->pixels, whole->pixels, 640 * 200 * 4);
    }
    widget_list_free(&list);
    painter_free(painter);
    painter_free(anew);
    canvas_free(pieces);
    canvas_free(whole);
}

static void that_nothing_sounds_has_room_at_every_size(void **state)
{
    struct gate *g = *state;
    const struct visit *v = &g->session->visit;
    bool was_cut = false;
    messages_set_lang("en-XA"); /* whose words are longer */
    const char *all = tr("No sound. The words still light up.");
    g->session->visit.look.display = (struct display){800, 480, 154, 86, 400}; /* 7 inches */
    for (int mdeg = 450; mdeg <= 2000; mdeg += 50) {
        act(g, ACTION_SIZE, mdeg);
        const char *words = frame_no_sound(v);
        int width = look_width(&v->look, words, v->look.metrics.bar_cap_px, false);
        assert_true(width + 2 * frame_margin(v) < 800);
        was_cut |= strcmp(words, all) != 0;
    }
    assert_true(was_cut);
}

/* Where there is hardly room for a line, the ink of large letters reaches out of it, and changes its colour with the light. */
static void the_light_takes_all_of_a_word_s_ink_along(void **state)
{
    struct gate *g = *state;
    struct look *look = &g->session->visit.look;
    while (look->scheme->text == look->scheme->word_text)
        look->scheme++;
    struct layout_style style = {.family = FONT_OPENDYSLEXIC,
                                 .size_px = 90,
                                 .heading_scale = 1.35,
                                 .line_spacing = 1.2,
                                 .paragraph_spacing = 1,
                                 .width_px = 1000,
                                 .height_px = 86,
                                 .line_most_chars = 70};
    struct builder *b = builder_new();
    made_block(b, BLOCK_HEADING, 0, "Enough eggs");
    struct made made = made_finish(b);
    struct layout *layout = layout_new(made.book, look->runs, &style, 1);
    struct widget_list list = {0};
    widget_list_clear(&list, "reader");
    struct widget *w =
        widget_add(&list, ROLE_DOCUMENT, "Text", NULL, (struct rect){20, 20, 1000, 86});
    w->book = made.book;
    w->screen = layout_screen_at(layout, 1);
    struct canvas *pieces = canvas_new(1040, 240), *whole = canvas_new(1040, 240);
    struct painter *painter = painter_new(), *anew = painter_new();
    struct rect damage[PAINTER_DAMAGE_MOST];
    static const uint32_t lit[] = {0, 1, 2, 1, 0};
    for (size_t i = 0; i < sizeof lit / sizeof *lit; i++) {
        w->lit_word = lit[i];
        painter_paint(painter, pieces, look, &list, -1, false, damage);
        painter_forget(anew);
        painter_paint(anew, whole, look, &list, -1, false, damage);
        assert_memory_equal(pieces->pixels, whole->pixels, 1040 * 240 * 4);
    }
    widget_list_free(&list);
    layout_free(layout);
    made_drop(&made);
    painter_free(painter);
    painter_free(anew);
    canvas_free(pieces);
    canvas_free(whole);
}

static void assert_nothing_hangs_off(const struct widget_list *list, int width_px, int height_px)
{
    for (size_t i = 0; i < list->count; i++) {
        struct rect r = list->items[i].rect;
        if (r.x < 0 || r.x + r.w > width_px || r.y < 0 || r.y + r.h > height_px)
            fail_msg("%s: %d,%d %dx%d", widget_name(list, &list->items[i]), r.x, r.y, r.w, r.h);
    }
}

/* The bar's words get smaller where no way to fold it has room for them. */
static void the_bar_stays_on_an_upright_glass_with_the_widest_letters(void **state)
{
    struct gate *g = *state;
    struct session *s = g->session;
    messages_set_lang("en-XA"); /* whose words are longer */
    s->visit.look.display = (struct display){600, 1024, 90, 154, 400};
    s->visit.settings.family = FONT_OPENDYSLEXIC;
    act(g, ACTION_START, 0);
    for (int mdeg = 450; mdeg <= 1500; mdeg += 50) {
        act(g, ACTION_SIZE, mdeg);
        assert_nothing_hangs_off(&s->list, 600, 1024);
    }
}

static void how_far_one_has_come_stays_on_the_glass_at_every_size(void **state)
{
    struct gate *g = *state;
    struct visit *v = &g->session->visit;
    struct widget_list list = {0};
    char place[64];
    messages_set_lang("en-XA"); /* whose words are longer */
    snprintf(place, sizeof place, tr("Screen %u of %u"), 9999u, 9999u);
    v->look.display = (struct display){600, 1024, 90, 154, 400};
    v->settings.family = FONT_OPENDYSLEXIC;
    for (int mdeg = 450; mdeg <= 2000; mdeg += 50) {
        act(g, ACTION_SIZE, mdeg);
        struct rect text = frame_begin(v, &list, "reader", "Together", place, true);
        assert_nothing_hangs_off(&list, 600, 1024);
        assert_true(list.items[0].rect.y + list.items[0].rect.h <= text.y);
    }
    widget_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE_TEST(the_ring_of_a_switch_goes_with_the_scan),
        GATE_TEST(a_key_that_leads_nowhere_is_answered),
        GATE_TEST(what_a_finger_pressed_is_let_go_by_a_key),
        GATE_TEST(what_changes_beside_tall_words_takes_nothing_of_them),
        GATE_TEST(deep_words_that_go_take_all_their_ink_along),
        GATE_TEST(that_nothing_sounds_has_room_at_every_size),
        GATE_TEST(the_light_takes_all_of_a_word_s_ink_along),
        GATE_TEST(the_bar_stays_on_an_upright_glass_with_the_widest_letters),
        GATE_TEST(how_far_one_has_come_stays_on_the_glass_at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
