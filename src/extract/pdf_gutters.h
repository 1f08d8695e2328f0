/* pdf_gutters.h: the white strips between columns.
 *
 * After Breuel (Layout Analysis based on Text Line Segment Hypotheses, 2003): tall empty rectangles with text on both sides. They are
 * found by sweeping the rows from top to bottom and keeping every stretch of white that goes on. A strip between columns of text
 * parts lines; a strip in a table, or beside list marks or page numbers, does not: such rows are read across. */
#ifndef LECTERN_EXTRACT_PDF_GUTTERS_H
#define LECTERN_EXTRACT_PDF_GUTTERS_H

#include "extract/pdf_rows.h"

struct gutter {
    float x0, x1, y0, y1;
    bool parts_columns; /* else it is read across */
};

/* The gutters of the rows [first, end) of one page. Returns an array of *count; free with free. */
struct gutter *pdf_gutters_find(const struct pdf *pdf, const struct pdf_lines *rows, uint32_t first,
                                uint32_t end, uint32_t *count);

#endif
