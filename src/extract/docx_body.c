#include "extract/docx_body.h"

#include "base/mem.h"
#include "extract/number_label.h"
#include "extract/office_symbol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_INSTRUCTION_BYTES = 2048, MOST_TITLE_BYTES = 500 };

/* What surrounds a run. */
struct around {
    struct docx_look look; /* of the paragraph's style */
    const char *uri;
    bool is_title;
    bool is_plain; /* a heading: its own boldness says nothing */
};

/* --- fields --- */

void docx_end_fields(struct docx *d)
{
    for (; d->field_count > 0; d->field_count--) {
        if (d->field_count > DOCX_MOST_FIELDS)
            continue;
        struct docx_field *f = &d->fields[d->field_count - 1];
        str_free(&f->instruction);
        free(f->uri);
        *f = (struct docx_field){0};
    }
}

/* The next word of an instruction, its quotes taken off; *at moves behind it. */
static bool next_word(const char **at, struct str *out)
{
    const char *s = *at + strspn(*at, " \t\r\n");
    bool is_quoted = *s == '"';
    size_t bytes = strcspn(s + is_quoted, is_quoted ? "\"" : " \t\r\n");
    str_clear(out);
    str_add_bytes(out, s + is_quoted, bytes);
    *at = s + is_quoted + bytes + (is_quoted && s[is_quoted + bytes] == '"');
    return is_quoted || bytes > 0;
}

/* 'HYPERLINK "address" \l "place"', 'REF place \h': the link that the field is; NULL when it is none. Free with free. */
static char *link_of(const char *instruction)
{
    struct str word = {0}, address = {0}, place = {0};
    const char *at = instruction;
    bool takes_place = false, is_link = false, is_reference = false;
    if (next_word(&at, &word)) {
        is_link = strcmp(str_text(&word), "HYPERLINK") == 0;
        is_reference = strcmp(str_text(&word), "REF") == 0 ||
                       strcmp(str_text(&word), "PAGEREF") == 0 ||
                       strcmp(str_text(&word), "NOTEREF") == 0;
    }
    while ((is_link || is_reference) && next_word(&at, &word)) {
        const char *text = str_text(&word);
        if (text[0] == '\\') {
            takes_place = is_link && text[1] == 'l';
        } else if (takes_place || is_reference) {
            if (place.length_bytes == 0)
                str_add(&place, text);
            takes_place = false;
        } else if (address.length_bytes == 0) {
            str_add(&address, text);
        }
    }
    if (place.length_bytes > 0)
        str_add_char(&address, '#');
    str_add(&address, str_text(&place));
    char *uri = address.length_bytes > 0 ? mem_copy_string(str_text(&address)) : NULL;
    str_free(&word);
    str_free(&address);
    str_free(&place);
    return uri;
}

static struct docx_field *top_field(struct docx *d)
{
    return d->field_count > 0 && d->field_count <= DOCX_MOST_FIELDS ? &d->fields[d->field_count - 1]
                                                                    : NULL;
}

static void walk_field_mark(struct docx *d, fz_xml *e)
{
    const char *type = fz_xml_att(e, "w:fldCharType");
    struct docx_field *top = top_field(d);
    if (!type)
        return;
    if (strcmp(type, "begin") == 0) {
        if (d->field_count < INT32_MAX)
            d->field_count++;
    } else if (strcmp(type, "separate") == 0 && top) {
        top->in_result = true;
        free(top->uri);
        top->uri = link_of(str_text(&top->instruction));
    } else if (strcmp(type, "end") == 0 && d->field_count > 0) {
        if (top) {
            str_free(&top->instruction);
            free(top->uri);
            *top = (struct docx_field){0};
        }
        d->field_count--;
    }
}

static const char *field_uri(const struct docx *d)
{
    int kept = d->field_count < DOCX_MOST_FIELDS ? d->field_count : DOCX_MOST_FIELDS;
    for (int i = kept; i > 0; i--)
        if (d->fields[i - 1].uri)
            return d->fields[i - 1].uri;
    return NULL;
}

/* --- runs --- */

