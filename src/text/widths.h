/* widths.h: within text only: how wide each word is, kept by the hash of the word and its style.
 *
 * The hash stands for the word: two words of one 64-bit hash would share a width, which shows as a wrong gap once in more books
 * than there are. Bounded: when full, all is forgotten and measured again. */
#ifndef LECTERN_TEXT_WIDTHS_H
#define LECTERN_TEXT_WIDTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct width;

struct widths { /* zero it to begin */
    struct width *slots;
    size_t cap, count;
};

bool widths_find(const struct widths *widths, uint64_t hash, int *width_px);
void widths_add(struct widths *widths, uint64_t hash, int width_px);
void widths_free(struct widths *widths);

#endif
