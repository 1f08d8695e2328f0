#include "extract/pdf_tables.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_ROWS = 3, MOST_RULES = 200, MOST_STROKES = 4000 };

static const float RULE_PART = 0.6f;    /* of the table's width */
static const float LEAST_STROKE_PT = 5; /* shorter ones are edges of upright rules */
static const float STROKE_REACH_PT = 8; /* over the words at the table's edge */
static const float SAME_HEIGHT_PT = 2;
static const float FULL_PART = 0.7f;  /* of the width of the column */
static const float LARGE = 1.5f;      /* of the letters under them */
static const float EDGE_PT = 2;       /* cells of a column begin, or end, so close to one another */
static const float LEAST_GAP = 0.75f; /* between columns, in letter sizes, as are the next */
static const float ROW_STEP = 2.2f;
static const float LINE_STEP = 1.7f;

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

/* --- where a table ends --- */

/* How far the words of each column go; right before left: it has none. */
struct extents {
    float left[MOST_TABLE_COLUMNS + 1], right[MOST_TABLE_COLUMNS + 1];
};

static struct extents no_extents(const struct pdf_table *table)
{
    struct extents e;
    for (uint32_t c = 0; c <= table->separator_count; c++)
        e.left[c] = 1e9f, e.right[c] = -1e9f;
    return e;
}

/* The columns of a table as its rows so far have them. */
struct columns {
    struct extents at;
    float size;
    float step, least_step; /* from row to row, at most and at least */
    float first_base, last_base;
};

/* What a row has in each column: the first and the last edge. False when a word reaches over an edge or a separator, or is parted
 * from the next column by no more than a space. */
static bool read_row(const struct pdf *pdf, const struct pdf_lines *rows, const struct line *row,
                     const struct pdf_table *table, struct extents *out)
{
    float x = -1e9f;
    uint16_t last = 0;
    *out = no_extents(table);
    for (uint32_t i = 0; i < row->count; i++) {
        const struct word *w = &pdf->words.items[rows->order[row->first + i]];
        bool is_outside = w->x1 < table->box.x0 - EDGE_PT || w->x0 > table->box.x1 + EDGE_PT;
        uint16_t column = is_outside ? (uint16_t)(w->x0 > table->box.x0 ? UINT16_MAX : 0)
                                     : pdf_tables_column(table, w->x0 + 1);
        if (!is_outside && (w->x0 < table->box.x0 - EDGE_PT || w->x1 > table->box.x1 + EDGE_PT ||
                            pdf_tables_column(table, w->x1 - 1) != column))
            return false;
        if (i > 0 && column != last && w->x0 - x < LEAST_GAP * w->size)
            return false;
        x = fmaxf(x, w->x1);
        last = column;
        if (is_outside)
            continue;
        out->left[column - 1] = fminf(out->left[column - 1], w->x0);
        out->right[column - 1] = fmaxf(out->right[column - 1], w->x1);
    }
    return true;
}

static struct columns read_columns(const struct pdf *pdf, const struct pdf_lines *rows,
                                   const struct pdf_table *table)
{
    struct columns all = {
        .at = no_extents(table), .least_step = 1e9f, .first_base = 1e9f, .last_base = -1e9f};
    struct extents one;
    for (uint32_t n = 0; n < rows->count; n++) {
        const struct line *row = &rows->items[n];
        if (row->base < table->box.y0 || row->base > table->box.y1 ||
            !read_row(pdf, rows, row, table, &one))
            continue;
        for (uint32_t c = 0; c <= table->separator_count; c++) {
            all.at.left[c] = fminf(all.at.left[c], one.left[c]);
            all.at.right[c] = fmaxf(all.at.right[c], one.right[c]);
        }
        float step = row->base - all.last_base;
        if (all.last_base > 0 && step > 0.8f * row->size) {
            all.step = fmaxf(all.step, step);
            all.least_step = fminf(all.least_step, step);
        }
        all.size = row->size;
        all.first_base = fminf(all.first_base, row->base);
        all.last_base = row->base;
    }
    return all;
}

/* Does the row that stands `step` from the table begin its cells where the table's columns begin (or end them there), as one more of
 * its rows? `goes_on`: or only lines more of its last cells, in columns behind the first? */
