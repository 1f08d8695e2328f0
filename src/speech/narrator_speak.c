#include "base/log.h"
#include "base/mem.h"
#include "speech/audio.h"
#include "speech/lexicon.h"
#include "speech/narrator_state.h"
#include "speech/reading.h"
#include "speech/utterance.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
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
    const struct reading_item *item; /* not for interface speech */
    size_t lead_count;
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
    struct narrator_event start = {.kind = NARRATOR_EVENT_START,
                                   .sample = job->base,
                                   .word = job->item ? job->item->from : 0,
                                   .interface = job->is_interface};
    memcpy(start.lang, job->lang, strnlen(job->lang, sizeof start.lang - 1));
    timeline_add_event(&job->n->timeline, &start, job->written);
}

static bool put_mark(void *data, size_t index, uint64_t start, uint64_t end)
{
    struct job *job = data;
    struct narrator *n = narrator_lock(job->n);
    bool is_wanted = job_is_wanted(job);
    if (is_wanted)
        begin_job(job);
    if (is_wanted && job->item && index >= job->lead_count) {
        uint32_t word = job->item->first + (uint32_t)(index - job->lead_count);
        timeline_add_mark(&n->timeline, (struct timeline_mark){job->base + start, job->base + end,
                                                               word, job->item->sentence});
        struct narrator_event event = {
            .kind = NARRATOR_EVENT_WORD, .sample = job->base + start, .word = word};
        memcpy(event.lang, job->lang, strnlen(job->lang, sizeof event.lang - 1));
        timeline_add_event(&n->timeline, &event, NULL);
        bool is_last = word + 1 >= job->item->first + job->item->count;
        n->cursor = is_last ? job->item->next : word + 1;
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
        if (job->is_interface)
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

static const struct lexicon *lexicon_for(struct narrator *n, const char *lang)
{
    char wanted[16] = "en";
    if (lang[0])
        memcpy(wanted, lang, strnlen(lang, sizeof wanted - 1) + 1);
    wanted[strcspn(wanted, "-_")] = 0;
    for (size_t i = 0; i < NARRATOR_LEXICONS; i++) {
        if (strcmp(n->lexicons[i].lang, wanted) == 0)
            return n->lexicons[i].lexicon;
    }
    size_t i = n->lexicon_next++ % NARRATOR_LEXICONS;
    lexicon_free(n->lexicons[i].lexicon);
    n->lexicons[i].lexicon = lexicon_load(wanted);
    memcpy(n->lexicons[i].lang, wanted, sizeof wanted);
    return n->lexicons[i].lexicon;
}

/* Speaks an utterance into the ring. */
static bool speak_job(struct job *job, const struct narrator_settings *settings,
                      const struct spoken *spoken, size_t from)
{
    struct narrator *n = job->n;
    if (!voice_set(n->voice, &settings->voice, job->lang))
        log_note("There is no voice for the language '%s': English reads it.", job->lang);
    struct utterance_sink sink = {put_mark, put_samples, job};
    if (!utterance_speak(n->voice, spoken, from, &sink))
        return false;
    narrator_lock(n);
    bool is_wanted = job_is_wanted(job);
    if (is_wanted && job->is_begun) {
        struct narrator_event stop = {.kind = NARRATOR_EVENT_STOP,
                                      .sample = job->base + job->given,
                                      .interface = job->is_interface};
        memcpy(stop.lang, job->lang, strnlen(job->lang, sizeof stop.lang - 1));
        timeline_add_event(&n->timeline, &stop, NULL);
    }
    narrator_unlock(n);
    return is_wanted;
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
    struct spoken spoken;
    spoken_make_text(lexicon_for(n, say->lang), say->lang, say->text, &spoken);
    bool is_whole = speak_job(&job, &settings, &spoken, 0);
    uint64_t end = job.base + job.given;
    if (is_whole && job.given)
        put_silence(&job, NARRATOR_INTERFACE_PAUSE_MS);
    spoken_free(&spoken);
    narrator_lock(n);
    if (is_whole && job_is_wanted(&job))
        n->say_end = end;
    n->is_making_say = false;
    free(say->text);
    free(say);
}

/* Locked on entry and return. */
static void make_sentence(struct narrator *n)
{
    struct reading_item item;
    struct narrator_settings settings = n->settings;
    const struct book *book = n->book;
    uint32_t cursor = n->cursor, last = n->last;
    struct job job = {
        .n = n, .generation = n->read_generation, .base = audio_written(n->audio), .item = &item};
    n->is_making_book = true;
    narrator_unlock(n);
    bool is_whole = reading_item_at(book, &settings, cursor, last, &item);
    if (is_whole) {
        struct spoken spoken;
        struct str written = {0};
        job.lang = item.lang;
        reading_item_spoken(book, &item, lexicon_for(n, item.lang), &spoken, &job.lead_count);
        reading_item_written(book, &item, &written);
        job.written = str_text(&written);
        size_t from = item.from > item.first ? job.lead_count + (item.from - item.first) : 0;
        is_whole = speak_job(&job, &settings, &spoken, from);
        if (is_whole && job.given && item.next)
            is_whole = put_silence(&job, item.pause_ms);
        spoken_free(&spoken);
        str_free(&written);
    }
    narrator_lock(n);
    if (job_is_wanted(&job)) {
        n->cursor = is_whole ? item.next : 0;
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
        lexicon_free(n->lexicons[i].lexicon);
    return NULL;
}
