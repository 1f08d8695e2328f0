/* face.h: within text only: single font files at single sizes, behind font.h.
 *
 * A face is one font file (a number); a face_size is that file open at one size. At most FACE_SIZES_MOST of those are open; the one
 * unused for longest is closed for the next. One thread (main). */
#ifndef LECTERN_TEXT_FACE_H
#define LECTERN_TEXT_FACE_H

#include "text/font.h"
#include "text/script.h"

#include <SDL_ttf.h>

enum { FACE_NONE = -1, FACE_SIZES_MOST = 20 };

/* The face that has the letter: of the family, else the next of its fallbacks; FACE_NONE when no file has it. */
int face_find(struct fonts *fonts, enum font_family family, bool bold, uint32_t cp);

/* The face open at a size; NULL when the file can't be used. Borrowed until the next call of any function of text. */
TTF_Font *face_open_size(struct fonts *fonts, int face, int size_px);

/* Makes the open face shape text of this script (NULL: Latin) in this direction. */
void face_set_script(struct fonts *fonts, TTF_Font *font, const struct script *script, bool rtl);

#endif
