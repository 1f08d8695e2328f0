/* targets.h: the words of the touch check, shown and said alike. Thread: main. */
#ifndef LECTERN_SCREEN_TARGETS_H
#define LECTERN_SCREEN_TARGETS_H

#include "screen/visit.h"

#include <stddef.h>

/* "Touch the cross: top left", after how far off the last one was. */
void targets_ask_words(const struct visit *v, char *out, size_t bytes);

/* "Touch is right within 2 mm." */
void targets_verdict_words(const struct visit *v, char *out, size_t bytes);

#endif
