#include "base/log.h"
#include "base/mem.h"
#include "speech/announce.h"
#include "speech/audio.h"
#include "speech/language.h"
#include "speech/lexicon.h"
#include "speech/narrator_state.h"
#include "speech/reading.h"
#include "speech/signs.h"
#include "speech/slowly.h"
#include "speech/spelling.h"
#include "speech/utterance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LETTERS_MOST = 200,      /* of a word that is spelled */
    ROOM_WAIT_MS = 250,      /* the ring is full: look again */
    DEVICE_AT_SAMPLES = 5512 /* the device is opened when this much is there to be played */
};

/* One utterance that the speech thread makes. */
struct job {
    struct narrator *n;
    bool is_interface;
    unsigned generation;
    uint64_t base; /* position of its first sample */
    uint64_t given;
    const struct reading_item *item;       /* of the book's words only */
    const uint32_t *words;                 /* of the book, for each spoken word; 0: ours */
    const struct timeline_mark *announced; /* an announcement: its mark, but for the times */
    bool is_over;  /* interface speech: only the pause after it is missing */
    bool is_begun; /* its START event was written */
    const char *written;
    const char *lang;
};

static void wait_ms(struct narrator *n, int ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(&n->changed, &n->lock, &until);
}

/* Locked. */
static bool job_is_wanted(const struct job *job)
{
    const struct narrator *n = job->n;
    unsigned now = job->is_interface ? n->say_generation : n->read_generation;
    return !n->is_ending && job->generation == now;
}

/* Locked. The first sound of a job: what is written, for the logs. */
static void begin_job(struct job *job)
{
    if (job->is_begun)
        return;
    job->is_begun = true;
    struct timeline *timeline = &job->n->timeline;
    struct narrator_event start = {.kind = NARRATOR_EVENT_START,
                                   .sample = job->base,
                                   .word = job->item        ? job->item->from
                                           : job->announced ? job->announced->word
                                                            : 0,
                                   .interface = job->is_interface,
                                   .is_announcement = job->announced != NULL};
    memcpy(start.lang, job->lang, strnlen(job->lang, sizeof start.lang - 1));
    timeline_add_event(timeline, &start, job->written);
    if (job->announced) { /* it ends when it is known how long it is */
        struct timeline_mark mark = *job->announced;
        mark.start = job->base;
        mark.end = UINT64_MAX;
        timeline_add_mark(timeline, mark);
    }
}

static bool put_mark(void *data, size_t index, uint64_t start, uint64_t end)
{
    struct job *job = data;
    struct narrator *n = narrator_lock(job->n);
    bool is_wanted = job_is_wanted(job);
    if (is_wanted)
        begin_job(job);
    uint32_t word = job->words ? job->words[index] : 0;
    if (is_wanted && word) {
        timeline_add_mark(&n->timeline, (struct timeline_mark){.start = job->base + start,
                                                               .end = job->base + end,
                                                               .word = word,
                                                               .sentence = job->item->sentence});
        struct narrator_event event = {
            .kind = NARRATOR_EVENT_WORD, .sample = job->base + start, .word = word};
        memcpy(event.lang, job->lang, strnlen(job->lang, sizeof event.lang - 1));
        timeline_add_event(&n->timeline, &event, NULL);
        bool is_last = word + 1 >= job->item->first + job->item->count;
        n->cursor = is_last ? job->item->next : word + 1;
        n->made_word = word;
    }
    narrator_unlock(n);
    return is_wanted;
}

/* Writes all of it into the ring, waiting for room; false when the job is no longer wanted. */
static bool put_samples(void *data, const int16_t *samples, size_t count)
{
    struct job *job = data;
    struct narrator *n = narrator_lock(job->n);
    uint64_t before = job->given;
    while (job_is_wanted(job)) {
        size_t written = audio_write(n->audio, samples, count);
        samples += written;
        count -= written;
        job->given += written;
        if (job->is_interface && !job->is_over)
            n->say_end = job->base + job->given;
        pthread_cond_broadcast(&n->changed);
        if (!count)
            break;
        n->waits_for_room = true;
        narrator_unlock(n);
        audio_service(n->audio);
        narrator_lock(n);
        if (audio_waiting(n->audio) == AUDIO_RING_SAMPLES && job_is_wanted(job))
            wait_ms(n, ROOM_WAIT_MS);
        n->waits_for_room = false;
    }
    bool is_wanted = job_is_wanted(job);
    narrator_unlock(n);
    if (!before)
        n->wake(n->wake_data);
    else if (before < DEVICE_AT_SAMPLES && job->given >= DEVICE_AT_SAMPLES)
        audio_service(n->audio);
    return is_wanted;
}

