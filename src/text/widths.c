#include "text/widths.h"

#include "base/mem.h"

#include <stdlib.h>

enum { CAP_FIRST = 1024, CAP_MOST = 1 << 16 }; /* powers of two; 16 bytes each */

struct width {
    uint64_t hash; /* 0: empty */
    int width_px;
};

static struct width *slot_of(const struct widths *widths, uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) & (widths->cap - 1);
    while (widths->slots[at].hash != 0 && widths->slots[at].hash != hash)
        at = (at + 1) & (widths->cap - 1);
    return &widths->slots[at];
}

bool widths_find(const struct widths *widths, uint64_t hash, int *width_px)
{
    if (!widths->cap)
        return false;
    hash += hash == 0;
    const struct width *slot = slot_of(widths, hash);
    *width_px = slot->width_px;
    return slot->hash != 0;
}

static void widths_grow(struct widths *widths)
{
    struct widths old = *widths;
    bool full = old.cap >= CAP_MOST;
    widths->cap = full ? old.cap : old.cap ? old.cap * 4 : CAP_FIRST;
    widths->slots = mem_new(widths->cap, sizeof *widths->slots);
    widths->count = 0;
    for (size_t i = 0; i < old.cap && !full; i++)
        if (old.slots[i].hash)
            widths_add(widths, old.slots[i].hash, old.slots[i].width_px);
    free(old.slots);
}

void widths_add(struct widths *widths, uint64_t hash, int width_px)
{
    if (widths->count >= widths->cap / 4 * 3)
        widths_grow(widths);
    hash += hash == 0;
    struct width *slot = slot_of(widths, hash);
    widths->count += slot->hash == 0;
    *slot = (struct width){hash, width_px};
}

void widths_free(struct widths *widths)
{
    free(widths->slots);
    *widths = (struct widths){0};
}
