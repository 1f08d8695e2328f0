#include "extract/fb2.h"

#include "base/mem.h"
#include "extract/markup.h"
#include "extract/office_base64.h"
#include "extract/office_flow.h"
#include "extract/office_table.h"
#include "extract/office_zip.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_ENTRIES = 64 };

/* What has an id, to be found by it: sorted, the first in the file before others of its name. */
struct named {
    const char *id;
    uint32_t order;
    fz_xml *e;
    bool is_given; /* a note that was */
};
struct names {
    struct named *items;
    uint32_t count, cap;
};

struct fb2 {
    struct office_zip zip;
    struct office_flow flow;
    const struct extract_job *job;
    fz_xml *root;
    const char *lang;
    int level; /* of the section's headings */
    struct names notes, pictures;
};

/* What surrounds text. */
struct around {
    enum block_kind kind;
    uint8_t style;
    const char *uri;
};

static void walk_blocks(struct fb2 *f, fz_xml *node, const struct around *a, int depth);

/* --- text --- */

static const char *href_of(fz_xml *e)
{
    const char *href = fz_xml_att_alt(e, "l:href", "xlink:href");
    return href ? href : fz_xml_att(e, "href");
}

static void add_name_of(struct names *n, fz_xml *e)
{
    const char *id = fz_xml_tag(e) ? fz_xml_att(e, "id") : NULL;
    if (!id)
        return;
    MEM_ROOM(n->items, n->count, n->cap);
    n->items[n->count] = (struct named){.id = id, .order = n->count, .e = e};
    n->count++;
}

static void add_names_below(struct names *n, fz_xml *node, int depth)
{
    for (; node && depth < OFFICE_MOST_DEPTH; node = fz_xml_next(node)) {
        add_name_of(n, node);
        add_names_below(n, fz_xml_down(node), depth + 1);
    }
}

