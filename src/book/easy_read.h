/* easy_read.h: is a book an Easy Read edition? Judged from what it says of itself and from how it is made, never from a file's name.
 *
 * Easy Read: one idea in a short sentence, large type, a picture beside it, for people with a learning disability. Judged
 * carefully: a document that merely writes about Easy Read, or says where its Easy Read edition is, is none. */
#ifndef LECTERN_BOOK_EASY_READ_H
#define LECTERN_BOOK_EASY_READ_H

#include "book/model.h"

/* True when the book calls itself Easy Read (its title, a short line among its first blocks, or 'This is an Easy Read ...'; English
 * or Welsh) and half of its sentences have at most 12 words; or when it says nothing but has all the signs: 8 pages or more,
 * sentences of at most 10 words, nearly a picture to every two short blocks, type of about 14 pt where its size is known. Needs no
 * index of headings. Any thread. */
bool easy_read_is(const struct book *book);

#endif
