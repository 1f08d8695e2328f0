/* entry.h: what a document's row says, taken from its book. Any thread. */
#ifndef LECTERN_LIBRARY_ENTRY_H
#define LECTERN_LIBRARY_ENTRY_H

#include <stddef.h>

struct book;
struct document;

/* Fills title, author, lang, pages, words, source, order, easy_read and says of a document that has none of them yet. */
void entry_describe_book(const struct book *book, struct document *d);

/* A file's name as it is kept and shown: good UTF-8 without control characters and without signs that turn the writing around, at most `most_bytes`. Free with free. */
char *entry_clean_text(const char *text, size_t most_bytes);

#endif
