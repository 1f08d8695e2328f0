#include "speech/utterance.h"
#include "base/mem.h"
#include "speech/onset.h"

#include <stdlib.h>
#include <string.h>

enum { QUIET = 24 }; /* of 32768: nobody hears less (-62 dB) */
enum {
    SOFT_START_SAMPLES = 1100
}; /* a sound may be heard this much before espeak-ng's event (30 ms at 450 words a minute) */
static const size_t NO_WORD = (size_t)-1;

/* Samples are counted in two ways: 'made', from espeak-ng's first, and 'given', from the first that the sink got. */
struct speaker {
    const struct utterance_sink *sink;
    const struct spoken *spoken;
    uint32_t skip_cp; /* of the spoken text, before what is spoken now */

    size_t *said; /* the words that are spoken, as indices of spoken->words */
    size_t said_count;
    struct str alone; /* sounds of each of them, NUL after each */
    size_t *alone_at;

    int16_t *held; /* made, not yet given */
    size_t held_count, held_cap;
    uint64_t held_from;  /* made */
    uint64_t given_from; /* made: the first sample that was or will be given */
    uint64_t loud_end;   /* made: behind the last sample that can be heard */
    bool is_loud;        /* something was heard */

    struct onset_sound *sounds; /* of the open span */
    size_t sound_count, sound_cap;
    size_t span;       /* index of `said` with which the open span begins; NO_WORD: none */
    size_t pending;    /* a word was announced and has not sounded yet; NO_WORD: none */
    uint64_t pause_at; /* made: a pause began after the span's last sound; 0: none */
    uint64_t
        last_event; /* made: events come a little out of order at times; sounds are kept rising */
    uint64_t marked_to; /* made: the end of the last mark */
};

