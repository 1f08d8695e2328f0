#include "library/import_pace.h"

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

static void nothing_is_said_at_first_and_none_is_left_at_the_end(void **state)
{
    (void)state;
    struct import_pace p = {0};
    for (int i = 0; i < 100; i++)
        import_pace_expect(&p, 1000000);
    assert_int_equal(import_pace_left_s(&p, 0), -1);
    assert_int_equal(import_pace_left_s(&p, 5000), -1); /* nothing is done yet */
    import_pace_finish(&p, 1000000);
    assert_int_equal(import_pace_left_s(&p, 5000), -1); /* hardly anything is */
    for (int i = 1; i < 99; i++)
        import_pace_finish(&p, 1000000);
    assert_in_range(import_pace_left_s(&p, 99000), 1, 2);
    import_pace_finish(&p, 1000000);
    assert_int_equal(import_pace_left_s(&p, 100000), 0);
    assert_int_equal(import_pace_thousandths(&p), 1000);
}

static void at_an_even_pace_it_is_right_from_the_start(void **state)
{
    (void)state;
    struct import_pace p = {0};
    for (int i = 0; i < 60; i++)
        import_pace_expect(&p, 500000);
    for (int i = 1; i < 60; i++) {
        import_pace_finish(&p, 500000);
        int left_s = import_pace_left_s(&p, (uint64_t)i * 1000);
        if (i >= 2)
            assert_in_range(left_s, 60 - i, 60 - i + 1);
    }
}

/* Documents of 10 KB and of 20 MB by turns, at 5 MB and 8 documents a second: polled ten times a second. What is told is never more than
 * a quarter away from what it will take, once a tenth is done, and never moves by more than a second and a tenth at once. */
static void with_large_and_small_it_moves_little_and_is_nearly_right(void **state)
{
    (void)state;
    struct import_pace p = {0};
    enum { COUNT = 60, STEP_MS = 100 };
    double ends_ms[COUNT], total_ms = 0;
    uint64_t bytes[COUNT];
    srand(7);
    for (int i = 0; i < COUNT; i++) {
        bytes[i] = rand() % 4 ? 10000 + (uint64_t)(rand() % 90000)
                              : 2000000 + (uint64_t)(rand() % 9) * 2000000;
        import_pace_expect(&p, bytes[i]);
        total_ms += (double)bytes[i] / 5000 + 125;
        ends_ms[i] = total_ms;
    }
    int at = 0, before_s = -1, told = 0;
    for (uint64_t ms = 0; (double)ms < total_ms; ms += STEP_MS) {
        while (at < COUNT && ends_ms[at] <= (double)ms)
            import_pace_finish(&p, bytes[at++]);
        double began = at ? ends_ms[at - 1] : 0;
        import_pace_part(&p, 0, bytes[at], ((double)ms - began) / (ends_ms[at] - began));
        int left_s = import_pace_left_s(&p, ms);
        double truly_s = (total_ms - (double)ms) / 1000;
        if (before_s >= 0) {
            assert_true(abs(left_s - before_s) <= 1 + before_s / 10);
            told++;
        }
        if ((double)ms > total_ms / 10)
            assert_true(left_s <= truly_s * 1.25 + 2 && left_s >= truly_s * 0.75 - 2);
        before_s = left_s;
    }
    assert_true(told > 200);
}

/* A pack that is opened may double the work at once: what is told rises over seconds, and how much is done never falls. */
static void more_work_is_told_gently(void **state)
{
    (void)state;
    struct import_pace p = {0};
    for (int i = 0; i < 40; i++)
        import_pace_expect(&p, 1000000);
    for (int i = 0; i < 20; i++)
        import_pace_finish(&p, 1000000);
    assert_int_equal(import_pace_left_s(&p, 20000), 21);
    assert_int_equal(import_pace_thousandths(&p), 500);
    for (int i = 0; i < 60; i++)
        import_pace_expect(&p, 1000000);
    assert_int_equal(import_pace_thousandths(&p), 500);
    assert_in_range(import_pace_left_s(&p, 20100), 20, 22);
    int left_s = 0;
    for (uint64_t ms = 20200; ms <= 60000; ms += 100) {
        if (ms % 1000 == 0)
            import_pace_finish(&p, 1000000);
        left_s = import_pace_left_s(&p, ms);
    }
    assert_in_range(left_s, 38, 46); /* truly 40 */
    assert_int_equal(import_pace_thousandths(&p), 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_at_first_and_none_is_left_at_the_end),
        cmocka_unit_test(at_an_even_pace_it_is_right_from_the_start),
        cmocka_unit_test(with_large_and_small_it_moves_little_and_is_nearly_right),
        cmocka_unit_test(more_work_is_told_gently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
