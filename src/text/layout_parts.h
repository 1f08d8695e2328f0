/* layout_parts.h: within text only: what layout.c, layout_block.c, layout_break.c and layout_screen.c share.
 *
 * A block becomes a shape: rows of one height (lines of text, or one picture). A place is a row of a block; a screen is the rows
 * from one place to the next. A stretch is the run of screens from one anchor to the next. */
#ifndef LECTERN_TEXT_LAYOUT_PARTS_H
#define LECTERN_TEXT_LAYOUT_PARTS_H

#include "book/model.h"
#include "text/layout.h"

struct place {
    uint32_t block, row;
};

static inline bool place_before(struct place a, struct place b)
{
    return a.block < b.block || (a.block == b.block && a.row < b.row);
}

/* Words first to last, the first from byte `from` on, the last up to byte `to`. */
struct line {
    uint32_t first, last;
    uint16_t from, to;
};

enum shape_kind { SHAPE_NOTHING, SHAPE_TEXT, SHAPE_PICTURE };

struct shape {
    uint32_t block; /* 0: an empty slot */
    enum shape_kind kind;
    enum block_kind block_kind;
    uint32_t first_word,
        word_count; /* what its lines hold; a description's words for a figure without pixels */
    struct run_style plain, bold; /* plain is bold too where all is */
    int space_px;
    int row_height_px, baseline_px; /* of a line, from its top */
    int indent_px, hang_px;         /* text begins at indent; its label hang_px before that */
    int width_px;                   /* a line's room */
    bool boxed, rtl;
    const char *label;                /* a list's or note's mark; a table cell's column header */
    uint32_t label_bytes, label_rows; /* rows before the lines, of a label too wide to hang */
    struct run_style label_style;
    struct line *lines;
    size_t line_count, line_cap;
    uint8_t *levels; /* bidirectional, one a word; NULL when all is left to right */
    int picture_w, picture_h;
};

static inline uint32_t shape_rows(const struct shape *shape)
{
    if (shape->kind == SHAPE_PICTURE)
        return 1;
    return shape->kind == SHAPE_TEXT ? shape->label_rows + (uint32_t)shape->line_count : 0;
}

struct row { /* on the screen being made */
    struct place place;
    int y, gap;
    bool leads; /* may not be last: a heading, a row's first cell, a label that stands alone */
};

struct rows {
    struct row *items;
    size_t count, cap;
};

/* The header cells of the table that was asked for last, by column. */
enum { HEADER_COLUMNS = 32 };
struct headers {
    uint32_t group;
    uint32_t blocks[HEADER_COLUMNS]; /* 0: none */
};

struct stretch {
    struct place begin, end;
    struct place *starts; /* of its screens; starts[0] is begin */
    size_t count, cap;
    bool whole; /* all its screens are known */
};

enum { SHAPE_SLOTS = 64 };

struct layout {
    const struct book *book;
    struct run_cache *runs;
    struct layout_style style;
    uint32_t anchor;
    uint32_t part_first, part_last;   /* words; both 0: the whole book */
    uint32_t first_block, last_block; /* that it may show */
    uint32_t told[LAYOUT_TOLD_MOST];  /* figures of the part that are told */
    int told_count;
    int column_px;
    int line_px;      /* height of a line of body text */
    int paragraph_px; /* gap between paragraphs */
    bool rtl_book;
    struct shape shapes[SHAPE_SLOTS]; /* by block number modulo SHAPE_SLOTS */
    struct headers headers;
    struct stretch *stretches; /* in order; none before the first question */
    size_t stretch_count;
    size_t now_stretch, now_index;
    struct rows rows;
    struct layout_screen screen, ahead; /* shown last; made ahead of that, where has_ahead */
    size_t item_cap, ahead_cap;
    bool has_screen, has_ahead;
    size_t ahead_stretch, ahead_index;
    int *widths, *order; /* of the words of one line */
    size_t line_cap;
};

/* layout_block.c: the block's shape. Borrowed until SHAPE_SLOTS other blocks were asked for. */
struct shape *layout_shape(struct layout *layout, uint32_t block);

/* layout_break.c: fills shape->lines and shape->levels. */
void layout_break_lines(struct layout *layout, struct shape *shape);

/* How many bytes of a label, from byte `from` on, its next own row holds. */
size_t layout_label_piece(struct layout *layout, const struct shape *shape, size_t from);

static inline const struct run_style *shape_word_style(const struct shape *shape,
                                                       const struct book_word *word)
{
    return word->style & (STYLE_BOLD | STYLE_EMPHASIS) ? &shape->bold : &shape->plain;
}

/* layout_screen.c: rows of one screen from `start`, never past `limit`, into layout->rows; returns where the next begins (limit
 * when none does). */
struct place layout_fill(struct layout *layout, struct place start, struct place limit);

/* Does the block lead to the next, so that it may not be last on a screen: a heading, the first cell of a table's row? */
bool layout_block_leads(const struct layout *layout, uint32_t n);

/* layout->rows into layout->screen. */
void layout_place_rows(struct layout *layout);

#endif
