/* segment.h: where words and sentences end (ICU's boundaries, UAX 29, with our own rules for abbreviations). */
#ifndef LECTERN_BOOK_SEGMENT_H
#define LECTERN_BOOK_SEGMENT_H

#include <stddef.h>
#include <stdint.h>

struct segment_word {
    uint32_t start, bytes; /* in the text */
    uint8_t space_after;   /* white space, or a line end (2), follows */
    uint8_t ends_sentence;
    uint8_t
        is_mark; /* a note's mark, set by the caller between the two steps: sentences are found as if it were not there */
};

/* Cuts UTF-8 text into words (model.h says what a word is) and marks the last word of each sentence. A full stop after an
 * abbreviation ('Dr.', 'e.g.', 'p.', 'No.', an initial) ends no sentence; closing quotes and brackets belong to what they close.
 * `lang` is a BCP 47 tag or "". Returns an array of *count, to be freed with free. One thread at a time for each segmenter. */
struct segmenter;
struct segmenter *segmenter_new(void);
void segmenter_free(struct segmenter *s); /* NULL is fine */
struct segment_word *segment_text(struct segmenter *s, const char *text, size_t bytes,
                                  const char *lang, size_t *count);

/* The two steps of segment_text, for a caller that cuts words further in between. */
struct segment_word *segment_words(struct segmenter *s, const char *text, size_t bytes,
                                   size_t *count);
void segment_sentences(const char *text, struct segment_word *words, size_t count,
                       const char *lang);

#endif