static void give_text(struct docx *d, const char *text, const struct docx_look *look,
                      const struct around *a, uint8_t style)
{
    size_t bytes = strlen(text);
    struct builder_run run = {.style = style, .uri = a->uri ? a->uri : field_uri(d)};
    const struct docx_field *top = top_field(d);
    run.lang = look->lang[office_script_of(text, bytes)];
    if (top && !top->in_result)
        return;
    if (look->bold == 1 && !a->is_plain)
        run.style |= STYLE_BOLD;
    if (look->italic == 1 && !a->is_plain)
        run.style |= STYLE_EMPHASIS;
    office_flow_text(&d->flow, text, bytes, &run);
    if (a->is_title && d->title.length_bytes < MOST_TITLE_BYTES)
        str_add(&d->title, text);
}

static void walk_symbol(struct docx *d, fz_xml *e, const struct docx_look *look,
                        const struct around *a)
{
    const char *number = fz_xml_att(e, "w:char");
    uint32_t cp =
        office_symbol(fz_xml_att(e, "w:font"), number ? (uint32_t)strtoul(number, NULL, 16) : 0);
    char text[5] = "";
    if (cp == 0)
        return;
    text[utf8_encode(cp, text)] = '\0';
    give_text(d, text, look, a, 0);
}

static fz_xml *find_note(const struct docx_notes *notes, const char *id)
{
    for (fz_xml *e = notes->root ? fz_xml_find_down(notes->root, notes->tag) : NULL; e;
         e = fz_xml_find_next(e, notes->tag))
        if (fz_xml_att_eq(e, "w:id", id))
            return e;
    return NULL;
}

/* A note's mark, and the note itself once the paragraph has ended. `own_mark` is the mark that the author chose. */
static void walk_note(struct docx *d, struct docx_notes *notes, fz_xml *e, const char *own_mark,
                      const struct docx_look *look, const struct around *a)
{
    const char *id = fz_xml_att(e, "w:id");
    fz_xml *note = id ? find_note(notes, id) : NULL;
    struct around inside = *a;
    struct str label = {0}, uri = {0};
    if (!note || d->flow.is_left_out)
        return;
    if (own_mark)
        str_add(&label, own_mark);
    else
        number_label_add(&label, notes->format, ++notes->count);
    str_addf(&uri, "#note:%s:%s", notes->tag, id);
    inside.uri = str_text(&uri);
    inside.is_title = false;
    give_text(d, str_text(&label), look, &inside, STYLE_RAISED);
    office_flow_give_later(&d->flow, note, str_text(&label), str_text(&uri) + 1);
    str_free(&label);
    str_free(&uri);
}

static const char *text_of(fz_xml *e)
{
    fz_xml *child = fz_xml_down(e);
    const char *text = child ? fz_xml_text(child) : NULL;
    return text ? text : "";
}

static const char *own_mark_of(fz_xml *reference)
{
    fz_xml *next = fz_xml_find_next(reference, "t");
    if (!fz_xml_att_eq(reference, "w:customMarkFollows", "1") &&
        !fz_xml_att_eq(reference, "w:customMarkFollows", "true"))
        return NULL;
    return next && *text_of(next) ? text_of(next) : NULL;
}

static void walk_inline(struct docx *d, fz_xml *node, const struct around *a, int depth);

/* What a run holds besides text. Returns false when nothing more of the run is to be read. */
static bool walk_run_part(struct docx *d, fz_xml *e, const struct docx_look *look,
                          const struct around *a, int depth)
{
    const char *tag = fz_xml_tag(e);
    if (strcmp(tag, "tab") == 0 || strcmp(tag, "ptab") == 0) {
        office_flow_tab(&d->flow);
        if (a->is_title)
            str_add_char(&d->title, ' ');
    } else if (strcmp(tag, "br") == 0 || strcmp(tag, "cr") == 0) {
        office_flow_line(&d->flow);
        if (a->is_title)
            str_add_char(&d->title, ' ');
    } else if (strcmp(tag, "noBreakHyphen") == 0) {
        give_text(d, "-", look, a, 0);
    } else if (strcmp(tag, "sym") == 0) {
        walk_symbol(d, e, look, a);
    } else if (strcmp(tag, "drawing") == 0 || strcmp(tag, "pict") == 0 ||
               strcmp(tag, "object") == 0) {
        docx_walk_drawing(d, e, look->lang[OFFICE_LATIN], depth + 1);
    } else if (strcmp(tag, "footnoteReference") == 0 || strcmp(tag, "endnoteReference") == 0) {
        const char *mark = own_mark_of(e);
        walk_note(d, tag[0] == 'f' ? &d->footnotes : &d->endnotes, e, mark, look, a);
        return mark == NULL;
    } else if (strcmp(tag, "ruby") == 0) {
        fz_xml *base = fz_xml_find_down(e, "rubyBase");
        if (base)
            walk_inline(d, base, a, depth + 1);
    }
    return true;
}

