/* label.h: a short text (a control's name, a sentence of the interface) broken into lines for a box. One thread (main). */
#ifndef LECTERN_TEXT_LABEL_H
#define LECTERN_TEXT_LABEL_H

#include "text/run.h"

#include <stdbool.h>
#include <stdint.h>

struct label_line {
    uint32_t start, bytes; /* in the text, without the space at the end */
    int width_px;
};

struct label {
    struct label_line *lines;
    int count;
    int width_px; /* of the widest line */
    int line_height_px;
    int height_px;    /* of all lines */
    bool splits_word; /* a word was wider than the line */
};

/* Breaks after spaces, after hyphens between letters, at '\n', and where ICU says so in scripts without spaces; a word wider than the
 * line, and only such a word, breaks between letters. `line_spacing` times the style's ascent + descent is a line. Free with
 * label_free. */
void label_break(struct run_cache *runs, const char *text, const struct run_style *style,
                 int width_px, double line_spacing, struct label *out);
void label_free(struct label *label);

/* The largest size_px from style->size_px down to least_px at which the text fits with no word split; least_px when none does. */
int label_fit(struct run_cache *runs, const char *text, const struct run_style *style, int width_px,
              int height_px, double line_spacing, int least_px);

#endif
