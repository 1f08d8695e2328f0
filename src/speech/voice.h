/* voice.h: espeak-ng as we use it: text in, samples and events out.
 *
 * espeak-ng's state is global: one voice in a process, used by one thread only (the narrator's, or a command's main). Nothing of
 * espeak-ng is named outside voice.c. */
#ifndef LECTERN_SPEECH_VOICE_H
#define LECTERN_SPEECH_VOICE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VOICE_RATE_HZ 22050u

enum { VOICE_WPM_LEAST = 80, VOICE_WPM_USUAL = 175, VOICE_WPM_MOST = 450 };

struct voice_settings {
    char name[32]; /* a variant of espeak-ng ("f2", "m3"), or "" for the language's own voice */
    int words_per_minute; /* 80 to 450; 175 is usual */
    int pitch;            /* 0 to 100; 50 is usual */
};

/* The next speed up or down that is offered: 80, 100, 120, 140, 160, 175, 200, 225, 250, 300, 350, 400, 450. */
int voice_step_rate(int words_per_minute, int steps);

struct voice_choice {
    char id[32];      /* for voice_settings.name; "" is the language's own voice */
    const char *name; /* "Grace": a person's, the same in every language. Static */
    bool is_high;     /* a higher voice */
};

enum { VOICE_CHOICES_MOST = 8 };

/* The voices that can be chosen for a language, the usual one first; returns how many, 0 when the language has none. Looks at
 * espeak-ng's files (some ms when the language is a rare one), does not start it. Any thread. */
size_t voice_list(const char *lang, struct voice_choice out[VOICE_CHOICES_MOST]);

/* Whether espeak-ng has a voice for a BCP 47 tag ("" counts as English). As voice_list. Any thread. */
bool voice_has_language(const char *lang);

struct voice;

/* Starts espeak-ng. ERR_NO_VOICE when it or its data is missing. Free with voice_free (espeak-ng itself stays
 * until the process ends). Thread: the one that will speak. */
MUST_USE enum err voice_new(struct voice **out);
void voice_free(struct voice *voice); /* NULL is fine */

/* What the next voice_speak sounds like. `lang` is a BCP 47 tag, "" for English. False when espeak-ng has no voice for the
 * language: then English speaks. Cheap when nothing changed. Thread: the voice's. */
bool voice_set(struct voice *voice, const struct voice_settings *settings, const char *lang);

enum voice_event_kind {
    VOICE_EVENT_WORD = 1, /* a word of the text begins */
    VOICE_EVENT_PHONEME,  /* a sound of the word begins */
    VOICE_EVENT_PAUSE     /* a silence begins */
};

struct voice_event {
    enum voice_event_kind kind;
    uint32_t
        at_cp; /* WORD: where it stands in the text, in code points from 0, as far as espeak-ng knows */
    uint64_t sample; /* from the beginning of this text */
    char phoneme[9]; /* PHONEME: espeak-ng's name of it */
};

/* One piece of the sound, with the events that fall into it (their samples may lie a little further on). False stops the voice. */
typedef bool voice_sink(void *data, const int16_t *samples, size_t count,
                        const struct voice_event *events, size_t event_count);

/* Speaks UTF-8 text ('[[phonemes]]' are phonemes, nothing else is markup); returns when all of it was given to the sink, or when
 * the sink said stop (then false). Thread: the voice's. */
bool voice_speak(struct voice *voice, const char *text, voice_sink *sink, void *data);

/* Adds the phonemes that the text has when it is spoken by itself, parted by spaces. Not while voice_speak runs. Thread: the
 * voice's. */
void voice_add_phonemes(struct voice *voice, const char *text, size_t bytes, struct str *out);

#endif
