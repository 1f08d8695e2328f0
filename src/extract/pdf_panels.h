/* pdf_panels.h: panels that stand side by side, each with pictures and words of its own ("Good support", "Bad support"): one is read
 * to its end before the next. For pdf_layout only. */
#ifndef LECTERN_EXTRACT_PDF_PANELS_H
#define LECTERN_EXTRACT_PDF_PANELS_H

#include "extract/ink.h"
#include "extract/pdf_grid.h"

/* Sets `band` of the blocks when the page's drawn boxes are such panels: 0 over them, then one for each from the left, then one for
 * what is under them. False: they are not, and nothing is set. */
bool pdf_panels_find_bands(struct layout_block *blocks, uint32_t count,
                           const struct ink_shape *shapes, uint32_t shape_count);

#endif
