/* pdf_layout.h: the lines of a page in the order in which people read them, told from where they stand. */
#ifndef LECTERN_EXTRACT_PDF_LAYOUT_H
#define LECTERN_EXTRACT_PDF_LAYOUT_H

#include "extract/pdf_figures.h"
#include "extract/pdf_gutters.h"
#include "extract/pdf_tables.h"

/* What the pages of a document have in common, and scratch. */
struct pdf_layout {
    struct pdf *pdf;
    const struct pdf_figures *figures;
    struct gutters known;
    struct pdf_lines rows; /* of the page at hand */
};

void pdf_layout_free(struct pdf_layout *layout);

/* Learns from one page where columns are parted. Call for all pages before the first pdf_layout_page. */
void pdf_layout_learn(struct pdf_layout *layout, uint32_t page);

/* Appends the lines of one page to `lines` in reading order. The order is Breuel's (High Performance Document Layout Analysis, 2003):
 * of two blocks, the upper one first where they stand over each other, the left one first where they stand side by side and nothing
 * spans both between them. A figure is a line without words, whose block is the figure's number + 1. */
void pdf_layout_page(struct pdf_layout *layout, uint32_t page, struct pdf_lines *lines);

#endif
