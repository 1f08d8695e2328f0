/* phrases.h: the words of announcements: the English ones, filling their blanks, and copies that last. */
#ifndef LECTERN_SPEECH_PHRASES_H
#define LECTERN_SPEECH_PHRASES_H

#include "base/str.h"
#include "speech/narrator.h"

/* English. Static. Any thread. */
struct narrator_phrases phrases_english(void);

/* Adds a phrase, its first %u become `numbers`, its first %s `words`; what has no value is left out. Any thread. */
void phrases_add(struct str *out, const char *phrase, const char *words, const unsigned *numbers,
                 size_t number_count);

/* "Thai" for "th" or "th-TH"; NULL when the phrases have no name for it. Borrowed. Any thread. */
const char *phrases_language(const struct narrator_phrases *phrases, const char *tag);

/* Strings and lists of languages that are kept as long as the store, each once: the phrases of an app that changes its language
 * while the speech thread still speaks. One thread at a time. */
struct phrase_store {
    char **strings;
    size_t count, cap;
    struct narrator_language **lists;
    size_t list_count, list_cap;
};

void phrases_keep(struct phrase_store *store, struct narrator_phrases *phrases);
void phrases_free(struct phrase_store *store);

/* Whether two sets, kept in one store, are the same. */
bool phrases_are_same(const struct narrator_phrases *a, const struct narrator_phrases *b);

#endif
