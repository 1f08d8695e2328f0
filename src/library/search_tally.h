/* search_tally.h: the words of one document, counted, as the index keeps them.
 *
 * Private to this folder. A tally borrows the book's text; it is made in one go, then sorted. */
#ifndef LECTERN_LIBRARY_SEARCH_TALLY_H
#define LECTERN_LIBRARY_SEARCH_TALLY_H

#include "base/str.h"
#include "library/term.h"

#include <stdbool.h>

struct tally_word {
    const char *
        shown; /* as people write it, in the book's text; NULL: not a word to offer (an address, half a word) */
    uint64_t hash;
    uint32_t text; /* in texts; NUL-terminated */
    uint32_t uses;
    uint16_t shown_bytes;
    uint8_t bytes;
    bool is_welsh; /* stands in Welsh text */
};

struct tally {
    struct tally_word *words;
    size_t count, cap;
    struct str texts;
    uint32_t *slots; /* word number + 1, by hash */
    size_t slot_count;
    bool has_welsh;
};

/* Counts the term of `word` and its runs. */
void tally_add(struct tally *t, const char *word, const struct term *term, bool is_welsh);
static inline const char *tally_text(const struct tally *t, const struct tally_word *w)
{
    return t->texts.data + w->text;
}

/* Puts the words in order of their text; nothing may be added after. */
void tally_sort(struct tally *t);
void tally_free(struct tally *t);

/* A sorted tally as bytes (words without what is shown), so that the document can be taken out without its book: for each word varints
 * of how many bytes it shares with the one before, how many follow, those, and its uses. */
void tally_write(const struct tally *t, struct str *out);

/* Reads the next word of such bytes; `text` holds the one before and gets this one. False at the end or where they make no sense. */
bool tally_read(const unsigned char *bytes, size_t count, size_t *at,
                char text[TERM_MOST_BYTES + 1], uint32_t *uses);

/* LEB128: 7 bits a byte, low ones first. */
void varint_write(struct str *out, uint32_t n);
bool varint_read(const unsigned char *bytes, size_t count, size_t *at, uint32_t *out);

#endif
