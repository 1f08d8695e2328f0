#include "extract/pdf_figures.h"

#include "extract/pictures.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_FIGURES_PAGE = 200,
    MOST_PARTS = 3000,
    LEAST_PARTS = 4,
    MOST_LETTERS_ON = 60,
    MOST_LETTERS_IN_PART = 0
};

static const float LEAST_SIDE_PT = 14;
static const float LEAST_DRAWING_PT = 30;
static const float RULE_PT = 3;
static const float JOIN_PT = 10;           /* parts of one drawing are no farther apart */
static const float BACKGROUND_PART = 0.8f; /* of the page */
static const float MOST_DPI = 300;

/* A heap of parts that touch one another. */
struct heap {
    struct box box;
    uint32_t parts; /* without thin lines, of which frames are made too */
    uint32_t images;
    uint32_t width_px, height_px;
};

static float area(struct box b)
{
    return (b.x1 - b.x0) * (b.y1 - b.y0);
}

static bool touches(struct box a, struct box b)
{
    return a.x0 - JOIN_PT <= b.x1 && b.x0 - JOIN_PT <= a.x1 && a.y0 - JOIN_PT <= b.y1 &&
           b.y0 - JOIN_PT <= a.y1;
}

/* Letters of words whose middle lies in the box. */
static uint32_t letters_in(const struct pdf *pdf, const struct pdf_sheet *sheet, struct box box)
{
    uint32_t letters = 0;
    for (uint32_t i = 0; i < sheet->word_count; i++) {
        const struct word *w = &pdf->words.items[sheet->word_first + i];
        float x = (w->box.x0 + w->box.x1) / 2, y = (w->box.y0 + w->box.y1) / 2;
        if (x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1)
            letters += w->bytes;
    }
    return letters;
}

static bool is_part(const struct pdf *pdf, const struct pdf_sheet *sheet, const struct ink_shape *s)
{
    float width = s->box.x1 - s->box.x0, height = s->box.y1 - s->box.y0;
    if (pdf->ink.marks[s->mark].is_artifact)
        return false;
    if (s->kind == SHAPE_IMAGE)
        return width >= 1 && height >= 1;
    if (width < RULE_PT || height < RULE_PT) /* rules, underlines, frames drawn as thin bars */
        return width < 40 && height < 40;
    if (area(s->box) > 0.5f * sheet->width_pt * sheet->height_pt)
        return false;
    return letters_in(pdf, sheet, s->box) <= MOST_LETTERS_IN_PART; /* else a panel, or a cell */
}

static uint32_t gather(const struct pdf *pdf, const struct pdf_sheet *sheet, struct heap *heaps)
{
    uint32_t count = 0, parts = 0;
    for (uint32_t i = 0; i < sheet->shape_count && parts < MOST_PARTS; i++) {
        const struct ink_shape *s = &pdf->ink.shapes[sheet->shape_first + i];
        if (!is_part(pdf, sheet, s))
            continue;
        parts++;
        bool is_thin = s->box.x1 - s->box.x0 < RULE_PT || s->box.y1 - s->box.y0 < RULE_PT;
        struct heap heap = {s->box, s->kind == SHAPE_IMAGE || !is_thin, s->kind == SHAPE_IMAGE,
                            s->width_px, s->height_px};
        for (uint32_t k = 0; k < count;) {
            if (!touches(heaps[k].box, heap.box) ||
                (heap.images + heaps[k].images > 1 && heap.parts == 1 && heaps[k].parts == 1 &&
                 heap.width_px > 64 && heap.height_px > 64 && heaps[k].width_px > 64 &&
                 heaps[k].height_px > 64)) { /* two photographs side by side are two pictures */
                k++;
                continue;
            }
            heap.box = box_join(heap.box, heaps[k].box);
            heap.parts += heaps[k].parts;
            heap.images += heaps[k].images;
            heaps[k] = heaps[--count];
            k = 0;
        }
        if (count < MOST_FIGURES_PAGE)
            heaps[count++] = heap;
    }
    return count;
}

static bool is_figure(const struct pdf *pdf, const struct pdf_sheet *sheet, const struct heap *h)
{
    float width = h->box.x1 - h->box.x0, height = h->box.y1 - h->box.y0;
    float least = h->images > 0 ? LEAST_SIDE_PT : LEAST_DRAWING_PT;
    float page = sheet->width_pt * sheet->height_pt;
    if (width < least || height < least || width > 20 * height || height > 20 * width)
        return false;
    if (h->images == 0 && h->parts < LEAST_PARTS)
        return false;
    if (sheet->word_count > 0 && area(h->box) > BACKGROUND_PART * page)
        return false;
    uint32_t letters = letters_in(pdf, sheet, h->box);
    return letters <= MOST_LETTERS_ON || (float)letters * 400 < area(h->box);
}

static bool is_same_place(const struct pdf_figure *a, const struct pdf_figure *b)
{
    return fabsf(a->box.x0 - b->box.x0) < 2 && fabsf(a->box.y0 - b->box.y0) < 2 &&
           fabsf(a->box.x1 - b->box.x1) < 2 && fabsf(a->box.y1 - b->box.y1) < 2 &&
           a->width_px == b->width_px && a->height_px == b->height_px;
}

