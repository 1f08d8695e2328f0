#include "screen/frame.h"
#include "book/lang_name.h"
#include "book/model.h"
#include "text/icon.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { GROUP_BAR = 1, PLACES = 7, LISTEN = 3, ROWS_MOST = 4 };

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

struct bar_shape {
    int rows, row_height, gap, margin;
    int counts[ROWS_MOST]; /* how many places stand in each row */
    bool icon_beside, has_icons;
    int needs[PLACES]; /* the width that each place cannot do without */
    int reach_px;      /* the width of the control at the bar's end */
    bool reach_is_low; /* it stands in the last row only, where the others need the whole width */
    double cap_px;     /* of its words */
};

static int tick_width(const struct visit *v, double cap)
{
    return look_width(&v->look, WIDGET_TICK "H", cap, false) -
           look_width(&v->look, "H", cap, false);
}

/* As wide as a main target, and as its word needs, or its sign with the tick that it has when it is on, so that nothing moves. */
static int reach_width(const struct visit *v, double cap)
{
    const struct metrics *m = &v->look.metrics;
    int words = look_width(&v->look, tr("Reach"), cap, false);
    int sign = look_icon_style(&v->look, cap).size_px;
    if (sign + look_line(&v->look, cap) > words) /* a tick takes no more, and two more fonts */
        sign += tick_width(v, cap);
    int needs = (words > sign ? words : sign) + 2 * m->chosen_border_px + 10;
    int roomy =
        m->main_target_px < v->look.display.width_px / 12 ? m->main_target_px : m->target_px;
    return needs > roomy ? needs : roomy;
}

int frame_reach_width(const struct visit *v)
{
    return reach_width(v, v->look.metrics.bar_cap_px);
}

/* What each place needs so that its word fits; Listen and Pause the same, so that nothing moves when one becomes the other. */
static void measure_places(const struct visit *v, double cap, int beside_px, int needs[PLACES])
{
    const struct metrics *m = &v->look.metrics;
    struct place places[PLACES];
    for (int i = 0; i < PLACES; i++)
        needs[i] = m->target_across_px;
    for (int reading = 0; reading < 2; reading++) {
        make_places(reading, places);
        for (int i = 0; i < PLACES; i++) {
            int w =
                look_width(&v->look, places[i].name, cap, false) + beside_px + 2 * m->border_px + 6;
            needs[i] = w > needs[i] ? w : needs[i];
        }
    }
}

/* Of the places of a row, beside Reach where it stands there. */
static int room_for(const struct visit *v, const struct bar_shape *s, int row)
{
    int room = v->look.display.width_px - 2 * s->margin - (s->counts[row] - 1) * s->gap;
    return s->reach_is_low && row < s->rows - 1 ? room : room - s->gap - s->reach_px;
}

static bool rows_fit(const struct visit *v, const struct bar_shape *s)
{
    for (int row = 0, place = 0; row < s->rows; row++) {
        int sum = 0;
        for (int i = 0; i < s->counts[row]; i++)
            sum += s->needs[place++];
        if (sum > room_for(v, s, row))
            return false;
    }
    return true;
}

struct bar_way {
    int counts[ROWS_MOST];
    bool icon_beside, reach_is_low;
};

/* Two rows, with the icons beside the words where that fits, four and three or three and four; else over them, Reach at last in the
 * second row only; and without icons where that would leave too little of a low glass. A narrow glass that hangs upright takes three or four.
 * False: the words are too wide for each. */
static bool fold(const struct visit *v, struct bar_shape *s, int line, int icon)
{
    const struct metrics *m = &v->look.metrics;
    static const struct bar_way ways[] = {{{4, 3}, true, false},       {{3, 4}, true, false},
                                          {{4, 3}, false, false},      {{3, 4}, false, false},
                                          {{4, 3}, false, true},       {{3, 4}, false, true},
                                          {{2, 3, 2}, true, false},    {{2, 3, 2}, false, false},
                                          {{2, 2, 2, 1}, true, false}, {{2, 2, 2, 1}, false, true}};
    int beside = look_icon_beside_px(&v->look, s->cap_px);
    bool fits = false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !fits; i++) {
        memcpy(s->counts, ways[i].counts, sizeof s->counts);
        s->rows = 2 + (s->counts[2] > 0) + (s->counts[3] > 0);
        s->icon_beside = ways[i].icon_beside;
        s->reach_is_low = ways[i].reach_is_low;
        s->reach_px =
            reach_width(v, s->cap_px) + (s->reach_is_low ? tick_width(v, s->cap_px) + beside : 0);
        measure_places(v, s->cap_px, s->icon_beside ? beside : 0, s->needs);
        fits = rows_fit(v, s);
    }
    s->has_icons = s->icon_beside || s->rows * (line + icon) < v->look.display.height_px * 3 / 10;
    if (s->icon_beside || !s->has_icons)
        s->row_height = line + 2 * m->border_px;
    return fits;
}

