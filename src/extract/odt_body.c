#include "extract/odt_body.h"

#include "base/mem.h"
#include "base/str.h"
#include "extract/markup.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COMMENTS = 20000, MOST_TITLE_BYTES = 500 };

/* What surrounds text. */
struct around {
    struct odt_look look;
    const char *uri;
    bool is_title;
    bool is_plain; /* a heading: its boldness says nothing */
};

/* --- text --- */

static void give_text(struct odt *o, const char *text, const struct around *a, uint8_t style)
{
    size_t bytes = strlen(text);
    struct builder_run run = {
        .style = style, .uri = a->uri, .lang = a->look.lang[office_script_of(text, bytes)]};
    if (a->look.hidden == 1)
        return;
    if (a->look.bold == 1 && !a->is_plain)
        run.style |= STYLE_BOLD;
    if (a->look.italic == 1 && !a->is_plain)
        run.style |= STYLE_EMPHASIS;
    office_flow_text(&o->flow, text, bytes, &run);
    if (a->is_title && o->title.length_bytes < MOST_TITLE_BYTES)
        str_add(&o->title, text);
}

static void walk_note(struct odt *o, fz_xml *note, const struct around *outer)
{
    fz_xml *mark = fz_xml_find_down(note, "note-citation");
    fz_xml *body = fz_xml_find_down(note, "note-body");
    struct around a = *outer;
    struct str label = {0}, uri = {0};
    if (!body || o->flow.is_left_out)
        return;
    if (mark)
        markup_text(mark, &label);
    str_addf(&uri, "#note:%u", ++o->note_count);
    a.uri = str_text(&uri);
    a.is_title = false;
    if (label.length_bytes > 0)
        give_text(o, str_text(&label), &a, STYLE_RAISED);
    office_flow_give_later(&o->flow, body, str_text(&label), str_text(&uri) + 1);
    str_free(&label);
    str_free(&uri);
}

static void keep_comment(struct odt *o, fz_xml *comment)
{
    if (o->comment_count >= MOST_COMMENTS)
        return;
    MEM_ROOM(o->comments, o->comment_count, o->comment_cap);
    o->comments[o->comment_count++] = comment;
}

static void walk_inline(struct odt *o, fz_xml *node, const struct around *a, int depth);

static void walk_span(struct odt *o, fz_xml *e, const struct around *outer, int depth)
{
    const struct odt_style *style =
        odt_styles_find(&o->styles, "text", fz_xml_att(e, "text:style-name"));
    struct around a = *outer;
    if (style) {
        a.look = style->look;
        odt_look_inherit(&a.look, &outer->look);
    }
    walk_inline(o, e, &a, depth + 1);
}

static void walk_link(struct odt *o, fz_xml *e, const struct around *outer, int depth)
{
    const char *href = fz_xml_att(e, "xlink:href");
    struct around a = *outer;
    if (href && *href)
        a.uri = href;
    builder_add_anchor(o->flow.builder, fz_xml_att(e, "office:name"));
    walk_inline(o, e, &a, depth + 1);
}

/* What is no text of this place. */
static bool is_silent(const char *tag)
{
    static const char *const tags[] = {"annotation-end",
                                       "tracked-changes",
                                       "change",
                                       "change-start",
                                       "change-end",
                                       "soft-page-break",
                                       "placeholder",
                                       "hidden-text",
                                       "sequence-decls",
                                       "variable-decls",
                                       "forms",
                                       "script",
                                       "ruby-text",
                                       "bookmark-end",
                                       "reference-mark-end",
                                       "control",
                                       "title",
                                       "desc",
                                       NULL};
    return str_is_among(tag, tags);
}

static void walk_element(struct odt *o, fz_xml *e, const char *tag, const struct around *a,
                         int depth)
{
    if (strcmp(tag, "span") == 0) {
        walk_span(o, e, a, depth);
    } else if (strcmp(tag, "a") == 0) {
        walk_link(o, e, a, depth);
    } else if (strcmp(tag, "s") == 0) {
        give_text(o, " ", a, 0);
    } else if (strcmp(tag, "tab") == 0) {
        office_flow_tab(&o->flow);
    } else if (strcmp(tag, "line-break") == 0) {
        office_flow_line(&o->flow);
        if (a->is_title)
            str_add_char(&o->title, ' ');
    } else if (strcmp(tag, "note") == 0) {
        walk_note(o, e, a);
    } else if (strcmp(tag, "annotation") == 0) {
        keep_comment(o, e);
    } else if (strcmp(tag, "bookmark") == 0 || strcmp(tag, "bookmark-start") == 0 ||
               strcmp(tag, "reference-mark") == 0 || strcmp(tag, "reference-mark-start") == 0) {
        builder_add_anchor(o->flow.builder, fz_xml_att(e, "text:name"));
    } else if (odt_is_drawing(tag)) {
        odt_walk_drawing(o, e, depth + 1);
    } else if (!is_silent(tag) && !fz_xml_att_eq(e, "text:display", "none")) {
        walk_inline(o, e, a, depth + 1); /* a field shows what stands in it */
    }
}

static void walk_inline(struct odt *o, fz_xml *node, const struct around *a, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        const char *tag = fz_xml_tag(e), *text = fz_xml_text(e);
        if (text)
            give_text(o, text, a, 0);
        else if (tag)
            walk_element(o, e, tag, a, depth);
    }
}

