#include "extract/pdf_grid.h"

#include <math.h>
#include <stddef.h>

enum {
    MOST_ROWS = 40,
    LEAST_ROWS = 2,
    LEAST_IN_ROW = 2,
    LEAST_IN_COLUMN = 2,
    MOST_HEADING_LINES = 3,
    MOST_STRIP_LINES = 8,
    MOST_LETTERING_LINES = 3
};

static const float IN_LINE_PT =
    8; /* pictures of a row: their upper edges, middles or lower edges differ no more */
static const float LEAST_PICTURE_PT = 30;
static const float WIDE_PART = 0.4f;   /* of the page: words on a picture so wide may be a title */
static const float LARGE_PART = 1.12f; /* of the letters of most words */
static const float HEADING_REACH_SIZES = 3; /* over the pictures of its column */
static const float RUNS_ON_SIZES =
    1.5f; /* of its letters, how far a block reaches into another row */

struct rows {
    struct box boxes[MOST_ROWS]; /* from the top */
    uint32_t pictures[MOST_ROWS];
    uint32_t count;
};

void pdf_grid_find_lettering(struct layout_block *blocks, uint32_t count, float page_width_pt)
{
    for (uint32_t i = 0; i < count; i++) {
        struct layout_block *block = &blocks[i];
        float middle = (block->box.y0 + block->box.y1) / 2;
        if (block->figure || block->table || block->lines > MOST_LETTERING_LINES)
            continue;
        for (uint32_t k = 0; k < count; k++) {
            struct box f = blocks[k].box;
            if (blocks[k].figure && f.x1 - f.x0 < WIDE_PART * page_width_pt &&
                block->box.x0 >= f.x0 && block->box.x1 <= f.x1 && middle > f.y0 && middle < f.y1)
                block->on = blocks[k].figure;
        }
    }
}

static bool is_in_line(struct box a, struct box b)
{
    return fabsf(a.y0 - b.y0) < IN_LINE_PT || fabsf(a.y1 - b.y1) < IN_LINE_PT ||
           fabsf(a.y0 + a.y1 - b.y0 - b.y1) < 2 * IN_LINE_PT;
}

static bool is_picture(const struct layout_block *block)
{
    return block->figure && block->box.x1 - block->box.x0 >= LEAST_PICTURE_PT &&
           block->box.y1 - block->box.y0 >= LEAST_PICTURE_PT;
}

/* Puts a picture into its row; the rows stay sorted. */
static void add_picture(struct rows *rows, struct box box)
{
    uint32_t at = 0;
    for (uint32_t r = 0; r < rows->count; r++) {
        if (is_in_line(rows->boxes[r], box)) {
            rows->boxes[r] = box_join(rows->boxes[r], box);
            rows->pictures[r]++;
            return;
        }
        at += rows->boxes[r].y0 < box.y0;
    }
    if (rows->count >= MOST_ROWS)
        return;
    for (uint32_t r = rows->count++; r > at; r--) {
        rows->boxes[r] = rows->boxes[r - 1];
        rows->pictures[r] = rows->pictures[r - 1];
    }
    rows->boxes[at] = box;
    rows->pictures[at] = 1;
}

static void drop_row(struct rows *rows, uint32_t r)
{
    for (rows->count--; r < rows->count; r++) {
        rows->boxes[r] = rows->boxes[r + 1];
        rows->pictures[r] = rows->pictures[r + 1];
    }
}

/* A piece of a picture that is in line with nothing is of the row at whose height it stands. */
static void join_pieces(struct rows *rows)
{
    for (uint32_t r = 0; r < rows->count; r++)
        for (uint32_t k = 0; k < rows->count; k++)
            if (k != r && rows->boxes[k].y0 >= rows->boxes[r].y0 - 1 &&
                rows->boxes[k].y1 <= rows->boxes[r].y1 + 1) {
                drop_row(rows, k);
                r -= k < r;
                k--;
            }
}

/* Rows of a grid don't overlap, and hold two pictures or more; the last may hold one. */
static bool are_grid(const struct rows *rows)
{
    if (rows->count < LEAST_ROWS || rows->count >= MOST_ROWS)
        return false;
    for (uint32_t r = 0; r < rows->count; r++) {
        if (r + 1 < rows->count && rows->boxes[r].y1 > rows->boxes[r + 1].y0)
            return false;
        if (rows->pictures[r] < LEAST_IN_ROW && r + 1 < rows->count)
            return false;
    }
    return true;
}

static bool runs_on(const struct layout_block *block, const struct rows *rows)
{
    float reach = RUNS_ON_SIZES * block->size;
    for (uint32_t r = 0; r < rows->count; r++)
        if (block->box.y0 < rows->boxes[r].y0 - reach && block->box.y1 > rows->boxes[r].y0 + reach)
            return true;
    return false;
}

