#include "extract/pdf_page_layout.h"

#include "extract/pdf_margin.h"
#include "extract/pdf_panels.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BLOCKS = 500, NEAR_ROWS = 10 };

/* A gap this wide (in letter sizes) parts a row even where no gutter was found. */
static const float WIDE_GAP = 3.2f;

/* Under pictures in line with one another, a gap this wide parts the words of one from those of the next, so far from them. */
static const float PICTURE_GAP = 0.6f;
static const float PICTURE_REACH = 8;
static const float LINE_STEP = 2.2f;  /* from line to line of a block, at most */
static const float LARGE = 1.8f;      /* of the letters of most words */
static const float LARGE_STEP = 1.6f; /* the lines of a title stand closer */
static const float ROW_STEP = 2.5f;   /* from a row that was parted so to the next */
static const float LEAST_PICTURE = 2; /* lower ones stand in a line as a sign */

/* Does a word of the row above or below reach over the gap between a and b? Then it is only a line of few words, set wide. */
static bool is_covered(const struct page_layout *l, uint32_t row, const struct word *a,
                       const struct word *b)
{
    float middle = (a->x1 + b->x0) / 2;
    for (uint32_t k = row > NEAR_ROWS ? row - NEAR_ROWS : 0;
         k < l->rows->count && k <= row + NEAR_ROWS; k++) {
        const struct line *other = &l->rows->items[k];
        if (k == row || fabsf(other->base - a->base) > 1.9f * a->size)
            continue;
        for (uint32_t i = 0; i < other->count; i++) {
            const struct word *w = &l->pdf->words.items[l->rows->order[other->first + i]];
            if (w->x0 <= middle && w->x1 >= middle)
                return true;
        }
    }
    return false;
}

static bool is_parted_by_pictures(const struct page_layout *l, const struct word *a,
                                  const struct word *b)
{
    float size = fmaxf(a->size, b->size);
    struct box gap = {a->x1, a->top, b->x0, a->bottom};
    if ((!l->picture_count && !l->parted_count) || pdf_rows_is_mark(l->pdf, a))
        return false;
    if (!pdf_rows_is_number(l->pdf, a) &&
        pdf_grid_fills_gap(l->pictures, l->picture_count, gap, LEAST_PICTURE * size))
        return true;
    if (gap.x1 - gap.x0 <= PICTURE_GAP * size)
        return false;
    for (uint32_t i = 0; i < l->parted_count; i++) {
        struct box above = l->parted[i];
        if (gap.y1 > above.y1 && gap.y0 - above.y1 < ROW_STEP * size &&
            fminf(gap.x1, above.x1) - fmaxf(gap.x0, above.x0) > PICTURE_GAP * size)
            return true;
    }
    return pdf_grid_parts_line(l->pictures, l->picture_count, gap, PICTURE_REACH * size);
}

/* Is the row to be cut between its words a and b? */
static bool is_cut_between(const struct page_layout *l, uint32_t row, const struct word *a,
                           const struct word *b, bool b_is_last)
{
    bool across = false;
    if (is_parted_by_pictures(l, a, b))
        return true;
    float middle = (a->base + b->base) / 2 - 0.3f * a->size;
    for (uint32_t i = 0; i < l->gutters.count; i++) {
        const struct gutter *g = &l->gutters.items[i];
        if (middle < g->y0 || middle > g->y1 || a->x1 > g->x0 + 0.6f || b->x0 < g->x1 - 0.6f)
            continue;
        if (g->parts_columns)
            return true;
        across = true;
    }
    float gap = b->x0 - a->x1, size = fmaxf(a->size, b->size);
    if (fabsf(a->base - b->base) > 0.2f * size && gap > size)
        return true;
    if (across || (b_is_last && pdf_rows_is_number(l->pdf, b)))
        return false;
    return gap > WIDE_GAP * size && !is_covered(l, row, a, b);
}

