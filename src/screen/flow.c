#include "screen/flow.h"
#include "text/icon.h"
#include "text/layout.h"

#include <string.h>

enum { STRETCHES = 4 /* are tried */ };

struct flow flow_begin(const struct visit *v, struct widget_list *list, struct rect area,
                       int wanted)
{
    return (struct flow){.visit = v,
                         .list = list,
                         .area = area,
                         .wanted = wanted,
                         .x = area.x,
                         .y = area.y,
                         .left = area.x,
                         .group = 2};
}

int flow_pages(const struct flow *f)
{
    bool used = f->y > f->area.y || f->row_height > 0;
    return f->page + (used || f->page == 0 ? 1 : 0);
}

int flow_gap(const struct flow *f)
{
    return metrics_gap_px(&f->visit->look.metrics);
}

void flow_end_row(struct flow *f, bool gap)
{
    if (f->row_height)
        f->y += f->row_height + flow_gap(f);
    if (gap && f->y > f->area.y)
        f->y += f->visit->look.metrics.unit_px / 2;
    f->x = f->left;
    f->row_height = 0;
}

static void new_page(struct flow *f)
{
    f->page++;
    f->x = f->left;
    f->y = f->area.y;
    f->row_height = 0;
}

/* The place of the next thing of that size; a new row, then a new page, where it does not fit. */
static struct rect place(struct flow *f, int width, int height)
{
    int right = f->area.x + f->area.w, bottom = f->area.y + f->area.h;
    width = width > right - f->left ? right - f->left : width;
    if (f->x > f->left && f->x + width > right)
        flow_end_row(f, false);
    if (f->y > f->area.y && f->y + height > bottom)
        new_page(f);
    struct rect r = {f->x, f->y, width, height};
    f->x += width + flow_gap(f);
    f->row_height = height > f->row_height ? height : f->row_height;
    return r;
}

bool flow_has_room(const struct flow *f, void (*fill)(struct flow *f, const struct visit *v))
{
    struct flow rest = *f;
    rest.list = NULL;
    fill(&rest, f->visit);
    return rest.page == f->page;
}

int flow_stretch(const struct visit *v, struct rect area,
                 void (*fill)(struct flow *f, const struct visit *v))
{
    const struct metrics *m = &v->look.metrics;
    int most = m->main_target_px - m->target_px;
    for (int i = STRETCHES; i > 0 && most > 0; i--) {
        struct flow f = flow_begin(v, NULL, area, 0);
        f.stretch_px = most * i / STRETCHES;
        fill(&f, v);
        if (f.page == 0)
            return f.stretch_px;
    }
    return 0;
}

static bool shows(const struct flow *f)
{
    return f->list && f->page == f->wanted;
}

bool flow_place(struct flow *f, int width, int height, struct rect *out)
{
    *out = place(f, width, height);
    return shows(f);
}

/* How many bytes of the text fit the height: whole sentences, else whole lines. */
static size_t text_that_fits(const struct flow *f, const char *text, double cap_px, bool bold,
                             int width, int height)
{
    struct run_style style = look_text_style(&f->visit->look, text, cap_px, bold);
    struct label label;
    label_break(f->visit->look.runs, text, &style, width, f->visit->look.theme->sizes.label_spacing,
                &label);
    size_t bytes = strlen(text);
    int lines = label.line_height_px ? height / label.line_height_px : label.count;
    if (lines < 1)
        lines = 1;
    if (lines < label.count)
        bytes = label.lines[lines].start;
    label_free(&label);
    if (!text[bytes])
        return bytes;
    for (size_t i = bytes; i > bytes / 2; i--) {
        if (text[i - 1] == ' ' && i > 1 && strchr(".?!", text[i - 2]))
            return i;
    }
    return bytes;
}

/* The width of a paragraph: the room's, or that of as many letters as a line of a document has at most (A10). */
static int line_width(const struct flow *f, double cap_px)
{
    const struct look *look = &f->visit->look;
    struct layout_style style = {.family = look->family,
                                 .size_px = look_style(look, cap_px, false).size_px,
                                 .width_px = f->area.w,
                                 .line_most_chars = look->theme->sizes.line_most_chars};
    return layout_style_column_px(look->runs, &style);
}

