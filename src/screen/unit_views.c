#include "screen/unit_views.h"
#include "book/model.h"
#include "screen/frame.h"
#include "ui/messages.h"

enum { LINES_LEAST = 4 /* of a unit beside a row of views */ };

static int views_of(enum screen_id id, const struct visit *v, struct unit_view out[UNIT_VIEWS_MOST])
{
    int count = 0;
    out[count++] = (struct unit_view){tr("Explain"), "info", action(ACTION_EXPLAIN, 0)};
    out[count++] = (struct unit_view){tr("As text"), "text", action(ACTION_VIEW, SCREEN_READER)};
    if (id == SCREEN_SENTENCE && v->reading.book->picture_count)
        out[count++] =
            (struct unit_view){tr("As cards"), "cards", action(ACTION_VIEW, SCREEN_CARDS)};
    if (screen_has_pages(v))
        out[count++] = (struct unit_view){tr("Original page"), "page", action(ACTION_PAGE_VIEW, 0)};
    if (id == SCREEN_CARDS)
        out[count++] =
            (struct unit_view){tr("By sentence"), "sentence", action(ACTION_VIEW, SCREEN_SENTENCE)};
    return count;
}

/* How wide each view's button is, without a sign; returns the widest. */
static int view_widths(const struct visit *v, const struct unit_view *views, int count,
                       int widths[UNIT_VIEWS_MOST])
{
    const struct metrics *m = &v->look.metrics;
    int widest = m->target_px;
    for (int i = 0; i < count; i++) {
        int w = look_width(&v->look, views[i].name, m->bar_cap_px, false) + 2 * m->unit_px / 3 +
                2 * m->chosen_border_px;
        widths[i] = w > m->target_px ? w : m->target_px;
        widest = w > widest ? w : widest;
    }
    return widest;
}

/* A column of them at the area's side: as many as have room. */
static int place_column(const struct visit *v, int width, int count, struct rect *area,
                        struct rect rects[UNIT_VIEWS_MOST])
{
    const struct metrics *m = &v->look.metrics;
    int gap = metrics_gap_px(m);
    int height = look_line(&v->look, m->bar_cap_px) + 2 * m->border_px + m->unit_px / 4 +
                 look_icon_style(&v->look, m->bar_cap_px).size_px;
    height = height < m->target_px ? m->target_px : height;
    while (count > 0 && count * height + (count - 1) * gap > area->h)
        count--;
    for (int i = 0; i < count; i++)
        rects[i] =
            (struct rect){area->x + area->w - width, area->y + i * (height + gap), width, height};
    /* the bar beside the lit sentence may stand at this side of the words */
    area->w -= count ? width + gap + m->unit_px + m->side_bar_px + m->border_px : 0;
    return count;
}

/* How many of them stand in a row; all as wide as the widest, or each as wide as its name where that makes room for more. */
static int fit_row(int gap, int room, int count, int widest, int widths[UNIT_VIEWS_MOST])
{
    int alike = (room + gap) / (widest + gap), fit = 0;
    for (int w = -gap; fit < count && w + gap + widths[fit] <= room; fit++)
        w += gap + widths[fit];
    if (alike < fit)
        return fit;
    for (int i = 0; i < count; i++)
        widths[i] = widest;
    return alike < count ? alike : count;
}

/* A row of them under the area. */
static int place_row(const struct visit *v, int widths[UNIT_VIEWS_MOST], int widest, int count,
                     struct rect *area, struct rect rects[UNIT_VIEWS_MOST])
{
    const struct metrics *m = &v->look.metrics;
    int gap = metrics_gap_px(m), sign = look_icon_beside_px(&v->look, m->bar_cap_px);
    int height = look_line(&v->look, m->bar_cap_px) + 2 * m->border_px;
    height = height < m->target_px ? m->target_px : height;
    for (int i = 0; i < count; i++)
        widths[i] += sign;
    count = fit_row(gap, area->w, count, widest + sign, widths);
    int y = area->y + area->h - height;
    bool low =
        v->settings
            .reach; /* down to the bar, as on other screens: all of the lower half is needed */
    if (low)
        y = v->look.display.height_px - frame_bar_height(v) - m->gap_px / 2 - height;
    if (y - gap - area->y < LINES_LEAST * look_line(&v->look, m->body_cap_px) ||
        (low && y < v->look.display.height_px / 2))
        return 0; /* the words come first; the menu has the views too */
    int spare = area->w - (count - 1) * gap;
    for (int i = 0; i < count; i++)
        spare -= widths[i];
    for (int i = 0; i < count && spare > 0; i++) /* from side to side */
        widths[i] += spare / count;
    for (int i = 0, x = area->x; i < count; x += widths[i++] + gap)
        rects[i] = (struct rect){x, y, widths[i], height};
    if (count)
        area->h = y - gap - area->y;
    return count;
}

int unit_place_views(const struct visit *v, enum screen_id id, struct rect *area,
                     struct unit_view views[UNIT_VIEWS_MOST], struct rect rects[UNIT_VIEWS_MOST])
{
    int count = views_of(id, v, views), widths[UNIT_VIEWS_MOST];
    int widest = view_widths(v, views, count, widths);
    if (area->w > area->h && widest * 4 <= area->w && !v->settings.reach)
        return place_column(v, widest, count, area, rects);
    return place_row(v, widths, widest, count, area, rects);
}