static bool find_rows(struct layout_block *blocks, uint32_t count)
{
    struct rows rows = {0};
    for (uint32_t i = 0; i < count; i++)
        if (is_picture(&blocks[i]))
            add_picture(&rows, blocks[i].box);
    join_pieces(&rows);
    if (!are_grid(&rows))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!blocks[i].figure && runs_on(&blocks[i], &rows))
            return false;
    for (uint32_t i = 0; i < count; i++) {
        float middle = (blocks[i].box.y0 + blocks[i].box.y1) / 2;
        for (uint32_t r = 0; r < rows.count; r++)
            blocks[i].band += rows.boxes[r].y0 <= middle;
    }
    return true;
}

/* Does the strip at `x` part pictures with words from pictures with words? What stands over all pictures may cross it. */
static bool is_cut(const struct layout_block *blocks, uint32_t count, float x, float top)
{
    uint32_t pictures[2] = {0}, texts[2] = {0};
    for (uint32_t i = 0; i < count; i++) {
        struct box b = blocks[i].box;
        int side = b.x0 >= x;
        if (b.y1 <= top || blocks[i].on)
            continue;
        if (b.x0 < x && b.x1 > x)
            return false;
        pictures[side] += is_picture(&blocks[i]);
        texts[side] += !blocks[i].figure;
    }
    return pictures[0] >= LEAST_IN_COLUMN && pictures[1] >= LEAST_IN_COLUMN &&
           texts[0] >= LEAST_IN_COLUMN && texts[1] >= LEAST_IN_COLUMN;
}

static float top_of_pictures(const struct layout_block *blocks, uint32_t count)
{
    float top = INFINITY;
    for (uint32_t i = 0; i < count; i++)
        if (is_picture(&blocks[i]))
            top = fminf(top, blocks[i].box.y0);
    return top;
}

static void find_columns(struct layout_block *blocks, uint32_t count, float top)
{
    float cut = INFINITY;
    for (uint32_t i = 0; i < count; i++) {
        float x = blocks[i].box.x0 - 1;
        if (is_picture(&blocks[i]) && x < cut && is_cut(blocks, count, x, top))
            cut = x;
    }
    for (uint32_t i = 0; i < count && isfinite(cut); i++)
        if (blocks[i].box.y1 > top)
            blocks[i].band = blocks[i].box.x0 >= cut ? 2 : 1;
}

/* Has a picture words beside it? */
static bool has_words(const struct layout_block *blocks, uint32_t count, uint32_t picture)
{
    for (uint32_t i = 0; i < count; i++)
        if (blocks[i].beside == picture + 1)
            return true;
    return false;
}

/* The upper edge of the words that stand side by side right over pictures whose own words are beside them; `top` when there are no
 * such words. */
static float top_of_headings(const struct layout_block *blocks, uint32_t count, float top)
{
    float heading = top;
    for (uint32_t i = 0; i < count; i++)
        if (is_picture(&blocks[i]) && !has_words(blocks, count, i))
            return top;
    for (uint32_t i = 0; i < count; i++) {
        struct box a = blocks[i].box;
        for (uint32_t k = 0; k < count && !blocks[i].figure; k++) {
            struct box b = blocks[k].box;
            float y1 = fmaxf(a.y1, b.y1);
            if (!blocks[k].figure && a.x1 < b.x0 && a.y0 < b.y1 && b.y0 < a.y1 && y1 <= top + 1 &&
                top - y1 < HEADING_REACH_SIZES * blocks[i].size)
                heading = fminf(heading, fminf(a.y0, b.y0));
        }
    }
    return heading;
}

/* Are there pictures side by side, and no long texts that may be columns? */
static bool may_be_strips(const struct layout_block *blocks, uint32_t count)
{
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        if (!blocks[i].figure && blocks[i].lines > MOST_STRIP_LINES)
            return false;
        for (uint32_t k = 0; k < count && !any; k++)
            any = is_picture(&blocks[i]) && is_picture(&blocks[k]) &&
                  blocks[i].box.x1 < blocks[k].box.x0 && is_in_line(blocks[i].box, blocks[k].box);
    }
    return any;
}

/* The highest block without a band; NULL: all have one. */
static struct layout_block *find_highest(struct layout_block *blocks, uint32_t count)
{
    struct layout_block *highest = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (!blocks[i].band && (!highest || blocks[i].box.y0 < highest->box.y0))
            highest = &blocks[i];
    return highest;
}

/* Every white strip over the whole width parts what is over it from what is under it. */
static void find_strips(struct layout_block *blocks, uint32_t count)
{
    struct layout_block *highest;
    for (uint32_t band = 1; (highest = find_highest(blocks, count)); band++) {
        struct box strip = highest->box;
        highest->band = band; /* also one without height, which the strip does not hold */
        uint32_t done = 0;
        for (uint32_t before = UINT32_MAX; before != done;) {
            before = done;
            for (uint32_t i = 0; i < count; i++) {
                if (blocks[i].band || blocks[i].box.y0 >= strip.y1)
                    continue;
                strip = box_join(strip, blocks[i].box);
                blocks[i].band = band;
                done++;
            }
        }
    }
}

/* Pictures over one another within a strip are of columns that are not in line. */
static bool are_columns_in(const struct layout_block *blocks, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count; k++)
            if (is_picture(&blocks[i]) && is_picture(&blocks[k]) &&
                blocks[i].band == blocks[k].band && blocks[i].box.y1 < blocks[k].box.y0)
                return true;
    return false;
}

