/* fold.h: letters as they are compared: without capitals and accents. Any thread. */
#ifndef LECTERN_LIBRARY_FOLD_H
#define LECTERN_LIBRARY_FOLD_H

#include <stdbool.h>
#include <stdint.h>

/* The small letter without its accent: a for À, w for Ŵ; signs, and letters that have neither, stay. ' ' for × and ÷. */
uint32_t fold_letter(uint32_t cp);

bool fold_is_digit(uint32_t cp);

/* Of a folded code point: whether it is part of a word (a letter or a sign of a script without letters), digits aside. */
bool fold_is_letter(uint32_t cp);

/* A sign within a word that is not compared at all: a combining accent, an Arabic vowel, a soft hyphen, a joiner. */
bool fold_is_silent(uint32_t cp);

#endif
