/* window_x11.h: a first picture on X11 without the memory of a whole window.
 *
 * SDL shares as much memory with the display's server as the window has pixels, and the system finds that memory page by page, when it is
 * first written: for 1280x800 that takes longer than to draw the screen. So the first picture goes through two strips, over and over; the
 * window's own memory is filled when people have something to look at already. */
#ifndef LECTERN_UI_WINDOW_X11_H
#define LECTERN_UI_WINDOW_X11_H

#include "ui/canvas.h"

#include <SDL2/SDL_video.h>

struct window_x11;

/* Strips as wide as the window. NULL: it is no window of X11, or of other pixels, or the server is elsewhere. Free with window_x11_free.
 * Thread: main, as for all of these. */
struct window_x11 *window_x11_new(SDL_Window *window, int width_px);

/* Shows a picture of that width and of so many rows: `draw` draws one strip of it after the other. */
void window_x11_show(struct window_x11 *x, int height_px,
                     void (*draw)(void *data, struct canvas *strip), void *data);

void window_x11_free(struct window_x11 *x); /* NULL is fine */

#endif
