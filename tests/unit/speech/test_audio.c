/* Where samples go: every one counted once, cuts fade, the volume is smooth, and without a device the clock goes on. */
#include "speech/audio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <SDL.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

enum { RAMP = 8000 };

/* SDL's disk driver writes what it is given to the file that the device is named after. */
struct outputs {
    char folder[64], speaker[96], headset[96];
};

static struct outputs outputs_new(void)
{
    struct outputs o;
    setenv("SDL_AUDIODRIVER", "disk", 1);
    snprintf(o.folder, sizeof o.folder, "/tmp/lectern-audio-XXXXXX");
    assert_non_null(mkdtemp(o.folder));
    snprintf(o.speaker, sizeof o.speaker, "%s/speaker", o.folder);
    snprintf(o.headset, sizeof o.headset, "%s/headset", o.folder);
    return o;
}

static void outputs_remove(const struct outputs *o)
{
    unlink(o->speaker);
    unlink(o->headset);
    rmdir(o->folder);
}

static void write_ramp(struct audio *audio)
{
    static int16_t ramp[RAMP];
    for (int i = 0; i < RAMP; i++)
        ramp[i] = (int16_t)(i + 1);
    assert_int_equal(audio_write(audio, ramp, RAMP), RAMP);
}

static void play_until(struct audio *audio, uint64_t played)
{
    while (audio_played(audio) < played)
        audio_service(audio);
}

/* The samples that are not silence, the first and the last of them. */
static int heard(const char *path, int16_t *first, int16_t *last)
{
    FILE *f = fopen(path, "rb");
    int count = 0;
    int16_t sample;
    *first = *last = 0;
    while (f && fread(&sample, sizeof sample, 1, f) == 1) {
        if (!sample)
            continue;
        *first = *first ? *first : sample;
        assert_true(sample > *last);
        *last = sample;
        count++;
    }
    if (f)
        fclose(f);
    return count;
}

static void test_speech_moves_to_the_headset_and_no_sample_is_lost(void **state)
{
    (void)state;
    struct outputs o = outputs_new();
    struct audio *audio = audio_new(AUDIO_DEVICE);
    audio_set_output(audio, AUDIO_SPEAKER, o.speaker);
    assert_string_equal(audio_route(audio), "speaker");
    write_ramp(audio);
    play_until(audio, 2000);
    audio_set_output(audio, AUDIO_HEADSET, o.headset);
    assert_string_equal(audio_route(audio), "headset");
    play_until(audio, RAMP);
    assert_false(audio_is_lost(audio));
    audio_close(audio);
    int16_t first, last, next, end;
    int before = heard(o.speaker, &first, &last), after = heard(o.headset, &next, &end);
    assert_int_equal(first, 1);
    assert_true(before >= 2000 && after > 0);
    assert_int_equal(next, last + 1);
    assert_int_equal(end, RAMP);
    assert_int_equal(before + after, RAMP);
    audio_free(audio);
    outputs_remove(&o);
}

/* Samples on the left and on the right of a file of pairs that are not silence; those on either side rise. */
static void heard_sides(const char *path, int *left, int *right)
{
    FILE *f = fopen(path, "rb");
    int16_t pair[2], last[2] = {0, 0};
    *left = *right = 0;
    assert_non_null(f);
    while (fread(pair, sizeof pair, 1, f) == 1) {
        for (int side = 0; side < 2; side++) {
            assert_true(!pair[side] || pair[side] == last[side] + 1);
            last[side] = pair[side] ? pair[side] : last[side];
        }
        *left += pair[0] != 0;
        *right += pair[1] != 0;
    }
    fclose(f);
}

/* To try a loudspeaker: one side has all of it, the other is silent; then both are as before. */
static void test_one_side_sounds_alone(void **state)
{
    (void)state;
    for (int side = AUDIO_LEFT; side <= AUDIO_RIGHT; side++) {
        struct outputs o = outputs_new();
        struct audio *audio = audio_new(AUDIO_DEVICE);
        int left, right;
        int16_t first, last;
        audio_set_output(audio, AUDIO_SPEAKER, o.speaker);
        audio_set_sides(audio, (enum audio_sides)side);
        write_ramp(audio);
        play_until(audio, RAMP);
        audio_close(audio);
        heard_sides(o.speaker, &left, &right);
        assert_int_equal(left, side == AUDIO_LEFT ? RAMP : 0);
        assert_int_equal(right, side == AUDIO_RIGHT ? RAMP : 0);
        audio_set_sides(audio, AUDIO_BOTH);
        uint64_t played = audio_played(audio);
        write_ramp(audio);
        play_until(audio, played + RAMP);
        audio_close(audio);
        assert_int_equal(heard(o.speaker, &first, &last), RAMP); /* one channel again */
        audio_free(audio);
        outputs_remove(&o);
    }
}

