#include "base/log.h"
#include "base/mem.h"
#include "speech/audio.h"
#include "speech/narrator_state.h"

#include <stdlib.h>
#include <string.h>

struct narrator *narrator_new(struct audio *audio, void (*wake)(void *), void *data)
{
    struct narrator *n = mem_new(1, sizeof *n);
    n->audio = audio;
    n->wake = wake;
    n->wake_data = data;
    n->settings = narrator_settings_default();
    phrases_keep(&n->phrases, &n->settings.phrases);
    pthread_mutex_init(&n->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&n->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&n->thread, NULL, narrator_speak, n) != 0) {
        log_error("The speech thread could not be started: nothing can be read aloud.");
        abort();
    }
    return n;
}

uint32_t narrator_lit_of(const struct narrator *n, const struct timeline_mark *mark)
{
    return mark->lit ? mark->lit : mark->kind == TIMELINE_WORD ? mark->word : n->held_word;
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
        if (mark) {
            n->cursor = mark->word;
            n->is_all_made = false;
            if (!n->is_preview)
                n->resume_at = 0;
        } else if (!n->cursor && !narrator_is_finished(n)) {
            narrator_end_reading(n, silence);
        }
        const struct timeline_mark *now = timeline_now(&n->timeline, played);
        if (now)
            n->held_word = n->made_word = narrator_lit_of(n, now);
    }
    timeline_cut(&n->timeline, silence);
    if (n->say_end > silence)
        n->say_end = silence;
    pthread_cond_broadcast(&n->changed);
}

/* Locked. */
void narrator_drop_says(struct narrator *n)
{
    n->say_generation++;
    uint64_t played = audio_played(n->audio);
    if (n->say_end > played)
        n->say_end = played;
    while (n->say_first) {
        struct say *say = n->say_first;
        n->say_first = say->next;
        free(say->text);
        free(say);
    }
    n->say_last = NULL;
}

/* Locked. Interface speech is being made that is still wanted. */
static bool is_making_say(const struct narrator *n)
{
    return n->is_making_say && n->making_generation == n->say_generation;
}

/* Locked. */
static bool is_talking(const struct narrator *n)
{
    return n->say_first || is_making_say(n) || audio_played(n->audio) < n->say_end;
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
    return is_making_say(n) || n->say_first ? UINT64_MAX : n->say_end;
}

/* Locked. All that was to be said was heard. */
static bool is_heard(const struct narrator *n)
{
    return n->state == NARRATOR_READING && n->is_all_made &&
           audio_played(n->audio) >= n->reading_end;
}

bool narrator_is_finished(const struct narrator *n)
{
    return is_heard(n) && !n->resume_at;
}

/* Locked. The reading is paused, to go on at `word`. */
static void keep_place(struct narrator *n, uint32_t word)
{
    const struct timeline_mark *lit = timeline_now(&n->timeline, audio_played(n->audio));
    if (lit)
        n->heard_word = narrator_lit_of(n, lit);
    timeline_clear_marks(&n->timeline);
    n->state = NARRATOR_PAUSED;
    n->cursor = n->held_word = word;
    n->last = n->reading_last;
    n->resume_at = 0;
    n->is_preview = n->is_all_made = false;
}

void narrator_settle(struct narrator *n)
{
    if (is_heard(n) && n->resume_at)
        keep_place(n, n->resume_at);
}

void narrator_free(struct narrator *n)
{
    if (!n)
        return;
    narrator_lock(n);
    n->is_ending = true;
    narrator_drop_says(n);
    audio_cut(n->audio, 0);
    pthread_cond_broadcast(&n->changed);
    narrator_unlock(n);
    pthread_join(n->thread, NULL);
    timeline_free(&n->timeline);
    phrases_free(&n->phrases);
    pthread_cond_destroy(&n->changed);
    pthread_mutex_destroy(&n->lock);
    free(n);
}

