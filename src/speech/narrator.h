/* narrator.h: reads a book aloud, sentence by sentence, says the interface's words, and knows which word sounds now.
 *
 * A narrator turns sentences into samples on its own thread and hands them to an audio sink. Its clock is the count of samples
 * really played, so the lit word never runs ahead of the ear. Interface speech has priority: document speech waits while it
 * sounds, then goes on at the same word. espeak-ng starts on the narrator's thread, at the first thing to say. */
#ifndef LECTERN_SPEECH_NARRATOR_H
#define LECTERN_SPEECH_NARRATOR_H

#include "base/err.h"
#include "speech/voice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct audio; /* speech/audio.h */
struct book;  /* book/model.h; borrowed for as long as the narrator reads it */
struct narrator;

enum narrator_state {
    NARRATOR_SILENT, /* nothing is being read */
    NARRATOR_READING,
    NARRATOR_PAUSED,  /* the place is kept */
    NARRATOR_FINISHED /* the last word was heard; until the next narrator_read or narrator_stop */
};

struct narrator_settings {
    struct voice_settings voice;
    int pause_sentence_ms; /* 150 */
    int pause_block_ms;    /* 450, after paragraphs and list items */
    int pause_heading_ms;  /* 700 */
    bool text_only;        /* figures are passed over */
};

struct narrator_settings narrator_settings_default(void);

/* Starts the narrator's thread. `wake(data)` is called from it whenever narrator_word, narrator_state or narrator_is_talking may
 * have changed; it must only wake the main loop. Free with narrator_free. Thread: main. */
struct narrator *narrator_new(struct audio *audio, void (*wake)(void *), void *data);
void narrator_free(struct narrator *n); /* NULL is fine; stops at once */

/* From the next sentence on. Thread: main. */
void narrator_set(struct narrator *n, const struct narrator_settings *settings);

/* Read on from word `first` to `last` (0: the end); what was sounding stops at once. Thread: main. */
void narrator_read(struct narrator *n, const struct book *book, uint32_t first, uint32_t last);

/* Silence within one audio period; the place is kept. Resume begins at the word that was lit. Thread: main. */
void narrator_pause(struct narrator *n);
void narrator_resume(struct narrator *n);

/* The reading ends; the place is forgotten and the book let go of before this returns. Interface speech goes on (narrator_hush stops
 * that). Thread: main. */
void narrator_stop(struct narrator *n);

enum narrator_state narrator_state(const struct narrator *n);

/* The word that sounds now: the last mark at or before the samples played; 0 when nothing is being read. Paused: the word to go on
 * from. Thread: main. */
uint32_t narrator_word(const struct narrator *n);

/* Microseconds until narrator_word changes (at the pace of the samples), for the main loop's sleep; UINT64_MAX when it will not. */
uint64_t narrator_next_change_us(const struct narrator *n);

/* Says interface words; older interface speech stops. With `after`, it waits for older interface speech instead. `lang` is a BCP 47
 * tag. Copied. Thread: main. */
void narrator_say(struct narrator *n, const char *text, const char *lang, bool after);

/* Stops interface speech (not the reading). Thread: main. */
void narrator_hush(struct narrator *n);

/* Interface speech sounds or waits. */
bool narrator_is_talking(const struct narrator *n);

/* A script's clock: waits until the ring holds `samples` or all there is to say has been made. Thread: main. */
void narrator_wait_made(struct narrator *n, size_t samples);

/* Why nothing can be said: ERR_NO_VOICE, once something was to be said and espeak-ng or its data was missing. Any thread. */
enum err narrator_problem(const struct narrator *n);

enum narrator_event_kind { NARRATOR_EVENT_START = 1, NARRATOR_EVENT_STOP, NARRATOR_EVENT_WORD };

struct narrator_event {
    enum narrator_event_kind kind;
    uint64_t
        sample; /* of audio_played at which it begins to sound (STOP: at which it was cut or ended) */
    uint32_t word; /* WORD: its number; START: the first word, 0 for interface speech */
    bool interface;
    char lang[16];
    const char *text; /* START: the sentence as written; borrowed until the next call */
};

/* The next event whose sample has been played, in order; false when there is none. Events are kept only after
 * narrator_keep_events(n, true). Thread: main. */
void narrator_keep_events(struct narrator *n, bool keep);
bool narrator_next_event(struct narrator *n, struct narrator_event *out);

#endif
