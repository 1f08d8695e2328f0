#include "extract/pdf_rows.h"

#include "extract/list_mark.h"

#include "base/mem.h"
#include "base/sort.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void pdf_lines_free(struct pdf_lines *lines)
{
    free(lines->items);
    free(lines->order);
    *lines = (struct pdf_lines){0};
}

/* A word and the baseline that it belongs to, which for a raised word is its neighbour's. */
struct seat {
    float base, x0, size;
    uint32_t word;
};

static int compare_base(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->base != y->base)
        return x->base < y->base ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

static int compare_x(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->x0 != y->x0)
        return x->x0 < y->x0 ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

/* Does `small` stand beside `big`, smaller or off its baseline, as a note's mark or an index does? */
static bool is_perched(const struct word *small, const struct word *big, bool behind)
{
    float gap = behind ? small->x0 - big->x1 : big->x0 - small->x1;
    float rise = big->base - small->base;
    if (small->size > 1.02f * big->size || small->size < 0.4f * big->size ||
        gap < -0.25f * big->size || gap > 0.5f * big->size)
        return false;
    if (fabsf(rise) < 0.04f * big->size)
        return false;
    if (small->size > 0.85f * big->size)
        return rise > 0.15f * big->size && rise < 0.6f * big->size && small->bytes <= 6;
    return rise < 0.8f * big->size && rise > -0.4f * big->size;
}

static void seat_raised(struct pdf *pdf, struct seat *seats, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct word *w = &pdf->words.items[seats[i].word];
        for (int side = 0; side < 2; side++) {
            if (side == 0 ? i == 0 : i + 1 >= count)
                continue;
            uint32_t k = side == 0 ? i - 1 : i + 1;
            const struct word *big = &pdf->words.items[seats[k].word];
            if (!is_perched(w, big, side == 0))
                continue;
            if (big->base - w->base > 0.12f * big->size)
                w->flags |= WORD_RAISED;
            seats[i].base = side == 0 ? seats[k].base : big->base;
            seats[i].size = seats[k].size;
            break;
        }
    }
}

/* A large first letter that reaches down over two or more lines belongs to the first of them. */
static void seat_drop_capitals(const struct pdf *pdf, struct seat *seats, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct word *cap = &pdf->words.items[seats[i].word];
        if (cap->bytes > 3 || cap->size < 1.7f * pdf->body_size || pdf->body_size <= 0)
            continue;
        struct seat *best = NULL;
        for (uint32_t k = 0; k < count; k++) {
            const struct word *w = &pdf->words.items[seats[k].word];
            float gap = w->x0 - cap->x1;
            if (k == i || w->size > 0.65f * cap->size || gap < -0.1f * cap->size ||
                gap > 0.8f * w->size)
                continue;
            if (w->base <= cap->base - 0.85f * cap->size || w->base > cap->base - 0.5f * w->size)
                continue;
            if (!best || seats[k].base < best->base)
                best = &seats[k];
        }
        if (best)
            seats[i].base = best->base, seats[i].size = best->size;
    }
}

static uint32_t collect_seats(const struct pdf *pdf, const struct pdf_sheet *sheet, uint8_t turn,
                              struct seat *seats)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < sheet->word_count; i++) {
        const struct word *w = &pdf->words.items[sheet->word_first + i];
        if (w->turn != turn || (w->flags & (WORD_TWIN | WORD_TAKEN | WORD_FURNITURE)))
            continue;
        seats[count++] = (struct seat){w->base, w->x0, w->size, sheet->word_first + i};
    }
    return count;
}

void pdf_lines_add(const struct pdf *pdf, struct pdf_lines *lines, const uint32_t *words,
                   uint32_t count)
{
    struct line line = {.first = lines->order_count, .count = count, .flags = LINE_IS_BOLD};
    uint32_t rtl = 0, most = 0;
    if (count == 0)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct word *w = &pdf->words.items[words[i]];
        struct box box = {w->x0, w->top, w->x1, w->bottom};
        line.box = i == 0 ? box : box_join(line.box, box);
        line.letters += w->bytes;
        if (!(w->flags & WORD_BOLD))
            line.flags &= (uint8_t)~LINE_IS_BOLD;
        if (w->flags & WORD_RTL)
            rtl += w->bytes;
        if (w->bytes > most && !(w->flags & WORD_RAISED)) {
            most = w->bytes;
            line.size = w->size;
            line.base = w->base;
        }
        MEM_ROOM(lines->order, lines->order_count, lines->order_cap);
        lines->order[lines->order_count++] = words[i];
    }
    const struct word *first = &pdf->words.items[words[0]];
    if (most == 0) {
        line.size = first->size;
        line.base = first->base;
    }
    line.page = first->page;
    line.turn = first->turn;
    if (rtl * 2 > line.letters)
        line.flags |= LINE_IS_RTL;
    MEM_ROOM(lines->items, lines->count, lines->cap);
    lines->items[lines->count++] = line;
}

