#include "extract/pdf_heaps.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_HEAPS = 400,
    LEAST_PARTS = 4,
    LEAST_BOXES = 2,
    LEAST_SHAPES = 4, /* boxes, and rules on them */
    LEAST_ROUND_SHAPES = 3,
    PLAIN_STEPS = 5,
    MOST_LETTERS_ON = 60,
    LEAST_LETTERS_ON_GROUND = 8,
    MOST_LETTERS_ON_PART = 25,
    LEAST_BULLETS = 3
};

static const float LEAST_SIDE_PT = 14;
static const float LEAST_DRAWING_PT = 24; /* its larger side */
static const float RULE_PT = 3;
static const float EDGE_PT = 2;
static const float BULLET_PT = 30;
static const float LARGE_PT = 50;     /* a picture by itself, rather than a part of one */
static const float JOIN_PT = 10;      /* parts of one drawing are no farther apart */
static const float JOIN_LARGE_PT = 3; /* ... when they are large */
static const float JOIN_IMAGE_PT = 4; /* ... when one is an image, and one small */
static const float TILE_PT = 1.5f;
static const float LAYERS_PART = 0.12f; /* of the smaller image: what lies over it belongs to it */
static const float DRAWN_OVER_PART = 0.3f;
static const float BACKGROUND_PART = 0.8f;    /* of the page */
static const float LARGE_GROUND_PART = 0.15f; /* of the page, when much is written on it */
static const float GROUND_PART = 0.7f;        /* of an image: others in it are no larger */
static const float LETTERED_PART = 0.4f; /* of the page's width: a drawing with letters on it */
static const float BANNER_PART = 0.7f;   /* of the page's width, with words on it */
static const float BAND_PART = 0.5f;     /* of the page's width or height */
static const float LARGEST_DRAWN_PART = 0.5f; /* of the page */
static const float LARGEST_SHEET_PT = 150;    /* a larger one is a panel of picture and words */
static const float SMALL_ARROW_PART = 0.5f;   /* of the page's largest picture */
static const float EDGING_PART = 0.3f;        /* of the page's height */
static const float SHORT_RULE_PART = 0.9f;
static const float SHEET_TIMES = 3.0f; /* of a drawing's sides: the sheet that it is drawn on */

struct gathering {
    const struct pdf *pdf;
    const struct pdf_sheet *sheet;
    const struct ink_shape *shapes;
    struct pdf_heaps *out;
};

static float area(struct box b)
{
    return (b.x1 - b.x0) * (b.y1 - b.y0);
}

static float larger_side(struct box b)
{
    return fmaxf(b.x1 - b.x0, b.y1 - b.y0);
}

static float smaller_side(struct box b)
{
    return fminf(b.x1 - b.x0, b.y1 - b.y0);
}

/* Points between two boxes; negative where they overlap. */
static float gap_x(struct box a, struct box b)
{
    return fmaxf(a.x0, b.x0) - fminf(a.x1, b.x1);
}

static float gap_y(struct box a, struct box b)
{
    return fmaxf(a.y0, b.y0) - fminf(a.y1, b.y1);
}

/* Of the smaller box, the part that lies in the other. */
static float overlap_part(struct box a, struct box b)
{
    float x = gap_x(a, b), y = gap_y(a, b), least = fminf(area(a), area(b));
    return x < 0 && y < 0 && least > 0 ? x * y / least : 0;
}

/* Letters of words whose middle lies in the box. */
static uint32_t letters_in(const struct gathering *g, struct box box)
{
    uint32_t letters = 0;
    for (uint32_t i = 0; i < g->sheet->word_count; i++) {
        const struct word *w = &g->pdf->words.items[g->sheet->word_first + i];
        float x = (w->box.x0 + w->box.x1) / 2, y = (w->box.y0 + w->box.y1) / 2;
        if (x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1)
            letters += w->bytes;
    }
    return letters;
}

/* --- which shapes are parts of pictures --- */

static bool is_bullet(const struct gathering *g, const struct ink_shape *s)
{
    uint32_t same = 0;
    if (larger_side(s->box) > BULLET_PT || !s->ident)
        return false;
    for (uint32_t i = 0; i < g->sheet->shape_count && same < LEAST_BULLETS; i++)
        same += g->shapes[i].ident == s->ident && larger_side(g->shapes[i].box) <= BULLET_PT;
    return same >= LEAST_BULLETS;
}