void flow_text(struct flow *f, const char *text, double cap_px, bool bold)
{
    const struct look *look = &f->visit->look;
    while (look_line(look, cap_px) > f->area.h && cap_px > look->metrics.bar_cap_px)
        cap_px *= 0.94; /* a line higher than the room would be cut */
    f->left = f->area.x;
    int width = line_width(f, cap_px);
    while (*text) {
        flow_end_row(f, false);
        int left = f->area.y + f->area.h - f->y;
        int height = look_height(look, text, cap_px, bold, width);
        if (height > left && f->y > f->area.y) {
            new_page(f);
            continue;
        }
        size_t bytes = text_that_fits(f, text, cap_px, bold, width, left);
        struct str part = {0};
        str_add_bytes(&part, text, bytes);
        height = look_height(look, str_text(&part), cap_px, bold, width);
        struct rect r = place(f, width, height);
        if (shows(f)) {
            struct widget *w =
                widget_add(f->list, bold ? ROLE_HEADING : ROLE_TEXT, str_text(&part), NULL, r);
            w->cap_px = cap_px;
            w->bold = bold;
            widget_set_lang(f->list, w, f->lang);
        }
        str_free(&part);
        text += bytes;
    }
    flow_end_row(f, false);
}

int flow_column(const struct flow *f, int columns)
{
    return (f->area.w - (columns - 1) * flow_gap(f)) / columns;
}

/* What a button holds besides its words: its border and air, the tick, the sign. */
static int around_words(const struct flow *f, const struct look *look, enum role role,
                        bool has_icon)
{
    const struct metrics *m = &f->visit->look.metrics;
    int pad = m->chosen_border_px + (role == ROLE_CHOICE ? m->unit_px / 4 : m->unit_px / 2);
    int tick = role == ROLE_CHOICE ? look_width(look, WIDGET_TICK "H", m->bar_cap_px, f->bold) -
                                         look_width(look, "H", m->bar_cap_px, f->bold)
                                   : 0;
    int side = has_icon ? look_icon_beside_px(look, m->bar_cap_px) : 0;
    return 2 * pad + tick + side;
}

/* The visitor's look, in the face of the buttons that come. */
static struct look button_look(const struct flow *f)
{
    struct look look = f->visit->look;
    if (f->face)
        look.family = (enum font_family)(f->face - 1);
    return look;
}

int flow_button_width(const struct flow *f, enum role role, const char *name, bool has_icon)
{
    struct look look = button_look(f);
    return look_width(&look, name, look.metrics.bar_cap_px, f->bold) +
           around_words(f, &look, role, has_icon);
}

struct widget *flow_button(struct flow *f, enum role role, const char *name, const char *icon,
                           struct action act, int least_px)
{
    struct look face = button_look(f), *look = &face;
    f->has_controls = true;
    const struct metrics *m = &look->metrics;
    double cap = m->bar_cap_px;
    int around = around_words(f, look, role, icon != NULL);
    int width = flow_button_width(f, role, name, icon != NULL);
    width = width < least_px ? least_px : width;
    width = width < m->target_across_px ? m->target_across_px : width;
    int height = look_line(look, cap) + 2 * m->chosen_border_px;
    if (width > f->area.w) {
        width = f->area.w;
        height = look_height(look, name, cap, f->bold, width - around) + 2 * m->chosen_border_px;
    }
    height = height < m->target_px ? m->target_px : height;
    height = height < f->least_height_px ? f->least_height_px : height;
    height += f->stretch_px;
    struct rect r = place(f, width, height);
    if (!shows(f))
        return NULL;
    struct widget *w = widget_add(f->list, role, name, NULL, r);
    w->action = act;
    w->cap_px = cap;
    w->icon = icon ? icon_codepoint(icon) : 0;
    w->icon_beside = true;
    w->group = f->group;
    w->face = f->face;
    w->bold = f->bold;
    return w;
}

/* What a card shows, and how large. */
struct card {
    const char *name, *value;
    uint32_t icon;
    int width, least_height;
    double cap, name_cap;
};

static double card_icon_cap(const struct flow *f, const struct card *c)
{
    return look_card_icon_cap(&f->visit->look, c->cap, c->least_height);
}

/* The width that its words have. */
static int card_room(const struct flow *f, const struct card *c)
{
    const struct look *look = &f->visit->look;
    int unit = look->metrics.unit_px;
    int sign = c->icon ? look_icon_style(look, card_icon_cap(f, c)).size_px + unit : 0;
    int tick = f->ticks ? look_tick_px(look, c->cap) : 0;
    return c->width - 2 * unit - sign - tick;
}

static int card_height(const struct flow *f, const struct card *c)
{
    const struct look *look = &f->visit->look;
    const struct metrics *m = &look->metrics;
    int room = card_room(f, c);
    int height = look_height(look, c->name, c->name_cap, true, room) + 2 * m->chosen_border_px +
                 m->unit_px / 2;
    if (c->value && *c->value)
        height += look_height(look, c->value, c->cap, false, room);
    return height;
}

