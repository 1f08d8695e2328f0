/* Every screen, in four profiles, at every text size: on the glass, nothing cut, nothing covered, large enough to touch (A4, A5, A30). */
#include "screen/frame.h"
#include "ui/canvas.h"
#include "ui/draw.h"
#include "ui/messages.h"
#include "world.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Calls `check` for each page of each screen in each profile, at every other size: the one glass at the even, the next at the odd. */
static void each(struct world *w, void (*check)(struct world *w))
{
    struct visit *v = &w->visit;

    for (size_t p = 0; p < sizeof profiles / sizeof *profiles; p++) {
        v->look.display = profiles[p];
        int step = w->each_step > 1 ? w->each_step : 2;
        for (int s = w->first_step + (w->each_step > 1 ? 0 : (int)p % 2);
             s < w->theme->sizes.step_count; s += step) {
            v->settings.cap_mdeg = w->theme->sizes.steps_mdeg[s];
            v->look.metrics =
                metrics_make(&w->theme->sizes, &v->look.display, v->settings.cap_mdeg);
            if (v->settings.hands.large_targets)
                metrics_enlarge_targets(&v->look.metrics, &w->theme->sizes, &v->look.display);
            for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
                if (screens[i] == SCREEN_ATTRACT &&
                    v->settings.cap_mdeg != w->theme->sizes.default_mdeg)
                    continue; /* a visit's size has ended with the visit */
                v->depth = 1;
                v->stack[0] = SCREEN_HOME;
                v->stack[1] = screens[i];
                struct screen_pages pages = {0, 1};
                for (int page = 0; page < pages.count; page++) {
                    v->pages[1] = page;
                    pages = build_screen(w, &w->list);
                    snprintf(w->where, sizeof w->where, "%dx%d, %d mdeg, %s, page %d of %d",
                             v->look.display.width_px, v->look.display.height_px,
                             v->settings.cap_mdeg, w->list.screen, page + 1, pages.count);
                    check(w);
                }
            }
        }
    }
}

static void on_the_glass(struct world *w)
{
    struct rect glass = {0, 0, w->visit.look.display.width_px, w->visit.look.display.height_px};
    for (size_t i = 0; i < w->list.count; i++) {
        struct rect r = w->list.items[i].rect, in = rect_meet(r, glass);
        if (in.w != r.w || in.h != r.h)
            fail_msg("%s: '%s' is off the glass: %d %d %d %d", w->where,
                     widget_name(&w->list, &w->list.items[i]), r.x, r.y, r.w, r.h);
    }
}

static void test_every_widget_is_on_the_glass(void **state)
{
    each(*state, on_the_glass);
}

static void apart(struct world *w)
{
    for (size_t i = 0; i < w->list.count; i++) {
        for (size_t k = i + 1; k < w->list.count; k++) {
            const struct widget *a = &w->list.items[i], *b = &w->list.items[k];
            if (a->role == ROLE_PANEL || b->role == ROLE_PANEL ||
                rect_is_empty(rect_meet(a->rect, b->rect)))
                continue;
            fail_msg("%s: '%s' covers '%s'", w->where, widget_name(&w->list, b),
                     widget_name(&w->list, a));
        }
    }
}

static void test_nothing_covers_anything(void **state)
{
    each(*state, apart);
}

static void large_enough(struct world *w)
{
    const struct display *d = &w->visit.look.display;
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *x = &w->list.items[i];
        double width = x->rect.w * d->width_mm / d->width_px,
               height = x->rect.h * d->height_mm / d->height_px;
        if (x->action.kind != ACTION_NONE && (width < 11.99 || height < 11.99))
            fail_msg("%s: '%s' is %.1f x %.1f mm", w->where, widget_name(&w->list, x), width,
                     height);
    }
}

static void test_every_control_is_12_mm_or_more(void **state)
{
    each(*state, large_enough);
}

