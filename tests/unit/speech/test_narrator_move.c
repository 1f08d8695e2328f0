/* The listener's controls on a script's clock: moves, repeating, spelling, stopping by itself, languages without a voice. */
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
#include <stdlib.h>
#include <string.h>

enum { STEP = 220, STEPS_MOST = 6000 }; /* 10 ms */

struct stage {
    struct str bytes;
    struct book *book;
    struct audio *audio;
    struct narrator *narrator;
    struct narrator_settings settings;
    struct str log; /* what was said, from the events */
};

static void wake(void *data)
{
    (void)data;
}

static void add_block(struct builder *b, enum block_kind kind, const char *text, const char *lang)
{
    struct builder_block block = {.kind = kind, .level = 1, .page = 1, .label = "1"};
    struct builder_run run = {.lang = lang};
    builder_begin(b, &block);
    builder_text(b, text, strlen(text), &run);
    builder_end(b);
}

/* Words: 1 heading; 2-4, 5-7 two sentences; 8-9 a paragraph; 10 heading; 11-12 a paragraph; 13-14 in Khmer; 15-16. */
static void make_book(struct stage *stage)
{
    struct builder *b = builder_new();
    builder_set_lang(b, "en-GB");
    builder_add_page(b, "1", 595, 842);
    add_block(b, BLOCK_HEADING, "Demands", NULL);
    add_block(b, BLOCK_PARAGRAPH, "Schools must open. We learn together.", NULL);
    add_block(b, BLOCK_PARAGRAPH, "Pay teachers.", NULL);
    add_block(b, BLOCK_HEADING, "Money", NULL);
    add_block(b, BLOCK_PARAGRAPH, "Spend it.", NULL);
    add_block(b, BLOCK_PARAGRAPH, "xxx yyy.", "km");
    add_block(b, BLOCK_PARAGRAPH, "The end.", NULL);
    assert_int_equal(builder_finish(b, &stage->bytes), ERR_OK);
    builder_free(b);
    assert_int_equal(book_from_bytes((const unsigned char *)stage->bytes.data,
                                     stage->bytes.length_bytes, &stage->book),
                     ERR_OK);
    assert_int_equal(stage->book->word_count, 16);
}

static int set_stage(void **state)
{
    struct stage *stage = mem_new(1, sizeof *stage);
    make_book(stage);
    stage->audio = audio_new(AUDIO_SCRIPT);
    stage->narrator = narrator_new(stage->audio, wake, stage);
    stage->settings = narrator_settings_default();
    stage->settings.announce = 0;
    stage->settings.voice.words_per_minute = 300;
    narrator_set(stage->narrator, &stage->settings);
    narrator_keep_events(stage->narrator, true);
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
    str_free(&stage->log);
    free(stage);
    return 0;
}

/* Notes what was said: "Schools must open. / [an announcement] / <skipped> / {interface}". */
static void note_events(struct stage *stage)
{
    struct narrator_event e;
    while (narrator_next_event(stage->narrator, &e)) {
        if (e.kind != NARRATOR_EVENT_START && e.kind != NARRATOR_EVENT_SKIPPED)
            continue;
        const char *around = e.kind == NARRATOR_EVENT_SKIPPED ? "<>"
                             : e.interface                    ? "{}"
                             : e.is_announcement              ? "[]"
                                                              : "  ";
        if (stage->log.length_bytes)
            str_add(&stage->log, "/");
        str_addf(&stage->log, "%c%s%c", around[0], e.text, around[1]);
    }
}

static void step(struct stage *stage)
{
    int16_t sound[STEP];
    narrator_wait_made(stage->narrator, STEP);
    audio_pull(stage->audio, sound, STEP);
    note_events(stage);
}

static void until_word(struct stage *stage, uint32_t word)
{
    for (int i = 0; i < STEPS_MOST && narrator_word(stage->narrator) != word; i++)
        step(stage);
    assert_int_equal(narrator_word(stage->narrator), word);
}

static void until_state(struct stage *stage, enum narrator_state state)
{
    for (int i = 0; i < STEPS_MOST && narrator_state(stage->narrator) != state; i++)
        step(stage);
    assert_int_equal(narrator_state(stage->narrator), state);
}

static void until_quiet(struct stage *stage)
{
    for (int i = 0; i < STEPS_MOST && narrator_is_talking(stage->narrator); i++)
        step(stage);
    assert_false(narrator_is_talking(stage->narrator));
}