/* An image under text and other pictures. */
static bool is_ground(const struct gathering *g, struct box box)
{
    if (g->sheet->word_count == 0)
        return false;
    float part = area(box) / (g->sheet->width_pt * g->sheet->height_pt);
    uint32_t letters = letters_in(g, box);
    if (part > BACKGROUND_PART || (part > LARGE_GROUND_PART && letters > MOST_LETTERS_ON))
        return true;
    if (letters < LEAST_LETTERS_ON_GROUND)
        return false;
    if (box.x1 - box.x0 > BANNER_PART * g->sheet->width_pt)
        return true;
    for (uint32_t i = 0; i < g->sheet->shape_count; i++) {
        const struct ink_shape *other = &g->shapes[i];
        if (other->kind == SHAPE_IMAGE && smaller_side(other->box) > LEAST_SIDE_PT &&
            area(other->box) < GROUND_PART * area(box) && overlap_part(other->box, box) > 0.95f)
            return true;
    }
    return false;
}

static bool is_band(const struct gathering *g, const struct ink_shape *s)
{
    return s->steps <= PLAIN_STEPS && !s->is_drawn &&
           (s->box.x1 - s->box.x0 > BAND_PART * g->sheet->width_pt ||
            s->box.y1 - s->box.y0 > BAND_PART * g->sheet->height_pt);
}

static bool is_part(const struct gathering *g, const struct ink_shape *s)
{
    float width = s->box.x1 - s->box.x0, height = s->box.y1 - s->box.y0;
    if (s->is_given || s->is_repeated || g->pdf->ink.marks[s->mark].is_pagination)
        return false;
    if (s->kind == SHAPE_IMAGE)
        return width >= 1 && height >= 1 && !is_bullet(g, s) && !is_ground(g, s->box);
    if (width < RULE_PT || height < RULE_PT) /* rules, underlines, frames drawn as thin bars */
        return width < 40 && height < 40;
    if (area(s->box) > LARGEST_DRAWN_PART * g->sheet->width_pt * g->sheet->height_pt ||
        is_band(g, s))
        return false;
    uint32_t letters = letters_in(g, s->box);
    return letters == 0 || /* else a panel, or a cell */
           (s->is_drawn && letters <= MOST_LETTERS_ON_PART &&
            larger_side(s->box) < LETTERED_PART * g->sheet->width_pt);
}

/* --- which belong together --- */

static bool are_tiles(struct box a, struct box b)
{
    if (fabsf(gap_y(a, b)) < TILE_PT)
        return fabsf(a.x0 - b.x0) < TILE_PT && fabsf(a.x1 - b.x1) < TILE_PT;
    return fabsf(gap_x(a, b)) < TILE_PT && fabsf(a.y0 - b.y0) < TILE_PT &&
           fabsf(a.y1 - b.y1) < TILE_PT;
}

static bool is_on_tile(const struct pdf_heap *h)
{
    return fabsf(h->ground.x0 - h->box.x0) < TILE_PT && fabsf(h->ground.y0 - h->box.y0) < TILE_PT &&
           fabsf(h->ground.x1 - h->box.x1) < TILE_PT && fabsf(h->ground.y1 - h->box.y1) < TILE_PT &&
           smaller_side(h->box) > LARGE_PT;
}

static bool belong_together(const struct pdf_heap *a, const struct pdf_heap *b)
{
    float gap = fmaxf(gap_x(a->box, b->box), gap_y(a->box, b->box));
    bool one_is_small = fminf(larger_side(a->box), larger_side(b->box)) < LARGE_PT;
    bool one_is_flat = fminf(smaller_side(a->box), smaller_side(b->box)) < LARGE_PT;
    if (gap > JOIN_PT || (gap > -TILE_PT && is_on_tile(a) && is_on_tile(b)))
        return false;
    if (!a->images && !b->images)
        return gap <= JOIN_LARGE_PT || one_is_flat;
    if (one_is_small && gap <= JOIN_IMAGE_PT)
        return true;
    if (a->images && b->images)
        return overlap_part(a->box, b->box) > LAYERS_PART || are_tiles(a->box, b->box);
    return overlap_part(a->box, b->box) > DRAWN_OVER_PART;
}