static void gaps(struct world *w)
{
    const struct display *d = &w->visit.look.display;
    int least_x = (int)(1.9 * d->width_px / d->width_mm),
        least_y = (int)(1.9 * d->height_px / d->height_mm);
    for (size_t i = 0; i < w->list.count; i++) {
        for (size_t k = i + 1; k < w->list.count; k++) {
            const struct widget *a = &w->list.items[i], *b = &w->list.items[k];
            if (a->action.kind == ACTION_NONE || b->action.kind == ACTION_NONE)
                continue;
            struct rect wide = {a->rect.x - least_x, a->rect.y - least_y, a->rect.w + 2 * least_x,
                                a->rect.h + 2 * least_y};
            if (!rect_is_empty(rect_meet(wide, b->rect)))
                fail_msg("%s: '%s' and '%s' are too near", w->where, widget_name(&w->list, a),
                         widget_name(&w->list, b));
        }
    }
}

static void test_controls_are_2_mm_apart(void **state)
{
    each(*state, gaps);
}

/* The words that a widget shows must fit it at the size at which they are drawn. */
static void uncut(struct world *w)
{
    struct look face = w->visit.look;
    const struct look *look = &face;
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *x = &w->list.items[i];
        const char *name = widget_seen(&w->list, x), *value = widget_value(&w->list, x);
        if (!*name || x->role == ROLE_PROGRESS || x->role == ROLE_SAMPLE || x->role == ROLE_CODE)
            continue;
        face.family = x->face ? (enum font_family)(x->face - 1) : w->visit.look.family;
        bool card = x->role == ROLE_CARD || (x->role == ROLE_CHOICE && *value),
             control = x->action.kind != ACTION_NONE;
        int inner = x->rect.w - (card      ? 2 * look->metrics.unit_px
                                 : control ? 2 * look->metrics.border_px + 4
                                           : 0);
        if (card && x->icon)
            inner -= look_icon_style(look, x->icon_cap_px).size_px + look->metrics.unit_px;
        if (card && x->role == ROLE_CHOICE)
            inner -= look_tick_px(look, x->cap_px);
        if (!card && x->icon && x->icon_beside)
            inner -= look_icon_beside_px(look, x->cap_px);
        int height = look_height(look, name, x->name_cap_px > 0 ? x->name_cap_px : x->cap_px,
                                 x->bold || card, inner);
        if (*value)
            height += look_height(look, value, x->cap_px, false, inner);
        if (x->icon && !x->icon_beside && !card)
            height += look_icon_style(look, x->cap_px).size_px;
        if (height > x->rect.h)
            fail_msg("%s: '%s' needs %d px of height and has %d", w->where, name, height,
                     x->rect.h);
    }
}

static void test_no_words_are_cut(void **state)
{
    each(*state, uncut);
}

static void bar_is_there(struct world *w)
{
    const char *places[] = {"Menu", "Back", "Previous", "Listen", "Next", "Easier", "Help"};
    if (strcmp(w->list.screen, "attract") == 0)
        return;
    const struct widget *last = NULL;
    for (int i = 0; i < 7; i++) {
        int at = -1; /* the bar stands last, and a heading may have the same name */
        for (size_t k = 0; k < w->list.count; k++) {
            if (w->list.items[k].group == 1 &&
                strcmp(widget_name(&w->list, &w->list.items[k]), tr(places[i])) == 0)
                at = (int)k;
        }
        const struct widget *x = at < 0 ? NULL : &w->list.items[at];
        if (!x || (last && x <= last))
            fail_msg("%s: '%s' is not in its place", w->where, places[i]);
        if (last && x->rect.y == last->rect.y && (x->rect.x > last->rect.x) == w->visit.look.rtl)
            fail_msg("%s: '%s' is on the wrong side", w->where, places[i]);
        last = x;
    }
}

static void test_the_bar_has_its_seven_places_everywhere(void **state)
{
    each(*state, bar_is_there);
}

