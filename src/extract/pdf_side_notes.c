#include "extract/pdf_side_notes.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_AROUND = 200 };

/* Where a paragraph goes. */
struct target {
    uint32_t para; /* UINT32_MAX: it stays */
    bool behind;
};

static bool is_side(const struct pdf_lines *lines, const struct para *p)
{
    return lines->items[p->first].flags & LINE_IS_SIDE;
}

static float bottom_of(const struct pdf_lines *lines, const struct para *p)
{
    return lines->items[p->first + p->count - 1].box.y1;
}

/* How far apart they stand, sideways. */
static float distance(struct box a, struct box b)
{
    return fmaxf(fmaxf(a.x0 - b.x1, b.x0 - a.x1), 0);
}

static struct target find_target(const struct pdf_lines *lines, const struct pdf_paras *paras,
                                 uint32_t side)
{
    const struct line *line = &lines->items[paras->items[side].first];
    struct target best = {.para = UINT32_MAX};
    float nearest = 1e9f;
    uint32_t end = side + LOOK_AROUND < paras->count ? side + LOOK_AROUND : paras->count;
    for (uint32_t i = side > LOOK_AROUND ? side - LOOK_AROUND : 0; i < end; i++) {
        const struct para *p = &paras->items[i];
        const struct line *first = &lines->items[p->first];
        if (is_side(lines, p) || first->page != line->page || first->turn != line->turn ||
            first->count == 0)
            continue;
        float aside = distance(first->box, line->box);
        bool begins = fabsf(first->base - line->base) < 0.6f * first->size;
        bool beside = first->box.y0 <= line->box.y1 && bottom_of(lines, p) >= line->box.y0;
        if (aside <= 0 || (!begins && !beside) || aside > nearest - 1)
            continue;
        nearest = aside;
        best = (struct target){i, !begins};
    }
    return best;
}

void pdf_side_notes_place(const struct pdf_lines *lines, struct pdf_paras *paras)
{
    struct target *targets = mem_new(paras->count + 1, sizeof *targets);
    uint32_t count = 0, moved = 0;
    for (uint32_t i = 0; i < paras->count; i++) {
        targets[i].para = UINT32_MAX;
        if (!is_side(lines, &paras->items[i]))
            continue;
        const struct line *line = &lines->items[paras->items[i].first];
        const struct line *last = i > 0 ? &lines->items[paras->items[i - 1].first] : NULL;
        bool follows = last && is_side(lines, &paras->items[i - 1]) && last->page == line->page &&
                       last->block == line->block;
        targets[i] = follows ? targets[i - 1] : find_target(lines, paras, i);
        moved += targets[i].para != UINT32_MAX;
    }
    struct para *placed = mem_new(paras->count + 1, sizeof *placed);
    for (uint32_t i = 0; moved > 0 && i < paras->count; i++) {
        uint32_t low = i > LOOK_AROUND ? i - LOOK_AROUND : 0;
        uint32_t end = i + LOOK_AROUND < paras->count ? i + LOOK_AROUND : paras->count;
        if (targets[i].para != UINT32_MAX)
            continue;
        for (uint32_t k = low; k < end; k++)
            if (targets[k].para == i && !targets[k].behind)
                placed[count++] = paras->items[k];
        placed[count++] = paras->items[i];
        for (uint32_t k = low; k < end; k++)
            if (targets[k].para == i && targets[k].behind)
                placed[count++] = paras->items[k];
    }
    if (count == paras->count && count > 0)
        memcpy(paras->items, placed, count * sizeof *placed);
    free(placed);
    free(targets);
}
