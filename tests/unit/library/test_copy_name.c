/* Names of the files of a copy: any stick takes them, and people read them. */
#include "library/copy_name.h"
#include "scratch.h"

static void assert_clean(const char *text, const char *expected)
{
    char *name = copy_name_clean(text);
    assert_string_equal(name, expected);
    free(name);
}

static void names_have_nothing_that_a_stick_forbids(void **state)
{
    (void)state;
    assert_clean("Inclusive education", "Inclusive education");
    assert_clean("Rights: what the law says", "Rights - what the law says");
    assert_clean("9:30", "9-30");
    assert_clean("a/b\\c|d", "a-b-c-d");
    assert_clean("Why? \"Because\" <now> *", "Why 'Because' (now)");
    assert_clean("  two   spaces\tand\nlines ", "two spaces and lines");
    assert_clean("..hidden...", "hidden");
    assert_clean("--option", "option");
    assert_clean("../../etc/passwd", "etc-passwd");
    assert_clean("con", "_con");
    assert_clean("LPT1.notes", "_LPT1.notes");
    assert_clean("Console", "Console");
    assert_clean("Hawl i ddysgu\xE2\x80\x8B \xE2\x80\xAEx", "Hawl i ddysgu x");
    assert_clean("\xFF\xC3\x84", "\xEF\xBF\xBD\xC3\x84");
    assert_clean("???", "");
    assert_clean("Thumbs.db", "_Thumbs.db");
}

static void long_names_are_cut_between_letters(void **state)
{
    (void)state;
    char text[400] = "";
    for (int i = 0; i < 100; i++)
        strcat(text, "\xC3\xA9"); /* two bytes each */
    char *name = copy_name_clean(text);
    assert_int_equal(strlen(name), COPY_NAME_BYTES_MOST);
    assert_true(utf8_is_valid(name, strlen(name)));
    free(name);
}

static void assert_ending(const char *name, const char *expected)
{
    char *ending = copy_name_ending(name);
    assert_string_equal(ending, expected);
    free(ending);
}

static void endings_are_kept(void **state)
{
    (void)state;
    assert_ending("report.pdf", ".pdf");
    assert_ending("Report.final.DOCX", ".DOCX");
    assert_ending("no ending", "");
    assert_ending(".hidden", "");
    assert_ending("A. N. Author", "");
    assert_ending("x.", "");
}

static void assert_made(struct copy_names *names, const char *name, const char *expected)
{
    char *path = copy_names_make(names, "Briefings", name, ".pdf");
    assert_string_equal(path, expected);
    free(path);
}

static void no_two_differ_in_capitals_or_accents_only(void **state)
{
    (void)state;
    struct copy_names names = {0};
    assert_made(&names, "Report", "Briefings/Report.pdf");
    assert_made(&names, "report", "Briefings/report (2).pdf");
    assert_made(&names, "REPORT", "Briefings/REPORT (3).pdf");
    assert_made(&names, "\xC3\x89l\xC3\xA8ve", "Briefings/\xC3\x89l\xC3\xA8ve.pdf");
    assert_made(&names, "\xC3\xA9l\xC3\xA8ve", "Briefings/\xC3\xA9l\xC3\xA8ve (2).pdf");
    for (int i = 0; i < 1000; i++) {
        char name[32], expected[64];
        snprintf(name, sizeof name, "Number %d", i);
        snprintf(expected, sizeof expected, "Briefings/Number %d.pdf", i);
        assert_made(&names, name, expected);
    }
    assert_made(&names, "number 7", "Briefings/number 7 (2).pdf");
    copy_names_free(&names);
}

static void plain_paths_are_told_from_others(void **state)
{
    (void)state;
    assert_true(copy_name_is_plain("send/easy read.pdf"));
    assert_false(copy_name_is_plain("what?.pdf"));
    assert_false(copy_name_is_plain("send/aux/x.pdf"));
    assert_false(copy_name_is_plain("dot./x.pdf"));
    assert_false(copy_name_is_plain("x:y"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_nothing_that_a_stick_forbids),
        cmocka_unit_test(long_names_are_cut_between_letters),
        cmocka_unit_test(endings_are_kept),
        cmocka_unit_test(no_two_differ_in_capitals_or_accents_only),
        cmocka_unit_test(plain_paths_are_told_from_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
