/* page: an original page, as its makers drew it: whole or larger, moved by buttons, in its own colours or in others. */
#include "book/model.h"
#include "screen/frame.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum {
    GROUP_TOOLS = 2,
    TOOLS = 8,
    SHAPES_MOST = 3, /* columns at the side, or rows below */
    SETS_MOST = 3,   /* rather than more sets, a smaller page */
    LEAST_WIDE_PERCENT = 45,
    LEAST_HIGH_PERCENT = 50
};

static const double MUCH_LARGER = 1.3;

struct tool {
    const char *name, *icon;
    struct action action;
    bool is_off;
};

/* Where the buttons stand: in `across` columns and `down` rows, at the side or below. */
struct shape {
    struct rect page, tools; /* the page's room, and theirs */
    int across, down;
    bool has_icons;
    int sets; /* more than 1: they don't all fit, and the last button of each set shows the next one */
    int per_set; /* without that button */
};

bool screen_has_pages(const struct visit *v)
{
    const struct book *book = v->reading.book;
    return book && book->info->source == SOURCE_PDF && book->page_count > 0;
}

static const char *look_name(int look)
{
    switch (look) {
    case PAGE_OWN_COLOURS:
        return tr("My colours");
    case PAGE_INVERTED:
        return tr("Inverted");
    default:
        return tr("As printed");
    }
}

static int tool_width(const struct visit *v, const char *name, bool has_icon)
{
    const struct metrics *m = &v->look.metrics;
    int icon = has_icon ? look_icon_beside_px(&v->look, m->bar_cap_px) : 0;
    return look_width(&v->look, name, m->bar_cap_px, false) + icon + 2 * m->border_px +
           m->unit_px * 2 / 3;
}

static void make_tools(const struct visit *v, struct tool out[TOOLS])
{
    const struct page_view *p = &v->page.view;
    int next = ((int)p->look + 1) % PAGE_LOOK_COUNT;
    bool left = p->view.x > 0, right = p->view.x + p->view.w < p->width_px;
    bool mirrored = v->look.rtl; /* the list is turned about, but left stays left */
    const struct tool side[] = {
        {tr("Left"), "move-left", {ACTION_PAGE_MOVE, PAGE_LEFT}, !left},
        {tr("Right"), "move-right", {ACTION_PAGE_MOVE, PAGE_RIGHT}, !right},
    };
    const struct tool tools[TOOLS] = {
        {tr("Larger"), "plus", {ACTION_PAGE_ZOOM, 1}, v->page.zoom >= v->page.zoom_most},
        {tr("Smaller"), "minus", {ACTION_PAGE_ZOOM, -1}, v->page.zoom == 0},
        {tr("Up"), "move-up", {ACTION_PAGE_MOVE, PAGE_UP}, p->view.y <= 0},
        {tr("Down"),
         "move-down",
         {ACTION_PAGE_MOVE, PAGE_DOWN},
         p->view.y + p->view.h >= p->height_px},
        side[mirrored],
        side[!mirrored],
        {look_name(next), "colours", {ACTION_PAGE_LOOK, next}, false},
        {tr("Text"), "text", {ACTION_PAGE_TEXT, 0}, false},
    };
    for (int i = 0; i < TOOLS; i++)
        out[i] = tools[i];
}

struct measure {
    int w, h, gap; /* of one button at least; between two */
};

/* By the widest of the names that may stand there, so that nothing moves when one becomes another. */
static struct measure measure_tools(const struct visit *v, bool has_icons)
{
    const struct metrics *m = &v->look.metrics;
    struct measure s = {.w = m->target_px,
                        .h = look_line(&v->look, m->bar_cap_px) + 2 * m->border_px,
                        .gap = metrics_gap_px(m)};
    const char *names[] = {tr("Larger"), tr("Smaller"), tr("Up"),         tr("Down"),
                           tr("Left"),   tr("Right"),   tr("My colours"), tr("Inverted"),
                           tr("Text"),   tr("More"),    tr("As printed")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int w = tool_width(v, names[i], has_icons);
        s.w = w > s.w ? w : s.w;
    }
    s.h = s.h < m->target_px ? m->target_px : s.h;
    return s;
}

static bool put_at_side(const struct visit *v, struct rect area, const struct measure *s, int count,
                        int columns, struct shape *out)
{
    int rows = (count + columns - 1) / columns;
    int wide = columns * s->w + (columns - 1) * s->gap;
    if (v->settings.reach || rows * (s->h + s->gap) - s->gap > area.h)
        return false;
    out->across = columns;
    out->down = rows;
    out->tools = (struct rect){area.x + area.w - wide, area.y, wide, area.h};
    out->page = (struct rect){area.x, area.y, area.w - wide - 2 * s->gap, area.h};
    return true;
}

