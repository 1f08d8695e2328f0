/* syllable_rule.h: where the vowels of one word sound, and which consonants may begin a part. Used by syllable.c only. Any thread. */
#ifndef LECTERN_BOOK_SYLLABLE_RULE_H
#define LECTERN_BOOK_SYLLABLE_RULE_H

#include <stdbool.h>
#include <stddef.h>

enum { SYLLABLE_LETTERS_MOST = 64 };

/* A word in plain small letters, one byte each: 'â' is 'a', what is no letter of the alphabet is '?'. */
struct syllable_word {
    char letters[SYLLABLE_LETTERS_MOST + 1];
    size_t count;
};

/* Sets nucleus[i] to the number (from 1) of the vowel sound that letter i belongs to, 0 for a consonant or a silent letter. Returns
 * how many there are. */
size_t syllable_nuclei_english(const struct syllable_word *word, unsigned char *nucleus);
size_t syllable_nuclei_welsh(const struct syllable_word *word, unsigned char *nucleus);

/* How many of the consonants between two vowels (letters from to to - 1) go with the second. */
size_t syllable_onset_english(const struct syllable_word *word, size_t from, size_t to);
size_t syllable_onset_welsh(const struct syllable_word *word, size_t from, size_t to);

/* The parts of a word that rules get wrong: "peo-ple" of *bytes bytes, with no NUL behind it; or NULL. Static. */
const char *syllable_exception(const char *letters, bool is_welsh, size_t *bytes);

#endif
