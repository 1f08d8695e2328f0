/* The list of a stick as staff meet it: its order and groups, what may be ticked, sizes in words. */
#include "base/mem.h"
#include "base/str.h"
#include "screen/size_words.h"
#include "screen/stick_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct import_item *add(struct import_list *list, const char *path)
{
    MEM_ROOM(list->items, list->count, list->cap);
    struct import_item *item = &list->items[list->count++];
    *item = (struct import_item){.bytes = 1000, .picked = true};
    item->path = mem_copy_string(path);
    item->section = mem_copy_string("Campaigns");
    return item;
}

/* "a.pdf|Papers/b.pdf": the rows' paths, with a bar before each that begins a group or a folder. */
static void assert_rows(const struct stick_rows *rows, const char *wanted)
{
    struct str got = {0};
    for (size_t i = 0; i < rows->count; i++)
        str_addf(&got, "%s%s", stick_rows_begins(rows, i) ? "|" : " ", rows->items[i].path);
    assert_string_equal(str_text(&got), wanted);
    str_free(&got);
}

static void rows_to_choose_stand_by_folder_and_what_cant_be_added_last(void **state)
{
    (void)state;
    static const char *const sections[] = {"Campaigns", "History", NULL};
    struct import_list list = {0};
    add(&list, "/stick/a.pdf");
    add(&list, "/stick/HISTORY/old/b.pdf");
    add(&list, "/stick/Papers/c.pdf")->verdict = VERDICT_LOCKED;
    add(&list, "/stick/Papers/d.pdf")->title = mem_copy_string("Dogs");
    add(&list, "/stick/Papers/deep/e.pdf");
    add(&list, "/stick/Papers/f.pdf");
    add(&list, "/stick/z.pdf");
    struct stick_rows rows;
    stick_rows_to_choose(&list, "/stick", sections, &rows);
    assert_rows(&rows, "|a.pdf z.pdf|HISTORY/old/b.pdf|Papers/d.pdf Papers/f.pdf|Papers/deep/e.pdf"
                       "|Papers/c.pdf");
    assert_string_equal(rows.items[3].name, "Dogs");
    assert_string_equal(rows.items[3].folder, "Papers");
    assert_string_equal(rows.items[4].name, "f.pdf");
    assert_true(rows.items[0].is_loose);
    assert_false(rows.items[2].is_loose);
    assert_true(rows.items[3].is_loose);
    assert_int_equal(rows.items[6].group, STICK_CANNOT);
    stick_rows_free(&rows);
    import_list_free(&list);
}

static void results_begin_with_what_was_not_added(void **state)
{
    (void)state;
    struct import_list list = {0};
    add(&list, "/stick/added.pdf")->outcome = IMPORT_ADDED;
    add(&list, "/stick/known.pdf")->outcome = IMPORT_KNOWN;
    add(&list, "/stick/left.pdf")->picked = false;
    struct import_item *refused = add(&list, "/stick/refused.pdf");
    refused->outcome = IMPORT_REFUSED;
    refused->err = ERR_DISK_FULL;
    add(&list, "/stick/newer.pdf")->outcome = IMPORT_REPLACED;
    struct import_item *empty = add(&list, "/stick/empty.pdf");
    empty->picked = false;
    empty->verdict = VERDICT_EMPTY;
    struct import_item *here = add(&list, "/stick/here.pdf");
    here->picked = false;
    here->verdict = VERDICT_HERE_ALREADY;
    add(&list, "/stick/still.pdf");
    struct stick_rows rows;
    stick_rows_results(&list, "/stick/", &rows);
    assert_rows(&rows,
                "|refused.pdf empty.pdf|still.pdf|newer.pdf|added.pdf|known.pdf here.pdf|left.pdf");
    assert_int_equal(stick_rows_why(refused), ERR_DISK_FULL);
    assert_int_equal(stick_rows_why(empty), ERR_EMPTY);
    stick_rows_free(&rows);
    import_list_free(&list);
}

