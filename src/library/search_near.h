/* search_near.h: the words of the library that sound or look like one that no document holds. Private to this folder. */
#ifndef LECTERN_LIBRARY_SEARCH_NEAR_H
#define LECTERN_LIBRARY_SEARCH_NEAR_H

#include "library/search_handle.h"
#include "library/term.h"

#include <stdbool.h>

struct near_word {
    char word[TERM_MOST_BYTES + 1];
    int score; /* the smaller the nearer */
};

/* The nearest words to `term`, best first, at most SEARCH_MOST_NEAREST; `begins`: words that begin nearly so. Words of the same sound
 * are taken first; words of the same first letter only when none of those is near. Returns how many. */
size_t search_near(struct search *s, const char *term, bool begins,
                   struct near_word out[SEARCH_MOST_NEAREST]);

#endif
