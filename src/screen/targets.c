/* targets: whether fingers are felt where they are: crosses over the whole glass to touch one after another, then how far off each was. */
#include "screen/targets.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ARM_MM   6.0
#define THICK_MM 0.6

static const char *name_of(int index)
{
    const char *const names[TOUCH_TARGETS] = {
        tr("top left"), tr("top"),         tr("top right"), tr("right"), tr("bottom right"),
        tr("bottom"),   tr("bottom left"), tr("left"),      tr("middle")};
    return index >= 0 && index < TOUCH_TARGETS ? names[index] : "";
}

void targets_ask_words(const struct visit *v, char *out, size_t bytes)
{
    const struct visit_targets *t = &v->kiosk.targets;
    char off[64] = "";
    if (t->at > 0 && t->check.has[t->at - 1]) {
        snprintf(off, sizeof off - 1, tr("%.0f mm off."), t->result.off_mm[t->at - 1]);
        strcat(off, " ");
    }
    size_t used = strlen(off);
    snprintf(out, bytes, "%s", off);
    if (used < bytes)
        snprintf(out + used, bytes - used, tr("Touch the cross: %s"), name_of(t->at));
}

void targets_verdict_words(const struct visit *v, char *out, size_t bytes)
{
    const struct visit_targets *t = &v->kiosk.targets;
    switch (t->result.verdict) {
    case TOUCH_RIGHT:
        snprintf(out, bytes, tr("Touch is right within %d mm."), (int)ceil(t->result.most_mm));
        break;
    case TOUCH_TURNED:
        snprintf(out, bytes, "%s", tr("Touch is turned or mirrored against the picture."));
        break;
    case TOUCH_OFF:
        snprintf(out, bytes, tr("Touch is off, by up to %d mm."), (int)ceil(t->result.most_mm));
        break;
    default:
        snprintf(out, bytes, "%s", tr("Too few crosses were touched."));
        break;
    }
}

static void fill_first(struct flow *f, const struct visit *v)
{
    double cap = v->look.metrics.bar_cap_px;
    struct widget *w = flow_button(f, ROLE_BUTTON, tr("Check touch"), "touch",
                                   action(ACTION_CROSSES, TARGETS_BEGIN), f->area.w / 3);
    if (w)
        w->state |= STATE_MAIN;
    flow_end_row(f, true);
    flow_text(f, tr("Nine crosses show, one after another. Touch the middle of each."), cap, false);
    flow_text(f, tr("Next on the keypad skips one. Back stops."), cap, false);
}

/* What whoever set the kiosk up has to do. */
static void fill_mend(struct flow *f, const struct visit *v)
{
    const struct visit_targets *t = &v->kiosk.targets;
    double cap = v->look.metrics.bar_cap_px;
    if (t->result.verdict == TOUCH_TURNED) {
        char words[128];
        flow_text(f, tr("Tell who set the kiosk up. This line belongs under [display]:"), cap,
                  false);
        snprintf(words, sizeof words, "touch = %d%s", t->turn % TOUCH_MIRRORED * 90,
                 t->turn & TOUCH_MIRRORED ? " mirrored" : "");
        f->lang = "en"; /* a line of a file */
        flow_text(f, words, cap, true);
        f->lang = NULL;
    } else if (t->result.verdict == TOUCH_OFF) {
        flow_text(f, tr("Try again with a fingertip. Is it still off?"), cap, false);
        flow_text(f, tr("Then tell who set the kiosk up."), cap, false);
    }
}

