#include "extract/docx_body.h"

#include <stdlib.h>
#include <string.h>

/* What stands around a picture: its description is often said once for the whole drawing. */
struct drawing {
    const char *alt;
    const char *lang;
    bool has_given; /* a picture or a text box */
};

bool docx_holds(fz_xml *node, const char *tag, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e))
        if (fz_xml_is_tag(e, tag) || docx_holds(e, tag, depth + 1))
            return true;
    return false;
}

/* The newer form is read wherever it shows something that we know; else the older one, which is made for such readers. */
fz_xml *docx_choose(fz_xml *alternate)
{
    fz_xml *choice = fz_xml_find_down(alternate, "Choice");
    fz_xml *fallback = fz_xml_find_down(alternate, "Fallback");
    if (choice && (!fallback || docx_holds(choice, "txbxContent", 0) ||
                   docx_holds(choice, "blip", 0) || docx_holds(choice, "t", 0) ||
                   (docx_holds(choice, "drawing", 0) && !docx_holds(fallback, "imagedata", 0))))
        return choice;
    return fallback ? fallback : choice;
}

static const char *description_of(fz_xml *properties)
{
    const char *text = properties ? fz_xml_att(properties, "descr") : NULL;
    if (properties && (!text || !*text))
        text = fz_xml_att(properties, "title");
    return text && *text ? text : NULL;
}

static bool is_decoration(fz_xml *node, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < 6; e = fz_xml_next(e)) {
        if (fz_xml_is_tag(e, "decorative"))
            return fz_xml_att_eq(e, "val", "1") || fz_xml_att_eq(e, "val", "true");
        if (is_decoration(e, depth + 1))
            return true;
    }
    return false;
}

static void give_picture(struct docx *d, const char *relation, const char *alt,
                         struct drawing *around)
{
    const struct docx_relation *r = docx_part_relation(d->part, relation);
    struct picture picture = {0};
    around->has_given = true;
    if (!d->flow.is_left_out && !d->flow.in_cell && r && r->path)
        (void)office_zip_picture(&d->zip, r->path, &picture);
    office_flow_figure(&d->flow, &picture, alt, around->lang);
}

static void walk(struct docx *d, fz_xml *node, struct drawing *around, int depth);

static void walk_picture(struct docx *d, fz_xml *pic, struct drawing *around)
{
    fz_xml *named = fz_xml_find_down(pic, "nvPicPr"), *fill = fz_xml_find_down(pic, "blipFill");
    fz_xml *properties = named ? fz_xml_find_down(named, "cNvPr") : NULL;
    fz_xml *blip = fill ? fz_xml_find_down(fill, "blip") : NULL;
    const char *alt = around->alt ? around->alt : description_of(properties);
    if (blip && !(properties && is_decoration(properties, 0)))
        give_picture(d, fz_xml_att_alt(blip, "r:embed", "r:link"), alt, around);
    around->alt = NULL;
}

static void walk_text_box(struct docx *d, fz_xml *content, struct drawing *around, int depth)
{
    around->has_given = true;
    docx_walk_blocks(d, content, depth + 1);
    office_flow_end(&d->flow);
}

/* The words of a diagram (SmartArt) stand in a part of their own. */
static void walk_diagram(struct docx *d, fz_xml *ids, struct drawing *around)
{
    const struct docx_relation *r = docx_part_relation(d->part, fz_xml_att(ids, "r:dm"));
    struct docx_part part;
    struct builder_block block = {.kind = BLOCK_PARAGRAPH};
    struct builder_run run = {.lang = around->lang};
    if (!r || !r->path || docx_part_open_path(&d->zip, r->path, &part) != ERR_OK)
        return;
    fz_xml *t = fz_xml_find_dfs(fz_xml_root(part.xml), "p", NULL, NULL);
    for (; t; t = fz_xml_find_next_dfs(t, "p", NULL, NULL)) {
        office_flow_begin(&d->flow, &block);
        for (fz_xml *r2 = fz_xml_find_down(t, "r"); r2; r2 = fz_xml_find_next(r2, "r")) {
            fz_xml *text = fz_xml_find_down(r2, "t");
            const char *words = text && fz_xml_down(text) ? fz_xml_text(fz_xml_down(text)) : NULL;
            if (words)
                office_flow_text(&d->flow, words, strlen(words), &run);
        }
        office_flow_end(&d->flow);
    }
    docx_part_close(d->zip.ctx, &part);
}

static void walk_element(struct docx *d, fz_xml *e, struct drawing *around, int depth)
{
    if (fz_xml_is_tag(e, "AlternateContent")) {
        fz_xml *branch = docx_choose(e);
        if (branch)
            walk(d, branch, around, depth + 1);
    } else if (fz_xml_is_tag(e, "pic")) {
        walk_picture(d, e, around);
    } else if (fz_xml_is_tag(e, "imagedata")) {
        give_picture(d, fz_xml_att_alt(e, "r:id", "o:relid"), around->alt, around);
        around->alt = NULL;
    } else if (fz_xml_is_tag(e, "txbxContent")) {
        walk_text_box(d, e, around, depth);
    } else if (fz_xml_is_tag(e, "relIds")) {
        walk_diagram(d, e, around);
    } else if (fz_xml_is_tag(e, "docPr")) {
        around->alt = description_of(e) ? description_of(e) : around->alt;
    } else {
        const char *alt = fz_xml_att(e, "alt"); /* of a v:shape */
        if (alt && *alt)
            around->alt = alt;
        walk(d, e, around, depth + 1);
    }
}

static void walk(struct docx *d, fz_xml *node, struct drawing *around, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e))
        if (fz_xml_tag(e))
            walk_element(d, e, around, depth);
}

void docx_give_drawing(struct docx *d, fz_xml *drawing, const char *lang, int depth)
{
    struct drawing around = {.lang = lang};
    struct picture none = {0};
    fz_xml *place = fz_xml_down(drawing);
    fz_xml *properties = place ? fz_xml_find_down(place, "docPr") : NULL;
    if (properties && is_decoration(properties, 0))
        return;
    walk(d, drawing, &around, depth);
    if (!around.has_given && around.alt) /* a chart, a shape: its description is all there is */
        office_flow_figure(&d->flow, &none, around.alt, lang);
}

void docx_walk_drawing(struct docx *d, fz_xml *drawing, const char *lang, int depth)
{
    bool has_text_box = docx_holds(drawing, "txbxContent", 0) || docx_holds(drawing, "relIds", 0);
    if (!d->flow.in_cell && (office_flow_has_text(&d->flow) || has_text_box))
        office_flow_give_later(&d->flow, drawing, NULL, NULL);
    else
        docx_give_drawing(d, drawing, lang, depth);
}