static bool put_below(const struct visit *v, struct rect area, const struct measure *s, int count,
                      int rows, struct shape *out)
{
    int columns = (count + rows - 1) / rows;
    int high = rows * s->h + (rows - 1) * s->gap, y = area.y + area.h - high;
    if (columns * (s->w + s->gap) - s->gap > area.w ||
        (v->settings.reach && y < v->look.display.height_px / 2))
        return false;
    out->across = columns;
    out->down = rows;
    out->tools = (struct rect){area.x, y, area.w, high};
    out->page = (struct rect){area.x, area.y, area.w, area.h - high - 2 * s->gap};
    return true;
}

/* How large the document's first page would stand in the room. */
static double fit(const struct visit *v, struct rect room)
{
    const struct book_page *page = &v->reading.book->pages[1];
    double across = room.w / (page->width_pt > 0 ? (double)page->width_pt : 1);
    double down = room.h / (page->height_pt > 0 ? (double)page->height_pt : 1);
    return across < down ? across : down;
}

/* The shape in which the page stands largest with `count` buttons beside or above them; false: none leaves enough of it. */
static bool find_shape(const struct visit *v, struct rect area, const struct measure *s, int count,
                       bool however_small, struct shape *out)
{
    double best = 0;
    for (int way = 0; way < 2 * SHAPES_MOST; way++) {
        struct shape shape = *out;
        int n = way / 2 + 1;
        if (!(way % 2 ? put_below(v, area, s, count, n, &shape)
                      : put_at_side(v, area, s, count, n, &shape)))
            continue;
        bool enough = shape.page.w * 100 >= area.w * LEAST_WIDE_PERCENT &&
                      shape.page.h * 100 >= area.h * LEAST_HIGH_PERCENT;
        if (rect_is_empty(shape.page) || (!enough && !however_small) || fit(v, shape.page) <= best)
            continue;
        best = fit(v, shape.page);
        *out = shape;
    }
    return best > 0;
}

/* With signs if they leave the page room, else without; else the buttons are shared out over sets; else the page is small, and more sets
 * must make it much larger. */
static struct shape page_shape(const struct visit *v, struct rect area)
{
    const struct {
        int sets_most;
        bool however_small;
    } rounds[] = {{SETS_MOST, false}, {SETS_MOST, true}, {TOOLS, true}};
    struct measure s = measure_tools(v, false);
    struct shape small = {0};
    double best = 0;
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        for (int sets = 1; sets <= rounds[i].sets_most; sets++) {
            for (int plain = 0; plain < 2; plain++) {
                struct shape shape = {
                    .has_icons = !plain, .sets = sets, .per_set = (TOOLS + sets - 1) / sets};
                struct measure one = measure_tools(v, !plain);
                if (!find_shape(v, area, &one, shape.per_set + (sets > 1), rounds[i].however_small,
                                &shape))
                    continue;
                if (!rounds[i].however_small)
                    return shape;
                if (fit(v, shape.page) > best * MUCH_LARGER) {
                    best = fit(v, shape.page);
                    small = shape;
                }
            }
        }
        if (best > 0)
            return small;
    }
    /* not even two buttons: one, over the page's own room */
    struct shape last = {.page = area, .across = 1, .down = 1, .sets = TOOLS, .per_set = 1};
    last.tools = (struct rect){area.x, area.y + area.h - s.h, area.w, s.h};
    return last;
}

/* The page keeps its place when the words in the title line change. */
static struct rect room_of_all(const struct visit *v)
{
    struct widget_list list = {0};
    struct visit quiet = *v;
    char widest[96];
    quiet.told[0] = 0;
    snprintf(widest, sizeof widest, tr("Page %d of %d"), 9999, 9999);
    struct rect area = frame_begin_reading(&quiet, &list, "page", widest);
    widget_list_free(&list);
    if (v->settings
            .reach) { /* as on other screens, down to the bar: every bit of the lower half is needed */
        const struct metrics *m = &v->look.metrics;
        area.h = v->look.display.height_px - frame_bar_height(v) - m->gap_px / 2 - area.y;
    }
    return area;
}

struct rect screen_page_area(const struct visit *v)
{
    return page_shape(v, room_of_all(v)).page;
}

