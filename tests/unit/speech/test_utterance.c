/* Every spoken word of a sentence has exactly one mark: rising, in range, at all speeds, whatever the voice joins or splits. */
#include "base/mem.h"
#include "speech/lexicon.h"
#include "speech/utterance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct mark {
    size_t word;
    uint64_t start, end;
};

struct heard {
    struct mark marks[2048];
    size_t mark_count;
    int16_t *samples;
    size_t sample_count, sample_cap;
    size_t stop_after; /* samples; 0: never */
};

static bool take_mark(void *data, size_t index, uint64_t start, uint64_t end)
{
    struct heard *h = data;
    assert_true(h->mark_count < sizeof h->marks / sizeof *h->marks);
    assert_true(start >= h->sample_count); /* a mark comes before its samples */
    h->marks[h->mark_count++] = (struct mark){index, start, end};
    return true;
}

static bool take_samples(void *data, const int16_t *samples, size_t count)
{
    struct heard *h = data;
    if (h->sample_count + count > h->sample_cap) {
        h->sample_cap = (h->sample_count + count) * 2;
        h->samples = mem_resize(h->samples, h->sample_cap, sizeof *h->samples);
    }
    memcpy(h->samples + h->sample_count, samples, count * sizeof *samples);
    h->sample_count += count;
    return !h->stop_after || h->sample_count < h->stop_after;
}

static struct voice *voice_of(void **state)
{
    return *state;
}

static struct heard *hear(struct voice *voice, const char *lang, int wpm, const char *text,
                          size_t from, struct spoken *spoken)
{
    struct voice_settings settings = {"", wpm, 50};
    voice_set(voice, &settings, lang);
    struct lexicon *lexicon = lexicon_load(lang);
    spoken_make_text(lexicon, lang, text, spoken);
    lexicon_free(lexicon);
    struct heard *h = mem_new(1, sizeof *h);
    struct utterance_sink sink = {.mark = take_mark, .samples = take_samples, .data = h};
    assert_true(utterance_speak(voice, spoken, from, &sink));
    return h;
}

static void drop(struct heard *h, struct spoken *spoken)
{
    free(h->samples);
    free(h);
    spoken_free(spoken);
}

static void check_marks(const struct heard *h, const struct spoken *spoken, size_t from)
{
    size_t k = 0;
    for (size_t word = from; word < spoken->word_count; word++) {
        if (!spoken->words[word].count_cp)
            continue;
        assert_true(k < h->mark_count);
        assert_int_equal(h->marks[k].word, word);
        assert_true(h->marks[k].start <= h->marks[k].end);
        assert_true(h->marks[k].end <= h->sample_count);
        if (k)
            assert_true(h->marks[k].start >= h->marks[k - 1].end);
        k++;
    }
    assert_int_equal(k, h->mark_count);
}

static const struct {
    const char *lang, *text;
} sentences[] = {
    {"en", "Some of the children in the school have been told that it is not for them."},
    {"en", "We would have had to do it as well as we could, for the sake of the others, I think."},
    {"en",
     "The £8.6bn gap, 61,500 places and 43% of EHCPs (pp. 5, 28, 31) were due by 3pm on 4 May."},
    {"en", "• — “Nothing about us without us!” … *"},
    {"en", "Ring 0121 496 0999, or write to office@example.org / www.example.org.uk/join."},
    {"en", "A [[b]] <b>bold</b> & \"odd\" {line} with `ticks` and \\slashes\\, 100% of it."},
    {"en", "WHAT THE LAW SAYS ABOUT THE SENCO AND THE LA"},
    {"en", "No"},
    {"en", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {"en",
     "In the end it was up to you to say that of all of the ones in the list there is one for us."},
    {"cy",
     "Mae gan bob plentyn yr hawl i ddysgu gyda'i ffrindiau yn ei ysgol leol, 61,500 ohonynt."},
    {"fr", "Nous avons 61 500 élèves à l'école, et qu'est-ce qu'il y a d'autre ?"},
    {"de", "Wir haben 1.234,56 Euro, und das ist z. B. für die Schule von heute."},
    {"pl", "Mamy 61 500 uczniów i 43% z nich chce się uczyć w tej szkole."},
    {"ur", "ہم سب ایک ساتھ سیکھتے ہیں، 61 لوگ۔"},
    {"ar", "لكل طفل الحق في التعليم مع أصدقائه."},
};

static void test_every_spoken_word_has_one_mark(void **state)
{
    static const int speeds[] = {80, 175, 300, 450};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        for (size_t k = 0; k < 4; k++) {
            struct spoken spoken;
            struct heard *h =
                hear(voice_of(state), sentences[i].lang, speeds[k], sentences[i].text, 0, &spoken);
            check_marks(h, &spoken, 0);
            drop(h, &spoken);
        }
    }
}

static void test_a_start_inside_the_sentence_marks_the_rest(void **state)
{
    for (size_t from = 0; from < 8; from++) {
        struct spoken spoken;
        const char *text = "• The SENCO, in 2010, got £35m of the money.";
        struct heard *h = hear(voice_of(state), "en", 175, text, from, &spoken);
        check_marks(h, &spoken, from);
        assert_true(h->sample_count > 0);
        drop(h, &spoken);
    }
}

