#include "extract/pdf_tables.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_ROWS = 3, MOST_RULES = 200 };

/* Does the gutter belong to the table that is being gathered: does it stand beside what is there, at the same height? */
static bool joins(const struct pdf_table *table, const struct gutter *g)
{
    float both = fminf(table->box.y1, g->y1) - fmaxf(table->box.y0, g->y0);
    return both > 0.5f * fminf(table->box.y1 - table->box.y0, g->y1 - g->y0);
}

static void add_separator(struct pdf_table *table, const struct gutter *g)
{
    float x = (g->x0 + g->x1) / 2;
    for (uint32_t i = 0; i < table->separator_count; i++)
        if (table->separators[i] > g->x0 - 1 && table->separators[i] < g->x1 + 1)
            return;
    if (table->separator_count >= MOST_TABLE_COLUMNS)
        return;
    uint32_t at = table->separator_count++;
    for (; at > 0 && table->separators[at - 1] > x; at--)
        table->separators[at] = table->separators[at - 1];
    table->separators[at] = x;
}

static bool is_column_between(const struct gutters *gutters, const struct pdf_table *table,
                              const struct gutter *g)
{
    float x0 = fminf(table->box.x0, g->x0), x1 = fmaxf(table->box.x1, g->x1);
    for (uint32_t i = 0; i < gutters->count; i++) {
        const struct gutter *c = &gutters->items[i];
        if (c->parts_columns && c->x0 > x0 - 1 && c->x1 < x1 + 1 && c->y0 < g->y1 && c->y1 > g->y0)
            return true;
    }
    return false;
}

/* A strip that is a gutter of labels or numbers by itself is one between columns when it lies in a table. */
static bool is_inside(const struct pdf_table *table, const struct gutter *g)
{
    return !g->parts_columns && g->x0 > table->box.x0 && g->x1 < table->box.x1 && joins(table, g);
}

/* How far the words of rows in the table's height reach, up to the next column of text. */
static void measure_width(const struct pdf *pdf, const struct pdf_lines *rows,
                          const struct gutters *gutters, struct pdf_table *table)
{
    float left = -1e9f, right = 1e9f;
    struct box words = {0};
    for (uint32_t i = 0; i < gutters->count; i++) {
        const struct gutter *c = &gutters->items[i];
        if (!c->parts_columns || c->y1 < table->box.y0 || c->y0 > table->box.y1)
            continue;
        if (c->x1 <= table->box.x0 + 1)
            left = fmaxf(left, c->x0);
        if (c->x0 >= table->box.x1 - 1)
            right = fminf(right, c->x1);
    }
    for (uint32_t n = 0; n < rows->count; n++) {
        const struct line *row = &rows->items[n];
        if (row->base < table->box.y0 || row->base > table->box.y1)
            continue;
        for (uint32_t i = 0; i < row->count; i++) {
            const struct word *w = &pdf->words.items[rows->order[row->first + i]];
            if (w->x0 >= left - 1 && w->x1 <= right + 1)
                words = box_join(words, (struct box){w->x0, w->top, w->x1, w->bottom});
        }
    }
    table->box.x0 = fminf(table->box.x0, words.x0);
    table->box.x1 = fmaxf(table->box.x1, words.x1);
}

void pdf_tables_find(const struct pdf *pdf, const struct pdf_lines *rows,
                     const struct gutters *gutters, struct pdf_tables *out)
{
    out->count = 0;
    for (uint32_t i = 0; i < gutters->count; i++) {
        const struct gutter *g = &gutters->items[i];
        struct pdf_table *table = NULL;
        if (!g->parts_cells || g->rows < LEAST_ROWS)
            continue;
        for (uint32_t k = 0; k < out->count && !table; k++)
            if (joins(&out->items[k], g) && !is_column_between(gutters, &out->items[k], g))
                table = &out->items[k];
        if (!table) {
            if (out->count >= MOST_TABLES_PAGE)
                break;
            table = &out->items[out->count++];
            *table = (struct pdf_table){.box = {g->x0, g->y0, g->x1, g->y1}, .is_list = true};
        }
        table->box = box_join(table->box, (struct box){g->x0, g->y0, g->x1, g->y1});
        if (table->separator_count > 0 || !g->has_numbers)
            table->is_list = false;
        add_separator(table, g);
    }
    for (uint32_t i = 0; i < out->count; i++) {
        struct pdf_table *table = &out->items[i];
        measure_width(pdf, rows, gutters, table);
        for (uint32_t k = 0; k < gutters->count; k++)
            if (is_inside(table, &gutters->items[k]))
                add_separator(table, &gutters->items[k]);
        if (table->separator_count > 1)
            table->is_list = false;
    }
}

