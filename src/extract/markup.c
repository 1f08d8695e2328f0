#include "extract/markup.h"

#include "extract/markup_table.h"
#include "extract/number_label.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 200, MOST_CITED = 64, MOST_ASIDE = 16, MOST_NUMBER = 1000000 };

/* What surrounds the node that is being walked. */
struct around {
    enum block_kind kind; /* of a block that text here would open */
    int level;
    uint32_t group;
    const char *label; /* for the next block that opens; then "" */
    uint8_t style;
    const char *lang;
    const char *uri;
    const char *expansion;
    bool is_pre;
    bool is_left_out;
    bool in_cell; /* blocks inside a table cell are lines of that cell */
    int list_depth;
};

struct walk {
    struct markup *m;
    bool is_open;
    bool has_text;      /* in the open block */
    bool pending_space; /* white space that becomes a space when more text comes */
    bool pending_line;
    bool label_used;
    fz_xml *cited[MOST_CITED]; /* notes to give after the open block */
    char cited_label[MOST_CITED][16];
    int cited_count;
    fz_xml *given[MOST_CITED * 8]; /* notes that were given */
    int given_count;
    fz_xml *aside[MOST_ASIDE]; /* furniture within the open block, to give after it */
    int aside_count;
    fz_xml *root;
};

static void walk_children(struct walk *w, fz_xml *node, const struct around *outer, int depth);

bool markup_has_word(const char *attribute, const char *word)
{
    size_t n = strlen(word);
    while (attribute && *attribute) {
        size_t length = strcspn(attribute, " \t\r\n");
        if (length == n && strncasecmp(attribute, word, n) == 0)
            return true;
        attribute += length;
        attribute += strspn(attribute, " \t\r\n");
    }
    return false;
}

void markup_text(fz_xml *element, struct str *out)
{
    for (fz_xml *node = fz_xml_down(element); node; node = fz_xml_next(node)) {
        const char *text = fz_xml_text(node);
        for (; text && *text; text++) {
            if (!isspace((unsigned char)*text))
                str_add_char(out, *text);
            else if (out->length_bytes > 0 && out->data[out->length_bytes - 1] != ' ')
                str_add_char(out, ' ');
        }
        if (!fz_xml_text(node) && out->length_bytes < 65536)
            markup_text(node, out);
    }
}

char *markup_text_of(fz_xml *root, const char *tag)
{
    fz_xml *element = fz_xml_find_down(root, tag);
    struct str text = {0};
    if (element)
        markup_text(element, &text);
    return text.data;
}

/* --- blocks and text --- */

static void give_cited_notes(struct walk *w, int depth);
static void give_asides(struct walk *w, int depth);

static void close_block(struct walk *w)
{
    if (w->is_open)
        builder_end(w->m->builder);
    w->is_open = false;
    w->has_text = w->pending_space = w->pending_line = false;
}

static void end_block(struct walk *w, const struct around *a, int depth)
{
    if (a->in_cell) {
        w->pending_line = w->has_text;
        return;
    }
    close_block(w);
    if (w->aside_count > 0 && depth < MOST_DEPTH)
        give_asides(w, depth);
    if (w->cited_count > 0 && depth < MOST_DEPTH)
        give_cited_notes(w, depth);
}

static void open_block(struct walk *w, struct around *a)
{
    struct builder_block block = {
        .kind = a->is_left_out ? BLOCK_LEFT_OUT : a->kind,
        .level = a->level,
        .group = a->group,
        .page = w->m->page,
        .label = a->label && *a->label && !w->label_used ? a->label : NULL,
    };
    w->label_used = true;
    builder_begin(w->m->builder, &block);
    w->is_open = true;
    if (a->is_left_out)
        w->m->left_out++;
}

static void give_bytes(struct walk *w, struct around *a, const char *text, size_t bytes)
{
    struct builder_run run = {.style = a->style,
                              .lang = a->lang,
                              .page = w->m->page,
                              .uri = a->uri,
                              .expansion = a->expansion};
    if (!w->is_open)
        open_block(w, a);
    if (w->pending_line && w->has_text)
        builder_text(w->m->builder, "\n", 1, NULL);
    else if (w->pending_space && w->has_text)
        builder_text(w->m->builder, " ", 1, NULL);
    w->pending_line = w->pending_space = false;
    builder_text(w->m->builder, text, bytes, &run);
    w->has_text = true;
}

