/* left_words.h: how long something still takes, as people say it. Thread: main. */
#ifndef LECTERN_SCREEN_LEFT_WORDS_H
#define LECTERN_SCREEN_LEFT_WORDS_H

#include "base/str.h"

/* Adds " About 3 minutes left." or " Less than a minute left."; nothing where it is not known (below 0). */
void left_words_add(int left_s, struct str *out);

#endif
