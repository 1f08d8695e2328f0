/* office_table.h: a table of an office document: its cells with their places, gathered before any is given. One thread. */
#ifndef LECTERN_EXTRACT_OFFICE_TABLE_H
#define LECTERN_EXTRACT_OFFICE_TABLE_H

#include "extract/office_flow.h"

struct office_cell {
    fz_xml *node; /* its content */
    uint16_t row, column, row_span, column_span;
    bool is_header;
};

struct office_table {
    struct office_cell *cells; /* row by row */
    size_t count, cap;
    uint16_t rows, columns;
    bool
        is_layout; /* holds headings or pictures and names no header cell: it only places things on the page */
};

/* A cell at the end. Returns it, borrowed until the next one; NULL when there are too many. */
struct office_cell *office_table_add(struct office_table *t, fz_xml *node, unsigned row,
                                     unsigned column, unsigned column_span);
void office_table_free(struct office_table *t);

/* Gives every cell through `give_cell`: as cells of a table, or one after the other where the table only places things, has one row
 * or one column, or stands in a cell or a note. */
void office_table_give(const struct office_table *t, struct office_flow *f,
                       void (*give_cell)(void *data, fz_xml *node), void *data);

#endif
