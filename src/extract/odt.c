#include "extract/odt.h"

#include "extract/markup.h"
#include "extract/odt_body.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FURNITURE = 200 };

/* The trees of an OpenDocument text; of a flat one all are the same. */
struct trees {
    fz_xml *content, *styles, *meta;
};

static void give_later(void *data, fz_xml *node)
{
    struct odt *o = data;
    struct odt_place none = {0};
    if (fz_xml_is_tag(node, "note-body"))
        odt_walk_blocks(o, node, &none, 0);
    else
        odt_give_drawing(o, node, 0);
}

static bool is_locked(struct office_zip *zip)
{
    fz_xml *xml = NULL;
    if (office_zip_has(zip, "encrypted-package"))
        return true;
    if (office_zip_tree(zip, "META-INF/manifest.xml", &xml) != ERR_OK)
        return false;
    bool locked = fz_xml_find_dfs(fz_xml_root(xml), "encryption-data", NULL, NULL) != NULL;
    fz_drop_xml(zip->ctx, xml);
    return locked;
}

static enum err open_trees(struct odt *o, fz_stream *stream, bool is_flat, struct trees *t)
{
    if (is_flat)
        return office_zip_stream_tree(&o->zip, stream, &t->content);
    if (is_locked(&o->zip))
        return ERR_LOCKED;
    enum err err = office_zip_tree(&o->zip, "content.xml", &t->content);
    if (err != ERR_OK)
        return err == ERR_NOT_FOUND ? ERR_DAMAGED : err;
    if (office_zip_tree(&o->zip, "styles.xml", &t->styles) != ERR_OK)
        t->styles = NULL;
    if (office_zip_tree(&o->zip, "meta.xml", &t->meta) != ERR_OK)
        t->meta = NULL;
    return ERR_OK;
}

static void give_properties(struct odt *o, fz_xml *root)
{
    fz_xml *meta = root ? fz_xml_find_down(root, "meta") : NULL;
    builder_set_title(o->flow.builder, str_text(&o->title));
    if (!meta)
        return;
    char *title = markup_text_of(meta, "title"), *last = markup_text_of(meta, "creator");
    char *first = markup_text_of(meta, "initial-creator");
    builder_set_title(o->flow.builder, title);
    builder_set_author(o->flow.builder, first ? first : last);
    free(title);
    free(first);
    free(last);
}

/* Headers and footers: listed once each, not read. */
static void give_furniture(struct odt *o, fz_xml *root)
{
    uint64_t seen[MOST_FURNITURE];
    int count = 0;
    fz_xml *masters = root ? fz_xml_find_down(root, "master-styles") : NULL;
    fz_xml *page = masters ? fz_xml_find_down(masters, "master-page") : NULL;
    for (; page; page = fz_xml_find_next(page, "master-page")) {
        for (fz_xml *e = fz_xml_down(page); e && count < MOST_FURNITURE; e = fz_xml_next(e)) {
            const char *tag = fz_xml_tag(e);
            struct odt_place none = {0};
            struct str text = {0};
            bool was_seen = false;
            if (!tag || (strncmp(tag, "header", 6) != 0 && strncmp(tag, "footer", 6) != 0))
                continue;
            markup_text(e, &text);
            seen[count] = hash_bytes(HASH_START, str_text(&text), text.length_bytes);
            for (int k = 0; k < count; k++)
                was_seen |= seen[k] == seen[count];
            count++;
            str_free(&text);
            if (!was_seen)
                odt_walk_blocks(o, e, &none, 0);
        }
    }
}

/* The author and the date of a comment are elements of other names, and give nothing. */
static void give_comments(struct odt *o)
{
    struct odt_place none = {0};
    for (size_t i = 0; i < o->comment_count; i++)
        odt_walk_blocks(o, o->comments[i], &none, 0);
}

static enum err give_document(struct odt *o, const struct trees *t)
{
    fz_xml *content = fz_xml_root(t->content);
    fz_xml *styles = t->styles ? fz_xml_root(t->styles) : content;
    fz_xml *body = fz_xml_find_down(content, "body");
    fz_xml *text = body ? fz_xml_find_down(body, "text") : NULL;
    struct odt_place none = {0};
    if (!text)
        return body ? ERR_NOT_A_KIND : ERR_DAMAGED;
    odt_styles_add(&o->styles, content);
    if (styles != content)
        odt_styles_add(&o->styles, styles);
    odt_styles_settle(&o->styles);
    odt_walk_blocks(o, text, &none, 0);
    office_flow_begin_left_out(&o->flow);
    give_furniture(o, styles);
    give_comments(o);
    office_flow_end_left_out(&o->flow);
    give_properties(o, t->meta ? fz_xml_root(t->meta) : content);
    return office_flow_finish(&o->flow);
}

enum err odt_extract(fz_context *ctx, fz_stream *stream, bool is_flat,
                     const struct extract_job *job, struct builder *b)
{
    struct odt o = {.job = job};
    struct trees trees = {0};
    enum err err = ERR_OK;
    o.flow = (struct office_flow){.builder = b, .job = job, .give_later = give_later, .data = &o};
    extract_begin_page(job, 1, 1);
    builder_set_source(b, SOURCE_ODT, ORDER_GIVEN);
    if (is_flat)
        office_zip_open_none(ctx, job, &o.zip);
    else
        err = office_zip_open(ctx, stream, job, &o.zip);
    if (err == ERR_OK)
        err = open_trees(&o, stream, is_flat, &trees);
    if (err == ERR_OK)
        err = give_document(&o, &trees);
    office_flow_free(&o.flow);
    odt_styles_free(&o.styles);
    free(o.kept);
    free(o.comments);
    str_free(&o.title);
    fz_drop_xml(ctx, trees.content);
    fz_drop_xml(ctx, trees.styles);
    fz_drop_xml(ctx, trees.meta);
    office_zip_close(&o.zip);
    return err;
}
