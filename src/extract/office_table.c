#include "extract/office_table.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MOST_COLUMNS = 200, MOST_ROWS = 60000, MOST_CELLS = 500000 };

struct office_cell *office_table_add(struct office_table *t, fz_xml *node, unsigned row,
                                     unsigned column, unsigned column_span)
{
    if (row > MOST_ROWS || column > MOST_COLUMNS || t->count >= MOST_CELLS)
        return NULL;
    if (column_span < 1)
        column_span = 1;
    if (column_span > MOST_COLUMNS)
        column_span = MOST_COLUMNS;
    MEM_ROOM(t->cells, t->count, t->cap);
    struct office_cell *cell = &t->cells[t->count++];
    *cell = (struct office_cell){.node = node,
                                 .row = (uint16_t)row,
                                 .column = (uint16_t)column,
                                 .row_span = 1,
                                 .column_span = (uint16_t)column_span};
    if (row > t->rows)
        t->rows = (uint16_t)row;
    if (column > t->columns)
        t->columns = (uint16_t)column;
    return cell;
}

void office_table_free(struct office_table *t)
{
    free(t->cells);
    *t = (struct office_table){0};
}

void office_table_give(const struct office_table *t, struct office_flow *f,
                       void (*give_cell)(void *data, fz_xml *node), void *data)
{
    bool is_data = t->rows >= 2 && t->columns >= 2 && !t->is_layout && !f->in_cell && !f->in_note;
    office_flow_end(f);
    uint32_t group = is_data && !f->is_left_out ? builder_new_group(f->builder) : 0;
    for (size_t i = 0; i < t->count; i++) {
        const struct office_cell *c = &t->cells[i];
        if (is_data) {
            struct builder_block block = {.kind = BLOCK_CELL,
                                          .group = group,
                                          .row = c->row,
                                          .column = c->column,
                                          .row_span = c->row_span,
                                          .column_span = c->column_span,
                                          .is_header = c->is_header};
            office_flow_begin_cell(f, &block);
        }
        give_cell(data, c->node);
        if (is_data)
            office_flow_end_cell(f);
        else
            office_flow_end(f);
    }
    office_flow_end(f);
}
