/* attract: nobody is here. Says what the kiosk can do and how to begin; beside the large button are the two ways in for those who need
 * guidance or low controls. */
#include "screen/frame.h"
#include "screen/logo_mark.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

static int text_width(const struct visit *v)
{
    return v->look.display.width_px - 2 * v->look.metrics.unit_px;
}

/* `inset`: what stands at each side of it. */
static int add_line(const struct visit *v, struct widget_list *list, const char *text, double cap,
                    bool bold, int inset, int y)
{
    int width = text_width(v) - 2 * inset, height = look_height(&v->look, text, cap, bold, width);
    struct widget *w = widget_add(list, bold ? ROLE_HEADING : ROLE_TEXT, text, NULL,
                                  (struct rect){v->look.metrics.unit_px + inset, y, width, height});
    w->cap_px = cap;
    w->bold = bold;
    w->align = ALIGN_CENTRE;
    return y + height;
}

/* How long inactivity is allowed (A48). */
static void waiting_words(const struct visit *v, char *out, size_t bytes)
{
    unsigned long s = (unsigned long)v->idle_s, minutes = s / 60;
    if (s && s % 60 == 0)
        snprintf(out, bytes,
                 trn("It waits %lu minute for you.", "It waits %lu minutes for you.", minutes),
                 minutes);
    else if (s)
        snprintf(out, bytes,
                 trn("It waits %lu second for you.", "It waits %lu seconds for you.", s), s);
    else
        out[0] = 0;
}

static int button_height(const struct visit *v, double cap, int width)
{
    const struct metrics *m = &v->look.metrics;
    int height = look_height(&v->look, tr("Touch to start"), cap, true, width) +
                 look_icon_style(&v->look, cap).size_px + 4 * m->border_px;
    return height > m->main_target_px ? height : m->main_target_px;
}

static int corner_words_height(const struct visit *v, int width)
{
    const struct metrics *m = &v->look.metrics;
    return look_height(&v->look, tr("Hold for guidance"), m->bar_cap_px, false,
                       width - 2 * m->unit_px);
}

/* As wide as its words on two lines need. */
static int corner_width(const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    int whole = look_width(&v->look, tr("Hold for guidance"), m->bar_cap_px, false),
        two = 2 * look_line(&v->look, m->bar_cap_px), width = whole * 3 / 5 + 2 * m->unit_px;
    while (width < whole + 2 * m->unit_px && corner_words_height(v, width) > two)
        width += m->unit_px;
    return width > m->main_target_px ? width : m->main_target_px;
}

static int corner_height(const struct visit *v, int width)
{
    const struct metrics *m = &v->look.metrics;
    return corner_words_height(v, width) + look_icon_style(&v->look, m->bar_cap_px).size_px +
           4 * m->border_px;
}

/* The marked corner: a finger that stays on it starts the spoken guidance (A65). */
static void add_corner(const struct visit *v, struct widget_list *list, struct rect rect)
{
    struct widget *w = widget_add(list, ROLE_BUTTON, tr("Hold for guidance"), NULL, rect);
    w->action = action(ACTION_GUIDANCE, 1);
    w->state = STATE_HOLD;
    w->cap_px = v->look.metrics.bar_cap_px;
    w->icon = icon_codepoint("headset");
}

/* The other languages, each by its own name, in rows from `top` down; returns the height. `list` NULL: only measured. */
static int add_languages(const struct visit *v, struct widget_list *list, int top)
{
    const struct metrics *m = &v->look.metrics;
    int side = m->unit_px / 2 + m->ring_px + m->ring_gap_px, x = side, y = top;
    int right = v->look.display.width_px - side;
    int high = look_line(&v->look, m->bar_cap_px) + 2 * m->chosen_border_px;
    high = high < m->target_px ? m->target_px : high;
    for (int i = 0; i < v->lang_count; i++) {
        const char *name = v->langs[i].name;
        int width = look_width(&v->look, name, m->bar_cap_px, false) +
                    look_icon_beside_px(&v->look, m->bar_cap_px) + 2 * m->unit_px;
        if (i == v->settings.lang)
            continue;
        width =
            width < corner_width(v) ? corner_width(v) : width; /* in line with what is under it */
        if (x > side && x + width > right) {
            x = side;
            y += high + metrics_gap_px(&v->look.metrics);
        }
        if (list) {
            struct rect r = {x, y, width > right - x ? right - x : width, high};
            struct widget *w = widget_add(list, ROLE_BUTTON, name, NULL, r);
            w->action = action(ACTION_LANG, i);
            w->cap_px = m->bar_cap_px;
            w->icon = icon_codepoint("language");
            w->icon_beside = true;
        }
        x += width + metrics_gap_px(&v->look.metrics);
    }
    return v->lang_count > 1 ? y + high - top + 2 * metrics_gap_px(&v->look.metrics) : 0;
}

