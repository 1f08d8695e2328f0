/* The narrator on a script's clock: reads, pauses, resumes, stops, gives way to the interface, ends; every sample counted. */
#include "base/mem.h"
#include "book/builder.h"
#include "book/file.h"
#include "speech/audio.h"
#include "speech/narrator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP = 220 }; /* 10 ms */

struct stage {
    struct str bytes;
    struct book *book;
    struct audio *audio;
    struct narrator *narrator;
    atomic_uint wakes;
    int16_t *sound; /* all that was pulled */
    size_t sound_count, sound_cap;
};

static void wake(void *data)
{
    struct stage *stage = data;
    atomic_fetch_add(&stage->wakes, 1);
}

static void add_block(struct builder *b, enum block_kind kind, const char *text)
{
    struct builder_block block = {.kind = kind, .level = 1, .page = 1};
    builder_begin(b, &block);
    builder_text(b, text, strlen(text), NULL);
    builder_end(b);
}

/* Words: 1-2 heading; 3-7 and 8-11 two sentences; 12-16 a list item; and a picture with a description. */
static void make_book(struct stage *stage)
{
    struct builder *b = builder_new();
    builder_set_lang(b, "en-GB");
    builder_add_page(b, "1", 595, 842);
    add_block(b, BLOCK_HEADING, "Our demands");
    add_block(b, BLOCK_PARAGRAPH, "Every school must be open. We learn better together.");
    struct builder_block figure = {.kind = BLOCK_FIGURE, .page = 1};
    builder_add_figure(b, &figure, NULL, 0, 0, 0, "Three children read.", "en-GB");
    add_block(b, BLOCK_LIST_ITEM, "Some of the money, now.");
    assert_int_equal(builder_finish(b, &stage->bytes), ERR_OK);
    builder_free(b);
    assert_int_equal(book_from_bytes((const unsigned char *)stage->bytes.data,
                                     stage->bytes.length_bytes, &stage->book),
                     ERR_OK);
    assert_int_equal(stage->book->word_count, 16);
}

static struct stage *stage_of(void **state)
{
    return *state;
}

static int set_stage(void **state)
{
    struct stage *stage = mem_new(1, sizeof *stage);
    make_book(stage);
    stage->audio = audio_new(AUDIO_SCRIPT);
    stage->narrator = narrator_new(stage->audio, wake, stage);
    narrator_keep_events(stage->narrator, true);
    struct narrator_settings settings = narrator_settings_default();
    settings.announce = 0;
    narrator_set(stage->narrator, &settings);
    *state = stage;
    return 0;
}

static int clear_stage(void **state)
{
    struct stage *stage = *state;
    narrator_free(stage->narrator);
    audio_free(stage->audio);
    book_close(stage->book);
    str_free(&stage->bytes);
    free(stage->sound);
    free(stage);
    return 0;
}

/* Lets 10 ms of sound pass; returns how many samples were speech. */
static size_t step(struct stage *stage)
{
    if (stage->sound_count + STEP > stage->sound_cap) {
        stage->sound_cap = (stage->sound_count + STEP) * 2;
        stage->sound = mem_resize(stage->sound, stage->sound_cap, sizeof *stage->sound);
    }
    narrator_wait_made(stage->narrator, STEP);
    size_t got = audio_pull(stage->audio, stage->sound + stage->sound_count, STEP);
    stage->sound_count += STEP;
    return got;
}

static void step_until_word(struct stage *stage, uint32_t word)
{
    for (int i = 0; i < 3000 && narrator_word(stage->narrator) != word; i++)
        step(stage);
    assert_int_equal(narrator_word(stage->narrator), word);
}

static void step_until_end(struct stage *stage)
{
    for (int i = 0; i < 6000 && narrator_state(stage->narrator) != NARRATOR_FINISHED; i++)
        step(stage);
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_FINISHED);
}

