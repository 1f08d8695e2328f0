#include "text/label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct fonts *fonts;
static struct run_cache *runs;

static int set_up(void **state)
{
    (void)state;
    assert_int_equal(fonts_new(&fonts), ERR_OK);
    runs = run_cache_new(fonts, 1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    run_cache_free(runs);
    fonts_free(fonts);
    return 0;
}

static const struct run_style style = {.family = FONT_ANDIKA, .size_px = 30};

static int width_of(const char *text)
{
    return run_measure(runs, text, strlen(text), &style);
}

static void assert_lines(const char *text, int width_px, const char *expected)
{
    struct label label;
    char got[400] = "";
    label_break(runs, text, &style, width_px, 1.0, &label);
    for (int i = 0; i < label.count; i++) {
        strncat(got, text + label.lines[i].start, label.lines[i].bytes);
        strcat(got, "|");
    }
    assert_string_equal(got, expected);
    struct font_metrics m = font_metrics(fonts, style.family, style.bold, style.size_px);
    assert_int_equal(label.height_px, label.count * (m.ascent_px + m.descent_px));
    label_free(&label);
}

static void test_label_breaks_at_spaces(void **state)
{
    (void)state;
    const char *text = "Dark blue on light blue";
    assert_lines(text, 2000, "Dark blue on light blue|");
    assert_lines(text, width_of("Dark blue on light"), "Dark blue on light|blue|");
    assert_lines(text, width_of("Dark blue on light") - 1, "Dark blue on|light blue|");
    assert_lines("", 100, "");
    assert_lines("one\ntwo\n\nthree", 500, "one|two||three|");
}

static void test_label_breaks_after_a_hyphen_between_letters_only(void **state)
{
    (void)state;
    assert_lines("well-being", width_of("being"), "well-|being|");
    assert_lines("2010-2015 in", width_of("2010-2015"), "2010-2015|in|");
}

static void test_label_splits_only_a_word_wider_than_the_line(void **state)
{
    (void)state;
    struct label label;
    label_break(runs, "an incomprehensibility of it", &style, width_of("incompre"), 1, &label);
    assert_true(label.splits_word);
    for (int i = 0; i < label.count; i++)
        assert_true(label.lines[i].width_px <= width_of("incompre"));
    assert_int_equal(label.lines[0].bytes, 2);
    label_free(&label);
    label_break(runs, "wide", &style, 1, 1, &label);
    assert_int_equal(label.count, 4);
    label_free(&label);
    label_break(runs, "   ", &style, -5, 1, &label);
    label_free(&label);
}

static void test_label_breaks_thai_where_words_end(void **state)
{
    (void)state;
    const char *text = "ภาษาไทยเป็นภาษา";
    assert_lines(text, width_of("ภาษาไทยเป็"), "ภาษาไทย|เป็นภาษา|");
}

static void test_label_fit_finds_the_largest_size(void **state)
{
    (void)state;
    const char *text = "Recommendations";
    int width = width_of(text) * 2 / 3;
    int size = label_fit(runs, text, &style, width, 200, 1, 8);
    struct run_style found = style, above = style;
    found.size_px = size;
    above.size_px = size + 1;
    assert_true(run_measure(runs, text, strlen(text), &found) <= width);
    assert_true(run_measure(runs, text, strlen(text), &above) > width);
    assert_int_equal(label_fit(runs, text, &style, 2000, 200, 1, 8), 30);
    assert_int_equal(label_fit(runs, text, &style, 3, 200, 1, 8), 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_label_breaks_at_spaces),
        cmocka_unit_test(test_label_breaks_after_a_hyphen_between_letters_only),
        cmocka_unit_test(test_label_splits_only_a_word_wider_than_the_line),
        cmocka_unit_test(test_label_breaks_thai_where_words_end),
        cmocka_unit_test(test_label_fit_finds_the_largest_size),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