static bool put_silence(struct job *job, uint32_t ms)
{
    static const int16_t none[2205];
    size_t count = (size_t)ms * VOICE_RATE_HZ / 1000;
    while (count) {
        size_t part = count < sizeof none / sizeof *none ? count : sizeof none / sizeof *none;
        if (!put_samples(job, none, part))
            return false;
        count -= part;
    }
    return true;
}

static void free_lexicons(struct narrator *n, size_t i)
{
    lexicon_free(n->lexicons[i].lexicon);
    lexicon_free(n->lexicons[i].signs);
}

/* The lexicon and the names of signs of a language. */
static size_t lexicons_for(struct narrator *n, const struct narrator_settings *settings,
                           const char *lang)
{
    char wanted[16] = "en";
    if (lang[0])
        memcpy(wanted, lang, strnlen(lang, sizeof wanted - 1) + 1);
    wanted[strcspn(wanted, "-_")] = 0;
    for (size_t i = 0; i < NARRATOR_LEXICONS; i++) {
        if (strcmp(n->lexicons[i].lang, wanted) == 0 &&
            strcmp(n->lexicons[i].folder, settings->words_folder) == 0 &&
            strcmp(n->lexicons[i].pack_folder, settings->pack_folder) == 0)
            return i;
    }
    size_t i = n->lexicon_next++ % NARRATOR_LEXICONS;
    free_lexicons(n, i);
    const char *staffs = settings->words_folder, *packs = settings->pack_folder;
    const char *const folders[] = {*staffs ? staffs : NULL, *packs ? packs : NULL};
    n->lexicons[i].lexicon = lexicon_load_layered(wanted, folders, 2);
    memcpy(n->lexicons[i].folder, staffs, sizeof n->lexicons[i].folder);
    memcpy(n->lexicons[i].pack_folder, packs, sizeof n->lexicons[i].pack_folder);
    n->lexicons[i].signs = signs_load(wanted);
    memcpy(n->lexicons[i].lang, wanted, sizeof wanted);
    return i;
}

/* Speaks an utterance into the ring. */
static bool speak_job(struct job *job, const struct narrator_settings *settings,
                      const struct spoken *spoken, size_t from)
{
    struct narrator *n = job->n;
    if (!voice_set(n->voice, &settings->voice, job->lang))
        log_note("There is no voice for the language '%s': English says it.", job->lang);
    struct utterance_sink sink = {.mark = put_mark, .samples = put_samples, .data = job};
    if (!utterance_speak(n->voice, spoken, from, &sink))
        return false;
    narrator_lock(n);
    bool is_wanted = job_is_wanted(job);
    if (is_wanted && job->is_begun) {
        struct narrator_event stop = {.kind = NARRATOR_EVENT_STOP,
                                      .sample = job->base + job->given,
                                      .interface = job->is_interface,
                                      .is_announcement = job->announced != NULL};
        memcpy(stop.lang, job->lang, strnlen(job->lang, sizeof stop.lang - 1));
        timeline_add_event(&n->timeline, &stop, NULL);
        if (job->announced)
            timeline_end_mark(&n->timeline, stop.sample);
    }
    narrator_unlock(n);
    return is_wanted;
}

/* Says a text in one piece. */
static bool speak_text(struct job *job, const struct narrator_settings *settings, const char *text)
{
    struct spoken spoken;
    spoken_make_text(job->n->lexicons[lexicons_for(job->n, settings, job->lang)].lexicon, job->lang,
                     text, &spoken);
    bool is_whole = speak_job(job, settings, &spoken, 0);
    spoken_free(&spoken);
    return is_whole;
}

/* Says a letter or syllable as it is written, by itself, and a silence. */
static bool speak_bit(struct job *job, const struct narrator_settings *settings, struct str *text,
                      uint32_t pause_ms)
{
    struct spoken_word whole = {0, (uint32_t)utf8_count(str_text(text), text->length_bytes)};
    struct spoken spoken = {*text, &whole, 1};
    struct job part = *job;
    part.base = job->base + job->given;
    part.given = 0;
    part.written = str_text(text);
    part.is_begun = false;
    bool is_whole = !text->length_bytes ||
                    (speak_job(&part, settings, &spoken, 0) && put_silence(&part, pause_ms));
    job->given += part.given;
    return is_whole;
}

