#include "screen/frame.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

enum { GROUP_BAR = 1, PLACES = 7, FIRST_ROW = 4 /* of a folded bar */, LISTEN = 3 };

struct place {
    const char *name, *icon;
    enum action_kind action;
};

static void make_places(bool reading, struct place out[PLACES])
{
    const struct place places[PLACES] = {
        {tr("Menu"), "menu", ACTION_MENU},
        {tr("Back"), "back", ACTION_BACK},
        {tr("Previous"), "previous", ACTION_PREVIOUS},
        {reading ? tr("Pause") : tr("Listen"), reading ? "pause" : "listen", ACTION_LISTEN},
        {tr("Next"), "next", ACTION_NEXT},
        {tr("Easier"), "easier", ACTION_EASIER},
        {tr("Help"), "help", ACTION_HELP},
    };
    for (int i = 0; i < PLACES; i++)
        out[i] = places[i];
}

int frame_margin(const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    int margin = m->unit_px > 2 * m->gap_px ? m->unit_px : 2 * m->gap_px;
    int most = v->look.display.width_px / 24;
    int ring = m->ring_px + m->ring_gap_px + m->gap_px / 2;
    margin = margin > most ? most : margin;
    return margin < ring ? ring : margin;
}

/* What each place needs so that its word fits: the word, and the border at both sides. */
static int place_width(const struct visit *v)
{
    struct place places[PLACES];
    int widest = 0;
    for (int reading = 0; reading < 2; reading++) {
        make_places(reading, places);
        for (int i = 0; i < PLACES; i++) {
            int w = look_width(&v->look, places[i].name, v->look.metrics.bar_cap_px, false);
            widest = w > widest ? w : widest;
        }
    }
    return widest + 2 * v->look.metrics.chosen_border_px + 2;
}

struct bar_shape {
    int rows, row_height, gap, margin;
    bool icon_beside;
};

static struct bar_shape bar_shape(const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    struct bar_shape s = {.rows = 1, .gap = m->gap_px, .margin = m->gap_px + m->ring_px};
    int room = v->look.display.width_px - 2 * s.margin - (PLACES - 1) * s.gap;
    int line = look_line(&v->look, m->bar_cap_px);
    int icon = look_icon_style(&v->look, m->bar_cap_px).size_px;
    s.row_height = line + icon + 2 * m->border_px;
    if (place_width(v) * PLACES > room) {
        s.rows = 2;
        int wide = (v->look.display.width_px - 2 * s.margin - (FIRST_ROW - 1) * s.gap) / FIRST_ROW;
        s.icon_beside = place_width(v) + icon * 5 / 4 <= wide;
        if (s.icon_beside)
            s.row_height = line + 2 * m->border_px;
    }
    int least = s.rows == 1 ? m->target_px * 5 / 4 : m->target_px;
    s.row_height = s.row_height < least ? least : s.row_height;
    return s;
}

int frame_bar_height(const struct visit *v)
{
    struct bar_shape s = bar_shape(v);
    const struct metrics *m = &v->look.metrics;
    return m->border_px + s.rows * s.row_height + (s.rows - 1) * s.gap +
           2 * (m->ring_px + m->ring_gap_px + 2);
}