/* A piece of a row as a line, or, in a table, as one line for each cell. What pictures part is no table. */
static void add_piece(struct page_layout *l, const struct line *row, const uint32_t *words,
                      uint32_t count, bool is_parted)
{
    struct box box = {0};
    for (uint32_t i = 0; i < count; i++) {
        const struct word *w = &l->pdf->words.items[words[i]];
        box = box_join(box, (struct box){w->x0, w->top, w->x1, w->bottom});
    }
    uint16_t number = is_parted ? 0 : pdf_tables_at(l->tables, box, row->base);
    const struct pdf_table *table = number ? &l->tables->items[number - 1] : NULL;
    if (!table || table->is_list) {
        pdf_lines_add(l->pdf, &l->pieces, words, count);
        if (table || (!is_parted && pdf_rows_has_wide_gaps(l->pdf, words, count)))
            l->pieces.items[l->pieces.count - 1].flags |= LINE_IS_ROW;
        return;
    }
    for (uint32_t first = 0; first < count;) {
        uint16_t column = pdf_tables_column(table, l->pdf->words.items[words[first]].x0 + 1);
        uint32_t end = first + 1;
        while (end < count &&
               pdf_tables_column(table, l->pdf->words.items[words[end]].x0 + 1) == column)
            end++;
        pdf_lines_add(l->pdf, &l->pieces, words + first, end - first);
        struct line *cell = &l->pieces.items[l->pieces.count - 1];
        cell->table = number;
        cell->column = column;
        first = end;
    }
}

static void cut_row(struct page_layout *l, uint32_t number)
{
    const struct line *row = &l->rows->items[number];
    const uint32_t *order = l->rows->order + row->first;
    uint32_t from = 0;
    struct box parted[MOST_PARTED];
    uint32_t parted_count = 0;
    for (uint32_t i = 1; i < row->count && l->picture_count > 0; i++) {
        const struct word *a = &l->pdf->words.items[order[i - 1]];
        const struct word *b = &l->pdf->words.items[order[i]];
        if (is_parted_by_pictures(l, a, b) && parted_count < MOST_PARTED)
            parted[parted_count++] = (struct box){a->x1, a->top, b->x0, a->bottom};
    }
    bool is_parted = parted_count > 0;
    if (pdf_rows_has_wide_gaps(l->pdf, order, row->count) &&
        !pdf_gutters_have_columns_at(&l->gutters, row->base) && !is_parted) {
        add_piece(l, row, order, row->count, false);
        return;
    }
    for (uint32_t i = 1; i <= row->count; i++) {
        if (i < row->count && !is_cut_between(l, number, &l->pdf->words.items[order[i - 1]],
                                              &l->pdf->words.items[order[i]], i + 1 == row->count))
            continue;
        add_piece(l, row, order + from, i - from, is_parted);
        from = i;
    }
    if (is_parted) {
        memcpy(l->parted, parted, parted_count * sizeof *parted);
        l->parted_count = parted_count;
    }
}

static bool belongs_to(const struct page_layout *l, const struct layout_block *block,
                       const struct line *line)
{
    float size = fmaxf(block->size, line->size);
    float narrower = fminf(block->box.x1 - block->box.x0, line->box.x1 - line->box.x0);
    float step = line->base - block->last_base;
    if (overlap_x(block->box, line->box) < 0.4f * narrower)
        return false;
    float most = size > LARGE * l->pdf->body_size ? LARGE_STEP : LINE_STEP;
    if (step <= 0.3f * size || step > most * size)
        return false;
    return fabsf(block->size - line->size) < 0.22f * size;
}

static void open_block(struct page_layout *l, uint32_t n)
{
    const struct line *line = &l->pieces.items[n];
    MEM_ROOM(l->blocks, l->block_count, l->block_cap);
    l->blocks[l->block_count++] = (struct layout_block){.box = line->box,
                                                        .size = line->size,
                                                        .last_base = line->base,
                                                        .first_line = n,
                                                        .last_line = n,
                                                        .lines = 1};
}

static struct layout_block *block_of_table(struct page_layout *l, uint16_t table)
{
    for (uint32_t i = 0; i < l->block_count; i++)
        if (l->blocks[i].table == table)
            return &l->blocks[i];
    return NULL;
}

