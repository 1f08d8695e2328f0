/* The code for a telephone: what it is made of, and which one a glass can show. */
#include "base/mem.h"
#include "screen/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Row by row, the corner mark of every code (ISO/IEC 18004). */
static void expect_corner(const struct link_code *code, int left, int top)
{
    static const char *const rows[] = {"1111111", "1000001", "1011101", "1011101",
                                       "1011101", "1000001", "1111111"};
    for (int y = 0; y < 7; y++) {
        for (int x = 0; x < 7; x++)
            assert_int_equal(code->modules[(top + y) * code->side + left + x], rows[y][x] - '0');
    }
}

static void test_a_code_has_its_corners(void **state)
{
    (void)state;
    struct link_code code = link_code_make("http://www.example.org");
    assert_non_null(code.modules);
    assert_int_equal((code.side - 17) % 4, 0);
    expect_corner(&code, 0, 0);
    expect_corner(&code, code.side - 7, 0);
    expect_corner(&code, 0, code.side - 7);
    link_code_free(&code);
    assert_null(code.modules);
}

static void test_what_no_code_can_hold_has_none(void **state)
{
    (void)state;
    char *text = mem_new(3001, 1);
    memset(text, 'a', 3000);
    struct link_code none = link_code_make(text), empty = link_code_make("");
    assert_null(none.modules);
    assert_null(empty.modules);
    text[2000] = 0;
    struct link_code large = link_code_make(text);
    assert_true(large.side > 100 && large.side <= 177);
    link_code_free(&large);
    free(text);
}

struct glass {
    struct visit visit;
    struct theme *theme;
    struct fonts *fonts;
    struct run_cache *runs;
};

static void open_glass(struct glass *g, struct display display)
{
    assert_int_equal(theme_new(NULL, &g->theme), ERR_OK);
    assert_int_equal(fonts_new(&g->fonts), ERR_OK);
    g->runs = run_cache_new(g->fonts, 1u << 20);
    g->visit.look = (struct look){.theme = g->theme,
                                  .fonts = g->fonts,
                                  .runs = g->runs,
                                  .scheme = &g->theme->schemes[0],
                                  .display = display};
    g->visit.look.metrics = metrics_make(&g->theme->sizes, &display, 450);
    g->visit.link.title = mem_copy_string("Web address");
    g->visit.link.shown = mem_copy_string("www.example.org");
}

static void close_glass(struct glass *g)
{
    link_code_free(&g->visit.link.whole);
    link_code_free(&g->visit.link.site);
    free(g->visit.link.title);
    free(g->visit.link.shown);
    run_cache_free(g->runs);
    fonts_free(g->fonts);
    theme_free(g->theme);
}

static void test_a_glass_shows_what_a_camera_can_read(void **state)
{
    (void)state;
    struct glass g = {0};
    open_glass(&g, (struct display){800, 480, 154, 86, 400});
    char *text = mem_new(2001, 1);
    memset(text, 'a', 2000);
    struct visit_link *l = &g.visit.link;
    l->whole = link_code_make("http://www.example.org/a");
    l->site = link_code_make("http://www.example.org");
    assert_ptr_equal(link_code_shown(&g.visit), &l->whole);
    link_code_free(&l->whole);
    l->whole = link_code_make(text); /* finer than a small glass can show */
    assert_ptr_equal(link_code_shown(&g.visit), &l->site);
    link_code_free(&l->site);
    assert_null(link_code_shown(&g.visit));
    free(text);
    close_glass(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_code_has_its_corners),
        cmocka_unit_test(test_what_no_code_can_hold_has_none),
        cmocka_unit_test(test_a_glass_shows_what_a_camera_can_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
