#include "book/reading_age.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_syllables_of_the_fields_own_words(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        uint32_t syllables;
    } rows[] = {
        {"a", 1},          {"the", 1},         {"every", 2},         {"child", 1},
        {"children", 2},   {"school", 1},      {"schools,", 1},      {"learning", 2},
        {"together", 3},   {"inclusive", 3},   {"inclusion", 3},     {"education", 4},
        {"special", 2},    {"social", 2},      {"initial", 3},       {"official", 3},
        {"support", 2},    {"people", 2},      {"Disabled", 3},      {"disability", 5},
        {"mainstream", 2}, {"segregation", 4}, {"reasonable", 4},    {"adjustments", 3},
        {"table", 2},      {"tables", 2},      {"handled", 2},       {"called", 1},
        {"walked", 1},     {"needed", 2},      {"wanted", 2},        {"agreed", 2},
        {"tried", 1},      {"makes", 1},       {"changes", 2},       {"processes", 3},
        {"churches", 2},   {"themselves", 2},  {"families", 3},      {"hopeful", 2},
        {"movement", 2},   {"agreement", 3},   {"management", 3},    {"element", 3},
        {"lonely", 2},     {"something", 2},   {"idea", 3},          {"area", 3},
        {"create", 2},     {"real", 1},        {"creature", 2},      {"being", 2},
        {"doing", 2},      {"saying", 2},      {"studying", 3},      {"employer", 3},
        {"period", 3},     {"various", 3},     {"conscious", 2},     {"religious", 3},
        {"nation", 2},     {"million", 2},     {"science", 2},       {"experience", 4},
        {"patient", 2},    {"society", 4},     {"quiet", 2},         {"earlier", 3},
        {"video", 3},      {"usual", 3},       {"equal", 2},         {"quality", 3},
        {"situation", 4},  {"language", 2},    {"January", 4},       {"centre", 2},
        {"metres", 2},     {"racism", 3},      {"didn’t", 2},        {"doesn't", 2},
        {"hundred", 2},    {"business", 2},    {"co-production", 4}, {"well-being", 3},
        {"and/or", 2},     {"café", 2},        {"off-rolling", 3},   {"intersectionality", 7},
        {"parliament", 3}, {"government", 3},  {"association", 5},   {"rhythm", 2},
        {"you", 1},        {"year", 1},        {"yes", 1},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t found = reading_syllables(rows[i].word, strlen(rows[i].word));
        if (found != rows[i].syllables) {
            print_message("%s: %u, not %u\n", rows[i].word, found, rows[i].syllables);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_numbers_abbreviations_and_addresses_are_one_syllable(void **state)
{
    (void)state;
    static const char *const words[] = {"2014",
                                        "61,500",
                                        "(p.5,",
                                        "UNCRPD",
                                        "EHCP,",
                                        "www.example.org/inclusion",
                                        "someone@example.org",
                                        "https://example.org"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(reading_syllables(words[i], strlen(words[i])), 1);
    static const char *const none[] = {"-", "...", "—", "•", ""};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(reading_syllables(none[i], strlen(none[i])), 0);
}

static void test_a_word_without_end_is_counted_and_does_no_harm(void **state)
{
    (void)state;
    char word[1024];
    memset(word, 'a', sizeof word);
    assert_int_equal(reading_syllables(word, sizeof word), 1);
    memset(word, 0xff, sizeof word);
    (void)reading_syllables(word, sizeof word);
}

/* 200 words in 20 sentences with 300 syllables and 12 long words: 0.39 x 10 + 11.8 x 1.5 - 15.59 = 6.01, so 11.01 years. */
static void test_formulas_by_hand(void **state)
{
    (void)state;
    double years = 0;
    struct reading_count count = {
        .sentences = 20, .words = 200, .syllables = 300, .long_words = 12};
    assert_true(reading_age_flesch_kincaid(&count, &years));
    assert_float_equal((float)years, 11.01F, 0.001F);
    assert_false(reading_age_smog(&count, &years));
    /* 40 sentences, 30 long words: 3.1291 + 1.0430 sqrt(22.5) = 8.0765, so 13.0765 years. */
    count =
        (struct reading_count){.sentences = 40, .words = 400, .syllables = 600, .long_words = 30};
    assert_true(reading_age_smog(&count, &years));
    assert_float_equal((float)years, 13.0765F, 0.001F);
}

static void test_little_text_has_no_age_and_simple_text_is_for_five(void **state)
{
    (void)state;
    double years = 0;
    struct reading_count count = {.sentences = 50, .words = 99, .syllables = 120};
    assert_false(reading_age_flesch_kincaid(&count, &years));
    assert_false(reading_age_smog(&count, &years));
    count = (struct reading_count){.sentences = 50, .words = 200, .syllables = 200};
    assert_true(reading_age_flesch_kincaid(&count, &years));
    assert_float_equal((float)years, 5.0F, 0.001F);
}

static void test_words_are_counted_as_they_come(void **state)
{
    (void)state;
    static const char *const words[] = {"Every", "child", "—", "in", "education", "2026."};
    struct reading_count count = {0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        reading_add_word(&count, words[i], strlen(words[i]));
    assert_int_equal(count.words, 5);
    assert_int_equal(count.syllables, 2 + 1 + 1 + 4 + 1);
    assert_int_equal(count.long_words, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_syllables_of_the_fields_own_words),
        cmocka_unit_test(test_numbers_abbreviations_and_addresses_are_one_syllable),
        cmocka_unit_test(test_a_word_without_end_is_counted_and_does_no_harm),
        cmocka_unit_test(test_formulas_by_hand),
        cmocka_unit_test(test_little_text_has_no_age_and_simple_text_is_for_five),
        cmocka_unit_test(test_words_are_counted_as_they_come),
    };
    return cmocka_run_group_tests_name("reading_age", tests, NULL, NULL);
}
