/* attract: nobody is here. Says what the kiosk can do and how to begin; the whole glass is one target. */
#include "screen/screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

static int add_line(const struct visit *v, struct widget_list *list, const char *text, double cap,
                    bool bold, int y)
{
    int margin = v->look.metrics.unit_px, width = v->look.display.width_px - 2 * margin;
    int height = look_height(&v->look, text, cap, bold, width);
    struct widget *w = widget_add(list, bold ? ROLE_HEADING : ROLE_TEXT, text, NULL,
                                  (struct rect){margin, y, width, height});
    w->cap_px = cap;
    w->bold = bold;
    w->align = ALIGN_CENTRE;
    return y + height;
}

struct screen_pages attract_build(const struct visit *v, struct widget_list *list)
{
    const struct metrics *m = &v->look.metrics;
    const struct display *d = &v->look.display;
    widget_list_clear(list, "attract");
    double cap = m->body_cap_px;
    char waits[128];
    if (v->idle_s % 60 == 0 && v->idle_s >= 60)
        snprintf(waits, sizeof waits,
                 trn("It waits %d minute for you.", "It waits %d minutes for you.",
                     (unsigned long)(v->idle_s / 60)),
                 v->idle_s / 60);
    else
        snprintf(waits, sizeof waits,
                 trn("It waits %d second for you.", "It waits %d seconds for you.",
                     (unsigned long)v->idle_s),
                 v->idle_s);
    const char *lines[] = {tr("Read, listen, and choose how it looks."),
                           tr("Nothing about you is kept."), v->idle_s ? waits : "",
                           v->has_no_profile
                               ? tr("The screen's size is not set. Please tell a member of staff.")
                               : ""};
    int y = add_line(v, list, v->kiosk_name, cap * 1.35, true, d->height_px / 10);
    y += m->unit_px;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (*lines[i])
            y = add_line(v, list, lines[i], cap, false, y);
    }
    int side = m->unit_px + m->ring_px, height = (d->height_px - y) / 2;
    int least = m->main_target_px * 2;
    height = height < least ? least : height;
    if (y + m->unit_px + height > d->height_px - side)
        height = d->height_px - side - y - m->unit_px;
    struct rect r = {side, d->height_px - height - 2 * side, d->width_px - 2 * side, height};
    if (r.y < y + m->unit_px)
        r.y = y + m->unit_px;
    struct widget *w = widget_add(list, ROLE_BUTTON, tr("Touch to start"), NULL, r);
    w->action = action(ACTION_START, 0);
    w->state = STATE_MAIN;
    w->bold = true;
    w->cap_px = cap * 1.35;
    w->icon = icon_codepoint("touch");
    return (struct screen_pages){0, 1};
}
