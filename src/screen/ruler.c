/* ruler: how large the glass is: two lines are made as long as they say, with a ruler on the glass; then how far away visitors stand. */
#include "screen/choice.h"
#include "screen/frame.h"
#include "ui/messages.h"

#include <stdio.h>

#define LINE_MM 0.8 /* how thick the line and its ends are */

static enum ruler_line line_of(const struct visit *v)
{
    return v->kiosk.ruler.face == RULER_UPRIGHT ? RULER_LINE_UPRIGHT : RULER_LINE_ACROSS;
}

static bool has_line(const struct visit *v)
{
    return v->kiosk.ruler.face <= RULER_UPRIGHT;
}

static void make_title(const struct visit *v, char out[96])
{
    const struct visit_ruler *r = &v->kiosk.ruler;
    if (r->face == RULER_DISTANCE)
        snprintf(out, 96, "%s", tr("How far away do eyes stand?"));
    else if (r->face == RULER_ASKS)
        snprintf(out, 96, "%s", tr("Keep this size?"));
    else
        snprintf(out, 96, tr("Make this line %d cm long"), r->cm[line_of(v)]);
}

static int thickness(const struct visit *v)
{
    int px = (int)(LINE_MM * v->look.metrics.px_per_mm + 0.5);
    return px < 2 ? 2 : px;
}

/* How high the end marks of a line are: the strip that it takes from the room. */
static int strip(const struct visit *v)
{
    return v->look.metrics.unit_px + thickness(v);
}

/* The room that a line may use, which is no control: in reach mode the upper half too. */
static struct rect whole_room(const struct visit *v)
{
    struct visit low = *v;
    struct widget_list list = {0};
    char title[96];
    low.settings.reach = false;
    make_title(v, title);
    struct rect area = frame_begin(&low, &list, "ruler", title, NULL, false);
    widget_list_free(&list);
    return area;
}

struct rect screen_ruler_area(const struct visit *v)
{
    return whole_room(v);
}

static struct action move(enum ruler_move kind, int value)
{
    return action(ACTION_RULER, (int64_t)kind * RULER_VALUES + value);
}

static void add_step(struct flow *f, const char *name, const char *icon, int px)
{
    flow_button(f, ROLE_BUTTON, name, icon, move(RULER_STEP, RULER_VALUES / 2 + px), 0);
}

static void add_main(struct flow *f, const char *name, struct action act)
{
    struct widget *w = flow_button(f, ROLE_BUTTON, name, "check", act, 0);
    if (w)
        w->state |= STATE_MAIN;
}

static void fill_lengths(struct flow *f, const void *data)
{
    static const int lengths[] = {RULER_SHORT_CM, RULER_USUAL_CM, RULER_LONGEST_CM};
    const struct visit *v = data;
    flow_heading(f, tr("Another length"));
    for (int i = 0; i < 3; i++) {
        char words[32];
        snprintf(words, sizeof words, tr("%d cm"), lengths[i]);
        choice_add(f, words, move(RULER_LENGTH, lengths[i]),
                   v->kiosk.ruler.cm[line_of(v)] == lengths[i], NULL);
    }
    flow_end_row(f, false);
}

static void fill_line(struct flow *f, const struct visit *v)
{
    int mm = (int)(2 * v->look.metrics.px_per_mm + 0.5);
    add_step(f, tr("A little longer"), "plus", 1);
    add_step(f, tr("A little shorter"), "minus", -1);
    add_step(f, tr("Longer"), "plus", mm);
    add_step(f, tr("Shorter"), "minus", -mm);
    add_main(f, tr("The line is right"), move(RULER_FACE, (int)v->kiosk.ruler.face + 1));
    flow_end_row(f, true);
    flow_text(f, tr("Hold a ruler to the glass. Measure from end to end."),
              v->look.metrics.bar_cap_px, false);
    char words[96];
    snprintf(words, sizeof words, tr("The line is %d dots long."),
             (int)v->kiosk.ruler.length_px[line_of(v)]);
    flow_text(f, words, v->look.metrics.bar_cap_px, false);
    flow_together(f, fill_lengths, v);
}