/* In a card that is high anyway the name is as large as a heading, where it needs no more lines for that. */
static void enlarge_name(const struct flow *f, struct card *c)
{
    const struct look *look = &f->visit->look;
    struct card large = *c;
    large.name_cap = c->cap * look->theme->sizes.heading_scale;
    if (look_width(look, c->name, large.name_cap, true) <= card_room(f, c) &&
        card_height(f, &large) <= c->least_height)
        *c = large;
}

/* Begins the words of a card only, where all of them are higher than the room; false where one word is left. */
static bool shorten(struct str *name)
{
    char *space = name->length_bytes ? strrchr(name->data, ' ') : NULL;
    if (!space)
        return false;
    name->length_bytes = (size_t)(space - name->data);
    *space = 0;
    str_add(name, "\u2026");
    return true;
}

struct widget *flow_card(struct flow *f, const char *name, const char *value, uint32_t icon,
                         struct action act, int columns, int least_height)
{
    f->has_controls = true;
    const struct metrics *m = &f->visit->look.metrics;
    int width = flow_column(f, columns), room = f->area.x + f->area.w - f->left;
    width = width > room ? room : width;
    struct str words = {0};
    str_add(&words, name);
    struct card c = {str_text(&words), value,          icon,          width,
                     least_height,     m->body_cap_px, m->body_cap_px};
    int height = card_height(f, &c);
    /* Nothing is ever cut: the words of a card that is higher than the room stop growing, as those of the bar do; then its sign goes, then
     * what is said under its name (which is said again inside), and then the end of its name; only what can't be shortened, or shares half
     * a glass with the bar, is smaller. */
    while (height > f->area.h && c.cap > 8) {
        double next = c.cap * 0.94;
        if (c.cap > m->bar_cap_px)
            c.cap = next > m->bar_cap_px ? next : m->bar_cap_px;
        else if (c.icon)
            c.icon = 0;
        else if (c.value)
            c.value = NULL;
        else if (f->visit->settings.reach || !shorten(&words))
            c.cap = next;
        c.name = str_text(&words);
        c.name_cap = c.cap;
        height = card_height(f, &c);
    }
    enlarge_name(f, &c);
    int main_target = m->main_target_px < f->area.h ? m->main_target_px : f->area.h;
    main_target = main_target < m->target_px ? m->target_px : main_target;
    height = height < main_target ? main_target : height;
    height = height < least_height ? least_height : height;
    height += f->stretch_px;
    struct rect r = place(f, width, height);
    struct widget *w = shows(f) ? widget_add(f->list, ROLE_CARD, c.name, c.value, r) : NULL;
    str_free(&words);
    if (!w)
        return NULL;
    widget_set_lang(f->list, w, f->lang);
    w->action = act;
    w->cap_px = c.cap;
    w->name_cap_px = c.name_cap;
    w->icon = c.icon;
    w->icon_cap_px = card_icon_cap(f, &c);
    w->group = f->group;
    return w;
}

int flow_entry_least(const struct flow *f, size_t rows, int room_px)
{
    const struct metrics *m = &f->visit->look.metrics;
    int gap = flow_gap(f), each = rows ? (room_px + gap) / (int)rows - gap : 0;
    return each < m->target_px ? 0 : each < m->main_target_px ? each : m->main_target_px;
}

int flow_entry_height(const struct flow *f, const char *name, bool bold, int columns, int in_px)
{
    const struct look *look = &f->visit->look;
    const struct metrics *m = &look->metrics;
    int inner = flow_column(f, columns) - in_px - 2 * m->unit_px;
    int height = look_height(look, name, m->body_cap_px, bold, inner) + 2 * m->chosen_border_px;
    return height < m->target_px ? m->target_px : height;
}

struct widget *flow_entry(struct flow *f, const char *name, bool bold, struct action act,
                          int columns, int in_px, int least_height)
{
    const struct look *look = &f->visit->look;
    const struct metrics *m = &look->metrics;
    int width = flow_column(f, columns) - in_px, inner = width - 2 * m->unit_px;
    int height = flow_entry_height(f, name, bold, columns, in_px);
    double cap = m->body_cap_px;
    struct str words = {0};
    str_add(&words, name);
    f->has_controls = true;
    while (height > f->area.h && height > m->target_px && cap > 8) { /* as a card gives way */
        double next = cap * 0.94;
        if (cap > m->bar_cap_px)
            cap = next > m->bar_cap_px ? next : m->bar_cap_px;
        else if (f->visit->settings.reach || !shorten(&words))
            cap = next;
        height = look_height(look, str_text(&words), cap, bold, inner) + 2 * m->chosen_border_px;
        height = height < m->target_px ? m->target_px : height;
    }
    int left = f->left;
    if (in_px) {
        flow_end_row(f, false);
        f->x = f->left = left + in_px;
    }
    least_height = least_height < f->area.h ? least_height : f->area.h;
    height = (height < least_height ? least_height : height) + f->stretch_px;
    struct rect r = place(f, width, height);
    f->left = left;
    struct widget *w =
        shows(f) ? widget_add(f->list, ROLE_BUTTON, str_text(&words), NULL, r) : NULL;
    str_free(&words);
    if (!w)
        return NULL;
    widget_set_lang(f->list, w, f->lang);
    w->action = act;
    w->cap_px = cap;
    w->bold = bold;
    w->from_side = true;
    w->group = f->group;
    return w;
}

