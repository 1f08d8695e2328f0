#include "extract/pdf_repeats.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_PAGES = 3, LEAST_PART_OF_PAGES = 5 /* one in five */ };

static const float BODY_EDGE_PART = 0.1f;  /* of the page's height, above and below its body */
static const float BODY_SIDE_PART = 0.08f; /* of its width, on either side */
static const float LARGE_WIDTH_PART = 0.45f;
static const float LARGE_HEIGHT_PART = 0.35f;

/* What makes two shapes the same, and whose shape it is. */
struct stamp {
    int16_t x0, y0, x1, y1; /* whole points */
    uint32_t kind, what;
    uint32_t page, shape;
};

static int16_t whole(float points)
{
    return (int16_t)lroundf(fminf(fmaxf(points, -30000), 30000));
}

static int compare_what(const struct stamp *a, const struct stamp *b)
{
    const int32_t differences[] = {a->x0 - b->x0, a->y0 - b->y0, a->x1 - b->x1, a->y1 - b->y1};
    for (int i = 0; i < 4; i++)
        if (differences[i])
            return differences[i] < 0 ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->what > b->what) - (a->what < b->what);
}

static int compare(const void *left, const void *right)
{
    const struct stamp *a = left, *b = right;
    int order = compare_what(a, b);
    return order ? order : (a->page > b->page) - (a->page < b->page);
}

/* In the body of a page stand pictures that explain its words, and the next page may show one of them again: a face to tick, a
 * telephone. What is furniture there is large, or no more than a frame. */
static bool is_content(const struct pdf *pdf, const struct ink_shape *s)
{
    const struct pdf_sheet *sheet = &pdf->sheets[s->page];
    float x = (s->box.x0 + s->box.x1) / 2 / sheet->width_pt;
    float y = (s->box.y0 + s->box.y1) / 2 / sheet->height_pt;
    return (s->kind != SHAPE_STROKE || s->is_drawn || s->is_round) && x > BODY_SIDE_PART &&
           x < 1 - BODY_SIDE_PART && y > BODY_EDGE_PART && y < 1 - BODY_EDGE_PART &&
           s->box.x1 - s->box.x0 < LARGE_WIDTH_PART * sheet->width_pt &&
           s->box.y1 - s->box.y0 < LARGE_HEIGHT_PART * sheet->height_pt;
}

static void flag_run(struct pdf *pdf, const struct stamp *stamps, uint32_t count, uint32_t least)
{
    uint32_t pages = 1;
    if (is_content(pdf, &pdf->ink.shapes[stamps->shape]))
        return;
    for (uint32_t i = 1; i < count; i++)
        pages += stamps[i].page != stamps[i - 1].page;
    for (uint32_t i = 0; i < count && pages >= least; i++)
        pdf->ink.shapes[stamps[i].shape].is_repeated = true;
}

void pdf_repeats_find(struct pdf *pdf)
{
    uint32_t count = pdf->ink.shape_count, least = pdf->sheet_count / LEAST_PART_OF_PAGES;
    struct stamp *stamps = mem_new((size_t)count + 1, sizeof *stamps);
    if (least < LEAST_PAGES)
        least = LEAST_PAGES;
    for (uint32_t i = 0; i < count; i++) {
        const struct ink_shape *s = &pdf->ink.shapes[i];
        stamps[i] = (struct stamp){whole(s->box.x0),  whole(s->box.y0),
                                   whole(s->box.x1),  whole(s->box.y1),
                                   (uint32_t)s->kind, s->kind == SHAPE_IMAGE ? s->ident : s->steps,
                                   s->page,           i};
    }
    qsort(stamps, count, sizeof *stamps, compare);
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && compare_what(&stamps[first], &stamps[end]) == 0;)
            end++;
        flag_run(pdf, stamps + first, end - first, least);
    }
    free(stamps);
}
