/* png.h: within ui only: writes pixels as a PNG file (ISO/IEC 15948), by ourselves: zlib has no place in ui, and screens are mostly
 * runs of one colour, which the fixed codes of deflate (RFC 1951), each match the last place of its bytes, already make small. Any thread. */
#ifndef LECTERN_UI_PNG_H
#define LECTERN_UI_PNG_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

/* Adds an RGB picture of width x height pixels 0x??RRGGBB to `out` as the bytes of a PNG file. */
void png_write(const uint32_t *pixels, int width, int height, int stride_px, struct str *out);

#endif