/* Locked. What was made ahead of the sentence that sounds is made again. */
static void make_ahead_again(struct narrator *n)
{
    const struct timeline_mark *now = timeline_now(&n->timeline, audio_played(n->audio));
    if (n->state != NARRATOR_READING || !now)
        return;
    const struct timeline_mark *next = now;
    while (next && next->sentence == now->sentence)
        next = timeline_next(&n->timeline, next->start);
    if (next) {
        cut(n, next->start > AUDIO_FADE_SAMPLES ? next->start - AUDIO_FADE_SAMPLES : 0, false);
    } else if (n->is_making_book && n->cursor > now->word) {
        n->read_generation++; /* the next sentence is in the making, and nothing of it in the ring */
    } else if (n->is_all_made && n->resume_at && !n->is_preview) {
        n->cursor = n->resume_at; /* whether it stops there is decided again */
        n->resume_at = 0;
        n->is_all_made = false;
    }
}

void narrator_set(struct narrator *n, const struct narrator_settings *settings)
{
    narrator_lock(n);
    narrator_settle(n);
    struct narrator_settings new = *settings;
    phrases_keep(&n->phrases, &new.phrases);
    bool is_same = narrator_same_settings(&n->settings, &new);
    n->settings = new;
    if (!is_same)
        make_ahead_again(n);
    start_work(n);
    narrator_unlock(n);
}

void narrator_begin_run(struct narrator *n, uint32_t first, uint32_t last, uint32_t held)
{
    narrator_drop_says(n);
    n->state = NARRATOR_SILENT;
    cut(n, 0, false);
    timeline_clear_marks(&n->timeline);
    n->cursor = n->run_first = first;
    n->last = last;
    n->held_word = held;
    n->made_word = 0;
    n->resume_at = 0;
    n->is_all_made = n->is_preview = false;
    n->state = NARRATOR_READING;
    start_work(n);
}

void narrator_read(struct narrator *n, const struct book *book, uint32_t first, uint32_t last)
{
    narrator_lock(n);
    narrator_drop_says(n);
    n->state = NARRATOR_SILENT;
    cut(n, 0, false);
    while (n->is_making_book) /* it stops within a chunk; then the book before is let go of */
        pthread_cond_wait(&n->changed, &n->lock);
    n->book = book;
    n->reading_last = last;
    n->heard_word = 0;
    narrator_begin_run(n, first ? first : 1, last, 0);
    narrator_unlock(n);
}

void narrator_pause(struct narrator *n)
{
    narrator_lock(n);
    narrator_settle(n);
    if (n->state == NARRATOR_READING && !narrator_is_finished(n)) {
        uint32_t kept = n->is_preview ? n->resume_at : 0;
        cut(n, is_talking(n) ? after_interface(n) : 0, true);
        keep_place(n, kept ? kept : n->cursor ? n->cursor : n->resume_at);
        n->is_all_made = !n->cursor;
    }
    narrator_unlock(n);
}

void narrator_resume(struct narrator *n)
{
    narrator_lock(n);
    narrator_settle(n);
    if (n->state == NARRATOR_PAUSED) {
        n->state = NARRATOR_READING;
        n->run_first = n->cursor;
        n->made_word = n->cursor;
        start_work(n);
    }
    narrator_unlock(n);
}

void narrator_stop(struct narrator *n)
{
    narrator_lock(n);
    if (n->state != NARRATOR_SILENT)
        cut(n, is_talking(n) ? after_interface(n) : 0, false);
    n->state = NARRATOR_SILENT;
    n->cursor = n->held_word = n->heard_word = n->resume_at = 0;
    n->is_preview = false;
    while (n->is_making_book)
        pthread_cond_wait(&n->changed, &n->lock);
    timeline_clear_marks(&n->timeline);
    n->book = NULL;
    narrator_unlock(n);
}

enum narrator_state narrator_state(const struct narrator *narrator)
{
    struct narrator *n = narrator_lock(narrator);
    narrator_settle(n);
    enum narrator_state state = narrator_is_finished(n) ? NARRATOR_FINISHED : n->state;
    narrator_unlock(n);
    return state;
}