static void labels_large(struct world *w)
{
    const struct metrics *m = &w->visit.look.metrics;
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *x = &w->list.items[i];
        if (*widget_name(&w->list, x) && x->role != ROLE_PROGRESS && x->role != ROLE_CODE &&
            x->cap_px < m->bar_cap_px - 0.01)
            fail_msg("%s: '%s' is written smaller than the bar", w->where,
                     widget_name(&w->list, x));
    }
}

static void test_no_label_is_smaller_than_body_up_to_the_bars_limit(void **state)
{
    each(*state, labels_large);
}

/* From where to where a widget's letters reach, as far as letters with their accents go. */
static struct rect letters_of(const struct world *w, const struct widget *x, const char *name)
{
    const struct look *look = &w->visit.look;
    struct run_style style = look_text_style(look, name, x->cap_px, x->bold);
    struct font_metrics m = font_metrics(look->fonts, style.family, x->bold, style.size_px);
    int line = look_height(look, "H", x->cap_px, x->bold, INT_MAX / 4);
    int lead = (line - m.ascent_px - m.descent_px) / 2;
    int up = lead + m.ascent_px - m.ink_up_px, down = lead + m.descent_px - m.ink_down_px;
    return (struct rect){x->rect.x, x->rect.y + up, x->rect.w, x->rect.h - up - down};
}

/* The ring of whatever has the focus stays off the words of all else (A14). */
static void rings(struct world *w)
{
    const struct metrics *m = &w->visit.look.metrics;
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *a = &w->list.items[i];
        if (!widget_takes_focus(a) || a->role == ROLE_DOCUMENT || a->role == ROLE_PAGE)
            continue;
        struct rect ring = rect_inset(a->rect, -(m->ring_px + m->ring_gap_px));
        for (size_t k = 0; k < w->list.count; k++) {
            const struct widget *b = &w->list.items[k];
            const char *name = widget_name(&w->list, b);
            if (b == a || !*name || (b->role != ROLE_TEXT && b->role != ROLE_HEADING))
                continue;
            struct rect l = letters_of(w, b, name);
            if (!rect_is_empty(rect_meet(ring, l)))
                fail_msg("%s: the ring of '%s' lies on '%s'", w->where, widget_name(&w->list, a),
                         name);
        }
    }
}

static void test_no_ring_lies_on_words(void **state)
{
    each(*state, rings);
}

/* Of a row of pixels, those from x0 to x1: all alike? */
static bool row_is_plain(const struct canvas *canvas, int y, int x0, int x1)
{
    const uint32_t *row = canvas->pixels + (size_t)y * (size_t)canvas->width_px;
    for (int x = x0 + 1; x < x1; x++) {
        if (row[x] != row[x0])
            return false;
    }
    return true;
}

/* The ink of a control's words, in whatever script, stays within its border: seen on the pixels, on the smallest glass. */
static void ink_inside(struct world *w)
{
    const struct look *look = &w->visit.look;
    const struct display *d = &look->display;
    if (d->width_px != profiles[0].width_px)
        return;
    struct canvas *canvas = canvas_new(d->width_px, d->height_px);
    struct painter *painter = painter_new();
    struct rect damage[PAINTER_DAMAGE_MOST];
    painter_paint(painter, canvas, look, &w->list, -1, false, damage);
    int round = look->metrics.radius_px, edge = look->metrics.border_px;
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *x = &w->list.items[i];
        struct rect r = x->rect;
        if (x->action.kind == ACTION_NONE || r.w <= 2 * round)
            continue;
        for (int y = 0; y < edge; y++) {
            if (!row_is_plain(canvas, r.y + y, r.x + round, r.x + r.w - round) ||
                !row_is_plain(canvas, r.y + r.h - 1 - y, r.x + round, r.x + r.w - round))
                fail_msg("%s: the words of '%s' reach its border", w->where,
                         widget_name(&w->list, x));
        }
    }
    painter_free(painter);
    canvas_free(canvas);
}

static void test_words_stay_within_their_border(void **state)
{
    struct world *w = *state;
    w->each_step = 4;
    each(w, ink_inside);
    w->each_step = 1;
}

