/* size_words.h: how large something is, as people say it: "34 MB". Thread: main. */
#ifndef LECTERN_SCREEN_SIZE_WORDS_H
#define LECTERN_SCREEN_SIZE_WORDS_H

#include <stdint.h>

enum { SIZE_WORDS_BYTES = 48 };

/* "12 KB", "3.4 MB", "34 MB", "3.1 GB": two figures or more, never 0 of anything that is there. */
void size_words(uint64_t bytes, char out[SIZE_WORDS_BYTES]);

#endif
