#include "extract/pdf_pages.h"

#include "base/mem.h"
#include "extract/number_label.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_DEPTH = 200,
    MOST_NODES = 100000,
    MOST_LINKS = 4000,
    MOST_ENTRIES = 2000,
    MOST_NUMBER = 1000000
};

struct page_walk {
    struct pdf *pdf;
    uint8_t *seen; /* a bit for each object number */
    int objects;
    uint32_t nodes;
    bool too_many;
};

static bool visit(struct page_walk *w, int number)
{
    if (++w->nodes > MOST_NODES)
        return false;
    if (number <= 0 || number >= w->objects)
        return number == 0;
    if (w->seen[number / 8] & (1u << (number % 8)))
        return false;
    w->seen[number / 8] |= (uint8_t)(1u << (number % 8));
    return true;
}

static void add_sheet(fz_context *ctx, struct page_walk *w, pdf_obj *obj)
{
    struct pdf *pdf = w->pdf;
    fz_rect box;
    if (pdf->sheet_count >= MOST_PAGES) {
        w->too_many = true;
        return;
    }
    MEM_ROOM(pdf->sheets, pdf->sheet_count, pdf->sheet_cap);
    struct pdf_sheet *sheet = &pdf->sheets[pdf->sheet_count];
    *sheet = (struct pdf_sheet){.object_number = pdf_to_num(ctx, obj)};
    pdf_page_obj_transform(ctx, obj, &box, &sheet->ctm);
    box = fz_transform_rect(box, sheet->ctm);
    sheet->width_pt = box.x1 - box.x0;
    sheet->height_pt = box.y1 - box.y0;
    sheet->ctm = fz_concat(sheet->ctm, fz_translate(-box.x0, -box.y0));
    if (!(sheet->width_pt > 0 && sheet->width_pt < 100000) ||
        !(sheet->height_pt > 0 && sheet->height_pt < 100000))
        return;
    sheet->obj = pdf_keep_obj(ctx, obj);
    pdf->sheet_count++;
}

static void walk_pages(fz_context *ctx, struct page_walk *w, pdf_obj *node, int depth)
{
    pdf_obj *kids = pdf_dict_get(ctx, node, PDF_NAME(Kids));
    int count = pdf_array_len(ctx, kids);
    if (depth > MOST_DEPTH || w->too_many)
        return;
    if (!pdf_is_array(ctx, kids)) {
        if (pdf_is_dict(ctx, node))
            add_sheet(ctx, w, node);
        return;
    }
    for (int i = 0; i < count && !w->too_many; i++) {
        pdf_obj *kid = pdf_array_get(ctx, kids, i);
        if (!visit(w, pdf_to_num(ctx, kid)))
            continue;
        if (pdf_is_dict(ctx, kid))
            walk_pages(ctx, w, kid, depth + 1);
    }
}

static void find_pages(fz_context *ctx, void *data)
{
    struct page_walk *w = data;
    pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, w->pdf->doc), PDF_NAME(Root));
    pdf_obj *pages = pdf_dict_get(ctx, root, PDF_NAME(Pages));
    w->objects = pdf_xref_len(ctx, w->pdf->doc);
    w->seen = mem_new((size_t)w->objects / 8 + 1, 1);
    visit(w, pdf_to_num(ctx, pages));
    walk_pages(ctx, w, pages, 0);
}

struct loose_page {
    struct page_walk *walk;
    int number;
    pdf_obj *obj;
};

static void add_loose_page(fz_context *ctx, void *data)
{
    struct loose_page *loose = data;
    loose->obj = pdf_load_object(ctx, loose->walk->pdf->doc, loose->number);
    if (!pdf_name_eq(ctx, pdf_dict_get(ctx, loose->obj, PDF_NAME(Type)), PDF_NAME(Page)))
        return;
    struct pdf *pdf = loose->walk->pdf;
    uint32_t before = pdf->sheet_count;
    add_sheet(ctx, loose->walk, loose->obj);
    if (pdf->sheet_count > before)
        pdf->sheets[before].object_number = loose->number;
}

/* Without a catalog or a page tree there may still be pages: in the order in which they are numbered, mostly that of the document. */
static void find_loose_pages(struct page_walk *w)
{
    fz_context *ctx = w->pdf->ctx;
    for (int i = 1; i < w->objects && i < MOST_NODES && !w->too_many; i++) {
        struct loose_page loose = {w, i, NULL};
        enum err broken = guard_run(ctx, add_loose_page, &loose);
        (void)broken; /* such an object is no page */
        pdf_drop_obj(ctx, loose.obj);
    }
}

enum err pdf_pages_find(struct pdf *pdf)
{
    struct page_walk w = {.pdf = pdf};
    enum err err = guard_run(pdf->ctx, find_pages, &w);
    if (pdf->sheet_count == 0 && w.objects > 0) {
        pdf->has_loose_pages = true;
        find_loose_pages(&w);
    }
    free(w.seen);
    if (w.too_many)
        return ERR_TOO_BIG;
    return pdf->sheet_count > 0 ? ERR_OK : err != ERR_OK ? err : ERR_DAMAGED;
}

