#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_a_fake_clock_moves_when_it_is_told_to(void **state)
{
    (void)state;
    struct clock clock = clock_fake();
    assert_int_equal(clock_us(&clock), 0);
    clock_advance_us(&clock, 1500);
    assert_int_equal(clock_ms(&clock), 1);
    clock_advance_us(&clock, 500);
    assert_int_equal(clock_ms(&clock), 2);
    assert_int_equal(clock_us(&clock), 2000);
}

static void test_a_real_clock_is_left_alone_and_never_goes_back(void **state)
{
    (void)state;
    struct clock clock = clock_real();
    uint64_t before = clock_us(&clock);
    clock_advance_us(&clock, 1000000000000u);
    uint64_t after = clock_us(&clock);
    assert_true(after >= before);
    assert_true(after < 1000000000000u);
    uint64_t monotonic = clock_monotonic_us();
    assert_true(clock_monotonic_us() >= monotonic);
}

static void test_a_clock_that_can_not_be_right_is_not_trusted(void **state)
{
    (void)state;
    const int64_t built = clock_build_s(), year = 31556952;
    assert_true(built > 1577836800); /* 2020 */
    assert_false(clock_is_trusted(0));
    assert_false(clock_is_trusted(-1));
    assert_false(clock_is_trusted(INT64_MIN));
    assert_false(clock_is_trusted(built - 1));
    assert_true(clock_is_trusted(built));
    assert_true(clock_is_trusted(built + 10 * year));
    assert_true(clock_is_trusted(built + CLOCK_YEARS_MOST * year));
    assert_false(clock_is_trusted(built + CLOCK_YEARS_MOST * year + 1));
    assert_false(clock_is_trusted(4070908800)); /* 2099 */
    assert_false(clock_is_trusted(INT64_MAX));
    int64_t now = clock_unix_s();
    assert_true(clock_unix_s() >= now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fake_clock_moves_when_it_is_told_to),
        cmocka_unit_test(test_a_real_clock_is_left_alone_and_never_goes_back),
        cmocka_unit_test(test_a_clock_that_can_not_be_right_is_not_trusted),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
