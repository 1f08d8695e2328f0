#include "extract/pdf_watermarks.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { SHORT_PAGES = 4 };

static const float SAME_PLACE_PT = 3;
static const float WATERMARK = 2.5f; /* its letters over the body's */

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

void pdf_watermarks_find(struct pdf *pdf, struct pdf_lines *rows)
{
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
