/* home: the sections, each with its sign and how many documents it holds. */
#include "screen/flow.h"
#include "screen/frame.h"
#include "ui/messages.h"

#include <stdio.h>

/* Two columns, unless a name's longest word would have to be broken in them; one on an upright glass that has room for all. */
static int columns(const struct visit *v, struct rect area)
{
    const struct metrics *m = &v->look.metrics;
    int row = m->main_target_px + m->gap_px + m->ring_px + m->ring_gap_px;
    if (v->look.display.height_px > v->look.display.width_px && v->section_count * row < area.h)
        return 1;
    int icon = look_icon_style(&v->look, m->body_cap_px * 1.35).size_px;
    int room = (area.w - m->gap_px - m->ring_px) / 2 - 3 * m->unit_px - icon;
    for (int i = 0; i < v->section_count; i++) {
        if (look_widest_word(&v->look, tr(v->sections[i].name), m->body_cap_px, true) > room)
            return 1;
    }
    return 2;
}

static void fill(struct flow *f, const struct visit *v, int across, int least_height)
{
    for (int i = 0; i < v->section_count; i++) {
        const struct visit_section *s = &v->sections[i];
        char value[64];
        if (s->documents)
            snprintf(value, sizeof value, trn("%u to read", "%u to read", s->documents),
                     s->documents);
        else
            snprintf(value, sizeof value, "%s", tr("Nothing here yet"));
        flow_card(f, tr(s->name), value, s->icon, action(ACTION_SECTION, i), across, least_height);
    }
}

struct screen_pages home_build(const struct visit *v, struct widget_list *list)
{
    struct rect area =
        frame_begin(v, list, "home", v->kiosk_name, tr("Touch a box. Or press Listen."), false);
    int across = columns(v, area);
    struct flow count = flow_begin(v, NULL, area, 0);
    fill(&count, v, across, 0);
    flow_end_row(&count, false);
    int rows = (v->section_count + across - 1) / across, least = 0;
    if (flow_pages(&count) == 1 && rows) { /* all fit: share out the room */
        const struct metrics *m = &v->look.metrics;
        int gap = m->gap_px > m->ring_px + m->ring_gap_px ? m->gap_px : m->ring_px + m->ring_gap_px;
        least = (area.h - (rows - 1) * gap) / rows;
    }
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    struct flow flow = flow_begin(v, list, area, pages.page);
    fill(&flow, v, across, least);
    return frame_end_pages(v, list, pages);
}