static void fill_result(struct flow *f, const struct visit *v)
{
    const struct visit_targets *t = &v->kiosk.targets;
    double cap = v->look.metrics.bar_cap_px;
    char words[160];
    targets_verdict_words(v, words, sizeof words);
    flow_text(f, words, v->look.metrics.body_cap_px, true);
    fill_mend(f, v);
    flow_end_row(f, true);
    flow_button(f, ROLE_BUTTON, tr("Check touch"), "touch", action(ACTION_CROSSES, TARGETS_BEGIN),
                0);
    flow_end_row(f, true);
    struct str all = {0};
    for (int i = 0; i < TOUCH_TARGETS; i++) {
        if (t->result.off_mm[i] < 0)
            snprintf(words, sizeof words, tr("%s: not touched"), name_of(i));
        else
            snprintf(words, sizeof words, tr("%s: %.0f mm off"), name_of(i), t->result.off_mm[i]);
        str_addf(&all, "%s%s", words, i + 1 < TOUCH_TARGETS ? ". " : ".");
    }
    flow_text(f, str_text(&all), cap, false);
    str_free(&all);
}

static void fill(struct flow *f, const struct visit *v)
{
    if (v->kiosk.targets.face == TARGETS_RESULT)
        fill_result(f, v);
    else
        fill_first(f, v);
}

/* In pixels; where the interface is turned about, the cross is not: it is a place of the glass. */
static void add_bar(const struct visit *v, struct widget_list *list, int x, int y, int w, int h)
{
    if (v->look.rtl)
        x = v->look.display.width_px - x - w;
    widget_add(list, ROLE_PANEL, NULL, NULL, (struct rect){x, y, w, h});
}

static void add_cross(const struct visit *v, struct widget_list *list)
{
    const struct display *d = &v->look.display;
    const struct metrics *m = &v->look.metrics;
    struct touch_point p = touch_check_target(v->kiosk.targets.at, d->width_mm, d->height_mm);
    int x = (int)(p.x * d->width_px), y = (int)(p.y * d->height_px);
    int thick = (int)(THICK_MM * m->px_per_mm + 0.5), arm = (int)(ARM_MM * m->px_per_mm);
    thick = thick < 2 ? 2 : thick;
    add_bar(v, list, x - arm, y - thick / 2, 2 * arm, thick);
    add_bar(v, list, x - thick / 2, y - arm, thick, 2 * arm);
}

/* Between the crosses: what to do above the middle one, the buttons below it. */
static void add_words(const struct visit *v, struct widget_list *list)
{
    const struct display *d = &v->look.display;
    const struct metrics *m = &v->look.metrics;
    char words[128];
    targets_ask_words(v, words, sizeof words);
    int clear_x = d->width_px / 5, gap = m->gap_px;
    int half = (int)(ARM_MM * m->px_per_mm) + 2 * gap;
    struct rect room = {clear_x, d->height_px / 5, d->width_px - 2 * clear_x,
                        d->height_px / 2 - half - d->height_px / 5};
    double cap = m->bar_cap_px;
    while (cap > 8 && look_height(&v->look, words, cap, true, room.w) > room.h)
        cap *= 0.94;
    struct widget *w = widget_add(list, ROLE_HEADING, words, NULL, room);
    w->cap_px = cap;
    w->bold = true;
    w->align = ALIGN_CENTRE;
    const char *const names[] = {tr("Skip"), tr("Stop")};
    int width = (room.w - 2 * gap) / 2, height = m->target_px, y = d->height_px / 2 + half;
    for (int i = 0; i < 2; i++) {
        w = widget_add(list, ROLE_BUTTON, names[i], NULL,
                       (struct rect){clear_x + i * (width + 2 * gap), y, width, height});
        w->cap_px = m->bar_cap_px;
        while (w->cap_px > 8 && look_width(&v->look, names[i], w->cap_px, false) > width - 4 * gap)
            w->cap_px *= 0.94;
        w->action = action(ACTION_CROSSES, i ? TARGETS_STOP : TARGETS_SKIP);
        w->group = 1;
    }
}

struct screen_pages targets_build(const struct visit *v, struct widget_list *list)
{
    if (v->kiosk.targets.face != TARGETS_TOUCH)
        return flow_screen_build(v, list, "targets", tr("Touch"), fill);
    widget_list_clear(list, "target");
    add_cross(v, list);
    add_words(v, list);
    return (struct screen_pages){0, 1};
}
