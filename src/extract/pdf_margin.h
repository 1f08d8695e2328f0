/* pdf_margin.h: headings and notes in the margin: few lines in a column of their own, beside a much wider and taller one. For
 * pdf_layout only. */
#ifndef LECTERN_EXTRACT_PDF_MARGIN_H
#define LECTERN_EXTRACT_PDF_MARGIN_H

#include "extract/pdf_grid.h"
#include "extract/pdf_gutters.h"

/* Sets is_side in the blocks of a page; `known` are the gutters of the whole document. */
void pdf_margin_find(struct layout_block *blocks, uint32_t count, const struct gutters *known);

#endif