static bool is_one_more(const struct pdf_table *table, const struct columns *all,
                        const struct extents *one, float step, bool goes_on)
{
    uint32_t cells = 0;
    for (uint32_t c = 0; c <= table->separator_count; c++) {
        if (one->right[c] < one->left[c])
            continue;
        if (fabsf(one->left[c] - all->at.left[c]) > EDGE_PT &&
            fabsf(one->right[c] - all->at.right[c]) > EDGE_PT)
            return false;
        cells++;
    }
    if (cells >= 2 && step < fmaxf(all->step, ROW_STEP * all->size) + 1)
        return true;
    return cells >= 1 && goes_on && one->right[0] < one->left[0] &&
           step < fminf(1.25f * all->least_step, LINE_STEP * all->size);
}

static bool has_columns_at(const struct gutters *gutters, const struct pdf_table *table, float base)
{
    for (uint32_t i = 0; i < gutters->count; i++) {
        const struct gutter *g = &gutters->items[i];
        if (g->parts_columns && base > g->y0 && base < g->y1 && g->x0 > table->box.x0 &&
            g->x1 < table->box.x1)
            return true;
    }
    return false;
}

/* The strips between columns end with the last row that has something on both sides, or at the last rule. The rest of its cells, a
 * row below the last band, and a head over the first rule are of the table as well. */
static void extend(const struct pdf *pdf, const struct pdf_lines *rows,
                   const struct gutters *gutters, struct pdf_table *table)
{
    struct columns all = read_columns(pdf, rows, table);
    struct extents one;
    for (uint32_t n = 0; n < rows->count; n++) {
        const struct line *row = &rows->items[n];
        if (row->base <= table->box.y1 || row->base <= all.last_base)
            continue;
        if (!read_row(pdf, rows, row, table, &one) || has_columns_at(gutters, table, row->base) ||
            !is_one_more(table, &all, &one, row->base - all.last_base, true))
            break;
        table->box.y1 = row->box.y1;
        all.last_base = row->base;
    }
    for (uint32_t n = rows->count; n-- > 0;) {
        const struct line *row = &rows->items[n];
        if (row->base >= table->box.y0 || row->base >= all.first_base)
            continue;
        if (!read_row(pdf, rows, row, table, &one) || has_columns_at(gutters, table, row->base) ||
            !is_one_more(table, &all, &one, all.first_base - row->base, false))
            break;
        table->box.y0 = row->box.y0;
        all.first_base = row->base;
    }
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
        if (!table->is_list)
            extend(pdf, rows, gutters, table);
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

/* A piece of a rule, or of the edge of a band or a frame. */
struct stroke {
    float y, x0, x1;
};

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static int compare_strokes(const void *a, const void *b)
{
    const struct stroke *x = a, *y = b;
    return (x->y > y->y) - (x->y < y->y);
}

static struct extents measure_columns(const struct pdf_table *table, const struct line *cells,
                                      uint32_t count)
{
    struct extents e = no_extents(table);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t c = cells[i].column - 1u;
        e.left[c] = fminf(e.left[c], cells[i].box.x0);
        e.right[c] = fmaxf(e.right[c], cells[i].box.x1);
    }
    return e;
}

/* Do the strokes, which are at one height, make a rule over the table? It may be drawn cell by cell, and leave out a cell that goes
 * on over it. Strokes no longer than the words of a column are lines under words. */
static bool make_rule(const struct pdf_table *table, const struct extents *e,
                      const struct stroke *strokes, uint32_t count)
{
    float under = 0, all = 0, longest = 0;
    for (uint32_t i = 0; i < count; i++)
        longest = fmaxf(longest, strokes[i].x1 - strokes[i].x0);
    for (uint32_t c = 0; c <= table->separator_count; c++) {
        bool is_under = false;
        if (e->right[c] < e->left[c])
            continue;
        for (uint32_t i = 0; i < count && !is_under; i++)
            is_under = strokes[i].x0 < e->left[c] + 0.5f && strokes[i].x1 > e->right[c] + 2;
        all += e->right[c] - e->left[c];
        under += is_under ? e->right[c] - e->left[c] : 0;
    }
    return longest >= RULE_PART * (table->box.x1 - table->box.x0) ||
           (under > 0 && under >= RULE_PART * all);
}

