#include "extract/pdf_gutters.h"

#include "extract/pdf_grid.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_OPEN = 64,
    MOST_GAPS = 64,
    MOST_GUTTERS = 256,
    MOST_KNOWN = 32,
    MOST_RULES = 128,
    MOST_CAPTION_ROWS = 8,
    KNOWN_ROWS = 20,
    MOST_CELL_LINES = 9,
    COLUMN_ROWS = 8 /* where no two stand side by side */
};

static const float LEAST_PICTURE_PT = 30; /* lower ones are signs in a line */
static const float MEET_PT = 2;
static const float CAPTION_REACH_PT = 30; /* words right under pictures in line */

/* Widths in letter sizes. */
static const float LEAST_WIDTH = 0.75f;
static const float FARTHEST_START = 4; /* of a line behind the gutter, when it is indented */
static const float PROSE_LETTERS = 40;
static const float HEAD_SIZES = 1.5f;   /* of most letters */
static const float WHITE_STEP = 1.3f;   /* of the step from line to line */
static const float COLUMN_LETTERS = 11; /* columns of text have more letters a line than this */

struct strip {
    float x0, x1;
    uint32_t first, end; /* rows */
};

struct sweep {
    const struct pdf *pdf;
    const struct pdf_lines *rows;
    uint32_t first, end;
    float size;        /* most common letter size of these rows */
    float left, right; /* of all of them */
    struct strip open[MOST_OPEN];
    uint32_t open_count;
    struct strip *done;
    uint32_t done_count, done_cap;
    struct gutters *found; /* so far */
    const struct gutters *known;
};

static const struct word *row_word(const struct sweep *s, const struct line *row, uint32_t i)
{
    return &s->pdf->words.items[s->rows->order[row->first + i]];
}

static uint32_t gaps_of_row(const struct sweep *s, const struct line *row, struct strip *gaps)
{
    float x = s->left - 1000;
    uint32_t count = 0;
    for (uint32_t i = 0; i <= row->count && count < MOST_GAPS; i++) {
        float next = i < row->count ? row_word(s, row, i)->x0 : s->right + 1000;
        if (next - x >= LEAST_WIDTH * s->size)
            gaps[count++] = (struct strip){.x0 = x, .x1 = next};
        if (i < row->count)
            x = fmaxf(x, row_word(s, row, i)->x1);
    }
    return count;
}

static void finish(struct sweep *s, const struct strip *strip)
{
    if (strip->x0 < s->left - 1 || strip->x1 > s->right + 1 || strip->end - strip->first < 2)
        return;
    if (s->done_count >= 4096)
        return;
    MEM_ROOM(s->done, s->done_count, s->done_cap);
    s->done[s->done_count++] = *strip;
}

static void keep_open(struct strip *open, uint32_t *count, struct strip strip)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (fabsf(open[i].x0 - strip.x0) < 0.1f && fabsf(open[i].x1 - strip.x1) < 0.1f) {
            if (strip.first < open[i].first)
                open[i].first = strip.first;
            return;
        }
    }
    if (*count < MOST_OPEN)
        open[(*count)++] = strip;
}

/* One more row: every open strip goes on where the row is white, narrowed if need be; what was wider ends here. */
static void sweep_row(struct sweep *s, uint32_t n)
{
    struct strip gaps[MOST_GAPS], next[MOST_OPEN];
    uint32_t next_count = 0;
    uint32_t gap_count = gaps_of_row(s, &s->rows->items[n], gaps);
    for (uint32_t i = 0; i < s->open_count; i++) {
        bool whole = false;
        for (uint32_t g = 0; g < gap_count; g++) {
            struct strip both = {fmaxf(s->open[i].x0, gaps[g].x0), fminf(s->open[i].x1, gaps[g].x1),
                                 s->open[i].first, n + 1};
            if (both.x1 - both.x0 < LEAST_WIDTH * s->size)
                continue;
            if (both.x1 - both.x0 > s->open[i].x1 - s->open[i].x0 - 0.1f)
                whole = true;
            keep_open(next, &next_count, both);
        }
        if (!whole) {
            s->open[i].end = n;
            finish(s, &s->open[i]);
        }
    }
    for (uint32_t g = 0; g < gap_count; g++)
        keep_open(next, &next_count, (struct strip){gaps[g].x0, gaps[g].x1, n, n + 1});
    memcpy(s->open, next, next_count * sizeof *next);
    s->open_count = next_count;
}

