/* What lists on screens promise: ranks are drawn in, a low glass is used to its last row, what belongs together shows together. */
#include "screen/health.h"
#include "ui/messages.h"
#include "world.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct screen_pages build(struct world *w, size_t profile, enum screen_id screen, int page)
{
    struct visit *v = &w->visit;
    v->look.display = profiles[profile];
    v->settings.cap_mdeg = w->theme->sizes.default_mdeg;
    v->look.metrics = metrics_make(&w->theme->sizes, &v->look.display, v->settings.cap_mdeg);
    v->depth = 1;
    v->stack[0] = SCREEN_HOME;
    v->stack[1] = screen;
    v->pages[1] = page;
    return build_screen(w, &w->list);
}

static bool is_in_bar(const struct widget *w)
{
    return w->group == 1;
}

/* The tops of the rows of controls over the bar. */
static int count_rows(const struct widget_list *list)
{
    int count = 0, last = -1;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (w->action.kind == ACTION_NONE || is_in_bar(w) || w->rect.y == last)
            continue;
        last = w->rect.y;
        count++;
    }
    return count;
}

static void test_a_low_glass_shows_four_rows(void **state)
{
    struct world *w = *state;
    build(w, 0, SCREEN_LISTENING, 0);
    assert_int_equal(count_rows(&w->list), 4);
    build(w, 0, SCREEN_VOICE, 0);
    assert_int_equal(count_rows(&w->list), 4);
}

/* The boxes reach down to where a row of controls may. */
static void test_home_fills_its_pages(void **state)
{
    struct world *w = *state;
    const struct metrics *m = &w->visit.look.metrics;
    struct screen_pages pages = build(w, 0, SCREEN_HOME, 0);
    assert_int_equal(pages.count, 2);
    int lowest = 0, bar = w->visit.look.display.height_px;
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *x = &w->list.items[i];
        int end = x->rect.y + x->rect.h;
        if (x->role == ROLE_CARD)
            lowest = end > lowest ? end : lowest;
        else if (x->role == ROLE_PANEL)
            bar = x->rect.y;
    }
    assert_int_equal(count_rows(&w->list), 2);
    assert_in_range(bar - lowest, m->ring_px + m->ring_gap_px,
                    m->ring_px + m->ring_gap_px + m->gap_px);
}

/* All that sets the same thing is on one page. */
static void test_a_group_of_choices_is_on_one_page(void **state)
{
    static const enum screen_id topics[] = {SCREEN_WORDS, SCREEN_LINE, SCREEN_VOICE, SCREEN_HANDS,
                                            SCREEN_GUIDANCE};
    struct world *w = *state;
    for (size_t p = 0; p < sizeof profiles / sizeof *profiles; p++) {
        for (size_t t = 0; t < sizeof topics / sizeof *topics; t++) {
            int page_of[ACTION_COUNT] = {0};
            struct screen_pages pages = {0, 1};
            for (int page = 0; page < pages.count; page++) {
                pages = build(w, p, topics[t], page);
                for (size_t i = 0; i < w->list.count; i++) {
                    const struct widget *x = &w->list.items[i];
                    if (x->role != ROLE_CHOICE || is_in_bar(x))
                        continue;
                    assert_in_range(x->action.kind, 0, ACTION_COUNT - 1);
                    int *seen = &page_of[x->action.kind];
                    if (*seen && *seen != page + 1)
                        fail_msg("%s, profile %zu: '%s' is on another page than what it is one of",
                                 w->list.screen, p, widget_name(&w->list, x));
                    *seen = page + 1;
                }
            }
        }
    }
}

static const struct {
    const char *title;
    int level;
} headings[] = {{"Learning together", 1}, {"The law", 2}, {"A right", 3}, {"What it costs", 2}};

static void test_contents_are_drawn_in_by_rank(void **state)
{
    struct world *w = *state;
    struct str bytes = {0};
    struct builder *b = builder_new();
    builder_add_page(b, "1", 595, 842);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        builder_begin(b, &(struct builder_block){
                             .kind = BLOCK_HEADING, .level = headings[i].level, .page = 1});
        builder_text(b, headings[i].title, strlen(headings[i].title), NULL);
        builder_end(b);
    }
    assert_int_equal(builder_finish(b, &bytes), ERR_OK);
    builder_free(b);
    assert_int_equal(book_from_bytes((const unsigned char *)bytes.data, bytes.length_bytes,
                                     &w->visit.reading.book),
                     ERR_OK);
    assert_int_equal(build(w, 0, SCREEN_CONTENTS, 0).count, 1);
    int left[4], right[4], count = 0;
    for (size_t i = 0; i < w->list.count; i++) {
        const struct widget *x = &w->list.items[i];
        if (x->action.kind != ACTION_ENTRY)
            continue;
        assert_in_range(count, 0, 3);
        assert_string_equal(widget_name(&w->list, x), headings[count].title);
        assert_int_equal(x->bold, headings[count].level == 1);
        left[count] = x->rect.x;
        right[count++] = x->rect.x + x->rect.w;
    }
    assert_int_equal(count, 4);
    int step = left[1] - left[0];
    assert_true(step > 0);
    assert_int_equal(left[2] - left[0], 2 * step);
    assert_int_equal(left[3], left[1]);
    for (int i = 1; i < 4; i++)
        assert_int_equal(right[i], right[0]);
    book_close(w->visit.reading.book);
    w->visit.reading.book = NULL;
    str_free(&bytes);
}

