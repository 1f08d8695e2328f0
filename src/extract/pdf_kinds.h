/* pdf_kinds.h: what each paragraph of an untagged page is, from its size, weight, mark and place: heading (and its level), list
 * item, note, caption, or plain. */
#ifndef LECTERN_EXTRACT_PDF_KINDS_H
#define LECTERN_EXTRACT_PDF_KINDS_H

#include "extract/pdf_paragraphs.h"

/* Sets kind, level and label of every paragraph, and ties notes to the paragraphs that cite them. */
void pdf_kinds_tell(struct pdf *pdf, const struct pdf_lines *lines, struct pdf_paras *paras);

#endif
