/* letters.h: capitals made of squares, for a kiosk that can't even open a font. Latin letters, digits and a few signs; accents are left
 * off. One thread (main). */
#ifndef LECTERN_SORRY_LETTERS_H
#define LECTERN_SORRY_LETTERS_H

#include "ui/canvas.h"

/* The side in pixels of the squares with which the text, broken between words, is largest in a box of that size; 0: it does not fit. */
int letters_fit(const char *text, int width_px, int height_px);

/* Draws the text with squares of `side_px` in the middle of `box`. */
void letters_draw(struct canvas *canvas, const char *text, struct rect box, int side_px,
                  uint32_t colour);

#endif