static void fill_distance(struct flow *f, const struct visit *v)
{
    static const int usual[] = {300, 400, 500, 600, 800, 1000};
    bool has = false;
    flow_text(f, tr("Measure from the glass to a visitor's eyes."), v->look.metrics.bar_cap_px,
              false);
    for (int i = 0; i < 7; i++) {
        int now = v->kiosk.ruler.viewing_mm, mm = i < 6 ? usual[i] : now;
        has |= i < 6 && mm == now;
        if (i == 6 && has)
            break;
        char words[32];
        snprintf(words, sizeof words, tr("%d cm"), mm / 10);
        choice_add(f, words, move(RULER_VIEWING, mm), mm == now, NULL);
    }
    flow_end_row(f, true);
    f->group++;
    add_main(f, tr("Use this size"), move(RULER_USE, 0));
    flow_end_row(f, false);
}

static void fill_question(struct flow *f, const struct visit *v)
{
    char words[128];
    add_main(f, tr("Keep this size"), action(ACTION_KEEP_GLASS, 1));
    flow_button(f, ROLE_BUTTON, tr("Put the old size back"), "undo", action(ACTION_KEEP_GLASS, 0),
                0);
    flow_end_row(f, true);
    snprintf(words, sizeof words,
             trn("Without an answer, the old size returns in %d second.",
                 "Without an answer, the old size returns in %d seconds.",
                 (unsigned long)v->kiosk.ruler.left_s),
             v->kiosk.ruler.left_s);
    flow_text(f, words, v->look.metrics.bar_cap_px, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    if (has_line(v))
        fill_line(f, v);
    else if (v->kiosk.ruler.face == RULER_DISTANCE)
        fill_distance(f, v);
    else
        fill_question(f, v);
}

/* A line with an end at each side, whose outer edges are so far apart as it is long. */
static void add_line(const struct visit *v, struct widget_list *list, struct rect room)
{
    int length = (int)v->kiosk.ruler.length_px[line_of(v)], thick = thickness(v), high = strip(v);
    if (line_of(v) == RULER_LINE_ACROSS) {
        int y = room.y + (high - thick) / 2;
        widget_add(list, ROLE_PANEL, NULL, NULL, (struct rect){room.x, y, length, thick});
        widget_add(list, ROLE_PANEL, NULL, NULL, (struct rect){room.x, room.y, thick, high});
        widget_add(list, ROLE_PANEL, NULL, NULL,
                   (struct rect){room.x + length - thick, room.y, thick, high});
        return;
    }
    int x = room.x + (high - thick) / 2;
    widget_add(list, ROLE_PANEL, NULL, NULL, (struct rect){x, room.y, thick, length});
    widget_add(list, ROLE_PANEL, NULL, NULL, (struct rect){room.x, room.y, high, thick});
    widget_add(list, ROLE_PANEL, NULL, NULL,
               (struct rect){room.x, room.y + length - thick, high, thick});
}

/* What the line leaves for the controls. */
static struct rect beside_line(const struct visit *v, struct rect area)
{
    int taken = strip(v) + v->look.metrics.unit_px / 2;
    if (!has_line(v))
        return area;
    if (line_of(v) == RULER_LINE_UPRIGHT) {
        area.x += taken;
        area.w -= taken;
    } else if (!v->settings.reach) {
        area.y += taken;
        area.h -= taken;
    }
    return area;
}

struct screen_pages ruler_build(const struct visit *v, struct widget_list *list)
{
    char title[96], place[64];
    make_title(v, title);
    struct rect area = frame_begin(v, list, "ruler", title, NULL, false);
    area = beside_line(v, area);
    struct flow count = flow_begin(v, NULL, area, 0);
    fill(&count, v);
    flow_end_row(&count, false);
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    frame_page_words(pages, place);
    frame_begin(v, list, "ruler", title, place, false);
    if (has_line(v))
        add_line(v, list, whole_room(v));
    struct flow flow = flow_begin(v, list, area, pages.page);
    fill(&flow, v);
    return frame_end_pages(v, list, pages);
}