static void test_every_word_is_lit_once_and_in_order(void **state)
{
    struct stage *stage = stage_of(state);
    uint32_t lit[64];
    size_t count = 0;
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_SILENT);
    narrator_read(stage->narrator, stage->book, 1, 0);
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_READING);
    while (narrator_state(stage->narrator) == NARRATOR_READING && count < 60) {
        uint32_t word = narrator_word(stage->narrator);
        if (word && (!count || lit[count - 1] != word))
            lit[count++] = word;
        step(stage);
    }
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_FINISHED);
    assert_int_equal(narrator_word(stage->narrator), 0);
    static const uint32_t expected[] = {1,  2,  3,  4,  5,  6,  7,  8,  9, 10,
                                        11, 17, 18, 19, 12, 13, 14, 15, 16};
    assert_int_equal(count, sizeof expected / sizeof *expected);
    assert_memory_equal(lit, expected, sizeof expected);
    assert_true(atomic_load(&stage->wakes) > 0);
}

static void test_text_only_passes_over_pictures(void **state)
{
    struct stage *stage = stage_of(state);
    struct narrator_settings settings = narrator_settings_default();
    settings.text_only = true;
    narrator_set(stage->narrator, &settings);
    narrator_read(stage->narrator, stage->book, 11, 0);
    step_until_word(stage, 11);
    while (narrator_word(stage->narrator) == 11)
        step(stage);
    assert_int_equal(narrator_word(stage->narrator), 12);
}

static void test_reading_ends_at_the_last_word_asked_for(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 4, 6);
    step_until_word(stage, 4);
    step_until_word(stage, 6);
    step_until_end(stage);
}

static void test_pause_is_silent_at_once_and_resumes_at_the_same_word(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_word(stage, 6);
    narrator_pause(stage->narrator);
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_PAUSED);
    assert_int_equal(narrator_word(stage->narrator), 6);
    assert_true(step(stage) <= AUDIO_FADE_SAMPLES);
    assert_int_equal(step(stage), 0);
    assert_int_equal(narrator_next_change_us(stage->narrator), UINT64_MAX);
    narrator_resume(stage->narrator);
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_READING);
    assert_int_equal(narrator_word(stage->narrator), 6);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(step(stage), STEP); /* it sounds at once */
        assert_int_equal(narrator_word(stage->narrator), 6);
    }
    step_until_word(stage, 7);
    step_until_end(stage);
}

static void test_stop_forgets_the_place(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_word(stage, 4);
    narrator_stop(stage->narrator);
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_SILENT);
    assert_int_equal(narrator_word(stage->narrator), 0);
    assert_true(step(stage) <= AUDIO_FADE_SAMPLES);
    assert_int_equal(step(stage), 0);
    narrator_resume(stage->narrator); /* there is nothing to resume */
    assert_int_equal(step(stage), 0);
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_SILENT);
}

static void test_interface_speech_interrupts_and_reading_goes_on(void **state)
{
    struct stage *stage = stage_of(state);
    struct narrator_event event;
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_word(stage, 5);
    uint64_t at = audio_played(stage->audio);
    narrator_say(stage->narrator, "Louder", "en", false);
    assert_true(narrator_is_talking(stage->narrator));
    while (narrator_is_talking(stage->narrator)) {
        step(stage);
        assert_int_equal(narrator_word(stage->narrator), 5);
    }
    uint32_t next = 0;
    uint64_t begun = 0;
    while (narrator_next_event(stage->narrator, &event) || !next) {
        if (event.kind == NARRATOR_EVENT_START && event.interface) {
            assert_string_equal(event.text, "Louder");
            begun = event.sample;
        } else if (begun && event.kind == NARRATOR_EVENT_WORD) {
            next = event.word;
            break;
        }
        step(stage);
    }
    assert_in_range(begun, at, at + AUDIO_FADE_SAMPLES);
    assert_int_equal(next, 5);
    step_until_end(stage);
}

