#include "extract/markup_table.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 200, MOST_ROWS = 60000, MOST_DEPTH = 30 };

struct counts {
    int rows, headers, most_cells, inner; /* inner: tables and headings inside cells */
};

static void count_inner(fz_xml *node, struct counts *c, int depth)
{
    for (; node && depth < MOST_DEPTH; node = fz_xml_next(node)) {
        const char *tag = fz_xml_tag(node);
        if (tag && (strcmp(tag, "table") == 0 || strcmp(tag, "h1") == 0 || strcmp(tag, "h2") == 0 ||
                    strcmp(tag, "h3") == 0 || strcmp(tag, "form") == 0))
            c->inner++;
        count_inner(fz_xml_down(node), c, depth + 1);
    }
}

static void count_rows(fz_xml *node, struct counts *c, int depth)
{
    for (; node && depth < 4; node = fz_xml_next(node)) {
        const char *tag = fz_xml_tag(node);
        int cells = 0;
        if (!tag)
            continue;
        if (strcmp(tag, "tr") != 0) {
            if (strcmp(tag, "thead") == 0 || strcmp(tag, "tbody") == 0 || strcmp(tag, "tfoot") == 0)
                count_rows(fz_xml_down(node), c, depth + 1);
            continue;
        }
        c->rows++;
        for (fz_xml *cell = fz_xml_down(node); cell; cell = fz_xml_next(cell)) {
            cells += fz_xml_is_tag(cell, "td") || fz_xml_is_tag(cell, "th");
            c->headers += fz_xml_is_tag(cell, "th");
        }
        if (cells > c->most_cells)
            c->most_cells = cells;
        count_inner(fz_xml_down(node), c, 0);
    }
}

bool markup_table_is_data(fz_xml *table)
{
    struct counts c = {0};
    const char *role = fz_xml_att(table, "role");
    if (role && (strcmp(role, "presentation") == 0 || strcmp(role, "none") == 0))
        return false;
    count_rows(fz_xml_down(table), &c, 0);
    if (c.most_cells == 0 || c.rows == 0)
        return false;
    if (c.headers > 0 || fz_xml_find_down(table, "caption"))
        return true;
    return c.inner == 0 && c.most_cells >= 2 && c.rows >= 2;
}

struct grid {
    uint32_t group;
    uint16_t row;
    uint16_t taken[MOST_COLUMNS]; /* rows that a cell from above still fills, by column */
    void (*give)(void *data, fz_xml *cell, const struct builder_block *block);
    void *data;
};

static uint16_t span_of(fz_xml *cell, const char *name)
{
    const char *value = fz_xml_att(cell, name);
    int n = value ? atoi(value) : 1;
    return (uint16_t)(n < 1 ? 1 : n > MOST_COLUMNS ? MOST_COLUMNS : n);
}

static void walk_row(struct grid *g, fz_xml *tr, bool in_head)
{
    int column = 0;
    g->row++;
    for (fz_xml *cell = fz_xml_down(tr); cell; cell = fz_xml_next(cell)) {
        bool is_header = fz_xml_is_tag(cell, "th");
        if (!is_header && !fz_xml_is_tag(cell, "td"))
            continue;
        while (column < MOST_COLUMNS && g->taken[column] > 0)
            g->taken[column++]--;
        if (column >= MOST_COLUMNS)
            return;
        struct builder_block block = {.kind = BLOCK_CELL,
                                      .group = g->group,
                                      .row = g->row,
                                      .column = (uint16_t)(column + 1),
                                      .row_span = span_of(cell, "rowspan"),
                                      .column_span = span_of(cell, "colspan"),
                                      .is_header = is_header || in_head};
        for (int i = 0; i < block.column_span && column < MOST_COLUMNS; i++)
            g->taken[column++] = (uint16_t)(block.row_span - 1);
        g->give(g->data, cell, &block);
    }
    for (; column < MOST_COLUMNS; column++)
        if (g->taken[column] > 0)
            g->taken[column]--;
}

static void walk_rows(struct grid *g, fz_xml *node, bool in_head, int depth)
{
    for (; node && depth < 4; node = fz_xml_next(node)) {
        if (fz_xml_is_tag(node, "tr") && g->row < MOST_ROWS)
            walk_row(g, node, in_head);
        else if (fz_xml_is_tag(node, "thead"))
            walk_rows(g, fz_xml_down(node), true, depth + 1);
        else if (fz_xml_is_tag(node, "tbody") || fz_xml_is_tag(node, "tfoot"))
            walk_rows(g, fz_xml_down(node), false, depth + 1);
    }
}

void markup_table_walk(fz_xml *table, uint32_t group,
                       void (*give)(void *data, fz_xml *cell, const struct builder_block *block),
                       void *data)
{
    struct grid grid = {.group = group, .give = give, .data = data};
    walk_rows(&grid, fz_xml_down(table), false, 0);
}
