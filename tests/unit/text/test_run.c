#include "base/str.h"
#include "text/icon.h"
#include "text/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct fonts *fonts;
static struct run_cache *runs;

static int set_up(void **state)
{
    (void)state;
    assert_int_equal(fonts_new(&fonts), ERR_OK);
    runs = run_cache_new(fonts, 64 << 10);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    run_cache_free(runs);
    fonts_free(fonts);
    return 0;
}

static const struct run_style plain = {.family = FONT_ANDIKA, .size_px = 40};

static const struct run *find(const char *text, const struct run_style *style)
{
    return run_find(runs, text, strlen(text), style);
}

static int measure(const char *text, const struct run_style *style)
{
    return run_measure(runs, text, strlen(text), style);
}

static unsigned ink_at(const struct run *run, int x, int y)
{
    x -= run->x;
    y -= run->y;
    return x < 0 || y < 0 || x >= run->w || y >= run->h ? 0 : run->mask[y * run->w + x];
}

static void test_run_stands_on_its_baseline(void **state)
{
    (void)state;
    const struct run *run = find("H", &plain);
    struct font_metrics m = font_metrics(fonts, FONT_ANDIKA, false, 40);
    assert_int_equal(run->y, -m.cap_height_px);
    assert_int_equal(run->h, m.cap_height_px);
    assert_true(run->x > 0 && run->x + run->w < run->advance_px);
    assert_int_equal(run->advance_px, measure("H", &plain));
}

static void test_run_ink_of_j_reaches_left_of_the_pen(void **state)
{
    (void)state;
    const struct run *run = find("j", &plain);
    assert_true(run->x < 0);
    assert_true(run->y + run->h > 0);
    /* and the pen's way is the same wherever in a word the letter stands */
    int alone = measure("j", &plain), two = measure("jj", &plain);
    assert_true(two >= 2 * alone - 1 && two <= 2 * alone + 1);
}

static void test_run_spaces_letters_but_not_arabic(void **state)
{
    (void)state;
    struct run_style spaced = plain;
    spaced.letter_spacing_px = 7;
    int sum = 0;
    for (const char *s = "learn"; *s; s++)
        sum += run_measure(runs, s, 1, &plain) + 7;
    assert_int_equal(measure("learn", &spaced), sum);
    struct run_style arabic = {.family = FONT_ANDIKA, .size_px = 40, .rtl = true};
    int joined = measure("التعليم", &arabic);
    arabic.letter_spacing_px = 7;
    assert_int_equal(measure("التعليم", &arabic), joined + 7);
}

static void test_run_shapes_arabic(void **state)
{
    (void)state;
    struct run_style arabic = {.family = FONT_ANDIKA, .size_px = 40, .rtl = true};
    int sum = measure("ب", &arabic) * 3;
    assert_true(measure("ببب", &arabic) < sum); /* joined forms are narrower than three alone */
    assert_non_null(find("ببب", &arabic)->mask);
}

static void test_run_puts_a_number_within_arabic_from_left_to_right(void **state)
{
    (void)state;
    struct run_style arabic = {.family = FONT_ANDIKA, .size_px = 40, .rtl = true};
    struct run number = *find("17", &plain);
    int wide = number.advance_px;
    /* logical "ب17": the number is to the left of the letter, its digits in order */
    const struct run *run = find("ب17", &arabic);
    number = *find("17", &plain);
    for (int y = number.y; y < number.y + number.h; y++)
        for (int x = number.x; x < number.x + number.w; x++)
            assert_int_equal(ink_at(run, x, y), ink_at(&number, x, y));
    assert_int_equal(run->advance_px, wide + measure("ب", &arabic));
}

static void test_run_falls_back_and_never_fails(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "שלום",     "ไทย",   "हिन्दी",  "বাংলা", "اردو",   "✓ ☐ →",    "中文",     "😀",
        "\xFF\xFE", "Ωμέγα", "\u200B", "",      "\u00AD", "e\u0301x", "\x01\x02", "한국"};
    for (size_t family = 0; family < FONT_FAMILY_COUNT; family++)
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
            struct run_style style = {.family = (enum font_family)family, .size_px = 30};
            bool shows = *texts[i] && strcmp(texts[i], "\u200B") != 0 &&
                         strcmp(texts[i], "\u00AD") != 0 && strcmp(texts[i], "\x01\x02") != 0;
            const struct run *run = find(texts[i], &style);
            assert_int_equal(run->mask != NULL, shows);
            assert_int_equal(run->advance_px > 0, shows);
        }
}

static void test_run_keeps_within_its_memory_and_draws_the_same_again(void **state)
{
    (void)state;
    char text[16];
    uint8_t before[16384];
    struct run first = *find("inclusion", &plain);
    size_t bytes = (size_t)first.w * (size_t)first.h;
    assert_true(bytes <= sizeof before);
    memcpy(before, first.mask, bytes);
    for (int i = 0; i < 500; i++) {
        snprintf(text, sizeof text, "word%d", i);
        (void)find(text, &plain);
    }
    const struct run *again = find("inclusion", &plain);
    assert_int_equal(again->w, first.w);
    assert_memory_equal(again->mask, before, bytes);
    struct run_cache *tiny = run_cache_new(fonts, 1);
    assert_non_null(run_find(tiny, "a", 1, &plain)->mask);
    assert_non_null(run_find(tiny, "b", 1, &plain)->mask);
    run_cache_free(tiny);
}

