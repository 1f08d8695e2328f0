/* run.h: a word (or a label, or an icon) made into pixels once: a mask of coverage that any colour can be blended through.
 *
 * Letter spacing and fallback happen here; so does the direction (bidi levels are the caller's: a run has one direction, and its
 * text is in logical order). Masks live in a cache bounded in bytes. One thread (main). */
#ifndef LECTERN_TEXT_RUN_H
#define LECTERN_TEXT_RUN_H

#include "text/font.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run_style {
    enum font_family family;
    bool bold;
    bool rtl;
    int size_px;
    int letter_spacing_px; /* added after each letter */
};

struct run {
    int advance_px;            /* how far the pen moves */
    int ascent_px, descent_px; /* of its style, not of its ink */
    int x, y, w, h; /* the mask's place: x from the pen, y from the baseline (negative is up) */
    const uint8_t *mask; /* w * h bytes of coverage; NULL when there is no ink */
};

struct run_cache;

struct run_cache *run_cache_new(struct fonts *fonts, size_t most_bytes);
void run_cache_free(struct run_cache *cache); /* NULL is fine */

/* The run for the text; borrowed until the next call of run_find (cache pressure may free it). Never NULL: what can't be drawn is a box. */
const struct run *run_find(struct run_cache *cache, const char *text, size_t bytes,
                           const struct run_style *style);

/* How far the pen would move; cheaper than run_find, and kept apart in its own cache. */
int run_measure(struct run_cache *cache, const char *text, size_t bytes,
                const struct run_style *style);

/* The pen's way between two words: a space and what letter spacing adds to it. */
int run_space(struct run_cache *cache, const struct run_style *style);

struct font_metrics run_metrics(struct run_cache *cache, const struct run_style *style);

/* The direction of the text's first letter that has one: 1 right to left, -1 left to right; 0 when none has. */
int run_text_direction(const char *text, size_t bytes);

/* Does the text read from right to left: is its first letter that has a direction of such a script? */
bool run_text_is_rtl(const char *text, size_t bytes);

#endif