/* The words that the voice joins: their marks part the sound where the second word begins. */
static void test_joined_words_share_their_sound(void **state)
{
    struct spoken spoken;
    struct heard *h = hear(voice_of(state), "en", 175, "Some of the words", 0, &spoken);
    assert_int_equal(h->mark_count, 4);
    uint64_t of = h->marks[2].start - h->marks[1].start;
    uint64_t the = h->marks[3].start - h->marks[2].start;
    assert_in_range(of, 1000, 4000); /* 45 to 180 ms */
    assert_in_range(the, 1000, 4000);
    drop(h, &spoken);
}

static void test_a_sentence_begins_and_ends_with_sound(void **state)
{
    struct spoken spoken;
    struct heard *h =
        hear(voice_of(state), "en", 175, "Parents, carers and pupils met.", 0, &spoken);
    assert_int_equal(h->marks[0].start, 0);
    assert_true(abs(h->samples[0]) > 20);
    assert_true(abs(h->samples[h->sample_count - 1]) > 20);
    /* a pause after the comma belongs to no word */
    assert_true(h->marks[1].start > h->marks[0].end + 500);
    drop(h, &spoken);
}

static void test_nothing_to_say_is_no_sound(void **state)
{
    static const char *const texts[] = {"", " ", "•", "— … *", "[[ ]]", "\xff\xfe"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct spoken spoken;
        struct heard *h = hear(voice_of(state), "en", 175, texts[i], 0, &spoken);
        check_marks(h, &spoken, 0);
        assert_int_equal(h->sample_count, 0);
        drop(h, &spoken);
    }
}

static void test_a_word_of_100000_letters_ends(void **state)
{
    char *text = mem_new(100001, 1);
    for (size_t i = 0; i < 100000; i++)
        text[i] = (char)('a' + i * 7 % 26);
    struct spoken spoken;
    struct heard *h = hear(voice_of(state), "en", 450, text, 0, &spoken);
    check_marks(h, &spoken, 0);
    assert_int_equal(h->mark_count, 1);
    assert_true(h->sample_count < 120u * VOICE_RATE_HZ);
    drop(h, &spoken);
    free(text);
}

static void test_odd_text_is_marked_all_the_same(void **state)
{
    static const char *const texts[] = {
        "😀 🎉 ❤️ 👩‍👩‍👧",
        "caf\xc3 broken \xf0\x9f\x98 text",
        ("x\xe2\x80\x8by z\xc2\xad"
         "w"),
        "1 2 3 4 5 6 7 8 9 10 11",
        "<speak><voice name=\"x\">markup</voice></speak> &lt; &#65;",
        "%%% ### @@@ £ £ £",
        "日本語 テキスト です"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct spoken spoken;
        struct heard *h = hear(voice_of(state), "en", 300, texts[i], 0, &spoken);
        check_marks(h, &spoken, 0);
        drop(h, &spoken);
    }
}

static void test_a_sink_that_has_enough_is_obeyed(void **state)
{
    struct spoken spoken;
    spoken_make_text(NULL, "en", "One two three four five six seven eight nine ten.", &spoken);
    struct heard h = {.stop_after = 1};
    struct utterance_sink sink = {.mark = take_mark, .samples = take_samples, .data = &h};
    assert_false(utterance_speak(voice_of(state), &spoken, 0, &sink));
    assert_true(h.sample_count < VOICE_RATE_HZ);
    free(h.samples);
    spoken_free(&spoken);
}

static void test_sound_does_not_depend_on_what_was_said_before(void **state)
{
    struct spoken a, b;
    const char *text = "Inclusive schools are better for all of the pupils.";
    struct heard *first = hear(voice_of(state), "en", 175, text, 0, &a);
    struct heard *second = hear(voice_of(state), "en", 175, text, 0, &b);
    assert_int_equal(first->mark_count, second->mark_count);
    for (size_t i = 0; i < first->mark_count; i++)
        assert_in_range(first->marks[i].start,
                        second->marks[i].start < 300 ? 0 : second->marks[i].start - 300,
                        second->marks[i].start + 300);
    drop(first, &a);
    drop(second, &b);
}

static int start_voice(void **state)
{
    struct voice *voice = NULL;
    if (voice_new(&voice) != ERR_OK)
        return -1;
    *state = voice;
    return 0;
}

static int end_voice(void **state)
{
    voice_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_spoken_word_has_one_mark),
        cmocka_unit_test(test_a_start_inside_the_sentence_marks_the_rest),
        cmocka_unit_test(test_joined_words_share_their_sound),
        cmocka_unit_test(test_a_sentence_begins_and_ends_with_sound),
        cmocka_unit_test(test_nothing_to_say_is_no_sound),
        cmocka_unit_test(test_a_word_of_100000_letters_ends),
        cmocka_unit_test(test_odd_text_is_marked_all_the_same),
        cmocka_unit_test(test_a_sink_that_has_enough_is_obeyed),
        cmocka_unit_test(test_sound_does_not_depend_on_what_was_said_before),
    };
    return cmocka_run_group_tests(tests, start_voice, end_voice);
}
