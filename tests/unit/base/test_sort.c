#include "base/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static int compare_numbers(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static void test_items_end_in_order_whatever_they_were(void **state)
{
    (void)state;
    int items[][5] = {{1, 2, 3, 4, 5}, {5, 4, 3, 2, 1}, {1, 2, 3, 5, 4}, {2, 1, 3, 4, 5}};
    const int wanted[] = {1, 2, 3, 4, 5};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        sort_items(items[i], 5, sizeof(int), compare_numbers);
        assert_memory_equal(items[i], wanted, sizeof wanted);
    }
}

static void test_one_item_and_none_are_in_order(void **state)
{
    (void)state;
    int one = 7;
    sort_items(&one, 1, sizeof one, compare_numbers);
    assert_int_equal(one, 7);
    sort_items(NULL, 0, sizeof one, compare_numbers);
}

static size_t looks;

static int count_looks(const void *a, const void *b)
{
    looks++;
    return compare_numbers(a, b);
}

static void test_what_is_in_order_is_looked_at_once(void **state)
{
    (void)state;
    const int wanted[] = {1, 1, 2, 3, 5, 8, 13, 21};
    int items[] = {1, 1, 2, 3, 5, 8, 13, 21};
    looks = 0;
    sort_items(items, 8, sizeof *items, count_looks);
    assert_memory_equal(items, wanted, sizeof wanted);
    assert_int_equal(looks, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_end_in_order_whatever_they_were),
        cmocka_unit_test(test_one_item_and_none_are_in_order),
        cmocka_unit_test(test_what_is_in_order_is_looked_at_once),
    };
    return cmocka_run_group_tests_name("sort", tests, NULL, NULL);
}
