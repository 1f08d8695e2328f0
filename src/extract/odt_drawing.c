#include "extract/odt_body.h"

#include "extract/epub_package.h"
#include "extract/markup.h"
#include "extract/office_base64.h"

#include <stdlib.h>
#include <string.h>

bool odt_holds(fz_xml *node, const char *tag, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e))
        if (fz_xml_is_tag(e, tag) || odt_holds(e, tag, depth + 1))
            return true;
    return false;
}

bool odt_is_drawing(const char *tag)
{
    static const char *const tags[] = {"frame",   "custom-shape", "g",         "rect",
                                       "ellipse", "circle",       "line",      "polygon",
                                       "path",    "polyline",     "connector", "regular-polygon",
                                       "measure", "caption",      NULL};
    for (int i = 0; tags[i]; i++)
        if (strcmp(tag, tags[i]) == 0)
            return true;
    return false;
}

static void load(struct odt *o, fz_xml *image, struct picture *out)
{
    const char *href = fz_xml_att(image, "xlink:href");
    fz_xml *data = fz_xml_find_down(image, "binary-data");
    if (href && !strchr(href, ':')) {
        char *path = epub_resolve("", href);
        (void)office_zip_picture(&o->zip, path, out);
        free(path);
    } else if (data) {
        struct str bytes = {0};
        office_base64_decode(data, &bytes);
        (void)office_zip_picture_of(&o->zip, (const unsigned char *)str_text(&bytes),
                                    bytes.length_bytes, out);
        str_free(&bytes);
    }
}

/* The description, else the title; *out stays NULL when there is neither. Free with str_free. */
static const char *description_of(fz_xml *e, struct str *out)
{
    fz_xml *text = fz_xml_find_down(e, "desc"), *title = fz_xml_find_down(e, "title");
    if (text)
        markup_text(text, out);
    if (out->length_bytes == 0 && title)
        markup_text(title, out);
    return out->length_bytes > 0 ? str_text(out) : NULL;
}

/* One picture may stand there in several forms (SVG and PNG): the first that can be drawn is taken. */
static void give_image(struct odt *o, fz_xml *frame)
{
    struct picture picture = {0};
    struct str alt = {0};
    for (fz_xml *image = fz_xml_find_down(frame, "image"); image && !picture.pixels;
         image = fz_xml_find_next(image, "image"))
        if (!o->flow.in_cell && !o->flow.is_left_out)
            load(o, image, &picture);
    office_flow_figure(&o->flow, &picture, description_of(frame, &alt), "");
    str_free(&alt);
}

static void give_shape(struct odt *o, fz_xml *shape, int depth)
{
    struct odt_place none = {0};
    struct picture no_pixels = {0};
    struct str alt = {0};
    if (odt_holds(shape, "p", 0)) {
        odt_walk_blocks(o, shape, &none, depth + 1);
        office_flow_end(&o->flow);
    } else if (description_of(shape, &alt)) {
        office_flow_figure(&o->flow, &no_pixels, str_text(&alt), "");
    }
    str_free(&alt);
}

void odt_give_drawing(struct odt *o, fz_xml *drawing, int depth)
{
    struct odt_place none = {0};
    fz_xml *box = fz_xml_find_down(drawing, "text-box");
    if (depth >= OFFICE_MOST_DEPTH || fz_xml_att_eq(drawing, "loext:decorative", "true") ||
        fz_xml_att_eq(drawing, "draw:decorative", "true"))
        return;
    if (fz_xml_is_tag(drawing, "g")) {
        for (fz_xml *e = fz_xml_down(drawing); e; e = fz_xml_next(e))
            if (fz_xml_tag(e) && odt_is_drawing(fz_xml_tag(e)))
                odt_give_drawing(o, e, depth + 1);
    } else if (box) {
        odt_walk_blocks(o, box, &none, depth + 1);
        office_flow_end(&o->flow);
    } else if (fz_xml_find_down(drawing, "image")) {
        give_image(o, drawing);
    } else {
        give_shape(o, drawing, depth);
    }
}

void odt_walk_drawing(struct odt *o, fz_xml *drawing, int depth)
{
    bool has_text = odt_holds(drawing, "p", 0);
    if (!o->flow.in_cell && (has_text || office_flow_has_text(&o->flow)))
        office_flow_give_later(&o->flow, drawing, NULL, NULL);
    else
        odt_give_drawing(o, drawing, depth);
}
