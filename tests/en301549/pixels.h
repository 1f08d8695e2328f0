/* pixels.h: what a frame shows, measured on its pixels: grounds, inks, rings, and how two frames differ. Any thread. */
#ifndef LECTERN_TESTS_PIXELS_H
#define LECTERN_TESTS_PIXELS_H

#include "ui/canvas.h"

uint32_t pixel_at(const struct canvas *c, int x, int y); /* the nearest one of the canvas */

/* The colour that covers most of the rectangle. */
uint32_t pixels_ground(const struct canvas *c, struct rect r);

/* The contrast of the ground with the colour that stands out most from it, found on at least `least` pixels; 1 where there is none. */
double pixels_contrast(const struct canvas *c, struct rect r, int least);

/* How many thousandths of a rectangle differ, both seen in grey, by a contrast of 1.5 or more. */
int pixels_grey_difference(const struct canvas *a, const struct canvas *b, struct rect r);

/* How many pixels differ at all. */
long pixels_changed(const struct canvas *a, const struct canvas *b, struct rect r);

/* A second canvas with the same pixels. */
struct canvas *pixels_copy(const struct canvas *c);

#endif
