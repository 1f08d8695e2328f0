/* edition_key.h: what a title or a file name says of a document: which work, and which edition of it. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_EDITION_KEY_H
#define LECTERN_LIBRARY_EDITION_KEY_H

#include "base/str.h"

#include <stdbool.h>

struct edition_key {
    char *
        work; /* the words that are left, folded, parted by spaces; "" when they are too few or too common to tell a work. */
    char lang[4]; /* the language that a word names: "cy"; "" when none does */
    bool is_easy_read, is_summary, is_large_print;
};

/* `is_name`: a file's name: its ending is left out, and short marks ('ER', 'cy') count. Free with edition_key_free. */
struct edition_key edition_key_make(const char *text, bool is_name);
void edition_key_free(struct edition_key *key);

/* Adds all words of a text, folded, parted by spaces (from what stands in `out`, too). */
void edition_key_words(const char *text, size_t bytes, struct str *out);

/* The bytes of a file's name without its ending. */
size_t edition_key_stem_bytes(const char *name);

#endif