static void test_interface_speech_waits_when_asked(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_say(stage->narrator, "Listen", "en", false);
    narrator_say(stage->narrator, "Button 3 of 7", "en", true);
    narrator_read(stage->narrator, stage->book, 1, 0); /* what was sounding stops */
    narrator_say(stage->narrator, "Home", "en", false);
    step(stage);
    narrator_say(stage->narrator, "Six sections", "en", true);
    const char *expected[] = {"Home", "Six sections", "Our demands"};
    struct narrator_event event;
    size_t seen = 0;
    for (int i = 0; i < 1000 && seen < 3; i++) {
        while (seen < 3 && narrator_next_event(stage->narrator, &event)) {
            if (event.kind == NARRATOR_EVENT_START) {
                assert_string_equal(event.text, expected[seen]);
                seen++;
            }
        }
        step(stage);
    }
    assert_int_equal(seen, 3);
}

static void test_newer_interface_speech_silences_older(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_say(stage->narrator, "This is a long sentence that nobody wants to hear out.", "en",
                 false);
    for (int i = 0; i < 10; i++)
        step(stage);
    uint64_t at = audio_played(stage->audio);
    narrator_say(stage->narrator, "Back", "en", false);
    struct narrator_event event;
    uint64_t stopped = 0, begun = 0;
    for (int i = 0; i < 200; i++) {
        step(stage);
        while (narrator_next_event(stage->narrator, &event)) {
            if (event.kind == NARRATOR_EVENT_STOP && !stopped)
                stopped = event.sample;
            if (event.kind == NARRATOR_EVENT_START && strcmp(event.text, "Back") == 0)
                begun = event.sample;
        }
    }
    assert_in_range(stopped, at, at + AUDIO_FADE_SAMPLES);
    assert_int_equal(begun, stopped);
    assert_false(narrator_is_talking(stage->narrator));
}

static void test_hush_ends_interface_speech_only(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_word(stage, 3);
    narrator_say(stage->narrator, "Help for this screen follows now.", "en", false);
    step(stage);
    narrator_hush(stage->narrator);
    assert_false(narrator_is_talking(stage->narrator));
    assert_int_equal(narrator_state(stage->narrator), NARRATOR_READING);
    step_until_end(stage);
}

static void test_pausing_keeps_interface_speech(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_word(stage, 3);
    narrator_say(stage->narrator, "Paused", "en", false);
    for (int i = 0; i < 5; i++)
        step(stage);
    narrator_pause(stage->narrator);
    assert_true(narrator_is_talking(stage->narrator));
    assert_int_equal(step(stage), STEP);
    while (narrator_is_talking(stage->narrator))
        step(stage);
    for (int i = 0; i < 30; i++)
        step(stage);
    assert_int_equal(step(stage), 0);
    assert_int_equal(narrator_word(stage->narrator), 3);
    narrator_resume(stage->narrator);
    step_until_end(stage);
}

/* Between two sentences lies the set pause, no more. */
static void test_sentences_follow_at_the_set_pause(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 3, 11);
    struct narrator_event event;
    uint64_t stop = 0, start = 0;
    for (int i = 0; i < 2000 && !start; i++) {
        step(stage);
        while (narrator_next_event(stage->narrator, &event)) {
            if (event.kind == NARRATOR_EVENT_STOP && !stop)
                stop = event.sample;
            else if (event.kind == NARRATOR_EVENT_START && stop)
                start = event.sample;
        }
    }
    uint64_t pause = 150u * 22050u / 1000u;
    assert_int_equal(start - stop, pause);
    assert_true(abs(stage->sound[stop - 1]) > 20);
    assert_true(abs(stage->sound[start]) > 20);
}

static void test_events_come_in_order_and_tell_all(void **state)
{
    struct stage *stage = stage_of(state);
    struct narrator_event event;
    uint64_t last = 0;
    int starts = 0, stops = 0, words = 0;
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_end(stage);
    while (narrator_next_event(stage->narrator, &event)) {
        assert_true(event.sample >= last);
        last = event.sample;
        assert_false(event.interface);
        starts += event.kind == NARRATOR_EVENT_START;
        stops += event.kind == NARRATOR_EVENT_STOP;
        words += event.kind == NARRATOR_EVENT_WORD;
        assert_string_equal(event.lang, "en-GB");
        assert_in_range(starts - stops, 0, 1);
    }
    assert_int_equal(starts, 5);
    assert_int_equal(stops, 5);
    assert_int_equal(words, 19);
}

