/* board_words.h: what the board tells staff, as sentences. The codes are those of board/README.md. Thread: main. */
#ifndef LECTERN_SCREEN_BOARD_WORDS_H
#define LECTERN_SCREEN_BOARD_WORDS_H

#include <stdbool.h>

struct board_words {
    const char *what, *mend; /* borrowed, as tr */
    bool is_known;
    bool
        is_event; /* it has happened, and is told until staff know; else it is so, for as long as the board says it */
};

/* `notice`: "data made-anew". One that is not known has sentences too: what it says must show beside them. */
struct board_words board_words(const char *notice);

#endif
