/* number_words.h: numbers in English words, as they are said in Britain ('two hundred and five'). Each call adds to `out`, with a
 * space before when `out` does not end in one. Any thread. */
#ifndef LECTERN_SPEECH_NUMBER_WORDS_H
#define LECTERN_SPEECH_NUMBER_WORDS_H

#include "base/str.h"

/* A number as it is written: "23,900", "8.6", "007". */
struct numeral {
    uint64_t whole;    /* of the first 18 digits */
    char digits[64];   /* of the whole part, without commas; more are left out */
    char fraction[16]; /* digits behind the point; "" none */
    bool has_comma;
    size_t bytes; /* how much of the text it took; 0: there is no number */
};

struct numeral numeral_read(const char *text, size_t bytes);

/* Adds a word, with a space before it. */
void number_add_word(struct str *out, const char *word);

void number_add_cardinal(struct str *out, uint64_t n);
void number_add_ordinal(struct str *out, uint64_t n);
/* 1985 'nineteen eighty five', 2005 'two thousand and five', 2010 'twenty ten'; other numbers as cardinals. */
void number_add_year(struct str *out, uint64_t year);
/* 1970 'nineteen seventies'; 90 'nineties'. */
void number_add_decade(struct str *out, uint64_t year);
/* 'five' at the end becomes 'fives', 'twenty' 'twenties', 'six' 'sixes'. */
void number_make_plural(struct str *out);
/* One by one; 0 is 'oh' for telephones (`oh`), else 'zero'. What is no digit is left out. */
void number_add_digits(struct str *out, const char *digits, size_t bytes, bool oh);
/* 'twenty three point five'; digit by digit when it begins with 0 or is very long. */
void number_add_numeral(struct str *out, const struct numeral *numeral);

#endif