/* What stands on either side of a strip, up to the next wide gap. */
struct sides {
    uint32_t left_rows, right_rows, both_rows;
    uint32_t left_letters, right_letters;
    uint32_t left_worded, right_worded; /* rows with a real word (three letters) */
    uint32_t left_short;                /* rows with no more than a mark or a number on the left */
    uint32_t first, end; /* rows between the first and the last that have text beside it */
    /* where white parts the rows on both sides: stretches that begin on both, on one only, and on both though the one before had not as
     * many lines on the left as on the right */
    uint32_t level, odd, uneven;
    uint32_t heads; /* rows in far larger letters on both sides */
};

/* Lines between two white stretches. */
struct stretch {
    uint32_t left, right;
    bool is_level;
};

static bool has_letters(const struct sweep *s, const struct word *w)
{
    const char *text = word_text(&s->pdf->words, w);
    uint32_t letters = 0;
    for (uint32_t i = 0; i < w->bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xc3;
    }
    return letters >= 3;
}

/* Does a gutter that was found already lie between x0 and x1 at the height of the row? */
static bool is_past_gutter(const struct sweep *s, const struct line *row, float x0, float x1)
{
    for (uint32_t i = 0; i < s->found->count; i++) {
        const struct gutter *g = &s->found->items[i];
        if (g->x0 >= x0 - 0.5f && g->x1 <= x1 + 0.5f && row->base >= g->y0 && row->base <= g->y1)
            return true;
    }
    return false;
}

/* Are the words right beside the strip, on both sides, in far larger letters than most? */
static bool are_heads(const struct sweep *s, const struct line *row, const struct strip *strip)
{
    float left = 0, right = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        const struct word *w = row_word(s, row, i);
        if (w->x1 < strip->x0 + 0.5f)
            left = w->size;
        else if (w->x0 > strip->x1 - 0.5f && right == 0)
            right = w->size;
    }
    return left > HEAD_SIZES * s->size && right > HEAD_SIZES * s->size;
}

/* Letters of the words beside the strip, walking outwards until a wide gap. */
static uint32_t letters_beside(const struct sweep *s, const struct line *row, float x, int step,
                               bool *worded)
{
    uint32_t letters = 0;
    float edge = x;
    *worded = false;
    for (uint32_t k = 0; k < row->count; k++) {
        uint32_t i = step > 0 ? k : row->count - 1 - k;
        const struct word *w = row_word(s, row, i);
        if (step > 0 ? w->x0 < x - 0.5f : w->x1 > x + 0.5f)
            continue;
        float gap = step > 0 ? w->x0 - edge : edge - w->x1;
        if (gap > (letters > 0 ? 1.5f : step > 0 ? FARTHEST_START : 1000) * s->size)
            break;
        if (step > 0 ? is_past_gutter(s, row, edge, w->x0) : is_past_gutter(s, row, w->x1, edge))
            break;
        letters += w->bytes;
        if (has_letters(s, w))
            *worded = true;
        edge = step > 0 ? w->x1 : w->x0;
    }
    return letters;
}

/* The step from line to line. */
static float line_step(const struct sweep *s, const struct strip *strip)
{
    float least = 1e9f;
    for (uint32_t n = strip->first + 1; n < strip->end; n++) {
        float step = s->rows->items[n].base - s->rows->items[n - 1].base;
        if (step > 0.8f * s->size)
            least = fminf(least, step);
    }
    return least;
}

