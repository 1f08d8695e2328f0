/* narrator_state.h: what the two halves of the narrator share; private to narrator.c (main's calls) and narrator_speak.c (the speech
 * thread). The thread makes what is wanted; main's calls change what is wanted, and count a generation up when something that is
 * being made is not wanted any more. */
#ifndef LECTERN_SPEECH_NARRATOR_STATE_H
#define LECTERN_SPEECH_NARRATOR_STATE_H

#include "speech/narrator.h"
#include "speech/timeline.h"

#include <pthread.h>

struct audio;
struct lexicon;

enum {
    NARRATOR_INTERFACE_PAUSE_MS = 250, /* after interface speech */
    NARRATOR_LEXICONS = 4
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
    } lexicons[NARRATOR_LEXICONS];
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
    uint32_t cursor;          /* the word to be made next; 0: none is left */
    bool is_all_made;         /* the reading's last sample is in the ring, or behind it */
    uint32_t last;            /* of the reading; 0: the end */
    uint32_t held_word;       /* lit while no mark was reached */
    uint64_t reading_end;     /* position behind the reading's last sample, once all was made */
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
void *narrator_speak(void *narrator);

/* Locked. Interface speech that waits, or is being made, is not wanted any more. */
void narrator_drop_says(struct narrator *n);

#endif
