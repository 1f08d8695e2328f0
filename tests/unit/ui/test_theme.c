#include "base/file.h"
#include "base/str.h"
#include "ui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct theme *theme;

static int set_up(void **state)
{
    (void)state;
    assert_int_equal(theme_new(NULL, &theme), ERR_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    theme_free(theme);
    return 0;
}

static void test_contrast_is_wcags(void **state)
{
    (void)state;
    assert_true(theme_contrast(0xFF000000, 0xFFFFFFFF) > 20.99);
    assert_true(theme_contrast(0xFF777777, 0xFFFFFFFF) > 4.47);
    assert_true(theme_contrast(0xFF777777, 0xFFFFFFFF) < 4.49);
    assert_true(theme_contrast(0xFF123456, 0xFF123456) == 1);
}

static void test_every_text_pair_has_7_to_1(void **state)
{
    (void)state;
    for (int i = 0; i < theme->scheme_count; i++) {
        const struct scheme *s = &theme->schemes[i];
        assert_true(theme_contrast(s->text, s->background) >= 7);
        assert_true(theme_contrast(s->text, s->surface) >= 7);
        assert_true(theme_contrast(s->muted, s->background) >= 7);
        assert_true(theme_contrast(s->muted, s->surface) >= 7);
        assert_true(theme_contrast(s->on_accent, s->accent) >= 7);
        assert_true(theme_contrast(s->text, s->sentence) >= 7);
        assert_true(theme_contrast(s->word_text, s->word) >= 7);
    }
}

static void test_every_line_and_shape_has_3_to_1(void **state)
{
    (void)state;
    for (int i = 0; i < theme->scheme_count; i++) {
        const struct scheme *s = &theme->schemes[i];
        assert_true(theme_contrast(s->line, s->background) >= 3);
        assert_true(theme_contrast(s->line, s->surface) >= 3);
        assert_true(theme_contrast(s->accent, s->background) >= 3);
        assert_true(theme_contrast(s->accent, s->surface) >= 3);
        for (int k = 0; k < THEME_SIGNS; k++) {
            assert_true(theme_contrast(s->signs[k], s->background) >= 4.5);
            assert_true(theme_contrast(s->signs[k], s->surface) >= 4.5);
        }
        /* the lit word's border, on the lit sentence */
        assert_true(theme_contrast(s->word_text, s->sentence) >= 3 ||
                    theme_contrast(s->word, s->sentence) >= 3);
    }
}

static void test_theme_has_the_seven_schemes(void **state)
{
    (void)state;
    static const char *const names[] = {"default",        "white-on-black", "black-on-yellow",
                                        "black-on-pink",  "blue-on-blue",   "cream",
                                        "yellow-on-black"};
    assert_int_equal(theme->scheme_count, 7);
    for (int i = 0; i < 7; i++)
        assert_string_equal(theme->schemes[i].name, names[i]);
    assert_string_equal(theme_find_scheme(theme, "white-on-black")->label, "White on black");
    assert_true(theme_find_scheme(theme, "white-on-black")->dark);
    assert_false(theme_find_scheme(theme, "default")->dark);
    assert_null(theme_find_scheme(theme, "no such"));
    assert_int_equal(theme_find_scheme(theme, "default")->accent, 0xFF4B1D78);
}

static void test_theme_steps_go_through_the_named_sizes(void **state)
{
    (void)state;
    const struct theme_sizes *s = &theme->sizes;
    bool seen[3] = {false};
    int mdeg = 1, next;
    while ((next = theme_step_mdeg(theme, mdeg, 1)) != mdeg) {
        assert_true(next > mdeg);
        mdeg = next;
        seen[0] = seen[0] || mdeg == s->default_mdeg;
        seen[1] = seen[1] || mdeg == s->larger_mdeg;
        seen[2] = seen[2] || mdeg == s->largest_mdeg;
    }
    assert_true(seen[0] && seen[1] && seen[2]);
    assert_int_equal(mdeg, 2000);
    assert_int_equal(theme_step_mdeg(theme, 350, -1), 350);
    assert_int_equal(theme_step_mdeg(theme, 450, -1), 400);
}

static void test_metrics_of_the_default_profile(void **state)
{
    (void)state;
    struct display display = {1280, 800, 217, 136, 500};
    struct metrics m = metrics_make(&theme->sizes, &display, theme->sizes.default_mdeg);
    assert_true(m.body_cap_px / m.px_per_mm > 3.92 && m.body_cap_px / m.px_per_mm < 3.93);
    assert_int_equal(m.border_px, 3);
    assert_int_equal(m.ring_px, 6);
    assert_true(m.target_px >= 12 * m.px_per_mm && m.target_px < 12 * m.px_per_mm + 1);
    assert_true(m.main_target_px >= 20 * m.px_per_mm);
    assert_true(m.gap_px >= 2 * m.px_per_mm);
    m = metrics_make(&theme->sizes, &display, 700);
    assert_true(m.body_cap_px / m.px_per_mm >= 0.01222 * 499.9); /* rule A1 */
    struct metrics far = metrics_make(&theme->sizes, &display, 2000);
    assert_true(far.bar_cap_px == m.bar_cap_px);
    assert_true(far.body_cap_px > 2.8 * m.body_cap_px);
    assert_int_equal(far.unit_px, m.unit_px);
}

static void assert_refused(const char *text)
{
    char path[] = "/tmp/lectern-theme-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(file_write_all(fd, text, strlen(text)), ERR_OK);
    close(fd);
    struct theme *wrong;
    assert_int_equal(theme_new(path, &wrong), ERR_CONFIG);
    assert_null(wrong);
    unlink(path);
}

static void test_theme_refuses_what_it_does_not_understand(void **state)
{
    (void)state;
    struct theme *none;
    assert_int_equal(theme_new("/nowhere/theme.ini", &none), ERR_NOT_FOUND);
    assert_refused("");
    assert_refused("[default]\nbackground = red\n");
    assert_refused("[default]\nforeground = #000000\n");
    assert_refused("[default]\nbackground = #000000\n");
    assert_refused("[sizes]\nborder_mm = -1\n");
    assert_refused("[sizes]\nsteps_mdeg = 3 2 1\n");
}

static void test_a_size_with_a_name_is_a_step(void **state)
{
    (void)state;
    char *path = file_asset_path("theme.ini"), *ours;
    assert_int_equal(file_read(path, 1 << 20, &ours, NULL), ERR_OK);
    struct str text = {0};
    str_addf(&text, "%s\n[sizes]\ndefault_mdeg = 90000\n", ours); /* a right angle has no height */
    assert_refused(str_text(&text));
    str_free(&text);
    free(ours);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast_is_wcags),
        cmocka_unit_test(test_every_text_pair_has_7_to_1),
        cmocka_unit_test(test_every_line_and_shape_has_3_to_1),
        cmocka_unit_test(test_theme_has_the_seven_schemes),
        cmocka_unit_test(test_theme_steps_go_through_the_named_sizes),
        cmocka_unit_test(test_metrics_of_the_default_profile),
        cmocka_unit_test(test_theme_refuses_what_it_does_not_understand),
        cmocka_unit_test(test_a_size_with_a_name_is_a_step),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