static void test_the_next_change_is_told_to_the_sample(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_word(stage, 3);
    for (int i = 0; i < 6; i++) {
        uint32_t word = narrator_word(stage->narrator);
        narrator_wait_made(stage->narrator, 22050);
        uint64_t us = narrator_next_change_us(stage->narrator);
        size_t samples = (size_t)(us * 22050 / 1000000);
        assert_in_range(samples, 1, 22050);
        int16_t sound[22050];
        audio_pull(stage->audio, sound, samples - 1);
        assert_int_equal(narrator_word(stage->narrator), word);
        audio_pull(stage->audio, sound, 2);
        assert_int_not_equal(narrator_word(stage->narrator), word);
    }
}

static void test_a_new_speed_begins_with_the_next_sentence(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 3, 0);
    step_until_word(stage, 4);
    struct narrator_settings settings = narrator_settings_default();
    settings.voice.words_per_minute = 80;
    narrator_set(stage->narrator, &settings);
    step_until_word(stage, 8);
    uint64_t slow = audio_played(stage->audio);
    step_until_word(stage, 11);
    slow = audio_played(stage->audio) - slow;
    settings.voice.words_per_minute = 450;
    narrator_set(stage->narrator, &settings);
    narrator_read(stage->narrator, stage->book, 8, 0);
    step_until_word(stage, 8);
    uint64_t quick = audio_played(stage->audio);
    step_until_word(stage, 11);
    quick = audio_played(stage->audio) - quick;
    assert_true(slow > quick * 3);
}

static void test_reading_again_takes_as_long(void **state)
{
    struct stage *stage = stage_of(state);
    uint64_t lengths[3];
    for (int i = 0; i < 3; i++) {
        uint64_t begun = audio_played(stage->audio);
        narrator_read(stage->narrator, stage->book, 1, 0);
        step_until_end(stage);
        lengths[i] = audio_played(stage->audio) - begun;
    }
    assert_in_range(lengths[1], lengths[2] - 1000,
                    lengths[2] + 1000); /* the voice varies a little */
}

/* How many samples it takes to read the first paragraph with the lexicons of these folders; NULL: none. */
static uint64_t length_with(struct stage *stage, const char *staffs, const char *packs)
{
    struct narrator_settings settings = narrator_settings_default();
    snprintf(settings.words_folder, sizeof settings.words_folder, "%s", staffs ? staffs : "");
    snprintf(settings.pack_folder, sizeof settings.pack_folder, "%s", packs ? packs : "");
    narrator_set(stage->narrator, &settings);
    uint64_t begun = audio_played(stage->audio);
    narrator_read(stage->narrator, stage->book, 3, 7);
    step_until_end(stage);
    return audio_played(stage->audio) - begun;
}

