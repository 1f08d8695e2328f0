#include "extract/pdf_watermarks.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_PAGES = 4, LEAST_WORDS_ON = 3, LEAST_LETTERS = 4, MOST_LOOKED = 100, MOST_FOUND = 16 };

static const float SAME_PLACE_PT = 3;
static const float CAPITAL_PART = 0.68f; /* of its size, from the baseline up */
static const float WATERMARK = 2.5f;     /* its letters over the body's */

/* A row that is turned, by what it says. */
struct turned_row {
    uint64_t text; /* hash */
    uint32_t row;
};

static int compare_rows(const void *a, const void *b)
{
    const struct turned_row *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Most letters of the page are upright: what is turned stands beside its text. */
static bool is_upright(const struct pdf *pdf, const struct pdf_sheet *sheet)
{
    uint64_t upright = 0, all = 0;
    for (uint32_t i = 0; i < sheet->word_count; i++) {
        const struct word *w = &pdf->words.items[sheet->word_first + i];
        all += w->bytes;
        upright += w->turn == 0 ? w->bytes : 0;
    }
    return upright * 2 > all;
}

static void flag(struct pdf *pdf, struct pdf_lines *rows, struct line *row)
{
    row->flags |= LINE_IS_FURNITURE;
    for (uint32_t k = 0; k < row->count; k++)
        pdf->words.items[rows->order[row->first + k]].flags |= WORD_FURNITURE;
}

static bool is_same_place(const struct line *a, const struct line *b)
{
    return a->turn == b->turn && fabsf(a->box.x0 - b->box.x0) < SAME_PLACE_PT &&
           fabsf(a->base - b->base) < SAME_PLACE_PT && fabsf(a->size - b->size) < 0.5f;
}

/* Rows [first, end) of `turned` say the same. */
static void judge(struct pdf *pdf, struct pdf_lines *rows, const struct turned_row *turned,
                  uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        struct line *row = &rows->items[turned[i].row];
        uint32_t pages = 0, last = UINT32_MAX;
        for (uint32_t k = first; k < end; k++) {
            const struct line *other = &rows->items[turned[k].row];
            if (other->page != last && is_same_place(row, other))
                pages++, last = other->page;
        }
        bool is_watermark =
            row->turn == INK_SLANTED && row->size > WATERMARK * pdf->body_size && row->letters < 40;
        if (pages >= 3 || (pages == 2 && pdf->sheet_count <= SHORT_PAGES) || is_watermark)
            flag(pdf, rows, row);
    }
}

/* Other words, much smaller, stand on its letters: it is part of the ground. */
static bool is_under_words(const struct pdf *pdf, const struct word *w)
{
    const struct pdf_sheet *sheet = &pdf->sheets[w->page];
    uint32_t on = 0;
    for (uint32_t i = 0; i < sheet->word_count && on < LEAST_WORDS_ON; i++) {
        const struct word *other = &pdf->words.items[sheet->word_first + i];
        float x = (other->x0 + other->x1) / 2, y = other->base - 0.3f * other->size;
        on += other->turn == 0 && other->size < w->size / 2 && !(other->flags & WORD_TWIN) &&
              x > w->x0 && x < w->x1 && y < w->base && y > w->base - CAPITAL_PART * w->size;
    }
    return on >= LEAST_WORDS_ON;
}

static void flag_like(struct pdf *pdf, struct pdf_lines *rows, struct line *row, float size)
{
    row->flags |= LINE_IS_FURNITURE;
    for (uint32_t k = 0; k < row->count; k++) {
        struct word *w = &pdf->words.items[rows->order[row->first + k]];
        if (fabsf(w->size - size) < 0.5f)
            w->flags |= WORD_FURNITURE;
    }
}

static bool is_large(const struct pdf *pdf, const struct word *w)
{
    return w->size >= WATERMARK * pdf->body_size && w->bytes >= LEAST_LETTERS &&
           !(w->flags & WORD_FURNITURE);
}

static bool is_the_same(const struct pdf *pdf, const struct word *a, const struct word *b)
{
    return a->bytes == b->bytes && fabsf(a->x0 - b->x0) < SAME_PLACE_PT &&
           fabsf(a->base - b->base) < SAME_PLACE_PT &&
           memcmp(word_text(&pdf->words, a), word_text(&pdf->words, b), a->bytes) == 0;
}

/* Upright ones: large words that other words stand on, perhaps in line with some of those; and the same where nothing stands on them. */
static void find_upright(struct pdf *pdf, struct pdf_lines *rows)
{
    uint32_t found[MOST_FOUND], found_count = 0, looked = 0, page = UINT32_MAX;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < rows->count && (pass == 0 || found_count > 0); i++) {
            struct line *row = &rows->items[i];
            if (row->page != page)
                page = row->page, looked = 0;
            for (uint32_t k = 0; k < row->count && looked < MOST_LOOKED; k++) {
                uint32_t number = rows->order[row->first + k];
                const struct word *w = &pdf->words.items[number];
                bool is_one = false;
                if (!is_large(pdf, w))
                    continue;
                looked++;
                for (uint32_t f = 0; pass == 1 && f < found_count && !is_one; f++)
                    is_one = is_the_same(pdf, &pdf->words.items[found[f]], w);
                if (pass == 0 && is_under_words(pdf, w)) {
                    is_one = true;
                    if (found_count < MOST_FOUND)
                        found[found_count++] = number;
                }
                if (is_one)
                    flag_like(pdf, rows, row, w->size);
            }
        }
    }
}

void pdf_watermarks_find(struct pdf *pdf, struct pdf_lines *upright, struct pdf_lines *rows)
{
    find_upright(pdf, upright);
    for (uint32_t page = 0; page < pdf->sheet_count; page++)
        for (uint8_t turn = 1; turn <= INK_SLANTED && is_upright(pdf, &pdf->sheets[page]); turn++)
            pdf_rows_of_page(pdf, page, turn, rows);
    if (rows->count == 0)
        return;
    struct turned_row *turned = mem_new(rows->count, sizeof *turned);
    struct str text = {0};
    for (uint32_t i = 0; i < rows->count; i++) {
        str_clear(&text);
        pdf_line_text(pdf, rows, &rows->items[i], &text);
        turned[i] =
            (struct turned_row){hash_bytes(HASH_START, str_text(&text), text.length_bytes), i};
    }
    qsort(turned, rows->count, sizeof *turned, compare_rows);
    for (uint32_t i = 0; i < rows->count;) {
        uint32_t end = i + 1;
        while (end < rows->count && turned[end].text == turned[i].text)
            end++;
        judge(pdf, rows, turned, i, end);
        i = end;
    }
    str_free(&text);
    free(turned);
}
