/* frame.h: the kernel's own picture of the screen (/dev/fb0), for when SDL has none to give: no driver of graphics, or one that ends
 * whoever uses it. One thread (main). */
#ifndef LECTERN_SORRY_FRAME_H
#define LECTERN_SORRY_FRAME_H

#include "base/err.h"
#include "ui/canvas.h"

#include <stddef.h>
#include <stdint.h>

/* Where a colour stands in a pixel. */
struct frame_colour {
    unsigned from, bits; /* counted from the lowest bit */
};

struct frame {
    int fd;
    int width_px, height_px;
    size_t row_bytes;
    size_t pixel_bytes; /* 2, 3 or 4 */
    struct frame_colour red, green, blue;
};

/* ERR_NO_SCREEN where there is none, or one of a kind that is not known. Close with frame_close. */
MUST_USE enum err frame_open(const char *path, struct frame *out);
void frame_close(struct frame *frame); /* one with fd -1 is fine */

/* Shows the canvas, turned by so many quarters clockwise; its size must be frame_picture_size's. ERR_IO. */
MUST_USE enum err frame_show(const struct frame *frame, const struct canvas *canvas, int quarters);

/* The size of a picture that fills it, turned by so many quarters. */
void frame_picture_size(const struct frame *frame, int quarters, int *width_px, int *height_px);

/* One row of pixels (0xAARRGGBB) as the frame has them: count * pixel_bytes bytes. */
void frame_row(const struct frame *frame, const uint32_t *pixels, int count, unsigned char *out);

#endif
