/* clean.h: text as documents hold it into text as books hold it.
 *
 * White space becomes single spaces (or line ends, '\n', where one was given), with none at either end. Control characters, soft
 * hyphens, zero-width spaces and the marks that override the direction of text are dropped; bad UTF-8 becomes U+FFFD; letters
 * with accents are put together (NFC). More than 30 combining marks on one letter are dropped (UAX 15, stream-safe text). One
 * thread. */
#ifndef LECTERN_BOOK_CLEAN_H
#define LECTERN_BOOK_CLEAN_H

#include "base/str.h"

/* Zero it to begin; free text with str_free. */
struct clean {
    struct str text;
    char pending;       /* ' ' or '\n': white space that came after the text so far; 0 none */
    uint8_t marks;      /* combining marks in a row */
    bool is_decomposed; /* some letters are not put together yet */
};

/* Adds a piece; white space is joined over pieces. */
void clean_add(struct clean *clean, const char *utf8, size_t bytes);

/* Puts letters together, and moves the `count` rising offsets along with the text. */
void clean_compose(struct clean *clean, uint32_t *offsets, size_t count);

void clean_clear(struct clean *clean);

/* A whole string in one go, on one line, added to `out`. NULL is "". */
void clean_line(struct str *out, const char *utf8);

#endif
