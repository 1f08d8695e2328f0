#include "extract/pdf_tagging.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MOST_COLUMNS = 256 };

struct grid {
    uint16_t row;
    uint16_t filled[MOST_COLUMNS]; /* rows that a cell from above still takes, by column */
};

static void give_cell(struct tagging *t, uint32_t n, struct grid *grid, int *column,
                      const struct around *outer)
{
    const struct node *node = &t->s->nodes[n];
    const struct word *w = tagging_first_word(t, n);
    struct around a = *outer;
    while (*column < MOST_COLUMNS && grid->filled[*column] > 0)
        grid->filled[(*column)++]--;
    if (*column >= MOST_COLUMNS)
        return;
    struct builder_block block = {
        .kind = BLOCK_CELL,
        .group = outer->group,
        .row = grid->row,
        .column = (uint16_t)(*column + 1),
        .row_span = node->row_span,
        .column_span = node->column_span,
        .is_header = node->is_header,
        .page = w                 ? (uint32_t)w->page + 1
                : node->page >= 0 ? (uint32_t)node->page + 1
                                  : 1,
    };
    for (int i = 0; i < node->column_span && *column < MOST_COLUMNS; i++)
        grid->filled[(*column)++] = (uint16_t)(node->row_span - 1);
    a.in_cell = true;
    pdf_emit_begin(t->e, &block);
    t->is_open = true;
    t->last_word = 0;
    tagging_give_range(t, n + 1, node->end, &a);
    tagging_close_block(t);
}

static void give_row(struct tagging *t, uint32_t n, struct grid *grid, const struct around *a)
{
    int column = 0;
    grid->row++;
    for (uint32_t i = n + 1; i < t->s->nodes[n].end; i = t->s->nodes[i].end)
        if (t->s->nodes[i].role == ROLE_CELL)
            give_cell(t, i, grid, &column, a);
    for (; column < MOST_COLUMNS; column++)
        if (grid->filled[column] > 0)
            grid->filled[column]--;
}

static void give_rows(struct tagging *t, uint32_t first, uint32_t end, struct grid *grid,
                      const struct around *a, const struct around *outer)
{
    for (uint32_t i = first; i < end; i = t->s->nodes[i].end) {
        if (t->s->nodes[i].role == ROLE_ROW && grid->row < 60000)
            give_row(t, i, grid, a);
        else if (t->s->nodes[i].role == ROLE_GROUP ||
                 t->s->nodes[i].role == ROLE_BARE) /* THead, TBody, TFoot */
            give_rows(t, i + 1, t->s->nodes[i].end, grid, a, outer);
        else
            tagging_give_range(t, i, t->s->nodes[i].end, outer);
    }
}

static bool has_figure(const struct tagging *t, uint32_t n)
{
    for (uint32_t i = n; i < t->s->nodes[n].end; i++)
        if (t->s->nodes[i].role == ROLE_FIGURE)
            return true;
    return false;
}

/* A table that only puts pictures beside words: most of its rows hold a picture. */
static bool is_for_layout(const struct tagging *t, uint32_t n)
{
    uint32_t rows = 0, with_figures = 0;
    for (uint32_t i = n + 1; i < t->s->nodes[n].end; i++) {
        if (t->s->nodes[i].role != ROLE_ROW)
            continue;
        rows++;
        with_figures += has_figure(t, i);
    }
    return with_figures * 2 >= rows && with_figures > 0;
}

/* Gives what is in the cells as if there were no table. */
static void give_unwrapped(struct tagging *t, uint32_t first, uint32_t end,
                           const struct around *outer)
{
    for (uint32_t i = first; i < end; i = t->s->nodes[i].end) {
        enum role role = t->s->nodes[i].role;
        if (role == ROLE_ROW || role == ROLE_GROUP || role == ROLE_BARE)
            give_unwrapped(t, i + 1, t->s->nodes[i].end, outer);
        else if (role == ROLE_CELL) {
            tagging_end_block(t, outer);
            tagging_give_range(t, i + 1, t->s->nodes[i].end, outer);
            tagging_end_block(t, outer);
        } else
            tagging_give_range(t, i, t->s->nodes[i].end, outer);
    }
}

void tagging_give_table(struct tagging *t, uint32_t n, const struct around *outer)
{
    struct around a = *outer;
    struct grid *grid = mem_new(1, sizeof *grid);
    const struct word *w = tagging_first_word(t, n);
    tagging_end_block(t, outer);
    if (outer->in_cell) {
        tagging_give_range(t, n + 1, t->s->nodes[n].end, outer);
    } else if (is_for_layout(t, n)) {
        give_unwrapped(t, n + 1, t->s->nodes[n].end, outer);
    } else {
        if (w)
            pdf_guess_give_before(t->guess, w->page, w->box.y0);
        a.group = builder_new_group(t->pdf->builder);
        a.kind = BLOCK_CELL;
        a.level = 0;
        give_rows(t, n + 1, t->s->nodes[n].end, grid, &a, outer);
    }
    tagging_end_block(t, outer);
    free(grid);
}