static void give_text(struct walk *w, struct around *a, const char *text)
{
    while (*text) {
        size_t spaces = strspn(text, " \t\r\n\f");
        if (spaces > 0 && a->is_pre && memchr(text, '\n', spaces))
            w->pending_line = true;
        if (spaces > 0)
            w->pending_space = true;
        text += spaces;
        size_t bytes = strcspn(text, " \t\r\n\f");
        size_t end = bytes;
        /* several words at once, as long as single spaces part them */
        while (text[end] == ' ' && text[end + 1] && !strchr(" \t\r\n\f", text[end + 1]))
            end += 1 + strcspn(text + end + 1, " \t\r\n\f");
        if (end > 0)
            give_bytes(w, a, text, end);
        text += end;
    }
}

static void give_anchor(struct walk *w, const char *id)
{
    struct str name = {0};
    if (!id || !*id)
        return;
    str_add(&name, w->m->place);
    if (*w->m->place)
        str_add_char(&name, '#');
    str_add(&name, id);
    builder_add_anchor(w->m->builder, str_text(&name));
    str_free(&name);
}

/* --- notes --- */

static bool is_note(fz_xml *e)
{
    const char *type = fz_xml_att(e, "epub:type"), *role = fz_xml_att(e, "role");
    return markup_has_word(type, "footnote") || markup_has_word(type, "endnote") ||
           markup_has_word(type, "rearnote") || markup_has_word(role, "doc-footnote") ||
           markup_has_word(role, "doc-endnote");
}

static bool is_note_reference(fz_xml *e)
{
    return markup_has_word(fz_xml_att(e, "epub:type"), "noteref") ||
           markup_has_word(fz_xml_att(e, "role"), "doc-noteref");
}

static fz_xml *find_id(fz_xml *node, const char *id, int depth)
{
    for (; node && depth < MOST_DEPTH; node = fz_xml_next(node)) {
        const char *own = fz_xml_att(node, "id");
        if (own && strcmp(own, id) == 0)
            return node;
        fz_xml *found = find_id(fz_xml_down(node), id, depth + 1);
        if (found)
            return found;
    }
    return NULL;
}

static bool was_given(const struct walk *w, fz_xml *e)
{
    for (int i = 0; i < w->given_count; i++)
        if (w->given[i] == e)
            return true;
    return false;
}

static void cite_note(struct walk *w, fz_xml *reference, const char *href)
{
    struct str label = {0};
    const int most_given = (int)(sizeof w->given / sizeof *w->given);
    if (href[0] != '#' || w->cited_count >= MOST_CITED || w->given_count >= most_given)
        return;
    fz_xml *note = find_id(w->root, href + 1, 0);
    if (!note || was_given(w, note) || fz_xml_text(note))
        return;
    markup_text(reference, &label);
    snprintf(w->cited_label[w->cited_count], sizeof w->cited_label[0], "%s", str_text(&label));
    w->cited[w->cited_count++] = note;
    w->given[w->given_count++] = note;
    str_free(&label);
}

static void give_note(struct walk *w, fz_xml *note, const char *label, int depth)
{
    struct around a = {.kind = BLOCK_NOTE, .label = label};
    w->label_used = false;
    give_anchor(w, fz_xml_att(note, "id"));
    walk_children(w, note, &a, depth + 1);
    close_block(w);
}

static void give_cited_notes(struct walk *w, int depth)
{
    int count = w->cited_count;
    fz_xml *notes[MOST_CITED];
    char labels[MOST_CITED][16];
    memcpy(notes, w->cited, sizeof notes);
    memcpy(labels, w->cited_label, sizeof labels);
    w->cited_count = 0;
    for (int i = 0; i < count; i++)
        give_note(w, notes[i], labels[i], depth);
}

/* --- elements --- */

static bool is_block(const char *tag)
{
    static const char *const blocks[] = {
        "p",       "div",     "section", "article",    "main", "address", "pre",     "dl",
        "dt",      "dd",      "figure",  "figcaption", "ul",   "ol",      "li",      "blockquote",
        "aside",   "header",  "footer",  "nav",        "form", "table",   "caption", "fieldset",
        "details", "summary", "hgroup",  "body",       "h1",   "h2",      "h3",      "h4",
        "h5",      "h6",      "center",  "tr",         "td",   "th",      "legend",  "menu",
        "search",  "option",  NULL};
    return str_is_among(tag, blocks);
}

