#include "speech/narrator.h"
#include "base/log.h"
#include "base/mem.h"
#include "book/model.h"
#include "speech/audio.h"
#include "speech/lexicon.h"
#include "speech/reading.h"
#include "speech/timeline.h"
#include "speech/utterance.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ROOM_WAIT_MS = 250,       /* the ring is full: look again */
    INTERFACE_PAUSE_MS = 250, /* after interface speech */
    DEVICE_AT_SAMPLES = 5512, /* the device is opened when this much is there to be played */
    LEXICONS = 4
};

struct say { /* interface words that wait */
    struct say *next;
    char *text;
    char lang[16];
};

struct narrator {
    struct audio *audio;  /* constant; has a lock of its own, always taken after ours */
    void (*wake)(void *); /* constant */
    void *wake_data;      /* constant */
    pthread_t thread;     /* main's */

    /* The speech thread's alone. */
    struct voice *voice;
    struct {
        char lang[16];
        struct lexicon *lexicon;
    } lexicons[LEXICONS];
    size_t lexicon_next;

    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    struct narrator_settings settings;
    bool is_ending;
    bool is_idle; /* the speech thread has nothing to do */
    bool waits_for_room;
    bool has_no_voice;

    enum narrator_state state; /* never FINISHED: that is seen from what was played */
    const struct book *book;
    uint32_t cursor;          /* the word to be made next; 0: all was made */
    uint32_t last;            /* of the reading; 0: the end */
    uint32_t held_word;       /* lit while no mark was reached */
    uint64_t reading_end;     /* position behind the reading's last sample, once cursor is 0 */
    unsigned read_generation; /* a job of an older one must stop */
    bool is_making_book;      /* the speech thread looks into the book */

    struct say *say_first, *say_last;
    bool is_making_say;
    uint64_t say_end; /* position behind the last interface sample that was made */
    unsigned say_generation;

    struct timeline timeline;
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

struct narrator_settings narrator_settings_default(void)
{
    return (struct narrator_settings){
        .voice = {"", VOICE_WPM_USUAL, 50},
        .pause_sentence_ms = 150,
        .pause_block_ms = 450,
        .pause_heading_ms = 700,
    };
}

static struct narrator *lock(const struct narrator *narrator)
{
    struct narrator *n = (struct narrator *)(uintptr_t)narrator;
    pthread_mutex_lock(&n->lock);
    return n;
}

static void unlock(struct narrator *n)
{
    pthread_mutex_unlock(&n->lock);
}

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

/* ---- the speech thread ---- */

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
    struct narrator *n = lock(job->n);
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
    unlock(n);
    return is_wanted;
}

/* Writes all of it into the ring, waiting for room; false when the job is no longer wanted. */
static bool put_samples(void *data, const int16_t *samples, size_t count)
{
    struct job *job = data;
    struct narrator *n = lock(job->n);
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
        unlock(n);
        audio_service(n->audio);
        lock(n);
        if (audio_waiting(n->audio) == AUDIO_RING_SAMPLES && job_is_wanted(job))
            wait_ms(n, ROOM_WAIT_MS);
        n->waits_for_room = false;
    }
    bool is_wanted = job_is_wanted(job);
    unlock(n);
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
    for (size_t i = 0; i < LEXICONS; i++) {
        if (strcmp(n->lexicons[i].lang, wanted) == 0)
            return n->lexicons[i].lexicon;
    }
    size_t i = n->lexicon_next++ % LEXICONS;
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
    lock(n);
    bool is_wanted = job_is_wanted(job);
    if (is_wanted && job->is_begun) {
        struct narrator_event stop = {.kind = NARRATOR_EVENT_STOP,
                                      .sample = job->base + job->given,
                                      .interface = job->is_interface};
        memcpy(stop.lang, job->lang, strnlen(job->lang, sizeof stop.lang - 1));
        timeline_add_event(&n->timeline, &stop, NULL);
    }
    unlock(n);
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
    struct job job = {.n = n,
                      .is_interface = true,
                      .generation = n->say_generation,
                      .base = audio_written(n->audio),
                      .written = say->text,
                      .lang = say->lang};
    n->say_end = job.base;
    struct narrator_settings settings = n->settings;
    unlock(n);
    struct spoken spoken;
    spoken_make_text(lexicon_for(n, say->lang), say->lang, say->text, &spoken);
    bool is_whole = speak_job(&job, &settings, &spoken, 0);
    uint64_t end = job.base + job.given;
    if (is_whole && job.given)
        put_silence(&job, INTERFACE_PAUSE_MS);
    spoken_free(&spoken);
    lock(n);
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
    unlock(n);
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
    lock(n);
    if (job_is_wanted(&job)) {
        n->cursor = is_whole ? item.next : 0;
        if (!n->cursor)
            n->reading_end = audio_written(n->audio);
    }
    n->is_making_book = false;
}

