#include "text/layout_parts.h"

#include "text/breaks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How a page of text is set, in em and lines; what a visitor may change is in struct layout_style. */
static const double heading_steps[] = {1,   1, 1, 0.6,
                                       0.3, 0, 0}; /* of heading_scale - 1, by level */
static const double list_step_em = 1.6, label_gap_em = 0.4, quote_indent_em = 1.2,
                    cell_indent_em = 1.2, box_indent_em = 0.6;
static const double heading_line_scale = 0.85, heading_least_spacing = 1.2;
static const double picture_most_height = 0.6; /* of the screen */
static const double picture_most_scale = 2.0, small_picture_most_scale = 4.0;
static const int small_picture_lines = 2; /* a picture lower than this may grow more */

static bool block_has_bold(const struct book_block *block)
{
    return block->kind == BLOCK_HEADING ||
           (block->kind == BLOCK_CELL && (block->column <= 1 || (block->flags & BLOCK_IS_HEADER)));
}

static void set_style(struct layout *layout, struct shape *shape, const struct book_block *block)
{
    const struct layout_style *style = &layout->style;
    double scale = 1;
    if (block->kind == BLOCK_HEADING) {
        size_t level = block->level > 6 ? 6 : block->level;
        scale = 1 + (style->heading_scale - 1) * heading_steps[level];
    }
    int size = (int)lround(style->size_px * (scale < 1 ? 1 : scale));
    size = size < 1 ? 1 : size;
    shape->plain =
        (struct run_style){.family = style->family,
                           .bold = block_has_bold(block),
                           .size_px = size,
                           .letter_spacing_px = (int)lround(style->letter_spacing_em * size)};
    shape->bold = shape->plain;
    shape->bold.bold = true;
    struct font_metrics m = run_metrics(layout->runs, &shape->plain);
    shape->space_px =
        run_space(layout->runs, &shape->plain) + (int)lround(style->word_spacing_em * size);
    double spacing = style->line_spacing;
    if (block->kind == BLOCK_HEADING) /* large letters need less air */
        spacing = fmax(spacing * heading_line_scale, fmin(spacing, heading_least_spacing));
    shape->row_height_px = (int)ceil(spacing * size);
    if (shape->row_height_px > style->height_px) /* air is what gives way: the letters are whole */
        shape->row_height_px = style->height_px;
    if (shape->row_height_px < 1)
        shape->row_height_px = 1;
    shape->baseline_px = (shape->row_height_px - m.ink_up_px - m.ink_down_px) / 2 + m.ink_up_px;
}

/* Where a block's label begins, and its text, in em from the margin. */
static void indents_of(const struct book_block *block, bool has_label, double *label, double *text)
{
    *label = *text = 0;
    switch (block->kind) {
    case BLOCK_LIST_ITEM:
        *text = list_step_em * (block->level < 1 ? 1 : block->level);
        *label = *text - list_step_em;
        break;
    case BLOCK_QUOTE:
        *text = quote_indent_em;
        break;
    case BLOCK_CELL:
        *label = *text = block->column > 1 ? cell_indent_em : 0;
        break;
    case BLOCK_FIGURE:
        *text = box_indent_em;
        break;
    case BLOCK_NOTE:
        *text = has_label ? list_step_em : 0;
        break;
    default:
        break;
    }
}

static void set_indent(struct layout *layout, struct shape *shape, const struct book_block *block)
{
    int size = shape->plain.size_px, column = layout->column_px;
    double label_em, text_em;
    indents_of(block, shape->label_bytes > 0, &label_em, &text_em);
    int outer = (int)lround(label_em * size);
    shape->indent_px = (int)lround(text_em * size);
    if (shape->indent_px > column / 3) {
        outer = outer * (column / 3) / shape->indent_px;
        shape->indent_px = column / 3;
    }
    shape->label_style = block->kind == BLOCK_CELL ? shape->bold : shape->plain;
    if (!shape->label_bytes)
        return;
    int label = run_measure(layout->runs, shape->label, shape->label_bytes, &shape->label_style) +
                (int)lround(label_gap_em * size);
    if (outer + label > column / 2) {
        shape->label_rows = 1; /* counted when the line's width is known */
        return;
    }
    if (outer + label > shape->indent_px)
        shape->indent_px = outer + label;
    shape->hang_px = shape->indent_px - outer;
}

static void set_picture(const struct layout *layout, struct shape *shape, uint32_t picture)
{
    const struct book_picture *p = &layout->book->pictures[picture];
    double w = picture && p->width_px ? p->width_px : 1,
           h = picture && p->height_px ? p->height_px : 1;
    double scale = layout->column_px / w;
    double most_h = layout->style.height_px * picture_most_height;
    if (!picture) { /* a sign where a picture was */
        scale = layout->line_px * small_picture_lines;
    } else {
        double most = small_picture_lines * layout->line_px / h;
        most = most > small_picture_most_scale ? small_picture_most_scale : most;
        most = most < picture_most_scale ? picture_most_scale : most;
        scale = scale > most ? most : scale;
    }
    scale = scale * h > most_h ? most_h / h : scale;
    scale = scale * w > layout->column_px ? layout->column_px / w : scale;
    shape->kind = SHAPE_PICTURE;
    shape->picture_w = (int)(w * scale) < 1 ? 1 : (int)(w * scale);
    shape->picture_h = (int)(h * scale) < 1 ? 1 : (int)(h * scale);
    shape->row_height_px = shape->picture_h;
}