static int compare_named(const void *a, const void *b)
{
    const struct named *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static struct named *find_named(const struct names *n, const char *id)
{
    uint32_t from = 0, to = n->count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (strcmp(n->items[middle].id, id) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < n->count && strcmp(n->items[from].id, id) == 0 ? &n->items[from] : NULL;
}

static bool is_note_body(fz_xml *e)
{
    const char *name = fz_xml_att(e, "name");
    return name && (strcasecmp(name, "notes") == 0 || strcasecmp(name, "comments") == 0 ||
                    strcasecmp(name, "footnotes") == 0);
}

/* The sections of bodies of notes, and the pictures. */
static void collect_names(struct fb2 *f)
{
    for (fz_xml *e = fz_xml_find_down(f->root, "body"); e; e = fz_xml_find_next(e, "body"))
        if (is_note_body(e))
            add_names_below(&f->notes, fz_xml_down(e), 0);
    for (fz_xml *e = fz_xml_find_down(f->root, "binary"); e; e = fz_xml_find_next(e, "binary"))
        add_name_of(&f->pictures, e);
    if (f->notes.count)
        qsort(f->notes.items, f->notes.count, sizeof *f->notes.items, compare_named);
    if (f->pictures.count)
        qsort(f->pictures.items, f->pictures.count, sizeof *f->pictures.items, compare_named);
}

static bool was_given(const struct fb2 *f, fz_xml *e)
{
    const char *id = fz_xml_att(e, "id");
    const struct named *note = id ? find_named(&f->notes, id) : NULL;
    return note && note->e == e && note->is_given;
}

static void give_text(struct fb2 *f, const char *text, const struct around *a)
{
    struct builder_run run = {.style = a->style, .uri = a->uri, .lang = f->lang};
    office_flow_text(&f->flow, text, strlen(text), &run);
}

static void walk_inline(struct fb2 *f, fz_xml *node, const struct around *outer, int depth);

static void walk_link(struct fb2 *f, fz_xml *e, const struct around *outer, int depth)
{
    const char *href = href_of(e);
    struct around a = *outer;
    struct named *note = NULL;
    a.uri = href;
    if (href && href[0] == '#' && !f->flow.in_note)
        note = find_named(&f->notes, href + 1);
    if (note || fz_xml_att_eq(e, "type", "note"))
        a.style |= STYLE_RAISED;
    walk_inline(f, e, &a, depth + 1);
    if (!note || note->is_given)
        return;
    struct str label = {0};
    markup_text(e, &label);
    note->is_given = true;
    office_flow_give_later(&f->flow, note->e, str_text(&label), href + 1);
    str_free(&label);
}

static void give_image(struct fb2 *f, fz_xml *e)
{
    const char *href = href_of(e), *alt = fz_xml_att(e, "alt");
    struct picture picture = {0};
    if (!alt || !*alt)
        alt = fz_xml_att(e, "title");
    const struct named *binary = href && *href == '#' ? find_named(&f->pictures, href + 1) : NULL;
    if (binary) {
        struct str bytes = {0};
        office_base64_decode(binary->e, &bytes);
        (void)office_zip_picture_of(&f->zip, (const unsigned char *)str_text(&bytes),
                                    bytes.length_bytes, &picture);
        str_free(&bytes);
    }
    office_flow_figure(&f->flow, &picture, alt, f->lang);
}

static void walk_inline(struct fb2 *f, fz_xml *node, const struct around *outer, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        struct around a = *outer;
        if (fz_xml_text(e)) {
            give_text(f, fz_xml_text(e), &a);
        } else if (fz_xml_is_tag(e, "a")) {
            walk_link(f, e, &a, depth);
        } else if (fz_xml_is_tag(e, "image")) {
            if (office_flow_has_text(&f->flow))
                office_flow_give_later(&f->flow, e, NULL, NULL);
            else
                give_image(f, e);
        } else {
            if (fz_xml_is_tag(e, "strong"))
                a.style |= STYLE_BOLD;
            else if (fz_xml_is_tag(e, "emphasis"))
                a.style |= STYLE_EMPHASIS;
            walk_inline(f, e, &a, depth + 1);
        }
    }
}

/* --- blocks --- */

static void give_block(struct fb2 *f, fz_xml *e, const struct around *a, int depth)
{
    struct builder_block block = {.kind = a->kind};
    office_flow_begin(&f->flow, &block);
    builder_add_anchor(f->flow.builder, fz_xml_att(e, "id"));
    walk_inline(f, e, a, depth + 1);
    office_flow_end(&f->flow);
}

/* The paragraphs of a title are lines of one heading. */
static void give_title(struct fb2 *f, fz_xml *title, int depth)
{
    struct builder_block block = {.kind = BLOCK_HEADING};
    struct around a = {.kind = BLOCK_HEADING};
    block.level = f->level < 1 ? 1 : f->level > 6 ? 6 : f->level;
    if (f->flow.in_note)
        return; /* it repeats the mark */
    office_flow_begin(&f->flow, &block);
    for (fz_xml *p = fz_xml_find_down(title, "p"); p; p = fz_xml_find_next(p, "p")) {
        walk_inline(f, p, &a, depth + 1);
        office_flow_line(&f->flow);
    }
    office_flow_end(&f->flow);
}

static void give_subtitle(struct fb2 *f, fz_xml *e, int depth)
{
    struct builder_block block = {.kind = BLOCK_HEADING, .level = f->level >= 6 ? 6 : f->level + 1};
    struct around a = {.kind = BLOCK_HEADING};
    office_flow_begin(&f->flow, &block);
    walk_inline(f, e, &a, depth + 1);
    office_flow_end(&f->flow);
}

/* The verses of a stanza are lines of one paragraph. */
static void give_stanza(struct fb2 *f, fz_xml *stanza, const struct around *a, int depth)
{
    struct builder_block block = {.kind = a->kind};
    office_flow_begin(&f->flow, &block);
    for (fz_xml *v = fz_xml_down(stanza); v; v = fz_xml_next(v)) {
        if (!fz_xml_tag(v))
            continue;
        walk_inline(f, v, a, depth + 1);
        office_flow_line(&f->flow);
    }
    office_flow_end(&f->flow);
}

static unsigned span_of(fz_xml *cell, const char *name)
{
    const char *value = fz_xml_att(cell, name);
    int n = value ? atoi(value) : 1;
    return n < 1 ? 1 : n > 100 ? 100 : (unsigned)n;
}

static void give_cell(void *data, fz_xml *node)
{
    struct around a = {.kind = BLOCK_PARAGRAPH};
    give_block(data, node, &a, OFFICE_MOST_DEPTH / 2);
}

static void give_table(struct fb2 *f, fz_xml *table)
{
    struct office_table t = {0};
    unsigned row = 0;
    for (fz_xml *tr = fz_xml_find_down(table, "tr"); tr; tr = fz_xml_find_next(tr, "tr")) {
        unsigned column = 1;
        row++;
        for (fz_xml *e = fz_xml_down(tr); e; e = fz_xml_next(e)) {
            if (!fz_xml_is_tag(e, "td") && !fz_xml_is_tag(e, "th"))
                continue;
            struct office_cell *cell = office_table_add(&t, e, row, column, span_of(e, "colspan"));
            if (!cell)
                break;
            cell->row_span = (uint16_t)span_of(e, "rowspan");
            cell->is_header = fz_xml_is_tag(e, "th");
            column += cell->column_span;
        }
    }
    office_table_give(&t, &f->flow, give_cell, f);
    office_table_free(&t);
}

static void walk_block(struct fb2 *f, fz_xml *e, const struct around *outer, int depth)
{
    struct around a = *outer;
    if (fz_xml_is_tag(e, "p") || fz_xml_is_tag(e, "text-author")) {
        give_block(f, e, &a, depth);
    } else if (fz_xml_is_tag(e, "title")) {
        give_title(f, e, depth);
    } else if (fz_xml_is_tag(e, "subtitle")) {
        give_subtitle(f, e, depth);
    } else if (fz_xml_is_tag(e, "stanza")) {
        give_stanza(f, e, &a, depth);
    } else if (fz_xml_is_tag(e, "image")) {
        office_flow_end(&f->flow);
        give_image(f, e);
    } else if (fz_xml_is_tag(e, "table")) {
        give_table(f, e);
    } else {
        bool is_section = fz_xml_is_tag(e, "section");
        if (fz_xml_is_tag(e, "cite") || fz_xml_is_tag(e, "epigraph"))
            a.kind = BLOCK_QUOTE;
        f->level += is_section;
        builder_add_anchor(f->flow.builder, fz_xml_att(e, "id"));
        walk_blocks(f, e, &a, depth + 1);
        f->level -= is_section;
    }
}

static void walk_blocks(struct fb2 *f, fz_xml *node, const struct around *a, int depth)
{
    if (depth >= OFFICE_MOST_DEPTH) {
        f->flow.is_cut = true;
        return;
    }
    for (fz_xml *e = fz_xml_down(node); e; e = fz_xml_next(e))
        if (fz_xml_tag(e) && !was_given(f, e))
            walk_block(f, e, a, depth);
}

static void give_later(void *data, fz_xml *node)
{
    struct fb2 *f = data;
    struct around a = {.kind = BLOCK_PARAGRAPH};
    if (fz_xml_is_tag(node, "image"))
        give_image(f, node);
    else if (fz_xml_is_tag(node, "p"))
        give_block(f, node, &a, 0);
    else
        walk_blocks(f, node, &a, 0);
}

/* --- the book --- */

static void add_name(fz_xml *author, const char *part, struct str *out)
{
    fz_xml *e = fz_xml_find_down(author, part);
    struct str text = {0};
    if (e)
        markup_text(e, &text);
    if (text.length_bytes > 0 && out->length_bytes > 0)
        str_add_char(out, ' ');
    str_add(out, str_text(&text));
    str_free(&text);
}

static void give_description(struct fb2 *f)
{
    fz_xml *description = fz_xml_find_down(f->root, "description");
    fz_xml *info = description ? fz_xml_find_down(description, "title-info") : NULL;
    fz_xml *author = info ? fz_xml_find_down(info, "author") : NULL;
    fz_xml *lang = info ? fz_xml_find_down(info, "lang") : NULL;
    struct str text = {0};
    if (info)
        add_name(info, "book-title", &text);
    builder_set_title(f->flow.builder, str_text(&text));
    str_clear(&text);
    if (author) {
        add_name(author, "first-name", &text);
        add_name(author, "middle-name", &text);
        add_name(author, "last-name", &text);
        if (text.length_bytes == 0)
            add_name(author, "nickname", &text);
        builder_set_author(f->flow.builder, str_text(&text));
    }
    str_free(&text);
    f->lang = lang && fz_xml_down(lang) ? fz_xml_text(fz_xml_down(lang)) : NULL;
}

static enum err give_book(struct fb2 *f)
{
    struct around a = {.kind = BLOCK_PARAGRAPH};
    give_description(f);
    for (fz_xml *body = fz_xml_find_down(f->root, "body"); body;
         body = fz_xml_find_next(body, "body")) {
        bool is_notes = is_note_body(body);
        f->level = is_notes ? 0 : fz_xml_find_down(body, "title") ? 1 : 0;
        f->flow.in_note = is_notes; /* notes that nothing cites stand at the end */
        walk_blocks(f, body, &a, 0);
        office_flow_end(&f->flow);
        f->flow.in_note = false;
    }
    return office_flow_finish(&f->flow);
}

static enum err open_zipped(struct fb2 *f, fz_context *ctx, fz_stream *stream, fz_xml **xml)
{
    const char *name;
    enum err err = office_zip_open(ctx, stream, f->job, &f->zip);
    for (int i = 0; err == ERR_OK && i < MOST_ENTRIES; i++) {
        name = office_zip_name(&f->zip, i);
        if (!name)
            break;
        size_t n = strlen(name);
        if (n > 4 && strcasecmp(name + n - 4, ".fb2") == 0)
            return office_zip_tree(&f->zip, name, xml);
    }
    return err != ERR_OK ? err : ERR_NOT_A_KIND;
}

enum err fb2_extract(fz_context *ctx, fz_stream *stream, bool is_zipped,
                     const struct extract_job *job, struct builder *b)
{
    struct fb2 f = {.job = job};
    fz_xml *xml = NULL;
    enum err err;
    f.flow = (struct office_flow){.builder = b, .job = job, .give_later = give_later, .data = &f};
    extract_begin_page(job, 1, 1);
    builder_set_source(b, SOURCE_FB2, ORDER_GIVEN);
    if (is_zipped) {
        err = open_zipped(&f, ctx, stream, &xml);
    } else {
        office_zip_open_none(ctx, job, &f.zip);
        err = office_zip_stream_tree(&f.zip, stream, &xml);
    }
    if (err == ERR_OK) {
        f.root = fz_xml_find_dfs(fz_xml_root(xml), "FictionBook", NULL, NULL);
        if (f.root)
            collect_names(&f);
        err = f.root ? give_book(&f) : ERR_DAMAGED;
    }
    office_flow_free(&f.flow);
    free(f.notes.items);
    free(f.pictures.items);
    fz_drop_xml(ctx, xml);
    office_zip_close(&f.zip);
    return err;
}
