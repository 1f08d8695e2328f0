/* timeline.h: what sounds when: the marks of words and, for a script's logs, the events, by position in the audio.
 *
 * Plain data with no lock of its own: the narrator's lock guards it. Positions are those of audio.h; marks and events rise. */
#ifndef LECTERN_SPEECH_TIMELINE_H
#define LECTERN_SPEECH_TIMELINE_H

#include "speech/narrator.h"

enum timeline_kind {
    TIMELINE_WORD,
    TIMELINE_ANNOUNCEMENT, /* words about the text */
    TIMELINE_UNVOICED      /* the announcement that a passage has no voice */
};

struct timeline_mark {
    uint64_t start, end;
    uint32_t word,
        sentence; /* where the reading is: an announcement's word is the one to go on with after a pause */
    uint32_t lit; /* the word that is lit while it sounds; 0: the one before */
    enum timeline_kind kind;
    char lang[16]; /* UNVOICED: of the passage */
};

struct timeline_event {
    struct narrator_event event;
    char *text; /* owned */
};

struct timeline {
    struct timeline_mark *marks; /* marks[first] is the one that sounds, or the next */
    size_t first, count, cap;

    bool keeps_events;
    struct timeline_event *events;
    size_t event_first, event_count, event_cap;
    struct narrator_event last_out; /* the last START or STOP that was handed out */
    char *last_text;                /* of the last event that was handed out */
};

void timeline_free(struct timeline *t);

void timeline_add_mark(struct timeline *t, struct timeline_mark mark);

/* The mark that was added last now ends at `end`. */
void timeline_end_mark(struct timeline *t, uint64_t end);

/* The mark at or before `played`, NULL when none was reached; forgets those before it. Borrowed until the next change. */
const struct timeline_mark *timeline_now(struct timeline *t, uint64_t played);

/* The first mark that begins after `played`, or NULL. */
const struct timeline_mark *timeline_next(const struct timeline *t, uint64_t played);

/* The first mark that ends after `played`, or NULL. */
const struct timeline_mark *timeline_unheard(const struct timeline *t, uint64_t played);

void timeline_clear_marks(struct timeline *t);

/* Adds an event; `text` (START and SKIPPED) is copied. */
void timeline_add_event(struct timeline *t, const struct narrator_event *event, const char *text);

/* The next event at or before `played`; its text is borrowed until the next call. */
bool timeline_take_event(struct timeline *t, uint64_t played, struct narrator_event *out);

/* Nothing sounds from `position` on: forgets marks and events there, ends what was sounding. */
void timeline_cut(struct timeline *t, uint64_t position);

#endif