void screen_page_words(const struct visit *v, char *out, size_t bytes)
{
    const struct book *book = v->reading.book;
    uint32_t page = v->page.view.page;
    char number[16];
    snprintf(number, sizeof number, "%u", page);
    const char *label = book_string(book, book->pages[page].label);
    if (*label && strcmp(label, number) != 0)
        snprintf(out, bytes, tr("Page %s (%d of %d)"), label, (int)page, (int)book->page_count);
    else
        snprintf(out, bytes, tr("Page %d of %d"), (int)page, (int)book->page_count);
}

static void add_tool(const struct visit *v, struct widget_list *list, const struct tool *tool,
                     bool has_icon, struct rect rect)
{
    struct widget *w = widget_add(list, ROLE_BUTTON, tool->name, NULL, rect);
    w->action = tool->action;
    w->icon = has_icon ? icon_codepoint(tool->icon) : 0;
    w->icon_beside = true;
    w->cap_px = v->look.metrics.bar_cap_px;
    w->group = GROUP_TOOLS;
    w->state = tool->is_off ? STATE_OFF : 0;
}

static void add_tools(const struct visit *v, struct widget_list *list, const struct shape *shape)
{
    struct tool tools[TOOLS];
    struct measure s = measure_tools(v, shape->has_icons);
    make_tools(v, tools);
    int set = shape->sets > 1 ? v->page.tools % shape->sets : 0;
    int first = set * shape->per_set, count = TOOLS - first;
    count = count > shape->per_set ? shape->per_set : count;
    int w = (shape->tools.w - (shape->across - 1) * s.gap) / shape->across;
    int most = v->look.metrics.main_target_px;
    int h = (shape->tools.h - (shape->down - 1) * s.gap) / shape->down;
    h = h > most && most > s.h ? most : h > s.h ? s.h > most ? s.h : h : s.h;
    for (int i = 0; i < count + (shape->sets > 1); i++) {
        struct tool more = {
            tr("More"), "more", {ACTION_PAGE_TOOLS, (set + 1) % shape->sets}, false};
        int at = i < count ? i : shape->per_set; /* More stays where it is */
        struct rect r = {shape->tools.x + at % shape->across * (w + s.gap),
                         shape->tools.y + at / shape->across * (h + s.gap), w, h};
        add_tool(v, list, i < count ? &tools[first + i] : &more, shape->has_icons, r);
    }
}

/* Instead of the page: the words, as large as there is room for, and the one button that helps. */
static void add_message(const struct visit *v, struct widget_list *list, struct rect room)
{
    const char *text = tr("This page can't be drawn. Touch Text to read its words.");
    const struct metrics *m = &v->look.metrics;
    struct measure s = measure_tools(v, true);
    const struct tool back = {tr("Text"), "text", {ACTION_PAGE_TEXT, 0}, false};
    int wide = s.w > room.w ? room.w : s.w,
        high = m->main_target_px > s.h ? m->main_target_px : s.h;
    double cap = m->body_cap_px;
    bool too_high =
        v->settings.reach && room.y + room.h - high < v->look.display.height_px / 2; /* A34 */
    high = too_high || 2 * high > room.h ? s.h : high;
    struct rect words = {room.x, room.y, room.w, room.h - high - 2 * s.gap};
    if (look_height(&v->look, text, cap, false, words.w) > words.h)
        cap = m->bar_cap_px;
    widget_add(list, ROLE_TEXT, text, NULL, words)->cap_px = cap;
    add_tool(v, list, &back, true, (struct rect){room.x, room.y + room.h - high, wide, high});
}

struct screen_pages page_build(const struct visit *v, struct widget_list *list)
{
    const struct visit_reading *r = &v->reading;
    bool reading = r->narrator == NARRATOR_READING;
    uint32_t page = v->page.view.page;
    char place[96];
    screen_page_words(v, place, sizeof place);
    if (v->sound_is_lost && reading)
        snprintf(place, sizeof place, "%s", frame_no_sound(v));
    frame_begin_reading(v, list, "page", place);
    struct rect room = room_of_all(v);
    if (v->page.failed) {
        add_message(v, list, room);
    } else {
        struct shape shape = page_shape(v, room);
        struct widget *w = widget_add(list, ROLE_PAGE, tr("Page"), NULL, shape.page);
        w->page = &v->page.view;
        w->book = r->book;
        w->lit_word = v->settings.unlit ? 0 : r->lit_word;
        add_tools(v, list, &shape);
    }
    struct frame_bar bar = {
        .has_previous = reading || page > 1, .has_next = true, .is_reading = reading};
    frame_end(v, list, &bar);
    return (struct screen_pages){0, 1};
}
