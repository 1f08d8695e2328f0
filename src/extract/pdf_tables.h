/* pdf_tables.h: tables that are only drawn: words that line up in rows and columns, with or without rules between them. */
#ifndef LECTERN_EXTRACT_PDF_TABLES_H
#define LECTERN_EXTRACT_PDF_TABLES_H

#include "extract/pdf_gutters.h"

enum { MOST_TABLES_PAGE = 32, MOST_TABLE_COLUMNS = 32 };

/* One table of a page. */
struct pdf_table {
    struct box box;
    float separators[MOST_TABLE_COLUMNS]; /* between columns, from left to right */
    uint32_t separator_count;
    bool is_list; /* only words and numbers at the end of lines: read across, line by line */
};

struct pdf_tables {
    struct pdf_table items[MOST_TABLES_PAGE];
    uint32_t count;
};

/* Finds the tables among the rows of one page, by the gutters that part cells. */
void pdf_tables_find(const struct pdf *pdf, const struct pdf_lines *rows,
                     const struct gutters *gutters, struct pdf_tables *out);

/* The table that a piece of a row belongs to (its number, from 1), 0 none. */
uint16_t pdf_tables_at(const struct pdf_tables *tables, struct box piece, float base);

/* The column (from 1) of a table that x stands in. */
uint16_t pdf_tables_column(const struct pdf_table *table, float x);

/* Tells the table rows of cells of one table (in any order), which are among `lines`, and sorts them by row, column and height. */
void pdf_tables_number_rows(const struct pdf *pdf, const struct pdf_lines *lines,
                            const struct pdf_table *table, struct line *cells, uint32_t count);

#endif