/* What stands at the same place of three pages or more is a logo or an ornament. */
static void drop_repeated(struct pdf_figures *f)
{
    bool *repeats = mem_new(f->count + 1, sizeof *repeats);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t same = 0;
        for (uint32_t k = 0; k < f->count && same < 3; k++)
            same += is_same_place(&f->items[i], &f->items[k]);
        repeats[i] = same >= 3;
    }
    for (uint32_t i = 0; i < f->count; i++)
        if (!repeats[i])
            f->items[kept++] = f->items[i];
    f->count = kept;
    free(repeats);
}

static int compare_figures(const void *a, const void *b)
{
    const struct pdf_figure *x = a, *y = b;
    if (x->box.y0 != y->box.y0)
        return x->box.y0 < y->box.y0 ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

void pdf_figures_find(struct pdf *pdf, struct pdf_figures *out)
{
    struct heap *heaps = mem_new(MOST_FIGURES_PAGE, sizeof *heaps);
    for (uint32_t page = 0; page < pdf->sheet_count; page++) {
        const struct pdf_sheet *sheet = &pdf->sheets[page];
        uint32_t first = out->count, count = gather(pdf, sheet, heaps);
        for (uint32_t i = 0; i < count; i++) {
            if (!is_figure(pdf, sheet, &heaps[i]))
                continue;
            MEM_ROOM(out->items, out->count, out->cap);
            out->items[out->count++] =
                (struct pdf_figure){heaps[i].box, page, heaps[i].parts == 1 ? heaps[i].width_px : 0,
                                    heaps[i].parts == 1 ? heaps[i].height_px : 0};
        }
        if (out->count > first)
            qsort(out->items + first, out->count - first, sizeof *out->items, compare_figures);
    }
    free(heaps);
    if (out->count < 20000)
        drop_repeated(out);
}

void pdf_figures_free(struct pdf *pdf, struct pdf_figures *f)
{
    fz_drop_display_list(pdf->ctx, f->list);
    free(f->items);
    *f = (struct pdf_figures){0};
}

struct recording {
    struct pdf *pdf;
    uint32_t page;
    fz_display_list *list;
    fz_device *dev;
    fz_cookie cookie;
};

static void record_page(fz_context *ctx, void *data)
{
    struct recording *r = data;
    const struct pdf_sheet *sheet = &r->pdf->sheets[r->page];
    fz_rect bounds = {0, 0, sheet->width_pt, sheet->height_pt};
    struct ink_page page = {r->pdf->doc, sheet->obj, r->page, bounds, sheet->ctm};
    r->list = fz_new_display_list(ctx, bounds);
    r->dev = fz_new_list_device(ctx, r->list);
    ink_run(ctx, &page, r->dev, &r->cookie);
    fz_close_device(ctx, r->dev);
}

/* Makes f->list the recording of this page. False: it can't be drawn. */
static bool have_page(struct pdf *pdf, struct pdf_figures *f, uint32_t page)
{
    struct recording r = {.pdf = pdf, .page = page};
    if (f->list_page == page + 1)
        return f->list != NULL;
    fz_drop_display_list(pdf->ctx, f->list);
    f->list = NULL;
    f->list_page = page + 1;
    pdf_heartbeat(pdf, page);
    enum err err = guard_run(pdf->ctx, record_page, &r);
    fz_drop_device(pdf->ctx, r.dev);
    if (err == ERR_OK)
        f->list = r.list;
    else
        fz_drop_display_list(pdf->ctx, r.list);
    return f->list != NULL;
}

static uint32_t useful_width(const struct pdf *pdf, const struct pdf_figure *figure)
{
    float width_pt = figure->box.x1 - figure->box.x0, height_pt = figure->box.y1 - figure->box.y0;
    float width = width_pt / 72 * MOST_DPI, most = (float)pdf->job->picture_most_px;
    if (figure->width_px > 0)
        width = fminf(width, (float)figure->width_px);
    width = fminf(width, most);
    if (width * height_pt / width_pt > most)
        width = most * width_pt / height_pt;
    return width < 1 ? 1 : (uint32_t)width;
}

void pdf_figures_give(struct pdf *pdf, struct pdf_figures *f, const struct builder_block *block,
                      const struct pdf_figure *figure, const char *alt, const char *alt_lang)
{
    struct picture picture = {0};
    fz_rect box = {figure->box.x0, figure->box.y0, figure->box.x1, figure->box.y1};
    if (pdf->job->picture_most_px > 0 && box.x1 - box.x0 >= 1 && box.y1 - box.y0 >= 1 &&
        have_page(pdf, f, figure->page) &&
        picture_from_page(pdf->ctx, f->list, box, useful_width(pdf, figure), &picture) != ERR_OK)
        picture =
            (struct picture){0}; /* a picture that can't be drawn keeps its place and its words */
    if (!alt)
        f->no_alt++;
    builder_add_figure(pdf->builder, block, picture.pixels, picture.width_px, picture.height_px, 3,
                       alt, alt_lang);
    free(picture.pixels);
}
