#include "book/syllable.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *lang, const char *word, const char *wanted)
{
    struct syllable parts[SYLLABLES_MOST];
    struct str text = {0};
    size_t count = syllable_split(word, strlen(word), lang, parts);
    for (size_t i = 0; i < count; i++) {
        str_add(&text, i ? "-" : "");
        str_add_bytes(&text, word + parts[i].start, parts[i].bytes);
    }
    assert_string_equal(str_text(&text), wanted);
    str_free(&text);
}

static void test_english_by_rule(void **state)
{
    (void)state;
    expect("en-GB", "education", "e-du-ca-tion");
    expect("en-GB", "consultation", "con-sul-ta-tion");
    expect("en-GB", "special", "spe-cial");
    expect("en-GB", "information", "in-for-ma-tion");
    expect("en-GB", "mainstream", "main-stream");
    expect("en-GB", "support", "sup-port");
    expect("en-GB", "teacher", "teach-er");
    expect("en-GB", "helping", "help-ing");
    expect("en-GB", "little", "lit-tle");
    expect("en-GB", "homes", "homes");
    expect("en-GB", "named", "named");
    expect("en-GB", "homeless", "home-less");
    expect("en-GB", "framework", "frame-work");
    expect("en-GB", "apprenticeship", "ap-pren-tice-ship");
    expect("en-GB", "league", "league");
    expect("en-GB", "question", "ques-tion");
    expect("en-GB", "sustainable", "sus-tain-a-ble");
}

static void test_english_by_table(void **state)
{
    (void)state;
    expect("", "people", "peo-ple");
    expect("", "carers", "car-ers");
    expect("", "tribunal", "tri-bu-nal");
    expect("", "Parliament", "Par-lia-ment");
    expect("", "evidence", "ev-i-dence");
}

static void test_welsh(void **state)
{
    (void)state;
    expect("cy", "hawliau", "haw-liau");
    expect("cy", "cyfraith", "cyf-raith");
    expect("cy", "iaith", "iaith");
    expect("cy", "ymgyrch", "ym-gyrch");
    expect("cy", "cynllun", "cyn-llun");
    expect("cy", "gweithio", "gwei-thio");
    expect("cy", "d\xc5\xb5r", "d\xc5\xb5r");
}

static void test_signs_around_and_inside_a_word(void **state)
{
    (void)state;
    expect("en",
           "(\xe2\x80\x98"
           "children\xe2\x80\x99s,",
           "chil-dren\xe2\x80\x99s");
    expect("en", "co-production.", "co-pro-duc-tion");
    expect("en", "and/or", "and-or");
    expect("en", "EHCP,", "EHCP");
    expect("en", "DfE", "DfE");
    expect("en", "61,500", "61,500");
    expect("en", "\xe2\x80\x93", "");
    expect("en", "", "");
}

static void test_other_languages_stay_whole(void **state)
{
    (void)state;
    expect("de", "Bildung", "Bildung");
    expect("en", "\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb0",
           "\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb0");
}

static void test_long_words_are_held(void **state)
{
    (void)state;
    struct str word = {0};
    struct syllable parts[SYLLABLES_MOST];
    for (int i = 0; i < 200; i++)
        str_add(&word, "la");
    assert_int_equal(syllable_split(word.data, word.length_bytes, "en", parts), 1);
    assert_int_equal(parts[0].bytes, 400);
    str_clear(&word);
    for (int i = 0; i < 200; i++)
        str_add(&word, "la-");
    assert_int_equal(syllable_split(word.data, word.length_bytes, "en", parts), SYLLABLES_MOST);
    const struct syllable *last = &parts[SYLLABLES_MOST - 1];
    assert_int_equal(last->start + last->bytes, 599);
    str_free(&word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_by_rule),
        cmocka_unit_test(test_english_by_table),
        cmocka_unit_test(test_welsh),
        cmocka_unit_test(test_signs_around_and_inside_a_word),
        cmocka_unit_test(test_other_languages_stay_whole),
        cmocka_unit_test(test_long_words_are_held),
    };
    return cmocka_run_group_tests_name("syllable", tests, NULL, NULL);
}
