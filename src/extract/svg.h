/* svg.h: drawings (SVG) as pictures. A plus sign before a number is good SVG (SVG 1.1, 8.3.9: the grammar of path data); MuPDF 1.21 waits for ever
 * at one in a path, and gives up at one in a transformation. */
#ifndef LECTERN_EXTRACT_SVG_H
#define LECTERN_EXTRACT_SVG_H

#include <mupdf/fitz.h>

#include <stdbool.h>
#include <stddef.h>

/* Whether a file is called one. */
bool svg_is_name(const char *path);

/* The drawing in `buffer`, whose bytes are mended in place; pictures that it names lie in `beside` (NULL: nowhere). Throws, as MuPDF does. */
fz_image *svg_image(fz_context *ctx, fz_buffer *buffer, fz_archive *beside);

/* Puts a space for each plus sign before a number, where an attribute is a list of numbers. */
void svg_mend(char *bytes, size_t count);

#endif