static void walk_run_parts(struct docx *d, fz_xml *run, const struct docx_look *look,
                           const struct around *a, int depth)
{
    for (fz_xml *e = fz_xml_down(run); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        struct docx_field *top = top_field(d);
        if (!fz_xml_tag(e))
            continue;
        if (fz_xml_is_tag(e, "t")) {
            give_text(d, text_of(e), look, a, 0);
        } else if (fz_xml_is_tag(e, "fldChar")) {
            walk_field_mark(d, e);
        } else if (fz_xml_is_tag(e, "instrText")) {
            if (top && !top->in_result && top->instruction.length_bytes < MOST_INSTRUCTION_BYTES)
                str_add(&top->instruction, text_of(e));
        } else if (fz_xml_is_tag(e, "AlternateContent")) {
            fz_xml *branch = docx_choose(e);
            if (branch)
                walk_run_parts(d, branch, look, a, depth + 1);
        } else if (!walk_run_part(d, e, look, a, depth)) {
            return;
        }
    }
}

static void walk_run(struct docx *d, fz_xml *run, const struct around *a, int depth)
{
    fz_xml *properties = fz_xml_find_down(run, "rPr");
    fz_xml *named = properties ? fz_xml_find_down(properties, "rStyle") : NULL;
    const struct docx_style *style =
        named ? docx_styles_find(&d->styles, fz_xml_att(named, "w:val")) : NULL;
    struct docx_look look;
    docx_look_read(properties, &look);
    if (style)
        docx_look_inherit(&look, &style->look);
    docx_look_inherit(&look, &a->look);
    if (look.hidden != 1)
        walk_run_parts(d, run, &look, a, depth);
    else if (fz_xml_find_down(run, "fldChar"))
        walk_field_mark(d, fz_xml_find_down(run, "fldChar"));
}

static void walk_link(struct docx *d, fz_xml *e, const struct around *outer, int depth)
{
    const struct docx_relation *r = docx_part_relation(d->part, fz_xml_att(e, "r:id"));
    const char *anchor = fz_xml_att(e, "w:anchor");
    struct around a = *outer;
    struct str uri = {0};
    if (r && !r->path)
        str_add(&uri, r->target);
    if (anchor && *anchor)
        str_addf(&uri, "#%s", anchor);
    if (uri.length_bytes > 0)
        a.uri = str_text(&uri);
    walk_inline(d, e, &a, depth + 1);
    str_free(&uri);
}

static void walk_simple_field(struct docx *d, fz_xml *e, const struct around *outer, int depth)
{
    const char *instruction = fz_xml_att(e, "w:instr");
    struct around a = *outer;
    char *uri = instruction ? link_of(instruction) : NULL;
    if (uri)
        a.uri = uri;
    walk_inline(d, e, &a, depth + 1);
    free(uri);
}

/* A content control that still shows what to type there holds nothing. */
static fz_xml *content_of(fz_xml *sdt)
{
    fz_xml *properties = fz_xml_find_down(sdt, "sdtPr");
    if (docx_switch(properties, "showingPlcHdr") == 1)
        return NULL;
    return fz_xml_find_down(sdt, "sdtContent");
}

static bool is_transparent(const char *tag)
{
    static const char *const tags[] = {"ins", "moveTo", "smartTag",  "customXml", "dir",
                                       "bdo", "oMath",  "oMathPara", NULL};
    for (int i = 0; tags[i]; i++)
        if (strcmp(tag, tags[i]) == 0)
            return true;
    return false;
}

static void give_formula(struct docx *d, fz_xml *node, const struct around *a, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        if (fz_xml_is_tag(e, "t"))
            give_text(d, text_of(e), &a->look, a, 0);
        else
            give_formula(d, e, a, depth + 1);
    }
}

