/* plain_words.h: text as phrases are looked for in it: small letters and figures, all else one space: " read the full report ". Private to
 * this folder. Any thread. */
#ifndef LECTERN_BOOK_PLAIN_WORDS_H
#define LECTERN_BOOK_PLAIN_WORDS_H

#include "base/str.h"

/* Makes `text` plain and adds it, with a space at its end; `out` is " " or ends with a space. */
void plain_words_add(struct str *out, const char *text, size_t bytes);

#endif
