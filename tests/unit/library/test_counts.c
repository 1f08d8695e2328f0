/* How often documents were read: whole numbers by document and day, and nothing that tells of people. */
#include "scratch.h"

#include "base/clock.h"
#include "library/catalogue_parts.h"
#include "library/counts.h"

#include <sqlite3.h>
#include <time.h>

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static struct catalogue *open_library(void **state)
{
    struct catalogue *c = NULL;
    assert_int_equal(catalogue_open(*state, true, &c), ERR_OK);
    return c;
}

static struct count_entry entry(const char *id, const char *title, uint32_t opened,
                                uint32_t listened, uint32_t finished)
{
    struct count_entry e = {.count = {opened, listened, finished}};
    snprintf(e.id, sizeof e.id, "%s", id);
    snprintf(e.title, sizeof e.title, "%s", title);
    return e;
}

static void add(struct catalogue *c, const char *day, struct count_entry e)
{
    assert_int_equal(counts_add(c, day, &e, 1), ERR_OK);
}

static int64_t local_s(int year, int month, int day, int hour)
{
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = hour,
                    .tm_isdst = -1};
    return (int64_t)mktime(&tm);
}

static void assert_count(struct count c, uint32_t opened, uint32_t listened, uint32_t finished)
{
    assert_int_equal(c.opened, opened);
    assert_int_equal(c.listened, listened);
    assert_int_equal(c.finished, finished);
}

static void test_a_day_is_a_date_or_a_start(void **state)
{
    (void)state;
    char day[COUNT_DAY_BYTES];
    counts_day(local_s(2031, 3, 9, 23), 4, day);
    assert_string_equal(day, "2031-03-09");
    counts_day(clock_build_s() - 1, 12, day);
    assert_string_equal(day, "start 12");
    counts_day(0, 1, day);
    assert_string_equal(day, "start 1");
}

static void test_starts_are_counted_on(void **state)
{
    struct catalogue *c = open_library(state);
    uint32_t start = 0;
    assert_int_equal(counts_new_start(c, &start), ERR_OK);
    assert_int_equal(start, 1);
    catalogue_close(c);
    c = open_library(state);
    assert_int_equal(counts_new_start(c, &start), ERR_OK);
    assert_int_equal(start, 2);
    catalogue_close(c);
}

static void test_numbers_of_a_day_add_up(void **state)
{
    struct catalogue *c = open_library(state);
    struct count_list list;
    struct count_entry both[] = {entry(ID_A, "A briefing", 2, 1, 0),
                                 entry(ID_B, "B history", 1, 0, 0)};
    assert_int_equal(counts_add(c, "2031-03-09", both, 2), ERR_OK);
    add(c, "2031-03-09", entry(ID_A, "A briefing", 1, 1, 1));
    add(c, "2031-03-02", entry(ID_A, "A briefing", 5, 0, 0)); /* eight days: not recent */
    add(c, "2031-03-03", entry(ID_B, "B history", 1, 0, 0));  /* seven: recent */
    add(c, "2031-03-10", entry(ID_B, "B history", 9, 0, 0));  /* tomorrow: not recent either */
    add(c, "start 3", entry(ID_A, "A briefing", 1, 0, 0));
    assert_int_equal(counts_sum(c, local_s(2031, 3, 9, 12), 0, &list), ERR_OK);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].title, "B history"); /* opened most */
    assert_count(list.items[0].all, 11, 0, 0);
    assert_count(list.items[0].recent, 2, 0, 0);
    assert_string_equal(list.items[1].title, "A briefing");
    assert_count(list.items[1].all, 9, 2, 1);
    assert_count(list.items[1].recent, 3, 2, 1);
    count_list_free(&list);
    assert_int_equal(counts_sum(c, 0, 3, &list), ERR_OK); /* without a clock: this start */
    assert_count(list.items[1].recent, 1, 0, 0);
    assert_count(list.items[0].recent, 0, 0, 0);
    count_list_free(&list);
    catalogue_close(c);
}

/* Removed and added again as another edition, or renamed by staff: one line, by the title. */
static void test_titles_bring_together_what_belongs_together(void **state)
{
    struct catalogue *c = open_library(state);
    struct count_list list;
    add(c, "2031-03-09", entry(ID_A, "How to take part", 2, 0, 0));
    add(c, "2031-03-09", entry(ID_B, "How to take part", 3, 1, 0));
    assert_int_equal(counts_sum(c, local_s(2031, 3, 9, 12), 0, &list), ERR_OK);
    assert_int_equal(list.count, 1);
    assert_count(list.items[0].all, 5, 1, 0);
    count_list_free(&list);
    catalogue_close(c);
}

