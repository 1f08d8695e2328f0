/* page_image.h: the original pages of a PDF, as its makers drew them, at any size and in parts.
 *
 * Lives only in lectern-worker. The document stays open; the drawing orders of the last page stay recorded, so that another part of
 * it is quick. Pages are those of the book (pdf_pages.h), so the words' boxes lie where the words are drawn. One thread. */
#ifndef LECTERN_EXTRACT_PAGE_IMAGE_H
#define LECTERN_EXTRACT_PAGE_IMAGE_H

#include "base/err.h"
#include "base/geom.h"

#include <stdint.h>

struct page_source;

/* Opens the document in `fd` (borrowed while the source lives). ERR_NOT_A_KIND: it has no fixed pages; ERR_LOCKED, ERR_DAMAGED,
 * ERR_TOO_BIG, ERR_NO_MEMORY. Free with page_source_free. */
MUST_USE enum err page_source_open(int fd, const char *name, struct page_source **out);
void page_source_free(struct page_source *s); /* NULL is fine */

/* Draws `part` of page n (from 1), the whole of which would be width_px by height_px pixels: RGB, rows without padding, on white.
 * ERR_NOT_FOUND: no such page; ERR_DAMAGED, ERR_NO_MEMORY. Free *pixels with free. */
MUST_USE enum err page_image_draw(struct page_source *s, uint32_t page, int width_px, int height_px,
                                  struct rect part, unsigned char **pixels);

#endif