static bool shape_at(const struct visit *v, double cap, struct bar_shape *out)
{
    const struct metrics *m = &v->look.metrics;
    struct bar_shape s = {.rows = 1,
                          .counts = {PLACES},
                          .has_icons = true,
                          .gap = metrics_gap_px(m),
                          .margin = m->gap_px + m->ring_px,
                          .reach_px = reach_width(v, cap),
                          .cap_px = cap};
    int line = look_line(&v->look, cap);
    int icon = look_icon_style(&v->look, cap).size_px;
    bool fits = true;
    s.row_height = line + icon + 2 * m->border_px + m->unit_px / 4;
    measure_places(v, cap, 0, s.needs);
    if (!rows_fit(v, &s)) {
        fits = fold(v, &s, line, icon);
    } else { /* as wide as the places where the row has room, of which Listen is half as wide again */
        int room = v->look.display.width_px - 2 * s.margin - PLACES * s.gap;
        int plain = room * 2 / (2 * (PLACES + 1) + 1), narrow = s.reach_px;
        s.reach_px = plain > narrow ? plain : narrow;
        if (!rows_fit(v, &s))
            s.reach_px = narrow;
    }
    s.row_height = s.row_height < m->target_px ? m->target_px : s.row_height;
    *out = s;
    return fits;
}

/* Its words are as large as the settings ask for, or as they fit. */
static struct bar_shape bar_shape(const struct visit *v)
{
    struct bar_shape s;
    double cap = v->look.metrics.bar_cap_px;
    while (!shape_at(v, cap, &s) && cap > 8)
        cap *= 0.94;
    return s;
}

/* The air around the bar's rows: in reach mode no more than the ring of the focus needs, so that a row of controls finds room
 * between the middle of the smallest glass and the bar. */
static int air_above(const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    return v->settings.reach ? m->ring_gap_px : m->ring_px + m->ring_gap_px + 2;
}

static int air_below(const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    return m->ring_px + m->ring_gap_px + (v->settings.reach ? 0 : 2);
}

int frame_bar_height(const struct visit *v)
{
    struct bar_shape s = bar_shape(v);
    const struct metrics *m = &v->look.metrics;
    return m->border_px + s.rows * s.row_height + (s.rows - 1) * s.gap + air_above(v) +
           air_below(v);
}

/* A message stands in the place of title and place; returns the height. Where the line may not grow (a document is laid out below
 * it), it is only the message's first sentence that shows, if all of it does not fit, and that as large as it fits. */
static int add_told(const struct visit *v, struct widget_list *list, const char *text,
                    struct rect room, bool may_not_grow)
{
    double cap = v->look.metrics.bar_cap_px;
    char told[sizeof v->told];
    snprintf(told, sizeof told, "%s", text);
    char *end = strpbrk(told, ".?!");
    int height = look_height(&v->look, told, cap, false, room.w);
    if (may_not_grow && height > room.h && end)
        end[1] = 0;
    else
        room.h = height > room.h ? height : room.h;
    while (cap > 8 && look_height(&v->look, told, cap, false, room.w) > room.h)
        cap *= 0.94; /* it would stand on the first words of the document */
    widget_add(list, ROLE_TEXT, told, NULL, room)->cap_px = cap;
    return room.h;
}

/* Above and below a list, besides what the ring of the focus needs: half a gap, but where that would cost a low glass its last row of
 * controls. */
static int air_of_list(const struct look *look, int height)
{
    const struct metrics *m = &look->metrics;
    int gap = metrics_gap_px(m);
    int row = look_line(look, m->bar_cap_px) + 2 * m->chosen_border_px, air = m->gap_px / 2;
    row = (row > m->target_px ? row : m->target_px) + gap;
    bool costs_one = (height - 2 * air + gap) / row < (height + gap) / row;
    return costs_one ? (height + gap) % row / 2 : air;
}

