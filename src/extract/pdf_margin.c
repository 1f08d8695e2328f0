#include "extract/pdf_margin.h"

#include <math.h>

enum { MOST_SIDE_LINES = 9, MOST_SIDED_BLOCKS = 120 };

/* A margin is no wider, and no fuller, than this part of the text beside it. */
static const float MOST_SIDE_PART = 0.5f;

static float overlap_x(struct box a, struct box b)
{
    return fminf(a.x1, b.x1) - fmaxf(a.x0, b.x0);
}

static bool are_columns(const struct gutters *known, struct box a, struct box b)
{
    float x0 = fminf(a.x1, b.x1), x1 = fmaxf(a.x0, b.x0);
    for (uint32_t i = 0; i < known->count; i++) {
        const struct gutter *g = &known->items[i];
        if (!g->is_sparse && g->x0 > x0 - 3 && g->x1 < x1 + 3)
            return true;
    }
    return false;
}

static bool is_beside(const struct layout_block *blocks, uint32_t count,
                      const struct gutters *known, const struct layout_block *side,
                      const struct layout_block *text)
{
    float width = text->box.x1 - text->box.x0, beside = 0, main = 0;
    if (text == side || text->figure || text->table || overlap_x(side->box, text->box) > 0 ||
        side->box.x1 - side->box.x0 > MOST_SIDE_PART * width || width < 12 * text->size ||
        side->box.y0 < text->box.y0 - text->size || side->box.y0 > text->box.y1 ||
        are_columns(known, side->box, text->box))
        return false;
    struct box margin = side->box;
    for (uint32_t i = 0; i < count; i++) {
        const struct layout_block *c = &blocks[i];
        float height = c->box.y1 - c->box.y0;
        if (overlap_x(c->box, side->box) > 0 && overlap_x(c->box, text->box) <= 0)
            beside += height, margin = box_join(margin, c->box);
        else if (overlap_x(c->box, text->box) > 0.5f * width)
            main += height;
    }
    return beside < MOST_SIDE_PART * main && margin.x1 - margin.x0 <= MOST_SIDE_PART * width;
}

void pdf_margin_find(struct layout_block *blocks, uint32_t count, const struct gutters *known)
{
    for (uint32_t i = 0; i < count && count <= MOST_SIDED_BLOCKS; i++) {
        struct layout_block *side = &blocks[i];
        if (side->table || side->lines > MOST_SIDE_LINES)
            continue;
        for (uint32_t k = 0; k < count && !side->is_side; k++)
            side->is_side = !blocks[k].is_side && is_beside(blocks, count, known, side, &blocks[k]);
    }
}
