/* picture.h: what is seen while there is no kiosk: that one should tell a member of staff, when it tries again, and what staff can do.
 *
 * White on black, as large as the glass allows, from words of the kiosk's language and nothing else of it: no theme, no config. Where not
 * even a font can be opened, in capitals made of squares. One thread (main). */
#ifndef LECTERN_SORRY_PICTURE_H
#define LECTERN_SORRY_PICTURE_H

#include "ui/canvas.h"

#include <stddef.h>

struct picture;

/* `plain`: squares, whatever there is. Never fails. Free with picture_free. */
struct picture *picture_new(bool plain);
void picture_free(struct picture *picture); /* NULL is fine */

/* Fills the canvas: the next try is in `minutes` (0: now). */
void picture_draw(struct picture *picture, struct canvas *canvas, int minutes);

/* What is said aloud, in the interface's language. Written into out, always NUL-terminated. */
void picture_words(char *out, size_t out_bytes);

#endif
