#include "extract/docx_body.h"

#include "extract/office_table.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 200, LOOK_FIRST_ROW = 0x20, LOOK_FIRST_COLUMN = 0x80 };

struct reading {
    struct docx *d;
    struct office_table table;
    unsigned row, column;
    size_t
        above[MOST_COLUMNS + 1]; /* index + 1 of the cell that a merged one continues, by column */
    bool in_head;
    bool has_marked_head; /* a row that says it is a head */
    fz_xml *first_row, *second_row;
};

static const char *value_of(fz_xml *e, const char *name)
{
    fz_xml *child = e ? fz_xml_find_down(e, name) : NULL;
    return child ? fz_xml_att(child, "w:val") : NULL;
}

static unsigned span_of(const char *value)
{
    int n = value ? atoi(value) : 1;
    return n < 1 ? 1 : n > MOST_COLUMNS ? MOST_COLUMNS : (unsigned)n;
}

static void read_cell(struct reading *r, fz_xml *tc)
{
    fz_xml *properties = fz_xml_find_down(tc, "tcPr");
    fz_xml *merge = properties ? fz_xml_find_down(properties, "vMerge") : NULL;
    unsigned columns = span_of(value_of(properties, "gridSpan")), at = r->column + 1;
    bool goes_on = merge && !fz_xml_att_eq(merge, "w:val", "restart");
    if (properties && fz_xml_find_down(properties, "cellDel"))
        return;
    r->column += columns;
    if (at > MOST_COLUMNS)
        return;
    if (goes_on && r->above[at] > 0) {
        struct office_cell *above = &r->table.cells[r->above[at] - 1];
        if (above->row_span < UINT16_MAX)
            above->row_span++;
        return;
    }
    struct office_cell *cell = office_table_add(&r->table, tc, r->row, at, columns);
    if (cell)
        cell->is_header = r->in_head;
    r->above[at] = cell && merge ? r->table.count : 0;
}

static void read_cells(struct reading *r, fz_xml *node, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        if (fz_xml_is_tag(e, "tc"))
            read_cell(r, e);
        else if (fz_xml_is_tag(e, "sdt") || fz_xml_is_tag(e, "sdtContent") ||
                 fz_xml_is_tag(e, "customXml"))
            read_cells(r, e, depth + 1);
    }
}

static void read_row(struct reading *r, fz_xml *tr)
{
    fz_xml *properties = fz_xml_find_down(tr, "trPr");
    const char *before = value_of(properties, "gridBefore");
    if (properties && fz_xml_find_down(properties, "del"))
        return;
    r->in_head = docx_switch(properties, "tblHeader") == 1;
    r->has_marked_head |= r->in_head;
    r->row++;
    r->column = before ? span_of(before) : 0;
    if (r->row == 1)
        r->first_row = tr;
    if (r->row == 2)
        r->second_row = tr;
    read_cells(r, tr, 0);
}

static void read_rows(struct reading *r, fz_xml *node, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < OFFICE_MOST_DEPTH; e = fz_xml_next(e)) {
        if (fz_xml_is_tag(e, "tr"))
            read_row(r, e);
        else if (fz_xml_is_tag(e, "sdt") || fz_xml_is_tag(e, "sdtContent") ||
                 fz_xml_is_tag(e, "customXml"))
            read_rows(r, e, depth + 1);
    }
}

static bool first_row_is_bold(const struct reading *r)
{
    bool some = false, some_below = false;
    return r->first_row && r->second_row && docx_is_bold(r->first_row, &some, 0) && some &&
           !(docx_is_bold(r->second_row, &some_below, 0) && some_below);
}

static bool look_says(fz_xml *properties, const char *name, long bit)
{
    fz_xml *look = properties ? fz_xml_find_down(properties, "tblLook") : NULL;
    const char *own = look ? fz_xml_att(look, name) : NULL;
    const char *value = look ? fz_xml_att(look, "w:val") : NULL;
    if (own)
        return strcmp(own, "0") != 0 && strcmp(own, "false") != 0;
    return value && (strtol(value, NULL, 16) & bit) != 0;
}

/* A head is marked as such, set apart by the table's style, or bold all over. */
static void find_heads(struct reading *r, fz_xml *table)
{
    fz_xml *properties = fz_xml_find_down(table, "tblPr");
    const struct docx_style *style =
        docx_styles_find(&r->d->styles, value_of(properties, "tblStyle"));
    bool head_row =
        !r->has_marked_head &&
        ((style && style->head_row && look_says(properties, "w:firstRow", LOOK_FIRST_ROW)) ||
         first_row_is_bold(r));
    bool head_column =
        style && style->head_column && look_says(properties, "w:firstColumn", LOOK_FIRST_COLUMN);
    bool any = r->has_marked_head;
    for (size_t i = 0; i < r->table.count; i++) {
        struct office_cell *c = &r->table.cells[i];
        c->is_header |= (head_row && c->row == 1) || (head_column && c->column == 1);
        any |= c->is_header;
    }
    r->table.is_layout =
        !any && (docx_holds(table, "blip", 0) || docx_holds(table, "imagedata", 0));
    for (size_t i = 0; i < r->table.count && !any && !r->table.is_layout; i++)
        for (fz_xml *p = fz_xml_find_down(r->table.cells[i].node, "p"); p;
             p = fz_xml_find_next(p, "p"))
            r->table.is_layout |= docx_is_heading(r->d, p);
}

struct giving {
    struct docx *d;
    int depth;
};

static void give_cell(void *data, fz_xml *node)
{
    struct giving *g = data;
    docx_walk_blocks(g->d, node, g->depth + 1);
}

void docx_walk_table(struct docx *d, fz_xml *table, int depth)
{
    struct reading r = {.d = d};
    struct giving g = {d, depth};
    read_rows(&r, table, depth);
    find_heads(&r, table);
    office_table_give(&r.table, &d->flow, give_cell, &g);
    office_table_free(&r.table);
}