static void write_lexicon(const char *folder, const char *line)
{
    char path[128];
    snprintf(path, sizeof path, "%s/lexicon.tsv", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(line, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void remove_folder(const char *folder)
{
    char path[128];
    snprintf(path, sizeof path, "%s/lexicon.tsv", folder);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_a_packs_words_go_before_ours_and_after_staffs(void **state)
{
    struct stage *stage = stage_of(state);
    char packs[] = "/tmp/lectern-XXXXXX", staffs[] = "/tmp/lectern-XXXXXX";
    assert_non_null(mkdtemp(packs));
    assert_non_null(mkdtemp(staffs));
    write_lexicon(packs, "school\tschool of all the boys and girls who live in our town\n");
    write_lexicon(staffs, "school\tschool\n");
    uint64_t usual = length_with(stage, NULL, NULL);
    assert_true(length_with(stage, NULL, packs) > usual * 3 / 2);
    assert_true(length_with(stage, staffs, packs) < usual * 5 / 4);
    assert_true(length_with(stage, NULL, NULL) < usual * 5 / 4);
    remove_folder(packs);
    remove_folder(staffs);
}

static void test_many_quick_orders_leave_it_well(void **state)
{
    struct stage *stage = stage_of(state);
    for (uint32_t i = 0; i < 200; i++) {
        switch (i % 7) {
        case 0:
            narrator_read(stage->narrator, stage->book, i % 19 + 1, 0);
            break;
        case 1:
            narrator_say(stage->narrator, "Next", "en", i % 2);
            break;
        case 2:
            narrator_pause(stage->narrator);
            break;
        case 3:
            narrator_resume(stage->narrator);
            break;
        case 4:
            step(stage);
            break;
        case 5:
            narrator_hush(stage->narrator);
            break;
        default:
            narrator_stop(stage->narrator);
        }
    }
    narrator_read(stage->narrator, stage->book, 12, 0);
    step_until_end(stage);
}

static void test_a_lost_device_is_silent_but_goes_on(void **state)
{
    struct stage *stage = stage_of(state);
    narrator_read(stage->narrator, stage->book, 1, 0);
    step_until_word(stage, 3);
    audio_set_lost(stage->audio, true);
    assert_true(audio_is_lost(stage->audio));
    size_t from = stage->sound_count;
    step_until_word(stage, 5);
    for (size_t i = from; i < stage->sound_count; i++)
        assert_int_equal(stage->sound[i], 0);
    audio_set_lost(stage->audio, false);
    assert_false(audio_is_lost(stage->audio));
    step_until_end(stage);
}

/* The same on a clock that runs by itself: what is asserted is the order, never the pace. */
static void read_by_itself(enum audio_kind kind, struct stage *stage)
{
    struct audio *audio = audio_new(kind);
    struct narrator *narrator = narrator_new(audio, wake, stage);
    struct narrator_settings settings = narrator_settings_default();
    settings.voice.words_per_minute = 450;
    narrator_set(narrator, &settings);
    narrator_keep_events(narrator, true);
    narrator_read(narrator, stage->book, 8, 11);
    uint32_t last = 0;
    while (narrator_state(narrator) != NARRATOR_FINISHED) {
        uint32_t word = narrator_word(narrator);
        assert_true(word == 0 || (word >= last && word <= 11));
        last = word ? word : last;
        narrator_next_change_us(narrator);
    }
    assert_int_equal(narrator_word(narrator), 0);
    narrator_say(narrator, "Home", "en", false);
    narrator_read(narrator, stage->book, 1, 0);
    while (narrator_word(narrator) < 2)
        ;
    narrator_pause(narrator);
    assert_int_equal(narrator_word(narrator), 2);
    narrator_resume(narrator);
    narrator_say(narrator, "Louder", "en", false);
    narrator_free(narrator); /* in the midst of it */
    audio_free(audio);
}

static void test_without_a_device_the_words_go_on(void **state)
{
    read_by_itself(AUDIO_NULL, stage_of(state));
}

static void test_a_device_is_the_clock(void **state)
{
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    read_by_itself(AUDIO_DEVICE, stage_of(state));
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_stage, clear_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_every_word_is_lit_once_and_in_order),
        STAGED(test_text_only_passes_over_pictures),
        STAGED(test_reading_ends_at_the_last_word_asked_for),
        STAGED(test_pause_is_silent_at_once_and_resumes_at_the_same_word),
        STAGED(test_stop_forgets_the_place),
        STAGED(test_interface_speech_interrupts_and_reading_goes_on),
        STAGED(test_interface_speech_waits_when_asked),
        STAGED(test_newer_interface_speech_silences_older),
        STAGED(test_hush_ends_interface_speech_only),
        STAGED(test_pausing_keeps_interface_speech),
        STAGED(test_sentences_follow_at_the_set_pause),
        STAGED(test_events_come_in_order_and_tell_all),
        STAGED(test_the_next_change_is_told_to_the_sample),
        STAGED(test_a_new_speed_begins_with_the_next_sentence),
        STAGED(test_reading_again_takes_as_long),
        STAGED(test_a_packs_words_go_before_ours_and_after_staffs),
        STAGED(test_many_quick_orders_leave_it_well),
        STAGED(test_a_lost_device_is_silent_but_goes_on),
        STAGED(test_without_a_device_the_words_go_on),
        STAGED(test_a_device_is_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