static void add_heap(struct pdf_heaps *out, struct pdf_heap heap)
{
    for (uint32_t k = 0; k < out->count;) {
        const struct pdf_heap *other = &out->items[k];
        if (!belong_together(other, &heap)) {
            k++;
            continue;
        }
        heap.box = box_join(heap.box, other->box);
        if (area(other->ground) > area(heap.ground))
            heap.ground = other->ground;
        heap.parts += other->parts;
        heap.images += other->images;
        heap.drawn += other->drawn;
        heap.round += other->round;
        heap.shapes += other->shapes;
        heap.arrows += other->arrows;
        heap.is_artifact = heap.is_artifact && other->is_artifact;
        out->items[k] = out->items[--out->count];
        k = 0;
    }
    if (out->count >= MOST_HEAPS)
        return;
    MEM_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = heap;
}

static void add_part(struct gathering *g, const struct ink_shape *s)
{
    bool is_image = s->kind == SHAPE_IMAGE;
    bool is_plain = s->kind == SHAPE_FILL && !s->is_drawn && !s->is_round;
    add_heap(g->out, (struct pdf_heap){
                         .box = s->box,
                         .ground = is_plain ? s->box : (struct box){0},
                         .shapes = 1,
                         .parts = is_image || smaller_side(s->box) >= RULE_PT,
                         .images = is_image,
                         .drawn = s->is_drawn,
                         .round = s->is_round,
                         .arrows = s->is_arrow,
                         .width_px = s->width_px,
                         .height_px = s->height_px,
                         .is_artifact = g->pdf->ink.marks[s->mark].is_artifact,
                     });
}

/* The sheet of paper, the screen, the door that a drawing is on has letters on it, as a panel has; but it is little larger than the
 * drawing. */
static void add_sheets(struct gathering *g, struct pdf_heap *heap)
{
    struct box inner = heap->box;
    for (uint32_t i = 0; i < g->sheet->shape_count && heap->images == 0; i++) {
        const struct ink_shape *s = &g->shapes[i];
        if (s->kind == SHAPE_IMAGE || s->is_given || s->is_repeated ||
            smaller_side(s->box) < LEAST_DRAWING_PT || overlap_part(s->box, inner) < 0.5f ||
            larger_side(s->box) > LARGEST_SHEET_PT ||
            s->box.x1 - s->box.x0 > SHEET_TIMES * (inner.x1 - inner.x0) ||
            s->box.y1 - s->box.y0 > SHEET_TIMES * (inner.y1 - inner.y0))
            continue;
        uint32_t letters = letters_in(g, s->box);
        if (letters > 0 && letters <= MOST_LETTERS_ON_PART) {
            heap->box = box_join(heap->box, s->box);
            heap->parts++;
        }
    }
}

/* Rules on a part of the drawing: writing on paper, a keyboard's rows. Long ones were left out, since tables are made of them. */
static void count_rules(const struct gathering *g, struct pdf_heap *heap)
{
    for (uint32_t i = 0; i < g->sheet->shape_count; i++) {
        const struct ink_shape *s = &g->shapes[i];
        if (s->kind != SHAPE_IMAGE && smaller_side(s->box) < RULE_PT && !is_part(g, s) &&
            larger_side(s->box) < SHORT_RULE_PART * larger_side(heap->box) &&
            s->box.x0 > heap->box.x0 && s->box.x1 < heap->box.x1 && s->box.y0 > heap->box.y0 &&
            s->box.y1 < heap->box.y1)
            heap->shapes++;
    }
}

/* A frame or a ground that was left untagged around a picture that is tagged. */
static bool is_of_tagged(const struct gathering *g, struct box box)
{
    for (uint32_t i = 0; i < g->sheet->shape_count; i++)
        if (g->shapes[i].is_given && overlap_part(g->shapes[i].box, box) > 0.5f)
            return true;
    return false;
}

