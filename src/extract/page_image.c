#include "extract/page_image.h"

#include "base/sniff.h"
#include "extract/fd_stream.h"
#include "extract/pdf_pages.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const size_t STORE_BYTES = 48u << 20;

struct page_source {
    fz_context *ctx;
    fz_stream *stream;
    struct pdf pdf; /* only its document and its sheets are used */
    fz_display_list *list;
    uint32_t listed; /* the page that `list` holds, from 1; 0 none */
};

static void open_document(fz_context *ctx, void *data)
{
    struct page_source *s = data;
    s->pdf.doc = pdf_open_document_with_stream(ctx, s->stream);
}

static enum err check_kind(int fd, const char *name, off_t bytes)
{
    unsigned char head[SNIFF_BYTES];
    enum kind kind;
    if (bytes < 0)
        return ERR_IO;
    enum err err = sniff_kind(head, fd_read_at(fd, 0, head, sizeof head), name, &kind);
    return err != ERR_OK ? err : kind == KIND_PDF ? ERR_OK : ERR_NOT_A_KIND;
}

enum err page_source_open(int fd, const char *name, struct page_source **out)
{
    off_t bytes = lseek(fd, 0, SEEK_END);
    enum err err = check_kind(fd, name, bytes);
    if (err != ERR_OK)
        return err;
    struct page_source *s = mem_new(1, sizeof *s);
    s->ctx = s->pdf.ctx = guard_new_context(STORE_BYTES);
    err = s->ctx ? fd_stream_open(s->ctx, fd, bytes, &s->stream) : ERR_NO_MEMORY;
    if (err == ERR_OK)
        err = guard_run(s->ctx, open_document, s);
    if (err == ERR_OK && pdf_needs_password(s->ctx, s->pdf.doc))
        err = ERR_LOCKED;
    if (err == ERR_OK)
        err = pdf_pages_find(&s->pdf);
    if (err != ERR_OK) {
        page_source_free(s);
        return err;
    }
    *out = s;
    return ERR_OK;
}

void page_source_free(struct page_source *s)
{
    if (!s)
        return;
    if (s->ctx) {
        fz_drop_display_list(s->ctx, s->list);
        for (uint32_t i = 0; i < s->pdf.sheet_count; i++)
            pdf_drop_obj(s->ctx, s->pdf.sheets[i].obj);
        pdf_drop_document(s->ctx, s->pdf.doc);
        fz_drop_stream(s->ctx, s->stream);
    }
    free(s->pdf.sheets);
    fz_drop_context(s->ctx);
    free(s);
}

struct recording {
    struct page_source *source;
    const struct pdf_sheet *sheet;
    pdf_page *page;
    pdf_processor *proc;
    fz_device *dev;
    fz_display_list *list;
};

/* With everything that the page shows, notes and form fields too. */
static void record_page(fz_context *ctx, void *data)
{
    struct recording *r = data;
    pdf_document *doc = r->source->pdf.doc;
    int number = pdf_lookup_page_number(ctx, doc, r->sheet->obj);
    r->page = pdf_load_page(ctx, doc, number);
    fz_rect bounds = fz_bound_page(ctx, &r->page->super);
    r->list = fz_new_display_list(ctx, bounds);
    r->dev = fz_new_list_device(ctx, r->list);
    fz_run_page(ctx, &r->page->super, r->dev, fz_translate(-bounds.x0, -bounds.y0), NULL);
    fz_close_device(ctx, r->dev);
}

/* Of a page that no page tree leads to: what stands on it. */
static void record_contents(fz_context *ctx, void *data)
{
    struct recording *r = data;
    fz_rect bounds = {0, 0, r->sheet->width_pt, r->sheet->height_pt};
    r->list = fz_new_display_list(ctx, bounds);
    r->dev = fz_new_list_device(ctx, r->list);
    r->proc = compat_new_run_processor(ctx, r->source->pdf.doc, r->dev, r->sheet->ctm, NULL);
    compat_process_contents(ctx, r->proc, r->source->pdf.doc,
                            pdf_dict_get_inheritable(ctx, r->sheet->obj, PDF_NAME(Resources)),
                            pdf_dict_get(ctx, r->sheet->obj, PDF_NAME(Contents)), NULL);
    pdf_close_processor(ctx, r->proc);
    fz_close_device(ctx, r->dev);
}

static enum err record_with(struct page_source *s, uint32_t page,
                            void (*work)(fz_context *ctx, void *data))
{
    struct recording r = {.source = s, .sheet = &s->pdf.sheets[page - 1]};
    enum err err = guard_run(s->ctx, work, &r);
    pdf_drop_processor(s->ctx, r.proc);
    fz_drop_device(s->ctx, r.dev);
    if (r.page)
        fz_drop_page(s->ctx, &r.page->super);
    if (err != ERR_OK) {
        fz_drop_display_list(s->ctx, r.list);
        return err;
    }
    fz_drop_display_list(s->ctx, s->list);
    s->list = r.list;
    s->listed = page;
    return ERR_OK;
}

static enum err record(struct page_source *s, uint32_t page)
{
    if (s->listed == page)
        return ERR_OK;
    enum err err = record_with(s, page, record_page);
    return err == ERR_DAMAGED ? record_with(s, page, record_contents) : err;
}

struct painting {
    fz_display_list *list;
    fz_matrix ctm;
    fz_irect part;
    fz_pixmap *pixmap;
    fz_device *dev;
};

static void paint(fz_context *ctx, void *data)
{
    struct painting *p = data;
    p->pixmap = fz_new_pixmap_with_bbox(ctx, fz_device_rgb(ctx), p->part, NULL, 0);
    fz_clear_pixmap_with_value(ctx, p->pixmap, 255);
    p->dev = fz_new_draw_device(ctx, fz_identity, p->pixmap);
    fz_run_display_list(ctx, p->list, p->dev, p->ctm, fz_rect_from_irect(p->part), NULL);
    fz_close_device(ctx, p->dev);
}

static enum err take_pixels(fz_context *ctx, const struct painting *p, unsigned char **pixels)
{
    size_t row = (size_t)(p->part.x1 - p->part.x0) * 3, rows = (size_t)(p->part.y1 - p->part.y0);
    ptrdiff_t stride = fz_pixmap_stride(ctx, p->pixmap);
    const unsigned char *from = fz_pixmap_samples(ctx, p->pixmap);
    *pixels = malloc(row * rows);
    if (!*pixels)
        return ERR_NO_MEMORY;
    for (size_t y = 0; y < rows; y++)
        memcpy(*pixels + row * y, from + stride * (ptrdiff_t)y, row);
    return ERR_OK;
}

enum err page_image_draw(struct page_source *s, uint32_t page, int width_px, int height_px,
                         struct rect part, unsigned char **pixels)
{
    *pixels = NULL;
    if (page < 1 || page > s->pdf.sheet_count)
        return ERR_NOT_FOUND;
    enum err err = record(s, page);
    if (err != ERR_OK)
        return err;
    const struct pdf_sheet *sheet = &s->pdf.sheets[page - 1];
    struct painting p = {
        .list = s->list,
        .ctm = fz_scale((float)width_px / sheet->width_pt, (float)height_px / sheet->height_pt),
        .part = {part.x, part.y, part.x + part.w, part.y + part.h},
    };
    err = guard_run(s->ctx, paint, &p);
    if (err == ERR_OK)
        err = take_pixels(s->ctx, &p, pixels);
    fz_drop_device(s->ctx, p.dev);
    fz_drop_pixmap(s->ctx, p.pixmap);
    return err;
}
