#include "ui/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A heading, a row of one, and a bar of three. */
static void fill(struct widget_list *list)
{
    static const struct {
        const char *name;
        struct rect rect;
    } items[] = {{"Title", {0, 0, 300, 20}},
                 {"Card", {0, 30, 300, 40}},
                 {"Menu", {0, 100, 90, 40}},
                 {"Back", {100, 100, 90, 40}},
                 {"Help", {200, 100, 90, 40}}};
    widget_list_clear(list, "test");
    for (int i = 0; i < 5; i++) {
        struct widget *w =
            widget_add(list, i ? ROLE_BUTTON : ROLE_HEADING, items[i].name, NULL, items[i].rect);
        w->action = action(i ? ACTION_BACK : ACTION_NONE, i);
    }
}

static void rows_come_first_and_come_round(void **state)
{
    (void)state;
    struct widget_list list = {0};
    struct scan scan = {.on = true};
    fill(&list);
    scan_restart(&scan);
    assert_int_equal(scan_choose(&scan, &list), -1);
    assert_true(scan_step(&scan, &list));
    assert_int_equal(scan.first, 1);
    scan_step(&scan, &list);
    assert_int_equal(scan.first, 2);
    scan_step(&scan, &list);
    assert_int_equal(scan.first, 1);
    assert_int_equal(scan_choose(&scan, &list), 1); /* a row of one */
    widget_list_free(&list);
}

static void a_row_is_entered_left_and_chosen_from(void **state)
{
    (void)state;
    struct widget_list list = {0};
    struct scan scan = {.on = true};
    struct str said = {0};
    fill(&list);
    scan_restart(&scan);
    scan_step(&scan, &list);
    scan_step(&scan, &list);
    scan_say(&scan, &list, &said);
    assert_string_equal(str_text(&said), "Menu to Help.");
    assert_int_equal(scan_choose(&scan, &list), -1);
    assert_int_equal(scan.item, 2);
    scan_step(&scan, &list);
    scan_step(&scan, &list);
    assert_int_equal(scan.item, 4);
    str_clear(&said);
    scan_say(&scan, &list, &said);
    assert_string_equal(str_text(&said), "Help.");
    scan_mark(&scan, &list);
    assert_int_equal(list.items[4].state, STATE_SCANNED);
    assert_int_equal(list.items[3].state, 0);
    scan_step(&scan, &list); /* past the last: the row again */
    assert_false(scan.in_row);
    assert_int_equal(scan.first, 2);
    scan_choose(&scan, &list);
    scan_step(&scan, &list);
    assert_int_equal(scan_choose(&scan, &list), 3);
    str_free(&said);
    widget_list_free(&list);
}

static void a_row_that_is_scanned_is_marked_whole(void **state)
{
    (void)state;
    struct widget_list list = {0};
    struct scan scan = {.on = true, .first = 2};
    fill(&list);
    scan_mark(&scan, &list);
    for (int i = 0; i < 5; i++)
        assert_int_equal(list.items[i].state, i >= 2 ? STATE_SCANNED : 0);
    scan.on = false;
    fill(&list);
    scan_mark(&scan, &list);
    assert_int_equal(list.items[2].state, 0);
    widget_list_free(&list);
}

static void an_empty_list_is_no_trap(void **state)
{
    (void)state;
    struct widget_list list = {0};
    struct scan scan = {.on = true};
    widget_list_clear(&list, "test");
    scan_restart(&scan);
    assert_false(scan_step(&scan, &list));
    assert_int_equal(scan_choose(&scan, &list), -1);
    scan_mark(&scan, &list);
    widget_list_free(&list);
}

static void speeds_end_where_the_rule_says(void **state)
{
    (void)state;
    int ms = SCAN_USUAL_MS;
    for (int i = 0; i < 20; i++)
        ms = scan_step_ms(ms, 1);
    assert_int_equal(ms, SCAN_FASTEST_MS);
    for (int i = 0; i < 20; i++)
        ms = scan_step_ms(ms, -1);
    assert_int_equal(ms, SCAN_SLOWEST_MS);
    assert_int_equal(scan_step_ms(SCAN_USUAL_MS, -1), 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_first_and_come_round),
        cmocka_unit_test(a_row_is_entered_left_and_chosen_from),
        cmocka_unit_test(a_row_that_is_scanned_is_marked_whole),
        cmocka_unit_test(an_empty_list_is_no_trap),
        cmocka_unit_test(speeds_end_where_the_rule_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