/* Two sticks at once are shown as one: their own folders' names say nothing to staff. */
static void documents_of_several_sticks_are_one_list(void **state)
{
    (void)state;
    static const char *const sections[] = {"History", NULL};
    struct import_list list = {0};
    add(&list, "/media/sda1/a.pdf");
    add(&list, "/media/sda1/History/b.pdf");
    add(&list, "/media/sda2/c.pdf");
    add(&list, "/media/sda2/History/d.pdf");
    struct stick_rows rows;
    stick_rows_to_choose(&list, "/media/", sections, &rows);
    assert_rows(&rows, "|a.pdf c.pdf|History/b.pdf History/d.pdf");
    assert_true(rows.items[0].is_loose);
    assert_false(rows.items[3].is_loose);
    stick_rows_free(&rows);
    import_list_free(&list);
}

/* A name of another encoding, with a line end in it, is shown as what can be shown. */
static void names_are_made_fit_to_be_shown(void **state)
{
    (void)state;
    struct import_list list = {0};
    add(&list, "/stick/caf\xe9\n.pdf");
    struct stick_rows rows;
    stick_rows_to_choose(&list, "/stick", NULL, &rows);
    assert_string_equal(rows.items[0].name, "caf\uFFFD .pdf");
    assert_string_equal(list.items[0].path, "/stick/caf\xe9\n.pdf");
    stick_rows_free(&rows);
    import_list_free(&list);
}

static void sums_count_what_is_ticked_and_what_may_be(void **state)
{
    (void)state;
    struct import_list list = {0};
    add(&list, "/stick/a.pdf");
    add(&list, "/stick/b.pdf")->picked = false;
    struct import_item *bad = add(&list, "/stick/c.pdf");
    bad->verdict = VERDICT_PICTURES_ONLY;
    bad->picked = false;
    assert_int_equal(stick_rows_sum(&list, false).count, 1);
    assert_int_equal(stick_rows_sum(&list, false).bytes, 1000);
    assert_int_equal(stick_rows_sum(&list, true).count, 2);
    assert_int_equal(stick_rows_sum(&list, true).bytes, 2000);
    import_list_free(&list);
}

static void sizes_are_said_in_two_or_three_figures(void **state)
{
    (void)state;
    static const struct {
        uint64_t bytes;
        const char *words;
    } sizes[] = {
        {0, "0 KB"},         {1, "1 KB"},           {999, "1 KB"},          {12400, "12 KB"},
        {999499, "999 KB"},  {999500, "1.0 MB"},    {9949999, "9.9 MB"},    {9950000, "10 MB"},
        {34000000, "34 MB"}, {999499999, "999 MB"}, {3100000000, "3.1 GB"},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char words[SIZE_WORDS_BYTES];
        size_words(sizes[i].bytes, words);
        assert_string_equal(words, sizes[i].words);
    }
}

static void a_name_that_nobody_sees_is_told_in_words(void **state)
{
    (void)state;
    struct import_list list = {0};
    add(&list, "/stick/\u202e");
    add(&list, "/stick/ \t\u200b");
    add(&list, "/stick/Papers/\u00a0b");
    add(&list, "/stick/c.pdf")->title = mem_copy_string("\u2003");
    struct stick_rows rows;
    stick_rows_to_choose(&list, "/stick", NULL, &rows);
    assert_int_equal(rows.count, 4);
    for (size_t i = 0; i < rows.count; i++)
        assert_string_equal(rows.items[i].name, rows.items[i].item == 2 ? "\u00a0b" : "A document");
    stick_rows_free(&rows);
    import_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_that_nobody_sees_is_told_in_words),
        cmocka_unit_test(rows_to_choose_stand_by_folder_and_what_cant_be_added_last),
        cmocka_unit_test(results_begin_with_what_was_not_added),
        cmocka_unit_test(documents_of_several_sticks_are_one_list),
        cmocka_unit_test(names_are_made_fit_to_be_shown),
        cmocka_unit_test(sums_count_what_is_ticked_and_what_may_be),
        cmocka_unit_test(sizes_are_said_in_two_or_three_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