enum { LINES_MOST = 5 };

/* What is said above the buttons, one under another in the middle. */
struct words {
    const char *name, *lines[LINES_MOST];
    int count;
    double name_cap, line_cap;
};

static int words_height(const struct visit *v, const struct words *w)
{
    int height = look_height(&v->look, w->name, w->name_cap, true, text_width(v)) +
                 v->look.metrics.unit_px / 2;
    for (int i = 0; i < w->count; i++)
        height += look_height(&v->look, w->lines[i], w->line_cap, false, text_width(v));
    return height;
}

/* As many lines as the height holds, the most needed first. */
static void choose_lines(const struct visit *v, struct words *w, const char *const *lines,
                         int most_px)
{
    for (int i = 0; i < LINES_MOST; i++) {
        w->lines[w->count] = lines[i];
        w->count += *lines[i] != 0;
        if (*lines[i] && words_height(v, w) > most_px)
            w->count--;
    }
}

/* Who passes by reads from farther away: larger, where that breaks no line and leaves air around it. Returns how much larger. */
static double enlarge(const struct visit *v, struct words *w, int room_px)
{
    static const double scales[] = {2, 1.7, 1.45, 1.2};
    for (size_t k = 0; k < sizeof scales / sizeof *scales; k++) {
        struct words large = *w;
        double heading = v->look.theme->sizes.heading_scale;
        large.name_cap = w->name_cap * scales[k];
        large.line_cap = w->line_cap * (scales[k] < heading ? scales[k] : heading);
        bool fits = look_width(&v->look, w->name, large.name_cap, true) <= text_width(v) &&
                    words_height(v, &large) * 4 <= room_px * 3;
        for (int i = 0; i < w->count && fits; i++)
            fits = look_width(&v->look, w->lines[i], large.line_cap, false) <= text_width(v);
        if (!fits)
            continue;
        *w = large;
        return scales[k];
    }
    return 1;
}

/* The words of the large button: up to `most`, where they take half of its height and break no word. */
static double start_cap(const struct visit *v, double cap, double most, int width, int height)
{
    const struct metrics *m = &v->look.metrics;
    int inner = width - m->unit_px;
    double start = most;
    while (start > cap && button_height(v, start, inner) * 2 > height)
        start *= 0.94;
    start = start > cap ? start : cap;
    while (start > 8 && look_widest_word(&v->look, tr("Touch to start"), start, true) > inner)
        start *= 0.94;
    return start;
}

/* The organiser's picture: over the words where these leave it enough, else at their side; empty where there is none, or no room. */
struct mark {
    struct rect rect;
    int over_px; /* with the air under it; 0: it stands at the side */
};

