/* How long the kiosk is left alone before it is tried again. */
#include "sorry/tries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void each_time_in_a_row_lasts_twice_as_long(void **state)
{
    (void)state;
    static const int waits_s[] = {60, 120, 240, 480, 960, 960, 960};
    char line[64] = "";
    int64_t now_s = 100;
    for (unsigned i = 0; i < sizeof waits_s / sizeof *waits_s; i++) {
        struct tries t = tries_next(line, now_s);
        assert_int_equal(t.count, i + 1);
        assert_int_equal(tries_wait_s(&t), waits_s[i]);
        t.ended_s = now_s + waits_s[i];
        tries_line(&t, line);
        assert_false(tries_was_cut(line));
        now_s = t.ended_s + 20;
    }
}

static void a_kiosk_that_ran_well_begins_anew(void **state)
{
    (void)state;
    assert_int_equal(tries_next("5 1000\n", 1000 + TRIES_CALM_S - 1).count, 6);
    assert_int_equal(tries_next("5 1000\n", 1000 + TRIES_CALM_S).count, 1);
    assert_int_equal(tries_next("5 0\n", TRIES_CALM_S).count, 1);
}

static void one_that_was_cut_short_is_told(void **state)
{
    (void)state;
    char line[64];
    struct tries t = tries_next("", 7);
    tries_line(&t, line);
    assert_true(tries_was_cut(line));
    assert_int_equal(tries_next(line, 100000).count, 2);
}

static void nonsense_is_the_first_time(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",      "x",    "3",      "-3 5",           "3 x",
        "3 -2",  "\n",   " ",      "9999999 5",      "1 99999999999999999999999",
        "1e9 5", "0x 5", "3, 5\n", "3 -1000000000\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct tries t = tries_next(lines[i], 100);
        assert_in_range(t.count, 1, 2);
        assert_in_range(tries_wait_s(&t), TRIES_WAIT_FIRST_S, TRIES_WAIT_MOST_S);
    }
    assert_int_equal(tries_wait_s(&(struct tries){0, -1}), TRIES_WAIT_FIRST_S);
    assert_int_equal(tries_wait_s(&(struct tries){UINT32_MAX, -1}), TRIES_WAIT_MOST_S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_time_in_a_row_lasts_twice_as_long),
        cmocka_unit_test(a_kiosk_that_ran_well_begins_anew),
        cmocka_unit_test(one_that_was_cut_short_is_told),
        cmocka_unit_test(nonsense_is_the_first_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