/* A message stands in the title line of a document, never on its first words. */
static void test_a_message_keeps_to_its_line(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    for (size_t p = 0; p < sizeof profiles / sizeof *profiles; p++) {
        v->look.display = profiles[p];
        for (int s = 0; s < w->theme->sizes.step_count; s++) {
            v->look.metrics =
                metrics_make(&w->theme->sizes, &profiles[p], w->theme->sizes.steps_mdeg[s]);
            struct rect quiet =
                frame_begin(v, &w->list, "reader", "A title", "Screen 1 of 2", true);
            snprintf(v->told, sizeof v->told, "%s",
                     tr("This place is kept until your visit ends."));
            struct rect told = frame_begin(v, &w->list, "reader", "A title", "Screen 1 of 2", true);
            const struct widget *x = &w->list.items[0];
            v->told[0] = 0;
            assert_int_equal(told.y, quiet.y);
            assert_true(x->rect.y + look_height(&v->look, widget_name(&w->list, x), x->cap_px,
                                                false, x->rect.w) <=
                        told.y);
        }
    }
}

/* What begins a visit is read at a glance: none of its words is broken, in a longer language and at a large first size too. */
static void test_the_start_breaks_no_word(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    const int sizes[] = {w->theme->sizes.default_mdeg, w->theme->sizes.larger_mdeg,
                         w->theme->sizes.largest_mdeg};
    messages_set_lang("en-XA");
    v->depth = 0;
    v->stack[0] = SCREEN_ATTRACT;
    for (size_t i = 0; i < 3 * sizeof profiles / sizeof *profiles; i++) {
        v->look.display = profiles[i / 3];
        v->look.metrics = metrics_make(&w->theme->sizes, &v->look.display, sizes[i % 3]);
        build_screen(w, &w->list);
        size_t at = 0;
        while (!(w->list.items[at].state & STATE_MAIN))
            at++;
        const struct widget *x = &w->list.items[at];
        assert_int_equal(x->action.kind, ACTION_START);
        assert_true(look_widest_word(&v->look, tr("Touch to start"), x->cap_px, true) <=
                    x->rect.w - 2 * v->look.metrics.border_px - 4);
    }
    messages_set_lang("en");
}

static void everything(struct world *w)
{
    on_the_glass(w);
    apart(w);
    large_enough(w);
    gaps(w);
    uncut(w);
    bar_is_there(w);
    labels_large(w);
    rings(w);
    ink_inside(w);
}

/* With larger controls everything still has its room, and each is as large as the glass allows. */
static void large_targets(struct world *w)
{
    const struct display *d = &w->visit.look.display;
    double side = d->width_mm < d->height_mm ? d->width_mm : d->height_mm;
    double least = side / 6 < 22 ? side / 6 : 22;
    on_the_glass(w);
    apart(w);
    gaps(w);
    uncut(w);
    bar_is_there(w);
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *x = &w->list.items[i];
        if (x->action.kind != ACTION_NONE &&
            (x->rect.w * d->width_mm / d->width_px < least - 0.1 ||
             x->rect.h * d->height_mm / d->height_px < least - 0.1))
            fail_msg("%s: '%s' is smaller than %.1f mm", w->where, widget_name(&w->list, x), least);
    }
}

static void test_larger_controls_fit(void **state)
{
    struct world *w = *state;
    w->visit.settings.hands.large_targets = true;
    w->first_step = 2;
    w->each_step = 4;
    each(w, large_targets);
    w->visit.settings.hands.large_targets = false;
    w->first_step = 0;
    w->each_step = 1;
}

static const struct widget *find_role(const struct widget_list *list, enum role role)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role == role)
            return &list->items[i];
    }
    return NULL;
}

