/* home: the document that staff recommend, if any; the sections, each with its sign and how many documents it holds; under them the search, and what the organiser asks for. */
#include "screen/box_name.h"
#include "screen/flow.h"
#include "screen/frame.h"
#include "screen/logo_mark.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

/* May so many columns stand beside each other without breaking a name's longest word? */
static bool names_fit(const struct visit *v, struct rect area, int columns)
{
    const struct metrics *m = &v->look.metrics;
    int icon = look_icon_style(&v->look, look_card_icon_cap(&v->look, m->body_cap_px, 0)).size_px;
    int gaps = (columns - 1) * (m->gap_px + m->ring_px);
    int room = (area.w - gaps) / columns - 3 * m->unit_px - icon;
    for (int i = 0; i < v->section_count; i++) {
        if (look_widest_word(&v->look, tr(v->sections[i].name), m->body_cap_px, true) > room)
            return false;
    }
    return true;
}

/* The search, and what the organiser asks for ('Donate', 'Take part'): under the boxes. */
static void fill_under(struct flow *f, const struct visit *v)
{
    flow_end_row(f, false);
    f->group++;
    flow_button(f, ROLE_BUTTON, tr("Search"), "search", action(ACTION_FIND, 0),
                v->take_count ? 0 : f->area.w);
    for (int i = 0; i < v->take_count; i++)
        flow_button(f, ROLE_BUTTON, tr(v->takes[i].name), "link", action(ACTION_TAKE, i), 0);
}

/* The document that staff recommend: over the boxes. */
static void fill_featured(struct flow *f, const struct visit *v)
{
    const struct document *d = &v->featured;
    if (!*d->id)
        return;
    f->lang = d->lang;
    flow_card(f, d->title, tr("Read this first"), icon_codepoint("star"),
              action(ACTION_READ_FIRST, 0), 1, 0);
    f->lang = NULL;
    flow_end_row(f, false);
    f->group++;
}

static void fill_boxes(struct flow *f, const struct visit *v, int across, int least_height)
{
    for (int i = 0; i < v->section_count; i++) {
        const struct visit_section *s = &v->sections[i];
        char value[64];
        if (s->documents)
            snprintf(value, sizeof value, trn("%u to read", "%u to read", s->documents),
                     s->documents);
        else
            snprintf(value, sizeof value, "%s", tr("Nothing here yet"));
        struct widget *w = flow_card(f, tr(s->name), value, s->icon, action(ACTION_SECTION, i),
                                     across, least_height);
        if (w)
            w->tint = box_colour(v, i);
    }
}

static void fill(struct flow *f, const struct visit *v, int across, int least_height, bool apart)
{
    fill_featured(f, v);
    fill_boxes(f, v, across, least_height);
    if (apart)
        flow_break(f);
    fill_under(f, v);
}

/* How high the boxes may be so that all of them fit one page, with what stands over them, and under them or not; 0 when they don't. */
static int share_out(const struct visit *v, struct rect area, int across, bool with_under)
{
    struct flow count = flow_begin(v, NULL, area, 0), under = count;
    fill_featured(&count, v);
    fill_featured(&under, v);
    fill_boxes(&count, v, across, 0);
    if (with_under) {
        fill_under(&count, v);
        fill_under(&under, v);
        flow_end_row(&under, false);
    }
    flow_end_row(&count, false);
    int rows = (v->section_count + across - 1) / across, gap = flow_gap(&count);
    return flow_pages(&count) > 1 || !rows
               ? 0
               : (area.h - (under.y - area.y) - (rows - 1) * gap) / rows;
}

/* Where they need several pages: so high that they fill each, or leave room for what stands under the last, as far as that takes no page
 * more. */
static int fill_out(const struct visit *v, struct rect area, int across)
{
    const struct metrics *m = &v->look.metrics;
    if (v->settings.reach) /* its room goes down to the bar: the ring stays off the bar's line */
        area.h -= m->ring_px + m->ring_gap_px - m->gap_px / 2;
    struct flow plain = flow_begin(v, NULL, area, 0);
    fill(&plain, v, across, 0, false);
    flow_end_row(&plain, false);
    struct flow under = flow_begin(v, NULL, area, 0);
    fill_under(&under, v);
    flow_end_row(&under, false);
    int rows = (v->section_count + across - 1) / across, gap = flow_gap(&plain);
    for (int i = 2; i < 2 * rows; i++) {
        struct flow trial = flow_begin(v, NULL, area, 0);
        int on_page = i / 2, room = i % 2 ? area.h - (under.y - area.y) : area.h;
        int height = (room - (on_page - 1) * gap) / on_page;
        fill(&trial, v, across, height, false);
        flow_end_row(&trial, false);
        if (flow_pages(&trial) == flow_pages(&plain))
            return height;
    }
    return 0;
}

/* Two columns, or one on an upright glass that has room for all; three where only these show all at once. */
static int columns(const struct visit *v, struct rect area)
{
    const struct metrics *m = &v->look.metrics;
    int row = m->main_target_px + m->gap_px + m->ring_px + m->ring_gap_px;
    if (v->look.display.height_px > v->look.display.width_px && v->section_count * row < area.h)
        return 1;
    if (!names_fit(v, area, 2))
        return 1;
    for (int with_under = 1; with_under >= 0; with_under--) {
        for (int across = 2; across <= 3; across++) {
            if (names_fit(v, area, across) && share_out(v, area, across, with_under))
                return across;
        }
    }
    return 2;
}

/* The organiser's picture before the title, where that has room for it on one line. */
static void add_logo(const struct visit *v, struct widget_list *list)
{
    const struct metrics *m = &v->look.metrics;
    struct widget *title = list->count ? &list->items[0] : NULL;
    if (!title || title->role != ROLE_HEADING)
        return;
    int top = title->rect.y, room = title->rect.h + top; /* the air around the line is its too */
    struct rect rect = logo_mark_fit(v, v->look.display.width_px / 4, room);
    int aside = rect.w + m->unit_px / 2;
    int words = look_width(&v->look, v->kiosk_name, m->bar_cap_px, true);
    if (!rect.w || words + aside > title->rect.w)
        return;
    rect.x = title->rect.x;
    rect.y = top - top / 2 + (room - rect.h) / 2;
    title->rect.x += aside;
    title->rect.w -= aside;
    logo_mark_add(v, list, rect);
}

struct screen_pages home_build(const struct visit *v, struct widget_list *list)
{
    struct rect area =
        frame_begin(v, list, "home", v->kiosk_name, tr("Touch a box. Or press Listen."), false);
    add_logo(v, list);
    int across = columns(v, area);
    int least = share_out(v, area, across, true);
    bool apart = !least;
    if (apart) /* the boxes keep their page; what stands under them has the next */
        least = share_out(v, area, across, false);
    apart = apart && least;
    if (!least)
        least = fill_out(v, area, across);
    struct flow count = flow_begin(v, NULL, area, 0);
    fill(&count, v, across, least, apart);
    flow_end_row(&count, false);
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    struct flow flow = flow_begin(v, list, area, pages.page);
    fill(&flow, v, across, least, apart);
    return frame_end_pages(v, list, pages);
}