uint16_t pdf_tables_at(const struct pdf_tables *tables, struct box piece, float base)
{
    for (uint32_t i = 0; i < tables->count; i++) {
        const struct box *box = &tables->items[i].box;
        if (base >= box->y0 && base <= box->y1 && piece.x0 >= box->x0 - 2 &&
            piece.x1 <= box->x1 + 2)
            return (uint16_t)(i + 1);
    }
    return 0;
}

uint16_t pdf_tables_column(const struct pdf_table *table, float x)
{
    uint16_t column = 1;
    while (column <= table->separator_count && x > table->separators[column - 1])
        column++;
    return column;
}

/* --- rows --- */

static int compare_base(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    if (x->base != y->base)
        return x->base < y->base ? -1 : 1;
    return (int)x->column - (int)y->column;
}

static int compare_cells(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    if (x->row != y->row)
        return (int)x->row - (int)y->row;
    if (x->column != y->column)
        return (int)x->column - (int)y->column;
    return compare_base(a, b);
}

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Heights of the rules that cross the table. */
static uint32_t find_rules(const struct pdf *pdf, const struct pdf_table *table, uint32_t page,
                           float rules[MOST_RULES])
{
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    float heights[MOST_RULES];
    uint32_t count = 0, kept = 0;
    for (uint32_t i = 0; i < sheet->shape_count && count + 2 < MOST_RULES; i++) {
        const struct ink_shape *s = &pdf->ink.shapes[sheet->shape_first + i];
        float both = fminf(s->box.x1, table->box.x1) - fmaxf(s->box.x0, table->box.x0);
        if (s->kind == SHAPE_IMAGE || both < 0.6f * (table->box.x1 - table->box.x0) ||
            s->box.y1 < table->box.y0 - 4 || s->box.y0 > table->box.y1 + 4)
            continue;
        heights[count++] = s->box.y0;
        if (s->box.y1 - s->box.y0 > 4) /* a band behind a row */
            heights[count++] = s->box.y1;
    }
    qsort(heights, count, sizeof *heights, compare_floats);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || heights[i] - rules[kept - 1] > 4)
            rules[kept++] = heights[i];
    return kept;
}

/* Rows end at rules. */
static bool number_by_rules(const struct pdf *pdf, const struct pdf_table *table,
                            struct line *cells, uint32_t count)
{
    float rules[MOST_RULES];
    uint32_t rule_count = find_rules(pdf, table, cells[0].page, rules);
    uint16_t row = 0;
    uint32_t last = UINT32_MAX;
    if (rule_count < 3)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t above = 0;
        while (above < rule_count && rules[above] < cells[i].base)
            above++;
        if (above != last)
            row++;
        last = above;
        cells[i].row = row;
    }
    return row > 1;
}

/* Rows end where the gap is wider than between the lines of a cell, or where the first column has something again. */
static void number_by_gaps(struct line *cells, uint32_t count)
{
    float least = 1e9f, most = 0;
    for (uint32_t i = 1; i < count; i++) {
        float step = cells[i].base - cells[i - 1].base;
        if (step < 0.5f * cells[i].size)
            continue;
        least = fminf(least, step);
        most = fmaxf(most, step);
    }
    bool gaps_tell = most > 1.35f * least && least < 1.5f * cells[0].size;
    uint16_t row = 1;
    for (uint32_t i = 0; i < count; i++) {
        float step = i > 0 ? cells[i].base - cells[i - 1].base : 0;
        if (step >= 0.5f * cells[i].size) {
            bool has_first = false;
            for (uint32_t k = i; k < count && cells[k].base < cells[i].base + 0.3f * cells[i].size;
                 k++)
                has_first = has_first || cells[k].column == 1;
            if (gaps_tell ? step > 1.2f * least : has_first)
                row++;
        }
        cells[i].row = row;
    }
}

void pdf_tables_number_rows(const struct pdf *pdf, const struct pdf_table *table,
                            struct line *cells, uint32_t count)
{
    if (count == 0)
        return;
    qsort(cells, count, sizeof *cells, compare_base);
    if (!number_by_rules(pdf, table, cells, count))
        number_by_gaps(cells, count);
    qsort(cells, count, sizeof *cells, compare_cells);
}
