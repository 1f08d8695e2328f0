/* canvas.h: a rectangle of pixels (0xAARRGGBB, opaque) that we draw on ourselves: fills, round boxes, rings, runs of text, pictures.
 *
 * Nothing is drawn outside the clip, whatever the coordinates. Edges are antialiased; masks are blended with the colour as it is.
 * A canvas either owns its pixels or lies over those of an SDL surface. One thread (main). */
#ifndef LECTERN_UI_CANVAS_H
#define LECTERN_UI_CANVAS_H

#include "base/err.h"
#include "base/geom.h"

#include <stdbool.h>
#include <stdint.h>

struct run;

struct canvas {
    uint32_t *pixels;
    int width_px, height_px;
    int stride_px; /* from a row to the next */
    struct rect clip;
    int top_px, rows; /* which rows have pixels: all of them, but in a strip */
    bool owns_pixels;
};

#define CANVAS_NONE 0u /* as a colour: draw nothing there */

/* All black, clip open. Free with canvas_free. */
struct canvas *canvas_new(int width_px, int height_px);
void canvas_free(struct canvas *canvas); /* NULL is fine */

/* A canvas over pixels of somebody else, who must outlive it (a locked surface of SDL_PIXELFORMAT_ARGB8888 or RGB888). Nothing to free. */
struct canvas canvas_over(void *pixels, int width_px, int height_px, int stride_px);

/* Of a canvas of that size some rows only, which begin with `top_px`: what is drawn elsewhere is not. Otherwise as canvas_over. */
struct canvas canvas_strip(void *pixels, int width_px, int height_px, int top_px, int rows);

/* The pixels of row y, which has some. */
uint32_t *canvas_row(const struct canvas *canvas, int y);

/* Only within `clip` is drawn from now on. */
void canvas_set_clip(struct canvas *canvas, struct rect clip);
void canvas_open_clip(struct canvas *canvas);

void canvas_fill(struct canvas *canvas, struct rect rect, uint32_t colour);

/* A box with round corners: its border (inside `rect`) and what is within. Either colour may be CANVAS_NONE. */
void canvas_round_rect(struct canvas *canvas, struct rect rect, int radius_px, uint32_t fill,
                       uint32_t border, int border_px);

/* An outline outside the shape `rect` of `radius_px`, `gap_px` away from it. */
void canvas_ring(struct canvas *canvas, struct rect rect, int radius_px, int gap_px, int ring_px,
                 uint32_t colour);

/* The run with its pen at x on the baseline y. */
void canvas_run(struct canvas *canvas, const struct run *run, int x, int baseline_y,
                uint32_t colour);

/* A picture of `channels` 3 (RGB) or 4 (RGBA, not premultiplied), rows without padding, made w x h pixels: averaged when smaller,
 * bilinear when larger; what is transparent shows `ground`. NULL when memory is short or a size is not positive. Free with free. */
uint32_t *canvas_make_scaled(const unsigned char *pixels, uint32_t width, uint32_t height,
                             uint32_t channels, int w, int h, uint32_t ground);

/* Copies w x h pixels made by canvas_make_scaled; their corners are cut to `radius_px` (0: none). */
void canvas_pixels(struct canvas *canvas, int x, int y, const uint32_t *pixels, int w, int h,
                   int radius_px);

/* `amount` of 255 parts of `over` on `under`. */
uint32_t canvas_mix(uint32_t under, uint32_t over, unsigned amount);

/* Writes the whole canvas as a PNG file. ERR_IO and its kin. */
MUST_USE enum err canvas_save_png(const struct canvas *canvas, const char *path);

#endif
