/* font.h: the faces that we draw with, each with a chain of fallbacks, opened from mapped files when first needed.
 *
 * A family is a name that a visitor chooses; whatever glyph it lacks comes from Noto Sans, the Noto face of the letter's script,
 * DejaVu Sans, Noto's symbols and the icon font, in that order. Sizes are pixels of the em. One thread (main). */
#ifndef LECTERN_TEXT_FONT_H
#define LECTERN_TEXT_FONT_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum font_family {
    FONT_ANDIKA,
    FONT_OPENDYSLEXIC,
    FONT_NOTO_SANS,
    FONT_NOTO_SERIF,
    FONT_ICONS,
    FONT_FAMILY_COUNT
};

struct fonts;

struct font_metrics {
    int ascent_px, descent_px; /* above and below the baseline, both positive */
    int cap_height_px;         /* of a capital H */
    int ink_up_px,
        ink_down_px; /* how far Latin letters with their accents really reach above and below the baseline */
};

/* ERR_NO_FONT when not one text face can be found. Free with fonts_free. */
MUST_USE enum err fonts_new(struct fonts **out);
void fonts_free(struct fonts *fonts); /* NULL is fine */

struct font_metrics font_metrics(struct fonts *fonts, enum font_family family, bool bold,
                                 int size_px);

/* The size at which a capital H is at least `cap_px` high (fractions count). */
int font_size_for_cap(struct fonts *fonts, enum font_family family, double cap_px);

#endif
