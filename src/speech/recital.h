/* recital.h: a stretch of a book spoken to memory, without a clock: for `lectern say` and for tests. */
#ifndef LECTERN_SPEECH_RECITAL_H
#define LECTERN_SPEECH_RECITAL_H

#include "base/err.h"
#include "speech/narrator.h"

struct recital_mark {
    uint64_t start, end; /* samples from the beginning of the recital */
    uint32_t word;       /* each spoken word once, in the order of reading */
    uint32_t sentence;
};

enum recital_reason {
    RECITAL_NOTE = 1,  /* in a note, and notes are not read */
    RECITAL_PICTURE,   /* of a picture's description, and pictures are not read */
    RECITAL_FURNITURE, /* a running head, a page number */
    RECITAL_NO_VOICE,  /* no voice speaks its language */
    RECITAL_NOTE_MARK, /* the raised mark of a note */
    RECITAL_SIGN,      /* a sign that is not said: a dash, a bullet, an emoji */
    RECITAL_JOINED     /* said with the word beside it */
};

struct recital_skip { /* a word of the stretch that has no mark */
    uint32_t word;
    enum recital_reason reason;
};

struct recital {
    int16_t *samples;
    size_t sample_count;
    struct recital_mark *marks;
    size_t mark_count;
    struct recital_skip *skips; /* in the order of the book's blocks */
    size_t skip_count;
};

/* Speaks words `first` to `last` (0: the end), both included. Each word of the stretch then has one mark or one skip; of the whole book, each word up to
 * word_total. Thread: one only in the process (espeak-ng). Free with recital_free. */
MUST_USE enum err recital_make(const struct book *book, uint32_t first, uint32_t last,
                               const struct narrator_settings *settings, struct recital *out);
void recital_free(struct recital *r);

/* "note", "picture", "page-furniture", "no-voice", "note-mark", "sign", "joined": stable names for files and tests. Static. */
const char *recital_reason_name(enum recital_reason reason);

#endif
