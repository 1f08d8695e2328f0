/* Where samples go: every one counted once, cuts fade, the volume is smooth, and without a device the clock goes on. */
#include "speech/audio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <SDL.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void fill(int16_t *samples, size_t count, int16_t value)
{
    for (size_t i = 0; i < count; i++)
        samples[i] = value;
}

static void test_what_is_written_is_read_in_order(void **state)
{
    (void)state;
    struct audio *audio = audio_new(AUDIO_SCRIPT);
    int16_t in[1000], out[1200];
    for (int i = 0; i < 1000; i++)
        in[i] = (int16_t)(i + 1);
    assert_int_equal(audio_write(audio, in, 1000), 1000);
    assert_int_equal(audio_waiting(audio), 1000);
    assert_int_equal(audio_played(audio), 0);
    assert_int_equal(audio_pull(audio, out, 400), 400);
    assert_memory_equal(out, in, 400 * sizeof *in);
    assert_int_equal(audio_played(audio), 400);
    assert_int_equal(audio_pull(audio, out, 1200), 600);
    assert_memory_equal(out, in + 400, 600 * sizeof *in);
    assert_int_equal(out[600], 0);
    assert_int_equal(audio_played(audio), 1000); /* silence is not counted */
    audio_free(audio);
}

static void test_the_ring_takes_no_more_than_it_holds(void **state)
{
    (void)state;
    struct audio *audio = audio_new(AUDIO_SCRIPT);
    int16_t *in = calloc(AUDIO_RING_SAMPLES, sizeof *in), out[100];
    assert_int_equal(audio_write(audio, in, AUDIO_RING_SAMPLES), AUDIO_RING_SAMPLES);
    assert_int_equal(audio_write(audio, in, 1), 0);
    assert_int_equal(audio_pull(audio, out, 100), 100);
    fill(in, 100, 7);
    assert_int_equal(audio_write(audio, in, AUDIO_RING_SAMPLES), 100);
    assert_int_equal(audio_written(audio), AUDIO_RING_SAMPLES + 100);
    free(in);
    audio_free(audio);
}

static void test_a_cut_fades_and_drops_the_rest(void **state)
{
    (void)state;
    struct audio *audio = audio_new(AUDIO_SCRIPT);
    int16_t in[2000], out[2000];
    fill(in, 2000, 10000);
    audio_write(audio, in, 2000);
    audio_pull(audio, out, 500);
    assert_int_equal(audio_cut(audio, 0), 500 + AUDIO_FADE_SAMPLES);
    assert_int_equal(audio_pull(audio, out, 2000), AUDIO_FADE_SAMPLES);
    for (int i = 1; i < AUDIO_FADE_SAMPLES; i++)
        assert_true(out[i] < out[i - 1]);
    assert_true(out[AUDIO_FADE_SAMPLES - 1] < 500);
    audio_free(audio);
}

static void test_a_cut_in_time_to_come_keeps_what_is_before(void **state)
{
    (void)state;
    struct audio *audio = audio_new(AUDIO_SCRIPT);
    int16_t in[2000], out[2000];
    fill(in, 2000, 10000);
    audio_write(audio, in, 2000);
    assert_int_equal(audio_cut(audio, 1500), 1500 + AUDIO_FADE_SAMPLES);
    assert_int_equal(audio_cut(audio, 1900), 1500 + AUDIO_FADE_SAMPLES);
    assert_int_equal(audio_pull(audio, out, 2000), 1500 + AUDIO_FADE_SAMPLES);
    assert_int_equal(out[1499], 10000);
    audio_free(audio);
}

static void test_a_cut_before_the_first_sample_leaves_nothing(void **state)
{
    (void)state;
    struct audio *audio = audio_new(AUDIO_SCRIPT);
    int16_t in[100], out[100];
    fill(in, 100, 10000);
    audio_write(audio, in, 100);
    assert_int_equal(audio_cut(audio, 0), 0);
    assert_int_equal(audio_pull(audio, out, 100), 0);
    audio_free(audio);
}

static void test_the_volume_changes_smoothly(void **state)
{
    (void)state;
    struct audio *audio = audio_new(AUDIO_SCRIPT);
    static int16_t in[4000], out[4000];
    fill(in, 4000, 16000);
    audio_write(audio, in, 4000);
    audio_pull(audio, out, 1000);
    assert_int_equal(out[999], 16000);
    audio_set_volume_db(audio, -20);
    audio_pull(audio, out, 1000);
    for (int i = 1; i < 1000; i++)
        assert_in_range(out[i - 1] - out[i], 0, 200);
    assert_in_range(out[999], 1590, 1610);
    audio_set_volume_db(audio, -18); /* one step of 18 dB below the loudest: an eighth */
    audio_pull(audio, out, 1000);
    assert_in_range(out[999], 2000, 2030);
    audio_set_volume_db(audio, 10);
    audio_pull(audio, out, 1000);
    assert_int_equal(out[999], 16000);
    audio_free(audio);
}

static void test_the_null_clock_consumes_by_itself(void **state)
{
    (void)state;
    struct audio *audio = audio_new(AUDIO_NULL);
    assert_true(audio_is_lost(audio));
    static int16_t in[2205];
    audio_write(audio, in, 2205);
    uint64_t last = 0;
    while (last < 2205) { /* 100 ms go by; nothing is asserted about how fast */
        uint64_t played = audio_played(audio);
        assert_true(played >= last && played <= 2205);
        last = played;
    }
    assert_int_equal(audio_waiting(audio), 0);
    assert_int_equal(audio_service(audio), -1);
    audio_free(audio);
}

static void test_no_device_becomes_a_null_clock(void **state)
{
    (void)state;
    setenv("SDL_AUDIODRIVER", "no such driver", 1);
    struct audio *audio = audio_new(AUDIO_DEVICE);
    assert_false(audio_is_lost(audio)); /* nobody asked yet */
    assert_int_equal(audio_service(audio), -1);
    static int16_t in[2205];
    audio_write(audio, in, 2205);
    audio_service(audio);
    assert_true(audio_is_lost(audio));
    while (audio_played(audio) < 2205)
        ;
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    audio_retry(audio);
    audio_write(audio, in, 2205);
    audio_service(audio);
    assert_false(audio_is_lost(audio));
    while (audio_played(audio) < 2 * 2205)
        ;
    audio_set_lost(audio, true);
    audio_write(audio, in, 2205);
    assert_true(audio_is_lost(audio));
    while (audio_played(audio) < 3 * 2205)
        audio_service(audio);
    audio_close(audio);
    audio_free(audio);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read_in_order),
        cmocka_unit_test(test_the_ring_takes_no_more_than_it_holds),
        cmocka_unit_test(test_a_cut_fades_and_drops_the_rest),
        cmocka_unit_test(test_a_cut_in_time_to_come_keeps_what_is_before),
        cmocka_unit_test(test_a_cut_before_the_first_sample_leaves_nothing),
        cmocka_unit_test(test_the_volume_changes_smoothly),
        cmocka_unit_test(test_the_null_clock_consumes_by_itself),
        cmocka_unit_test(test_no_device_becomes_a_null_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