static int widest_line(const struct visit *v, const struct words *w)
{
    int widest = look_width(&v->look, w->name, w->name_cap, true);
    for (int i = 0; i < w->count; i++) {
        int width = look_width(&v->look, w->lines[i], w->line_cap, false);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Smaller ones tell nobody anything. */
static bool is_seen(const struct visit *v, struct rect rect)
{
    int least = v->look.metrics.target_px;
    return rect.w >= least && rect.h >= least / 2;
}

static struct mark find_mark(const struct visit *v, const struct words *w, int room_px)
{
    int unit = v->look.metrics.unit_px, width = v->look.display.width_px, air = unit / 2;
    int left = room_px - words_height(v, w) - 2 * unit, most = room_px * 2 / 5;
    struct mark over = {logo_mark_fit(v, text_width(v) * 2 / 3, left < most ? left : most), 0};
    if (is_seen(v, over.rect)) {
        over.rect.x = (width - over.rect.w) / 2;
        over.over_px = over.rect.h + air;
        return over;
    }
    int beside = (width - widest_line(v, w)) / 2 - 2 * unit;
    struct mark side = {logo_mark_fit(v, beside, room_px - 2 * unit), 0};
    side.rect.x = unit;
    return is_seen(v, side.rect) ? side : (struct mark){0};
}

static void add_words(const struct visit *v, struct widget_list *list, const struct words *w,
                      struct mark mark, int room_px)
{
    int y = (room_px - words_height(v, w) - mark.over_px) / 2;
    y = y > 0 ? y : 0;
    mark.rect.y = mark.over_px ? y : (room_px - mark.rect.h) / 2;
    if (mark.rect.h)
        logo_mark_add(v, list, mark.rect);
    y += mark.over_px;
    bool at_side = mark.rect.h && !mark.over_px;
    int inset = at_side ? mark.rect.w + v->look.metrics.unit_px : 0;
    y = add_line(v, list, w->name, w->name_cap, true, inset, y) + v->look.metrics.unit_px / 2;
    for (int i = 0; i < w->count; i++)
        y = add_line(v, list, w->lines[i], w->line_cap, false, inset, y);
}

/* The size of the name with which it and the button below it have room in `height`. */
static double fit_name(const struct visit *v, int button_width, int height)
{
    double cap = v->look.metrics.body_cap_px * v->look.theme->sizes.heading_scale;
    while (cap > 8 && look_height(&v->look, v->kiosk_name, cap, true, text_width(v)) +
                              button_height(v, cap, button_width) >
                          height)
        cap *= 0.94;
    return cap;
}

static void add_start(struct widget_list *list, struct rect rect, double cap)
{
    struct widget *w = widget_add(list, ROLE_BUTTON, tr("Touch to start"), NULL, rect);
    w->action = action(ACTION_START, 0);
    w->state = STATE_MAIN;
    w->bold = true;
    w->cap_px = cap;
    w->icon = icon_codepoint("touch");
}

struct screen_pages attract_build(const struct visit *v, struct widget_list *list)
{
    const struct metrics *m = &v->look.metrics;
    const struct display *d = &v->look.display;
    widget_list_clear(list, "attract");
    int side = m->unit_px / 2 + m->ring_px + m->ring_gap_px, corner = corner_width(v);
    struct rect reach =
        frame_reach_rect(v); /* in a folded bar it may be wider and low; here is room */
    reach.x += reach.w - frame_reach_width(v);
    reach.w = frame_reach_width(v);
    int left = side + corner + 2 * m->gap_px, width = reach.x - 2 * m->gap_px - left;
    int langs = add_languages(v, NULL, 0), bottom = d->height_px - side;
    bool narrow = width < d->width_px / 3; /* the large button stands over the two at its sides */
    if (narrow) {
        reach.h = corner_height(v, corner);
        reach.y = bottom - reach.h;
        left = side;
        width = d->width_px - 2 * side;
        bottom = reach.y - 2 * m->gap_px;
    }
    /* the name and the button must both fit; then as many lines as do */
    double cap = fit_name(v, width - m->unit_px, bottom - 2 * side - langs);
    int least = button_height(v, cap, width - m->unit_px);
    least = !narrow && least < corner_height(v, corner) ? corner_height(v, corner) : least;
    char waits[96];
    waiting_words(v, waits, sizeof waits);
    const char *const lines[LINES_MOST] = {
        v->told,
        v->has_no_profile ? tr("The screen's size is not set. Please tell a member of staff.") : "",
        tr("Read, listen, and choose how it looks."), waits, tr("Nothing about you is kept.")};
    struct words words = {.name = v->kiosk_name, .name_cap = cap, .line_cap = m->body_cap_px};
    choose_lines(v, &words, lines, bottom - 2 * side - langs - least);
    int height = d->height_px * 3 / 10, most = bottom - words_height(v, &words) - side - langs;
    height = height > most ? most : height;
    int low =
        bottom - langs + metrics_gap_px(m) - (d->height_px + 1) / 2; /* all within reach (A34) */
    height = height > low ? low : height;
    height = height < least ? least : height;
    int room = bottom - height - langs;
    struct mark mark = find_mark(v, &words, room);
    double larger = mark.rect.h && !mark.over_px ? 1 : enlarge(v, &words, room - mark.over_px);
    double start = start_cap(v, cap, cap * larger, width, height);
    add_words(v, list, &words, mark, room);
    add_start(list, (struct rect){left, bottom - height, width, height}, start);
    if (!narrow) {
        reach.y = bottom - height;
        reach.h = height;
    }
    add_corner(v, list, (struct rect){side, reach.y, corner, reach.h});
    frame_add_reach(v, list, reach);
    add_languages(v, list, bottom - height - langs + metrics_gap_px(m));
    return (struct screen_pages){0, 1};
}
