/* script.h: which writing system a letter belongs to, as far as drawing it needs to know. Data only. Any thread. */
#ifndef LECTERN_TEXT_SCRIPT_H
#define LECTERN_TEXT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct script {
    uint32_t first, last; /* code points */
    const char *tag;      /* ISO 15924, as the shaper wants it */
    const char *face;     /* Noto's name for it: NotoSans<face>-Regular.ttf */
    bool rtl;
    bool joined;   /* letters touch: never spaced apart */
    bool unspaced; /* words are written without spaces: only ICU knows where a line may break */
};

/* NULL: Latin, Greek, Cyrillic, digits, punctuation and whatever else needs no special care. */
const struct script *script_of(uint32_t cp);

/* How many scripts there are, and the number of one (0 to count - 1), for tables beside ours. */
size_t script_count(void);
size_t script_index(const struct script *script);
const struct script *script_at(size_t index);

/* Does the letter set a direction: 1 right to left, -1 left to right, 0 neither (spaces, punctuation)? */
int script_direction(uint32_t cp);

bool script_is_digit(uint32_t cp);

/* Draws nothing and moves nothing: zero-width spaces, joiners, direction marks, soft hyphens, variation selectors. */
bool script_is_invisible(uint32_t cp);

/* Belongs to the letter before it: accents, vowel signs, joiners. */
bool script_is_mark(uint32_t cp);

/* Where the letter that begins at `at` ends, its marks included. */
size_t script_cluster_end(const char *text, size_t bytes, size_t at);

/* Does the text hold a letter of a right-to-left script? Fast when it does not. */
bool script_has_rtl(const char *text, size_t bytes);

#endif
