#include "text/widths.h"

#include "base/mem.h"

#include <stdlib.h>

enum { CAP_FIRST = 1024, CAP_MOST = 1 << 15 }; /* powers of two; 16 bytes each */

struct width {
    uint64_t hash; /* 0: empty */
    int width_px;
};

static struct width *slot_of(const struct widths_half *half, uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) & (half->cap - 1);
    while (half->slots[at].hash != 0 && half->slots[at].hash != hash)
        at = (at + 1) & (half->cap - 1);
    return &half->slots[at];
}

static const struct width *find(const struct widths_half *half, uint64_t hash)
{
    const struct width *slot = half->cap ? slot_of(half, hash) : NULL;
    return slot && slot->hash ? slot : NULL;
}

static void put(struct widths_half *half, struct width width)
{
    struct width *slot = slot_of(half, width.hash);
    half->count += slot->hash == 0;
    *slot = width;
}

static void grow(struct widths_half *half)
{
    struct widths_half old = *half;
    half->cap = old.cap ? old.cap * 2 : CAP_FIRST;
    half->slots = mem_new(half->cap, sizeof *half->slots);
    half->count = 0;
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].hash)
            put(half, old.slots[i]);
    free(old.slots);
}

static void make_room(struct widths *widths)
{
    if (widths->now.count < widths->now.cap / 4 * 3)
        return;
    if (widths->now.cap < CAP_MOST) {
        grow(&widths->now);
        return;
    }
    free(widths->before.slots);
    widths->before = widths->now;
    widths->now = (struct widths_half){0};
    grow(&widths->now);
}

bool widths_find(struct widths *widths, uint64_t hash, int *width_px)
{
    hash += hash == 0;
    const struct width *found = find(&widths->now, hash);
    if (!found && (found = find(&widths->before, hash)) != NULL) {
        *width_px = found->width_px;
        widths_add(widths, hash, *width_px); /* it is still asked for */
        return true;
    }
    *width_px = found ? found->width_px : 0;
    return found != NULL;
}

void widths_add(struct widths *widths, uint64_t hash, int width_px)
{
    hash += hash == 0;
    make_room(widths);
    put(&widths->now, (struct width){hash, width_px});
}

void widths_free(struct widths *widths)
{
    free(widths->now.slots);
    free(widths->before.slots);
    *widths = (struct widths){0};
}
