#include "book/pixels.h"

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { WIDTH = 300, HEIGHT = 200, BYTES = WIDTH * HEIGHT * 3 };

/* Boxes and lines, as in a drawing; or noise on a slope, as in a photograph. */
static void paint(unsigned char *pixels, bool is_photograph)
{
    uint32_t chance = 1;
    for (size_t i = 0; i < BYTES; i++) {
        size_t x = i / 3 % WIDTH, y = i / 3 / WIDTH;
        chance = chance * 1664525 + 1013904223;
        pixels[i] = is_photograph ? (unsigned char)(x / 3 + (chance >> 28))
                                  : (unsigned char)((x / 7 + y / 50) % 5 * 50);
    }
}

/* Its size, when it can be inflated to what it was. */
static size_t size_of(const unsigned char *pixels, size_t bytes, bool may_be_quick)
{
    size_t deflated = 0;
    unsigned char *made = pixels_deflate(pixels, bytes, may_be_quick, &deflated);
    assert_non_null(made);
    unsigned char *back = malloc(bytes + 1);
    uLongf got = bytes + 1;
    assert_int_equal(uncompress(back, &got, made, deflated), Z_OK);
    assert_int_equal(got, bytes);
    assert_memory_equal(back, pixels, bytes);
    free(back);
    free(made);
    return deflated;
}

static void a_drawing_is_made_as_small_as_it_can_be(void **state)
{
    static unsigned char pixels[BYTES];
    (void)state;
    paint(pixels, false);
    assert_int_equal(size_of(pixels, BYTES, true), size_of(pixels, BYTES, false));
    assert_true(size_of(pixels, BYTES, true) < BYTES / 50);
}

static void a_photograph_is_deflated_quickly_where_that_may_be(void **state)
{
    static unsigned char pixels[BYTES];
    (void)state;
    paint(pixels, true);
    size_t quick = size_of(pixels, BYTES, true), small = size_of(pixels, BYTES, false);
    assert_true(quick != small);
    assert_true((double)quick <= (double)small * 1.25);
}

static void small_pictures_too(void **state)
{
    static unsigned char pixels[BYTES];
    (void)state;
    paint(pixels, true);
    for (size_t bytes = 3; bytes < BYTES; bytes = bytes * 2 + 1)
        size_of(pixels, bytes, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drawing_is_made_as_small_as_it_can_be),
        cmocka_unit_test(a_photograph_is_deflated_quickly_where_that_may_be),
        cmocka_unit_test(small_pictures_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
