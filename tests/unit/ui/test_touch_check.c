/* Touches are compared with their targets in millimetres, and a panel that is turned or mirrored is recognised, whichever way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/touch_check.h"

/* As fingers are felt by a panel whose points `turn` would put right; each so far off. */
static struct touch_check touched(double width_mm, double height_mm, int turn, double off_mm)
{
    struct touch_check c = {.width_mm = width_mm, .height_mm = height_mm};
    for (int i = 0; i < TOUCH_TARGETS; i++) {
        struct touch_point target = touch_check_target(i, width_mm, height_mm);
        target.x += (i % 2 ? off_mm : -off_mm) / width_mm;
        for (int back = 0; back < TOUCH_TURNS; back++) { /* the turn that undoes it */
            if (touch_turn_both(back, turn) == 0)
                c.touched[i] = touch_turn(back, target);
        }
        c.has[i] = true;
    }
    return c;
}

static void test_targets_are_at_the_corners_edges_and_middle(void **state)
{
    (void)state;
    struct touch_point p = touch_check_target(0, 217, 136);
    assert_true(p.x * 217 > 9.99 && p.x * 217 < 10.01 && p.y * 136 > 9.99 && p.y * 136 < 10.01);
    p = touch_check_target(4, 217, 136);
    assert_true((1 - p.x) * 217 < 10.01 && (1 - p.y) * 136 < 10.01);
    p = touch_check_target(8, 217, 136);
    assert_true(p.x == 0.5 && p.y == 0.5);
    p = touch_check_target(0, 40, 30); /* on a very small glass they come no nearer to each other */
    assert_true(p.x > 0.149 && p.x < 0.151);
}

static void test_near_touches_are_right(void **state)
{
    (void)state;
    struct touch_check c = touched(154, 86, 0, 1.5);
    struct touch_result r = touch_check_judge(&c);
    assert_int_equal(r.verdict, TOUCH_RIGHT);
    assert_true(r.most_mm > 1.49 && r.most_mm < 1.51);
    c.has[3] = false;
    r = touch_check_judge(&c);
    assert_int_equal(r.verdict, TOUCH_RIGHT);
    assert_true(r.off_mm[3] < 0);
}

static void test_touches_that_are_off_are_told(void **state)
{
    (void)state;
    struct touch_check c = touched(217, 136, 0, 9);
    struct touch_result r = touch_check_judge(&c);
    assert_int_equal(r.verdict, TOUCH_OFF);
    assert_true(r.most_mm > 8.99 && r.most_mm < 9.01);
}

static void test_every_turn_is_recognised(void **state)
{
    (void)state;
    for (int turn = 1; turn < TOUCH_TURNS; turn++) {
        struct touch_check across = touched(217, 136, turn, 2), upright = touched(86, 154, turn, 3);
        struct touch_result r = touch_check_judge(&across);
        assert_int_equal(r.verdict, TOUCH_TURNED);
        assert_int_equal(r.turn, turn);
        r = touch_check_judge(&upright);
        assert_int_equal(r.verdict, TOUCH_TURNED);
        assert_int_equal(r.turn, turn);
    }
}

static void test_too_few_touches_tell_nothing(void **state)
{
    (void)state;
    struct touch_check c = touched(217, 136, 2, 0);
    for (int i = 3; i < TOUCH_TARGETS; i++)
        c.has[i] = false;
    assert_int_equal(touch_check_judge(&c).verdict, TOUCH_UNKNOWN);
}

static void test_turns_are_a_group(void **state)
{
    (void)state;
    struct touch_point p = touch_turn(1, (struct touch_point){0.2, 0.1});
    assert_true(p.x > 0.899 && p.x < 0.901 && p.y > 0.199 && p.y < 0.201); /* clockwise */
    assert_int_equal(touch_turn_both(1, 1), 2);
    assert_int_equal(touch_turn_both(1, 3), 0);
    assert_int_equal(touch_turn_both(TOUCH_MIRRORED, TOUCH_MIRRORED), 0);
    assert_int_equal(touch_turn_both(TOUCH_MIRRORED, 1), TOUCH_MIRRORED + 1);
    for (int a = 0; a < TOUCH_TURNS; a++) {
        int seen = 0;
        for (int b = 0; b < TOUCH_TURNS; b++)
            seen |= 1 << touch_turn_both(a, b);
        assert_int_equal(seen, 0xff); /* each once */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_targets_are_at_the_corners_edges_and_middle),
        cmocka_unit_test(test_near_touches_are_right),
        cmocka_unit_test(test_touches_that_are_off_are_told),
        cmocka_unit_test(test_every_turn_is_recognised),
        cmocka_unit_test(test_too_few_touches_tell_nothing),
        cmocka_unit_test(test_turns_are_a_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
