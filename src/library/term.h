/* term.h: a word of a book as the index holds it: folded (fold.h), without its punctuation.
 *
 * A word is one term, at the word's own number: "(Well-being," is `wellbeing`. Where signs part it, its runs of letters and digits
 * stand at the same number too: `well`, `being`; so 'children's' is found by `children`. Runs of a single letter are not kept.
 * Any thread. */
#ifndef LECTERN_LIBRARY_TERM_H
#define LECTERN_LIBRARY_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TERM_MOST_BYTES = 64, TERM_MOST_RUNS = 8 };

struct term {
    char text[TERM_MOST_BYTES + 1]; /* "" when the word has no letters and no digits */
    uint32_t bytes;
    uint32_t run_count; /* 0 when the term is one run */
    struct {
        uint8_t at, bytes; /* slices of text */
    } runs[TERM_MOST_RUNS];
    uint32_t first,
        end; /* the letters and digits, in what was given: from the first to past the last */
};

void term_read(const char *word, size_t bytes, struct term *out);

/* The next word of a text, words being parted by white space: *at moves past it. False at the end. */
bool term_next_word(const char *text, size_t bytes, size_t *at, size_t *word, size_t *word_bytes);

#endif