/* A heading beside the first row of its buttons; the rows then begin after it. */
static void add_side_heading(struct flow *f, const char *text, int height, int row)
{
    const struct metrics *m = &f->visit->look.metrics;
    f->left = f->area.x + f->side_px;
    f->x = f->left;
    int over = height - row; /* two lines may reach a little into the air around a row */
    if (over > flow_gap(f) / 2)
        f->row_height = height;
    if (!shows(f))
        return;
    int y = f->y + (over > flow_gap(f) / 2 ? 0 : -over / 2);
    struct widget *w = widget_add(f->list, ROLE_HEADING, text, NULL,
                                  (struct rect){f->area.x, y, f->side_px - flow_gap(f), height});
    w->cap_px = m->bar_cap_px;
    w->bold = true;
}

/* The pixels of a heading's line, a border's at most, that its letters leave free below. */
static int free_below(const struct flow *f)
{
    const struct look *look = &f->visit->look;
    struct run_style style = look_style(look, look->metrics.bar_cap_px, true);
    struct font_metrics m = font_metrics(look->fonts, style.family, true, style.size_px);
    int line = look_height(look, "H", look->metrics.bar_cap_px, true, f->area.w);
    int free = (line - m.ascent_px - m.descent_px) / 2 + m.descent_px - m.ink_down_px;
    free = free < look->metrics.border_px ? free : look->metrics.border_px;
    return free > 0 ? free : 0;
}

void flow_heading(struct flow *f, const char *text)
{
    const struct metrics *m = &f->visit->look.metrics;
    flow_end_row(f, false);
    int width = f->side_px ? f->side_px - flow_gap(f) : f->area.w;
    int height = look_height(&f->visit->look, text, m->bar_cap_px, true, width);
    int bottom = f->area.y + f->area.h;
    int row = look_line(&f->visit->look, m->bar_cap_px) + 2 * m->chosen_border_px;
    row = (row < m->target_px ? m->target_px : row) + f->stretch_px;
    if (f->y > f->area.y)
        f->y += f->stretch_px / 2;
    int beside = height > row + flow_gap(f) / 2 ? height : row;
    int needed = f->side_px ? beside : height + flow_gap(f) + row;
    if (f->y > f->area.y && f->y + needed > bottom)
        new_page(f);
    f->group++;
    if (f->side_px) {
        add_side_heading(f, text, height, row);
        return;
    }
    struct rect r = place(f, f->area.w, height);
    if (shows(f)) {
        struct widget *w = widget_add(f->list, ROLE_HEADING, text, NULL, r);
        w->cap_px = m->bar_cap_px;
        w->bold = true;
    }
    /* the ring of what follows stays off its words, whose letters leave the last pixels of its line */
    f->y += height + m->ring_px + m->ring_gap_px - free_below(f);
    f->x = f->left;
    f->row_height = 0;
}

void flow_break(struct flow *f)
{
    f->left = f->area.x;
    flow_end_row(f, false);
    if (f->y > f->area.y)
        new_page(f);
}

void flow_together(struct flow *f, void (*fill)(struct flow *f, const void *data), const void *data)
{
    struct flow here = *f, fresh = *f;
    here.list = fresh.list = NULL;
    flow_end_row(&here, false);
    int page = here.page;
    fill(&here, data);
    flow_break(&fresh);
    int first = fresh.page;
    fill(&fresh, data);
    if (here.page > page && fresh.page == first)
        flow_break(f);
    fill(f, data);
}

void flow_progress(struct flow *f, const char *name, int thousandths)
{
    flow_end_row(f, false);
    struct rect r = place(f, f->area.w, f->visit->look.metrics.target_px);
    flow_end_row(f, true);
    if (!shows(f))
        return;
    struct widget *w = widget_add(f->list, ROLE_PROGRESS, name, NULL, r);
    w->progress = thousandths < 0 ? 0 : thousandths > 1000 ? 1000 : thousandths;
}
