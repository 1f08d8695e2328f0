/* pdf_rows.h: lines of words. First every page is cut into rows, all the words on one baseline from edge to edge; later, when
 * running heads are gone and columns are known, rows are cut into the lines that people see.
 *
 * A line's box is in the frame turned so that its text is upright; on most pages that is the page itself. */
#ifndef LECTERN_EXTRACT_PDF_ROWS_H
#define LECTERN_EXTRACT_PDF_ROWS_H

#include "extract/pdf.h"

enum {
    LINE_IS_BOLD = 1,      /* every word of it */
    LINE_IS_FURNITURE = 2, /* running head, foot, page number */
    LINE_IS_RTL = 4,
    LINE_IS_SIDE = 16, /* in the margin, beside the text */
    LINE_IS_ROW = 8,   /* read across, and not joined with the next: a line of a list of contents */
    LINE_IS_LETTERING = 32, /* on a picture */
    LINE_IS_COLUMN = 64     /* in one of several columns, another of which stands beside it */
};

struct line {
    uint32_t first, count; /* words, in pdf_lines.order */
    struct box box;
    float base, size; /* of most of its letters */
    uint32_t letters; /* bytes, to be exact */
    uint32_t block;   /* lines that stand together have the same number */
    uint16_t page;
    uint8_t turn;
    uint8_t flags; /* LINE_ */
    uint16_t table, row,
        column; /* of a line in a table cell: the page's table, from 1, and its place in it; 0: none */
};

struct pdf_lines {
    struct line *items;
    uint32_t count, cap;
    uint32_t *order; /* numbers of words */
    uint32_t order_count, order_cap;
};

void pdf_lines_free(struct pdf_lines *lines);

/* Appends the rows of a page's words of one turn, from top to bottom, each from left to right. Raises words that stand on the
 * shoulders of others, and puts drop capitals on the row that they begin. */
void pdf_rows_of_page(struct pdf *pdf, uint32_t page, uint8_t turn, struct pdf_lines *rows);

/* Appends a line of these words (which `lines->order` need not hold yet). */
void pdf_lines_add(const struct pdf *pdf, struct pdf_lines *lines, const uint32_t *words,
                   uint32_t count);

/* Turns the words of a line that is read from the right into the order of reading. */
void pdf_line_turn_round(const struct pdf *pdf, struct pdf_lines *lines, struct line *line);

/* Turns the words of every run that is read from the right, in a line that is read from the left. */
void pdf_line_turn_runs(const struct pdf *pdf, struct pdf_lines *lines, struct line *line);

/* The text of a line, with single spaces, added to `out`. */
void pdf_line_text(const struct pdf *pdf, const struct pdf_lines *lines, const struct line *line,
                   struct str *out);

/* Is it a number, or what stands in a column of them? Is it a bullet? */
bool pdf_rows_is_number(const struct pdf *pdf, const struct word *w);
bool pdf_rows_is_mark(const struct pdf *pdf, const struct word *w);

/* Are the words, indexes of one row, a row of a table too small to be known as one? */
bool pdf_rows_has_wide_gaps(const struct pdf *pdf, const uint32_t *words, uint32_t count);

#endif
