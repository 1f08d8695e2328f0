#include "extract/docx_styles.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_STYLES = 10000, MOST_ANCESTORS = 16 };

int docx_switch(fz_xml *properties, const char *name)
{
    fz_xml *e = properties ? fz_xml_find_down(properties, name) : NULL;
    const char *value = e ? fz_xml_att(e, "w:val") : NULL;
    if (!e)
        return -1;
    return !value || !(strcmp(value, "0") == 0 || strcasecmp(value, "false") == 0 ||
                       strcasecmp(value, "off") == 0 || strcasecmp(value, "none") == 0);
}

void docx_look_read(fz_xml *properties, struct docx_look *look)
{
    fz_xml *lang = properties ? fz_xml_find_down(properties, "lang") : NULL;
    *look = (struct docx_look){.bold = docx_switch(properties, "b"),
                               .italic = docx_switch(properties, "i"),
                               .hidden = docx_switch(properties, "vanish")};
    if (!lang)
        return;
    look->lang[OFFICE_LATIN] = fz_xml_att(lang, "w:val");
    look->lang[OFFICE_ASIAN] = fz_xml_att(lang, "w:eastAsia");
    look->lang[OFFICE_COMPLEX] = fz_xml_att(lang, "w:bidi");
}

void docx_look_inherit(struct docx_look *look, const struct docx_look *from)
{
    look->bold = look->bold < 0 ? from->bold : look->bold;
    look->italic = look->italic < 0 ? from->italic : look->italic;
    look->hidden = look->hidden < 0 ? from->hidden : look->hidden;
    for (int i = 0; i < 3; i++)
        look->lang[i] = look->lang[i] ? look->lang[i] : from->lang[i];
}

void docx_numbering_of(fz_xml *properties, const char **num_id, int *level)
{
    fz_xml *numbering = properties ? fz_xml_find_down(properties, "numPr") : NULL;
    fz_xml *id = numbering ? fz_xml_find_down(numbering, "numId") : NULL;
    fz_xml *at = numbering ? fz_xml_find_down(numbering, "ilvl") : NULL;
    const char *value = at ? fz_xml_att(at, "w:val") : NULL;
    if (id)
        *num_id = fz_xml_att(id, "w:val");
    if (value)
        *level = atoi(value);
}

/* Word keeps the names of its own styles in English in every language. */
static void read_name(const char *name, struct docx_style *style)
{
    static const struct {
        const char *name;
        enum docx_role role;
    } roles[] = {
        {"title", DOCX_TITLE},
        {"quote", DOCX_QUOTE},
        {"intense quote", DOCX_QUOTE},
        {"quotations", DOCX_QUOTE},
        {"block text", DOCX_QUOTE},
        {"caption", DOCX_CAPTION},
        {"table of figures", DOCX_CONTENTS},
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcasecmp(name, roles[i].name) == 0)
            style->role = roles[i].role;
    if (strncasecmp(name, "heading ", 8) == 0 && name[8] >= '1' && name[8] <= '9' &&
        style->outline < 0)
        style->outline = name[8] - '1';
    style->level = style->role == DOCX_CONTENTS;
    if (strncasecmp(name, "toc ", 4) == 0 && name[4] >= '1' && name[4] <= '9') {
        style->role = DOCX_CONTENTS;
        style->level = name[4] - '0';
    }
}

static void read_table_parts(fz_xml *e, struct docx_style *style)
{
    for (fz_xml *part = fz_xml_find_down(e, "tblStylePr"); part;
         part = fz_xml_find_next(part, "tblStylePr")) {
        const char *type = fz_xml_att(part, "w:type");
        style->head_row |= type && strcmp(type, "firstRow") == 0;
        style->head_column |= type && strcmp(type, "firstCol") == 0;
    }
}

static void read_style(fz_xml *e, struct docx_styles *s)
{
    fz_xml *name = fz_xml_find_down(e, "name"), *based_on = fz_xml_find_down(e, "basedOn");
    fz_xml *paragraph = fz_xml_find_down(e, "pPr");
    fz_xml *outline = paragraph ? fz_xml_find_down(paragraph, "outlineLvl") : NULL;
    const char *level = outline ? fz_xml_att(outline, "w:val") : NULL;
    const char *names = name ? fz_xml_att(name, "w:val") : NULL;
    struct docx_style style = {.id = fz_xml_att(e, "w:styleId"), .num_level = -1};
    if (!style.id || s->count >= MOST_STYLES)
        return;
    style.based_on = based_on ? fz_xml_att(based_on, "w:val") : NULL;
    style.outline = level ? atoi(level) : -1;
    docx_numbering_of(paragraph, &style.num_id, &style.num_level);
    docx_look_read(fz_xml_find_down(e, "rPr"), &style.look);
    read_table_parts(e, &style);
    if (names)
        read_name(names, &style);
    MEM_ROOM(s->styles, s->count, s->cap);
    s->styles[s->count++] = style;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct docx_style *)a)->id, ((const struct docx_style *)b)->id);
}

const struct docx_style *docx_styles_find(const struct docx_styles *s, const char *id)
{
    struct docx_style key = {.id = id};
    if (!id || s->count == 0)
        return NULL;
    return bsearch(&key, s->styles, s->count, sizeof *s->styles, compare);
}

static void inherit(const struct docx_styles *s, struct docx_style *style)
{
    const struct docx_style *from = docx_styles_find(s, style->based_on);
    for (int i = 0; from && from != style && i < MOST_ANCESTORS; i++) {
        if (style->role == DOCX_PLAIN && style->outline < 0) {
            style->role = from->role;
            style->level = from->level;
        }
        style->outline = style->outline < 0 ? from->outline : style->outline;
        style->num_id = style->num_id ? style->num_id : from->num_id;
        style->num_level = style->num_level < 0 ? from->num_level : style->num_level;
        style->head_row |= from->head_row;
        style->head_column |= from->head_column;
        docx_look_inherit(&style->look, &from->look);
        from = docx_styles_find(s, from->based_on);
    }
}

void docx_styles_read(fz_xml *xml, struct docx_styles *out)
{
    fz_xml *root = xml ? fz_xml_find_dfs(fz_xml_root(xml), "styles", NULL, NULL) : NULL;
    fz_xml *defaults = root ? fz_xml_find_down(root, "docDefaults") : NULL;
    fz_xml *run = defaults ? fz_xml_find_down(defaults, "rPrDefault") : NULL;
    const char *standard = NULL;
    *out = (struct docx_styles){.xml = xml};
    docx_look_read(run ? fz_xml_find_down(run, "rPr") : NULL, &out->look);
    for (fz_xml *e = root ? fz_xml_find_down(root, "style") : NULL; e;
         e = fz_xml_find_next(e, "style")) {
        const char *is_default = fz_xml_att(e, "w:default");
        read_style(e, out);
        if (is_default && strcmp(is_default, "0") != 0 && fz_xml_att_eq(e, "w:type", "paragraph"))
            standard = fz_xml_att(e, "w:styleId");
    }
    if (out->count > 0)
        qsort(out->styles, out->count, sizeof *out->styles, compare);
    for (size_t i = 0; i < out->count; i++)
        inherit(out, &out->styles[i]);
    out->standard = docx_styles_find(out, standard);
}

void docx_styles_free(fz_context *ctx, struct docx_styles *s)
{
    free(s->styles);
    fz_drop_xml(ctx, s->xml);
    *s = (struct docx_styles){0};
}
