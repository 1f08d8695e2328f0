#include "extract/pdf_repeats.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_PAGES = 3, LEAST_PART_OF_PAGES = 5 /* one in five */, LEAST_IN_COLUMN = 3 };

static const float BODY_EDGE_PART = 0.15f; /* of the page's height, above and below its body */
static const float BODY_PART_OF_PAGES = 0.6f;
static const float LEAST_PICTURE_PT = 30;
static const float SAME_PT = 2;

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

static bool is_in_body(const struct pdf *pdf, const struct ink_shape *s)
{
    float height = pdf->sheets[s->page].height_pt, middle = (s->box.y0 + s->box.y1) / 2;
    return middle > BODY_EDGE_PART * height && middle < (1 - BODY_EDGE_PART) * height;
}

static void flag_run(struct pdf *pdf, const struct stamp *stamps, uint32_t count, uint32_t least)
{
    uint32_t pages = 1;
    if (is_in_body(pdf, &pdf->ink.shapes[stamps->shape]))
        least = (uint32_t)fmaxf((float)least, ceilf(BODY_PART_OF_PAGES * (float)pdf->sheet_count));
    for (uint32_t i = 1; i < count; i++)
        pages += stamps[i].page != stamps[i - 1].page;
    for (uint32_t i = 0; i < count && pages >= least; i++)
        pdf->ink.shapes[stamps[i].shape].is_repeated = true;
}

static bool is_picture(const struct ink_shape *s)
{
    return s->kind == SHAPE_IMAGE && s->box.x1 - s->box.x0 >= LEAST_PICTURE_PT &&
           s->box.y1 - s->box.y0 >= LEAST_PICTURE_PT;
}

/* Pages of pictures in one column, as wide as each other, may show one of them again at the same height. */
static void free_columns(struct pdf *pdf, uint32_t page)
{
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    struct ink_shape *shapes = pdf->ink.shapes + sheet->shape_first;
    for (uint32_t i = 0; i < sheet->shape_count; i++) {
        uint32_t in_column = 0;
        if (!shapes[i].is_repeated || !is_picture(&shapes[i]) || !is_in_body(pdf, &shapes[i]))
            continue;
        for (uint32_t k = 0; k < sheet->shape_count; k++)
            in_column += is_picture(&shapes[k]) &&
                         fabsf(shapes[k].box.x0 - shapes[i].box.x0) < SAME_PT &&
                         fabsf(shapes[k].box.x1 - shapes[i].box.x1) < SAME_PT;
        if (in_column >= LEAST_IN_COLUMN)
            shapes[i].is_repeated = false;
    }
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
    for (uint32_t page = 0; page < pdf->sheet_count; page++)
        free_columns(pdf, page);
    free(stamps);
}
