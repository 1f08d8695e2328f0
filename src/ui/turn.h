/* turn.h: a picture on a glass that hangs turned: from pixels as people see them to pixels of the glass, and points back.
 *
 * The glass has its own top left; people's is a corner that lies `quarters` quarter turns on, clockwise. A picture of w x h as seen
 * fills a glass of w x h (0 and 2 quarters) or h x w (1 and 3). All in pixels. No state; any thread. */
#ifndef LECTERN_UI_TURN_H
#define LECTERN_UI_TURN_H

#include "base/geom.h"
#include "ui/canvas.h"

/* Whether width and height of picture and glass are each other's. */
bool turn_swaps(int quarters);

/* Where a rectangle of the picture (`width_px` x `height_px`) lies on the glass. */
struct rect turn_rect(int quarters, struct rect r, int width_px, int height_px);

/* Which pixel of the picture (`width_px` x `height_px`) shows at pixel x, y of the glass; both are replaced. */
void turn_point_back(int quarters, int width_px, int height_px, int *x, int *y);

/* Copies the rectangle `part` of the picture to its place on the glass, whose size must be that of the turned picture. What of `part`
 * lies outside the picture is left out. Transposed in blocks that stay in the cache (Lam, Rothberg and Wolf, 1991). */
void turn_copy(int quarters, const struct canvas *picture, struct rect part,
               const struct canvas *glass);

#endif