/* The lines that show each choice at once: laid out by the settings, spoken by their name, nothing to choose. */
static void test_the_sample_shows_what_was_chosen(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    v->look.display = profiles[1];
    v->settings.cap_mdeg = w->theme->sizes.default_mdeg;
    v->look.metrics = metrics_make(&w->theme->sizes, &v->look.display, v->settings.cap_mdeg);
    v->depth = 1;
    v->pages[1] = 0;
    v->stack[1] = SCREEN_WORDS;
    build_screen(w, &w->list);
    const struct widget *x = find_role(&w->list, ROLE_SAMPLE);
    assert_non_null(x);
    assert_int_equal(strncmp(widget_name(&w->list, x), "Every child has a right", 23), 0);
    assert_false(widget_takes_focus(x));
    assert_int_equal(x->lit_word, 0);
    int line = x->screen->items[0].rect.h, second = x->screen->items[1].rect.x;
    v->settings.line_spacing = -1;
    v->settings.letter_spacing = 2;
    build_screen(w, &w->list);
    x = find_role(&w->list, ROLE_SAMPLE);
    assert_int_equal(x->screen->items[0].rect.h, (line * 12 + 14) / 15); /* 1.2 for 1.5 */
    assert_true(x->screen->items[1].rect.x > second);
    v->settings.line_spacing = v->settings.letter_spacing = 0;
    v->settings.line_length = 2;
    struct layout_style style = screen_sample_style(v);
    assert_int_equal(style.line_most_chars, 35);
    v->settings.line_length = 0;
    v->stack[1] = SCREEN_LINE;
    v->settings.line_focus = LINE_FOCUS_RULER;
    build_screen(w, &w->list);
    x = find_role(&w->list, ROLE_SAMPLE);
    assert_int_equal(x->line_focus, LINE_FOCUS_RULER);
    assert_true(x->lit_word > 0);
    v->settings.unlit = true;
    build_screen(w, &w->list);
    assert_int_equal(find_role(&w->list, ROLE_SAMPLE)->lit_word, 0);
    v->settings.unlit = false;
    v->settings.line_focus = LINE_FOCUS_OFF;
}

/* Where nobody is yet, each other language stands under its own name; where there is one language only, none does. */
static void test_languages_are_offered_at_the_start(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    v->lang_count = (int)messages_langs(v->langs);
    assert_true(v->lang_count > 1);
    v->depth = 0;
    v->stack[0] = SCREEN_ATTRACT;
    build_screen(w, &w->list);
    int at = widget_find(&w->list, "Cymraeg");
    assert_true(at >= 0);
    assert_int_equal(w->list.items[at].action.kind, ACTION_LANG);
    assert_string_equal(v->langs[w->list.items[at].action.argument].tag, "cy");
    assert_int_equal(widget_find(&w->list, "English"), -1);
    v->lang_count = 1;
    build_screen(w, &w->list);
    assert_int_equal(widget_find(&w->list, "Cymraeg"), -1);
}

/* The same in Welsh, in a language 40 % longer than English, and in one that is read from right to left (A5). */
static void test_each_language_fits(void **state)
{
    struct world *w = *state;
    const char *langs[] = {"cy", "en-XA", "ar-XB"};
    w->first_step = 2;
    w->each_step = 4;
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        messages_set_lang(langs[i]);
        w->visit.lang_count = (int)messages_langs(w->visit.langs);
        w->visit.look.rtl = messages_is_rtl();
        assert_string_not_equal(tr("Next"), "Next");
        assert_int_equal(w->visit.look.rtl, strcmp(langs[i], "ar-XB") == 0);
        each(w, everything);
    }
    messages_set_lang("en");
    w->visit.look.rtl = false;
    w->first_step = 0;
    w->each_step = 1;
}

static struct rect keys_of(const struct widget_list *list)
{
    struct rect keys = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].is_key)
            keys = rect_join(keys, list->items[i].rect);
    }
    return keys;
}

/* What a language read from right to left turns about: places and arrows, and nothing else. A keyboard changes sides as a whole: its
 * letters run from left to right as they did. */
