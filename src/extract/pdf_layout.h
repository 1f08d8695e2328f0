/* pdf_layout.h: the lines of a page in the order in which people read them, told from where they stand. */
#ifndef LECTERN_EXTRACT_PDF_LAYOUT_H
#define LECTERN_EXTRACT_PDF_LAYOUT_H

#include "extract/pdf_figures.h"
#include "extract/pdf_rows.h"

/* Appends the lines of one page to `lines` in reading order. `rows` is scratch: it is emptied first. The order is Breuel's (High
 * Performance Document Layout Analysis, 2003): of two blocks, the upper one first where they stand over each other, the left one
 * first where they stand side by side and nothing spans both between them. A figure is a line without words, whose block is the
 * figure's number + 1. */
void pdf_layout_page(struct pdf *pdf, uint32_t page, const struct pdf_figures *figures,
                     struct pdf_lines *rows, struct pdf_lines *lines);

#endif
