/* document_words.h: what is told of a document on a card, in a few words. One thread (main). */
#ifndef LECTERN_SCREEN_DOCUMENT_WORDS_H
#define LECTERN_SCREEN_DOCUMENT_WORDS_H

#include "base/str.h"
#include "library/catalogue.h"

/* Adds "By Ann Smith. Easy Read. 12 pages. 7 minutes" to `out`: the author where there is one, shortened when that is long; `kind` is
 * what edition it is, "" nothing. */
void document_words(const struct document *d, const char *kind, struct str *out);

#endif