/* The spoken word (index of said) at a place of the spoken text: the last that begins at or before it. */
static size_t word_at(const struct speaker *s, uint32_t cp)
{
    size_t low = 0, high = s->said_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->spoken->words[s->said[middle]].start_cp <= cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

static void hold(struct speaker *s, const int16_t *samples, size_t count)
{
    if (s->held_count + count > s->held_cap) {
        while (s->held_count + count > s->held_cap)
            s->held_cap = s->held_cap ? s->held_cap * 2 : 8192;
        s->held = mem_resize(s->held, s->held_cap, sizeof *s->held);
    }
    if (count)
        memcpy(s->held + s->held_count, samples, count * sizeof *samples);
    uint64_t base = s->held_from + s->held_count;
    s->held_count += count;
    for (size_t i = 0; i < count; i++) {
        if (samples[i] <= QUIET && samples[i] >= -QUIET)
            continue;
        if (!s->is_loud) {
            s->is_loud = true;
            s->given_from = base + i;
        }
        s->loud_end = base + i + 1;
    }
}

/* Gives what is held up to a made sample, without the silence at either end. */
static bool give(struct speaker *s, uint64_t to)
{
    if (to > s->loud_end)
        to = s->loud_end;
    if (!s->is_loud || to <= s->held_from)
        return true;
    size_t count = (size_t)(to - s->held_from);
    if (count > s->held_count)
        count = s->held_count;
    size_t drop = s->given_from > s->held_from ? (size_t)(s->given_from - s->held_from) : 0;
    bool go_on = drop >= count || s->sink->samples(s->sink->data, s->held + drop, count - drop);
    memmove(s->held, s->held + count, (s->held_count - count) * sizeof *s->held);
    s->held_count -= count;
    s->held_from += count;
    return go_on;
}

static uint64_t to_given(const struct speaker *s, uint64_t made)
{
    return made > s->given_from ? made - s->given_from : 0;
}

/* Marks words span to next - 1, which sounded until `end`. */
static bool close_span(struct speaker *s, size_t next, uint64_t end)
{
    size_t first = s->span, count = next - first;
    uint64_t *starts = mem_new(count, sizeof *starts);
    const char **alone = mem_new(count, sizeof *alone);
    for (size_t i = 0; i < count; i++)
        alone[i] = s->alone.data + s->alone_at[first + i];
    onset_share(s->sounds, s->sound_count, end, alone, count, starts);
    if (first == 0 && to_given(s, starts[0]) <= SOFT_START_SAMPLES)
        starts[0] = s->given_from < starts[0] ? s->given_from : starts[0];
    if (end < s->marked_to)
        end = s->marked_to;
    for (size_t i = 0; i < count; i++)
        starts[i] = starts[i] < s->marked_to ? s->marked_to : starts[i];
    s->marked_to = end;
    bool go_on = true;
    for (size_t i = 0; i < count && go_on; i++) {
        uint64_t until = i + 1 < count ? starts[i + 1] : end;
        go_on = s->sink->mark(s->sink->data, s->said[first + i], to_given(s, starts[i]),
                              to_given(s, until));
    }
    free(alone);
    free(starts);
    s->sound_count = 0;
    s->pause_at = 0;
    return go_on;
}

static bool hear_sound(struct speaker *s, const struct voice_event *e)
{
    bool go_on = true;
    uint64_t sample = e->sample < s->last_event ? s->last_event : e->sample;
    s->last_event = sample;
    if (s->pending != NO_WORD && s->span != NO_WORD && s->pending > s->span) {
        go_on =
            close_span(s, s->pending, s->pause_at && s->pause_at < sample ? s->pause_at : sample);
        s->span = s->pending;
        go_on = go_on && give(s, sample);
    }
    s->pending = NO_WORD;
    if (s->span == NO_WORD)
        s->span = 0; /* words before the first that has an event share its sounds */
    s->pause_at = 0;
    MEM_ROOM(s->sounds, s->sound_count, s->sound_cap);
    struct onset_sound *sound = &s->sounds[s->sound_count++];
    memcpy(sound->name, e->phoneme, sizeof sound->name);
    sound->sample = sample;
    return go_on;
}

static bool take_chunk(void *data, const int16_t *samples, size_t count,
                       const struct voice_event *events, size_t event_count)
{
    struct speaker *s = data;
    bool go_on = true;
    if (s->sink->tap)
        s->sink->tap(s->sink->data, samples, count, events, event_count);
    hold(s, samples, count);
    for (size_t i = 0; i < event_count && go_on; i++) {
        const struct voice_event *e = &events[i];
        if (e->kind == VOICE_EVENT_WORD) {
            size_t word = word_at(s, e->at_cp + s->skip_cp);
            if (s->span == NO_WORD ||
                word > s->span) /* else: it was split, or the place is wrong */
                s->pending = word;
        } else if (e->kind == VOICE_EVENT_PAUSE) {
            if (!s->pause_at && s->sound_count)
                s->pause_at = e->sample;
        } else {
            go_on = hear_sound(s, e);
        }
    }
    return go_on;
}

static void list_words(struct speaker *s, struct voice *voice, size_t from)
{
    const struct spoken *spoken = s->spoken;
    s->said = mem_new(spoken->word_count, sizeof *s->said);
    s->alone_at = mem_new(spoken->word_count, sizeof *s->alone_at);
    const char *text = str_text(&spoken->text);
    size_t at = 0, length = spoken->text.length_bytes;
    uint32_t cp = 0;
    for (size_t i = from; i < spoken->word_count; i++) {
        const struct spoken_word *word = &spoken->words[i];
        if (!word->count_cp)
            continue;
        size_t used, begin;
        for (; cp < word->start_cp && at < length; cp++, at += used)
            utf8_decode(text + at, length - at, &used);
        begin = at;
        for (; cp < word->start_cp + word->count_cp && at < length; cp++, at += used)
            utf8_decode(text + at, length - at, &used);
        s->alone_at[s->said_count] = s->alone.length_bytes;
        s->said[s->said_count++] = i;
        voice_add_phonemes(voice, text + begin, at - begin, &s->alone);
        str_add_char(&s->alone, 0);
    }
}

/* The place in the text where word `from` begins. */
static const char *text_from(struct speaker *s, size_t from)
{
    const char *text = str_text(&s->spoken->text);
    if (from && s->said_count)
        s->skip_cp = s->spoken->words[s->said[0]].start_cp;
    size_t at = 0, length = s->spoken->text.length_bytes, used;
    for (uint32_t cp = 0; cp < s->skip_cp && at < length; cp++, at += used)
        utf8_decode(text + at, length - at, &used);
    return text + at;
}

bool utterance_speak(struct voice *voice, const struct spoken *spoken, size_t from,
                     const struct utterance_sink *sink)
{
    struct speaker s = {.sink = sink, .spoken = spoken, .span = NO_WORD, .pending = NO_WORD};
    list_words(&s, voice, from);
    const char *text = text_from(&s, from);
    bool go_on = !text[0] || voice_speak(voice, text, take_chunk, &s);
    if (go_on && s.said_count) {
        uint64_t end = s.pause_at && s.pause_at < s.loud_end ? s.pause_at : s.loud_end;
        if (s.span == NO_WORD)
            s.span = 0;
        go_on = close_span(&s, s.said_count, end);
    }
    if (go_on)
        give(&s, s.loud_end);
    free(s.said);
    free(s.alone_at);
    str_free(&s.alone);
    free(s.held);
    free(s.sounds);
    return go_on;
}
