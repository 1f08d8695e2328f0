/* pdf_loss.h: what a PDF whose end is gone has lost, and whether what is left is still a document. */
#ifndef LECTERN_EXTRACT_PDF_LOSS_H
#define LECTERN_EXTRACT_PDF_LOSS_H

#include "extract/pdf.h"

/* Does anything that the pages draw with (contents, fonts, pictures) or the page tree lists stand in a part of the file that is gone? */
bool pdf_loss_is_there(const struct pdf *pdf);

/* Call when all pages are read. Is most of the document left: are three pages of four whole, with words to read? Pages of
 * which nothing can be read are marked as lost. */
bool pdf_loss_is_bearable(struct pdf *pdf);

#endif
