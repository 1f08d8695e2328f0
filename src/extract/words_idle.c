#include "extract/words_idle.h"

#include "base/mem.h"
#include "base/sort.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_DOTS = 4 };

bool words_are_shifted(float x, float y, float size)
{
    return fmaxf(fabsf(x), fabsf(y)) > 0.008f * size;
}

/* The same word twice at the same place: a shadow, or bold made by drawing twice. Words of a page are few: sorted by place. */
struct twin_key {
    float base, x0;
    uint32_t word;
};

static int compare_twins(const void *a, const void *b)
{
    const struct twin_key *x = a, *y = b;
    if (x->base != y->base)
        return x->base < y->base ? -1 : 1;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return 0;
}

static bool are_twins(const struct words *w, const struct word *a, const struct word *b)
{
    float most = 0.16f * a->size;
    return a->turn == b->turn && a->bytes == b->bytes && fabsf(a->x0 - b->x0) < most &&
           fabsf(a->base - b->base) < most && fabsf(a->size - b->size) < most &&
           memcmp(word_text(w, a), word_text(w, b), a->bytes) == 0;
}

static void mark_twins(struct words *w, uint32_t first)
{
    uint32_t count = w->count - first;
    if (count < 2)
        return;
    struct twin_key *keys = mem_new(count, sizeof *keys);
    for (uint32_t i = 0; i < count; i++)
        keys[i] = (struct twin_key){w->items[first + i].base, w->items[first + i].x0, first + i};
    sort_items(keys, count, sizeof *keys, compare_twins);
    for (uint32_t i = 0; i < count; i++) {
        const struct word *a = &w->items[keys[i].word];
        for (uint32_t k = i + 1; k < count && k < i + 200; k++) {
            if (keys[k].base - keys[i].base > 0.16f * a->size)
                break;
            struct word *b = &w->items[keys[k].word];
            if (fabsf(keys[k].x0 - keys[i].x0) >= 0.16f * a->size || !are_twins(w, a, b))
                continue;
            struct word *kept = &w->items[keys[a < b ? i : k].word];
            (a < b ? b : &w->items[keys[i].word])->flags |= WORD_TWIN;
            if (words_are_shifted(a->x0 - b->x0, a->base - b->base, a->size))
                kept->flags |= WORD_BOLD;
        }
    }
    free(keys);
}

/* Bytes of the dots that a word consists of, 0 if it is more than dots. */
static uint32_t dots_of(const struct words *w, const struct word *word)
{
    const char *text = word_text(w, word);
    for (uint32_t i = 0; i < word->bytes; i++)
        if (text[i] != '.')
            return 0;
    return word->bytes;
}

/* Rows of dots that lead the eye to a number say nothing. */
static void mark_leaders(struct words *w, uint32_t first)
{
    for (uint32_t i = first; i < w->count;) {
        uint32_t end = i, dots = 0;
        while (end < w->count && dots_of(w, &w->items[end]) > 0 &&
               fabsf(w->items[end].base - w->items[i].base) < 1)
            dots += dots_of(w, &w->items[end++]);
        for (uint32_t k = i; dots >= LEAST_DOTS && k < end; k++)
            w->items[k].flags |= WORD_LEADER;
        i = end > i ? end : i + 1;
    }
}

void words_mark_idle(struct words *w, uint32_t first)
{
    mark_twins(w, first);
    mark_leaders(w, first);
}