/* Says the letters of a word as they are, each by itself. */
static bool speak_letters(struct job *job, const struct narrator_settings *settings,
                          const char *word)
{
    struct narrator *n = job->n;
    size_t at = 0, bytes = strlen(word);
    struct spelling_letter letter;
    struct str text = {0};
    bool is_whole = true;
    for (int count = 0;
         is_whole && count < LETTERS_MOST && spelling_next(word, bytes, &at, &letter); count++) {
        struct str name = {0};
        spelling_add(&letter, job->lang, n->lexicons[lexicons_for(n, settings, job->lang)].signs,
                     &name);
        str_clear(&text);
        if (letter.is_capital)
            phrases_add(&text, settings->phrases.capital, str_text(&name), NULL, 0);
        else
            str_add(&text, str_text(&name));
        str_free(&name);
        is_whole = speak_bit(job, settings, &text, NARRATOR_LETTER_PAUSE_MS);
    }
    str_free(&text);
    return is_whole;
}

/* A word as it is given to the voice: phonemes of the lexicon are said in one piece. */
static bool speak_syllables_of(struct job *job, const struct narrator_settings *settings,
                               const char *word, size_t bytes)
{
    struct str phonemes = {0}, bit = {0};
    size_t at = 0;
    bool is_whole = true;
    if (bytes > 1 && memcmp(word, "[[", 2) == 0) {
        str_add_bytes(&bit, word, bytes);
        is_whole = speak_bit(job, settings, &bit, NARRATOR_SYLLABLE_PAUSE_MS);
    } else {
        voice_set(job->n->voice, &settings->voice, job->lang);
        voice_add_phonemes(job->n->voice, word, bytes, &phonemes);
        while (is_whole && slowly_next(str_text(&phonemes), &at, &bit)) {
            is_whole = speak_bit(job, settings, &bit, NARRATOR_SYLLABLE_PAUSE_MS);
            str_clear(&bit);
        }
    }
    str_free(&phonemes);
    str_free(&bit);
    return is_whole && put_silence(job, NARRATOR_SLOW_WORD_PAUSE_MS - NARRATOR_SYLLABLE_PAUSE_MS);
}

/* Says the syllables of words, each by itself. */
static bool speak_syllables(struct job *job, const struct narrator_settings *settings,
                            const char *text)
{
    struct spoken spoken;
    bool is_whole = true;
    spoken_make_text(job->n->lexicons[lexicons_for(job->n, settings, job->lang)].lexicon, job->lang,
                     text, &spoken);
    for (const char *at = str_text(&spoken.text); is_whole && *at;) {
        size_t bytes = strcspn(at, " ");
        if (bytes)
            is_whole = speak_syllables_of(job, settings, at, bytes);
        at += bytes + (at[bytes] == ' ');
    }
    spoken_free(&spoken);
    return is_whole;
}

/* A tone of one pitch, as loud as a voice, and a pause. */
static bool sound_tone(struct job *job)
{
    enum { SAMPLES = NARRATOR_TONE_MS * VOICE_RATE_HZ / 1000 };
    enum { FADE = NARRATOR_TONE_FADE_MS * VOICE_RATE_HZ / 1000 };
    const double loudness = 0.3 * INT16_MAX, turn = 6.283185307179586;
    int16_t *tone = mem_new(SAMPLES, sizeof *tone);
    for (int i = 0; i < SAMPLES; i++) {
        int from_end = i < SAMPLES - i ? i : SAMPLES - i;
        double fade = from_end < FADE ? (double)from_end / FADE : 1;
        tone[i] = (int16_t)(loudness * fade * sin(turn * NARRATOR_TONE_HZ * i / VOICE_RATE_HZ));
    }
    bool is_whole = put_samples(job, tone, SAMPLES);
    free(tone);
    return is_whole && put_silence(job, NARRATOR_INTERFACE_PAUSE_MS);
}

/* What comes before the words as usual. */
static bool sound_before(struct job *job, const struct narrator_settings *settings,
                         const struct say *say)
{
    if (say->how == SAY_TONE)
        return sound_tone(job);
    return say->how == SAY_LETTERS ? speak_letters(job, settings, say->text)
                                   : speak_syllables(job, settings, say->text);
}

