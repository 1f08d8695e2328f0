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
    uint32_t rows;
    bool parts_columns; /* else it is read across */
    bool parts_cells;   /* of a table */
    bool is_sparse;     /* one side has hardly half as many lines as the other */
    bool has_numbers;   /* behind it hardly anything but numbers: a list of contents, or prices */
};

struct gutters {
    struct gutter *items;
    uint32_t count, cap;
};

/* Adds the gutters of the rows, which are those of one page, to `out`. `known` (or NULL) are sure ones of other pages: where they go
 * on, a line or two on either side are enough. Free items with free. */
void pdf_gutters_find(const struct pdf *pdf, const struct pdf_lines *rows,
                      const struct gutters *known, struct gutters *out);

/* Adds those of `from` that part columns and are tall enough to tell about other pages, each once. */
void pdf_gutters_learn(const struct gutters *from, struct gutters *known);

/* Between the words of pairs that stand side by side there are pictures, or close over them: no gutter there parts the cells of a table. `rows` are those
 * that the gutters were found in, `pictures` the boxes of the page's pictures. */
void pdf_gutters_clear_cells(const struct pdf *pdf, const struct pdf_lines *rows,
                             const struct box *pictures, uint32_t picture_count,
                             struct gutters *gutters);

/* Does one part columns, anywhere, or at this baseline? */
bool pdf_gutters_have_columns(const struct gutters *gutters);
bool pdf_gutters_have_columns_at(const struct gutters *gutters, float base);

/* Does a gutter part the columns that the two stand in? */
bool pdf_gutters_part(const struct gutters *gutters, struct box a, struct box b);

#endif