/* Locked on entry and return. espeak-ng starts with the first thing to say. */
static bool have_voice(struct narrator *n)
{
    if (n->voice || n->has_no_voice)
        return n->voice != NULL;
    unlock(n);
    enum err err = voice_new(&n->voice);
    lock(n);
    n->has_no_voice = err != ERR_OK;
    if (n->has_no_voice)
        log_error("There is no voice. Install espeak-ng and its data, then start again.");
    return !n->has_no_voice;
}

/* Locked. Without a voice there is nothing to wait for. */
static void give_up(struct narrator *n)
{
    while (n->say_first) {
        struct say *say = n->say_first;
        n->say_first = say->next;
        free(say->text);
        free(say);
    }
    n->say_last = NULL;
    n->cursor = 0;
    n->reading_end = audio_written(n->audio);
}

static bool has_work(const struct narrator *n)
{
    return n->say_first || (n->state == NARRATOR_READING && n->cursor);
}

static void *speak(void *data)
{
    struct narrator *n = lock(data);
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
        unlock(n);
        if (!goes_on)
            n->wake(n->wake_data);
        int service_ms = audio_service(n->audio);
        lock(n);
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
    unlock(n);
    audio_close(n->audio);
    voice_free(n->voice);
    for (size_t i = 0; i < LEXICONS; i++)
        lexicon_free(n->lexicons[i].lexicon);
    return NULL;
}

/* ---- main ---- */

struct narrator *narrator_new(struct audio *audio, void (*wake)(void *), void *data)
{
    struct narrator *n = mem_new(1, sizeof *n);
    n->audio = audio;
    n->wake = wake;
    n->wake_data = data;
    n->settings = narrator_settings_default();
    pthread_mutex_init(&n->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&n->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&n->thread, NULL, speak, n) != 0) {
        log_error("The speech thread could not be started: nothing can be read aloud.");
        abort();
    }
    return n;
}

/* Locked. Nothing from `from` on is to sound any more. The reading keeps its place: the first word that was not heard whole, or
 * (at_lit) the word that is lit. */
static void cut(struct narrator *n, uint64_t from, bool at_lit)
{
    n->read_generation++;
    if (from == UINT64_MAX)
        return; /* nothing of the reading is in the ring */
    uint64_t played = audio_played(n->audio);
    uint64_t silence = audio_cut(n->audio, from);
    if (n->state == NARRATOR_READING) {
        uint64_t heard = from > played ? from : played;
        const struct timeline_mark *lit = at_lit ? timeline_now(&n->timeline, played) : NULL;
        const struct timeline_mark *mark =
            lit && (from <= played) ? lit : timeline_unheard(&n->timeline, heard);
        if (mark)
            n->cursor = mark->word;
        const struct timeline_mark *now = timeline_now(&n->timeline, played);
        if (now)
            n->held_word = now->word;
    }
    timeline_cut(&n->timeline, silence);
    if (n->say_end > silence)
        n->say_end = silence;
    if (n->reading_end > silence)
        n->reading_end = silence;
    pthread_cond_broadcast(&n->changed);
}

