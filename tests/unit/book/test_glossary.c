#include "book/glossary.h"

#include "base/mem.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct glossary *read_text(const char *text)
{
    return glossary_from_bytes(text, strlen(text), "pack.tsv", "en", GLOSSARY_PACK);
}

static void test_fields_of_a_line(void **state)
{
    (void)state;
    struct glossary *glossary =
        read_text("\xef\xbb\xbf# a comment\r\nMP\tMPs, Member\tA person.\tMember of Parliament\r\n"
                  "\nally\t\tA friend.");
    assert_int_equal(glossary_count(glossary), 2);
    const struct glossary_term *term = glossary_term_at(glossary, 0);
    assert_string_equal(term->term, "MP");
    assert_int_equal(term->form_count, 2);
    assert_string_equal(term->forms[0], "MPs");
    assert_string_equal(term->forms[1], "Member");
    assert_string_equal(term->meaning, "A person.");
    assert_string_equal(term->long_form, "Member of Parliament");
    term = glossary_term_at(glossary, 1);
    assert_string_equal(term->term, "ally");
    assert_int_equal(term->form_count, 0);
    assert_string_equal(term->long_form, "");
    assert_null(glossary_problem_at(glossary, 0));
    assert_string_equal(glossary_lang(glossary), "en");
    assert_int_equal(glossary_source(glossary), GLOSSARY_PACK);
    glossary_free(glossary);
}

static void test_bad_lines_are_named_and_passed_over(void **state)
{
    (void)state;
    static const char text[] = "ally\t\tA friend.\n"
                               "no tabs here\n"
                               "\t\tNo term.\n"
                               "bill\t\t\n"
                               "ally\t\tAgain.\n"
                               "a\tb\tc\td\te\n"
                               "bad\t\t\xff\xfe.\n"
                               "bell\t\tRing \x07.\n"
                               "policy\t\tA plan.\n";
    static const char *const problems[] = {
        "pack.tsv, line 2: no meaning; a line is: term, tab, other forms or nothing, tab, meaning",
        "pack.tsv, line 3: no term",
        "pack.tsv, line 4: no meaning",
        "pack.tsv, line 5: the term is there twice",
        "pack.tsv, line 6: too many tabs",
        "pack.tsv, line 7: not plain text",
        "pack.tsv, line 8: not plain text"};
    struct glossary *glossary = read_text(text);
    assert_int_equal(glossary_count(glossary), 2);
    assert_string_equal(glossary_term_at(glossary, 1)->term, "policy");
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(glossary_problem_at(glossary, i), problems[i]);
    assert_null(glossary_problem_at(glossary, 7));
    glossary_free(glossary);
}

static void test_lengths_and_counts_are_held(void **state)
{
    (void)state;
    struct str text = {0};
    for (int i = 0; i < 3000; i++)
        str_add_char(&text, 'x');
    str_add(&text, "\t\tToo long a term.\nally\t\t");
    for (int i = 0; i < 3000; i++)
        str_add_char(&text, 'y');
    str_add(&text, "\nforms\ta,b,c,d,e,f,g,h,i,j,k,l,m\tToo many.\n");
    for (int i = 0; i < GLOSSARY_TERMS_MOST + 100; i++)
        str_addf(&text, "term%d\tone%d,two%d\tMeaning %d.\n", i, i, i, i);
    struct glossary *glossary =
        glossary_from_bytes(text.data, text.length_bytes, "pack", "en", GLOSSARY_PACK);
    assert_int_equal(glossary_count(glossary), GLOSSARY_TERMS_MOST);
    assert_string_equal(glossary_term_at(glossary, GLOSSARY_TERMS_MOST - 1)->forms[1], "two3999");
    assert_string_equal(glossary_problem_at(glossary, 0), "pack, line 1: the term is too long");
    assert_string_equal(glossary_problem_at(glossary, 1), "pack, line 2: the meaning is too long");
    assert_string_equal(glossary_problem_at(glossary, 2), "pack, line 3: too many other forms");
    assert_string_equal(glossary_problem_at(glossary, 3), "pack, line 4004: too many terms");
    assert_non_null(glossary_problem_at(glossary, GLOSSARY_PROBLEMS_MOST - 1));
    assert_null(glossary_problem_at(glossary, GLOSSARY_PROBLEMS_MOST));
    glossary_free(glossary);
    str_free(&text);
}

static void test_an_empty_file_and_one_that_is_too_long(void **state)
{
    (void)state;
    struct glossary *glossary = glossary_from_bytes("", 0, "pack", "en", GLOSSARY_PACK);
    assert_int_equal(glossary_count(glossary), 0);
    glossary_free(glossary);
    size_t bytes = GLOSSARY_FILE_BYTES_MOST + 1;
    char *long_text = mem_new(bytes, 1);
    glossary = glossary_from_bytes(long_text, bytes, "pack", "en", GLOSSARY_PACK);
    assert_int_equal(glossary_count(glossary), 0);
    assert_string_equal(glossary_problem_at(glossary, 0), "pack, line 1: the file is too long");
    glossary_free(glossary);
    free(long_text);
}

static void test_our_own_are_whole(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        size_t least;
    } ours[] = {{"en-GB", 250}, {"cy", 100}};
    for (size_t i = 0; i < 2; i++) {
        struct glossary *glossary = glossary_load(ours[i].lang);
        assert_non_null(glossary);
        assert_true(glossary_count(glossary) >= ours[i].least);
        assert_null(glossary_problem_at(glossary, 0));
        assert_int_equal(glossary_source(glossary), GLOSSARY_KIOSK);
        glossary_free(glossary);
    }
    assert_null(glossary_load("xx"));
    assert_null(glossary_load(""));
    assert_null(glossary_load("../en"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_of_a_line),
        cmocka_unit_test(test_bad_lines_are_named_and_passed_over),
        cmocka_unit_test(test_lengths_and_counts_are_held),
        cmocka_unit_test(test_an_empty_file_and_one_that_is_too_long),
        cmocka_unit_test(test_our_own_are_whole),
    };
    return cmocka_run_group_tests_name("glossary", tests, NULL, NULL);
}