/* Locked on entry and return. */
static void make_say(struct narrator *n)
{
    struct say *say = n->say_first;
    n->say_first = say->next;
    if (!n->say_first)
        n->say_last = NULL;
    n->is_making_say = true;
    n->making_generation = n->say_generation;
    struct job job = {.n = n,
                      .is_interface = true,
                      .generation = n->say_generation,
                      .base = audio_written(n->audio),
                      .written = say->text,
                      .lang = say->lang};
    n->say_end = job.base;
    struct narrator_settings settings = n->settings;
    narrator_unlock(n);
    bool is_whole = true;
    if (say->how != SAY_AS_USUAL) {
        is_whole = sound_before(&job, &settings, say);
        job.base += job.given;
        job.given = 0;
    }
    is_whole = is_whole && speak_text(&job, &settings, say->text);
    narrator_lock(n);
    n->is_making_say = false;
    narrator_unlock(n);
    job.is_over = true;
    if (is_whole && job.given)
        put_silence(&job, NARRATOR_INTERFACE_PAUSE_MS);
    narrator_lock(n);
    free(say->text);
    free(say);
}

/* A sentence of the book in the making. */
struct sentence_job {
    struct narrator *n;
    struct reading reading;
    struct reading_item item;
    unsigned generation;
    uint32_t made_word; /* before it */
    bool has_sound;
};

/* Says something about the text, and a short pause. False when it is no longer wanted. */
static bool say_announcement(struct sentence_job *s, const char *text,
                             const struct timeline_mark *mark)
{
    const struct narrator_settings *settings = s->reading.settings;
    struct job job = {.n = s->n,
                      .generation = s->generation,
                      .base = audio_written(s->n->audio),
                      .announced = mark,
                      .written = text,
                      .lang = settings->phrases.lang};
    bool is_whole = speak_text(&job, settings, text);
    s->has_sound = s->has_sound || job.given;
    return is_whole && put_silence(&job, READING_ANNOUNCEMENT_PAUSE_MS);
}

/* Says the words of the item. */
static bool say_words(struct sentence_job *s, const char *written)
{
    struct narrator *n = s->n;
    struct job job = {.n = n,
                      .generation = s->generation,
                      .base = audio_written(n->audio),
                      .item = &s->item,
                      .written = written,
                      .lang = s->item.lang};
    size_t i = lexicons_for(n, s->reading.settings, job.lang);
    struct reading_spoken said;
    reading_item_spoken(&s->reading, &s->item, n->lexicons[i].lexicon, n->lexicons[i].signs, &said);
    job.words = said.words;
    bool is_whole =
        speak_job(&job, s->reading.settings, &said.spoken, reading_spoken_from(&s->item, &said));
    s->has_sound = s->has_sound || job.given;
    reading_spoken_free(&said);
    return is_whole;
}

/* Passes over an item whose language has no voice, and says so where such a passage begins. */
static bool skip_words(struct sentence_job *s, const char *written)
{
    struct narrator *n = s->n;
    const struct reading_item *item = &s->item;
    bool is_same = strcmp(n->unvoiced_lang, item->lang) == 0;
    bool goes_on = is_same && n->unvoiced_next == item->from;
    struct timeline_mark mark = {.word = item->from,
                                 .lit = item->from,
                                 .sentence = item->sentence,
                                 .kind = TIMELINE_UNVOICED};
    memcpy(mark.lang, item->lang, sizeof mark.lang);
    memcpy(n->unvoiced_lang, item->lang, sizeof n->unvoiced_lang);
    n->unvoiced_next = item->next;
    narrator_lock(n);
    bool is_wanted = s->generation == n->read_generation && !n->is_ending;
    if (is_wanted) {
        struct narrator_event skipped = {
            .kind = NARRATOR_EVENT_SKIPPED, .sample = audio_written(n->audio), .word = item->from};
        memcpy(skipped.lang, item->lang, sizeof skipped.lang);
        timeline_add_event(&n->timeline, &skipped, written);
    }
    narrator_unlock(n);
    if (!is_wanted || goes_on || (is_same && !item->is_whole))
        return is_wanted;
    struct str text = {0};
    announce_no_voice(&s->reading.settings->phrases, item->lang, &text);
    bool is_whole = say_announcement(s, str_text(&text), &mark);
    str_free(&text);
    return is_whole;
}

