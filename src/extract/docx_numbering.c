#include "extract/docx_numbering.h"

#include "base/mem.h"
#include "extract/number_label.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LISTS = 20000, MOST_NUMBER = 1000000 };

static char format_of(const char *name)
{
    static const struct {
        const char *name;
        char format;
    } formats[] = {{"bullet", 'b'},      {"none", 0},         {"lowerLetter", 'a'},
                   {"upperLetter", 'A'}, {"lowerRoman", 'i'}, {"upperRoman", 'I'},
                   {"decimalZero", '0'}, {"chicago", '*'}};
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].format;
    return '1';
}

static const char *value_of(fz_xml *e, const char *name)
{
    fz_xml *child = e ? fz_xml_find_down(e, name) : NULL;
    return child ? fz_xml_att(child, "w:val") : NULL;
}

static int level_number(fz_xml *e)
{
    const char *value = fz_xml_att(e, "w:ilvl");
    int level = value ? atoi(value) : -1;
    return level >= 0 && level < DOCX_LIST_LEVELS ? level : -1;
}

static int small_number(const char *text, int otherwise)
{
    int n = text ? atoi(text) : otherwise;
    return n < 0 || n > MOST_NUMBER ? otherwise : n;
}

static void read_level(fz_xml *e, struct docx_level *level)
{
    level->format = format_of(value_of(e, "numFmt"));
    level->text = value_of(e, "lvlText");
    level->style = value_of(e, "pStyle");
    level->start = small_number(value_of(e, "start"), 1);
}

static void read_list(fz_xml *e, struct docx_numbering *n)
{
    struct docx_list list = {.id = fz_xml_att(e, "w:abstractNumId"),
                             .style_link = value_of(e, "styleLink"),
                             .num_style_link = value_of(e, "numStyleLink")};
    if (!list.id || n->list_count >= MOST_LISTS)
        return;
    for (fz_xml *level = fz_xml_find_down(e, "lvl"); level; level = fz_xml_find_next(level, "lvl"))
        if (level_number(level) >= 0)
            read_level(level, &list.levels[level_number(level)]);
    MEM_ROOM(n->lists, n->list_count, n->list_cap);
    n->lists[n->list_count++] = list;
}

/* A list may only name a style whose list it takes. */
static size_t follow_link(const struct docx_numbering *n, size_t at)
{
    const char *link = n->lists[at].num_style_link;
    for (size_t i = 0; link && i < n->list_count; i++)
        if (n->lists[i].style_link && strcmp(n->lists[i].style_link, link) == 0)
            return i;
    return at;
}

static void read_num(fz_xml *e, struct docx_numbering *n)
{
    const char *list_id = value_of(e, "abstractNumId");
    struct docx_num num = {.id = fz_xml_att(e, "w:numId")};
    size_t at = 0;
    while (at < n->list_count && list_id && strcmp(n->lists[at].id, list_id) != 0)
        at++;
    if (!num.id || !list_id || at == n->list_count || n->num_count >= MOST_LISTS)
        return;
    num.list = follow_link(n, at);
    for (int i = 0; i < DOCX_LIST_LEVELS; i++)
        num.restart[i] = -1;
    for (fz_xml *o = fz_xml_find_down(e, "lvlOverride"); o; o = fz_xml_find_next(o, "lvlOverride"))
        if (level_number(o) >= 0)
            num.restart[level_number(o)] = small_number(value_of(o, "startOverride"), -1);
    MEM_ROOM(n->nums, n->num_count, n->num_cap);
    n->nums[n->num_count++] = num;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct docx_num *)a)->id, ((const struct docx_num *)b)->id);
}

void docx_numbering_read(fz_xml *xml, struct docx_numbering *out)
{
    fz_xml *root = xml ? fz_xml_find_dfs(fz_xml_root(xml), "numbering", NULL, NULL) : NULL;
    *out = (struct docx_numbering){.xml = xml};
    for (fz_xml *e = root ? fz_xml_find_down(root, "abstractNum") : NULL; e;
         e = fz_xml_find_next(e, "abstractNum"))
        read_list(e, out);
    for (fz_xml *e = root ? fz_xml_find_down(root, "num") : NULL; e; e = fz_xml_find_next(e, "num"))
        read_num(e, out);
    if (out->num_count > 0)
        qsort(out->nums, out->num_count, sizeof *out->nums, compare);
}

void docx_numbering_free(fz_context *ctx, struct docx_numbering *n)
{
    free(n->lists);
    free(n->nums);
    fz_drop_xml(ctx, n->xml);
    *n = (struct docx_numbering){0};
}

static struct docx_num *find_num(const struct docx_numbering *n, const char *id)
{
    struct docx_num key = {.id = id};
    if (!id || n->num_count == 0)
        return NULL;
    return bsearch(&key, n->nums, n->num_count, sizeof *n->nums, compare);
}

int docx_numbering_level_of(const struct docx_numbering *n, const char *num_id, const char *style)
{
    const struct docx_num *num = find_num(n, num_id);
    for (int i = 0; num && style && i < DOCX_LIST_LEVELS; i++) {
        const char *own = n->lists[num->list].levels[i].style;
        if (own && strcmp(own, style) == 0)
            return i;
    }
    return 0;
}

static void count(struct docx_list *list, struct docx_num *num, int level)
{
    for (int i = 0; !num->was_used && i < DOCX_LIST_LEVELS; i++) {
        if (num->restart[i] < 0)
            continue;
        list->counters[i] = num->restart[i] - (i >= level);
        list->is_counting[i] = true;
    }
    num->was_used = true;
    for (int i = 0; i <= level; i++) {
        if (!list->is_counting[i])
            list->counters[i] = list->levels[i].start - (i == level);
        list->is_counting[i] = true;
    }
    if (list->counters[level] < MOST_NUMBER)
        list->counters[level]++;
    for (int i = level + 1; i < DOCX_LIST_LEVELS; i++)
        list->is_counting[i] = false;
}

void docx_numbering_next(struct docx_numbering *n, const char *num_id, int level, struct str *label)
{
    struct docx_num *num = find_num(n, num_id);
    if (!num || level < 0 || level >= DOCX_LIST_LEVELS)
        return;
    struct docx_list *list = &n->lists[num->list];
    const struct docx_level *own = &list->levels[level];
    count(list, num, level);
    if (own->format == 'b') {
        str_add(label, "\xe2\x80\xa2");
        return;
    }
    for (const char *c = own->format && own->text ? own->text : ""; *c && label->length_bytes < 64;
         c++) {
        int at = c[0] == '%' && c[1] >= '1' && c[1] <= '9' ? c[1] - '1' : -1;
        if (at < 0) {
            str_add_char(label, *c);
            continue;
        }
        if (at <= level)
            number_label_add(label, list->levels[at].format, list->counters[at]);
        c++;
    }
}
