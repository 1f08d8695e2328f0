/* Which voices there are, found without starting espeak-ng; and the steps of speed. */
#include "speech/voice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void test_languages_are_found_as_files(void **state)
{
    (void)state;
    static const char *const spoken[] = {"en",  "en-GB", "cy",    "fr",    "de", "pl",    "ur",
                                         "ar",  "CY",    "zh-CN", "hi",    "no", "nb-NO", "yue",
                                         "hbs", "chr",   "hy",    "pt-BR", ""};
    static const char *const unknown[] = {"xx", "qaa", "xx-GB", "../..", "e", "gmw", "zls"};
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        assert_true(voice_has_language(spoken[i]));
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(voice_has_language(unknown[i]));
}

static void test_the_voice_agrees_with_the_files(void **state)
{
    (void)state;
    struct voice *voice;
    struct voice_settings usual = {"", VOICE_WPM_USUAL, 50};
    assert_int_equal(voice_new(&voice), ERR_OK);
    static const char *const spoken[] = {"hi", "zh", "no", "hbs", "yue", "cy"};
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        assert_true(voice_set(voice, &usual, spoken[i]));
    assert_false(voice_set(voice, &usual, "km"));
    assert_true(voice_set(voice, &usual, "cy"));
    voice_free(voice);
}

static void test_there_are_five_voices_and_more_with_names(void **state)
{
    (void)state;
    struct voice_choice voices[VOICE_CHOICES_MOST];
    size_t count = voice_list("en", voices), high = 0;
    assert_in_range(count, 5, VOICE_CHOICES_MOST);
    assert_string_equal(voices[0].id, "");
    for (size_t i = 0; i < count; i++) {
        high += voices[i].is_high;
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(voices[i].name, voices[k].name);
            assert_string_not_equal(voices[i].id, voices[k].id);
        }
    }
    assert_in_range(high, 2, count - 2);
    assert_int_equal(voice_list("km", voices), 0);
}

static bool add_sound(void *data, const int16_t *samples, size_t count,
                      const struct voice_event *events, size_t event_count)
{
    (void)events;
    (void)event_count;
    uint64_t *sum = data;
    for (size_t i = 0; i < count; i++)
        *sum = *sum * 31 + (uint16_t)samples[i];
    return true;
}

static void test_the_voices_do_not_sound_the_same(void **state)
{
    (void)state;
    struct voice_choice voices[VOICE_CHOICES_MOST];
    size_t count = voice_list("en", voices);
    uint64_t sums[VOICE_CHOICES_MOST] = {0};
    struct voice *voice;
    assert_int_equal(voice_new(&voice), ERR_OK);
    for (size_t i = 0; i < count; i++) {
        struct voice_settings settings = {"", VOICE_WPM_USUAL, 50};
        memcpy(settings.name, voices[i].id, sizeof settings.name);
        voice_set(voice, &settings, "en");
        voice_speak(voice, "Good morning.", add_sound, &sums[i]);
        for (size_t k = 0; k < i; k++)
            assert_true(sums[i] != sums[k]);
    }
    voice_free(voice);
}

static void test_speed_goes_in_steps(void **state)
{
    (void)state;
    assert_int_equal(voice_step_rate(175, 1), 200);
    assert_int_equal(voice_step_rate(175, -1), 160);
    assert_int_equal(voice_step_rate(80, -1), 80);
    assert_int_equal(voice_step_rate(450, 3), 450);
    assert_int_equal(voice_step_rate(180, 1), 200);
    assert_int_equal(voice_step_rate(180, -1), 175);
    assert_int_equal(voice_step_rate(1000, -1), 450);
    assert_int_equal(voice_step_rate(0, 1), 100);
    assert_int_equal(voice_step_rate(300, 0), 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages_are_found_as_files),
        cmocka_unit_test(test_the_voice_agrees_with_the_files),
        cmocka_unit_test(test_there_are_five_voices_and_more_with_names),
        cmocka_unit_test(test_the_voices_do_not_sound_the_same),
        cmocka_unit_test(test_speed_goes_in_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