struct rect frame_begin(const struct visit *v, struct widget_list *list, const char *screen,
                        const char *title, const char *place, bool title_gives_way)
{
    const struct metrics *m = &v->look.metrics;
    const struct display *d = &v->look.display;
    widget_list_clear(list, screen);
    int margin = frame_margin(v), width = d->width_px - 2 * margin, top = margin / 2;
    int line = look_line(&v->look, m->bar_cap_px);
    int title_width = look_width(&v->look, title, m->bar_cap_px, true);
    int place_width_px = place && *place ? look_width(&v->look, place, m->bar_cap_px, false) : 0;
    bool both = title_width + m->unit_px + place_width_px <= width;
    bool has_title = both || !title_gives_way || !place_width_px;
    bool has_place = place_width_px && (both || title_gives_way);
    int height = has_title && title_width > width
                     ? look_height(&v->look, title, m->bar_cap_px, true, width)
                     : line;
    if (has_title) {
        int w = both && has_place ? width - place_width_px - m->unit_px : width;
        struct widget *t =
            widget_add(list, ROLE_HEADING, title, NULL, (struct rect){margin, top, w, height});
        t->bold = true;
        t->state = STATE_MUTED;
        t->cap_px = (int)(m->bar_cap_px + 0.5);
    }
    if (has_place) {
        struct rect r = {d->width_px - margin - place_width_px - 1, top, place_width_px + 1, line};
        struct widget *p = widget_add(list, ROLE_TEXT, place, NULL, r);
        p->align = ALIGN_END;
        p->state = STATE_MUTED;
        p->cap_px = (int)(m->bar_cap_px + 0.5);
    }
    int y = top + height + m->ring_px + m->ring_gap_px + m->gap_px / 2;
    int bottom = d->height_px - frame_bar_height(v) - m->ring_px - m->ring_gap_px - m->gap_px / 2;
    return (struct rect){margin, y, width, bottom - y > 1 ? bottom - y : 1};
}

static void add_place(const struct visit *v, struct widget_list *list, const struct place *place,
                      const struct frame_bar *bar, struct rect rect, bool icon_beside)
{
    struct widget *w = widget_add(list, ROLE_BUTTON, place->name, NULL, rect);
    w->action = action(place->action, 0);
    w->icon = icon_codepoint(place->icon);
    w->icon_beside = icon_beside;
    w->cap_px = (int)(v->look.metrics.bar_cap_px + 0.5);
    w->group = GROUP_BAR;
    if (place->action == ACTION_LISTEN)
        w->state |= STATE_MAIN;
    if ((place->action == ACTION_PREVIOUS && !bar->has_previous) ||
        (place->action == ACTION_NEXT && !bar->has_next))
        w->state |= STATE_OFF;
}

/* One row of places: all as wide as each other, but Listen, which takes half as much again where that leaves room for the words. */
static void add_row(const struct visit *v, struct widget_list *list, const struct place *places,
                    int count, const struct frame_bar *bar, const struct bar_shape *shape, int y)
{
    int room = v->look.display.width_px - 2 * shape->margin - (count - 1) * shape->gap;
    int plain = room / count, least = place_width(v);
    bool has_listen = false;
    for (int i = 0; i < count; i++)
        has_listen |= places[i].action == ACTION_LISTEN;
    if (has_listen && shape->rows == 1) {
        int other = room * 2 / (2 * count + 1);
        plain = other >= least ? other : least;
    }
    int x = shape->margin;
    for (int i = 0; i < count; i++) {
        int w = places[i].action == ACTION_LISTEN ? room - plain * (count - 1) : plain;
        add_place(v, list, &places[i], bar, (struct rect){x, y, w, shape->row_height},
                  shape->icon_beside);
        x += w + shape->gap;
    }
}

void frame_end(const struct visit *v, struct widget_list *list, const struct frame_bar *bar)
{
    const struct metrics *m = &v->look.metrics;
    struct bar_shape shape = bar_shape(v);
    struct place places[PLACES];
    make_places(bar->is_reading, places);
    int top = v->look.display.height_px - frame_bar_height(v);
    widget_add(list, ROLE_PANEL, NULL, NULL,
               (struct rect){0, top, v->look.display.width_px, m->border_px});
    int y = top + m->border_px + m->ring_px + m->ring_gap_px + 2;
    int first = shape.rows == 1 ? PLACES : FIRST_ROW;
    add_row(v, list, places, first, bar, &shape, y);
    if (shape.rows == 2)
        add_row(v, list, places + first, PLACES - first, bar, &shape,
                y + shape.row_height + shape.gap);
}

void frame_page_words(struct screen_pages pages, char out[64])
{
    out[0] = 0;
    if (pages.count > 1)
        snprintf(out, 64, tr("Page %d of %d"), pages.page + 1, pages.count);
}

struct screen_pages frame_end_pages(const struct visit *v, struct widget_list *list,
                                    struct screen_pages pages)
{
    struct frame_bar bar = {.has_previous = pages.page > 0,
                            .has_next = pages.page + 1 < pages.count};
    frame_end(v, list, &bar);
    return pages;
}
