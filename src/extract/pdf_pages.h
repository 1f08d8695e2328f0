/* pdf_pages.h: the pages of a PDF as its page tree really holds them, their labels and their links. */
#ifndef LECTERN_EXTRACT_PDF_PAGES_H
#define LECTERN_EXTRACT_PDF_PAGES_H

#include "extract/pdf.h"

enum { MOST_PAGES = 5000 };

/* Fills pdf->sheets. /Count is not believed: the tree is walked; where there is none, every object that is a page is taken. More
 * than MOST_PAGES: ERR_TOO_BIG. */
MUST_USE enum err pdf_pages_find(struct pdf *pdf);

/* Adds every page to the builder, with its label. */
void pdf_pages_give(struct pdf *pdf);

/* Reads the links of one page. */
void pdf_pages_read_links(struct pdf *pdf, uint32_t page);

/* The number (from 0) of the page that this object is, or -1. */
int32_t pdf_pages_number(const struct pdf *pdf, int object_number);

/* The outline into the builder's contents. Call before text is given, so that its places get anchors. */
void pdf_pages_give_outline(struct pdf *pdf);

#endif
