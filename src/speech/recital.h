/* recital.h: a stretch of a book spoken to memory, without a clock: for `lectern say` and for tests. */
#ifndef LECTERN_SPEECH_RECITAL_H
#define LECTERN_SPEECH_RECITAL_H

#include "base/err.h"
#include "speech/narrator.h"

struct recital_mark {
    uint64_t start, end; /* samples from the beginning of the recital */
    uint32_t word;       /* rising; each spoken word once */
    uint32_t sentence;
};

struct recital {
    int16_t *samples;
    size_t sample_count;
    struct recital_mark *marks;
    size_t mark_count;
};

/* Speaks words `first` to `last` (0: the end), both included. Thread: one only in the process (espeak-ng). Free with recital_free. */
MUST_USE enum err recital_make(const struct book *book, uint32_t first, uint32_t last,
                               const struct narrator_settings *settings, struct recital *out);
void recital_free(struct recital *r);

#endif