static void test_font_size_gives_the_capital_asked_for(void **state)
{
    (void)state;
    for (int family = 0; family < FONT_ICONS; family++) {
        double cap = 8;
        while (cap < 200) {
            int size = font_size_for_cap(fonts, (enum font_family)family, cap);
            int got = font_metrics(fonts, (enum font_family)family, false, size).cap_height_px;
            assert_true(got >= cap);
            assert_true(got <= cap + 3);
            cap = cap * 1.17 + 0.3;
        }
    }
}

static void test_every_icon_is_in_the_icon_font(void **state)
{
    (void)state;
    static const char *const names[] = {
        "menu",      "back",      "previous",  "listen",  "pause",     "next",
        "easier",    "help",      "campaigns", "history", "briefings", "resources",
        "champions", "home",      "usb",       "check",   "close",     "lock",
        "stop",      "backspace", "plus",      "minus",   "info",      "warning",
        "book",      "text",      "colours",   "picture", "delete",    "participation"};
    struct run_style style = {.family = FONT_ICONS, .size_px = 48};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct str letter = {0};
        str_add_codepoint(&letter, icon_codepoint(names[i]));
        const struct run *run = find(str_text(&letter), &style);
        str_free(&letter);
        assert_true(icon_codepoint(names[i]) >= 0xE000);
        assert_non_null(run->mask);
        assert_int_equal(run->advance_px, 48);
    }
    assert_int_equal(icon_codepoint("no such sign"), 0);
}

static void test_run_has_no_ink_of_those_before_it(void **state)
{
    (void)state;
    static const struct run_style huge = {.family = FONT_ANDIKA, .size_px = 120};
    static const struct run_style small = {.family = FONT_ANDIKA, .size_px = 14};
    struct run_cache *fresh = run_cache_new(fonts, 64 << 10);
    const struct run *alone = run_find(fresh, "i.", 2, &small);
    find("WÅg|jМ", &huge);
    find("\U0010FFFD", &huge); /* the box of what no face has */
    find("التعليم", &plain);
    const struct run *after = find("i.", &small);
    assert_int_equal(after->x, alone->x);
    assert_int_equal(after->y, alone->y);
    assert_int_equal(after->w, alone->w);
    assert_int_equal(after->h, alone->h);
    assert_memory_equal(after->mask, alone->mask, (size_t)(alone->w * alone->h));
    run_cache_free(fresh);
}

static void assert_as_alone(const char *text, const struct run_style *style)
{
    struct fonts *other;
    assert_int_equal(fonts_new(&other), ERR_OK);
    struct run_cache *alone = run_cache_new(other, 64 << 10),
                     *mine = run_cache_new(fonts, 64 << 10);
    const struct run *a = run_find(alone, text, strlen(text), style);
    const struct run *b = run_find(mine, text, strlen(text), style);
    assert_int_equal(b->advance_px, a->advance_px);
    assert_int_equal(b->x, a->x);
    assert_int_equal(b->y, a->y);
    assert_int_equal(b->w, a->w);
    assert_int_equal(b->h, a->h);
    assert_memory_equal(b->mask, a->mask, (size_t)(a->w * a->h));
    struct font_metrics of_a = font_metrics(other, style->family, style->bold, style->size_px);
    struct font_metrics of_b = font_metrics(fonts, style->family, style->bold, style->size_px);
    assert_memory_equal(&of_b, &of_a, sizeof of_a);
    run_cache_free(mine);
    run_cache_free(alone);
    fonts_free(other);
}

/* Whichever sizes a file was asked for before, and however often: a face is not opened anew for each. */
static void test_run_is_the_same_whatever_sizes_came_before(void **state)
{
    (void)state;
    static const int sizes[] = {17, 61, 23, 61, 44, 17, 90, 61, 17, 61, 23};
    static const enum font_family families[] = {FONT_ANDIKA, FONT_OPENDYSLEXIC, FONT_NOTO_SERIF};
    enum { COUNT = sizeof sizes / sizeof *sizes, ROUNDS = 3 };
    for (size_t i = 0; i < (size_t)COUNT * ROUNDS; i++) {
        for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
            struct run_style style = {
                .family = families[f], .bold = i % 3 == 1, .size_px = sizes[i % COUNT]};
            assert_as_alone("fiÅgj Toward AV.", &style);
            style.rtl = true;
            assert_as_alone("التعليم", &style);
        }
    }
}

static void test_text_direction_is_that_of_its_first_letter(void **state)
{
    (void)state;
    assert_true(run_text_is_rtl("12. التعليم PDF", strlen("12. التعليم PDF")));
    assert_false(run_text_is_rtl("PDF التعليم", strlen("PDF التعليم")));
    assert_false(run_text_is_rtl("12", 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_run_stands_on_its_baseline),
        cmocka_unit_test(test_run_ink_of_j_reaches_left_of_the_pen),
        cmocka_unit_test(test_run_spaces_letters_but_not_arabic),
        cmocka_unit_test(test_run_shapes_arabic),
        cmocka_unit_test(test_run_puts_a_number_within_arabic_from_left_to_right),
        cmocka_unit_test(test_run_falls_back_and_never_fails),
        cmocka_unit_test(test_run_keeps_within_its_memory_and_draws_the_same_again),
        cmocka_unit_test(test_font_size_gives_the_capital_asked_for),
        cmocka_unit_test(test_every_icon_is_in_the_icon_font),
        cmocka_unit_test(test_run_has_no_ink_of_those_before_it),
        cmocka_unit_test(test_run_is_the_same_whatever_sizes_came_before),
        cmocka_unit_test(test_text_direction_is_that_of_its_first_letter),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
