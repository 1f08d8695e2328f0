#include "extract/odt_body.h"

#include "extract/office_table.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SPAN = 200 };

struct reading {
    struct odt *o;
    struct office_table table;
    unsigned row, head_columns;
    bool in_head, has_head;
    int depth;
};

static unsigned number_of(fz_xml *e, const char *name)
{
    const char *value = fz_xml_att(e, name);
    int n = value ? atoi(value) : 1;
    return n < 1 ? 1 : n > MOST_SPAN ? MOST_SPAN : (unsigned)n;
}

/* A cell whose first paragraph has the style that is made for heads. */
static bool has_head_style(const struct reading *r, fz_xml *cell)
{
    fz_xml *p = fz_xml_find_down(cell, "p");
    const struct odt_style *style =
        p ? odt_styles_find(&r->o->styles, "paragraph", fz_xml_att(p, "text:style-name")) : NULL;
    return style && style->role == ODT_TABLE_HEAD;
}

static void read_row(struct reading *r, fz_xml *row)
{
    unsigned column = 0;
    r->row++;
    for (fz_xml *e = fz_xml_down(row); e; e = fz_xml_next(e)) {
        bool is_covered = fz_xml_is_tag(e, "covered-table-cell");
        if (!is_covered && !fz_xml_is_tag(e, "table-cell"))
            continue;
        unsigned repeated = number_of(e, "table:number-columns-repeated");
        for (unsigned i = 0; i < repeated && !is_covered; i++) {
            struct office_cell *cell = office_table_add(
                &r->table, e, r->row, column + 1 + i, number_of(e, "table:number-columns-spanned"));
            if (!cell)
                return;
            cell->row_span = (uint16_t)number_of(e, "table:number-rows-spanned");
            cell->is_header = r->in_head || column + i < r->head_columns || has_head_style(r, e);
            r->has_head |= cell->is_header;
        }
        column += repeated;
    }
}

static void read_rows(struct reading *r, fz_xml *node, int depth)
{
    for (fz_xml *e = fz_xml_down(node); e && depth < 8; e = fz_xml_next(e)) {
        if (fz_xml_is_tag(e, "table-row")) {
            read_row(r, e);
        } else if (fz_xml_is_tag(e, "table-header-rows")) {
            r->in_head = true;
            read_rows(r, e, depth + 1);
            r->in_head = false;
        } else if (fz_xml_is_tag(e, "table-rows") || fz_xml_is_tag(e, "table-row-group")) {
            read_rows(r, e, depth + 1);
        } else if (fz_xml_is_tag(e, "table-header-columns")) {
            fz_xml *column = fz_xml_find_down(e, "table-column");
            for (; column; column = fz_xml_find_next(column, "table-column"))
                if (r->head_columns < MOST_SPAN)
                    r->head_columns += number_of(column, "table:number-columns-repeated");
        }
    }
}

static void give_cell(void *data, fz_xml *node)
{
    struct reading *r = data;
    struct odt_place none = {0};
    odt_walk_blocks(r->o, node, &none, r->depth + 1);
}

void odt_walk_table(struct odt *o, fz_xml *table, int depth)
{
    struct reading r = {.o = o, .depth = depth};
    read_rows(&r, table, 0);
    r.table.is_layout = !r.has_head && (odt_holds(table, "image", 0) || odt_holds(table, "h", 0));
    office_table_give(&r.table, &o->flow, give_cell, &r);
    office_table_free(&r.table);
}
