#include "frames.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t dark = 0xff000000u;

void frames_end(struct frames *f)
{
    painter_free(f->painter);
    painter_free(f->anew);
    canvas_free(f->canvas);
    canvas_free(f->glass);
    canvas_free(f->whole);
    *f = (struct frames){0};
}

void frames_begin(struct frames *f, const struct kiosk *k)
{
    const struct display *d = &k->session->visit.look.display;
    frames_end(f);
    f->painter = painter_new();
    f->anew = painter_new();
    f->canvas = canvas_new(d->width_px, d->height_px);
    f->glass = canvas_new(d->width_px, d->height_px);
    f->whole = canvas_new(d->width_px, d->height_px);
}

uint64_t frames_bytes(const struct frames *f)
{
    return 3 * (uint64_t)f->canvas->width_px * (uint64_t)f->canvas->height_px * 4;
}

void frames_drop_pictures(struct frames *f)
{
    painter_free(f->painter);
    painter_free(f->anew);
    f->painter = painter_new();
    f->anew = painter_new();
}

static struct rect all_of(const struct canvas *canvas)
{
    return (struct rect){0, 0, canvas->width_px, canvas->height_px};
}

/* What is not told as changed is not seen. */
static void present(const struct frames *f, struct rect r)
{
    for (int y = r.y; y < r.y + r.h; y++)
        memcpy(f->glass->pixels + (ptrdiff_t)y * f->glass->stride_px + r.x,
               f->canvas->pixels + (ptrdiff_t)y * f->canvas->stride_px + r.x, (size_t)r.w * 4);
}

/* As app.c's app_look_ahead, until all is ready. */
static void look_ahead(struct frames *f, struct session *s)
{
    struct foreseen *next = session_is_dark(s) ? NULL : session_foresee(s);
    if (!next)
        return;
    while (!painter_look_ahead(f->painter, next->look, next->list, &next->at))
        ;
    if (next->is_screen && !next->is_painted)
        painter_paint_ahead(f->painter, f->canvas, next->look, next->list, next->focus,
                            next->shows_focus);
    next->is_painted = true;
}

/* As app.c's show(). */
void frames_show(struct frames *f, struct kiosk *k)
{
    struct session *s = k->session;
    struct rect damage[PAINTER_DAMAGE_MOST];
    int count = 1;
    session_build(s);
    if (!s->unshown)
        return;
    s->unshown = false;
    if (s->look_changed)
        painter_forget(f->painter);
    s->look_changed = false;
    if (session_is_dark(s)) {
        damage[0] = all_of(f->canvas);
        canvas_fill(f->canvas, damage[0], dark);
        painter_forget(f->painter);
    } else {
        count = painter_paint(f->painter, f->canvas, &s->visit.look, &s->list, s->focus,
                              session_shows_focus(s), damage);
    }
    for (int i = 0; i < count; i++)
        present(f, damage[i]);
    look_ahead(f, s);
}

/* The first widget that is not as it was; -1 none. */
static int first_other(const struct widget_list *list, const uint64_t *was, size_t count)
{
    for (size_t i = 0; i < list->count; i++)
        if (i >= count || widget_hash(list, &list->items[i]) != was[i])
            return (int)i;
    return list->count == count ? -1 : (int)list->count - 1;
}

/* The screen built once more from the visit shows the same. */
static void is_fresh(struct oracle *o, struct kiosk *k)
{
    struct session *s = k->session;
    bool unshown = s->unshown;
    int focus = s->focus;
    size_t count = s->list.count;
    uint64_t *was = mem_new(count + 1, sizeof *was);
    for (size_t i = 0; i < count; i++)
        was[i] = widget_hash(&s->list, &s->list.items[i]);
    s->stale = true;
    session_build(s);
    s->unshown = unshown;
    int other = first_other(&s->list, was, count);
    free(was);
    if (other >= 0)
        oracle_break(o, RULE_FRESH, "%s: built anew, %d of %zu widgets is another: '%s', '%s'",
                     s->list.screen, other, count, widget_name(&s->list, &s->list.items[other]),
                     widget_value(&s->list, &s->list.items[other]));
    if (s->focus != focus)
        oracle_break(o, RULE_FRESH, "%s: built anew, the focus is on %d, not %d", s->list.screen,
                     s->focus, focus);
}

static void is_whole(struct frames *f, struct oracle *o, struct kiosk *k)
{
    struct session *s = k->session;
    struct rect damage[PAINTER_DAMAGE_MOST];
    if (session_is_dark(s)) {
        canvas_fill(f->whole, all_of(f->whole), dark);
    } else {
        painter_forget(f->anew);
        painter_paint(f->anew, f->whole, &s->visit.look, &s->list, s->focus, session_shows_focus(s),
                      damage);
    }
    for (int y = 0; y < f->glass->height_px; y++) {
        const uint32_t *seen = f->glass->pixels + (ptrdiff_t)y * f->glass->stride_px;
        const uint32_t *right = f->whole->pixels + (ptrdiff_t)y * f->whole->stride_px;
        for (int x = 0; x < f->glass->width_px; x++) {
            if (seen[x] == right[x])
                continue;
            oracle_break(o, RULE_FRAME, "%s: at %d,%d stands %08x, drawn whole %08x",
                         s->list.screen, x, y, seen[x], right[x]);
            return;
        }
    }
}

void frames_look(struct frames *f, struct oracle *o, struct kiosk *k)
{
    enum { PLANT_AFTER = 50 };
    struct session *s = k->session;
    if (o->plant == RULE_FRESH && o->verdict.events > PLANT_AFTER)
        snprintf(s->visit.told, sizeof s->visit.told, "%s %lu", "A planted message",
                 o->verdict.events);
    if (o->plant == RULE_FRAME && o->verdict.events > PLANT_AFTER)
        f->glass->pixels[0] ^= 1;
    is_fresh(o, k);
    if (!s->unshown)
        is_whole(f, o, k);
}
