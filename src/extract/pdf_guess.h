/* pdf_guess.h: a PDF without usable tags into the builder, its order told from the look of its pages. */
#ifndef LECTERN_EXTRACT_PDF_GUESS_H
#define LECTERN_EXTRACT_PDF_GUESS_H

#include "extract/pdf.h"

/* Gives all pages' words that were not given yet to the builder. */
void pdf_guess_give(struct pdf *pdf);

#endif
