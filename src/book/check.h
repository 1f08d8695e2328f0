/* check.h: is a book, whose arrays are known to lie inside its file, sound all through? Used by file.c alone. */
#ifndef LECTERN_BOOK_CHECK_H
#define LECTERN_BOOK_CHECK_H

#include "book/model.h"

#define BOOK_WORD_MOST_BYTES    1024u
#define BOOK_PICTURE_MOST_BYTES (64u << 20) /* of pixels */
#define BOOK_PICTURE_MOST_PX    32767u

/* True when every number, range, string and kind in it may be used without looking again. Any thread. */
bool book_is_sound(const struct book *book);

#endif
