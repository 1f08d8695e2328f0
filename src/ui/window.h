/* window.h: the glass: one window, one canvas, and the way pixels get from one to the other.
 *
 * A glass that hangs turned gets a turned picture: one draws it upright, and its damaged rectangles are copied over, turned
 * (ui/turn.h). Nothing is copied where it hangs straight.
 *
 * Two ways, chosen once: the window's own surface (X11, Wayland, offscreen), drawn on directly where its format allows; and one
 * streaming texture through opengles2 (KMSDRM). One thread (main). */
#ifndef LECTERN_UI_WINDOW_H
#define LECTERN_UI_WINDOW_H

#include "base/err.h"
#include "ui/canvas.h"

struct window;

/* Full screen when not `windowed`. `quarters`: quarter turns clockwise of the picture on the glass; width and height are those of the
 * picture. ERR_NO_SCREEN. Free with window_free. */
MUST_USE enum err window_new(const char *title, bool windowed, int width_px, int height_px,
                             int quarters, struct window **out);
void window_free(struct window *w); /* NULL is fine */

/* What to draw on, upright as people see it; of another size after window_resized. Borrowed. */
struct canvas *window_canvas(struct window *w);

/* The pixels of the glass itself, as they will be shown; the canvas where nothing is turned. Borrowed. */
const struct canvas *window_glass(const struct window *w);

/* The point of the picture that shows at a point of the glass; both in pixels, both replaced. And the other way round. */
void window_point_from_glass(const struct window *w, int *x, int *y);
void window_point_to_glass(const struct window *w, int *x, int *y);

/* Shows the damaged rectangles. */
void window_present(struct window *w, const struct rect *damage, int count);

/* Shows the first picture, and has it on the canvas then. `draw` draws it on the rows that the canvas has; it is called for the whole, and
 * before that, where this shows sooner, for a strip after the other. */
void window_show_first(struct window *w, void (*draw)(void *data, struct canvas *canvas),
                       void *data);

/* Are these all that is shown? Else SDL shows whole rows, so nothing may stand on the canvas that is not to be seen yet. */
bool window_is_exact(const struct window *w);

/* Takes the window's new size. ERR_NO_SCREEN when there is no surface of it. */
MUST_USE enum err window_resized(struct window *w);

/* Gives the window another size, that of the picture (a script's 'turn'). */
void window_set_size(struct window *w, int width_px, int height_px);

#endif
