#include "library/title_key.h"
#include "scratch.h"

static void assert_before(const char *a, const char *b)
{
    char *x = title_key_make(a, false), *y = title_key_make(b, false);
    if (strcmp(x, y) >= 0)
        fail_msg("'%s' (%s) should come before '%s' (%s)", a, x, b, y);
    free(x);
    free(y);
}

static void assert_key(const char *title, bool easy_read, const char *key)
{
    char *made = title_key_make(title, easy_read);
    assert_string_equal(made, key);
    free(made);
}

static void numbers_count_as_numbers(void **state)
{
    (void)state;
    assert_before("Report 2", "Report 10");
    assert_before("Report 9, part 3", "Report 10, part 1");
    assert_before("Report 007", "Report 8");
    assert_before("1 January", "A");
    assert_before("Year 1999", "Year 2024");
}

static void capitals_accents_and_signs_do_not_matter(void **state)
{
    (void)state;
    assert_before("apple", "Banana");
    assert_before("Apple", "banana");
    assert_before("\xC3\x82r", "Az");                  /* Âr */
    assert_before("\xC5\xB4y", "xylophone");           /* Ŵy */
    assert_before("'Zebra' and others", "Zebra book"); /* quotation marks are passed over */
    assert_key("\xE2\x80\x9CLearning\xE2\x80\x9D: together!", false, "learning together");
    assert_key("Don\xE2\x80\x99t wait", false, "dont wait");
    assert_key("\xD0\x9C\xD0\x98\xD0\xA0", false, "\xD0\xBC\xD0\xB8\xD1\x80"); /* МИР */
    assert_key("", false, "");
    assert_key("\xFF\xFE bad", false, "\xEF\xBF\xBD\xEF\xBF\xBD bad");
}

static void easy_read_lands_behind_its_briefing(void **state)
{
    (void)state;
    assert_key("Learning together \xE2\x80\x93 Easy Read", true, "learning together \x7F");
    assert_key("Easy Read: Learning together", true, "learning together \x7F");
    assert_key("Learning together (Easy Read edition)", true, "learning together \x7F");
    assert_key("Learning together. A briefing", false, "learning together a briefing");
    assert_key("Easy Read", true, "easy read \x7F");
    assert_key("Why we easy read", false, "why we easy read");
}

static void long_titles_and_numbers_have_an_end(void **state)
{
    (void)state;
    char title[2000];
    memset(title, '7', sizeof title - 1);
    title[sizeof title - 1] = 0;
    char *key = title_key_make(title, false);
    assert_int_equal(strlen(key), sizeof title);
    free(key);
    memset(title, 'x', sizeof title - 1);
    key = title_key_make(title, false);
    assert_in_range(strlen(key), 1, 300);
    free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_count_as_numbers),
        cmocka_unit_test(capitals_accents_and_signs_do_not_matter),
        cmocka_unit_test(easy_read_lands_behind_its_briefing),
        cmocka_unit_test(long_titles_and_numbers_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
