/* session_build: the screen is built anew from the visit, and the focus and the ring of a switch stay on what they were on. */
#include "app/session_parts.h"

static bool is_same(const struct widget *w, enum role role, struct action was)
{
    return widget_takes_focus(w) && w->role == role && w->action.kind == was.kind &&
           w->action.argument == was.argument;
}

/* Where the widget that had the focus stands now; -1 gone. Two of a screen may do the same: the one that stands where it stood is it.
 * One that turns something on and off asks for the other afterwards. */
static int find_again(const struct widget_list *list, int index, enum role role, struct action was)
{
    bool there = index >= 0 && (size_t)index < list->count;
    const struct widget *w = there ? &list->items[index] : NULL;
    if (there && is_same(w, role, was))
        return index;
    for (size_t i = 0; i < list->count; i++) {
        if (is_same(&list->items[i], role, was))
            return (int)i;
    }
    if (there && widget_takes_focus(w) && w->role == role && w->action.kind == was.kind)
        return index;
    int only = -1;
    for (size_t i = 0; i < list->count; i++) { /* it moved: what was told took the title's place */
        w = &list->items[i];
        if (!widget_takes_focus(w) || w->role != role || w->action.kind != was.kind)
            continue;
        if (only >= 0)
            return -1;
        only = (int)i;
    }
    return only;
}

static int find_action(const struct widget_list *list, struct action act)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].action.kind == act.kind &&
            list->items[i].action.argument == act.argument)
            return (int)i;
    }
    return -1;
}

/* The n-th of those that take focus, else the last of them: words above it may have come or gone. -1 where `n` is 0. */
static int find_nth(const struct widget_list *list, int n)
{
    int at = -1, next;
    while (n-- > 0 && (next = widget_next(list, at, 1)) >= 0)
        at = next;
    return at;
}

struct screen_pages session_build_pages(struct visit *v, struct widget_list *list,
                                        struct action chosen)
{
    int *page = &v->pages[v->depth];
    struct screen_pages pages = screen_build(v, list);
    if (chosen.kind == ACTION_NONE || find_action(list, chosen) >= 0)
        return pages;
    int was = pages.page, count = pages.count;
    for (*page = 0; *page < count; ++*page) {
        pages = screen_build(v, list);
        if (find_action(list, chosen) >= 0)
            return pages;
    }
    *page = was;
    return screen_build(v, list);
}

/* A widget of the list, to be found again in the next one. */
struct spot {
    int index;
    enum role role; /* ROLE_PANEL: none */
    struct action action;
};

static struct spot spot_of(const struct widget_list *list, int index)
{
    if (index < 0 || (size_t)index >= list->count)
        return (struct spot){.index = -1, .role = ROLE_PANEL};
    return (struct spot){index, list->items[index].role, list->items[index].action};
}

static int find_spot(const struct widget_list *list, const struct spot *spot)
{
    return spot->role == ROLE_PANEL ? -1 : find_again(list, spot->index, spot->role, spot->action);
}

/* The ring stays on its widget, also where words before it came or went. */
static void keep_ring(struct session *s, const struct spot *first, const struct spot *item)
{
    struct scan *scan = &s->hands.scan;
    int at = find_spot(&s->list, first), in = find_spot(&s->list, item);
    if (!scan->on || scan->first != first->index || at < 0)
        return;
    scan->first = at;
    if (scan->in_row && in >= 0)
        scan->item = in;
}

bool session_build(struct session *s)
{
    if (!s->stale)
        return false;
    struct spot focus = spot_of(&s->list, s->focus);
    struct spot first = spot_of(&s->list, s->hands.scan.first);
    struct spot item = spot_of(&s->list, s->hands.scan.item);
    if (!reading_is_hidden(&s->visit))
        reading_lay_out_now(s);
    shelf_prepare(s);
    links_find(s);
    if (screen_has_sample(visit_screen(&s->visit)))
        sample_lay_out(s);
    words_prepare(s);
    s->pages = session_build_pages(&s->visit, &s->list, s->chosen);
    s->visit.pages[s->visit.depth] = s->pages.page;
    s->focus = find_spot(&s->list, &focus);
    if (s->focus < 0 && s->chosen.kind != ACTION_NONE)
        s->focus = find_action(&s->list, s->chosen);
    s->chosen = action(ACTION_NONE, 0);
    if (s->focus < 0)
        s->focus = find_nth(&s->list, s->hands.back_to);
    if (s->focus < 0)
        s->focus = widget_next(&s->list, -1, 1);
    s->hands.back_to = 0;
    keep_ring(s, &first, &item);
    scan_mark(&s->hands.scan, &s->list);
    if (s->touch.down && !s->touch.explores && s->touch.on && s->touch.widget >= 0 &&
        (size_t)s->touch.widget < s->list.count)
        s->list.items[s->touch.widget].state |= STATE_PRESSED;
    s->stale = false;
    s->unshown = true;
    ahead_renew(s);
    return true;
}