static void end_stretch(struct sides *sides, const struct stretch *stretch)
{
    sides->level += stretch->is_level;
    sides->odd += !stretch->is_level && stretch->left + stretch->right > 0;
    uint32_t most = stretch->left > stretch->right ? stretch->left : stretch->right;
    uint32_t least = stretch->left > stretch->right ? stretch->right : stretch->left;
    sides->uneven += stretch->is_level && least * 3 <= most * 2 && most <= MOST_CELL_LINES;
    sides->odd += most > MOST_CELL_LINES;
}

static struct sides sides_of(const struct sweep *s, const struct strip *strip)
{
    struct sides sides = {.first = UINT32_MAX};
    struct stretch stretch = {0};
    float last = -1e9f, step = line_step(s, strip);
    for (uint32_t n = strip->first; n < strip->end; n++) {
        const struct line *row = &s->rows->items[n];
        bool left_worded, right_worded;
        uint32_t left = letters_beside(s, row, strip->x0, -1, &left_worded);
        uint32_t right = letters_beside(s, row, strip->x1, 1, &right_worded);
        sides.left_rows += left > 0;
        sides.right_rows += right > 0;
        sides.both_rows += left > 0 && right > 0;
        sides.left_letters += left;
        sides.right_letters += right;
        sides.left_short += left > 0 && left <= 4 && !left_worded;
        sides.left_worded += left_worded;
        sides.right_worded += right_worded;
        sides.heads += left > 0 && right > 0 && are_heads(s, row, strip);
        if (left > 0 && right > 0) {
            if (sides.first == UINT32_MAX)
                sides.first = n;
            sides.end = n + 1;
        }
        if (left == 0 && right == 0)
            continue;
        if (row->base - last > WHITE_STEP * step) {
            end_stretch(&sides, &stretch);
            stretch = (struct stretch){.is_level = left > 0 && right > 0};
        }
        last = row->base;
        stretch.left += left > 0;
        stretch.right += right > 0;
    }
    end_stretch(&sides, &stretch);
    return sides;
}

/* A height at which something drawn reaches into a strip, from the left as far as x0, from the right as far as x1. */
struct rule {
    float y, x0, x1;
};

static void note_rule(struct rule rule, float top, float bottom, struct rule *rules,
                      uint32_t *count)
{
    if (rule.y < top || rule.y > bottom)
        return;
    for (uint32_t i = 0; i < *count; i++) {
        if (fabsf(rules[i].y - rule.y) < 4) {
            rules[i].x0 = fmaxf(rules[i].x0, rule.x0);
            rules[i].x1 = fminf(rules[i].x1, rule.x1);
            return;
        }
    }
    if (*count < MOST_RULES)
        rules[(*count)++] = rule;
}

/* How many rules, or edges of bands and frames, reach from the text on both sides into the strip and meet there: the lines of a table.
 * What reaches in from one side only is a band behind a heading in its column; what does not meet are boxes side by side. */
static uint32_t rules_across(const struct sweep *s, const struct strip *strip, float *first,
                             float *last)
{
    const struct line *top = &s->rows->items[strip->first];
    const struct line *bottom = &s->rows->items[strip->end - 1];
    const struct pdf_sheet *sheet = &s->pdf->sheets[top->page];
    struct rule rules[MOST_RULES];
    uint32_t count = 0, both = 0;
    float y0 = top->box.y0 - s->size, y1 = bottom->box.y1 + s->size;
    if (top->turn != 0)
        return 0;
    /* the first and the last may stand farther off, but not beyond other rows */
    if (strip->first > 0)
        y0 = fminf(y0, fmaxf(y0 - 2 * s->size, s->rows->items[strip->first - 1].base));
    else
        y0 -= 2 * s->size;
    if (strip->end < s->rows->count)
        y1 = fmaxf(y1, fminf(y1 + 2 * s->size, s->rows->items[strip->end].box.y0));
    else
        y1 += 2 * s->size;
    for (uint32_t i = 0; i < sheet->shape_count; i++) {
        const struct ink_shape *shape = &s->pdf->ink.shapes[sheet->shape_first + i];
        const struct box *box = &shape->box;
        bool from_left = box->x0 < strip->x0 - s->size && box->x1 > strip->x0 + 1;
        bool from_right = box->x1 > strip->x1 + s->size && box->x0 < strip->x1 - 1;
        if (shape->kind == SHAPE_IMAGE || (!from_left && !from_right))
            continue;
        struct rule rule = {box->y0, from_left ? box->x1 : -1e9f, from_right ? box->x0 : 1e9f};
        note_rule(rule, y0, y1, rules, &count);
        rule.y = box->y1;
        note_rule(rule, y0, y1, rules, &count);
    }
    *first = 1e9f;
    *last = -1e9f;
    for (uint32_t i = 0; i < count; i++) {
        if (rules[i].x1 - rules[i].x0 > MEET_PT * 2)
            continue;
        both++;
        *first = fminf(*first, rules[i].y);
        *last = fmaxf(*last, rules[i].y);
    }
    return both;
}

