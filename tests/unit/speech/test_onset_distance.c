/* The lit word against the heard word: all within 60 ms, and 95 % within 20 ms, at every speed. These are counts of samples, not of
 * time that passes. */
#include "../../bench/onset_measure.h"
#include "speech/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const sentences[] = {
    "We want every one of the schools in the country to be open to all of the children.",
    "In 2024 the government gave £23,900 to each of them, and 61,500 children had no place.",
    "See the report (p. 5) and Article 24 of the UNCRPD, which the UK signed in 2009.",
    "It was the best of times; it was the worst of times, for some of us.",
    "Disabled people have been in and out of court for years. What for?",
    "Write to us at hello@example.org, or ring 020 7946 0000 on a Monday.",
    "If it is to be, it is up to me, and to the rest of us at the end of the day.",
};

static void measure(int words_per_minute, struct onset_errors *errors)
{
    struct voice *voice;
    struct lexicon *lexicon = lexicon_load("en");
    struct voice_settings settings = {"", words_per_minute, 50};
    assert_int_equal(voice_new(&voice), ERR_OK);
    voice_set(voice, &settings, "en");
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct spoken spoken;
        spoken_make_text(lexicon, "en", sentences[i], &spoken);
        onset_measure(voice, &spoken, errors);
        spoken_free(&spoken);
    }
    lexicon_free(lexicon);
    voice_free(voice);
}

static void test_the_lit_word_is_the_heard_word(void **state)
{
    (void)state;
    static const int speeds[] = {80, 175, 300, 450};
    for (size_t i = 0; i < 4; i++) {
        struct onset_errors errors = {0};
        measure(speeds[i], &errors);
        assert_in_range(errors.plain.count, 80, errors.words);
        assert_true(errors.joined.count > 0);
        assert_true(errors.after_pause.count > 0);
        assert_true(onset_percentile(&errors.plain, 95) <= 20);
        assert_true(onset_percentile(&errors.plain, 100) <= 60);
        assert_true(onset_percentile(&errors.joined, 100) <= 60);
        assert_true(onset_percentile(&errors.after_pause, 100) <= 60);
        onset_free(&errors);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_lit_word_is_the_heard_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
