#include "base/geom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_rect(struct rect r, int x, int y, int w, int h)
{
    assert_int_equal(r.x, x);
    assert_int_equal(r.y, y);
    assert_int_equal(r.w, w);
    assert_int_equal(r.h, h);
}

static void test_rects_meet_and_join(void **state)
{
    (void)state;
    struct rect a = {0, 0, 10, 10}, b = {5, 6, 10, 10}, far = {30, 0, 5, 5}, none = {7, 7, 0, 3};
    assert_rect(rect_meet(a, b), 5, 6, 5, 4);
    assert_true(rect_is_empty(rect_meet(a, far)));
    assert_rect(rect_join(a, far), 0, 0, 35, 10);
    assert_rect(rect_join(none, b), 5, 6, 10, 10);
    assert_rect(rect_join(b, none), 5, 6, 10, 10);
    assert_true(rect_is_empty(none));
}

static void test_a_rect_has_its_first_and_not_its_last_edge(void **state)
{
    (void)state;
    struct rect r = {2, 3, 4, 5};
    assert_true(rect_has(r, 2, 3));
    assert_true(rect_has(r, 5, 7));
    assert_false(rect_has(r, 6, 7));
    assert_false(rect_has(r, 5, 8));
    assert_false(rect_has(r, 1, 3));
    assert_rect(rect_inset(r, 1), 3, 4, 2, 3);
    assert_true(rect_is_empty(rect_inset(r, 2)));
    assert_rect(rect_inset(r, -1), 1, 2, 6, 7);
}

static void test_boxes_join(void **state)
{
    (void)state;
    struct box a = {0, 1, 2, 3}, b = {1, 0, 5, 2}, none = {9, 9, 9, 12};
    struct box both = box_join(a, b);
    assert_true(both.x0 == 0 && both.y0 == 0 && both.x1 == 5 && both.y1 == 3);
    both = box_join(none, a);
    assert_true(both.x0 == 0 && both.y0 == 1 && both.x1 == 2 && both.y1 == 3);
    both = box_join(a, none);
    assert_true(both.x1 == 2);
    assert_true(box_is_empty(none));
    assert_false(box_is_empty(a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rects_meet_and_join),
        cmocka_unit_test(test_a_rect_has_its_first_and_not_its_last_edge),
        cmocka_unit_test(test_boxes_join),
    };
    return cmocka_run_group_tests_name("geom", tests, NULL, NULL);
}