static void swap_range(uint32_t *items, uint32_t first, uint32_t end)
{
    while (first + 1 < end) {
        uint32_t held = items[first];
        items[first++] = items[--end];
        items[end] = held;
    }
}

void pdf_line_turn_round(const struct pdf *pdf, struct pdf_lines *lines, struct line *line)
{
    uint32_t *order = lines->order + line->first;
    swap_range(order, 0, line->count);
    for (uint32_t i = 0; i < line->count;) {
        uint32_t end = i;
        while (end < line->count && !(pdf->words.items[order[end]].flags & WORD_RTL))
            end++;
        swap_range(order, i, end);
        i = end + 1;
    }
}

void pdf_line_turn_runs(const struct pdf *pdf, struct pdf_lines *lines, struct line *line)
{
    uint32_t *order = lines->order + line->first;
    for (uint32_t i = 0; i < line->count;) {
        uint32_t end = i;
        while (end < line->count && (pdf->words.items[order[end]].flags & WORD_RTL))
            end++;
        swap_range(order, i, end);
        i = end + 1;
    }
}

void pdf_rows_of_page(struct pdf *pdf, uint32_t page, uint8_t turn, struct pdf_lines *rows)
{
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    if (sheet->word_count == 0)
        return;
    struct seat *seats = mem_new(sheet->word_count, sizeof *seats);
    uint32_t *words = mem_new(sheet->word_count, sizeof *words);
    uint32_t count = collect_seats(pdf, sheet, turn, seats);
    seat_raised(pdf, seats, count);
    seat_drop_capitals(pdf, seats, count);
    sort_items(seats, count, sizeof *seats, compare_base);
    for (uint32_t i = 0; i < count;) {
        uint32_t end = i + 1;
        float least = seats[i].size;
        while (end < count &&
               seats[end].base - seats[i].base <= 0.3f * fminf(least, seats[end].size))
            least = fminf(least, seats[end++].size);
        sort_items(seats + i, end - i, sizeof *seats, compare_x);
        for (uint32_t k = i; k < end; k++)
            words[k - i] = seats[k].word;
        pdf_lines_add(pdf, rows, words, end - i);
        i = end;
    }
    free(words);
    free(seats);
}

void pdf_line_text(const struct pdf *pdf, const struct pdf_lines *lines, const struct line *line,
                   struct str *out)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct word *w = &pdf->words.items[lines->order[line->first + i]];
        if (i > 0 && words_are_parted(&pdf->words.items[lines->order[line->first + i - 1]], w))
            str_add_char(out, ' ');
        str_add_bytes(out, word_text(&pdf->words, w), w->bytes);
    }
}

bool pdf_rows_is_number(const struct pdf *pdf, const struct word *w)
{
    const char *text = word_text(&pdf->words, w);
    for (uint32_t i = 0; i < w->bytes; i++)
        if (!((text[i] >= '0' && text[i] <= '9') || strchr(".,-%()/", text[i]) ||
              strchr("ivx", text[i])))
            return false;
    return true;
}

bool pdf_rows_is_mark(const struct pdf *pdf, const struct word *w)
{
    bool is_sure;
    return list_mark_find(word_text(&pdf->words, w), w->bytes, &is_sure) >= w->bytes && is_sure;
}

bool pdf_rows_has_wide_gaps(const struct pdf *pdf, const uint32_t *words, uint32_t count)
{
    uint32_t wide = 0, narrow = 0;
    for (uint32_t i = 1; i < count; i++) {
        const struct word *a = &pdf->words.items[words[i - 1]], *b = &pdf->words.items[words[i]];
        float gap = (b->x0 - a->x1) / a->size;
        wide += gap > 1.8f;
        narrow += gap > 0.8f && gap <= 1.8f;
    }
    return wide >= 2 && narrow == 0 && count <= 4 * (wide + 1);
}