uint32_t narrator_word(const struct narrator *narrator)
{
    struct narrator *n = narrator_lock(narrator);
    uint32_t word = 0;
    narrator_settle(n);
    if (n->state == NARRATOR_PAUSED) {
        word = n->held_word;
    } else if (n->state == NARRATOR_READING && !narrator_is_finished(n)) {
        const struct timeline_mark *mark = timeline_now(&n->timeline, audio_played(n->audio));
        word = mark ? narrator_lit_of(n, mark) : n->held_word;
    }
    narrator_unlock(n);
    return word;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

uint64_t narrator_next_change_us(const struct narrator *narrator)
{
    struct narrator *n = narrator_lock(narrator);
    uint64_t played = audio_played(n->audio), at = UINT64_MAX;
    const struct timeline_mark *next = timeline_next(&n->timeline, played);
    if (next && n->state == NARRATOR_READING)
        at = next->start;
    if (n->say_end > played)
        at = least(at, n->say_end);
    if (n->state == NARRATOR_READING && n->is_all_made && n->reading_end > played)
        at = least(at, n->reading_end);
    narrator_unlock(n);
    if (at == UINT64_MAX)
        return UINT64_MAX;
    return ((at - played) * 1000000u + VOICE_RATE_HZ - 1) / VOICE_RATE_HZ;
}

void narrator_say(struct narrator *n, const char *text, const char *lang, bool after)
{
    narrator_add_say(n, mem_copy_string(text), lang, SAY_AS_USUAL, after);
}

void narrator_say_slowly(struct narrator *n, const char *text, const char *lang, bool after)
{
    narrator_add_say(n, mem_copy_string(text), lang, SAY_SYLLABLES, after);
}

void narrator_sound_tone(struct narrator *n, const char *text, const char *lang)
{
    narrator_add_say(n, mem_copy_string(text), lang, SAY_TONE, false);
}

void narrator_add_say(struct narrator *n, char *text, const char *lang, enum say_how how,
                      bool after)
{
    struct say *say = mem_new(1, sizeof *say);
    say->text = text;
    say->how = how;
    memcpy(say->lang, lang, strnlen(lang, sizeof say->lang - 1));
    narrator_lock(n);
    narrator_settle(n);
    bool waits = after && is_talking(n);
    if (!waits) {
        narrator_drop_says(n);
        cut(n, 0, false);
    } else if (!n->say_first && !is_making_say(n)) {
        /* the reading behind it is made again */
        cut(n, n->say_end + NARRATOR_INTERFACE_PAUSE_MS * VOICE_RATE_HZ / 1000 - AUDIO_FADE_SAMPLES,
            false);
    }
    if (n->say_last)
        n->say_last->next = say;
    else
        n->say_first = say;
    n->say_last = say;
    start_work(n);
    narrator_unlock(n);
}

void narrator_hush(struct narrator *n)
{
    narrator_lock(n);
    if (is_talking(n)) {
        narrator_drop_says(n);
        cut(n, 0, false);
        start_work(n);
    }
    narrator_unlock(n);
}

bool narrator_is_talking(const struct narrator *narrator)
{
    struct narrator *n = narrator_lock(narrator);
    bool talking = is_talking(n);
    narrator_unlock(n);
    return talking;
}

enum err narrator_problem(const struct narrator *narrator)
{
    struct narrator *n = narrator_lock(narrator);
    enum err err = n->has_no_voice ? ERR_NO_VOICE : ERR_OK;
    narrator_unlock(n);
    return err;
}

void narrator_wait_made(struct narrator *n, size_t samples)
{
    if (samples > AUDIO_RING_SAMPLES)
        samples = AUDIO_RING_SAMPLES;
    narrator_lock(n);
    pthread_cond_broadcast(&n->changed); /* there may be room again */
    while (!n->is_idle && audio_waiting(n->audio) < samples)
        pthread_cond_wait(&n->changed, &n->lock);
    narrator_unlock(n);
}

void narrator_keep_events(struct narrator *n, bool keep)
{
    narrator_lock(n);
    n->timeline.keeps_events = keep;
    narrator_unlock(n);
}

bool narrator_next_event(struct narrator *n, struct narrator_event *out)
{
    narrator_lock(n);
    bool has_one = timeline_take_event(&n->timeline, audio_played(n->audio), out);
    narrator_unlock(n);
    return has_one;
}