/* Says an item with all that is announced about it, and the pause after it. */
static bool say_item(struct sentence_job *s)
{
    struct narrator *n = s->n;
    const struct reading_item *item = &s->item;
    struct str written = {0};
    struct timeline_mark before = {.word = item->from,
                                   .lit = s->made_word,
                                   .sentence = item->sentence,
                                   .kind = TIMELINE_ANNOUNCEMENT};
    uint32_t last = item->first + item->count - 1;
    struct timeline_mark after = {.word = item->next ? item->next : last,
                                  .lit = last,
                                  .sentence = item->sentence,
                                  .kind = TIMELINE_ANNOUNCEMENT};
    reading_item_written(s->reading.book, item, &written);
    bool is_whole = !item->before[0] || say_announcement(s, item->before, &before);
    if (is_whole && voice_set(n->voice, &s->reading.settings->voice, item->lang))
        is_whole = say_words(s, str_text(&written));
    else if (is_whole)
        is_whole = skip_words(s, str_text(&written));
    struct job pause = {.n = n, .generation = s->generation, .base = audio_written(n->audio)};
    if (is_whole && item->after[0])
        is_whole = put_silence(&pause, READING_ANNOUNCEMENT_PAUSE_MS) &&
                   say_announcement(s, item->after, &after);
    if (is_whole && s->has_sound && item->next)
        is_whole = put_silence(&pause, item->pause_ms);
    str_free(&written);
    return is_whole;
}

/* Locked on entry and return. */
static void make_sentence(struct narrator *n)
{
    if (!n->is_preview && n->cursor != n->run_first &&
        reading_stops_before(n->book, &n->settings, n->cursor)) {
        n->resume_at = n->cursor;
        n->cursor = 0;
        narrator_end_reading(n, audio_written(n->audio));
        return;
    }
    struct narrator_settings settings = n->settings;
    uint32_t cursor = n->cursor, last = n->last;
    struct sentence_job s = {.n = n, .generation = n->read_generation, .made_word = n->made_word};
    s.reading = (struct reading){n->book, &settings, n->profiles};
    n->is_making_book = true;
    narrator_unlock(n);
    bool is_whole = reading_item_at(&s.reading, cursor, last, &s.item) && say_item(&s);
    narrator_lock(n);
    if (s.generation == n->read_generation && !n->is_ending) {
        n->cursor = is_whole ? s.item.next : 0;
        if (!n->cursor)
            narrator_end_reading(n, audio_written(n->audio));
    }
    n->is_making_book = false;
}

/* Locked on entry and return. espeak-ng starts with the first thing to say. */
static bool have_voice(struct narrator *n)
{
    if (n->voice || n->has_no_voice)
        return n->voice != NULL;
    narrator_unlock(n);
    enum err err = voice_new(&n->voice);
    n->profiles = language_load();
    narrator_lock(n);
    n->has_no_voice = err != ERR_OK;
    if (n->has_no_voice)
        log_error("There is no voice. Install espeak-ng and its data, then start again.");
    return !n->has_no_voice;
}

/* Locked. Without a voice there is nothing to wait for. */
static void give_up(struct narrator *n)
{
    narrator_drop_says(n);
    n->cursor = 0;
    narrator_end_reading(n, audio_written(n->audio));
}

static bool has_work(const struct narrator *n)
{
    return n->say_first || (n->state == NARRATOR_READING && n->cursor);
}

void *narrator_speak(void *data)
{
    struct narrator *n = narrator_lock(data);
    while (!n->is_ending) {
        if (has_work(n) && !have_voice(n))
            give_up(n);
        if (n->say_first)
            make_say(n);
        else if (n->state == NARRATOR_READING && n->cursor)
            make_sentence(n);
        pthread_cond_broadcast(&n->changed);
        bool goes_on = has_work(n);
        if (goes_on && audio_waiting(n->audio) < DEVICE_AT_SAMPLES)
            continue;
        narrator_unlock(n);
        if (!goes_on)
            n->wake(n->wake_data);
        int service_ms = audio_service(n->audio);
        narrator_lock(n);
        if (has_work(n) || n->is_ending)
            continue;
        n->is_idle = true;
        pthread_cond_broadcast(&n->changed);
        while (n->is_idle && !n->is_ending && service_ms) {
            if (service_ms < 0) {
                pthread_cond_wait(&n->changed, &n->lock);
            } else {
                wait_ms(n, service_ms);
                break;
            }
        }
    }
    narrator_unlock(n);
    audio_close(n->audio);
    voice_free(n->voice);
    for (size_t i = 0; i < NARRATOR_LEXICONS; i++)
        free_lexicons(n, i);
    language_free(n->profiles);
    return NULL;
}
