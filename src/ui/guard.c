#include "ui/guard.h"

#include <stdlib.h>

bool guard_hears_key(struct guard *guard, enum input_key key, bool down, uint64_t now_ms,
                     int guard_ms)
{
    if ((unsigned)key >= GUARD_KEYS_MOST)
        return true;
    uint64_t was = guard->key_ms[key];
    guard->key_ms[key] = now_ms + 1;
    return !down || !was || now_ms + 1 - was >= (uint64_t)guard_ms;
}

bool guard_hears_touch(const struct guard *guard, int x, int y, uint64_t now_ms, int guard_ms,
                       int near_px)
{
    if (!guard->touch_ms || now_ms + 1 - guard->touch_ms >= (uint64_t)guard_ms)
        return true;
    return abs(x - guard->x) > near_px || abs(y - guard->y) > near_px;
}

void guard_note_lift(struct guard *guard, int x, int y, uint64_t now_ms)
{
    guard->touch_ms = now_ms + 1;
    guard->x = x;
    guard->y = y;
}
