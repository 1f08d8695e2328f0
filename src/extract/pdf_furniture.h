/* pdf_furniture.h: running heads, feet and page numbers, found by how they come back from page to page.
 *
 * Only the outermost rows of a page are looked at, from its edge inwards. A row is furniture when the same words (numbers may go up
 * with the pages) stand at the same height of several pages, or when it is a page number where pages have theirs, or when it is
 * small print that stands by itself in the upper margin. What repeats in large type is a heading where it stands first. */
#ifndef LECTERN_EXTRACT_PDF_FURNITURE_H
#define LECTERN_EXTRACT_PDF_FURNITURE_H

#include "extract/pdf_rows.h"

/* Flags the rows (those of each page from top to bottom, pages rising) and their words (WORD_FURNITURE). What the author marked as
 * artifacts is furniture too, unless that is most of the text; of a row that is so in part, only those words are flagged. */
void pdf_furniture_find(struct pdf *pdf, struct pdf_lines *rows);

/* Is this text only a page number: '12', 'xii', '- 3 -', 'Page 4 of 9', '4 | '? */
bool pdf_furniture_is_number(const char *text);

#endif