static bool is_wide_enough(const struct sweep *s, const struct strip *strip, uint32_t rows)
{
    float width = (strip->x1 - strip->x0) / s->size;
    if (rows >= 6)
        return width >= LEAST_WIDTH;
    if (rows >= 4)
        return width >= 1.1f;
    return rows >= 3 && width >= 1.8f;
}

static struct gutter gutter_of(const struct sweep *s, const struct strip *strip)
{
    return (struct gutter){.x0 = strip->x0,
                           .x1 = strip->x1,
                           .y0 = s->rows->items[strip->first].box.y0,
                           .y1 = s->rows->items[strip->end - 1].box.y1,
                           .rows = strip->end - strip->first};
}

/* Does a gutter of another page go on here? */
static bool is_known(const struct sweep *s, const struct strip *strip)
{
    for (uint32_t i = 0; s->known && i < s->known->count; i++) {
        const struct gutter *g = &s->known->items[i];
        float both = fminf(g->x1, strip->x1) - fmaxf(g->x0, strip->x0);
        if (both > 0.8f * (g->x1 - g->x0))
            return true;
    }
    return false;
}

/* A line or two below the last rule of a table are of the text that follows it, and only happen to be parted there. */
static void end_at_last_rule(const struct sweep *s, const struct strip *strip, float last,
                             struct gutter *g)
{
    uint32_t above = 0, below = 0;
    for (uint32_t n = strip->first; n < strip->end; n++) {
        const struct line *row = &s->rows->items[n];
        if (row->base < g->y0 || row->base > g->y1)
            continue;
        if (row->base > last)
            below++;
        else
            above++;
    }
    if (below <= 2 && above >= 3)
        g->y1 = fminf(g->y1, last + 1);
}

/* Is the strip only a wider stretch of one, found already, that parts cells? */
static bool is_in_table(const struct sweep *s, const struct strip *strip)
{
    struct gutter own = gutter_of(s, strip);
    for (uint32_t i = 0; i < s->found->count; i++) {
        const struct gutter *g = &s->found->items[i];
        float both = fminf(g->y1, own.y1) - fmaxf(g->y0, own.y0);
        if (g->parts_cells && g->x0 > own.x0 - 1 && g->x1 < own.x1 + 1 &&
            both > 0.5f * (own.y1 - own.y0))
            return true;
    }
    return false;
}

