/* Proves: list marks, page numbers and names of page furniture are known, and what only looks like them is not. */
#include "extract/furniture_words.h"
#include "extract/list_mark.h"
#include "extract/pdf_furniture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static size_t mark(const char *text)
{
    bool sure;
    return list_mark_find(text, strlen(text), &sure);
}

static void test_list_marks(void **state)
{
    (void)state;
    assert_int_equal(mark("\xe2\x80\xa2 a pen"), 3);
    assert_int_equal(mark("\xe2\x80\xa2"), 3);
    assert_int_equal(mark("1. first"), 2);
    assert_int_equal(mark("12)"), 3);
    assert_int_equal(mark("(iv) fourth"), 4);
    assert_int_equal(mark("(b)"), 3);
    assert_int_equal(mark("- dash"), 1);
    assert_int_equal(mark("1.5 metres"), 0);
    assert_int_equal(mark("2019. It was"), 0);
    assert_int_equal(mark("a.m. trains"), 0);
    assert_int_equal(mark("-5 degrees"), 0);
    assert_int_equal(mark("words"), 0);
}

static void test_page_numbers(void **state)
{
    static const char *const numbers[] = {"12",          "xii", "- 3 -",
                                          "Page 4 of 9", "4 |", "\xe2\x80\x93 7 \xe2\x80\x93",
                                          "tudalen 3",   NULL};
    static const char *const others[] = {"In 1984", "12 May", "", "page", "12345", "1 2 3", NULL};
    (void)state;
    for (int i = 0; numbers[i]; i++)
        assert_true(pdf_furniture_is_number(numbers[i]));
    for (int i = 0; others[i]; i++)
        assert_false(pdf_furniture_is_number(others[i]));
}

static void test_names_of_furniture(void **state)
{
    (void)state;
    assert_true(furniture_words_name("site-nav"));
    assert_true(furniture_words_name("x cookieBanner"));
    assert_true(furniture_words_name("sign-up"));
    assert_true(furniture_words_name("share_buttons"));
    assert_false(furniture_words_name("has-sidebar"));
    assert_false(furniture_words_name("navigator-story"));
    assert_false(furniture_words_name("content"));
    assert_false(furniture_words_name(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list_marks),
        cmocka_unit_test(test_page_numbers),
        cmocka_unit_test(test_names_of_furniture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
