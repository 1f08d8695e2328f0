#include "extract/odt_styles.h"

#include "base/mem.h"
#include "extract/office_flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STYLES = 50000, MOST_ANCESTORS = 16, MOST_NUMBER = 1000000 };

void odt_look_inherit(struct odt_look *look, const struct odt_look *from)
{
    look->bold = look->bold < 0 ? from->bold : look->bold;
    look->italic = look->italic < 0 ? from->italic : look->italic;
    look->hidden = look->hidden < 0 ? from->hidden : look->hidden;
    for (int i = 0; i < 3; i++)
        if (!*look->lang[i])
            memcpy(look->lang[i], from->lang[i], ODT_TAG_BYTES);
}

static void read_lang(fz_xml *e, const char *language, const char *country, char out[ODT_TAG_BYTES])
{
    const char *lang = fz_xml_att(e, language), *place = fz_xml_att(e, country);
    *out = '\0';
    if (!lang || !*lang || strcmp(lang, "none") == 0 || strcmp(lang, "zxx") == 0)
        return;
    if (place && *place && strcmp(place, "none") != 0)
        snprintf(out, ODT_TAG_BYTES, "%.10s-%.10s", lang, place);
    else
        snprintf(out, ODT_TAG_BYTES, "%.20s", lang);
}

static void read_look(fz_xml *style, struct odt_look *look)
{
    fz_xml *e = fz_xml_find_down(style, "text-properties");
    *look = (struct odt_look){.bold = -1, .italic = -1, .hidden = -1};
    if (!e)
        return;
    const char *weight = fz_xml_att(e, "fo:font-weight"), *slant = fz_xml_att(e, "fo:font-style");
    const char *display = fz_xml_att(e, "text:display");
    if (weight)
        look->bold = strcmp(weight, "bold") == 0 || atoi(weight) >= 600;
    if (slant)
        look->italic = strcmp(slant, "normal") != 0;
    if (display)
        look->hidden = strcmp(display, "none") == 0;
    read_lang(e, "fo:language", "fo:country", look->lang[OFFICE_LATIN]);
    read_lang(e, "style:language-asian", "style:country-asian", look->lang[OFFICE_ASIAN]);
    read_lang(e, "style:language-complex", "style:country-complex", look->lang[OFFICE_COMPLEX]);
}

/* LibreOffice keeps the names of its own styles in English; a space is '_20_'. */
static enum odt_role role_of(const char *name)
{
    static const struct {
        const char *name;
        enum odt_role role;
    } roles[] = {
        {"Title", ODT_TITLE},     {"Quotations", ODT_QUOTE}, {"Quote", ODT_QUOTE},
        {"Caption", ODT_CAPTION}, {"caption", ODT_CAPTION},  {"Table_20_Heading", ODT_TABLE_HEAD},
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(name, roles[i].name) == 0)
            return roles[i].role;
    return ODT_PLAIN;
}

static void read_style(fz_xml *e, struct odt_styles *s)
{
    const char *outline = fz_xml_att(e, "style:default-outline-level");
    struct odt_style style = {.name = fz_xml_att(e, "style:name"),
                              .family = fz_xml_att(e, "style:family"),
                              .parent = fz_xml_att(e, "style:parent-style-name"),
                              .outline = outline ? atoi(outline) : 0};
    if (!style.name || !style.family || s->count >= MOST_STYLES)
        return;
    style.role = role_of(style.name);
    read_look(e, &style.look);
    MEM_ROOM(s->styles, s->count, s->cap);
    s->styles[s->count++] = style;
}

static int number_of(fz_xml *e, const char *name, int otherwise)
{
    const char *value = fz_xml_att(e, name);
    int n = value ? atoi(value) : otherwise;
    return n < 0 || n > MOST_NUMBER ? otherwise : n;
}

