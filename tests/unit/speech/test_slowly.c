/* Words said slowly: each syllable has one vowel, and begins as a word may begin. */
#include "speech/slowly.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *phonemes, const char *expected)
{
    struct str all = {0};
    size_t at = 0;
    while (slowly_next(phonemes, &at, &all))
        str_add_char(&all, ' ');
    assert_string_equal(str_text(&all), expected);
    str_free(&all);
}

static void test_each_syllable_has_a_vowel(void **state)
{
    (void)state;
    check(",E dZ u: k 'eI S @ n ", "[[,E]] [[dZu:]] [[k'eI]] [[S@n]] ");
    check("I2 l 'E k t @ r @ L", "[[I2]] [[l'Ek]] [[t@]] [[r@L]] ");
    check("k a m p 'eI n", "[[kam]] [[p'eIn]] ");
}

static void test_consonants_that_begin_words_stay_together(void **state)
{
    (void)state;
    check("I2 n k l 'u: s I v", "[[I2n]] [[kl'u:]] [[sIv]] ");
    check("s I N 3", "[[sIN]] [[3]] ");
    check("'A: D Y s g", "[['A:]] [[DYsg]] ");
}

static void test_short_and_empty_words(void **state)
{
    (void)state;
    check("", "");
    check("   ", "");
    check("s", "[[s]] ");
    check("s t", "[[st]] ");
    check("l 'O:", "[[l'O:]] ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_syllable_has_a_vowel),
        cmocka_unit_test(test_consonants_that_begin_words_stay_together),
        cmocka_unit_test(test_short_and_empty_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