static void set_figure(struct layout *layout, struct shape *shape, const struct book_block *block)
{
    bool pixels = block->picture && layout->book->pictures[block->picture].bytes > 0;
    if (!layout_is_told(layout->book, shape->block, layout->style.text_only) &&
        !layout->style.text_only) {
        set_picture(layout, shape, pixels ? block->picture : 0);
        return;
    }
    shape->first_word = block->alt_first;
    shape->word_count = block->alt_count;
    shape->boxed = true;
}

/* Finds the header cells of the table that holds block n. */
static void find_headers(struct layout *layout, uint32_t n)
{
    const struct book_block *blocks = layout->book->blocks;
    struct headers *headers = &layout->headers;
    if (headers->group == blocks[n].group)
        return;
    *headers = (struct headers){.group = blocks[n].group};
    uint32_t first = n;
    while (first > 1 && blocks[first - 1].group == blocks[n].group)
        first--;
    for (uint32_t i = first; i <= n && blocks[i].row <= 1; i++)
        if (blocks[i].kind == BLOCK_CELL && (blocks[i].flags & BLOCK_IS_HEADER) &&
            blocks[i].column < HEADER_COLUMNS && blocks[i].word_count)
            headers->blocks[blocks[i].column] = i;
}

/* Cells stand below one another, so each carries what stands at the head of its column. */
static void set_cell_label(struct layout *layout, struct shape *shape,
                           const struct book_block *cell)
{
    if (!cell->group || cell->row <= 1 || cell->column <= 1 || cell->column >= HEADER_COLUMNS ||
        (cell->flags & BLOCK_IS_HEADER))
        return;
    find_headers(layout, shape->block);
    uint32_t n = layout->headers.blocks[cell->column];
    if (!n)
        return;
    const struct book_block *header = &layout->book->blocks[n];
    size_t bytes;
    shape->label = book_slice(layout->book, header->first_word,
                              header->first_word + header->word_count - 1, &bytes);
    shape->label_bytes = (uint32_t)bytes;
}

static void count_label_rows(struct layout *layout, struct shape *shape)
{
    if (!shape->label_rows)
        return;
    shape->label_rows = 0;
    for (size_t from = 0; from < shape->label_bytes; shape->label_rows++)
        from += layout_label_piece(layout, shape, from);
}

/* In a layout of a part: only its words, and no label where its beginning is not among them. False: nothing of the block shows. */
static bool keep_part(const struct layout *layout, struct shape *shape)
{
    if (!layout->part_first)
        return true;
    if (shape->block_kind == BLOCK_FIGURE) {
        for (int i = 0; i < layout->told_count; i++) {
            if (layout->told[i] == shape->block)
                return true;
        }
        return false;
    }
    uint32_t first = shape->first_word, last = first + shape->word_count - 1;
    if (!shape->word_count || last < layout->part_first || first > layout->part_last)
        return false;
    if (first < layout->part_first) {
        first = layout->part_first;
        shape->label_bytes = 0;
    }
    last = last > layout->part_last ? layout->part_last : last;
    shape->first_word = first;
    shape->word_count = last - first + 1;
    return true;
}

static void shape_make(struct layout *layout, struct shape *shape, uint32_t n)
{
    const struct book_block *block = &layout->book->blocks[n];
    struct line *lines = shape->lines;
    size_t cap = shape->line_cap;
    free(shape->levels);
    *shape = (struct shape){.block = n,
                            .block_kind = block->kind,
                            .first_word = block->first_word,
                            .word_count = block->word_count,
                            .label = "",
                            .lines = lines,
                            .line_cap = cap};
    if (block->kind == BLOCK_LEFT_OUT)
        return;
    if (block->kind == BLOCK_LIST_ITEM || block->kind == BLOCK_NOTE)
        shape->label = book_string(layout->book, block->label);
    shape->label_bytes = (uint32_t)strlen(shape->label);
    if (block->kind == BLOCK_CELL)
        set_cell_label(layout, shape, block);
    if (!keep_part(layout, shape))
        return;
    if (block->kind == BLOCK_FIGURE)
        set_figure(layout, shape, block);
    if (shape->kind == SHAPE_PICTURE || shape->word_count == 0)
        return;
    shape->kind = SHAPE_TEXT;
    set_style(layout, shape, block);
    set_indent(layout, shape, block);
    shape->width_px = layout->column_px - shape->indent_px * (shape->boxed ? 2 : 1);
    if (shape->width_px < 1)
        shape->width_px = 1;
    count_label_rows(layout, shape);
    layout_break_lines(layout, shape);
}

struct shape *layout_shape(struct layout *layout, uint32_t block)
{
    struct shape *shape = &layout->shapes[block % SHAPE_SLOTS];
    if (shape->block != block)
        shape_make(layout, shape, block);
    return shape;
}