static bool is_ignored(const char *tag)
{
    static const char *const ignored[] = {"script", "style",  "template", "noscript", "head",
                                          "iframe", "object", "video",    "audio",    "canvas",
                                          "rt",     "rp",     "select",   "textarea", "input",
                                          "title",  "meta",   "link",     "datalist", NULL};
    return str_is_among(tag, ignored);
}

static bool is_hidden(fz_xml *e)
{
    const char *style = fz_xml_att(e, "style"), *aria = fz_xml_att(e, "aria-hidden");
    if (fz_xml_att(e, "hidden") || (aria && strcmp(aria, "true") == 0))
        return true;
    return style && (strstr(style, "display:none") || strstr(style, "display: none") ||
                     strstr(style, "visibility:hidden") || strstr(style, "visibility: hidden"));
}

static void give_picture(struct walk *w, fz_xml *e, const struct around *a, int depth)
{
    struct markup *m = w->m;
    const char *alt = fz_xml_att(e, "alt"), *role = fz_xml_att(e, "role");
    const char *src = fz_xml_att_alt(e, "src", "xlink:href");
    struct picture picture = {0};
    if (!src)
        src = fz_xml_att(e, "href");
    if (!alt)
        alt = fz_xml_att(e, "aria-label");
    if ((alt && !*alt) || markup_has_word(role, "presentation") || markup_has_word(role, "none") ||
        a->is_left_out)
        return; /* decoration */
    if (m->load_picture && src && !m->load_picture(m->data, src, &picture))
        picture.pixels = NULL;
    if (a->in_cell) {
        struct around inside = *a;
        if (alt)
            give_text(w, &inside, alt);
        free(picture.pixels);
        return;
    }
    if (picture.pixels || alt) {
        struct builder_block block = {.kind = BLOCK_FIGURE, .page = m->page};
        end_block(w, a, depth);
        builder_add_figure(m->builder, &block, picture.pixels, picture.width_px, picture.height_px,
                           3, alt, a->lang);
        if (!alt)
            m->pictures_no_alt++;
    }
    free(picture.pixels);
}

/* "iv.", "c.", "12."; behind "z" numbers are clearer. */
static void list_label(const char *type, int n, struct str *out)
{
    char format = type && *type && strchr("aAiI", *type) ? *type : '1';
    bool is_past_z = (format == 'a' || format == 'A') && n > 26;
    str_clear(out);
    number_label_add(out, is_past_z ? '1' : format, n);
    str_add_char(out, '.');
}

/* A number that a list goes on from. */
static int list_number(const char *text)
{
    long n = strtol(text, NULL, 10);
    return n < -MOST_NUMBER ? -MOST_NUMBER : n > MOST_NUMBER ? MOST_NUMBER : (int)n;
}

static void walk_list(struct walk *w, fz_xml *list, const struct around *a, int depth)
{
    bool is_ordered = strcmp(fz_xml_tag(list), "ol") == 0;
    const char *start = fz_xml_att(list, "start");
    int number = start ? list_number(start) : 1;
    struct str label = {0};
    struct around item = *a;
    item.list_depth++;
    if (!a->in_cell) {
        item.kind = BLOCK_LIST_ITEM;
        item.level = item.list_depth > 6 ? 6 : item.list_depth;
        item.group = builder_new_group(w->m->builder);
    }
    end_block(w, a, depth);
    for (fz_xml *li = fz_xml_down(list); li; li = fz_xml_next(li)) {
        const char *tag = fz_xml_tag(li), *value;
        if (!tag || was_given(w, li))
            continue;
        if (strcmp(tag, "li") != 0) {
            walk_children(w, li, &item, depth + 1);
            end_block(w, a, depth);
            continue;
        }
        if (is_hidden(li))
            continue;
        item.is_left_out =
            a->is_left_out || (w->m->is_furniture && w->m->is_furniture(w->m->data, li));
        value = fz_xml_att(li, "value");
        if (value)
            number = list_number(value);
        if (is_ordered)
            list_label(fz_xml_att(list, "type"), number++, &label);
        item.label = is_ordered ? str_text(&label) : "\xe2\x80\xa2";
        item.lang = fz_xml_att_alt(li, "lang", "xml:lang") ? fz_xml_att_alt(li, "lang", "xml:lang")
                                                           : a->lang;
        if (is_note(li))
            item.kind = BLOCK_NOTE;
        w->label_used = false;
        give_anchor(w, fz_xml_att(li, "id"));
        walk_children(w, li, &item, depth + 1);
        end_block(w, a, depth);
    }
    str_free(&label);
    w->label_used = true;
}

