/* pdf_page_layout.h: what pdf_layout.c and pdf_layout_span.c share while they lay out a page. For them only. */
#ifndef LECTERN_EXTRACT_PDF_PAGE_LAYOUT_H
#define LECTERN_EXTRACT_PDF_PAGE_LAYOUT_H

#include "extract/pdf_grid.h"
#include "extract/pdf_layout.h"

#include <math.h>

enum { MOST_PICTURES = 60, MOST_PARTED = 8 };

/* One page, one turn. */
struct page_layout {
    struct pdf *pdf;
    uint32_t page;
    uint8_t turn;
    struct pdf_lines *rows;
    struct pdf_lines pieces; /* rows cut at gutters */
    uint32_t *next;          /* chain of the pieces of a block */
    struct layout_block *blocks;
    uint32_t block_count, block_cap;
    struct gutters gutters;
    const struct gutters *known; /* of the whole document */
    struct pdf_tables *tables;
    const struct pdf_figures *figures;
    struct box pictures[MOST_PICTURES]; /* of the page */
    uint32_t picture_count;
    struct box parted[MOST_PARTED]; /* gaps of the last row that pictures parted */
    uint32_t parted_count;
};

static inline float overlap_x(struct box a, struct box b)
{
    return fminf(a.x1, b.x1) - fmaxf(a.x0, b.x0);
}

/* Does another column stand beside it? */
bool page_layout_is_in_column(const struct page_layout *l, const struct layout_block *block);

/* Makes the blocks that stand over several columns as wide as those. */
void page_layout_widen_spanning(struct page_layout *l);

#endif