static void read_list_style(fz_xml *e, struct odt_list_style *list)
{
    for (fz_xml *l = fz_xml_down(e); l; l = fz_xml_next(l)) {
        const char *tag = fz_xml_tag(l), *format;
        int level = tag ? number_of(l, "text:level", 0) : 0;
        if (level < 1 || level > ODT_LEVELS)
            continue;
        struct odt_level *out = &list->levels[level - 1];
        format = fz_xml_att(l, "style:num-format");
        out->prefix = fz_xml_att(l, "style:num-prefix");
        out->suffix = fz_xml_att(l, "style:num-suffix");
        out->start = number_of(l, "text:start-value", 1);
        out->shown_levels = number_of(l, "text:display-levels", 1);
        if (strcmp(tag, "list-level-style-bullet") == 0 ||
            strcmp(tag, "list-level-style-image") == 0)
            out->format = 'b';
        else
            out->format = format ? *format : 0;
    }
}

static void add_list_style(fz_xml *e, struct odt_styles *s)
{
    struct odt_list_style list = {.name = fz_xml_att(e, "style:name")};
    if (!list.name || s->list_count >= MOST_STYLES)
        return;
    read_list_style(e, &list);
    MEM_ROOM(s->lists, s->list_count, s->list_cap);
    s->lists[s->list_count++] = list;
}

static void add_group(struct odt_styles *s, fz_xml *group)
{
    for (fz_xml *e = fz_xml_down(group); e; e = fz_xml_next(e)) {
        if (fz_xml_is_tag(e, "style")) {
            read_style(e, s);
        } else if (fz_xml_is_tag(e, "list-style")) {
            add_list_style(e, s);
        } else if (fz_xml_is_tag(e, "outline-style")) {
            read_list_style(e, &s->outline);
        } else if (fz_xml_is_tag(e, "default-style") &&
                   fz_xml_att_eq(e, "style:family", "paragraph")) {
            read_look(e, &s->look);
        }
    }
}

/* Automatic styles of styles.xml are for headers and footers only, and would take the names of those of the content. */
void odt_styles_add(struct odt_styles *s, fz_xml *root)
{
    bool is_part = fz_xml_is_tag(root, "document-styles");
    fz_xml *automatic = fz_xml_find_down(root, "automatic-styles");
    fz_xml *common = fz_xml_find_down(root, "styles");
    if (automatic && !is_part)
        add_group(s, automatic);
    if (common)
        add_group(s, common);
}

static int compare(const void *a, const void *b)
{
    const struct odt_style *x = a, *y = b;
    int order = strcmp(x->family, y->family);
    return order ? order : strcmp(x->name, y->name);
}

static int compare_lists(const void *a, const void *b)
{
    return strcmp(((const struct odt_list_style *)a)->name,
                  ((const struct odt_list_style *)b)->name);
}

const struct odt_style *odt_styles_find(const struct odt_styles *s, const char *family,
                                        const char *name)
{
    struct odt_style key = {.name = name, .family = family};
    if (!name || s->count == 0)
        return NULL;
    return bsearch(&key, s->styles, s->count, sizeof *s->styles, compare);
}

const struct odt_list_style *odt_styles_find_list(const struct odt_styles *s, const char *name)
{
    struct odt_list_style key = {.name = name};
    if (!name || s->list_count == 0)
        return NULL;
    return bsearch(&key, s->lists, s->list_count, sizeof *s->lists, compare_lists);
}

static void inherit(const struct odt_styles *s, struct odt_style *style)
{
    const struct odt_style *from = odt_styles_find(s, style->family, style->parent);
    for (int i = 0; from && from != style && i < MOST_ANCESTORS; i++) {
        style->role = style->role == ODT_PLAIN ? from->role : style->role;
        style->outline = style->outline == 0 ? from->outline : style->outline;
        odt_look_inherit(&style->look, &from->look);
        from = odt_styles_find(s, style->family, from->parent);
    }
}

void odt_styles_settle(struct odt_styles *s)
{
    if (s->count > 0)
        qsort(s->styles, s->count, sizeof *s->styles, compare);
    if (s->list_count > 0)
        qsort(s->lists, s->list_count, sizeof *s->lists, compare_lists);
    for (size_t i = 0; i < s->count; i++)
        inherit(s, &s->styles[i]);
}

void odt_styles_free(struct odt_styles *s)
{
    free(s->styles);
    free(s->lists);
    *s = (struct odt_styles){0};
}
