/* find_words.h: how much was found, in words, for the screens of search. One thread (main). */
#ifndef LECTERN_SCREEN_FIND_WORDS_H
#define LECTERN_SCREEN_FIND_WORDS_H

#include "screen/visit.h"

/* "12 sentences in 3 documents", "Nothing found"; "" while nothing was asked. Written into out. */
void find_words(const struct visit_find *f, char *out, size_t bytes);

/* Is there anything in the library? */
bool find_has_documents(const struct visit *v);

#endif
