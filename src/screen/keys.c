#include "screen/keys.h"
#include "screen/frame.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum {
    ROWS_MOST = 8,
    ACROSS = 10,
    ROWS_LEAST = 2, /* of the letters, above keys that stay */
    ROOMY_ROWS = 6, /* with room for so many, what was typed has a line of its own */
    LINE_MOST_BYTES = 1024
};

/* Rows of letters; a digit is a letter here. */
struct rows {
    const char *rows[ROWS_MOST];
    int count, across;
};

static bool is_welsh(const struct visit *v)
{
    return v->lang_count && strcmp(v->langs[v->settings.lang].tag, "cy") == 0;
}

static void add_row(struct rows *k, const char *row)
{
    if (k->count < ROWS_MOST)
        k->rows[k->count++] = row;
}

/* In the order of the alphabet they stand as many across as there is room for. */
static struct rows rows_of(const struct visit *v, const struct keyboard *k, int most_across)
{
    struct rows r = {.across = most_across < ACROSS ? most_across : ACROSS};
    bool up = k->capitals;
    if (k->typewriter) {
        add_row(&r, up ? "QWERTYUIOP" : "qwertyuiop");
        add_row(&r, up ? "ASDFGHJKL'" : "asdfghjkl'");
        add_row(&r, up ? "ZXCVBNM-" : "zxcvbnm-");
    } else {
        add_row(&r, up ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ'-" : "abcdefghijklmnopqrstuvwxyz'-");
    }
    if (is_welsh(v))
        add_row(&r, up ? "\u00c2\u00ca\u00ce\u00d4\u00db\u0174\u0176"
                       : "\u00e2\u00ea\u00ee\u00f4\u00fb\u0175\u0177");
    add_row(&r, "1234567890");
    if (k->marks)
        add_row(&r, k->marks);
    return r;
}

/* --- what was typed --- */

/* The end of the text that fits, so that what is being typed always shows. */
static const char *tail_that_fits(const struct visit *v, const char *text, double cap, int width)
{
    while (*text && look_width(&v->look, text, cap, true) > width) {
        do
            text++;
        while (((unsigned char)*text & 0xc0) == 0x80);
    }
    return text;
}

/* Adds the line of what was typed, and what stands beside it where both fit; returns its height. */
static int add_typed(const struct visit *v, struct widget_list *list, struct rect area,
                     const struct typed *t)
{
    const struct metrics *m = &v->look.metrics;
    double cap = m->body_cap_px;
    int height = look_line(&v->look, cap);
    int beside = look_width(&v->look, t->beside, m->bar_cap_px, false);
    int room = area.w - beside - 2 * m->unit_px;
    bool shows_beside = *t->beside && room > area.w / 3;
    int width = shows_beside ? room : area.w;
    const char *shown = *t->text ? tail_that_fits(v, t->text, cap, width) : t->hint;
    if (!*t->text && look_width(&v->look, shown, cap, false) > width)
        cap = m->bar_cap_px;
    struct rect r = {area.x, area.y, width, height};
    struct widget *w = widget_add(list, ROLE_TEXT, shown, NULL, r);
    w->cap_px = cap;
    w->bold = *t->text != 0;
    w->state = *t->text ? 0 : STATE_MUTED;
    if (shows_beside) {
        int line = look_line(&v->look, m->bar_cap_px);
        r = (struct rect){area.x + area.w - beside, area.y + height - line, beside, line};
        w = widget_add(list, ROLE_TEXT, t->beside, NULL, r);
        w->cap_px = m->bar_cap_px;
        w->align = ALIGN_END;
    }
    struct rect rule = {area.x, area.y + height, area.w, m->border_px};
    widget_add(list, ROLE_PANEL, NULL, NULL, rule);
    return height + m->border_px;
}

/* On a low glass what was typed stands in the title line; what stands beside it, where both fit. */
static struct rect begin_low(const struct visit *v, struct widget_list *list, int width,
                             const struct typed *t)
{
    const struct look *look = &v->look;
    double cap = look->metrics.bar_cap_px;
    int beside =
        *t->beside ? look_width(look, t->beside, cap, false) + 4 * look->metrics.unit_px : 0;
    char line[LINE_MOST_BYTES];
    if (!*t->text)
        return frame_begin(v, list, t->screen, t->title, NULL, false);
    snprintf(line, sizeof line, "%s: ", t->before);
    int before = look_width(look, line, cap, true);
    if (before + beside > width * 2 / 3)
        beside = 0;
    size_t n = strlen(line);
    snprintf(line + n, sizeof line - n, "%s",
             tail_that_fits(v, t->text, cap, width - before - beside));
    return frame_begin(v, list, t->screen, line, beside ? t->beside : NULL, false);
}

struct rect keyboard_begin(const struct visit *v, struct widget_list *list, const struct typed *t)
{
    const struct metrics *m = &v->look.metrics;
    struct rect area = frame_begin(v, list, t->screen, t->title, NULL, false);
    int typed = look_line(&v->look, m->body_cap_px) + m->border_px + m->gap_px + m->ring_px;
    if (area.h - typed < ROOMY_ROWS * (m->target_px + m->gap_px))
        return begin_low(v, list, area.w, t);
    add_typed(v, list, area, t);
    return (struct rect){area.x, area.y + typed, area.w, area.h - typed};
}

/* --- the keys --- */

const char *keyboard_sign_name(uint32_t cp)
{
    static const struct {
        char sign;
        const char *name;
    } names[] = {{'\'', TR_LATER("Apostrophe")},
                 {'-', TR_LATER("Hyphen")},
                 {'.', TR_LATER("Full stop")},
                 {',', TR_LATER("Comma")},
                 {':', TR_LATER("Colon")},
                 {';', TR_LATER("Semicolon")},
                 {'&', TR_LATER("And sign")},
                 {'(', TR_LATER("Open bracket")},
                 {')', TR_LATER("Close bracket")},
                 {'?', TR_LATER("Question mark")},
                 {'!', TR_LATER("Exclamation mark")},
                 {'/', TR_LATER("Slash")}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (cp == (uint32_t)names[i].sign)
            return tr(names[i].name);
    }
    return NULL;
}

/* The last rows of the alphabet leave room for it beside them. */
static void add_capitals(struct flow *f, const struct keyboard *k, int key_px)
{
    struct widget *w = flow_button(f, ROLE_CHOICE, tr("Capital"), NULL,
                                   action(ACTION_CAPITALS, !k->capitals), 2 * key_px);
    if (!w)
        return;
    w->is_key = true; /* among keys that keep their order */
    w->state |= k->capitals ? STATE_CHOSEN : 0u;
}

static void fill_letters(struct flow *f, const struct keyboard *k, const struct rows *rows)
{
    int width = flow_column(f, rows->across), last_of_alphabet = k->typewriter ? 2 : 0;
    for (int row = 0; row < rows->count; row++) {
        const char *at = rows->rows[row];
        for (size_t used; *at; at += used) {
            char name[5] = {0};
            uint32_t cp = utf8_decode(at, strlen(at), &used);
            memcpy(name, at, used);
            struct widget *w =
                flow_button(f, ROLE_BUTTON, name, NULL, action(ACTION_FIND_TYPE, cp), width);
            if (w)
                w->bold = w->is_key = true;
            if (w && keyboard_sign_name(cp))
                widget_veil(f->list, w, keyboard_sign_name(cp), NULL);
        }
        if (k->has_capitals && row == last_of_alphabet)
            add_capitals(f, k, width);
        flow_end_row(f, false);
    }
    f->group++;
}

static const char *order_name(const struct keyboard *k)
{
    return k->typewriter ? tr("ABC keys") : tr("QWERTY keys");
}

static void add_clear_and_order(struct flow *f, const struct keyboard *k)
{
    flow_button(f, ROLE_BUTTON, tr("Clear"), "close", action(ACTION_FIND_CLEAR, 0), 0);
    flow_button(f, ROLE_BUTTON, order_name(k), "text", action(ACTION_FIND_KEYS, !k->typewriter), 0);
}

static int width_with_gap(const struct flow *f, const char *name)
{
    return flow_button_width(f, ROLE_BUTTON, name, true) + flow_gap(f);
}

enum { SPACE_KEYS = 3 /* Space is as wide as so many, at least */ };

/* What Clear and the order of the keys leave for Space, where they stand in its row: at least so much that it is found at once. */
static bool is_wide(const struct flow *f, const struct keyboard *k)
{
    int rest = f->area.w - width_with_gap(f, k->done) - width_with_gap(f, tr("Erase")) -
               width_with_gap(f, tr("Clear")) - width_with_gap(f, order_name(k));
    return rest >= SPACE_KEYS * f->visit->look.metrics.target_across_px;
}

/* The keys that are always wanted; Space takes what is left of a row. */
static void fill_always(struct flow *f, const struct keyboard *k)
{
    const char *erase = tr("Erase"), *space = tr("Space");
    int width = width_with_gap(f, k->done) + width_with_gap(f, erase);
    if (is_wide(f, k))
        width += width_with_gap(f, tr("Clear")) + width_with_gap(f, order_name(k));
    int least = flow_button_width(f, ROLE_BUTTON, space, false);
    int room = f->area.w - width;
    flow_button(f, ROLE_BUTTON, space, NULL, action(ACTION_FIND_TYPE, ' '),
                room > least ? room : 0);
    flow_button(f, ROLE_BUTTON, erase, "backspace", action(ACTION_FIND_ERASE, 0), 0);
    if (is_wide(f, k))
        add_clear_and_order(f, k);
    struct widget *w = flow_button(f, ROLE_BUTTON, k->done, k->done_icon, k->done_action, 0);
    if (w && k->may_end)
        w->state |= STATE_MAIN;
    flow_end_row(f, false);
}

static void fill_others(struct flow *f, const struct keyboard *k)
{
    if (!is_wide(f, k))
        add_clear_and_order(f, k);
    if (k->others)
        k->others(f, f->visit);
    flow_end_row(f, false);
    f->group++;
}

struct board {
    struct rect letters, always; /* `always` empty: with the letters, at the end */
    int row_px;
};

static void fill(struct flow *f, const struct keyboard *k, const struct rows *rows,
                 const struct board *board)
{
    f->least_height_px = board->row_px;
    if (k->words)
        k->words(f, f->visit, board->row_px);
    fill_letters(f, k, rows);
    if (board->always.h == 0)
        fill_always(f, k);
    f->least_height_px = 0;
    fill_others(f, k);
}

static int always_height(const struct visit *v, struct rect area, const struct keyboard *k)
{
    area.h = v->look.display.height_px * 4;
    struct flow f = flow_begin(v, NULL, area, 0);
    fill_always(&f, k);
    return f.y - area.y;
}

/* Rows as high as all of them can be, up to that of a main control, where all is on one page. */
static int count_pages(const struct visit *v, const struct keyboard *k, const struct rows *rows,
                       struct board *b)
{
    int least = b->row_px;
    for (int row = v->look.metrics.main_target_px; row > least; row = row * 15 / 16) {
        b->row_px = row;
        struct flow f = flow_begin(v, NULL, b->letters, 0);
        fill(&f, k, rows, b);
        if (flow_pages(&f) == 1)
            return 1;
    }
    b->row_px = least;
    struct flow f = flow_begin(v, NULL, b->letters, 0);
    fill(&f, k, rows, b);
    return flow_pages(&f);
}

/* All on one page where that can be. Else the letters fold over pages, and under them stay the keys that are always wanted; where two rows
 * of letters would not be left, these fold too. */
static struct board board_of(const struct visit *v, const struct keyboard *k,
                             const struct rows *rows, struct rect area)
{
    const struct metrics *m = &v->look.metrics;
    struct flow f = flow_begin(v, NULL, area, 0);
    int gap = flow_gap(&f), line = look_line(&v->look, m->bar_cap_px) + 2 * m->chosen_border_px;
    int row = line > m->target_px ? line : m->target_px;
    int always = always_height(v, area, k);
    struct board b = {.letters = area, .row_px = row}, all = b;
    if (count_pages(v, k, rows, &all) == 1 || area.h - always < ROWS_LEAST * (row + gap))
        return b;
    b.letters.h = area.h - always;
    b.always = (struct rect){area.x, area.y + area.h - always + gap, area.w, always - gap};
    return b;
}

static int most_across(const struct visit *v, struct rect area)
{
    const struct metrics *m = &v->look.metrics;
    struct flow f = flow_begin(v, NULL, area, 0);
    int key = flow_button_width(&f, ROLE_BUTTON, "w", false);
    key = key > m->target_across_px ? key : m->target_across_px;
    return (area.w + flow_gap(&f)) / (key + flow_gap(&f));
}

struct screen_pages keyboard_build(const struct visit *v, struct widget_list *list,
                                   struct rect area, const struct keyboard *k)
{
    struct rows rows = rows_of(v, k, most_across(v, area));
    struct board board = board_of(v, k, &rows, area);
    struct screen_pages pages = {v->pages[v->depth], count_pages(v, k, &rows, &board)};
    pages.page = pages.page < pages.count ? pages.page : pages.count - 1;
    struct flow letters = flow_begin(v, list, board.letters, pages.page);
    fill(&letters, k, &rows, &board);
    if (board.always.h) {
        struct flow always = flow_begin(v, list, board.always, 0);
        always.group = letters.group + 1;
        fill_always(&always, k);
    }
    return frame_end_pages(v, list, pages);
}
