/* pdf_grid.h: blocks of a page that belong to its pictures: lettering on them, and the rows of a grid of pictures, which are read
 * row by row though each column might be read down. For pdf_layout and pdf_gutters. */
#ifndef LECTERN_EXTRACT_PDF_GRID_H
#define LECTERN_EXTRACT_PDF_GRID_H

#include "base/geom.h"

#include <stdbool.h>
#include <stdint.h>

/* Lines under one another, a table, or a picture. */
struct layout_block {
    struct box box;
    float size, last_base;
    uint32_t first_line, last_line; /* in the chain of pieces */
    uint32_t lines;
    uint32_t figure; /* number + 1; 0: it is text */
    uint16_t table;  /* its number; 0: it is none */
    uint32_t on;     /* the figure that it is lettering of, number + 1; 0: none */
    uint32_t
        band; /* the row of the grid of pictures that it is in; 0 over the grid, or without one */
    uint32_t
        beside; /* the nearest picture at its height, as its place among the blocks + 1; 0: none */
    bool is_side; /* in the margin */
    bool done;
};

/* Sets `on` in blocks of a few words that stand within a picture that is not wide. */
void pdf_grid_find_lettering(struct layout_block *blocks, uint32_t count, float page_width_pt);

/* Sets `band` where pictures stand in two rows or more, in line with one another, and no text runs from one row into the next; else
 * where they stand, with their words, in two columns or more that a white strip parts: then a band is a column. So it is, too, where
 * words stand side by side over the columns: headings of theirs. Else, where some pictures stand side by side and no gutter parts
 * columns, what lies between two white strips over the whole width is a band. Needs `beside`. */
void pdf_grid_find_bands(struct layout_block *blocks, uint32_t count, bool has_columns);

/* A heading that stands in the pictures' column, with nothing beside it, parts the rows over it from those under it. Widens it to
 * the width of the page's text. */
void pdf_grid_widen_headings(struct layout_block *blocks, uint32_t count, float body_size);

/* Sets `beside`, for pdf_grid_is_row_over. */
void pdf_grid_find_neighbours(struct layout_block *blocks, uint32_t count);

/* Is block a beside a picture, and b under that picture, or beside one that is under it? Then a is of the row over b, though b may
 * stand farther to the left. */
bool pdf_grid_is_row_over(const struct layout_block *blocks, const struct layout_block *a,
                          const struct layout_block *b);

/* Do pictures in line with one another, which stand at most `reach_pt` over or under the line from y0 to y1, part it between x0 and
 * x1, as they part the words under each of them? */
bool pdf_grid_parts_line(const struct box *pictures, uint32_t count, struct box gap,
                         float reach_pt);

/* Does a picture that is higher than `least_pt` stand in the gap between two words of a line? */
bool pdf_grid_fills_gap(const struct box *pictures, uint32_t count, struct box gap, float least_pt);

#endif
