/* window.h: the glass: one window, one canvas, and the way pixels get from one to the other.
 *
 * Two ways, chosen once: the window's own surface (X11, Wayland, offscreen), drawn on directly where its format allows; and one
 * streaming texture through opengles2 (KMSDRM). One thread (main). */
#ifndef LECTERN_APP_WINDOW_H
#define LECTERN_APP_WINDOW_H

#include "base/err.h"
#include "ui/canvas.h"

struct window;

/* Full screen when not `windowed`. ERR_NO_SCREEN. Free with window_free. */
MUST_USE enum err window_new(const char *title, bool windowed, int width_px, int height_px,
                             struct window **out);
void window_free(struct window *w); /* NULL is fine */

/* What to draw on; of another size after window_resized. Borrowed. */
struct canvas *window_canvas(struct window *w);

/* Shows the damaged rectangles. */
void window_present(struct window *w, const struct rect *damage, int count);

/* Takes the window's new size. ERR_NO_SCREEN when there is no surface of it. */
MUST_USE enum err window_resized(struct window *w);

/* Gives the window another size (a script's 'turn'). */
void window_set_size(struct window *w, int width_px, int height_px);

#endif