static void walk_inline(struct docx *d, fz_xml *node, const struct around *a, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        const char *tag = fz_xml_tag(e);
        if (!tag)
            continue;
        if (strcmp(tag, "r") == 0) {
            walk_run(d, e, a, depth + 1);
        } else if (strcmp(tag, "hyperlink") == 0) {
            walk_link(d, e, a, depth);
        } else if (strcmp(tag, "fldSimple") == 0) {
            walk_simple_field(d, e, a, depth);
        } else if (strcmp(tag, "bookmarkStart") == 0) {
            builder_add_anchor(d->flow.builder, fz_xml_att(e, "w:name"));
        } else if (strcmp(tag, "sdt") == 0) {
            fz_xml *content = content_of(e);
            if (content)
                walk_inline(d, content, a, depth + 1);
        } else if (strncmp(tag, "oMath", 5) == 0) {
            give_formula(d, e, a, depth + 1);
        } else if (is_transparent(tag)) {
            walk_inline(d, e, a, depth + 1);
        }
    }
}

/* --- paragraphs --- */

static const struct docx_style *style_of(const struct docx *d, fz_xml *properties)
{
    fz_xml *named = properties ? fz_xml_find_down(properties, "pStyle") : NULL;
    const struct docx_style *style =
        named ? docx_styles_find(&d->styles, fz_xml_att(named, "w:val")) : NULL;
    return style ? style : d->styles.standard;
}

/* 1 to 6; 0: not a heading. */
static int heading_level(const struct docx_style *style, fz_xml *properties)
{
    fz_xml *own = properties ? fz_xml_find_down(properties, "outlineLvl") : NULL;
    const char *value = own ? fz_xml_att(own, "w:val") : NULL;
    int outline = value ? atoi(value) : style ? style->outline : -1;
    if (style && style->role == DOCX_TITLE)
        return 1;
    if (outline < 0 || outline > 8 || (style && style->role == DOCX_CONTENTS))
        return 0;
    return outline > 5 ? 6 : outline + 1;
}

bool docx_is_heading(const struct docx *d, fz_xml *paragraph)
{
    fz_xml *properties = fz_xml_find_down(paragraph, "pPr");
    return heading_level(style_of(d, properties), properties) > 0;
}

static uint32_t list_group(struct docx *d, const char *num_id, int level)
{
    if (!d->list || strcmp(d->list, num_id) != 0)
        memset(d->groups, 0, sizeof d->groups);
    d->list = num_id;
    for (int i = level + 1; i < DOCX_LIST_LEVELS; i++)
        d->groups[i] = 0;
    if (d->groups[level] == 0)
        d->groups[level] = builder_new_group(d->flow.builder);
    return d->groups[level];
}

/* What stands before the paragraph makes it an item of a list. `label` gets it. */
static void read_numbering(struct docx *d, const struct docx_style *style, fz_xml *properties,
                           struct builder_block *block, struct str *label)
{
    const char *num_id = style ? style->num_id : NULL;
    int level = style ? style->num_level : -1;
    docx_numbering_of(properties, &num_id, &level);
    if (num_id && level < 0)
        level = docx_numbering_level_of(&d->numbering, num_id, style ? style->id : NULL);
    if (num_id && level >= 0 && level < DOCX_LIST_LEVELS && strcmp(num_id, "0") != 0)
        docx_numbering_next(&d->numbering, num_id, level, label);
    if (label->length_bytes > 0 && block->kind == BLOCK_PARAGRAPH) {
        block->kind = BLOCK_LIST_ITEM;
        block->level = level + 1;
        block->label = str_text(label);
        block->group = d->flow.is_left_out ? 0 : list_group(d, num_id, level);
    }
}

static void set_kind(const struct docx_style *style, fz_xml *properties,
                     struct builder_block *block)
{
    int level = heading_level(style, properties);
    *block = (struct builder_block){.kind = BLOCK_PARAGRAPH};
    if (level > 0) {
        block->kind = BLOCK_HEADING;
        block->level = level;
    } else if (style && style->role == DOCX_QUOTE) {
        block->kind = BLOCK_QUOTE;
    } else if (style && style->role == DOCX_CAPTION) {
        block->kind = BLOCK_CAPTION;
    }
}

static bool ends_deleted(fz_xml *properties)
{
    fz_xml *mark = properties ? fz_xml_find_down(properties, "rPr") : NULL;
    return mark && (fz_xml_find_down(mark, "del") || fz_xml_find_down(mark, "moveFrom"));
}