/* The signs among the keys, on all pages: each shows as itself, and has a name that a voice can say. */
static int count_signs(struct world *w, enum screen_id screen)
{
    int count = 0;
    struct screen_pages pages = {0, 1};
    for (int page = 0; page < pages.count; page++) {
        pages = build(w, 0, screen, page);
        for (size_t i = 0; i < w->list.count; i++) {
            const struct widget *x = &w->list.items[i];
            int sign = (int)x->action.argument;
            if (x->action.kind != ACTION_FIND_TYPE || !ispunct(sign))
                continue;
            assert_int_equal(widget_seen(&w->list, x)[0], sign);
            const char *name = widget_name(&w->list, x);
            if (!isalpha((unsigned char)name[0]) || !name[1])
                fail_msg("%s: the key %c is called '%s'", w->list.screen, sign, name);
            count++;
        }
    }
    return count;
}

static void test_each_sign_among_the_keys_has_a_name(void **state)
{
    struct world *w = *state;
    for (int order = 0; order < 2; order++) {
        w->visit.find.typewriter = w->visit.staff.title.typewriter = order != 0;
        assert_int_equal(count_signs(w, SCREEN_SEARCH), 2);
        assert_int_equal(count_signs(w, SCREEN_STAFF_TITLE), 12);
    }
}

/* Everything that can be wrong is wrong: each problem is said, with what to do about it. */
static void test_each_problem_of_the_kiosk_is_told(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    struct visit_health well = v->kiosk.health;
    v->kiosk.health = (struct visit_health){
        .is_fixed = true,
        .all_bytes = 1000,
        .lacks_touch = true,
        .import = {.has = true, .err = "damaged"},
        .rebuilt = "library.db.damaged-1",
        .config = {.has_pin = true, .count = 1, .lines = {"Line 3: no setting"}},
        .drop_problem = "the folder is gone"};
    v->lacks_screen = v->sound_is_lost = v->has_no_profile = true;
    const char *said[] = {"The card can't be written to.",
                          "There is no sound.",
                          "library.db.damaged-1",
                          "Line 3: no setting",
                          "logo.png",
                          "A pack",
                          "the folder is gone"};
    bool has[sizeof said / sizeof *said] = {false}, is_found[HEALTH_PROBLEMS] = {false};
    for (int of_pack = 0; of_pack < 2; of_pack++) { /* only one logo at a time can be broken */
        enum health_problem found[HEALTH_PROBLEMS];
        v->logo = (struct visit_logo){
            .is_broken = true, .file = "logo.png", .of_pack = of_pack ? "A pack" : NULL};
        for (int count = health_problems(v, found); count > 0; count--)
            is_found[found[count - 1]] = true;
        struct screen_pages pages = {0, 1};
        for (int page = 0; page < pages.count; page++) {
            pages = build(w, 0, SCREEN_HEALTH, page);
            for (size_t i = 0; i < sizeof said / sizeof *said; i++)
                has[i] |= widget_find(&w->list, said[i]) >= 0;
        }
    }
    for (int i = 0; i < HEALTH_PROBLEMS; i++)
        assert_true(is_found[i]);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (!has[i])
            fail_msg("'%s' does not show", said[i]);
    }
    v->kiosk.health = well;
    v->lacks_screen = v->sound_is_lost = false;
    v->logo = (struct visit_logo){0};
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_problem_of_the_kiosk_is_told),
        cmocka_unit_test(test_a_low_glass_shows_four_rows),
        cmocka_unit_test(test_home_fills_its_pages),
        cmocka_unit_test(test_a_group_of_choices_is_on_one_page),
        cmocka_unit_test(test_contents_are_drawn_in_by_rank),
        cmocka_unit_test(test_each_sign_among_the_keys_has_a_name),
    };
    return cmocka_run_group_tests(tests, make, let_go);
}