static void add_to_block(struct page_layout *l, struct layout_block *block, uint32_t n)
{
    const struct line *line = &l->pieces.items[n];
    l->next[block->last_line] = n;
    block->last_line = n;
    block->box = box_join(block->box, line->box);
    block->last_base = line->base;
    block->lines++;
}

/* Lines under one another make a block, as long as nothing else has come between. */
static void make_blocks(struct page_layout *l)
{
    l->next = mem_new(l->pieces.count + 1, sizeof *l->next);
    for (uint32_t n = 0; n < l->pieces.count; n++) {
        const struct line *line = &l->pieces.items[n];
        struct layout_block *best = NULL;
        l->next[n] = UINT32_MAX;
        if (line->table) {
            best = block_of_table(l, line->table);
            if (best) {
                add_to_block(l, best, n);
            } else {
                open_block(l, n);
                l->blocks[l->block_count - 1].table = line->table;
            }
            continue;
        }
        for (uint32_t b = l->block_count; b-- > 0;) {
            struct layout_block *block = &l->blocks[b];
            if (overlap_x(block->box, line->box) <= 0)
                continue;
            if (!best || block->last_base > best->last_base)
                best = block;
        }
        if (!best || best->table || !belongs_to(l, best, line)) {
            open_block(l, n);
            continue;
        }
        add_to_block(l, best, n);
    }
}

static bool spans_between(const struct page_layout *l, const struct layout_block *a,
                          const struct layout_block *b)
{
    float ya = (a->box.y0 + a->box.y1) / 2, yb = (b->box.y0 + b->box.y1) / 2;
    for (uint32_t i = 0; i < l->block_count; i++) {
        const struct layout_block *c = &l->blocks[i];
        float yc = (c->box.y0 + c->box.y1) / 2;
        if (c == a || c == b || yc < fminf(ya, yb) || yc > fmaxf(ya, yb))
            continue;
        if (overlap_x(a->box, c->box) > 1 && overlap_x(b->box, c->box) > 1)
            return true;
    }
    return false;
}

/* Pictures stand in rows with the text beside them, unless a gutter parts them from it. */
static bool is_in_rows(const struct page_layout *l, const struct layout_block *a,
                       const struct layout_block *b)
{
    return (a->figure || b->figure) && !pdf_gutters_part(&l->gutters, a->box, b->box) &&
           fminf(a->box.y1, b->box.y1) <= fmaxf(a->box.y0, b->box.y0);
}

static bool comes_before(const struct page_layout *l, const struct layout_block *a,
                         const struct layout_block *b)
{
    if (a->band != b->band)
        return a->band < b->band;
    if (is_in_rows(l, a, b))
        return a->box.y0 < b->box.y0;
    if (overlap_x(a->box, b->box) > 1)
        return a->box.y0 + a->box.y1 < b->box.y0 + b->box.y1;
    if (pdf_gutters_part(&l->gutters, a->box, b->box))
        return a->box.x0 < b->box.x0 && !spans_between(l, a, b);
    if (pdf_grid_is_row_over(l->blocks, a, b))
        return true;
    if (pdf_grid_is_row_over(l->blocks, b, a))
        return false;
    if (fminf(a->box.y1, b->box.y1) <=
        fmaxf(a->box.y0, b->box.y0)) /* no columns, and not side by side */
        return a->box.y0 < b->box.y0;
    return a->box.x0 < b->box.x0 && !spans_between(l, a, b);
}

static void find_pictures(struct page_layout *l)
{
    for (uint32_t i = 0; i < l->figures->count && l->picture_count < MOST_PICTURES; i++)
        if (l->figures->items[i].page == l->page)
            l->pictures[l->picture_count++] = l->figures->items[i].box;
}

/* Pictures are blocks among the others. */
static void add_figures(struct page_layout *l, uint32_t page)
{
    for (uint32_t i = 0; i < l->figures->count; i++) {
        const struct pdf_figure *figure = &l->figures->items[i];
        if (figure->page != page)
            continue;
        MEM_ROOM(l->blocks, l->block_count, l->block_cap);
        l->blocks[l->block_count++] = (struct layout_block){.box = figure->box, .figure = i + 1};
    }
}

