/* document_words.h: what is told of a document on a card, in a few words. One thread (main). */
#ifndef LECTERN_SCREEN_DOCUMENT_WORDS_H
#define LECTERN_SCREEN_DOCUMENT_WORDS_H

#include "library/catalogue.h"
#include "screen/told.h"

/* Adds "By Ann Smith. Easy Read. 12 pages. 7 minutes" to `out`: the author where there is one, shortened when that is long; `kind` is
 * what edition it is and in which language, without a point; it may be empty. */
void document_words(const struct document *d, const struct told *kind, struct told *out);

#endif