/* Locked. */
static void drop_says(struct narrator *n)
{
    n->say_generation++;
    while (n->say_first) {
        struct say *say = n->say_first;
        n->say_first = say->next;
        free(say->text);
        free(say);
    }
    n->say_last = NULL;
}

/* Locked. */
static bool is_talking(const struct narrator *n)
{
    return n->say_first || n->is_making_say || audio_played(n->audio) < n->say_end;
}

/* Locked. The speech thread has something to do. */
static void start_work(struct narrator *n)
{
    n->is_idle = false;
    pthread_cond_broadcast(&n->changed);
}

/* Locked. Where document speech begins in the ring: behind interface speech. */
static uint64_t after_interface(const struct narrator *n)
{
    return n->is_making_say || n->say_first ? UINT64_MAX : n->say_end;
}

/* Locked. */
static bool is_finished(const struct narrator *n)
{
    return n->state == NARRATOR_READING && !n->cursor && audio_played(n->audio) >= n->reading_end;
}

void narrator_free(struct narrator *n)
{
    if (!n)
        return;
    lock(n);
    n->is_ending = true;
    drop_says(n);
    audio_cut(n->audio, 0);
    pthread_cond_broadcast(&n->changed);
    unlock(n);
    pthread_join(n->thread, NULL);
    timeline_free(&n->timeline);
    pthread_cond_destroy(&n->changed);
    pthread_mutex_destroy(&n->lock);
    free(n);
}

void narrator_set(struct narrator *n, const struct narrator_settings *settings)
{
    lock(n);
    bool is_same = memcmp(&n->settings.voice, &settings->voice, sizeof settings->voice) == 0 &&
                   n->settings.text_only == settings->text_only &&
                   n->settings.pause_sentence_ms == settings->pause_sentence_ms &&
                   n->settings.pause_block_ms == settings->pause_block_ms &&
                   n->settings.pause_heading_ms == settings->pause_heading_ms;
    n->settings = *settings;
    const struct timeline_mark *now = timeline_now(&n->timeline, audio_played(n->audio));
    if (!is_same && n->state == NARRATOR_READING && now) { /* what was made ahead is made again */
        const struct timeline_mark *next = now;
        while (next && next->sentence == now->sentence)
            next = timeline_next(&n->timeline, next->start);
        if (next)
            cut(n, next->start > AUDIO_FADE_SAMPLES ? next->start - AUDIO_FADE_SAMPLES : 0, false);
    }
    start_work(n);
    unlock(n);
}

void narrator_read(struct narrator *n, const struct book *book, uint32_t first, uint32_t last)
{
    lock(n);
    drop_says(n);
    n->state = NARRATOR_SILENT;
    cut(n, 0, false);
    while (n->is_making_book) /* it stops within a chunk; then the book before is let go of */
        pthread_cond_wait(&n->changed, &n->lock);
    timeline_clear_marks(&n->timeline);
    n->book = book;
    n->cursor = first ? first : 1;
    n->last = last;
    n->held_word = 0;
    n->state = NARRATOR_READING;
    start_work(n);
    unlock(n);
}

void narrator_pause(struct narrator *n)
{
    lock(n);
    if (n->state == NARRATOR_READING && !is_finished(n)) {
        cut(n, is_talking(n) ? after_interface(n) : 0, true);
        n->held_word = n->cursor;
        timeline_clear_marks(&n->timeline);
        n->state = NARRATOR_PAUSED;
    }
    unlock(n);
}

void narrator_resume(struct narrator *n)
{
    lock(n);
    if (n->state == NARRATOR_PAUSED) {
        n->state = NARRATOR_READING;
        start_work(n);
    }
    unlock(n);
}

