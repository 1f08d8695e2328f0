/* markup_table.h: tables in (X)HTML: which are data rather than layout, and where their cells stand. */
#ifndef LECTERN_EXTRACT_MARKUP_TABLE_H
#define LECTERN_EXTRACT_MARKUP_TABLE_H

#include "book/builder.h"
#include "extract/guard.h"

/* Does the table hold data? Else it only places things on a page and is read like any other text. */
bool markup_table_is_data(fz_xml *table);

/* Calls give() for every cell, row by row, with its place in the grid; spans are heeded. */
void markup_table_walk(fz_xml *table, uint32_t group,
                       void (*give)(void *data, fz_xml *cell, const struct builder_block *block),
                       void *data);

#endif