/* --- paragraphs --- */

static int level_of(fz_xml *p, const struct odt_style *style)
{
    const char *own = fz_xml_att(p, "text:outline-level");
    int level = own ? atoi(own) : style ? style->outline : 0;
    if (style && style->role == ODT_TITLE)
        return 1;
    if (!fz_xml_is_tag(p, "h") && (!style || style->outline < 1))
        return 0;
    return level < 1 ? 1 : level > 6 ? 6 : level;
}

static void set_kind(fz_xml *p, const struct odt_style *style, const struct odt_place *place,
                     struct builder_block *block)
{
    int level = level_of(p, style);
    *block = (struct builder_block){.kind = BLOCK_PARAGRAPH};
    if (level > 0) {
        block->kind = BLOCK_HEADING;
        block->level = level;
    } else if (place->level > 0 || place->is_contents) {
        block->kind = BLOCK_LIST_ITEM;
        block->level = place->level > 0 ? place->level : 1;
        block->group = place->group;
    } else if (style && style->role == ODT_QUOTE) {
        block->kind = BLOCK_QUOTE;
    } else if (style && style->role == ODT_CAPTION) {
        block->kind = BLOCK_CAPTION;
    }
}

static void read_label(struct odt *o, fz_xml *p, const struct odt_style *style,
                       struct odt_place *place, struct str *label)
{
    const char *outline = fz_xml_att(p, "text:outline-level");
    if (place->level > 0 && place->is_first)
        odt_list_label(o, place, label);
    else if (fz_xml_is_tag(p, "h") && place->level == 0 && fz_xml_down(p) &&
             !fz_xml_att_eq(p, "text:is-list-header", "true") &&
             !(style && style->role == ODT_TITLE))
        odt_heading_label(o, outline ? atoi(outline) : 1, label);
    place->is_first = false;
}

static void walk_paragraph(struct odt *o, fz_xml *p, struct odt_place *place, int depth)
{
    const struct odt_style *style =
        odt_styles_find(&o->styles, "paragraph", fz_xml_att(p, "text:style-name"));
    struct builder_block block;
    struct str label = {0};
    struct around a = {.look = style ? style->look : o->styles.look};
    odt_look_inherit(&a.look, &o->styles.look);
    set_kind(p, style, place, &block);
    read_label(o, p, style, place, &label);
    if (block.kind == BLOCK_LIST_ITEM && label.length_bytes > 0)
        block.label = str_text(&label);
    office_flow_begin(&o->flow, &block);
    if (place->is_contents)
        office_flow_set_contents(&o->flow);
    a.is_plain = block.kind == BLOCK_HEADING || block.kind == BLOCK_CAPTION;
    a.is_title = style && style->role == ODT_TITLE && !o->flow.is_left_out;
    if (block.kind == BLOCK_HEADING && label.length_bytes > 0 && label.data[0] != '\xe2') {
        give_text(o, str_text(&label), &a, 0);
        give_text(o, " ", &a, 0);
    }
    walk_inline(o, p, &a, depth + 1);
    if (a.is_title)
        str_add_char(&o->title, ' ');
    office_flow_end(&o->flow);
    str_free(&label);
}

/* --- blocks --- */

static void walk_index(struct odt *o, fz_xml *index, int depth)
{
    fz_xml *body = fz_xml_find_down(index, "index-body");
    struct odt_place place = {.is_contents = true};
    if (!o->flow.is_left_out)
        place.group = builder_new_group(o->flow.builder);
    if (body)
        odt_walk_blocks(o, body, &place, depth + 1);
}

static void walk_block(struct odt *o, fz_xml *e, const char *tag, struct odt_place *place,
                       int depth)
{
    static const char *const indexes[] = {"table-of-content", "illustration-index", "table-index",
                                          "object-index",     "user-index",         NULL};
    struct odt_place none = {0};
    if (strcmp(tag, "p") == 0 || strcmp(tag, "h") == 0) {
        walk_paragraph(o, e, place, depth);
    } else if (strcmp(tag, "list") == 0) {
        odt_walk_list(o, e, place, depth);
    } else if (strcmp(tag, "table") == 0) {
        odt_walk_table(o, e, depth);
    } else if (str_is_among(tag, indexes)) {
        walk_index(o, e, depth);
    } else if (strcmp(tag, "index-title") == 0) {
        odt_walk_blocks(o, e, &none, depth + 1);
    } else if (odt_is_drawing(tag)) {
        odt_walk_drawing(o, e, depth + 1);
    } else if (strcmp(tag, "annotation") == 0) {
        keep_comment(o, e);
    } else if (strcmp(tag, "index-source") != 0 && !strstr(tag, "-source") && !is_silent(tag) &&
               !fz_xml_att_eq(e, "text:display", "none")) {
        odt_walk_blocks(o, e, place, depth + 1); /* a section */
    }
}

void odt_walk_blocks(struct odt *o, fz_xml *node, struct odt_place *place, int depth)
{
    if (depth >= OFFICE_MOST_DEPTH) {
        o->flow.is_cut = true;
        return;
    }
    for (fz_xml *e = fz_xml_down(node); e; e = fz_xml_next(e))
        if (fz_xml_tag(e))
            walk_block(o, e, fz_xml_tag(e), place, depth);
}