static void check_log(struct stage *stage, const char *expected)
{
    note_events(stage);
    assert_string_equal(str_text(&stage->log), expected);
    str_clear(&stage->log);
}

static void test_moving_while_reading_reads_on_from_there(void **state)
{
    struct stage *s = *state;
    narrator_read(s->narrator, s->book, 1, 0);
    until_word(s, 3);
    assert_true(narrator_move(s->narrator, NARRATOR_SENTENCE, 1));
    assert_int_equal(narrator_word(s->narrator), 5); /* lit at once */
    until_word(s, 6);
    assert_true(narrator_move(s->narrator, NARRATOR_SENTENCE, -1));
    assert_int_equal(narrator_word(s->narrator), 2);
    until_word(s, 3);
    assert_true(narrator_move(s->narrator, NARRATOR_PARAGRAPH, 1));
    assert_int_equal(narrator_word(s->narrator), 8);
    until_word(s, 9);
    assert_true(narrator_move(s->narrator, NARRATOR_HEADING, 1));
    assert_int_equal(narrator_word(s->narrator), 10);
    assert_false(narrator_move(s->narrator, NARRATOR_HEADING, 1)); /* there is no other */
    until_word(s, 11);
    assert_true(narrator_move(s->narrator, NARRATOR_HEADING, -2));
    assert_int_equal(narrator_word(s->narrator), 1);
    assert_true(narrator_move(s->narrator, NARRATOR_WORD, 3));
    until_word(s, 4);
    assert_true(narrator_move(s->narrator, NARRATOR_WORD, -1));
    until_word(s, 4);
    assert_int_equal(narrator_state(s->narrator), NARRATOR_READING);
    assert_false(narrator_move(s->narrator, NARRATOR_SENTENCE, 0));
    until_word(s, 5);
}

static void test_quick_moves_add_up(void **state)
{
    struct stage *s = *state;
    narrator_read(s->narrator, s->book, 1, 0);
    until_word(s, 1);
    for (int i = 0; i < 4; i++)
        assert_true(narrator_move(s->narrator, NARRATOR_SENTENCE, 1));
    assert_int_equal(narrator_word(s->narrator), 10);
    assert_true(narrator_move(s->narrator, NARRATOR_PARAGRAPH, -3));
    assert_int_equal(narrator_word(s->narrator), 1);
    assert_false(narrator_move(s->narrator, NARRATOR_WORD, -1));
    until_word(s, 2);
}

static void test_moving_while_paused_says_that_piece_only(void **state)
{
    struct stage *s = *state;
    narrator_read(s->narrator, s->book, 1, 0);
    until_word(s, 3);
    narrator_pause(s->narrator);
    str_clear(&s->log);
    assert_true(narrator_move(s->narrator, NARRATOR_SENTENCE, 1));
    assert_int_equal(narrator_state(s->narrator), NARRATOR_READING);
    assert_int_equal(narrator_word(s->narrator), 5);
    until_word(s, 7);
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 5); /* the place: at its beginning */
    check_log(s, " We learn together. ");
    assert_true(narrator_move(s->narrator, NARRATOR_WORD, 1));
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 6);
    check_log(s, " learn ");
    assert_true(narrator_move(s->narrator, NARRATOR_PARAGRAPH, 1));
    step(s);
    assert_true(narrator_move(s->narrator, NARRATOR_HEADING, -1)); /* before it was heard out */
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 1);
    str_clear(&s->log);
    narrator_resume(s->narrator);
    until_word(s, 2);
    check_log(s, " Demands / Schools must open. ");
}

static void test_pausing_a_piece_keeps_the_place(void **state)
{
    struct stage *s = *state;
    narrator_read(s->narrator, s->book, 1, 0);
    until_word(s, 3);
    narrator_pause(s->narrator);
    assert_true(narrator_move(s->narrator, NARRATOR_SENTENCE, 1));
    until_word(s, 6);
    narrator_pause(s->narrator);
    assert_int_equal(narrator_state(s->narrator), NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 5);
    narrator_resume(s->narrator);
    until_word(s, 8); /* and on, past the end of the piece */
}

