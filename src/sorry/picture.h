/* picture.h: what is seen while there is no kiosk. Either it can't run: one should tell a member of staff; when it tries again, and what
 * staff can do. Or it is being made ready, as at a card's first start: one should not switch off; for how long it has worked.
 *
 * White on black, as large as the glass allows, from words of the kiosk's language and nothing else of it: no theme, no config. Where not
 * even a font can be opened, in capitals made of squares. One thread (main). */
#ifndef LECTERN_SORRY_PICTURE_H
#define LECTERN_SORRY_PICTURE_H

#include "ui/canvas.h"

#include <stddef.h>

struct picture;

enum picture_of { PICTURE_SORRY, PICTURE_GETTING_READY };

/* `plain`: squares, whatever there is. Never fails. Free with picture_free. */
struct picture *picture_new(enum picture_of of, bool plain);
void picture_free(struct picture *picture); /* NULL is fine */

/* Fills the canvas: the next try is in `minutes` (0: now); or the work began so many minutes ago (0: just now). */
void picture_draw(struct picture *picture, struct canvas *canvas, int minutes);

/* What is said aloud, in the interface's language. Written into out, always NUL-terminated. */
void picture_words(enum picture_of of, char *out, size_t out_bytes);

#endif
