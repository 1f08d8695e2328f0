/* pdf_layout_span: what stands over several columns of a page. */
#include "extract/pdf_page_layout.h"

#include <math.h>

static const float HEADING_REACH = 2.5f; /* from a heading to its text */

/* Does nothing stand beside the block at its height, from x0 to x1? */
static bool is_alone(const struct page_layout *l, const struct layout_block *block)
{
    for (uint32_t n = 0; n < l->pieces.count; n++) {
        struct box box = l->pieces.items[n].box;
        if (fminf(box.y1, block->box.y1) - fmaxf(box.y0, block->box.y0) < 0.15f * block->size)
            continue;
        if (box.x1 < block->box.x0 || box.x0 > block->box.x1)
            return false;
    }
    return true;
}

static bool crosses_gutter(const struct page_layout *l, const struct layout_block *block)
{
    for (uint32_t i = 0; i < l->gutters.count; i++)
        if (l->gutters.items[i].parts_columns && block->box.x0 < l->gutters.items[i].x0 &&
            block->box.x1 > l->gutters.items[i].x1)
            return true;
    return false;
}

bool page_layout_is_in_column(const struct page_layout *l, const struct layout_block *block)
{
    for (uint32_t i = 0; i < l->block_count && !block->table; i++) {
        const struct layout_block *other = &l->blocks[i];
        if (!other->figure && !other->table && overlap_x(other->box, block->box) <= 0 &&
            fminf(other->box.y1, block->box.y1) - fmaxf(other->box.y0, block->box.y0) >
                block->size &&
            pdf_gutters_part(&l->gutters, other->box, block->box))
            return true;
    }
    return false;
}

/* Is there text below it in a column to its right or left? */
static bool has_columns_below(const struct page_layout *l, const struct layout_block *block)
{
    for (uint32_t i = 0; i < l->block_count; i++) {
        const struct layout_block *other = &l->blocks[i];
        if (other->box.y0 < block->box.y1)
            continue;
        for (uint32_t k = 0; k < l->gutters.count; k++) {
            const struct gutter *g = &l->gutters.items[k];
            if (g->parts_columns &&
                (g->x0 >= block->box.x1 ? other->box.x0 >= g->x1
                                        : g->x1 <= block->box.x0 && other->box.x1 <= g->x0))
                return true;
        }
    }
    return false;
}

/* A few lines, all bold. */
static bool is_bold(const struct page_layout *l, const struct layout_block *block)
{
    for (uint32_t n = block->first_line; n != UINT32_MAX; n = l->next[n])
        if (!(l->pieces.items[n].flags & LINE_IS_BOLD))
            return false;
    return block->lines <= 3;
}

/* Is what stands next under it a block over several columns? Then it is that block's heading. */
static bool is_over_spanning(const struct page_layout *l, const struct layout_block *block)
{
    const struct layout_block *next = NULL;
    for (uint32_t i = 0; i < l->block_count; i++) {
        const struct layout_block *other = &l->blocks[i];
        if (other->box.y0 >= block->box.y1 && (!next || other->box.y0 < next->box.y0))
            next = other;
    }
    return next && !next->table && next->box.y0 - block->box.y1 < HEADING_REACH * block->size &&
           overlap_x(next->box, block->box) > 0 && crosses_gutter(l, next) && is_alone(l, next);
}

/* Stands it by itself, with white above and below it over the whole width? */
static bool has_air(const struct page_layout *l, const struct layout_block *block)
{
    float y0 = block->box.y0 - 0.5f * block->size, y1 = block->box.y1 + 0.2f * block->size;
    for (uint32_t i = 0; i < l->block_count; i++) {
        const struct layout_block *other = &l->blocks[i];
        if (other != block && fminf(other->box.y1, y1) > fmaxf(other->box.y0, y0))
            return false;
    }
    return true;
}

/* A heading on a band that is filled or framed is as wide as the band. */
static void widen_to_band(struct page_layout *l, struct layout_block *block)
{
    const struct pdf_sheet *sheet = &l->pdf->sheets[l->pieces.items[block->first_line].page];
    float height = block->box.y1 - block->box.y0;
    for (uint32_t i = 0; i < sheet->shape_count; i++) {
        const struct ink_shape *shape = &l->pdf->ink.shapes[sheet->shape_first + i];
        struct box band = shape->box;
        if (shape->kind == SHAPE_IMAGE || band.y1 - band.y0 > height + 2.5f * block->size)
            continue;
        if (band.x0 > block->box.x0 + 1 || band.x1 < block->box.x1 - 1 ||
            band.y0 > block->box.y0 + 0.4f * block->size ||
            band.y1 < block->box.y1 - 0.4f * block->size)
            continue;
        block->box.x0 = fminf(block->box.x0, band.x0);
        block->box.x1 = fmaxf(block->box.x1, band.x1);
    }
}

/* A heading over several columns rarely fills them all. What crosses a gutter and has nothing beside it, or is set large with air
 * around it, parts what is above from what is below over the whole width. */
void page_layout_widen_spanning(struct page_layout *l)
{
    struct box all = {0};
    for (uint32_t i = 0; i < l->block_count; i++)
        all = box_join(all, l->blocks[i].box);
    for (uint32_t i = 0; i < l->block_count; i++) {
        struct layout_block *block = &l->blocks[i];
        if (block->table)
            continue;
        if (block->lines <= 3 && l->turn == 0)
            widen_to_band(l, block);
        bool is_large = block->lines <= 3 && block->size > 1.12f * l->pdf->body_size;
        if ((crosses_gutter(l, block) && is_alone(l, block)) ||
            (is_large && has_air(l, block) && has_columns_below(l, block)) ||
            ((is_large || is_bold(l, block)) && has_air(l, block) && is_over_spanning(l, block))) {
            block->box.x0 = all.x0;
            block->box.x1 = all.x1;
        }
    }
}