static void test_a_piece_goes_on_after_interface_speech(void **state)
{
    struct stage *s = *state;
    narrator_read(s->narrator, s->book, 1, 0);
    until_word(s, 3);
    narrator_pause(s->narrator);
    assert_true(narrator_move(s->narrator, NARRATOR_SENTENCE, 1));
    until_word(s, 6);
    narrator_say(s->narrator, "Louder", "en", false);
    until_quiet(s);
    until_word(s, 7);
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 5);
}

static void test_the_sentence_is_repeated(void **state)
{
    struct stage *s = *state;
    assert_false(narrator_repeat(s->narrator));
    narrator_read(s->narrator, s->book, 1, 0);
    until_word(s, 3);
    assert_true(narrator_repeat(s->narrator));
    assert_int_equal(narrator_word(s->narrator), 2);
    until_word(s, 6); /* it reads on */
    narrator_pause(s->narrator);
    str_clear(&s->log);
    assert_true(narrator_repeat(s->narrator));
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 6);
    check_log(s, " We learn together. ");
    narrator_read(s->narrator, s->book, 15, 0);
    until_state(s, NARRATOR_FINISHED);
    str_clear(&s->log);
    assert_true(narrator_repeat(s->narrator));
    until_state(s, NARRATOR_FINISHED);
    check_log(s, " The end. ");
}

static void test_it_stops_after_each_sentence(void **state)
{
    struct stage *s = *state;
    static const uint32_t places[] = {2, 5, 8, 10, 11};
    s->settings.stop_after = NARRATOR_STOP_SENTENCE;
    narrator_set(s->narrator, &s->settings);
    narrator_read(s->narrator, s->book, 1, 0);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        until_state(s, NARRATOR_PAUSED);
        assert_int_equal(narrator_word(s->narrator), places[i]);
        assert_int_equal(narrator_next_change_us(s->narrator), UINT64_MAX);
        narrator_resume(s->narrator);
        assert_int_equal(narrator_state(s->narrator), NARRATOR_READING);
    }
    str_clear(&s->log);
    until_state(s, NARRATOR_PAUSED);
    assert_true(narrator_repeat(s->narrator)); /* the one before the place */
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 13);
    check_log(s, " Spend it. / Spend it. ");
}

static void test_it_stops_after_paragraphs_and_sections(void **state)
{
    struct stage *s = *state;
    s->settings.stop_after = NARRATOR_STOP_PARAGRAPH;
    narrator_set(s->narrator, &s->settings);
    narrator_read(s->narrator, s->book, 1, 0);
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 8); /* a heading goes with its paragraph */
    narrator_resume(s->narrator);
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 10);
    s->settings.stop_after = NARRATOR_STOP_SECTION;
    narrator_set(s->narrator, &s->settings);
    narrator_read(s->narrator, s->book, 3, 0);
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 10);
    narrator_resume(s->narrator);
    until_state(s, NARRATOR_FINISHED);
}

static void test_stopping_is_decided_anew_when_it_is_set(void **state)
{
    struct stage *s = *state;
    narrator_read(s->narrator, s->book, 1, 0);
    until_word(s, 3);
    s->settings.stop_after = NARRATOR_STOP_SENTENCE;
    narrator_set(s->narrator, &s->settings);
    until_state(s, NARRATOR_PAUSED);
    assert_int_equal(narrator_word(s->narrator), 5);
    narrator_resume(s->narrator);
    until_word(s, 6);
    narrator_wait_made(s->narrator, AUDIO_RING_SAMPLES);
    s->settings.stop_after = NARRATOR_STOP_NEVER;
    narrator_set(s->narrator, &s->settings);
    until_word(s, 10);
}

static void test_interface_speech_does_not_make_it_stop_twice(void **state)
{
    struct stage *s = *state;
    s->settings.stop_after = NARRATOR_STOP_SENTENCE;
    narrator_set(s->narrator, &s->settings);
    narrator_read(s->narrator, s->book, 2, 0);
    narrator_say(s->narrator, "Listen", "en", false);
    until_quiet(s);
    until_word(s, 4);
    until_state(s, NARRATOR_PAUSED);
    narrator_resume(s->narrator);
    narrator_say(s->narrator, "On", "en", false);
    until_quiet(s);
    until_word(s, 6);
}

