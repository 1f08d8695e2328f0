/* The report of what was added from a stick: its exact text in two languages, and its name. */
#include "../library/scratch.h"

#include "app/import_report.h"
#include "base/clock.h"
#include "ui/messages.h"

#include <dirent.h>
#include <time.h>

/* A day after this was built: the clock can be right. */
static int64_t now_s(void)
{
    return clock_build_s() + 24 * 3600;
}

static const char *date(const char *format, char out[40])
{
    time_t now = (time_t)now_s();
    struct tm utc;
    assert_non_null(gmtime_r(&now, &utc));
    assert_int_not_equal(strftime(out, 40, format, &utc), 0);
    return out;
}

static struct import_item *add(struct import_list *list, const char *path, const char *title,
                               enum import_outcome outcome)
{
    MEM_ROOM(list->items, list->count, list->cap);
    struct import_item *item = &list->items[list->count++];
    *item = (struct import_item){.bytes = 1000, .picked = true, .outcome = outcome};
    item->path = mem_copy_string(path);
    item->section = mem_copy_string("Briefings");
    item->title = title ? mem_copy_string(title) : NULL;
    return item;
}

static int fill(void **state)
{
    setenv("TZ", "UTC", 1);
    tzset();
    struct visit *v = mem_new(1, sizeof *v);
    struct import_list *list = &v->staff.stick;
    v->kiosk_name = "Hub";
    add(list, "/stick/Papers/support.pdf", "Support for all", IMPORT_ADDED);
    add(list, "/stick/a/locked.pdf", NULL, IMPORT_REFUSED)->err = ERR_LOCKED;
    struct import_item *newer = add(list, "/stick/new.pdf", "Plans", IMPORT_REPLACED);
    newer->replaces_title = mem_copy_string("Old plans");
    add(list, "/stick/known.txt", "known.txt", IMPORT_KNOWN);
    add(list, "/stick/no.txt", NULL, IMPORT_WAITING)->picked = false;
    stick_rows_results(list, "/stick", &v->staff.on_stick.rows);
    *state = v;
    return 0;
}

static int let_go(void **state)
{
    struct visit *v = *state;
    import_list_free(&v->staff.stick);
    stick_rows_free(&v->staff.on_stick.rows);
    free(v);
    messages_set_lang("en");
    return 0;
}

/* `wanted`: without the date, which stands in the second line. */
static void assert_report(const struct visit *v, const char *first_line, const char *wanted)
{
    char day[40];
    struct str text = {0}, all = {0};
    str_addf(&all, "%s\r\n%s\r\n\r\n%s", first_line, date("%Y-%m-%d %H:%M", day), wanted);
    import_report_make(v, now_s(), &text);
    assert_string_equal(str_text(&text), str_text(&all));
    str_free(&text);
    str_free(&all);
}

static void it_says_what_was_refused_first_and_what_to_do(void **state)
{
    messages_set_lang("en");
    assert_report(*state, "Hub: Documents from a stick",
                  "1 added. 1 already here. 1 not added. 1 in place of an older version. "
                  "1 left out.\r\n"
                  "\r\n"
                  "Not added\r\n"
                  "---------\r\n"
                  "a/locked.pdf\r\n"
                  "    This document is locked with a password. Ask for an open copy.\r\n"
                  "\r\n"
                  "In place of an older version\r\n"
                  "----------------------------\r\n"
                  "new.pdf\r\n"
                  "    Plans\r\n"
                  "    In place of Old plans.\r\n"
                  "\r\n"
                  "Added\r\n"
                  "-----\r\n"
                  "Papers/support.pdf\r\n"
                  "    Support for all\r\n"
                  "    Added: Briefings\r\n"
                  "\r\n"
                  "Already here\r\n"
                  "------------\r\n"
                  "known.txt\r\n"
                  "    Already here\r\n"
                  "\r\n"
                  "Left out\r\n"
                  "--------\r\n"
                  "no.txt\r\n"
                  "    Not added. You left it out.\r\n");
}