static void give_figure(const struct layout_block *block, uint32_t page, struct pdf_lines *lines)
{
    MEM_ROOM(lines->items, lines->count, lines->cap);
    lines->items[lines->count++] = (struct line){.first = lines->order_count,
                                                 .box = block->box,
                                                 .base = block->box.y1,
                                                 .block = block->figure,
                                                 .page = (uint16_t)page};
}

static void give_table(struct page_layout *l, const struct layout_block *block, uint32_t number,
                       struct pdf_lines *lines)
{
    struct line *cells = mem_new(block->lines, sizeof *cells);
    uint32_t count = 0;
    for (uint32_t n = block->first_line; n != UINT32_MAX; n = l->next[n])
        cells[count++] = l->pieces.items[n];
    pdf_tables_number_rows(l->pdf, &l->pieces, &l->tables->items[block->table - 1], cells, count);
    for (uint32_t i = 0; i < count; i++) {
        pdf_lines_add(l->pdf, lines, l->pieces.order + cells[i].first, cells[i].count);
        struct line *line = &lines->items[lines->count - 1];
        line->block = number;
        line->table = cells[i].table;
        line->row = cells[i].row;
        line->column = cells[i].column;
    }
    free(cells);
}

static void give_text(struct page_layout *l, const struct layout_block *block, uint32_t number,
                      struct pdf_lines *lines)
{
    if (block->table) {
        give_table(l, block, number, lines);
        return;
    }
    bool is_column = page_layout_is_in_column(l, block);
    for (uint32_t n = block->first_line; n != UINT32_MAX; n = l->next[n]) {
        const struct line *piece = &l->pieces.items[n];
        pdf_lines_add(l->pdf, lines, l->pieces.order + piece->first, piece->count);
        struct line *line = &lines->items[lines->count - 1];
        line->block = number;
        line->flags |= piece->flags & LINE_IS_ROW;
        if (block->is_side)
            line->flags |= LINE_IS_SIDE;
        if (is_column)
            line->flags |= LINE_IS_COLUMN;
        if (block->on)
            line->flags |= LINE_IS_LETTERING;
        if (line->flags & LINE_IS_RTL)
            pdf_line_turn_round(l->pdf, lines, line);
        else
            pdf_line_turn_runs(l->pdf, lines, line);
    }
}

static void give_block(struct page_layout *l, const struct layout_block *block, uint32_t number,
                       struct pdf_lines *lines)
{
    if (!block->figure) {
        give_text(l, block, number, lines);
        return;
    }
    give_figure(block, l->page, lines);
    for (uint32_t i = 0; i < l->block_count; i++)
        if (l->blocks[i].on == block->figure)
            give_text(l, &l->blocks[i], l->block_count + i + 1, lines);
}

/* Of the blocks that nothing must precede any more, the uppermost comes next, then the leftmost. A circle (three blocks that each
 * come before another) is broken at the uppermost. */
static void order_blocks(struct page_layout *l, struct pdf_lines *lines)
{
    uint32_t n = l->block_count;
    uint8_t *before = mem_new((size_t)n * n + 1, 1);
    uint32_t *waits = mem_new(n + 1, sizeof *waits);
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b < n; b++)
            if (a != b && !l->blocks[a].on && comes_before(l, &l->blocks[a], &l->blocks[b]))
                before[(size_t)a * n + b] = 1, waits[b]++;
    for (uint32_t done = 0; done < n; done++) {
        uint32_t best = UINT32_MAX;
        for (uint32_t i = 0; i < n; i++) {
            const struct layout_block *block = &l->blocks[i];
            if (block->done || block->on)
                continue;
            if (best == UINT32_MAX || (waits[i] == 0) > (waits[best] == 0) ||
                ((waits[i] == 0) == (waits[best] == 0) &&
                 block->box.y0 < l->blocks[best].box.y0 - 0.5f))
                best = i;
        }
        if (best == UINT32_MAX)
            break; /* what is left is lettering */
        l->blocks[best].done = true;
        for (uint32_t i = 0; i < n; i++)
            if (before[(size_t)best * n + i])
                waits[i]--;
        give_block(l, &l->blocks[best], done + 1, lines);
    }
    free(before);
    free(waits);
}