/* Heights of the rules that cross the table. */
static uint32_t find_rules(const struct pdf *pdf, const struct pdf_table *table, uint32_t page,
                           const struct extents *extents, float rules[MOST_RULES])
{
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    struct stroke *strokes = mem_new(MOST_STROKES, sizeof *strokes);
    uint32_t count = 0, kept = 0;
    for (uint32_t i = 0; i < sheet->shape_count && count + 2 < MOST_STROKES; i++) {
        const struct ink_shape *s = &pdf->ink.shapes[sheet->shape_first + i];
        float x0 = fmaxf(s->box.x0, table->box.x0 - STROKE_REACH_PT);
        float x1 = fminf(s->box.x1, table->box.x1 + STROKE_REACH_PT);
        if (s->kind == SHAPE_IMAGE || x1 - x0 < LEAST_STROKE_PT || s->box.y1 < table->box.y0 - 4 ||
            s->box.y0 > table->box.y1 + 4)
            continue;
        strokes[count++] = (struct stroke){s->box.y0, x0, x1};
        if (s->box.y1 - s->box.y0 > 4) /* a band behind a row */
            strokes[count++] = (struct stroke){s->box.y1, x0, x1};
    }
    qsort(strokes, count, sizeof *strokes, compare_strokes);
    for (uint32_t i = 0, end; i < count && kept < MOST_RULES; i = end) {
        for (end = i + 1; end < count && strokes[end].y - strokes[i].y < SAME_HEIGHT_PT; end++)
            ;
        if (make_rule(table, extents, strokes + i, end - i) &&
            (kept == 0 || strokes[i].y - rules[kept - 1] > 4))
            rules[kept++] = strokes[i].y;
    }
    free(strokes);
    return kept;
}

/* The widest column of a stretch between two rules, and whether another holds nothing but numbers. */
static uint16_t widest_column(const struct pdf *pdf, const struct pdf_lines *lines,
                              const struct pdf_table *table, const struct line *cells,
                              uint32_t count, bool *has_numbers)
{
    struct extents e = measure_columns(table, cells, count);
    uint16_t widest = 1;
    *has_numbers = false;
    for (uint16_t c = 1; c <= table->separator_count + 1; c++) {
        uint32_t numbers = 0, all = 0;
        if (e.right[c - 1] - e.left[c - 1] > e.right[widest - 1] - e.left[widest - 1])
            widest = c;
        for (uint32_t i = 0; i < count; i++) {
            if (cells[i].column != c)
                continue;
            all++;
            numbers += cells[i].count == 1 &&
                       pdf_rows_is_number(pdf, &pdf->words.items[lines->order[cells[i].first]]);
        }
        *has_numbers = *has_numbers || (numbers >= LEAST_ROWS && numbers == all);
    }
    return widest;
}

/* Do rows stand between two rules without a rule between them? Then lines that have something in the first column and in another follow
 * one another, and they are no text that fills its cell line by line. */
static bool holds_rows(const struct pdf *pdf, const struct pdf_lines *lines,
                       const struct pdf_table *table, const struct line *cells, uint32_t count)
{
    uint32_t level = 0, full = 0, all = 0;
    float most = 0;
    bool has_numbers;
    for (uint32_t i = 0, end; i < count; i = end) {
        bool first = false, other = false;
        for (end = i; end < count && cells[end].base < cells[i].base + 0.3f * cells[i].size; end++)
            cells[end].column == 1 ? (first = true) : (other = true);
        level += first && other;
    }
    if (level < LEAST_ROWS)
        return false;
    uint16_t widest = widest_column(pdf, lines, table, cells, count, &has_numbers);
    if (has_numbers)
        return true;
    for (uint32_t i = 0; i < count; i++)
        if (cells[i].column == widest)
            most = fmaxf(most, cells[i].box.x1 - cells[i].box.x0);
    for (uint32_t i = 0; i < count; i++) {
        if (cells[i].column != widest)
            continue;
        all++;
        full += cells[i].box.x1 - cells[i].box.x0 > FULL_PART * most;
    }
    return full * 2 < all;
}

/* Has the line of cells[i] something in the first column? And in another? */
static bool has_column(const struct line *cells, uint32_t count, uint32_t i, bool first)
{
    for (uint32_t k = i; k < count && cells[k].base < cells[i].base + 0.3f * cells[i].size; k++)
        if ((cells[k].column == 1) == first)
            return true;
    return false;
}

