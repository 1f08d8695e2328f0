#include "ui/turn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const uint32_t untouched = 0xFF123456;

/* A picture in which no two pixels are alike, in a canvas with rows longer than it. */
static struct canvas picture_new(int w, int h, int spare)
{
    struct canvas c = {.width_px = w, .height_px = h, .stride_px = w + spare};
    c.pixels = malloc((size_t)(w + spare) * (size_t)h * sizeof *c.pixels);
    assert_non_null(c.pixels);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < c.stride_px; x++)
            c.pixels[y * c.stride_px + x] = x < w ? 0xFF000000u | (uint32_t)(y * w + x) : untouched;
    return c;
}

static struct canvas glass_new(int quarters, int w, int h, int spare)
{
    struct canvas c = turn_swaps(quarters) ? picture_new(h, w, spare) : picture_new(w, h, spare);
    for (int i = 0; i < c.stride_px * c.height_px; i++)
        c.pixels[i] = untouched;
    return c;
}

/* By the definition, pixel by pixel: the corner that people see at the top left, and where their right and their down lead. */
static uint32_t *pixel_on_glass(const struct canvas *glass, int quarters, int x, int y)
{
    int right = glass->width_px - 1, bottom = glass->height_px - 1;
    int at[4][2] = {{x, y}, {right - y, x}, {right - x, bottom - y}, {y, bottom - x}};
    return &glass->pixels[at[quarters][1] * glass->stride_px + at[quarters][0]];
}

static void assert_turned(int w, int h, struct rect part)
{
    for (int quarters = 0; quarters < 4; quarters++) {
        struct canvas picture = picture_new(w, h, 3), glass = glass_new(quarters, w, h, 5);
        turn_copy(quarters, &picture, part, &glass);
        struct rect on = turn_rect(quarters, part, w, h);
        int inside = 0;
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) {
                uint32_t *there = pixel_on_glass(&glass, quarters, x, y);
                int i = (int)(there - glass.pixels);
                int gx = i % glass.stride_px, gy = i / glass.stride_px, bx = gx, by = gy;
                turn_point_back(quarters, w, h, &bx, &by);
                assert_int_equal(bx, x);
                assert_int_equal(by, y);
                assert_int_equal(rect_has(on, gx, gy), rect_has(part, x, y));
                if (rect_has(part, x, y)) {
                    assert_int_equal(*there, picture.pixels[y * picture.stride_px + x]);
                    inside++;
                } else {
                    assert_int_equal(*there, untouched);
                }
                *there = untouched;
            }
        for (int i = 0; i < glass.stride_px * glass.height_px; i++) /* nor between the rows */
            assert_int_equal(glass.pixels[i], untouched);
        struct rect seen = rect_meet(part, (struct rect){0, 0, w, h});
        assert_int_equal(inside, rect_is_empty(seen) ? 0 : seen.w * seen.h);
        free(picture.pixels);
        free(glass.pixels);
    }
}

static void test_a_whole_picture_is_turned(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 9}, {7, 1}, {8, 8}, {16, 24}, {37, 53}, {65, 33}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_turned(sizes[i][0], sizes[i][1], (struct rect){0, 0, sizes[i][0], sizes[i][1]});
}

static void test_only_what_is_damaged_is_copied(void **state)
{
    (void)state;
    static const struct rect parts[] = {{0, 0, 1, 1},    {5, 7, 13, 9},   {8, 16, 8, 8},
                                        {36, 52, 1, 1},  {3, 0, 20, 53},  {0, 11, 37, 2},
                                        {30, 40, 7, 13}, {12, 12, 0, 10}, {1, 1, 9, 8}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_turned(37, 53, parts[i]);
}

static void test_damage_beyond_the_edges_is_left_out(void **state)
{
    (void)state;
    assert_turned(37, 53, (struct rect){-5, -6, 20, 20});
    assert_turned(37, 53, (struct rect){30, 50, 100, 100});
    assert_turned(37, 53, (struct rect){-50, -50, 500, 500});
    assert_turned(37, 53, (struct rect){60, 10, 5, 5});
}

static void test_four_quarters_are_none(void **state)
{
    (void)state;
    struct rect r = {3, 5, 11, 7};
    int w = 37, h = 53;
    for (int i = 0; i < 4; i++) {
        r = turn_rect(1, r, w, h);
        int was = w;
        w = h;
        h = was;
    }
    assert_memory_equal(&r, (&(struct rect){3, 5, 11, 7}), sizeof r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_whole_picture_is_turned),
        cmocka_unit_test(test_only_what_is_damaged_is_copied),
        cmocka_unit_test(test_damage_beyond_the_edges_is_left_out),
        cmocka_unit_test(test_four_quarters_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
