/* onset_measure.h: how far the marks of an utterance lie from what the voice itself tells of its sounds.
 *
 * Three measures, none of which uses the code that makes the marks. A word that has a word event of its own begins with the first sound
 * (phoneme event) after it. A word that the voice ran together with the one before ('of the') has none: the sounds that it has
 * alone are counted back from the pair's last. The first word, and one after
 * a pause, begins where the samples become loud. Included by a test
 * and a bench. */
#ifndef LECTERN_TESTS_ONSET_MEASURE_H
#define LECTERN_TESTS_ONSET_MEASURE_H

#include "base/mem.h"
#include "speech/spoken.h"
#include "speech/utterance.h"
#include "speech/voice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ONSET_QUIET = 24 }; /* the utterance cuts off what is quieter at its beginning */

/* A row of distances in ms. */
struct onset_row {
    double *ms;
    size_t count, cap;
};

struct onset_errors {
    struct onset_row plain, joined, after_pause;
    size_t words; /* that were marked */
};

struct onset_sounds { /* what was heard from one word event to the next */
    size_t word;
    uint64_t first;    /* the first sound */
    uint64_t last[16]; /* the last sounds, the newest at (count - 1) % 16 */
    size_t count;
    bool is_after_pause;
    uint64_t pause; /* where it began */
};

struct onset_run {
    const struct spoken *spoken;
    uint64_t *marks; /* given samples */
    int16_t *samples;
    size_t made, cap;
    struct onset_sounds *groups;
    size_t group_count, group_cap;
    size_t pending; /* a word that was announced and has not sounded */
    uint64_t pause; /* a pause began here and has not ended; 0: none */
};

static inline bool onset_take_mark(void *data, size_t index, uint64_t start, uint64_t end)
{
    struct onset_run *r = data;
    (void)end;
    r->marks[index] = start;
    return true;
}

static inline bool onset_take_samples(void *data, const int16_t *samples, size_t count)
{
    (void)data;
    (void)samples;
    (void)count;
    return true;
}

/* The word in which a place of the text lies; word_count: none. */
static inline size_t onset_word_at(const struct spoken *s, uint32_t cp)
{
    for (size_t i = 0; i < s->word_count; i++) {
        if (s->words[i].count_cp && cp >= s->words[i].start_cp &&
            cp < s->words[i].start_cp + s->words[i].count_cp)
            return i;
    }
    return s->word_count;
}

static inline void onset_hear(struct onset_run *r, const struct voice_event *e)
{
    size_t none = r->spoken->word_count;
    if (r->pending != none) {
        MEM_ROOM(r->groups, r->group_count, r->group_cap);
        r->groups[r->group_count++] = (struct onset_sounds){.word = r->pending,
                                                            .first = e->sample,
                                                            .is_after_pause = r->pause != 0,
                                                            .pause = r->pause};
    }
    r->pending = none;
    r->pause = 0;
    if (!r->group_count)
        return;
    struct onset_sounds *group = &r->groups[r->group_count - 1];
    if (e->phoneme[0] == ';') /* a glide between two words, in neither of them alone */
        return;
    group->last[group->count++ % 16] = e->sample;
}

static inline bool onset_take_chunk(void *data, const int16_t *samples, size_t count,
                                    const struct voice_event *events, size_t event_count)
{
    struct onset_run *r = data;
    if (r->made + count > r->cap) {
        r->cap = (r->made + count) * 2;
        r->samples = mem_resize(r->samples, r->cap, sizeof *r->samples);
    }
    if (count)
        memcpy(r->samples + r->made, samples, count * sizeof *samples);
    r->made += count;
    size_t none = r->spoken->word_count;
    for (size_t i = 0; i < event_count; i++) {
        if (events[i].kind == VOICE_EVENT_WORD) {
            size_t word = onset_word_at(r->spoken, events[i].at_cp);
            if (word < none && (!r->group_count || word > r->groups[r->group_count - 1].word))
                r->pending = word;
        } else if (events[i].kind == VOICE_EVENT_PHONEME) {
            onset_hear(r, &events[i]);
        } else if (!r->pause) {
            r->pause = events[i].sample;
        }
    }
    return true;
}

static inline void onset_add(struct onset_row *row, uint64_t mark, uint64_t truth)
{
    MEM_ROOM(row->ms, row->count, row->cap);
    double off = (double)mark - (double)truth;
    row->ms[row->count++] = fabs(off) * 1000 / VOICE_RATE_HZ;
}

