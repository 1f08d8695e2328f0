#include "ui/fingers.h"

static int find(const struct fingers *f, int64_t id)
{
    for (int i = 0; i < f->count; i++) {
        if (f->down[i].id == id)
            return i;
    }
    return -1;
}

static void remove_at(struct fingers *f, int i)
{
    f->down[i] = f->down[--f->count];
}

/* Fingers that rest count for nothing: a drop of water, an elbow, one whose lifting was lost. */
static int awake(const struct fingers *f, uint64_t now_ms)
{
    int count = 0;
    for (int i = 0; i < f->count; i++)
        count += now_ms - f->down[i].moved_ms < FINGERS_REST_MS;
    return count;
}

static bool meant_rests(const struct fingers *f, uint64_t now_ms)
{
    int i = f->has_meant ? find(f, f->meant) : -1;
    return i < 0 || now_ms - f->down[i].moved_ms >= FINGERS_REST_MS;
}

static enum finger_news touch(struct fingers *f, int64_t id, uint64_t now_ms)
{
    int at = find(f, id);
    if (at >= 0) /* its lifting was lost */
        remove_at(f, at);
    if (f->has_meant && f->meant == id)
        f->has_meant = false;
    bool rests = meant_rests(f, now_ms);
    for (int i = 0; f->count == FINGERS_MOST && i < f->count; i++) {
        if (now_ms - f->down[i].moved_ms >= FINGERS_REST_MS)
            remove_at(f, i);
    }
    if (f->is_palm && awake(f, now_ms) == 0)
        f->is_palm = false;
    if (f->count < FINGERS_MOST)
        f->down[f->count++] = (struct finger){id, now_ms};
    if (f->is_palm)
        return FINGER_UNHEARD;
    if (awake(f, now_ms) >= FINGERS_PALM) {
        f->is_palm = true;
        f->has_meant = false;
        return FINGER_CANCELLED;
    }
    if (!rests)
        return FINGER_UNHEARD;
    f->has_meant = true;
    f->meant = id;
    return FINGER_DOWN;
}

enum finger_news fingers_take(struct fingers *f, const struct input *in, uint64_t now_ms)
{
    if (in->kind == INPUT_TOUCH)
        return touch(f, in->finger, now_ms);
    int at = find(f, in->finger);
    bool meant = f->has_meant && f->meant == in->finger;
    if (at < 0)
        return FINGER_UNHEARD;
    f->down[at].moved_ms = now_ms;
    if (in->kind == INPUT_MOVE)
        return meant ? FINGER_MOVED : FINGER_UNHEARD;
    remove_at(f, at);
    if (!f->count)
        f->is_palm = false;
    if (!meant)
        return FINGER_UNHEARD;
    f->has_meant = false;
    return FINGER_UP;
}
