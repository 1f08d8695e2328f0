/* language.h: which language a text is in, when nobody says so.
 *
 * The script tells for most scripts. Texts in Latin letters are told apart by their commonest words (assets/lexicon/stopwords.tsv: lines
 * `language <TAB> words`), whole paragraphs only and only when it is plain: an answer may be missing, but must not be wrong. (Small
 * words as a profile: Ingle 1976; Grefenstette 1995.) */
#ifndef LECTERN_SPEECH_LANGUAGE_H
#define LECTERN_SPEECH_LANGUAGE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    LANGUAGE_WORDS_LEAST = 8 /* of Latin letters: shorter texts are not guessed */
};

struct language_profiles;

/* ERR_NOT_FOUND, ERR_IO, ERR_TOO_BIG. Lines that are not understood are left out. Free with language_free. Afterwards any thread may look into it. */
MUST_USE enum err language_open(const char *path, struct language_profiles **out);

/* The profiles of assets; NULL when they are missing (then nothing in Latin letters is guessed). */
struct language_profiles *language_load(void);
void language_free(struct language_profiles *profiles); /* NULL is fine */

/* The language ("fr") of a paragraph, "" when it is not plain. `profiles` may be NULL. Static. Any thread. */
const char *language_guess(const struct language_profiles *profiles, const char *text,
                           size_t bytes);

/* The language that the letters themselves show, for scripts other than Latin: "el" for Greek, "ru" for Cyrillic; "" for Latin or no
 * letters. `known` is the language that the text is said to be in: it is the answer when it is written so. Any thread. */
const char *language_of_letters(const char *text, size_t bytes, const char *known);

/* Whether the language is written in Latin letters, as far as we know. Any thread. */
bool language_is_latin(const char *lang);

#endif
