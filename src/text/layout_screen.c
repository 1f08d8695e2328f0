#include "text/layout_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>

/* ---- which rows ---- */

static bool same_group(const struct layout *layout, uint32_t a, uint32_t b)
{
    const struct book_block *x = &layout->book->blocks[a], *y = &layout->book->blocks[b];
    return x->group && x->group == y->group && x->kind == y->kind;
}

/* The air between two blocks, both of which have rows. */
static int gap_between(const struct layout *layout, uint32_t above, uint32_t below)
{
    const struct book_block *a = &layout->book->blocks[above], *b = &layout->book->blocks[below];
    int gap = layout->paragraph_px;
    if (b->kind == BLOCK_HEADING)
        return a->kind == BLOCK_HEADING ? gap / 2 : gap + gap / 2;
    if (a->kind == BLOCK_HEADING || (a->kind == BLOCK_FIGURE && b->kind == BLOCK_CAPTION))
        return gap / 2;
    if (b->kind == BLOCK_NOTE && a->kind != BLOCK_NOTE) /* room for the stroke */
        return gap + layout->line_px / 2;
    if (same_group(layout, above, below) && b->kind == BLOCK_LIST_ITEM)
        return gap / 2;
    if (same_group(layout, above, below) && b->kind == BLOCK_CELL && a->row == b->row)
        return gap / 4;
    return gap;
}

bool layout_block_leads(const struct layout *layout, uint32_t n)
{
    const struct book_block *block = &layout->book->blocks[n];
    if (block->kind != BLOCK_CELL)
        return block->kind == BLOCK_HEADING;
    return block->column <= 1 && n < layout->book->block_count && same_group(layout, n, n + 1) &&
           block->row == block[1].row;
}

static void add_row(struct layout *layout, struct place place, int y, int gap,
                    const struct shape *shape)
{
    struct rows *rows = &layout->rows;
    MEM_ROOM(rows->items, rows->count, rows->cap);
    bool leads = place.row < shape->label_rows || layout_block_leads(layout, place.block);
    rows->items[rows->count++] = (struct row){place, y, gap, leads};
}

struct place layout_fill(struct layout *layout, struct place start, struct place limit)
{
    struct rows *rows = &layout->rows;
    rows->count = 0;
    int y = 0;
    struct place at = start;
    while (place_before(at, limit)) {
        const struct shape *shape = layout_shape(layout, at.block);
        if (at.row >= shape_rows(shape)) {
            at = (struct place){at.block + 1, 0};
            continue;
        }
        int gap = 0;
        if (rows->count && at.row == 0)
            gap = gap_between(layout, rows->items[rows->count - 1].place.block, at.block);
        if (rows->count && y + gap + shape->row_height_px > layout->style.height_px)
            break;
        y += gap;
        add_row(layout, at, y, gap, shape);
        y += shape->row_height_px;
        at.row++;
    }
    if (!place_before(at, limit))
        return limit;
    size_t kept = rows->count;
    while (kept > 0 && rows->items[kept - 1].leads)
        kept--;
    if (kept == 0 || kept == rows->count)
        return at;
    at = rows->items[kept].place;
    rows->count = kept;
    return at;
}

/* ---- what stands in them ---- */

static struct placed *add_item(struct layout *layout, enum placed_kind kind, uint32_t block)
{
    struct layout_screen *screen = &layout->screen;
    MEM_ROOM(screen->items, screen->count, layout->item_cap);
    struct placed *item = &screen->items[screen->count++];
    *item = (struct placed){.kind = kind, .block = block};
    return item;
}

static void add_rule(struct layout *layout, const struct shape *shape, struct rect rect)
{
    if (shape->rtl)
        rect.x = layout->column_px - rect.x - rect.w;
    add_item(layout, PLACED_RULE, shape->block)->rect = rect;
}

static int stroke_px(const struct layout *layout)
{
    return layout->style.size_px / 16 + 1;
}