static void test_csv_is_rfc_4180_and_safe_in_a_spreadsheet(void **state)
{
    struct catalogue *c = open_library(state);
    struct str csv = {0};
    add(c, "2031-03-09", entry(ID_A, "=1+1, \"so\"", 2, 1, 0));
    add(c, "start 2", entry(ID_B, "Dysgu gyda'n gilydd: ŵ", 4294967, 0, 3));
    assert_int_equal(counts_csv(c, "title,day,opened,listened,finished", &csv), ERR_OK);
    assert_string_equal(str_text(&csv), "title,day,opened,listened,finished\r\n"
                                        "\"'=1+1, \"\"so\"\"\",2031-03-09,2,1,0\r\n"
                                        "Dysgu gyda'n gilydd: ŵ,start 2,4294967,0,3\r\n");
    static const char *const cells[][2] = {
        {"plain", "plain"},
        {"+44", "'+44"},
        {"-1", "'-1"},
        {"@name", "'@name"},
        {"a,b", "\"a,b\""},
        {"two\nlines", "\"two\nlines\""},
        {"", ""},
        {"\tx", "'\tx"},
        {"a=b", "a=b"},
        {" =1", "\" =1\""},
        {"\r=1", "\"'\r=1\""},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        str_clear(&csv);
        counts_csv_cell(cells[i][0], &csv);
        assert_string_equal(str_text(&csv), cells[i][1]);
    }
    str_free(&csv);
    catalogue_close(c);
}

/* Whoever writes meanwhile is not waited for, and nothing is added twice or by half. */
static void test_another_writer_is_not_waited_for(void **state)
{
    struct catalogue *c = open_library(state);
    struct scratch_path path = scratch_at(*state, "library.db");
    struct count_list list;
    struct count_entry e = entry(ID_A, "A briefing", 1, 0, 0);
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open(path.text, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(counts_add(c, "2031-03-09", &e, 1), ERR_OK);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    assert_int_equal(counts_sum(c, 0, 0, &list), ERR_OK);
    assert_int_equal(list.count, 0);
    assert_int_equal(counts_add(c, "2031-03-09", &e, 1), ERR_OK);
    assert_int_equal(counts_sum(c, 0, 0, &list), ERR_OK);
    assert_int_equal(list.items[0].all.opened, 1);
    count_list_free(&list);
    catalogue_close(c);
}

static void test_cleared_they_are_gone(void **state)
{
    struct catalogue *c = open_library(state);
    struct count_list list;
    add(c, "2031-03-09", entry(ID_A, "A briefing", 1, 0, 0));
    assert_int_equal(counts_clear(c), ERR_OK);
    assert_int_equal(counts_sum(c, 0, 0, &list), ERR_OK);
    assert_int_equal(list.count, 0);
    catalogue_close(c);
}

/* The same reading in another order leaves the same rows: none can be told from the other. */
static void test_the_order_of_reading_is_not_kept(void **state)
{
    struct catalogue *c = open_library(state);
    struct str one = {0}, other = {0};
    add(c, "2031-03-09", entry(ID_B, "B", 1, 0, 0));
    add(c, "2031-03-09", entry(ID_A, "A", 1, 1, 0));
    assert_int_equal(counts_csv(c, "", &one), ERR_OK);
    assert_int_equal(counts_clear(c), ERR_OK);
    add(c, "2031-03-09", entry(ID_A, "A", 1, 1, 0));
    add(c, "2031-03-09", entry(ID_B, "B", 1, 0, 0));
    assert_int_equal(counts_csv(c, "", &other), ERR_OK);
    assert_string_equal(str_text(&one), str_text(&other));
    str_free(&one);
    str_free(&other);
    catalogue_close(c);
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    struct scratch_path path = scratch_at(*state, "library.db");
    assert_int_equal(sqlite3_open(path.text, &db), SQLITE_OK);
    assert_int_not_equal(sqlite3_prepare_v2(db, "SELECT rowid FROM reading_count", -1, &s, NULL),
                         SQLITE_OK); /* there is no number by which rows were entered */
    sqlite3_finalize(s);
    sqlite3_close(db);
}

/* A dying card, or another program. */
static void test_a_row_that_can_t_be_spoils_no_sums(void **state)
{
    struct catalogue *c = open_library(state);
    struct count_list list;
    struct str csv = {0};
    add(c, "2031-03-09", entry(ID_A, "A", 1, 2, 3));
    add(c, "2031-03-08", entry(ID_A, "A", 1, 2, 3));
    add(c, "2031-03-09", entry(ID_B, "B", 4, 5, 6));
    assert_int_equal(database_run(catalogue_database(c),
                                  "UPDATE reading_count SET opened = 9223372036854775807,"
                                  " listened = -9223372036854775807 WHERE title = 'A'"),
                     ERR_OK);
    add(c, "2031-03-09", entry(ID_A, "A", 1, 0, 1));
    assert_int_equal(counts_sum(c, local_s(2031, 3, 9, 12), 1, &list), ERR_OK);
    assert_int_equal(list.count, 2);
    assert_count(list.items[0].all, UINT32_MAX, 0, 7);
    assert_count(list.items[1].all, 4, 5, 6);
    count_list_free(&list);
    assert_int_equal(counts_csv(c, "h", &csv), ERR_OK);
    assert_non_null(strstr(str_text(&csv), "B,2031-03-09,4,5,6\r\n"));
    str_free(&csv);
    catalogue_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_is_a_date_or_a_start),
        cmocka_unit_test_setup_teardown(test_a_row_that_can_t_be_spoils_no_sums, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_starts_are_counted_on, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_numbers_of_a_day_add_up, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_titles_bring_together_what_belongs_together,
                                        scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_csv_is_rfc_4180_and_safe_in_a_spreadsheet,
                                        scratch_setup, scratch_teardown),
        cmocka_unit_test_setup_teardown(test_another_writer_is_not_waited_for, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_cleared_they_are_gone, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(test_the_order_of_reading_is_not_kept, scratch_setup,
                                        scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