/* The usual step to a line that has something in the first column and in another; 0: there is none. */
static float step_of_rows(const struct line *cells, uint32_t count)
{
    float *steps = mem_new(count + 1, sizeof *steps);
    uint32_t found = 0;
    for (uint32_t i = 1; i < count; i++)
        if (cells[i].base - cells[i - 1].base >= 0.5f * cells[i].size &&
            has_column(cells, count, i, true) && has_column(cells, count, i, false))
            steps[found++] = cells[i].base - cells[i - 1].base;
    qsort(steps, found, sizeof *steps, compare_floats);
    float step = found > 0 ? steps[found / 2] : 0;
    free(steps);
    return step;
}

/* The step between lines of a cell, as lines tell that have nothing in the first column; 0 where most rows stand no farther apart. */
static float step_in_cells(const struct line *cells, uint32_t count)
{
    float step_in = 0;
    uint32_t rows = 0, apart = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 1; i < count; i++) {
            float step = cells[i].base - cells[i - 1].base;
            if (step < 0.5f * cells[i].size)
                continue;
            bool begins = has_column(cells, count, i, true);
            if (pass == 0 && !begins)
                step_in = step_in > 0 ? fminf(step_in, step) : step;
            rows += pass == 1 && begins;
            apart += pass == 1 && begins && step > 1.06f * step_in;
        }
    return apart >= 2 && apart * 2 >= rows ? step_in : 0;
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
    float step_in = step_in_cells(cells, count), usual = step_of_rows(cells, count);
    uint16_t row = 1;
    for (uint32_t i = 0; i < count; i++) {
        float step = i > 0 ? cells[i].base - cells[i - 1].base : 0;
        /* what stands alone in the first column, closer than rows do, goes on with its cell */
        bool goes_on = step < 0.93f * usual && !has_column(cells, count, i, false);
        bool begins = step > 1.03f * step_in && !goes_on && has_column(cells, count, i, true);
        if (step >= 0.5f * cells[i].size && (gaps_tell ? step > 1.2f * least : begins))
            row++;
        cells[i].row = row;
    }
}

/* Rows end at rules, and between rules where there are rows without any. */
static bool number_by_rules(const struct pdf *pdf, const struct pdf_lines *lines,
                            const struct pdf_table *table, struct line *cells, uint32_t count)
{
    float rules[MOST_RULES];
    struct extents extents = measure_columns(table, cells, count);
    uint32_t rule_count = find_rules(pdf, table, cells[0].page, &extents, rules);
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
    if (row <= 1)
        return false;
    row = 0;
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && cells[end].row == cells[i].row; end++)
            ;
        if (holds_rows(pdf, lines, table, cells + i, end - i))
            number_by_gaps(cells + i, end - i);
        else
            for (uint32_t k = i; k < end; k++)
                cells[k].row = 1;
        for (uint32_t k = i; k < end; k++)
            cells[k].row = (uint16_t)(cells[k].row + row);
        row = cells[end - 1].row;
    }
    return true;
}

/* A row of figures in large letters ('61%'), with what each of them counts in small ones under it, is one row with those. */
static void join_large(struct line *cells, uint32_t count)
{
    uint16_t joined = 0;
    for (uint32_t i = 0, end, next; i < count; i = end) {
        float least = cells[i].size, most = 0;
        for (end = i; end < count && cells[end].row == cells[i].row; end++)
            least = fminf(least, cells[end].size);
        for (next = end; next < count && cells[next].row == cells[end].row; next++)
            most = fmaxf(most, cells[next].size);
        bool is_large = end < count && least > LARGE * most;
        for (uint32_t k = i; k < end; k++)
            cells[k].row = (uint16_t)(cells[k].row - joined);
        joined += is_large;
    }
}

void pdf_tables_number_rows(const struct pdf *pdf, const struct pdf_lines *lines,
                            const struct pdf_table *table, struct line *cells, uint32_t count)
{
    if (count == 0)
        return;
    qsort(cells, count, sizeof *cells, compare_base);
    if (!number_by_rules(pdf, lines, table, cells, count))
        number_by_gaps(cells, count);
    join_large(cells, count);
    qsort(cells, count, sizeof *cells, compare_cells);
}
