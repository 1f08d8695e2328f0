/* search_sentences.h: where the sentences of a book begin and end, in a few bytes, so that matches are put into sentences without
 * opening the book. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_SEARCH_SENTENCES_H
#define LECTERN_LIBRARY_SEARCH_SENTENCES_H

#include "base/str.h"

#include <stdbool.h>

struct book;

struct search_sentence {
    uint32_t first_word, word_count;
    bool is_heading;
};

void search_sentences_write(const struct book *book, struct str *out);

/* Reads the next one; begin with *out zeroed and *at 0. False at the end. */
bool search_sentences_read(const unsigned char *bytes, size_t count, size_t *at,
                           struct search_sentence *out);

#endif
