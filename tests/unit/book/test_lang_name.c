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

/* The names that are known without ICU are its own: in "en-GB" and "cy-GB" it is asked. */
static void test_a_languages_own_name_is_the_same_without_icu(void **state)
{
    (void)state;
    static const char *const tags[][2] = {{"en", "en-GB"}, {"cy", "cy-GB"}};
    for (size_t i = 0; i < 2; i++) {
        struct str name = {0};
        lang_name_add(&name, tags[i][1], tags[i][1]);
        assert_name(tags[i][0], tags[i][0], str_text(&name));
        str_free(&name);
    }
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
        cmocka_unit_test(test_a_languages_own_name_is_the_same_without_icu),
        cmocka_unit_test(test_what_has_no_name_is_its_tag),
    };
    return cmocka_run_group_tests_name("lang_name", tests, NULL, NULL);
}