static bool find_picture_strips(struct layout_block *blocks, uint32_t count)
{
    if (!may_be_strips(blocks, count))
        return false;
    find_strips(blocks, count);
    if (!are_columns_in(blocks, count))
        return true;
    for (uint32_t i = 0; i < count; i++)
        blocks[i].band = 0;
    return false;
}

void pdf_grid_find_bands(struct layout_block *blocks, uint32_t count, bool has_columns)
{
    float top = top_of_pictures(blocks, count), heading = top_of_headings(blocks, count, top);
    if (heading < top)
        find_columns(blocks, count, heading);
    else if (!find_rows(blocks, count) && (has_columns || !find_picture_strips(blocks, count)))
        find_columns(blocks, count, top);
}

static bool is_alone_in_row(const struct layout_block *blocks, uint32_t count,
                            const struct layout_block *block)
{
    for (uint32_t i = 0; i < count; i++) {
        struct box b = blocks[i].box;
        if (&blocks[i] != block && fminf(b.y1, block->box.y1) > fmaxf(b.y0, block->box.y0))
            return false;
    }
    return true;
}

/* Is a picture under or over it that has words beside it? */
static bool is_in_picture_column(const struct layout_block *blocks, uint32_t count,
                                 const struct layout_block *block)
{
    for (uint32_t i = 0; i < count; i++) {
        struct box f = blocks[i].box;
        if (!is_picture(&blocks[i]) || fminf(f.x1, block->box.x1) <= fmaxf(f.x0, block->box.x0))
            continue;
        for (uint32_t k = 0; k < count; k++) {
            struct box t = blocks[k].box;
            if (!blocks[k].figure && fminf(t.y1, f.y1) > fmaxf(t.y0, f.y0) &&
                (t.x0 > f.x1 - 1 || t.x1 < f.x0 + 1))
                return true;
        }
    }
    return false;
}

void pdf_grid_widen_headings(struct layout_block *blocks, uint32_t count, float body_size)
{
    struct box all = {0};
    for (uint32_t i = 0; i < count; i++)
        if (!blocks[i].figure)
            all = box_join(all, blocks[i].box);
    for (uint32_t i = 0; i < count; i++) {
        struct layout_block *block = &blocks[i];
        if (block->figure || block->table || block->lines > MOST_HEADING_LINES ||
            block->size < LARGE_PART * body_size || !is_alone_in_row(blocks, count, block) ||
            !is_in_picture_column(blocks, count, block))
            continue;
        block->box.x0 = all.x0;
        block->box.x1 = all.x1;
    }
}

static float height(struct box b)
{
    return b.y1 - b.y0;
}

static float overlap_x(struct box a, struct box b)
{
    return fminf(a.x1, b.x1) - fmaxf(a.x0, b.x0);
}

static float overlap_y(struct box a, struct box b)
{
    return fminf(a.y1, b.y1) - fmaxf(a.y0, b.y0);
}

void pdf_grid_find_neighbours(struct layout_block *blocks, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct box b = blocks[i].box;
        float nearest = INFINITY;
        for (uint32_t k = 0; k < count && !blocks[i].figure; k++) {
            struct box f = blocks[k].box;
            float gap = -overlap_x(b, f);
            if (!is_picture(&blocks[k]) || gap < -1 || gap >= nearest ||
                overlap_y(b, f) <= fminf(height(b), height(f)) / 2)
                continue;
            nearest = gap;
            blocks[i].beside = k + 1;
        }
    }
}

bool pdf_grid_is_row_over(const struct layout_block *blocks, const struct layout_block *a,
                          const struct layout_block *b)
{
    if (!a->beside || a->box.y1 > b->box.y0 + 1)
        return false;
    struct box f = blocks[a->beside - 1].box;
    if (f.y1 > b->box.y0 + b->size)
        return false;
    return overlap_x(f, b->box) > 0 ||
           (b->beside && b->beside != a->beside && overlap_x(f, blocks[b->beside - 1].box) > 0);
}

bool pdf_grid_parts_line(const struct box *pictures, uint32_t count, struct box gap, float reach_pt)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count; k++) {
            struct box left = pictures[i], right = pictures[k];
            if (left.x1 >= right.x0 || !is_in_line(left, right) ||
                gap.y0 > fmaxf(left.y1, right.y1) + reach_pt ||
                gap.y1 < fminf(left.y0, right.y0) - reach_pt)
                continue;
            if (fminf(gap.x1, right.x0) > fmaxf(gap.x0, left.x1) && gap.x0 > left.x0 &&
                gap.x1 < right.x1)
                return true;
        }
    return false;
}

bool pdf_grid_fills_gap(const struct box *pictures, uint32_t count, struct box gap, float least_pt)
{
    float middle = (gap.y0 + gap.y1) / 2;
    for (uint32_t i = 0; i < count; i++) {
        struct box p = pictures[i];
        if (p.x0 > gap.x0 && p.x1 < gap.x1 && p.y0 < middle && p.y1 > middle &&
            height(p) > least_pt)
            return true;
    }
    return false;
}
