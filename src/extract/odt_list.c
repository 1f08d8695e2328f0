#include "extract/odt_body.h"

#include "base/mem.h"
#include "extract/number_label.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KEPT = 5000, MOST_NUMBER = 1000000 };

static void count_item(struct odt_count *count, const struct odt_list_style *style, int level,
                       int start)
{
    for (int i = 0; i <= level; i++) {
        int first = style->levels[i].start;
        if (!count->is_counting[i])
            count->at[i] = first - (i == level);
        count->is_counting[i] = true;
    }
    if (start >= 0)
        count->at[level] = start;
    else if (count->at[level] < MOST_NUMBER)
        count->at[level]++;
    for (int i = level + 1; i < ODT_LEVELS; i++)
        count->is_counting[i] = false;
}

static void write_label(const struct odt_count *count, const struct odt_list_style *style,
                        int level, struct str *label)
{
    const struct odt_level *own = &style->levels[level];
    int first = level + 1 - own->shown_levels;
    bool is_begun = false;
    if (own->format == 'b') {
        str_add(label, "\xe2\x80\xa2");
        return;
    }
    if (!own->format)
        return;
    if (own->prefix)
        str_add(label, own->prefix);
    for (int i = first < 0 ? 0 : first; i <= level; i++) {
        if (!style->levels[i].format || style->levels[i].format == 'b')
            continue;
        if (is_begun)
            str_add_char(label, '.');
        number_label_add(label, style->levels[i].format, count->at[i]);
        is_begun = true;
    }
    if (own->suffix)
        str_add(label, own->suffix);
}

void odt_list_label(struct odt *o, const struct odt_place *place, struct str *label)
{
    static const struct odt_list_style bullets = {.levels = {{'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1},
                                                             {'b', 0, 0, 1, 1}}};
    const struct odt_list_style *style = odt_styles_find_list(&o->styles, place->style);
    int level = place->level > ODT_LEVELS ? ODT_LEVELS - 1 : place->level - 1;
    if (level < 0)
        return;
    if (!style)
        style = &bullets;
    count_item(&o->count, style, level, place->start);
    write_label(&o->count, style, level, label);
}

void odt_heading_label(struct odt *o, int level, struct str *label)
{
    if (level < 1 || level > ODT_LEVELS)
        return;
    count_item(&o->headings, &o->styles.outline, level - 1, -1);
    write_label(&o->headings, &o->styles.outline, level - 1, label);
}

static struct odt_kept_list *find_kept(struct odt *o, const char *id)
{
    for (size_t i = o->kept_count; id && i > 0; i--)
        if (strcmp(o->kept[i - 1].id, id) == 0)
            return &o->kept[i - 1];
    return NULL;
}

static void begin_count(struct odt *o, fz_xml *list, const char *style)
{
    const struct odt_kept_list *kept = find_kept(o, fz_xml_att(list, "text:continue-list"));
    bool same = o->count.style && style && strcmp(o->count.style, style) == 0;
    if (kept)
        o->count = kept->count;
    else if (!(same && fz_xml_att_eq(list, "text:continue-numbering", "true")))
        o->count = (struct odt_count){0};
    o->count.style = style;
}

static void keep_count(struct odt *o, const char *id)
{
    if (!id || o->kept_count >= MOST_KEPT)
        return;
    MEM_ROOM(o->kept, o->kept_count, o->kept_cap);
    o->kept[o->kept_count++] = (struct odt_kept_list){id, o->count};
}

void odt_walk_list(struct odt *o, fz_xml *list, const struct odt_place *outer, int depth)
{
    const char *style = fz_xml_att(list, "text:style-name");
    struct odt_place place = {.level = outer->level + 1, .style = style, .start = -1};
    if (!style)
        place.style = outer->style;
    if (outer->level == 0)
        begin_count(o, list, style);
    else if (outer->level < ODT_LEVELS && !fz_xml_att_eq(list, "text:continue-numbering", "true"))
        o->count.is_counting[outer->level] = false;
    if (!o->flow.is_left_out)
        place.group = builder_new_group(o->flow.builder);
    for (fz_xml *item = fz_xml_down(list); item; item = fz_xml_next(item)) {
        const char *start = fz_xml_tag(item) ? fz_xml_att(item, "text:start-value") : NULL;
        place.is_first = fz_xml_is_tag(item, "list-item");
        place.start = start ? atoi(start) : -1;
        if (place.is_first || fz_xml_is_tag(item, "list-header"))
            odt_walk_blocks(o, item, &place, depth + 1);
    }
    if (outer->level == 0)
        keep_count(o, fz_xml_att(list, "xml:id"));
}