int32_t pdf_pages_number(const struct pdf *pdf, int object_number)
{
    for (uint32_t i = 0; i < pdf->sheet_count && object_number > 0; i++)
        if (pdf->sheets[i].object_number == object_number)
            return (int32_t)i;
    return -1;
}

/* --- labels --- */

struct label_range {
    int first; /* page, from 0 */
    int start;
    char style; /* D R r A a; 0: no number */
    char prefix[24];
};

struct labels {
    struct pdf *pdf;
    struct label_range *items;
    uint32_t count, cap;
    uint32_t nodes;
};

static void walk_labels(fz_context *ctx, struct labels *l, pdf_obj *node, int depth)
{
    pdf_obj *nums = pdf_dict_gets(ctx, node, "Nums"),
            *kids = pdf_dict_get(ctx, node, PDF_NAME(Kids));
    if (depth > 16 || ++l->nodes > MOST_PAGES)
        return;
    for (int i = 0; i + 1 < pdf_array_len(ctx, nums) && l->count < MOST_PAGES; i += 2) {
        pdf_obj *dict = pdf_array_get(ctx, nums, i + 1);
        struct label_range range = {.first = pdf_to_int(ctx, pdf_array_get(ctx, nums, i))};
        const char *style = pdf_to_name(ctx, pdf_dict_gets(ctx, dict, "S"));
        pdf_obj *start = pdf_dict_gets(ctx, dict, "St");
        range.style = style[0];
        range.start = start ? pdf_to_int(ctx, start) : 1;
        if (range.first < 0 || range.start < 0 || range.start > MOST_NUMBER)
            continue; /* no page is numbered so */
        snprintf(range.prefix, sizeof range.prefix, "%s",
                 pdf_to_text_string(ctx, pdf_dict_gets(ctx, dict, "P")));
        MEM_ROOM(l->items, l->count, l->cap);
        l->items[l->count++] = range;
    }
    for (int i = 0; i < pdf_array_len(ctx, kids) && i < MOST_PAGES; i++)
        walk_labels(ctx, l, pdf_array_get(ctx, kids, i), depth + 1);
}

static void find_labels(fz_context *ctx, void *data)
{
    struct labels *l = data;
    pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, l->pdf->doc), PDF_NAME(Root));
    walk_labels(ctx, l, pdf_dict_gets(ctx, root, "PageLabels"), 0);
}

/* PDF's name of a numbering as number_label has it; 0: pages without a number. */
static char label_format(char style)
{
    switch (style) {
    case 'D':
        return '1';
    case 'r':
        return 'i';
    case 'R':
        return 'I';
    case 'a':
    case 'A':
        return style;
    default:
        return 0;
    }
}

static void write_label(struct str *out, const struct labels *l, uint32_t page)
{
    const struct label_range *range = NULL;
    for (uint32_t i = 0; i < l->count; i++)
        if (l->items[i].first <= (int)page && (!range || l->items[i].first >= range->first))
            range = &l->items[i];
    if (!range) {
        str_addf(out, "%u", page + 1);
        return;
    }
    int n = range->start + (int)page - range->first;
    str_add(out, range->prefix);
    if (label_format(range->style))
        number_label_add(out, label_format(range->style), n);
}

void pdf_pages_give(struct pdf *pdf)
{
    struct labels l = {.pdf = pdf};
    struct str label = {0};
    if (guard_run(pdf->ctx, find_labels, &l) != ERR_OK)
        l.count = 0; /* without labels pages are counted */
    for (uint32_t i = 0; i < pdf->sheet_count; i++) {
        str_clear(&label);
        write_label(&label, &l, i);
        builder_add_page(pdf->builder, str_text(&label), pdf->sheets[i].width_pt,
                         pdf->sheets[i].height_pt);
    }
    str_free(&label);
    free(l.items);
}

/* --- links and contents --- */

static char *add_place(struct pdf *pdf, uint32_t page, float y)
{
    char name[48];
    if (!(y >= 0))
        y = 0;
    if (y > pdf->sheets[page].height_pt)
        y = pdf->sheets[page].height_pt;
    y = floorf(y);
    snprintf(name, sizeof name, "#p%uy%d", page, (int)y);
    for (uint32_t i = 0; i < pdf->place_count; i++)
        if (pdf->places[i].page == page && (int)pdf->places[i].y == (int)y)
            return mem_copy_string(name);
    MEM_ROOM(pdf->places, pdf->place_count, pdf->place_cap);
    pdf->places[pdf->place_count++] = (struct pdf_place){page, y, false};
    return mem_copy_string(name);
}