/* How far one has come, at the line's end: as large as the bar's words, or as it fits. */
static void add_place_words(const struct visit *v, struct widget_list *list, const char *place,
                            struct rect line)
{
    double cap = v->look.metrics.bar_cap_px;
    int width;
    while ((width = look_width(&v->look, place, cap, false) + 1) > line.w && cap > 8)
        cap *= 0.94;
    struct rect r = {line.x + line.w - width, line.y, width, line.h};
    struct widget *p = widget_add(list, ROLE_TEXT, place, NULL, r);
    p->align = ALIGN_END;
    p->state = STATE_MUTED;
    p->cap_px = cap;
}

static struct rect begin(const struct visit *v, struct widget_list *list, const char *screen,
                         const char *title, const char *place, bool title_gives_way,
                         const char *told)
{
    const struct metrics *m = &v->look.metrics;
    const struct display *d = &v->look.display;
    widget_list_clear(list, screen);
    if (v->sound_is_lost && !(place && *place))
        place = tr("No sound");
    int margin = frame_margin(v), width = d->width_px - 2 * margin, top = margin / 2;
    int line = look_line(&v->look, m->bar_cap_px);
    int title_width = look_width(&v->look, title, m->bar_cap_px, true);
    int place_width_px = place && *place ? look_width(&v->look, place, m->bar_cap_px, false) : 0;
    bool both = title_width + m->unit_px + place_width_px <= width;
    bool has_title = *title && (both || !title_gives_way || !place_width_px);
    bool has_place = place_width_px && (both || title_gives_way);
    int height = line;
    if (has_title) {
        int bold = look_height(&v->look, title, m->bar_cap_px, true,
                               title_width > width ? width : title_width);
        height = bold > height ? bold : height;
    }
    if (*told) {
        height =
            add_told(v, list, told, (struct rect){margin, top, width, height}, title_gives_way);
        has_title = has_place = false;
    }
    if (has_title) {
        int w = both && has_place ? width - place_width_px - m->unit_px : width;
        struct widget *t =
            widget_add(list, ROLE_HEADING, title, NULL, (struct rect){margin, top, w, height});
        t->bold = true;
        t->state = STATE_MUTED;
        t->cap_px = m->bar_cap_px;
    }
    if (has_place)
        add_place_words(v, list, place, (struct rect){margin, top, width, line});
    int ring = m->ring_px + m->ring_gap_px, y = top + height + ring;
    int bottom = d->height_px - frame_bar_height(v) - ring;
    int air = title_gives_way ? m->gap_px / 2 : air_of_list(&v->look, bottom - y);
    y += air;
    bottom -= air;
    /* reach mode: what can be touched stays in the lower half (A34); a row of targets always has room */
    if (v->settings.reach && !title_gives_way) {
        bottom = d->height_px - frame_bar_height(v) - m->gap_px / 2;
        int half = d->height_px / 2, highest = bottom - m->target_px;
        half = half < highest ? half : highest;
        y = y > half ? y : half;
    }
    return (struct rect){margin, y, width, bottom - y > 1 ? bottom - y : 1};
}

struct rect frame_begin(const struct visit *v, struct widget_list *list, const char *screen,
                        const char *title, const char *place, bool title_gives_way)
{
    return begin(v, list, screen, title, place, title_gives_way, v->told);
}

/* What is heard of a passage that no voice speaks is seen as well (A27). */
static void unvoiced_words(const struct visit_reading *r, char *out, size_t bytes)
{
    char interface[16];
    struct str name = {0};
    messages_lang(interface);
    lang_name_add(&name, r->unvoiced, interface);
    if (strcmp(str_text(&name), r->unvoiced) == 0) /* it has no name */
        snprintf(out, bytes, "%s", tr("No voice for this part. Read it on the screen."));
    else
        snprintf(out, bytes, tr("No voice for %s. Read it on the screen."), str_text(&name));
    str_free(&name);
}

const char *frame_no_sound(const struct visit *v)
{
    const char *words = tr("No sound. The words still light up.");
    int room = v->look.display.width_px - 2 * frame_margin(v) - 1;
    bool has_room = look_width(&v->look, words, v->look.metrics.bar_cap_px, false) <= room;
    return has_room ? words : tr("No sound");
}

struct rect frame_begin_reading(const struct visit *v, struct widget_list *list, const char *screen,
                                const char *place)
{
    const struct visit_reading *r = &v->reading;
    char told[sizeof v->told];
    snprintf(told, sizeof told, "%s", v->told);
    if (!*told && r->is_unvoiced)
        unvoiced_words(r, told, sizeof told);
    struct rect area = begin(v, list, screen, r->title ? r->title : "", place, true, told);
    if (r->book && list->count && list->items[0].role == ROLE_HEADING)
        widget_set_lang(list, &list->items[0], book_string(r->book, r->book->info->lang));
    return area;
}

