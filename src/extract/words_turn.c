#include "extract/words_turn.h"

#include <math.h>

static void swap_words(struct word *words, uint32_t first, uint32_t end)
{
    while (first + 1 < end) {
        struct word held = words[first];
        words[first++] = words[--end];
        words[end] = held;
    }
}

/* Words [first, end) were drawn from left to right on one line, and most are read from the right. */
static void turn_line(struct word *words, uint32_t first, uint32_t end)
{
    swap_words(words, first, end);
    for (uint32_t i = first; i < end;) {
        uint32_t stop = i;
        while (stop < end && !(words[stop].flags & WORD_RTL))
            stop++;
        swap_words(words, i, stop);
        i = stop + 1;
    }
}

/* Most are read from the left, but for what is quoted. */
static void turn_runs(struct word *words, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t stop = i;
        while (stop < end && (words[stop].flags & WORD_RTL))
            stop++;
        swap_words(words, i, stop);
        i = stop;
    }
}

static bool is_same_content(const struct ink *ink, uint32_t a, uint32_t b)
{
    return ink->marks[a].mcid == ink->marks[b].mcid && ink->marks[a].stream == ink->marks[b].stream;
}

void words_turn_lines(struct words *w, const struct ink *ink, uint32_t first)
{
    for (uint32_t i = first; i < w->count;) {
        const struct word *a = &w->items[i];
        uint32_t end = i + 1;
        uint64_t rtl = a->flags & WORD_RTL ? a->bytes : 0, all = a->bytes;
        for (; end < w->count; end++) {
            const struct word *b = &w->items[end];
            if (!is_same_content(ink, a->mark, b->mark) || b->turn != a->turn ||
                fabsf(b->base - a->base) > 0.2f * a->size || b->x0 < w->items[end - 1].x0)
                break;
            rtl += b->flags & WORD_RTL ? b->bytes : 0;
            all += b->bytes;
        }
        if (rtl * 2 > all && end - i > 1)
            turn_line(w->items, i, end);
        else if (rtl > 0)
            turn_runs(w->items, i, end);
        i = end;
    }
}