/* Where a link of MuPDF's leads, as an address for the builder: "https://...", "#p3y120"; NULL: nowhere. Free with free. Throws. */
static char *address_of(fz_context *ctx, struct pdf *pdf, const char *uri)
{
    if (!uri || !*uri)
        return NULL;
    if (uri[0] != '#')
        return strncmp(uri, "http", 4) == 0 || strncmp(uri, "mailto:", 7) == 0 ||
                       strncmp(uri, "tel:", 4) == 0 || strncmp(uri, "www.", 4) == 0
                   ? mem_copy_string(uri)
                   : NULL;
    if (pdf->place_count >= 20000)
        return NULL;
    fz_link_dest dest = pdf_resolve_link_dest(ctx, pdf->doc, uri);
    if (dest.loc.page < 0 || (uint32_t)dest.loc.page >= pdf->sheet_count)
        return NULL;
    float y = isnan(dest.y) ? 0 : dest.y;
    return add_place(pdf, (uint32_t)dest.loc.page, y);
}

struct link_reading {
    struct pdf *pdf;
    uint32_t page;
};

struct one_link {
    struct pdf *pdf;
    uint32_t page;
    pdf_obj *annot;
    char *uri; /* MuPDF's */
};

/* MuPDF takes a page that is not there for the first one. */
static bool leads_somewhere(fz_context *ctx, pdf_obj *dest)
{
    if (!pdf_is_array(ctx, dest))
        return true; /* a name */
    pdf_obj *page = pdf_array_get(ctx, dest, 0);
    return pdf_is_int(ctx, page) || pdf_is_dict(ctx, page);
}

static void read_link(fz_context *ctx, void *data)
{
    struct one_link *one = data;
    struct pdf *pdf = one->pdf;
    struct pdf_sheet *sheet = &pdf->sheets[one->page];
    if (!pdf_name_eq(ctx, pdf_dict_get(ctx, one->annot, PDF_NAME(Subtype)), PDF_NAME(Link)))
        return;
    fz_rect rect =
        fz_transform_rect(pdf_dict_get_rect(ctx, one->annot, PDF_NAME(Rect)), sheet->ctm);
    pdf_obj *dest = pdf_dict_get(ctx, one->annot, PDF_NAME(Dest));
    pdf_obj *action = pdf_dict_get(ctx, one->annot, PDF_NAME(A));
    if (!leads_somewhere(ctx, dest ? dest : pdf_dict_get(ctx, action, PDF_NAME(D))))
        return;
    one->uri = dest ? pdf_parse_link_dest(ctx, pdf->doc, dest)
                    : pdf_parse_link_action(ctx, pdf->doc, action, (int)one->page);
    char *address = address_of(ctx, pdf, one->uri);
    if (!address)
        return;
    MEM_ROOM(pdf->links, pdf->link_count, pdf->link_cap);
    pdf->links[pdf->link_count++] =
        (struct pdf_link){{rect.x0, rect.y0, rect.x1, rect.y1}, address};
}

static void read_links(fz_context *ctx, void *data)
{
    struct link_reading *r = data;
    pdf_obj *annots = pdf_dict_get(ctx, r->pdf->sheets[r->page].obj, PDF_NAME(Annots));
    int count = pdf_array_len(ctx, annots);
    for (int i = 0; i < count && i < MOST_LINKS; i++) {
        struct one_link one = {r->pdf, r->page, pdf_array_get(ctx, annots, i), NULL};
        enum err broken = guard_run(ctx, read_link, &one);
        (void)broken; /* such a link is no link */
        fz_free(ctx, one.uri);
    }
}

void pdf_pages_read_links(struct pdf *pdf, uint32_t page)
{
    struct link_reading r = {pdf, page};
    struct pdf_sheet *sheet = &pdf->sheets[page];
    sheet->link_first = pdf->link_count;
    if (guard_run(pdf->ctx, read_links, &r) == ERR_OK)
        sheet->link_count = pdf->link_count - sheet->link_first;
}

struct outline_reading {
    struct pdf *pdf;
    fz_outline *outline;
    uint32_t entries;
};

static void load_outline(fz_context *ctx, void *data)
{
    struct outline_reading *r = data;
    r->outline = pdf_load_outline(ctx, r->pdf->doc);
}

static void give_entries(fz_context *ctx, struct outline_reading *r, const fz_outline *item,
                         int level)
{
    for (; item && r->entries < MOST_ENTRIES; item = item->next) {
        char *address = address_of(ctx, r->pdf, item->uri);
        if (item->title && item->title[0]) {
            builder_add_entry(r->pdf->builder, item->title, level,
                              address && address[0] == '#' ? address + 1 : NULL);
            r->entries++;
        }
        free(address);
        if (level < MOST_DEPTH)
            give_entries(ctx, r, item->down, level + 1);
    }
}

static void give_outline(fz_context *ctx, void *data)
{
    struct outline_reading *r = data;
    give_entries(ctx, r, r->outline, 1);
}

void pdf_pages_give_outline(struct pdf *pdf)
{
    struct outline_reading r = {.pdf = pdf};
    if (guard_run(pdf->ctx, load_outline, &r) == ERR_OK &&
        guard_run(pdf->ctx, give_outline, &r) != ERR_OK)
        r.entries = 0; /* what was given before the break stays */
    fz_drop_outline(pdf->ctx, r.outline);
}