void narrator_stop(struct narrator *n)
{
    lock(n);
    if (n->state != NARRATOR_SILENT)
        cut(n, is_talking(n) ? after_interface(n) : 0, false);
    n->state = NARRATOR_SILENT;
    n->cursor = n->held_word = 0;
    while (n->is_making_book)
        pthread_cond_wait(&n->changed, &n->lock);
    timeline_clear_marks(&n->timeline);
    n->book = NULL;
    unlock(n);
}

enum narrator_state narrator_state(const struct narrator *narrator)
{
    struct narrator *n = lock(narrator);
    enum narrator_state state = is_finished(n) ? NARRATOR_FINISHED : n->state;
    unlock(n);
    return state;
}

uint32_t narrator_word(const struct narrator *narrator)
{
    struct narrator *n = lock(narrator);
    uint32_t word = 0;
    if (n->state == NARRATOR_PAUSED) {
        word = n->held_word;
    } else if (n->state == NARRATOR_READING && !is_finished(n)) {
        const struct timeline_mark *mark = timeline_now(&n->timeline, audio_played(n->audio));
        word = mark ? mark->word : n->held_word;
    }
    unlock(n);
    return word;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

uint64_t narrator_next_change_us(const struct narrator *narrator)
{
    struct narrator *n = lock(narrator);
    uint64_t played = audio_played(n->audio), at = UINT64_MAX;
    const struct timeline_mark *next = timeline_next(&n->timeline, played);
    if (next && n->state == NARRATOR_READING)
        at = next->start;
    if (n->say_end > played)
        at = least(at, n->say_end);
    if (n->state == NARRATOR_READING && !n->cursor && n->reading_end > played)
        at = least(at, n->reading_end);
    unlock(n);
    if (at == UINT64_MAX)
        return UINT64_MAX;
    return ((at - played) * 1000000u + VOICE_RATE_HZ - 1) / VOICE_RATE_HZ;
}

void narrator_say(struct narrator *n, const char *text, const char *lang, bool after)
{
    struct say *say = mem_new(1, sizeof *say);
    say->text = mem_copy_string(text);
    memcpy(say->lang, lang, strnlen(lang, sizeof say->lang - 1));
    lock(n);
    bool waits = after && is_talking(n);
    if (!waits) {
        drop_says(n);
        cut(n, 0, false);
    } else if (!n->say_first && !n->is_making_say) {
        cut(n, n->say_end, false); /* the reading behind it is made again */
    }
    if (n->say_last)
        n->say_last->next = say;
    else
        n->say_first = say;
    n->say_last = say;
    start_work(n);
    unlock(n);
}

void narrator_hush(struct narrator *n)
{
    lock(n);
    if (is_talking(n)) {
        drop_says(n);
        cut(n, 0, false);
        start_work(n);
    }
    unlock(n);
}

bool narrator_is_talking(const struct narrator *narrator)
{
    struct narrator *n = lock(narrator);
    bool talking = is_talking(n);
    unlock(n);
    return talking;
}

enum err narrator_problem(const struct narrator *narrator)
{
    struct narrator *n = lock(narrator);
    enum err err = n->has_no_voice ? ERR_NO_VOICE : ERR_OK;
    unlock(n);
    return err;
}

void narrator_wait_made(struct narrator *n, size_t samples)
{
    if (samples > AUDIO_RING_SAMPLES)
        samples = AUDIO_RING_SAMPLES;
    lock(n);
    pthread_cond_broadcast(&n->changed); /* there may be room again */
    while (!n->is_idle && audio_waiting(n->audio) < samples)
        pthread_cond_wait(&n->changed, &n->lock);
    unlock(n);
}

void narrator_keep_events(struct narrator *n, bool keep)
{
    lock(n);
    n->timeline.keeps_events = keep;
    unlock(n);
}

bool narrator_next_event(struct narrator *n, struct narrator_event *out)
{
    lock(n);
    bool has_one = timeline_take_event(&n->timeline, audio_played(n->audio), out);
    unlock(n);
    return has_one;
}