static void test_one_device_for_both_is_not_opened_anew(void **state)
{
    (void)state;
    struct outputs o = outputs_new();
    struct audio *audio = audio_new(AUDIO_DEVICE);
    audio_set_output(audio, AUDIO_SPEAKER, o.speaker);
    write_ramp(audio);
    play_until(audio, 2000);
    audio_set_output(audio, AUDIO_HEADSET, o.speaker);
    assert_string_equal(audio_route(audio), "headset");
    assert_int_not_equal(audio_service(audio), 0); /* it would be closed */
    play_until(audio, RAMP);
    audio_close(audio);
    int16_t first, last;
    assert_int_equal(heard(o.speaker, &first, &last), RAMP);
    audio_free(audio);
    outputs_remove(&o);
}

static void test_a_headset_that_is_not_there_is_never_the_speaker(void **state)
{
    (void)state;
    setenv("SDL_AUDIODRIVER", "dummy", 1); /* has one device, and takes no other name */
    struct audio *audio = audio_new(AUDIO_DEVICE);
    audio_set_output(audio, AUDIO_HEADSET, "no such headset");
    write_ramp(audio);
    audio_service(audio);
    assert_true(audio_is_lost(audio));
    audio_set_output(audio, AUDIO_SPEAKER, "no such speaker"); /* then the default device */
    audio_service(audio);
    assert_false(audio_is_lost(audio));
    play_until(audio, RAMP);
    audio_free(audio);
}

static void test_a_device_that_dies_is_lost_and_the_clock_goes_on(void **state)
{
    (void)state;
    struct outputs o = outputs_new();
    struct audio *audio = audio_new(AUDIO_DEVICE);
    audio_set_output(audio, AUDIO_HEADSET,
                     "/dev/full"); /* opens well, and fails at the first write */
    write_ramp(audio);
    while (!audio_is_lost(audio))
        audio_service(audio);
    uint64_t played = audio_played(audio);
    assert_true(played < RAMP);
    play_until(audio, played + 1000);
    assert_true(audio_is_lost(audio));
    audio_set_output(audio, AUDIO_SPEAKER, o.speaker);
    while (audio_is_lost(audio))
        audio_service(audio);
    play_until(audio, RAMP);
    audio_close(audio);
    int16_t first, last;
    assert_true(heard(o.speaker, &first, &last) > 0);
    assert_true(first >= (int16_t)played + 1000); /* what nobody heard is not said again */
    assert_int_equal(last, RAMP);
    audio_free(audio);
    outputs_remove(&o);
}

static void test_a_lost_device_comes_back_by_itself(void **state)
{
    (void)state;
    setenv("SDL_AUDIODRIVER", "no such driver", 1);
    struct audio *audio = audio_new(AUDIO_DEVICE);
    write_ramp(audio);
    audio_service(audio);
    assert_true(audio_is_lost(audio));
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    while (audio_is_lost(audio)) { /* nobody tells; it is tried again after AUDIO_RETRY_MS */
        if (audio_waiting(audio) < RAMP)
            write_ramp(audio);
        audio_service(audio);
    }
    audio_free(audio);
}

static void *serve(void *data)
{
    audio_service(data);
    audio_close(data);
    return NULL;
}

static void test_no_device_is_opened_while_it_is_held(void **state)
{
    (void)state;
    setenv("SDL_AUDIODRIVER", "no such driver", 1);
    struct audio *audio = audio_new(AUDIO_DEVICE);
    write_ramp(audio);
    audio_hold(NULL);
    audio_hold(audio);
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, serve, audio), 0);
    usleep(100000); /* time to do what it must not */
    assert_false(audio_is_lost(audio));
    audio_let_go(audio);
    audio_let_go(NULL);
    assert_int_equal(pthread_join(writer, NULL), 0);
    assert_true(audio_is_lost(audio));
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
        cmocka_unit_test(test_speech_moves_to_the_headset_and_no_sample_is_lost),
        cmocka_unit_test(test_one_side_sounds_alone),
        cmocka_unit_test(test_one_device_for_both_is_not_opened_anew),
        cmocka_unit_test(test_a_headset_that_is_not_there_is_never_the_speaker),
        cmocka_unit_test(test_a_device_that_dies_is_lost_and_the_clock_goes_on),
        cmocka_unit_test(test_a_lost_device_comes_back_by_itself),
        cmocka_unit_test(test_no_device_is_opened_while_it_is_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
