/* narrator_state.h: what the two halves of the narrator share; private to narrator.c (main's calls) and narrator_speak.c (the speech
 * thread). The thread makes what is wanted; main's calls change what is wanted, and count a generation up when something that is
 * being made is not wanted any more. */
#ifndef LECTERN_SPEECH_NARRATOR_STATE_H
#define LECTERN_SPEECH_NARRATOR_STATE_H

#include "speech/narrator.h"
#include "speech/phrases.h"
#include "speech/timeline.h"

#include <pthread.h>

struct audio;
struct language_profiles;
struct lexicon;

enum {
    NARRATOR_INTERFACE_PAUSE_MS = 250, /* after interface speech */
    NARRATOR_LETTER_PAUSE_MS = 160,    /* when a word is spelled */
    NARRATOR_SYLLABLE_PAUSE_MS = 240,  /* when it is said slowly */
    NARRATOR_SLOW_WORD_PAUSE_MS =
        450, /* between words that are, and before they are said as usual */
    NARRATOR_TONE_HZ = 440,
    NARRATOR_TONE_MS = 700,
    NARRATOR_TONE_FADE_MS = 20, /* at both its ends, so that nothing clicks */
    NARRATOR_LEXICONS = 4
};

enum say_how {
    SAY_AS_USUAL,
    SAY_LETTERS,   /* letter by letter, then whole */
    SAY_SYLLABLES, /* syllable by syllable, then whole */
    SAY_TONE       /* a tone, then whole */
};

struct say { /* interface words that wait */
    struct say *next;
    char *text;
    char lang[16];
    enum say_how how;
};

struct narrator {
    struct audio *audio;  /* constant; has a lock of its own, always taken after ours */
    void (*wake)(void *); /* constant */
    void *wake_data;      /* constant */
    pthread_t thread;     /* main's */

    /* The speech thread's alone. */
    struct voice *voice;
    struct {
        char lang[16], folder[512], pack_folder[512];
        struct lexicon *lexicon, *signs;
    } lexicons[NARRATOR_LEXICONS];
    size_t lexicon_next;
    struct language_profiles *profiles;
    char unvoiced_lang[16]; /* of the passage that was passed over last */
    uint32_t unvoiced_next; /* the word behind it */

    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    struct phrase_store
        phrases; /* what settings.phrases points into; only grows, so the speech thread may look at it unlocked */
    struct narrator_settings settings;
    bool is_ending;
    bool is_idle; /* the speech thread has nothing to do */
    bool waits_for_room;
    bool has_no_voice;

    enum narrator_state state; /* never FINISHED: that is seen from what was played */
    const struct book *book;
    uint32_t cursor;       /* the word to be made next; 0: none is left */
    bool is_all_made;      /* the reading's last sample is in the ring, or behind it */
    uint32_t last;         /* of what is being said; 0: the end */
    uint32_t reading_last; /* of the reading: as last, but for a preview */
    uint32_t run_first;   /* the word with which this run began: it does not stop before that one */
    uint32_t resume_at;   /* when all was heard: paused at this word; 0: finished */
    bool is_preview;      /* a piece that is said while the reading is paused */
    uint32_t heard_word;  /* the last that was lit before the marks were cleared */
    uint32_t made_word;   /* the last that was made; lit while an announcement sounds */
    uint32_t held_word;   /* lit while no mark was reached */
    uint64_t reading_end; /* position behind the reading's last sample, once all was made */
    unsigned read_generation; /* a job of an older one must stop */
    bool is_making_book;      /* the speech thread looks into the book */

    struct say *say_first, *say_last;
    bool is_making_say;
    unsigned making_generation; /* of the interface speech that is made */
    uint64_t say_end;           /* position behind the last interface sample that was made */
    unsigned say_generation;

    struct timeline timeline;
};

static inline struct narrator *narrator_lock(const struct narrator *narrator)
{
    struct narrator *n = (struct narrator *)(uintptr_t)narrator;
    pthread_mutex_lock(&n->lock);
    return n;
}

static inline void narrator_unlock(struct narrator *n)
{
    pthread_mutex_unlock(&n->lock);
}

/* Locked. Nothing of the reading is left to be made. */
static inline void narrator_end_reading(struct narrator *n, uint64_t position)
{
    n->is_all_made = true;
    n->reading_end = position;
}

/* The speech thread: runs until is_ending. */
void *narrator_speak(void *data);

/* Locked. Reads words `first` to `last`; what was sounding stops at once. `held` is lit until the first mark. */
void narrator_begin_run(struct narrator *n, uint32_t first, uint32_t last, uint32_t held);

/* Locked. A reading that has paused by itself says so from now on. Every call of main's begins with it. */
void narrator_settle(struct narrator *n);

/* Locked. All there was to say was heard, and nothing follows. */
bool narrator_is_finished(const struct narrator *n);

/* Locked. The word that is lit while a mark sounds. */
uint32_t narrator_lit_of(const struct narrator *n, const struct timeline_mark *mark);

/* Both kept in one store of phrases. */
bool narrator_same_settings(const struct narrator_settings *a, const struct narrator_settings *b);

/* As narrator_say; owns `text`. */
void narrator_add_say(struct narrator *n, char *text, const char *lang, enum say_how how,
                      bool after);

/* Locked. Interface speech that waits, or is being made, is not wanted any more. */
void narrator_drop_says(struct narrator *n);

#endif
