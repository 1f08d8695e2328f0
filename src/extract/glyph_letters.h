/* glyph_letters.h: which letter a glyph is, told by its own font where the document does not say.
 *
 * A PDF may name glyphs by number only. The font file inside it often still maps letters to glyphs, and that map is turned round here.
 * A font that stands in for a missing one says nothing: its numbers are other letters'. One thread. */
#ifndef LECTERN_EXTRACT_GLYPH_LETTERS_H
#define LECTERN_EXTRACT_GLYPH_LETTERS_H

#include "extract/guard.h"

#include <stdbool.h>
#include <stdint.h>

struct glyph_letters; /* what was learnt of the fonts so far */

void glyph_letters_free(fz_context *ctx, struct glyph_letters *g); /* NULL is fine */

/* The letter of the glyph, a space for a blank one, or U+FFFD. `g` is made when it is first needed. Throws. */
uint32_t glyph_letters_find(fz_context *ctx, struct glyph_letters **g, fz_font *font, int gid);

/* Is it a font of little pictures? What a PDF calls letters there are none. */
bool glyph_letters_is_pictorial(fz_context *ctx, fz_font *font);

#endif