struct cell_walk {
    struct walk *w;
    const struct around *a;
    int depth;
};

static void walk_cell(void *data, fz_xml *cell, const struct builder_block *block)
{
    struct cell_walk *c = data;
    struct around inside = *c->a;
    close_block(c->w);
    inside.in_cell = true;
    inside.label = NULL;
    if (c->a->is_left_out) {
        walk_children(c->w, cell, &inside, c->depth + 1);
        close_block(c->w);
        return;
    }
    struct builder_block own = *block;
    own.page = c->w->m->page;
    builder_begin(c->w->m->builder, &own);
    c->w->is_open = true;
    walk_children(c->w, cell, &inside, c->depth + 1);
    close_block(c->w);
}

static void walk_table(struct walk *w, fz_xml *table, const struct around *a, int depth)
{
    struct cell_walk cells = {w, a, depth};
    fz_xml *caption = fz_xml_find_down(table, "caption");
    end_block(w, a, depth);
    if (!markup_table_is_data(table) || a->in_cell) {
        walk_children(w, table, a, depth + 1);
        end_block(w, a, depth);
        return;
    }
    if (caption) {
        struct around inside = *a;
        inside.kind = BLOCK_CAPTION;
        walk_children(w, caption, &inside, depth + 1);
        end_block(w, a, depth);
    }
    markup_table_walk(table, builder_new_group(w->m->builder), walk_cell, &cells);
    end_block(w, a, depth);
}

/* What an element changes for what stands inside it. */
static void enter(struct walk *w, fz_xml *e, const char *tag, struct around *a)
{
    const char *title = fz_xml_att(e, "title"), *href = fz_xml_att(e, "href");
    if (tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' && !tag[2]) {
        a->kind = BLOCK_HEADING;
        a->level = tag[1] - '0';
        a->group = 0;
        a->label = NULL;
    } else if (strcmp(tag, "blockquote") == 0 && a->kind == BLOCK_PARAGRAPH) {
        a->kind = BLOCK_QUOTE;
    } else if (strcmp(tag, "figcaption") == 0) {
        a->kind = BLOCK_CAPTION;
    } else if (strcmp(tag, "pre") == 0) {
        a->is_pre = true;
    } else if (strcmp(tag, "b") == 0 || strcmp(tag, "strong") == 0 || strcmp(tag, "dt") == 0) {
        a->style |= STYLE_BOLD;
    } else if (strcmp(tag, "i") == 0 || strcmp(tag, "em") == 0 || strcmp(tag, "cite") == 0) {
        a->style |= STYLE_EMPHASIS;
    } else if (strcmp(tag, "abbr") == 0 && title && *title) {
        a->expansion = title;
    } else if (strcmp(tag, "sup") == 0 && fz_xml_find_down(e, "a")) {
        a->style |= STYLE_RAISED;
    } else if (strcmp(tag, "a") == 0 && href) {
        a->uri = href;
        if (is_note_reference(e)) {
            a->style |= STYLE_RAISED;
            cite_note(w, e, href);
        }
    }
    if (is_note(e) && !a->is_left_out)
        a->kind = BLOCK_NOTE;
}

/* Links to other files of the same book are links to anchors: "../text/two.xhtml#a" -> "#text/two.xhtml#a". A single page's links
 * to its neighbours lead nowhere: NULL. */
static char *resolve_link(const struct walk *w, const char *uri)
{
    struct str out = {0};
    if (strchr(uri, ':') || (!*w->m->place && uri[0] == '#'))
        return mem_copy_string(uri);
    if (!*w->m->place)
        return NULL;
    str_add_char(&out, '#');
    if (uri[0] == '#') {
        str_add(&out, w->m->place);
    } else {
        const char *slash = strrchr(w->m->place, '/');
        size_t folder = slash ? (size_t)(slash - w->m->place) + 1 : 0;
        while (strncmp(uri, "../", 3) == 0) {
            uri += 3;
            while (folder > 0 && w->m->place[--folder] != '/')
                ;
            while (folder > 0 && w->m->place[folder - 1] != '/')
                folder--;
        }
        str_add_bytes(&out, w->m->place, folder);
    }
    str_add(&out, uri);
    char *copy = mem_copy_string(str_text(&out));
    str_free(&out);
    return copy;
}