/* Rules beside, around and above the rows of one block that are on the screen: the first and the last of them. */
static void place_rules(struct layout *layout, const struct shape *shape, const struct row *first,
                        const struct row *last)
{
    int stroke = stroke_px(layout), y = first->y;
    int h = last->y + shape->row_height_px - y;
    if (shape->block_kind == BLOCK_QUOTE && shape->indent_px >= 3 * stroke)
        add_rule(layout, shape, (struct rect){shape->indent_px / 3, y, 2 * stroke, h});
    if (shape->block_kind == BLOCK_NOTE && first->gap > layout->paragraph_px)
        add_rule(layout, shape,
                 (struct rect){0, y - first->gap / 2, layout->column_px / 4 + 1, stroke});
    if (!shape->boxed)
        return;
    int w = layout->column_px;
    bool begins = first->place.row == 0, ends = last->place.row + 1 == shape_rows(shape);
    add_rule(layout, shape, (struct rect){0, y, stroke, h});
    add_rule(layout, shape, (struct rect){w - stroke, y, stroke, h});
    if (begins)
        add_rule(layout, shape, (struct rect){0, y, w, stroke});
    if (ends)
        add_rule(layout, shape, (struct rect){0, y + h - stroke, w, stroke});
}

static void place_picture(struct layout *layout, const struct shape *shape, const struct row *row)
{
    const struct book_block *block = &layout->book->blocks[shape->block];
    struct placed *item = add_item(layout, PLACED_PICTURE, shape->block);
    item->word = block->alt_count ? block->alt_first : 0;
    item->picture = layout->book->pictures[block->picture].bytes ? block->picture : 0;
    int x = layout->rtl_book ? layout->column_px - shape->picture_w : 0;
    item->rect = (struct rect){x, row->y, shape->picture_w, shape->picture_h};
}

static void place_label(struct layout *layout, const struct shape *shape, const struct row *row)
{
    size_t from = 0, bytes = shape->label_bytes;
    for (uint32_t i = 0; i < row->place.row; i++)
        from += layout_label_piece(layout, shape, from);
    if (shape->label_rows)
        bytes = layout_label_piece(layout, shape, from);
    struct placed *item = add_item(layout, PLACED_LABEL, shape->block);
    item->text = shape->label + from;
    item->bytes = (uint32_t)bytes;
    item->style = shape->label_style;
    int direction = run_text_direction(item->text, bytes);
    item->style.rtl = direction ? direction > 0 : shape->rtl; /* "1." has none of its own */
    item->rtl_line = shape->rtl;
    item->baseline_y = row->y + shape->baseline_px;
    int w = run_measure(layout->runs, item->text, bytes, &item->style);
    int x = shape->indent_px - shape->hang_px;
    item->rect =
        (struct rect){shape->rtl ? layout->column_px - x - w : x, row->y, w, shape->row_height_px};
}

static void line_room(struct layout *layout, size_t words)
{
    if (words <= layout->line_cap)
        return;
    layout->line_cap = words * 2;
    layout->widths = mem_resize(layout->widths, layout->line_cap, sizeof *layout->widths);
    layout->order = mem_resize(layout->order, layout->line_cap, sizeof *layout->order);
}

/* The gap between two words that stand beside each other, given by their place in the line. */
static int gap_of(const struct layout *layout, const struct shape *shape, const struct line *line,
                  int left, int right)
{
    int before = left < right ? left : right;
    bool neighbours = abs(left - right) == 1;
    uint8_t flags = layout->book->words[line->first + (uint32_t)before].flags;
    return neighbours && !(flags & (WORD_SPACE_AFTER | WORD_LINE_AFTER)) ? 0 : shape->space_px;
}

