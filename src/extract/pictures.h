/* pictures.h: pictures of documents as rows of RGB, no larger than they will ever be shown.
 *
 * Everything is drawn on white, as on paper: a black drawing without a background would vanish on a dark screen. */
#ifndef LECTERN_EXTRACT_PICTURES_H
#define LECTERN_EXTRACT_PICTURES_H

#include "extract/guard.h"

#include <stdint.h>

struct picture {
    unsigned char *pixels; /* RGB, rows without padding; NULL: none */
    uint32_t width_px, height_px;
};

/* An image, made no wider or higher than most_px. Free pixels with free. */
MUST_USE enum err picture_from_image(fz_context *ctx, fz_image *image, uint32_t most_px,
                                     struct picture *out);

/* The part `area` (points) of a page that was recorded, `width_px` wide. Free pixels with free. */
MUST_USE enum err picture_from_page(fz_context *ctx, fz_display_list *page, fz_rect area,
                                    uint32_t width_px, struct picture *out);

#endif