/* A large first letter is a paragraph of its own, in a frame. */
static bool is_drop_capital(fz_xml *properties)
{
    fz_xml *frame = properties ? fz_xml_find_down(properties, "framePr") : NULL;
    const char *drop = frame ? fz_xml_att(frame, "w:dropCap") : NULL;
    return drop && strcmp(drop, "none") != 0;
}

static void begin_contents_line(struct docx *d, const struct docx_style *style,
                                struct builder_block *block)
{
    *block = (struct builder_block){.kind = BLOCK_LIST_ITEM, .level = style->level};
    block->group = d->flow.is_left_out ? 0 : list_group(d, "contents", 0);
    office_flow_begin(&d->flow, block);
    office_flow_set_contents(&d->flow);
}

static bool is_in_the_open(const struct office_flow *f)
{
    return !f->in_cell && !f->in_note && !f->is_left_out && f->depth == 0;
}

static void walk_paragraph(struct docx *d, fz_xml *p, int depth)
{
    fz_xml *properties = fz_xml_find_down(p, "pPr");
    const struct docx_style *style = style_of(d, properties);
    struct builder_block block;
    struct str label = {0};
    struct around a = {.look = style ? style->look : d->styles.look};
    docx_look_inherit(&a.look, &d->styles.look);
    set_kind(style, properties, &block);
    if (style && style->role == DOCX_CONTENTS && !d->flow.in_cell) {
        begin_contents_line(d, style, &block);
    } else {
        read_numbering(d, style, properties, &block, &label);
        if (block.kind == BLOCK_PARAGRAPH && d->guesses_headings && is_in_the_open(&d->flow) &&
            docx_looks_like_heading(p))
            block = (struct builder_block){.kind = BLOCK_HEADING, .level = 1};
        if (block.kind != BLOCK_LIST_ITEM)
            d->list = NULL;
        office_flow_begin(&d->flow, &block);
    }
    a.is_plain = block.kind == BLOCK_HEADING || block.kind == BLOCK_CAPTION;
    a.is_title = style && style->role == DOCX_TITLE && !d->flow.is_left_out;
    if (block.kind == BLOCK_HEADING && label.length_bytes > 0 && label.data[0] != '\xe2' &&
        fz_xml_find_down(p, "r")) {
        give_text(d, str_text(&label), &a.look, &a, 0);
        give_text(d, " ", &a.look, &a, 0);
    }
    walk_inline(d, p, &a, depth + 1);
    if (a.is_title)
        str_add_char(&d->title, ' ');
    if (ends_deleted(properties) || is_drop_capital(properties))
        office_flow_join_next(&d->flow);
    office_flow_end(&d->flow);
    str_free(&label);
}

static bool is_container(const char *tag)
{
    return strcmp(tag, "ins") == 0 || strcmp(tag, "moveTo") == 0 || strcmp(tag, "customXml") == 0 ||
           strcmp(tag, "smartTag") == 0;
}

void docx_walk_blocks(struct docx *d, fz_xml *node, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e; e = fz_xml_next(e)) {
        const char *tag = fz_xml_tag(e);
        if (depth >= OFFICE_MOST_DEPTH) {
            d->flow.is_cut = true;
            return;
        }
        if (!tag)
            continue;
        if (strcmp(tag, "p") == 0) {
            walk_paragraph(d, e, depth + 1);
        } else if (strcmp(tag, "tbl") == 0) {
            d->list = NULL;
            docx_walk_table(d, e, depth + 1);
        } else if (strcmp(tag, "sdt") == 0) {
            fz_xml *content = content_of(e);
            if (content)
                docx_walk_blocks(d, content, depth + 1);
        } else if (strcmp(tag, "AlternateContent") == 0) {
            fz_xml *branch = docx_choose(e);
            if (branch)
                docx_walk_blocks(d, branch, depth + 1);
        } else if (strcmp(tag, "bookmarkStart") == 0) {
            builder_add_anchor(d->flow.builder, fz_xml_att(e, "w:name"));
        } else if (strcmp(tag, "altChunk") == 0) {
            d->flow.is_cut = true; /* another document, whole, in a part of its own */
        } else if (is_container(tag)) {
            docx_walk_blocks(d, e, depth + 1);
        }
    }
}
