#include "extract/pdf_panels.h"

#include <math.h>

enum { MOST_PANELS = 8, LEAST_PANELS = 2, LEAST_PICTURES = 2, LEAST_TEXTS = 2 };

static const float LEAST_PICTURE_PT = 14;
static const float SIDE_BY_SIDE_PART = 0.5f; /* of the lower one's height: so much they share */
static const float EDGE_PT = 2;

struct panels {
    struct box boxes[MOST_PANELS]; /* from the left */
    uint32_t count;
    struct box all;
};

static bool is_in(struct box inner, struct box outer)
{
    return inner.x0 >= outer.x0 - EDGE_PT && inner.y0 >= outer.y0 - EDGE_PT &&
           inner.x1 <= outer.x1 + EDGE_PT && inner.y1 <= outer.y1 + EDGE_PT;
}

static float height(struct box b)
{
    return b.y1 - b.y0;
}

static bool holds_pairs(const struct layout_block *blocks, uint32_t count, struct box box)
{
    uint32_t pictures = 0, texts = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (blocks[i].on || !is_in(blocks[i].box, box))
            continue;
        if (!blocks[i].figure)
            texts++;
        else
            pictures += height(blocks[i].box) >= LEAST_PICTURE_PT;
    }
    return pictures >= LEAST_PICTURES && texts >= LEAST_TEXTS;
}

/* Puts a panel in its place; of two in one another the inner one stays. */
static void add_panel(struct panels *panels, struct box box)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < panels->count; i++) {
        struct box other = panels->boxes[i];
        if (is_in(other, box))
            return;
        if (is_in(box, other)) {
            panels->boxes[i] = box;
            return;
        }
        at += other.x0 < box.x0;
    }
    if (panels->count == MOST_PANELS)
        return;
    for (uint32_t i = panels->count++; i > at; i--)
        panels->boxes[i] = panels->boxes[i - 1];
    panels->boxes[at] = box;
}

static bool are_side_by_side(const struct panels *panels)
{
    for (uint32_t i = 1; i < panels->count; i++) {
        struct box a = panels->boxes[i - 1], b = panels->boxes[i];
        float both = fminf(a.y1, b.y1) - fmaxf(a.y0, b.y0);
        if (a.x1 > b.x0 + EDGE_PT || both < SIDE_BY_SIDE_PART * fminf(height(a), height(b)))
            return false;
    }
    return panels->count >= LEAST_PANELS;
}

/* The band of a block; UINT32_MAX: it stands beside the panels or across their edges. */
static uint32_t band_of(const struct panels *panels, struct box box)
{
    float middle = (box.y0 + box.y1) / 2;
    for (uint32_t i = 0; i < panels->count; i++)
        if (is_in(box, panels->boxes[i]))
            return i + 1;
    if (middle < panels->all.y0)
        return 0;
    return middle > panels->all.y1 ? panels->count + 1 : UINT32_MAX;
}

bool pdf_panels_find_bands(struct layout_block *blocks, uint32_t count,
                           const struct ink_shape *shapes, uint32_t shape_count)
{
    struct panels panels = {0};
    for (uint32_t i = 0; i < shape_count; i++)
        if (shapes[i].kind != SHAPE_IMAGE && !shapes[i].is_drawn &&
            holds_pairs(blocks, count, shapes[i].box))
            add_panel(&panels, shapes[i].box);
    if (!are_side_by_side(&panels))
        return false;
    for (uint32_t i = 0; i < panels.count; i++)
        panels.all = box_join(panels.all, panels.boxes[i]);
    for (uint32_t i = 0; i < count; i++)
        if (band_of(&panels, blocks[i].box) == UINT32_MAX)
            return false;
    for (uint32_t i = 0; i < count; i++)
        blocks[i].band = band_of(&panels, blocks[i].box);
    return true;
}
