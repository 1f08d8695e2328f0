#include "ui/canvas.h"
#include "ui/scaling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WIDTH = 23, HEIGHT = 17, GROUND = 0x00336699 };

static unsigned char source[WIDTH * HEIGHT * 4];

static int fill_source(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof source; i++)
        source[i] = (unsigned char)(i * i * 31 + i / 7);
    return 0;
}

static void some_rows_at_a_time_make_what_all_at_once_make(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {5, 40}, {23, 17}, {60, 9}, {61, 47}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int w = sizes[i][0], h = sizes[i][1], turns = 1;
        uint32_t *whole = canvas_make_scaled(source, WIDTH, HEIGHT, 4, w, h, GROUND);
        struct scaling *s = scaling_new(source, WIDTH, HEIGHT, 4, w, h, GROUND);
        while (!scaling_go_on(s, 2))
            turns++;
        assert_int_equal(turns, (h + 1) / 2);
        uint32_t *parts = scaling_take(s);
        assert_memory_equal(parts, whole, (size_t)w * (size_t)h * sizeof *parts);
        free(whole);
        free(parts);
    }
}

/* Each pixel as it was: no weight falls on its neighbours. */
static void the_same_size_changes_nothing(void **state)
{
    (void)state;
    uint32_t *out = canvas_make_scaled(source, WIDTH, HEIGHT, 3, WIDTH, HEIGHT, GROUND);
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        const unsigned char *p = source + 3 * i;
        assert_int_equal(out[i], 0xFF000000u | (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2]);
    }
    free(out);
}

static void half_of_it_may_be_let_go(void **state)
{
    (void)state;
    struct scaling *s = scaling_new(source, WIDTH, HEIGHT, 3, 50, 50, GROUND);
    assert_false(scaling_go_on(s, 20));
    scaling_free(s);
    scaling_free(NULL);
    assert_null(scaling_new(source, WIDTH, HEIGHT, 2, 50, 50, GROUND));
    assert_null(scaling_new(source, WIDTH, HEIGHT, 3, 50, 0, GROUND));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_rows_at_a_time_make_what_all_at_once_make),
        cmocka_unit_test(the_same_size_changes_nothing),
        cmocka_unit_test(half_of_it_may_be_let_go),
    };
    return cmocka_run_group_tests(tests, fill_source, NULL);
}
