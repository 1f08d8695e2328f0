/* widths.h: within text only: how wide each word is, kept by the hash of the word and its style.
 *
 * The hash stands for the word: two words of one 64-bit hash would share a width, which shows as a wrong gap once in more books
 * than there are. Bounded, in two halves: when the newer is full the older is forgotten, but for what was asked for since; so the
 * words of the controls outlive a long book that is measured in another size. */
#ifndef LECTERN_TEXT_WIDTHS_H
#define LECTERN_TEXT_WIDTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct width;

struct widths_half {
    struct width *slots;
    size_t cap, count;
};

struct widths { /* zero it to begin */
    struct widths_half now, before;
};

bool widths_find(struct widths *widths, uint64_t hash, int *width_px);
void widths_add(struct widths *widths, uint64_t hash, int width_px);
void widths_free(struct widths *widths);

#endif