/* The first sample from `from` on that can be heard; `made` when there is none. */
static inline size_t onset_loud_from(const struct onset_run *r, size_t from)
{
    while (from < r->made && abs(r->samples[from]) <= ONSET_QUIET)
        from++;
    return from;
}

/* Where it becomes loud again after a pause: behind 20 ms of silence. */
static inline size_t onset_after_silence(const struct onset_run *r, size_t from)
{
    size_t quiet = 0;
    for (; from < r->made && quiet < VOICE_RATE_HZ / 50; from++)
        quiet = abs(r->samples[from]) <= ONSET_QUIET ? quiet + 1 : 0;
    return onset_loud_from(r, from);
}

/* How many sounds a word has alone. */
static inline size_t onset_count_sounds(struct voice *voice, const struct spoken *s, size_t word)
{
    const char *text = str_text(&s->text);
    size_t at = 0, begin, used, sounds = 0;
    uint32_t cp = 0, first = s->words[word].start_cp, end = first + s->words[word].count_cp;
    for (; cp < first; cp++, at += used)
        utf8_decode(text + at, s->text.length_bytes - at, &used);
    begin = at;
    for (; cp < end; cp++, at += used)
        utf8_decode(text + at, s->text.length_bytes - at, &used);
    struct str alone = {0};
    voice_add_phonemes(voice, text + begin, at - begin, &alone);
    for (const char *p = str_text(&alone); *p; p += strcspn(p, " ")) {
        p += strspn(p, " ");
        sounds += *p != 0;
    }
    str_free(&alone);
    return sounds;
}

static inline void onset_compare(const struct onset_run *r, struct voice *voice,
                                 struct onset_errors *errors)
{
    size_t none = r->spoken->word_count, loud = onset_loud_from(r, 0);
    for (size_t g = 0; g < r->group_count; g++) {
        const struct onset_sounds *group = &r->groups[g];
        if (r->marks[group->word] == UINT64_MAX)
            continue;
        uint64_t mark = r->marks[group->word] + loud;
        size_t heard = g == 0                  ? loud
                       : group->is_after_pause ? onset_after_silence(r, (size_t)group->pause)
                                               : r->made;
        /* a silence that is too short to be found leaves the event */
        if (heard < r->made && heard < group->first + VOICE_RATE_HZ / 5)
            onset_add(&errors->after_pause, mark, heard);
        else
            onset_add(&errors->plain, mark, group->first);
        size_t next = g + 1 < r->group_count ? r->groups[g + 1].word : none, second = none,
               more = 0;
        for (size_t i = group->word + 1; i < next; i++) {
            second = r->spoken->words[i].count_cp ? i : second;
            more += r->spoken->words[i].count_cp > 0;
        }
        if (more != 1 || r->marks[second] == UINT64_MAX)
            continue;
        size_t back = onset_count_sounds(voice, r->spoken, second);
        if (back && back < group->count && back <= 16)
            onset_add(&errors->joined, r->marks[second] + loud,
                      group->last[(group->count - back) % 16]);
    }
}

/* Speaks the text and listens to the voice on the way. (Spoken a second time it would take a few ms more or less.) Adds what it finds
 * to `errors`. */
static inline void onset_measure(struct voice *voice, const struct spoken *spoken,
                                 struct onset_errors *errors)
{
    size_t n = spoken->word_count;
    struct onset_run r = {.spoken = spoken, .marks = mem_new(n + 1, sizeof *r.marks), .pending = n};
    for (size_t i = 0; i < n; i++)
        r.marks[i] = UINT64_MAX;
    struct utterance_sink sink = {onset_take_mark, onset_take_samples, &r, onset_take_chunk};
    utterance_speak(voice, spoken, 0, &sink);
    for (size_t i = 0; i < n; i++)
        errors->words += r.marks[i] != UINT64_MAX;
    onset_compare(&r, voice, errors);
    free(r.marks);
    free(r.samples);
    free(r.groups);
}

static inline int onset_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The distance below which `percent` of the words lie, in ms; sorts the row. */
static inline double onset_percentile(struct onset_row *row, double percent)
{
    if (!row->count)
        return 0;
    qsort(row->ms, row->count, sizeof *row->ms, onset_order);
    size_t at = (size_t)ceil((double)row->count * percent / 100);
    return row->ms[at ? at - 1 : 0];
}

static inline void onset_free(struct onset_errors *errors)
{
    free(errors->plain.ms);
    free(errors->joined.ms);
    free(errors->after_pause.ms);
    *errors = (struct onset_errors){0};
}

#endif
