/* pdf_side_notes.h: headings and notes in the margin take their places among the paragraphs that they stand beside. */
#ifndef LECTERN_EXTRACT_PDF_SIDE_NOTES_H
#define LECTERN_EXTRACT_PDF_SIDE_NOTES_H

#include "extract/pdf_paragraphs.h"

/* Moves every paragraph whose lines are marked LINE_IS_SIDE: before the paragraph that begins at its height, else behind the one that
 * it stands beside. What was one block stays together. Call before anything counts paragraphs. */
void pdf_side_notes_place(const struct pdf_lines *lines, struct pdf_paras *paras);

#endif