static struct placed *place_word(struct layout *layout, const struct shape *shape,
                                 const struct line *line, uint32_t n)
{
    const struct book_word *word = &layout->book->words[n];
    uint32_t from = n == line->first ? line->from : 0;
    uint32_t to = n == line->last ? line->to : word->bytes;
    struct placed *item = add_item(layout, PLACED_WORD, shape->block);
    item->word = n;
    item->text = layout->book->pool + word->text + from;
    item->bytes = to - from;
    item->style = *shape_word_style(shape, word);
    item->style.rtl = shape->levels && (shape->levels[n - shape->first_word] & 1);
    item->rtl_line = shape->rtl;
    return item;
}

/* The words of a line from left to right: order[i] is the i-th's place in the line. */
static void order_words(struct layout *layout, const struct shape *shape, const struct line *line,
                        int count)
{
    for (int i = 0; i < count; i++)
        layout->order[i] = i;
    if (shape->levels)
        ubidi_reorderVisual(shape->levels + (line->first - shape->first_word), count,
                            layout->order);
}

static void place_line(struct layout *layout, const struct shape *shape, const struct row *row)
{
    const struct line *line = &shape->lines[row->place.row - shape->label_rows];
    int count = (int)(line->last - line->first + 1), total = 0;
    line_room(layout, (size_t)count);
    size_t first_item = layout->screen.count;
    for (int i = 0; i < count; i++) {
        struct placed *item = place_word(layout, shape, line, line->first + (uint32_t)i);
        layout->widths[i] = run_measure(layout->runs, item->text, item->bytes, &item->style);
    }
    order_words(layout, shape, line, count);
    for (int i = 0; i < count; i++) {
        total += layout->widths[i];
        if (i > 0)
            total += gap_of(layout, shape, line, layout->order[i - 1], layout->order[i]);
    }
    int x = shape->rtl ? layout->column_px - shape->indent_px - total : shape->indent_px;
    for (int i = 0; i < count; i++) {
        int which = layout->order[i];
        if (i > 0)
            x += gap_of(layout, shape, line, layout->order[i - 1], which);
        struct placed *item = &layout->screen.items[first_item + (size_t)which];
        const struct book_word *word = &layout->book->words[item->word];
        int raise = word->style & STYLE_RAISED ? item->style.size_px / 5 : 0;
        item->baseline_y = row->y + shape->baseline_px - raise;
        int w = layout->widths[which] - item->style.letter_spacing_px;
        w = w > 0 ? w : 0; /* signs that don't show have no space behind them */
        item->rect = (struct rect){x, row->y, w, shape->row_height_px};
        x += layout->widths[which];
    }
}

static void place_row(struct layout *layout, const struct shape *shape, const struct row *row)
{
    if (shape->kind == SHAPE_PICTURE) {
        place_picture(layout, shape, row);
        return;
    }
    if (row->place.row < shape->label_rows || (row->place.row == 0 && shape->hang_px))
        place_label(layout, shape, row);
    if (row->place.row >= shape->label_rows)
        place_line(layout, shape, row);
}

static void count_words(struct layout *layout)
{
    struct layout_screen *screen = &layout->screen;
    for (size_t i = 0; i < screen->count; i++) {
        const struct placed *item = &screen->items[i];
        if (item->kind != PLACED_WORD || item->word > layout->book->word_count)
            continue;
        if (!screen->first_word)
            screen->first_word = item->word;
        screen->last_word = item->word;
    }
}

void layout_place_rows(struct layout *layout)
{
    struct layout_screen *screen = &layout->screen;
    screen->count = 0;
    screen->first_word = screen->last_word = screen->first_block = 0;
    screen->column_px = layout->column_px;
    const struct rows *rows = &layout->rows;
    for (size_t i = 0; i < rows->count;) {
        uint32_t block = rows->items[i].place.block;
        size_t end = i + 1;
        while (end < rows->count && rows->items[end].place.block == block)
            end++;
        const struct shape *shape = layout_shape(layout, block);
        place_rules(layout, shape, &rows->items[i], &rows->items[end - 1]);
        for (; i < end; i++)
            place_row(layout, shape, &rows->items[i]);
        if (!screen->first_block)
            screen->first_block = block;
    }
    count_words(layout);
}
