/* inflect.h: the words of a list that a word in a text may be a form of: 'policies' of 'policy', 'gyfraith' of 'cyfraith'.
 *
 * English: plurals, possessives are gone already, -ed and -ing, '-ize' for '-ise', some irregular ones. Welsh: soft, nasal and
 * aspirate mutation and the h before a vowel undone, and the regular plurals. Guesses, not judgements: a guess that is no
 * word of the list does no harm. Any thread. */
#ifndef LECTERN_BOOK_INFLECT_H
#define LECTERN_BOOK_INFLECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INFLECT_BYTES_MOST = 40, INFLECT_BASES_MOST = 48 };

/* SAME: as it is written, but for a mutation or '-ize'. NOUN: a plural. VERB: -ed, -ing. */
enum inflect_kind { INFLECT_SAME, INFLECT_NOUN, INFLECT_VERB };

struct inflect_base {
    char text[INFLECT_BYTES_MOST + 1];
    uint8_t bytes, kind;
};

/* The bases of a token in small letters (at most INFLECT_BYTES_MOST bytes), itself first, none twice; *count gets how many. */
void inflect_bases(const char *token, size_t bytes, bool is_welsh,
                   struct inflect_base bases[INFLECT_BASES_MOST], size_t *count);

#endif
