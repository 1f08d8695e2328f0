/* pdf_watermarks.h: text across a page or up its side that comes back on several pages ('DRAFT', a series' name): not to be read. */
#ifndef LECTERN_EXTRACT_PDF_WATERMARKS_H
#define LECTERN_EXTRACT_PDF_WATERMARKS_H

#include "extract/pdf_rows.h"

/* Appends the rows of turned and slanted text that are the same, at the same place, on three pages (on two of a short document) to
 * `rows`, pages rising, and flags them and their words as furniture. A single slanted line in letters far larger than the text is a
 * watermark too. Text of pages that are turned as a whole is not touched. Of `upright`, the rows of all pages, flags large words that
 * other words stand on. */
void pdf_watermarks_find(struct pdf *pdf, struct pdf_lines *upright, struct pdf_lines *rows);

#endif