static void test_right_to_left_is_the_mirror_image(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    struct widget_list plain = {0};
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        v->depth = 1;
        v->stack[1] = screens[i];
        v->pages[1] = 0;
        build_screen(w, &plain);
        v->look.rtl = true;
        build_screen(w, &w->list);
        v->look.rtl = false;
        assert_int_equal(w->list.count, plain.count);
        struct rect keys = keys_of(&plain);
        assert_int_equal(keys.w > 0, screens[i] == SCREEN_PIN || screens[i] == SCREEN_SEARCH ||
                                         screens[i] == SCREEN_STAFF_TITLE);
        for (size_t k = 0; k < plain.count; k++) {
            const struct widget *a = &plain.items[k], *b = &w->list.items[k];
            int mirrored = a->is_key
                               ? v->look.display.width_px - keys.x - keys.w + a->rect.x - keys.x
                               : v->look.display.width_px - a->rect.x - a->rect.w;
            assert_int_equal(b->rect.x, mirrored);
            assert_int_equal(b->rect.y, a->rect.y);
            assert_int_equal(b->rect.w, a->rect.w);
            assert_int_equal(b->action.kind, a->action.kind);
            if (a->icon == icon_codepoint("next"))
                assert_int_equal(b->icon, icon_codepoint("previous"));
            else if (a->icon == icon_codepoint("back"))
                assert_int_equal(b->icon, icon_codepoint("forward"));
            else if (a->icon != icon_codepoint("previous"))
                assert_int_equal(b->icon, a->icon);
        }
    }
    widget_list_free(&plain);
}

/* With what the organiser links to, and a place that the visitor kept. */
static int make_with_links(void **state)
{
    if (make(state) != 0)
        return 1;
    struct world *w = *state;
    w->visit.take_count = 2;
    w->visit.kept_count = 1;
    return 0;
}

/* A document that staff put on the home screen has its card over the boxes, at every size. */
static void test_a_document_to_read_first_fits(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    int step = w->each_step;
    v->featured = v->shelf.items[3]; /* borrows its words: a long one among them */
    memset(v->featured.id, 'a', sizeof v->featured.id - 1);
    v->depth = 1;
    v->stack[1] = SCREEN_HOME;
    v->pages[1] = 0;
    v->look.display = profiles[0];
    v->settings.cap_mdeg = w->theme->sizes.default_mdeg;
    v->look.metrics = metrics_make(&w->theme->sizes, &v->look.display, v->settings.cap_mdeg);
    build_screen(w, &w->list);
    int card = widget_find(&w->list, v->featured.title);
    assert_true(card >= 0);
    assert_int_equal(w->list.items[card].action.kind, ACTION_READ_FIRST);
    assert_string_equal(widget_value(&w->list, &w->list.items[card]), "Read this first");
    w->each_step = 5;
    each(w, on_the_glass);
    each(w, apart);
    each(w, large_enough);
    each(w, uncut);
    w->each_step = step;
    v->featured = (struct document){0};
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_widget_is_on_the_glass),
        cmocka_unit_test(test_nothing_covers_anything),
        cmocka_unit_test(test_a_document_to_read_first_fits),
        cmocka_unit_test(test_every_control_is_12_mm_or_more),
        cmocka_unit_test(test_controls_are_2_mm_apart),
        cmocka_unit_test(test_no_words_are_cut),
        cmocka_unit_test(test_the_bar_has_its_seven_places_everywhere),
        cmocka_unit_test(test_no_label_is_smaller_than_body_up_to_the_bars_limit),
        cmocka_unit_test(test_no_ring_lies_on_words),
        cmocka_unit_test(test_words_stay_within_their_border),
        cmocka_unit_test(test_a_message_keeps_to_its_line),
        cmocka_unit_test(test_the_start_breaks_no_word),
        cmocka_unit_test(test_larger_controls_fit),
        cmocka_unit_test(test_the_sample_shows_what_was_chosen),
        cmocka_unit_test(test_languages_are_offered_at_the_start),
        cmocka_unit_test(test_each_language_fits),
        cmocka_unit_test(test_right_to_left_is_the_mirror_image),
    };
    return cmocka_run_group_tests(tests, make_with_links, let_go);
}
