/* search: what was typed, large; words that may come next; keys, in the order of the alphabet or as on a typewriter. Where they don't
 * fit one glass the letters fold over pages, and the keys that are always wanted stay. */
#include "screen/find_words.h"
#include "screen/flow.h"
#include "screen/frame.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum {
    ROWS_MOST = 8,
    ACROSS = 10,
    ROWS_LEAST = 2, /* of the letters, above keys that stay */
    SPACE_KEYS = 3, /* Space is as wide as so many */
    ROOMY_ROWS = 6  /* with room for so many, what was typed has a line of its own */
};

/* Rows of letters; a digit is a letter here. */
struct keys {
    const char *rows[ROWS_MOST];
    int count, across;
};

static bool is_welsh(const struct visit *v)
{
    return v->lang_count && strcmp(v->langs[v->settings.lang].tag, "cy") == 0;
}

static void add_row(struct keys *k, const char *row)
{
    if (k->count < ROWS_MOST)
        k->rows[k->count++] = row;
}

/* In the order of the alphabet they stand as many across as there is room for. */
static struct keys keys_of(const struct visit *v, int most_across)
{
    struct keys k = {.across = most_across < ACROSS ? most_across : ACROSS};
    if (v->find.typewriter) {
        add_row(&k, "qwertyuiop");
        add_row(&k, "asdfghjkl'");
        add_row(&k, "zxcvbnm-");
    } else {
        add_row(&k, "abcdefghijklmnopqrstuvwxyz'-");
    }
    if (is_welsh(v))
        add_row(&k, "\u00e2\u00ea\u00ee\u00f4\u00fb\u0175\u0177");
    add_row(&k, "1234567890");
    return k;
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

/* Adds the line of what was typed, and how much was found beside it where both fit; returns its height. */
static int add_typed(const struct visit *v, struct widget_list *list, struct rect area,
                     const char *found)
{
    const struct metrics *m = &v->look.metrics;
    const char *text = v->find.text;
    double cap = m->body_cap_px;
    int height = look_line(&v->look, cap);
    int beside = look_width(&v->look, found, m->bar_cap_px, false);
    int room = area.w - beside - 2 * m->unit_px;
    bool shows_found = *found && room > area.w / 3;
    int width = shows_found ? room : area.w;
    const char *shown = *text ? tail_that_fits(v, text, cap, width) : tr("Type a word.");
    if (!*text && look_width(&v->look, shown, cap, false) > width)
        cap = m->bar_cap_px;
    struct rect r = {area.x, area.y, width, height};
    struct widget *w = widget_add(list, ROLE_TEXT, shown, NULL, r);
    w->cap_px = cap;
    w->bold = *text != 0;
    w->state = *text ? 0 : STATE_MUTED;
    if (shows_found) {
        int line = look_line(&v->look, m->bar_cap_px);
        r = (struct rect){area.x + area.w - beside, area.y + height - line, beside, line};
        w = widget_add(list, ROLE_TEXT, found, NULL, r);
        w->cap_px = m->bar_cap_px;
        w->align = ALIGN_END;
    }
    struct rect rule = {area.x, area.y + height, area.w, m->border_px};
    widget_add(list, ROLE_PANEL, NULL, NULL, rule);
    return height + m->border_px;
}

/* On a low glass what was typed stands in the title line; how much was found, beside it where both fit. */
static struct rect begin_low(const struct visit *v, struct widget_list *list, int width,
                             const char *title, const char *found)
{
    const struct look *look = &v->look;
    double cap = look->metrics.bar_cap_px;
    int beside = *found ? look_width(look, found, cap, false) + 4 * look->metrics.unit_px : 0;
    char line[FIND_TEXT_MOST + 256];
    if (!*v->find.text)
        return frame_begin(v, list, "search", title, NULL, false);
    snprintf(line, sizeof line, "%s: ", tr("Search"));
    int before = look_width(look, line, cap, true);
    if (before + beside > width * 2 / 3)
        beside = 0;
    size_t n = strlen(line);
    snprintf(line + n, sizeof line - n, "%s",
             tail_that_fits(v, v->find.text, cap, width - before - beside));
    return frame_begin(v, list, "search", line, beside ? found : NULL, false);
}

/* Title and what was typed; returns the room for the keys. */
static struct rect begin(const struct visit *v, struct widget_list *list)
{
    const struct metrics *m = &v->look.metrics;
    const char *title = *v->find.id ? tr("Search in this document") : tr("Search");
    char found[200];
    if (find_has_documents(v))
        find_words(&v->find, found, sizeof found);
    else
        snprintf(found, sizeof found, "%s", tr("There is nothing here yet."));
    struct rect area = frame_begin(v, list, "search", title, NULL, false);
    int typed = look_line(&v->look, m->body_cap_px) + m->border_px + m->gap_px + m->ring_px;
    if (area.h - typed < ROOMY_ROWS * (m->target_px + m->gap_px))
        return begin_low(v, list, area.w, title, found);
    add_typed(v, list, area, found);
    return (struct rect){area.x, area.y + typed, area.w, area.h - typed};
}

/* --- the keys --- */

/* As many of the words as one row holds: those that may come next, else those near what was typed. The row stays where there are
 * none, so that no key moves. */
static void fill_words(struct flow *f, const struct visit *v, int height)
{
    const struct search_answer *a = &v->find.answer;
    bool near = !a->words[0];
    char *const *words = near ? a->results.nearest : a->words;
    int most = near ? SEARCH_MOST_NEAREST : SEARCH_DESK_WORDS, used = 0, count = 0;
    for (int i = 0; i < most && words[i]; i++) {
        int width = flow_button_width(f, ROLE_BUTTON, words[i], false);
        int least = v->look.metrics.target_across_px;
        width = width < least ? least : width;
        if (used + width > f->area.w)
            continue;
        used += width + flow_gap(f);
        flow_button(f, ROLE_BUTTON, words[i], NULL,
                    action(near ? ACTION_FIND_INSTEAD : ACTION_FIND_WORD, i), 0);
        count++;
    }
    if (!count) {
        struct rect empty;
        flow_place(f, f->area.w, height, &empty);
    }
    flow_end_row(f, false);
    f->group++;
}

static void fill_letters(struct flow *f, const struct keys *k)
{
    int width = flow_column(f, k->across);
    for (int row = 0; row < k->count; row++) {
        const char *at = k->rows[row];
        for (size_t used; *at; at += used) {
            char name[5] = {0};
            uint32_t cp = utf8_decode(at, strlen(at), &used);
            memcpy(name, at, used);
            struct widget *w =
                flow_button(f, ROLE_BUTTON, name, NULL, action(ACTION_FIND_TYPE, cp), width);
            if (w)
                w->bold = w->is_key = true;
        }
        flow_end_row(f, false);
    }
    f->group++;
}

static const char *keys_name(const struct visit *v)
{
    return v->find.typewriter ? tr("ABC keys") : tr("QWERTY keys");
}

static void add_clear_and_keys(struct flow *f, const struct visit *v)
{
    flow_button(f, ROLE_BUTTON, tr("Clear"), "close", action(ACTION_FIND_CLEAR, 0), 0);
    flow_button(f, ROLE_BUTTON, keys_name(v), "text", action(ACTION_FIND_KEYS, !v->find.typewriter),
                0);
}

static int width_with_gap(const struct flow *f, const char *name)
{
    return flow_button_width(f, ROLE_BUTTON, name, true) + flow_gap(f);
}

/* What Clear and the order of the keys leave for Space, where they stand in its row: at least so much that it is found at once. */
static bool is_wide(const struct flow *f, const struct visit *v)
{
    int rest = f->area.w - width_with_gap(f, tr("Show results")) - width_with_gap(f, tr("Erase")) -
               width_with_gap(f, tr("Clear")) - width_with_gap(f, keys_name(v));
    return rest >= SPACE_KEYS * v->look.metrics.target_across_px;
}

/* The keys that are always wanted; Space takes what is left of a row. */
static void fill_always(struct flow *f, const struct visit *v)
{
    const char *show = tr("Show results"), *erase = tr("Erase"), *space = tr("Space");
    int width = width_with_gap(f, show) + width_with_gap(f, erase);
    if (is_wide(f, v))
        width += width_with_gap(f, tr("Clear")) + width_with_gap(f, keys_name(v));
    int least = flow_button_width(f, ROLE_BUTTON, space, false);
    int room = f->area.w - width;
    flow_button(f, ROLE_BUTTON, space, NULL, action(ACTION_FIND_TYPE, ' '),
                room > least ? room : 0);
    flow_button(f, ROLE_BUTTON, erase, "backspace", action(ACTION_FIND_ERASE, 0), 0);
    if (is_wide(f, v))
        add_clear_and_keys(f, v);
    struct widget *w = flow_button(f, ROLE_BUTTON, show, "search", action(ACTION_FIND_SHOW, 0), 0);
    if (w && *v->find.text)
        w->state |= STATE_MAIN;
    flow_end_row(f, false);
}

static void fill_others(struct flow *f, const struct visit *v)
{
    if (!is_wide(f, v))
        add_clear_and_keys(f, v);
    if (v->find.title) {
        const char *const names[] = {tr("In all documents"), tr("In this document")};
        for (int i = 0; i < 2; i++) {
            struct widget *w =
                flow_button(f, ROLE_CHOICE, names[i], NULL, action(ACTION_FIND_IN, i), 0);
            if (w && (*v->find.id != 0) == (i == 1))
                w->state |= STATE_CHOSEN;
        }
    }
    flow_end_row(f, false);
    f->group++;
}

struct board {
    struct rect letters, always; /* `always` empty: with the letters, at the end */
    int row_px;
};

static void fill(struct flow *f, const struct visit *v, const struct keys *k,
                 const struct board *board)
{
    f->least_height_px = board->row_px;
    fill_words(f, v, board->row_px);
    fill_letters(f, k);
    if (board->always.h == 0)
        fill_always(f, v);
    f->least_height_px = 0;
    fill_others(f, v);
}

static int height_of(const struct visit *v, struct rect area,
                     void (*fill_it)(struct flow *f, const struct visit *v))
{
    area.h = v->look.display.height_px * 4;
    struct flow f = flow_begin(v, NULL, area, 0);
    fill_it(&f, v);
    return f.y - area.y;
}

static int count_pages(const struct visit *v, const struct keys *k, struct board *b);

/* All on one page where that can be. Else the letters fold over pages, and under them stay the keys that are always wanted; where two rows
 * of letters would not be left, these fold too. */
static struct board board_of(const struct visit *v, const struct keys *k, struct rect area)
{
    const struct metrics *m = &v->look.metrics;
    struct flow f = flow_begin(v, NULL, area, 0);
    int gap = flow_gap(&f), line = look_line(&v->look, m->bar_cap_px) + 2 * m->chosen_border_px;
    int row = line > m->target_px ? line : m->target_px;
    int always = height_of(v, area, fill_always);
    struct board b = {.letters = area, .row_px = row}, all = b;
    if (count_pages(v, k, &all) == 1 || area.h - always < ROWS_LEAST * (row + gap))
        return b;
    b.letters.h = area.h - always;
    b.always = (struct rect){area.x, area.y + area.h - always + gap, area.w, always - gap};
    return b;
}

/* Rows as high as all of them can be, up to that of a main control, where all is on one page. */
static int count_pages(const struct visit *v, const struct keys *k, struct board *b)
{
    int pages = 1, least = b->row_px;
    for (int row = v->look.metrics.main_target_px; row > least; row = row * 15 / 16) {
        b->row_px = row;
        struct flow f = flow_begin(v, NULL, b->letters, 0);
        fill(&f, v, k, b);
        if (flow_pages(&f) == 1)
            return 1;
    }
    b->row_px = least;
    struct flow f = flow_begin(v, NULL, b->letters, 0);
    fill(&f, v, k, b);
    pages = flow_pages(&f);
    return pages;
}

static int most_across(const struct visit *v, struct rect area)
{
    const struct metrics *m = &v->look.metrics;
    struct flow f = flow_begin(v, NULL, area, 0);
    int key = flow_button_width(&f, ROLE_BUTTON, "w", false);
    key = key > m->target_across_px ? key : m->target_across_px;
    return (area.w + flow_gap(&f)) / (key + flow_gap(&f));
}

struct screen_pages search_build(const struct visit *v, struct widget_list *list)
{
    struct rect area = begin(v, list);
    struct keys keys = keys_of(v, most_across(v, area));
    struct board board = board_of(v, &keys, area);
    struct screen_pages pages = {v->pages[v->depth], count_pages(v, &keys, &board)};
    pages.page = pages.page < pages.count ? pages.page : pages.count - 1;
    struct flow letters = flow_begin(v, list, board.letters, pages.page);
    fill(&letters, v, &keys, &board);
    if (board.always.h) {
        struct flow always = flow_begin(v, list, board.always, 0);
        always.group = letters.group + 1;
        fill_always(&always, v);
    }
    return frame_end_pages(v, list, pages);
}