static void give_in_rows(struct page_layout *l, struct pdf_lines *lines)
{
    for (uint32_t i = 0; i < l->block_count; i++)
        if (!l->blocks[i].on)
            give_block(l, &l->blocks[i], i + 1, lines);
}

static void lay_out_turn(struct pdf_layout *layout, uint32_t page, uint8_t turn,
                         struct pdf_lines *lines)
{
    struct pdf_lines *rows = &layout->rows;
    struct page_layout l = {.pdf = layout->pdf,
                            .page = page,
                            .turn = turn,
                            .rows = rows,
                            .figures = layout->figures,
                            .known = &layout->known};
    rows->count = rows->order_count = 0;
    pdf_rows_of_page(l.pdf, page, turn, rows);
    pdf_gutters_find(l.pdf, rows, turn == 0 ? &layout->known : NULL, &l.gutters);
    if (turn == 0)
        find_pictures(&l);
    pdf_gutters_clear_cells(l.pdf, rows, l.pictures, l.picture_count, &l.gutters);
    l.tables = mem_new(1, sizeof *l.tables);
    pdf_tables_find(l.pdf, rows, &l.gutters, l.tables);
    for (uint32_t i = 0; i < rows->count; i++)
        cut_row(&l, i);
    make_blocks(&l);
    pdf_margin_find(l.blocks, l.block_count, l.known);
    page_layout_widen_spanning(&l);
    if (turn == 0)
        add_figures(&l, page);
    pdf_grid_find_lettering(l.blocks, l.block_count, layout->pdf->sheets[page].width_pt);
    if (l.block_count <= MOST_BLOCKS && turn == 0) {
        const struct pdf_sheet *sheet = &l.pdf->sheets[page];
        pdf_grid_find_neighbours(l.blocks, l.block_count);
        if (!pdf_panels_find_bands(l.blocks, l.block_count, pdf_shapes_of(l.pdf, sheet),
                                   sheet->shape_count))
            pdf_grid_find_bands(l.blocks, l.block_count, pdf_gutters_have_columns(&l.gutters));
        pdf_grid_widen_headings(l.blocks, l.block_count, l.pdf->body_size);
    }
    if (l.block_count > MOST_BLOCKS)
        give_in_rows(&l, lines);
    else
        order_blocks(&l, lines);
    pdf_lines_free(&l.pieces);
    free(l.next);
    free(l.blocks);
    free(l.gutters.items);
    free(l.tables);
}

void pdf_layout_free(struct pdf_layout *layout)
{
    free(layout->known.items);
    pdf_lines_free(&layout->rows);
}

void pdf_layout_learn(struct pdf_layout *layout, uint32_t page)
{
    struct gutters found = {0};
    layout->rows.count = layout->rows.order_count = 0;
    pdf_rows_of_page(layout->pdf, page, 0, &layout->rows);
    pdf_gutters_find(layout->pdf, &layout->rows, NULL, &found);
    pdf_gutters_learn(&found, &layout->known);
    free(found.items);
}

void pdf_layout_page(struct pdf_layout *layout, uint32_t page, struct pdf_lines *lines)
{
    const struct pdf *pdf = layout->pdf;
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    uint32_t letters[INK_SLANTED + 1] = {0};
    bool done[INK_SLANTED + 1] = {false};
    for (uint32_t i = 0; i < sheet->word_count; i++) {
        const struct word *w = &pdf->words.items[sheet->word_first + i];
        if (!(w->flags & (WORD_TWIN | WORD_TAKEN | WORD_FURNITURE)))
            letters[w->turn] += w->bytes;
    }
    if (letters[0] == 0)
        letters[0] = 1; /* for the sake of its pictures */
    for (;;) {
        int best = INK_SLANTED + 1;
        for (int turn = 0; turn <= INK_SLANTED; turn++)
            if (!done[turn] && letters[turn] > 0 &&
                (best > INK_SLANTED || letters[turn] > letters[best]))
                best = turn;
        if (best > INK_SLANTED)
            return;
        done[best] = true;
        lay_out_turn(layout, page, (uint8_t)best, lines);
    }
}
