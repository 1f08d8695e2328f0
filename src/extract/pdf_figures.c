#include "extract/pdf_figures.h"

#include "extract/pdf_heaps.h"
#include "extract/pdf_repeats.h"
#include "extract/pictures.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const float MOST_DPI = 300;

static int compare_figures(const void *a, const void *b)
{
    const struct pdf_figure *x = a, *y = b;
    if (x->box.y0 != y->box.y0)
        return x->box.y0 < y->box.y0 ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

void pdf_figures_find(struct pdf *pdf, struct pdf_figures *out)
{
    struct pdf_heaps heaps = {0};
    pdf_repeats_find(pdf);
    for (uint32_t page = 0; page < pdf->sheet_count; page++) {
        uint32_t first = out->count;
        pdf_heaps_of_page(pdf, page, &heaps);
        for (uint32_t i = 0; i < heaps.count; i++) {
            const struct pdf_heap *heap = &heaps.items[i];
            MEM_ROOM(out->items, out->count, out->cap);
            out->items[out->count++] = (struct pdf_figure){
                .box = heap->box,
                .page = page,
                .width_px = heap->parts == 1 ? heap->width_px : 0,
                .height_px = heap->parts == 1 ? heap->height_px : 0,
                .is_artifact = heap->is_artifact,
            };
        }
        if (out->count > first)
            qsort(out->items + first, out->count - first, sizeof *out->items, compare_figures);
    }
    pdf_heaps_free(&heaps);
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
    if (box.x1 - box.x0 >= 1 && box.y1 - box.y0 >= 1 &&
        extract_begin_picture(pdf->job, figure->page + 1, pdf->sheet_count) > 0 &&
        have_page(pdf, f, figure->page) &&
        picture_from_page(pdf->ctx, f->list, box, useful_width(pdf, figure), &picture) != ERR_OK)
        picture =
            (struct picture){0}; /* a picture that can't be drawn keeps its place and its words */
    if (!alt && !figure->is_artifact)
        f->no_alt++;
    builder_add_figure(pdf->builder, block, picture.pixels, picture.width_px, picture.height_px, 3,
                       alt, alt_lang);
    free(picture.pixels);
}