static bool judge(const struct sweep *s, const struct strip *strip, struct gutter *out)
{
    struct sides sides = sides_of(s, strip);
    if (sides.left_rows == 0 || sides.right_rows == 0)
        return false;
    if (is_known(s, strip)) {
        *out = gutter_of(s, strip);
        out->parts_columns = true;
        return true;
    }
    if (sides.left_rows < 2 || sides.right_rows < 2)
        return false;
    uint32_t rows = sides.left_rows + sides.right_rows - sides.both_rows;
    if (!is_wide_enough(s, strip, rows))
        return false;
    float left = (float)sides.left_letters / (float)sides.left_rows;
    float right = (float)sides.right_letters / (float)sides.right_rows;
    bool labels =
        sides.left_worded * 3 < sides.left_rows || sides.right_worded * 3 < sides.right_rows;
    float first, last;
    uint32_t rules = rules_across(s, strip, &first, &last);
    /* a rule every few lines is a table's; one now and then parts the articles of a newspaper */
    bool is_ruled = rules >= 2 && rules * 8 >= rows;
    /* rows of a table begin level, however many lines their cells have; paragraphs of two columns don't */
    bool is_level = ((sides.level >= 3 && sides.uneven >= 2) || sides.heads >= 2) &&
                    sides.odd * 3 <= sides.level;
    /* a sender's address, and under it on the other side the words of a letter */
    bool are_apart =
        sides.both_rows == 0 && (sides.left_rows < COLUMN_ROWS || sides.right_rows < COLUMN_ROWS);
    *out = gutter_of(s, strip);
    out->parts_columns = !labels && !are_apart && left >= COLUMN_LETTERS &&
                         right >= COLUMN_LETTERS && !is_ruled && !is_level &&
                         !is_in_table(s, strip);
    out->is_sparse =
        sides.left_rows * 2 < sides.right_rows || sides.right_rows * 2 < sides.left_rows;
    /* here and there a heading or a note beside running text */
    bool beside_prose = (sides.left_rows * 2 < rows && right > PROSE_LETTERS) ||
                        (sides.left_rows * 4 < rows && right > 0.6f * PROSE_LETTERS);
    if (!is_ruled && beside_prose && sides.left_short * 2 < sides.left_rows)
        out->parts_columns = true;
    out->parts_cells = !out->parts_columns && (sides.both_rows >= 3 || (is_ruled && rules >= 3)) &&
                       sides.left_short * 2 < sides.left_rows;
    if (out->parts_cells && is_ruled && rules >= 3) {
        out->y0 = first - 1;
        out->y1 = last + 1;
    } else if (out->parts_cells) {
        out->y0 = s->rows->items[sides.first].box.y0;
        out->y1 = s->rows->items[sides.end - 1].box.y1;
        end_at_last_rule(s, strip, rules >= 2 ? last : 1e9f, out);
    }
    out->has_numbers = sides.right_worded * 3 < sides.right_rows;
    return true;
}

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The tallest first: it tells which of the smaller ones lie within a column. */
static int compare_strips(const void *a, const void *b)
{
    const struct strip *x = a, *y = b;
    uint32_t rows_x = x->end - x->first, rows_y = y->end - y->first;
    if (rows_x != rows_y)
        return rows_x > rows_y ? -1 : 1;
    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static void measure(struct sweep *s)
{
    float *sizes = mem_new(s->end - s->first, sizeof *sizes);
    s->left = 1e9f;
    s->right = -1e9f;
    for (uint32_t n = s->first; n < s->end; n++) {
        const struct line *row = &s->rows->items[n];
        sizes[n - s->first] = row->size;
        s->left = fminf(s->left, row->box.x0);
        s->right = fmaxf(s->right, row->box.x1);
    }
    qsort(sizes, s->end - s->first, sizeof *sizes, compare_floats);
    s->size = sizes[(s->end - s->first) / 2];
    free(sizes);
}

void pdf_gutters_find(const struct pdf *pdf, const struct pdf_lines *rows,
                      const struct gutters *known, struct gutters *out)
{
    if (rows->count == 0)
        return;
    struct sweep *s = mem_new(1, sizeof *s);
    s->pdf = pdf;
    s->rows = rows;
    s->end = rows->count;
    s->found = out;
    s->known = known;
    measure(s);
    for (uint32_t n = 0; n < rows->count; n++)
        sweep_row(s, n);
    for (uint32_t i = 0; i < s->open_count; i++) {
        s->open[i].end = rows->count;
        finish(s, &s->open[i]);
    }
    if (s->done_count > 0)
        qsort(s->done, s->done_count, sizeof *s->done, compare_strips);
    for (uint32_t i = 0; i < s->done_count && out->count < MOST_GUTTERS; i++) {
        struct gutter g;
        if (!judge(s, &s->done[i], &g))
            continue;
        MEM_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = g;
    }
    free(s->done);
    free(s);
}

void pdf_gutters_learn(const struct gutters *from, struct gutters *known)
{
    for (uint32_t i = 0; i < from->count && known->count < MOST_KNOWN; i++) {
        const struct gutter *g = &from->items[i];
        bool is_new = g->parts_columns && g->rows >= KNOWN_ROWS;
        for (uint32_t k = 0; is_new && k < known->count; k++)
            is_new = fabsf(known->items[k].x0 - g->x0) > 3 || fabsf(known->items[k].x1 - g->x1) > 3;
        if (!is_new)
            continue;
        MEM_ROOM(known->items, known->count, known->cap);
        known->items[known->count++] = *g;
    }
}

bool pdf_gutters_part(const struct gutters *gutters, struct box a, struct box b)
{
    float x0 = fminf(a.x1, b.x1), x1 = fmaxf(a.x0, b.x0);
    for (uint32_t i = 0; i < gutters->count; i++) {
        const struct gutter *g = &gutters->items[i];
        if (g->parts_columns && g->x1 > x0 - 1 && g->x0 < x1 + 1)
            return true;
    }
    return false;
}

/* A gutter, and the white on both sides of it as far as the words of its rows go. */
static struct box white_at(const struct pdf *pdf, const struct pdf_lines *rows,
                           const struct gutter *g)
{
    struct box white = {-INFINITY, g->y0, INFINITY, g->y1};
    for (uint32_t n = 0; n < rows->count; n++) {
        const struct line *row = &rows->items[n];
        for (uint32_t i = 0; row->base > g->y0 && row->base < g->y1 && i < row->count; i++) {
            const struct word *w = &pdf->words.items[rows->order[row->first + i]];
            if (w->x1 < g->x0 + 1)
                white.x0 = fmaxf(white.x0, w->x1);
            else if (w->x0 > g->x1 - 1)
                white.x1 = fminf(white.x1, w->x0);
        }
    }
    return white;
}

static bool reaches_into(struct box picture, struct box white)
{
    return picture.y1 - picture.y0 >= LEAST_PICTURE_PT &&
           fminf(picture.x1, white.x1) - fmaxf(picture.x0, white.x0) > MEET_PT &&
           fminf(picture.y1, white.y1) > fmaxf(picture.y0, white.y0);
}

void pdf_gutters_clear_cells(const struct pdf *pdf, const struct pdf_lines *rows,
                             const struct box *pictures, uint32_t picture_count,
                             struct gutters *gutters)
{
    for (uint32_t i = 0; i < gutters->count; i++) {
        struct gutter *g = &gutters->items[i];
        if (!g->parts_cells || picture_count == 0)
            continue;
        struct box white = white_at(pdf, rows, g);
        for (uint32_t k = 0; k < picture_count && g->parts_cells; k++)
            g->parts_cells = !reaches_into(pictures[k], white);
        struct box gap = {g->x0, g->y0, g->x1, g->y1};
        float reach = g->rows <= MOST_CAPTION_ROWS ? CAPTION_REACH_PT : 0;
        if (pdf_grid_parts_line(pictures, picture_count, gap, reach))
            g->parts_cells = false;
    }
}

bool pdf_gutters_have_columns(const struct gutters *gutters)
{
    for (uint32_t i = 0; i < gutters->count; i++)
        if (gutters->items[i].parts_columns)
            return true;
    return false;
}

bool pdf_gutters_have_columns_at(const struct gutters *gutters, float base)
{
    for (uint32_t i = 0; i < gutters->count; i++) {
        const struct gutter *g = &gutters->items[i];
        if (g->parts_columns && base > g->y0 && base < g->y1 + 1)
            return true;
    }
    return false;
}
