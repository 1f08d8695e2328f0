#include "ui/window.h"

#include <SDL2/SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WIDTH = 321, HEIGHT = 245 };

static const uint32_t paper = 0xFFFFFFFF, ink = 0xFFCC0000;

static int start(void **state)
{
    (void)state;
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    return SDL_Init(SDL_INIT_VIDEO);
}

static int stop(void **state)
{
    (void)state;
    SDL_Quit();
    return 0;
}

static uint32_t on_glass(const struct window *w, int x, int y)
{
    const struct canvas *g = window_glass(w);
    window_point_to_glass(w, &x, &y);
    assert_in_range(x, 0, g->width_px - 1);
    assert_in_range(y, 0, g->height_px - 1);
    return g->pixels[y * g->stride_px + x] | 0xFF000000;
}

/* Only a damaged rectangle reaches the glass: what else is on the canvas stays there. */
static void assert_shows_damage(struct window *w, int width, int height)
{
    struct canvas *c = window_canvas(w);
    assert_int_equal(c->width_px, width);
    assert_int_equal(c->height_px, height);
    struct rect all = {0, 0, width, height}, mark = {20, 30, 41, 7};
    canvas_fill(c, all, paper);
    window_present(w, &all, 1);
    canvas_fill(c, all, ink);
    window_present(w, &mark, 1);
    for (int y = 0; y < height; y += 5)
        for (int x = 0; x < width; x += 4)
            assert_int_equal(on_glass(w, x, y), rect_has(mark, x, y) ? ink : paper);
}

static void test_a_turned_glass_shows_the_damage_turned(void **state)
{
    (void)state;
    for (int quarters = 1; quarters < 4; quarters++) {
        struct window *w;
        assert_int_equal(window_new("", true, WIDTH, HEIGHT, quarters, &w), ERR_OK);
        assert_int_equal(window_glass(w)->width_px, quarters == 2 ? WIDTH : HEIGHT);
        assert_shows_damage(w, WIDTH, HEIGHT);
        window_set_size(w, HEIGHT, WIDTH);
        SDL_PumpEvents();
        assert_int_equal(window_resized(w), ERR_OK);
        assert_shows_damage(w, HEIGHT, WIDTH);
        window_free(w);
    }
}

static void test_a_straight_glass_costs_no_copy(void **state)
{
    (void)state;
    struct window *w;
    assert_int_equal(window_new("", true, WIDTH, HEIGHT, 0, &w), ERR_OK);
    assert_ptr_equal(window_canvas(w), window_glass(w));
    window_free(w);
}

static void test_a_touch_goes_where_it_is_seen(void **state)
{
    (void)state;
    for (int quarters = 0; quarters < 4; quarters++) {
        struct window *w;
        assert_int_equal(window_new("", true, WIDTH, HEIGHT, quarters, &w), ERR_OK);
        static const int corners[4][2] = {
            {0, 0}, {HEIGHT - 1, 0}, {WIDTH - 1, HEIGHT - 1}, {0, WIDTH - 1}};
        int x = corners[quarters][0],
            y = corners[quarters][1]; /* people's top left, on the glass */
        window_point_from_glass(w, &x, &y);
        assert_int_equal(x, 0);
        assert_int_equal(y, 0);
        x = 100, y = 31;
        window_point_to_glass(w, &x, &y);
        window_point_from_glass(w, &x, &y);
        assert_int_equal(x, 100);
        assert_int_equal(y, 31);
        window_free(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_turned_glass_shows_the_damage_turned),
        cmocka_unit_test(test_a_straight_glass_costs_no_copy),
        cmocka_unit_test(test_a_touch_goes_where_it_is_seen),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
