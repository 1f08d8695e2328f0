/* syllable.h: a word in the parts in which it is said slowly: 'ed-u-ca-tion', 'cyf-raith'.
 *
 * By spelling: vowels that sound (a silent 'e', '-tion' and the like known), then consonants shared out so that each part begins as
 * a word may begin (maximal onset: Kahn 1976), and tables of beginnings, endings and whole words where that is wrong. English, and Welsh
 * with its own letters ('dd', 'll', 'ng') and diphthongs; words of other languages stay whole. */
#ifndef LECTERN_BOOK_SYLLABLE_H
#define LECTERN_BOOK_SYLLABLE_H

#include <stddef.h>
#include <stdint.h>

enum { SYLLABLES_MOST = 24 };

struct syllable { /* a slice of the word, in bytes */
    uint16_t start, bytes;
};

/* The parts of a word, in order: its letters without the punctuation around it; a hyphen or slash inside ends a part and is in none. An
 * abbreviation in capitals and a number are one part. `lang` is a BCP 47 tag or "" (English). Returns how many; 0 when there is
 * no letter or digit. A word of more than SYLLABLES_MOST parts keeps the rest in its last. Any thread. */
size_t syllable_split(const char *word, size_t bytes, const char *lang,
                      struct syllable parts[SYLLABLES_MOST]);

#endif