static void test_announcements_light_nothing_new_and_keep_the_place(void **state)
{
    struct stage *s = *state;
    s->settings.announce = narrator_announcements(NARRATOR_STRUCTURE_SOME);
    narrator_set(s->narrator, &s->settings);
    narrator_read(s->narrator, s->book, 8, 0);
    until_word(s, 9);
    for (int i = 0; i < STEPS_MOST && !strstr(str_text(&s->log), "[Heading.]"); i++) {
        assert_int_equal(narrator_word(s->narrator), 9);
        step(s);
    }
    assert_int_equal(narrator_word(s->narrator), 9); /* the one before, until the heading itself */
    narrator_pause(s->narrator);
    assert_int_equal(narrator_word(s->narrator), 10);
    str_clear(&s->log);
    narrator_resume(s->narrator);
    until_word(s, 11);
    check_log(s, "[Heading.]/ Money / Spend it. ");
}

static void test_a_language_without_a_voice_is_said_and_passed_over(void **state)
{
    struct stage *s = *state;
    char lang[16] = "";
    narrator_read(s->narrator, s->book, 11, 0);
    until_word(s, 12);
    until_word(s, 13); /* lit while it is announced */
    assert_int_equal(narrator_unvoiced(s->narrator, lang), 13);
    assert_string_equal(lang, "km");
    until_word(s, 15);
    assert_int_equal(narrator_unvoiced(s->narrator, lang), 0);
    until_state(s, NARRATOR_FINISHED);
    check_log(s, " Spend it. /<xxx yyy.>/[This part is in Khmer. There is no voice for it.]/ The "
                 "end. ");
}

static void test_a_word_is_spelled_then_said(void **state)
{
    struct stage *s = *state;
    assert_false(narrator_spell(s->narrator, s->book, 0));
    assert_false(narrator_spell(s->narrator, s->book, 1000));
    assert_true(narrator_spell(s->narrator, s->book, 8));
    until_quiet(s);
    check_log(s, "{Capital p}/{eigh}/{y}/{Pay}");
    narrator_read(s->narrator, s->book, 8, 0);
    until_word(s, 9);
    str_clear(&s->log);
    assert_true(
        narrator_spell(s->narrator, s->book, 0)); /* the one that sounds, without its stop */
    until_quiet(s);
    check_log(s, "{t}/{e}/{eigh}/{c}/{h}/{e}/{r}/{s}/{teachers}");
    until_word(s, 10); /* then the reading goes on */
}

static void test_settings_may_change_at_any_time(void **state)
{
    struct stage *s = *state;
    char phrase[32] = "Pennawd";
    narrator_read(s->narrator, s->book, 1, 0);
    for (unsigned i = 0; i < 60; i++) {
        s->settings.announce = narrator_announcements((enum narrator_structure)(i % 3));
        s->settings.punctuation = (enum narrator_punctuation)(i % 3);
        s->settings.stop_after = (enum narrator_stop_after)(i % 4);
        phrase[6] = (char)('a' + i % 5);
        s->settings.phrases.heading = phrase; /* it is copied */
        narrator_set(s->narrator, &s->settings);
        narrator_move(s->narrator, (enum narrator_unit)(i % 4), i % 5 ? 1 : -2);
        step(s);
        if (i % 7 == 0)
            narrator_repeat(s->narrator);
        if (i % 11 == 0)
            narrator_spell(s->narrator, s->book, 0);
        if (narrator_state(s->narrator) == NARRATOR_PAUSED)
            narrator_resume(s->narrator);
    }
    s->settings.stop_after = NARRATOR_STOP_NEVER;
    narrator_set(s->narrator, &s->settings);
    narrator_read(s->narrator, s->book, 15, 0);
    until_state(s, NARRATOR_FINISHED);
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_stage, clear_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_moving_while_reading_reads_on_from_there),
        STAGED(test_quick_moves_add_up),
        STAGED(test_moving_while_paused_says_that_piece_only),
        STAGED(test_pausing_a_piece_keeps_the_place),
        STAGED(test_a_piece_goes_on_after_interface_speech),
        STAGED(test_the_sentence_is_repeated),
        STAGED(test_it_stops_after_each_sentence),
        STAGED(test_it_stops_after_paragraphs_and_sections),
        STAGED(test_stopping_is_decided_anew_when_it_is_set),
        STAGED(test_interface_speech_does_not_make_it_stop_twice),
        STAGED(test_announcements_light_nothing_new_and_keep_the_place),
        STAGED(test_a_language_without_a_voice_is_said_and_passed_over),
        STAGED(test_a_word_is_spelled_then_said),
        STAGED(test_settings_may_change_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