/* A picture over the whole width, at the page's upper or lower edge: the head or the foot of a design. */
static bool is_edging(const struct gathering *g, const struct pdf_heap *h)
{
    return g->sheet->word_count > 0 && h->box.x0 < EDGE_PT &&
           h->box.x1 > g->sheet->width_pt - EDGE_PT &&
           (h->box.y0 < EDGE_PT || h->box.y1 > g->sheet->height_pt - EDGE_PT) &&
           h->box.y1 - h->box.y0 < EDGING_PART * g->sheet->height_pt;
}

/* What its author calls an artifact, and what runs off the page, is decoration. */
static bool is_ornament(const struct gathering *g, const struct pdf_heap *h)
{
    return h->is_artifact &&
           (h->box.x0 < EDGE_PT || h->box.y0 < EDGE_PT ||
            h->box.x1 > g->sheet->width_pt - EDGE_PT || h->box.y1 > g->sheet->height_pt - EDGE_PT);
}

/* Boxes and rules alone are a frame, a panel, a field to fill in, unless there are many. */
static bool is_drawing(const struct pdf_heap *h)
{
    if (h->drawn > 0 || h->parts >= LEAST_PARTS)
        return true;
    if (h->round > 0)
        return h->shapes >= LEAST_ROUND_SHAPES;
    return h->parts >= LEAST_BOXES && h->shapes >= LEAST_SHAPES;
}

static bool is_picture(const struct gathering *g, const struct pdf_heap *h)
{
    float width = h->box.x1 - h->box.x0, height = h->box.y1 - h->box.y0;
    float least = h->images > 0 ? LEAST_SIDE_PT : LEAST_DRAWING_PT;
    if (fminf(width, height) < LEAST_SIDE_PT || fmaxf(width, height) < least ||
        width > 20 * height || height > 20 * width)
        return false;
    if (h->images == 0 && !is_drawing(h))
        return false;
    if (g->sheet->word_count > 0 &&
        area(h->box) > BACKGROUND_PART * g->sheet->width_pt * g->sheet->height_pt)
        return false;
    if (is_ornament(g, h) || is_edging(g, h) || is_of_tagged(g, h->box))
        return false;
    uint32_t letters = letters_in(g, h->box);
    if (g->pdf->is_tagged && letters > MOST_LETTERS_ON_PART)
        return false; /* a chart with words, whose author would have named it */
    return letters <= MOST_LETTERS_ON || (float)letters * 400 < area(h->box);
}

/* Small arrows lead from one picture, or one panel, to the next. */
static void drop_small_arrows(struct pdf_heaps *out)
{
    uint32_t kept = 0;
    float largest = 0;
    for (uint32_t i = 0; i < out->count; i++)
        largest = fmaxf(largest, larger_side(out->items[i].box));
    for (uint32_t i = 0; i < out->count; i++) {
        const struct pdf_heap *h = &out->items[i];
        if (h->arrows == 0 || h->arrows < h->parts ||
            larger_side(h->box) > SMALL_ARROW_PART * largest)
            out->items[kept++] = *h;
    }
    out->count = kept;
}

bool pdf_heaps_is_ground(const struct pdf *pdf, uint32_t page, struct box box)
{
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    struct gathering g = {pdf, sheet, pdf_shapes_of(pdf, sheet), NULL};
    return is_ground(&g, box);
}

void pdf_heaps_of_page(const struct pdf *pdf, uint32_t page, struct pdf_heaps *out)
{
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    struct gathering g = {pdf, sheet, pdf_shapes_of(pdf, sheet), out};
    uint32_t kept = 0;
    out->count = 0;
    for (uint32_t i = 0; i < sheet->shape_count; i++)
        if (is_part(&g, &g.shapes[i]))
            add_part(&g, &g.shapes[i]);
    for (uint32_t i = 0; i < out->count; i++) {
        struct pdf_heap heap = out->items[i];
        add_sheets(&g, &heap);
        count_rules(&g, &heap);
        if (is_picture(&g, &heap))
            out->items[kept++] = heap;
    }
    out->count = kept;
    drop_small_arrows(out);
}

void pdf_heaps_free(struct pdf_heaps *heaps)
{
    free(heaps->items);
    *heaps = (struct pdf_heaps){0};
}