static void it_is_in_the_language_of_the_interface(void **state)
{
    messages_set_lang("cy");
    assert_report(*state, "Hub: Dogfennau o gof bach",
                  "1 wedi'u hychwanegu. 1 yma yn barod. 1 heb eu hychwanegu. 1 yn lle fersiwn hŷn. "
                  "1 wedi'u gadael allan.\r\n"
                  "\r\n"
                  "Heb ei hychwanegu\r\n"
                  "-----------------\r\n"
                  "a/locked.pdf\r\n"
                  "    Mae'r ddogfen hon wedi'i chloi â chyfrinair. Gofynnwch am gopi agored.\r\n"
                  "\r\n"
                  "Yn lle fersiwn hŷn\r\n"
                  "------------------\r\n"
                  "new.pdf\r\n"
                  "    Plans\r\n"
                  "    Yn lle Old plans.\r\n"
                  "\r\n"
                  "Wedi'i ychwanegu\r\n"
                  "----------------\r\n"
                  "Papers/support.pdf\r\n"
                  "    Support for all\r\n"
                  "    Wedi'i ychwanegu: Papurau briffio\r\n"
                  "\r\n"
                  "Yma yn barod\r\n"
                  "------------\r\n"
                  "known.txt\r\n"
                  "    Yma yn barod\r\n"
                  "\r\n"
                  "Wedi'u gadael allan\r\n"
                  "-------------------\r\n"
                  "no.txt\r\n"
                  "    Heb ei hychwanegu. Chi a'i gadawodd allan.\r\n");
}

/* A board has no clock chip: a date before the day of the build would be a lie. */
static void a_wrong_clock_gives_no_date(void **state)
{
    const struct visit *v = *state;
    messages_set_lang("en");
    struct str text = {0};
    import_report_make(v, 24 * 3600, &text);
    assert_non_null(strstr(str_text(&text), "Hub: Documents from a stick\r\n"
                                            "The date is not known.\r\n\r\n1 added."));
    assert_null(strstr(str_text(&text), "1970"));
    str_free(&text);
}

static size_t count_files(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir));)
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void it_overwrites_nothing(void **state)
{
    const struct visit *v = *state;
    void *folder;
    messages_set_lang("en");
    assert_int_equal(scratch_setup(&folder), 0);
    char day[40], name[80];
    snprintf(name, sizeof name, "Lectern report %s.txt", date("%Y-%m-%d %H%M", day));
    struct scratch_path first = scratch_at(folder, name);
    assert_int_equal(file_write_atomic(first.text, "mine", 4), ERR_OK);
    assert_int_equal(import_report_save(v, now_s(), folder), ERR_OK);
    assert_int_equal(import_report_save(v, now_s(), folder), ERR_OK);
    char *text;
    size_t bytes;
    assert_int_equal(file_read(first.text, 100, &text, &bytes), ERR_OK);
    assert_string_equal(text, "mine");
    free(text);
    snprintf(name, sizeof name, "Lectern report %s (3).txt", day);
    struct scratch_path third = scratch_at(folder, name);
    assert_int_equal(file_read(third.text, 10000, &text, &bytes), ERR_OK);
    assert_memory_equal(text, "Hub: Documents from a stick\r\n", 29);
    free(text);
    assert_int_equal(count_files(folder), 3);
    assert_int_equal(import_report_save(v, 24 * 3600, folder), ERR_OK);
    assert_true(scratch_has(folder, "Lectern report.txt"));
    assert_int_equal(import_report_save(v, now_s(), "/nowhere/at/all"), ERR_NOT_FOUND);
    scratch_teardown(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_was_refused_first_and_what_to_do),
        cmocka_unit_test(it_is_in_the_language_of_the_interface),
        cmocka_unit_test(a_wrong_clock_gives_no_date),
        cmocka_unit_test(it_overwrites_nothing),
    };
    return cmocka_run_group_tests(tests, fill, let_go);
}