static void add_place(struct widget_list *list, const struct place *place,
                      const struct frame_bar *bar, struct rect rect, const struct bar_shape *shape)
{
    struct widget *w = widget_add(list, ROLE_BUTTON, place->name, NULL, rect);
    w->action = action(place->action, 0);
    w->icon = shape->has_icons ? icon_codepoint(place->icon) : 0;
    w->icon_beside = shape->icon_beside;
    w->cap_px = shape->cap_px;
    w->group = GROUP_BAR;
    if (place->action == ACTION_LISTEN)
        w->state |= STATE_MAIN;
    if ((place->action == ACTION_PREVIOUS && !bar->has_previous) ||
        (place->action == ACTION_NEXT && !bar->has_next))
        w->state |= STATE_OFF;
}

/* One row of places: as wide as each other where the words allow, Listen half as wide again; else each gets what its word needs. */
static void add_row(const struct visit *v, struct widget_list *list, const struct place *places,
                    int first, int row, const struct frame_bar *bar, const struct bar_shape *shape,
                    int y)
{
    int room = room_for(v, shape, row), count = shape->counts[row], widths[PLACES], sum = 0;
    bool has_listen = first <= LISTEN && LISTEN < first + count;
    int plain = has_listen ? room * 2 / (2 * count + 1) : room / count;
    for (int i = 0; i < count; i++) {
        int share = first + i == LISTEN ? plain * 3 / 2 : plain;
        int easy = shape->needs[first + i] + v->look.metrics.unit_px / 2;
        widths[i] = share > easy ? share : easy;
        sum += widths[i];
    }
    for (; sum > room; sum--) { /* take back where there is most air around the word */
        int airy = 0;
        for (int i = 1; i < count; i++) {
            if (widths[i] - shape->needs[first + i] > widths[airy] - shape->needs[first + airy])
                airy = i;
        }
        if (widths[airy] <= shape->needs[first + airy])
            break;
        widths[airy]--;
    }
    int x = shape->margin;
    for (int i = 0; i < count; i++) {
        add_place(list, &places[first + i], bar, (struct rect){x, y, widths[i], shape->row_height},
                  shape);
        x += widths[i] + shape->gap;
    }
}

struct rect frame_reach_rect(const struct visit *v)
{
    struct bar_shape s = bar_shape(v);
    const struct display *d = &v->look.display;
    int height = s.reach_is_low ? s.row_height : s.rows * s.row_height + (s.rows - 1) * s.gap;
    return (struct rect){d->width_px - s.margin - s.reach_px, d->height_px - air_below(v) - height,
                         s.reach_px, height};
}

void frame_add_reach(const struct visit *v, struct widget_list *list, struct rect rect)
{
    struct widget *w = widget_add(list, ROLE_CHOICE, tr("Reach"), NULL, rect);
    w->action = action(ACTION_REACH, !v->settings.reach);
    struct bar_shape shape = bar_shape(v);
    bool over = shape.has_icons || rect.h > 2 * look_line(&v->look, shape.cap_px);
    w->icon = over || shape.reach_is_low ? icon_codepoint("reach") : 0;
    w->icon_beside = !over;
    w->cap_px = shape.cap_px;
    w->group = GROUP_BAR;
    w->state = v->settings.reach ? STATE_CHOSEN : 0u;
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
    int y = top + m->border_px + air_above(v);
    for (int row = 0, first = 0; row < shape.rows; first += shape.counts[row++])
        add_row(v, list, places, first, row, bar, &shape, y + row * (shape.row_height + shape.gap));
    frame_add_reach(v, list, frame_reach_rect(v));
}

void frame_add_document(const struct visit *v, struct widget_list *list, struct rect rect)
{
    const struct visit_reading *r = &v->reading;
    int column = r->screen ? r->screen->column_px : 0;
    if (column > 0 && column < rect.w) {
        rect.x += (rect.w - column) / 2;
        rect.w = column;
    }
    struct widget *w = widget_add(list, ROLE_DOCUMENT, tr("Text"), NULL, rect);
    w->book = r->book;
    w->screen = r->screen;
    w->lit_word = r->sought_word ? r->sought_word : v->settings.unlit ? 0 : r->lit_word;
    w->hard_words = v->words.marked;
    w->hard_count = v->words.marked_count;
    w->line_focus = v->settings.line_focus;
    w->line_item = r->line_item;
    w->links = r->links;
    w->link_count = r->link_count;
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
