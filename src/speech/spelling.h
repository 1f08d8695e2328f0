/* spelling.h: a word letter by letter, each as a voice should say it. Any thread. */
#ifndef LECTERN_SPEECH_SPELLING_H
#define LECTERN_SPEECH_SPELLING_H

#include "base/str.h"

#include <stdbool.h>

struct lexicon;
struct narrator_phrases;

/* The part of a word from its first letter or digit to its last; all of it when there is none. */
void spelling_core(const char *word, size_t bytes, size_t *begin, size_t *core_bytes);

/* A letter with the marks on it, as it is said: "b", "Capital b", "hyphen". */
struct spelling_letter {
    const char *text; /* in the word; borrowed */
    size_t bytes;
    bool is_capital; /* then the phrase for capitals stands before it */
};

/* The next letter of the word from *at on; false at the end. */
bool spelling_next(const char *word, size_t bytes, size_t *at, struct spelling_letter *out);

/* What is said for it in `lang`: its name among `signs` (NULL is fine), else itself. Nothing is added for what cannot be said. */
void spelling_add(const struct spelling_letter *letter, const char *lang,
                  const struct lexicon *signs, struct str *out);

#endif
