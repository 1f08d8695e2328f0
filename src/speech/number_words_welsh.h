/* number_words_welsh.h: numbers in Welsh words, counted in tens ('un deg pump'), as they are taught and broadcast. Each call adds to `out`,
 * with a space before when `out` does not end in one. Any thread. */
#ifndef LECTERN_SPEECH_NUMBER_WORDS_WELSH_H
#define LECTERN_SPEECH_NUMBER_WORDS_WELSH_H

#include "speech/number_words.h"

#include <stdbool.h>

/* 'dau ddeg tri'; before a feminine noun 'dwy', 'tair', 'pedair'. */
void welsh_add_cardinal(struct str *out, uint64_t n, bool is_feminine);
/* 1 to 31: 'trydydd', 'unfed ar hugain'; others as cardinals. */
void welsh_add_ordinal(struct str *out, uint64_t n);
/* 1985 'mil naw wyth pump', 2026 'dwy fil dau ddeg chwech'. */
void welsh_add_year(struct str *out, uint64_t year);
void welsh_add_digits(struct str *out, const char *digits, size_t bytes);
/* 'un deg dau pwynt pump' */
void welsh_add_numeral(struct str *out, const struct numeral *numeral);
/* What a number ends in becomes what stands before a noun: 'pump' 'pum', 'chwech' 'chwe', 'cant' 'can'. */
void welsh_shorten(struct str *out);
/* Adds a word, its first letter softened ('pump' 'bump', 'tri' 'dri', 'deg' 'ddeg'). */
void welsh_add_softened(struct str *out, const char *word);

#endif
