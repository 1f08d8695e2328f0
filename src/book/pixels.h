/* pixels.h: a picture's pixels, deflated (zlib, RFC 1950) as they lie in a book. Private to this folder. Any thread. */
#ifndef LECTERN_BOOK_PIXELS_H
#define LECTERN_BOOK_PIXELS_H

#include <stdbool.h>
#include <stddef.h>

/* Deflates `bytes` bytes; NULL when there is no memory. Free with free. A drawing is made small by looking for what comes again. In a
 * photograph hardly anything does: where samples of it say so and `may_be_quick`, only runs are looked for, which takes a third of the
 * time, and is read quicker too. */
unsigned char *pixels_deflate(const unsigned char *pixels, size_t bytes, bool may_be_quick,
                              size_t *deflated);

#endif
