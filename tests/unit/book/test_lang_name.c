#include "book/lang_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_name(const char *tag, const char *in, const char *expected)
{
    struct str name = {0};
    lang_name_add(&name, tag, in);
    assert_string_equal(str_text(&name), expected);
    str_free(&name);
}

static void test_names_in_english_and_in_welsh(void **state)
{
    (void)state;
    assert_name("en-GB", "en", "English");
    assert_name("cy", "en", "Welsh");
    assert_name("cy-GB", "cy", "Cymraeg");
    assert_name("ar-Arab-SA", "en", "Arabic");
}

static void test_what_has_no_name_is_its_tag(void **state)
{
    (void)state;
    assert_name("", "en", "");
    assert_name("zz", "en", "zz");
    assert_name("!", "en", "!");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_in_english_and_in_welsh),
        cmocka_unit_test(test_what_has_no_name_is_its_tag),
    };
    return cmocka_run_group_tests_name("lang_name", tests, NULL, NULL);
}
