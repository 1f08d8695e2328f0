/* reading_age.h: how old a reader must be, by two published formulas, to follow a text in English at ordinary schooling.
 *
 * Flesch-Kincaid: grade = 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid, Fishburne, Rogers, Chissom 1975).
 * SMOG: grade = 3.1291 + 1.0430 sqrt(30 long words/sentences), long: three syllables or more (McLaughlin 1969).
 * The age is the American school grade + 5. Both were made for English; of other languages they say nothing. */
#ifndef LECTERN_BOOK_READING_AGE_H
#define LECTERN_BOOK_READING_AGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Less text than this proves nothing. */
enum { READING_WORDS_LEAST = 100, READING_SMOG_SENTENCES_LEAST = 30 };

struct reading_count { /* zero it to begin */
    uint32_t sentences, words, syllables, long_words;
};

/* Syllables of one English word, its punctuation allowed with it; 0 when it has neither letter nor digit. Counted by spelling:
 * each run of vowels is one ('ia', 'eo', 'io' and the like are two, but not in '-tion', '-cial'), without a silent 'e', 'es' or
 * 'ed' at its end; parts joined by a hyphen or slash count each for itself. As Flesch (1979) has it, a number, an abbreviation in
 * capitals and an address are one syllable each. Right for some nineteen words in twenty. Any thread. */
uint32_t reading_syllables(const char *word, size_t bytes);

/* Counts one more word; sentences are counted by the caller. */
void reading_add_word(struct reading_count *count, const char *word, size_t bytes);

/* In years, 5 at least. False when there are fewer than 100 words; for SMOG, fewer than 30 sentences. */
bool reading_age_flesch_kincaid(const struct reading_count *count, double *years);
bool reading_age_smog(const struct reading_count *count, double *years);

#endif