static bool is_empty(fz_xml *e)
{
    struct str text = {0};
    markup_text(e, &text);
    bool empty = text.length_bytes == 0;
    str_free(&text);
    return empty;
}

/* Furniture within a line, such as the number of a printed page, does not part the block. False: it has to. */
static bool set_aside(struct walk *w, fz_xml *e, const struct around *a)
{
    if (!w->is_open || !w->has_text || (w->aside_count == MOST_ASIDE && !is_empty(e)))
        return false;
    if (!a->in_cell && !is_empty(e))
        w->aside[w->aside_count++] = e;
    return !a->in_cell || is_empty(e);
}

static void give_asides(struct walk *w, int depth)
{
    fz_xml *asides[MOST_ASIDE];
    int count = w->aside_count;
    struct around a = {.kind = BLOCK_PARAGRAPH, .is_left_out = true};
    memcpy(asides, w->aside, sizeof asides);
    w->aside_count = 0;
    for (int i = 0; i < count; i++) {
        walk_children(w, asides[i], &a, depth + 1);
        close_block(w);
    }
}

static void walk_element(struct walk *w, fz_xml *e, const char *tag, const struct around *outer,
                         int depth)
{
    struct around a = *outer;
    const char *lang = fz_xml_att_alt(e, "lang", "xml:lang");
    bool begins_furniture = false;
    if (is_ignored(tag) || is_hidden(e) || was_given(w, e))
        return;
    if (lang && *lang)
        a.lang = lang;
    if (!a.is_left_out && w->m->is_furniture && w->m->is_furniture(w->m->data, e)) {
        if (!is_block(tag) && set_aside(w, e, outer)) {
            give_anchor(w, fz_xml_att(e, "id"));
            return;
        }
        begins_furniture = a.is_left_out = true;
    }
    bool block = is_block(tag) || begins_furniture;
    if (block && strcmp(tag, "table") != 0)
        end_block(w, outer, depth);
    give_anchor(w, fz_xml_att_alt(e, "id", strcmp(tag, "a") == 0 ? "name" : "id"));
    if (strcmp(tag, "br") == 0) {
        w->pending_line = w->has_text;
    } else if (strcmp(tag, "hr") == 0) {
        end_block(w, outer, depth);
    } else if (strcmp(tag, "img") == 0 || strcmp(tag, "image") == 0) {
        give_picture(w, e, &a, depth);
    } else if (strcmp(tag, "ul") == 0 || strcmp(tag, "ol") == 0 || strcmp(tag, "menu") == 0) {
        walk_list(w, e, &a, depth);
    } else if (strcmp(tag, "table") == 0) {
        walk_table(w, e, &a, depth);
    } else if (strcmp(tag, "q") == 0) {
        give_text(w, &a, "\xe2\x80\x9c");
        w->pending_space = false;
        walk_children(w, e, &a, depth + 1);
        w->pending_space = false;
        give_text(w, &a, "\xe2\x80\x9d");
    } else {
        enter(w, e, tag, &a);
        char *uri = a.uri && a.uri != outer->uri ? resolve_link(w, a.uri) : NULL;
        if (a.uri != outer->uri)
            a.uri = uri;
        walk_children(w, e, &a, depth + 1);
        free(uri);
    }
    if (block && strcmp(tag, "table") != 0)
        end_block(w, begins_furniture ? &a : outer, depth);
}

static void walk_children(struct walk *w, fz_xml *node, const struct around *outer, int depth)
{
    struct around a = *outer;
    if (depth > MOST_DEPTH)
        return;
    for (fz_xml *child = fz_xml_down(node); child; child = fz_xml_next(child)) {
        const char *tag = fz_xml_tag(child), *text = fz_xml_text(child);
        if (text)
            give_text(w, &a, text);
        else if (tag && tag[0] != '#')
            walk_element(w, child, tag, &a, depth);
    }
}

void markup_give(struct markup *m, fz_xml *root, const char *lang)
{
    struct walk *w = mem_new(1, sizeof *w);
    struct around a = {.kind = BLOCK_PARAGRAPH, .lang = lang};
    w->m = m;
    w->root = root;
    walk_children(w, root, &a, 0);
    end_block(w, &a, 0);
    close_block(w);
    free(w);
}
