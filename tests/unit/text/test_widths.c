/* Widths are kept while they are asked for, and all of them take a bounded room. */
#include "text/widths.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MANY = 24000, /* not quite one half */ HALVES = 10 };

static uint64_t hash_of(int n)
{
    return ((uint64_t)n + 1) * 0x9E3779B97F4A7C15ull;
}

static void what_is_asked_for_outlives_many_others(void **state)
{
    (void)state;
    struct widths widths = {0};
    int width = 0;
    widths_add(&widths, hash_of(HALVES * MANY), 77);
    for (int half = 0; half < HALVES; half++) {
        for (int i = 0; i < MANY; i++)
            widths_add(&widths, hash_of(half * MANY + i), i);
        assert_true(widths_find(&widths, hash_of(HALVES * MANY), &width));
        assert_int_equal(width, 77);
    }
    assert_false(widths_find(&widths, hash_of(0), &width)); /* nobody asked for it */
    widths_free(&widths);
}

static void what_was_added_last_is_there_and_right(void **state)
{
    (void)state;
    struct widths widths = {0};
    int width = 0;
    for (int i = 0; i < HALVES * MANY; i++) {
        widths_add(&widths, hash_of(i), i);
        if (i % 997 == 0)
            for (int k = i; k >= 0 && k > i - MANY / 2; k -= 101) {
                assert_true(widths_find(&widths, hash_of(k), &width));
                assert_int_equal(width, k);
            }
    }
    widths_free(&widths);
}

static void the_room_is_bounded(void **state)
{
    (void)state;
    struct widths widths = {0};
    for (int i = 0; i < HALVES * MANY; i++) {
        widths_add(&widths, hash_of(i), i);
        assert_true(widths.now.cap + widths.before.cap <= 1 << 16);
    }
    widths_free(&widths);
}

static void no_hash_and_none_is_told_apart(void **state)
{
    (void)state;
    struct widths widths = {0};
    int width = 0;
    assert_false(widths_find(&widths, 0, &width));
    widths_add(&widths, 0, 5);
    assert_true(widths_find(&widths, 0, &width));
    assert_int_equal(width, 5);
    widths_free(&widths);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_outlives_many_others),
        cmocka_unit_test(what_was_added_last_is_there_and_right),
        cmocka_unit_test(the_room_is_bounded),
        cmocka_unit_test(no_hash_and_none_is_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
