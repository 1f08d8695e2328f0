/* pdf_repeats.h: shapes that stand at the same place of many pages: logos, bands, frames of a template. They are page furniture. */
#ifndef LECTERN_EXTRACT_PDF_REPEATS_H
#define LECTERN_EXTRACT_PDF_REPEATS_H

#include "extract/pdf.h"

/* Sets is_repeated in the shapes of all pages. A page of a template often has another picture where the page before had one, so
 * images must be the same to be repeated, and drawings of as many steps. */
void pdf_repeats_find(struct pdf *pdf);

#endif
