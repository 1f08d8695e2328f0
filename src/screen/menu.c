/* menu: what the screen below offers besides the bar: first Home, last Finish. */
#include "book/model.h"
#include "screen/edition_name.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

enum { ITEMS_MOST = 32, COLUMNS_USUAL = 3, COLUMNS_MOST = 4, EDITIONS_MOST = 8 };

struct item {
    const char *name, *icon;
    struct action action;
};

struct items {
    struct item list[ITEMS_MOST];
    int count;
    struct str names[EDITIONS_MOST]; /* of the other editions */
};

static void add(struct items *items, bool shown, const char *name, const char *icon,
                enum action_kind kind, int64_t argument)
{
    if (shown)
        items->list[items->count++] = (struct item){name, icon, action(kind, argument)};
}

/* What else there is of the same work. */
static void add_editions(struct items *items, const struct visit *v)
{
    const struct visit_reading *r = &v->reading;
    const char *lang = book_string(r->book, r->book->info->lang);
    for (size_t i = 0; i < r->editions.count && i < EDITIONS_MOST; i++) {
        const struct edition *e = &r->editions.items[i];
        edition_name_add(&items->names[i], e->kind, e->title, e->lang, lang);
        add(items, true, str_text(&items->names[i]), edition_name_icon(e->kind), ACTION_EDITION,
            (int64_t)e->kind * VISIT_EDITIONS_MOST + (int64_t)i);
    }
}

static void free_items(struct items *items)
{
    for (int i = 0; i < EDITIONS_MOST; i++)
        str_free(&items->names[i]);
}

/* What there is for the document that is being read. */
static void add_reading(struct items *items, const struct visit *v)
{
    enum screen_id below = visit_screen_below(v);
    bool on_page = below == SCREEN_PAGE, reading = screen_is_reading(below) || on_page;
    bool pictures = reading && v->reading.book->picture_count > 0;
    if (reading)
        add_editions(items, v);
    add(items, reading, tr("Contents"), "contents", ACTION_CONTENTS, 0);
    add(items, reading, tr("Explain"), "info", ACTION_EXPLAIN, 0);
    add(items, reading, tr("Word list"), "book", ACTION_WORD_LIST, 0);
    add(items, on_page, tr("Text"), "text", ACTION_PAGE_TEXT, 0);
    add(items, reading && !on_page && below != SCREEN_READER, tr("As text"), "text", ACTION_VIEW,
        SCREEN_READER);
    add(items, reading && !on_page && screen_has_pages(v), tr("Original page"), "page",
        ACTION_PAGE_VIEW, 0);
    add(items, pictures && !on_page && below != SCREEN_CARDS, tr("As cards"), "cards", ACTION_VIEW,
        SCREEN_CARDS);
    add(items, reading && !on_page && below != SCREEN_SENTENCE, tr("By sentence"), "sentence",
        ACTION_VIEW, SCREEN_SENTENCE);
    add(items, reading, tr("Links and notes"), "link", ACTION_LINKS, 0);
    add(items, reading && v->reading.summary, tr("Summary"), "summary", ACTION_SUMMARY, 0);
    add(items, reading, tr("Keep this place"), "bookmark", ACTION_KEEP, 0);
    add(items, reading, tr("Listening"), "ear", ACTION_LISTENING, 0);
    add(items, reading, tr("To the start"), "up", ACTION_TO_START, 0);
}

static struct items items_of(const struct visit *v)
{
    struct items items = {0};
    int lang = v->lang_count > 1 ? (v->settings.lang + 1) % v->lang_count : 0; /* the next one */
    add(&items, true, tr("Home"), "home", ACTION_HOME, 0);
    add_reading(&items, v);
    add(&items, v->kept_count > 0, tr("Kept places"), "bookmark", ACTION_KEPT, 0);
    add(&items, true, tr("Search"), "search", ACTION_FIND, 0);
    add(&items, true, tr("Where am I?"), "place", ACTION_WHERE, 0);
    add(&items, true, tr("Louder"), "louder", ACTION_LOUDER, 0);
    add(&items, true, tr("Softer"), "softer", ACTION_SOFTER, 0);
    add(&items, v->lang_count > 1, v->langs[lang].name, "language", ACTION_LANG, lang);
    add(&items, true, v->guided ? tr("Guidance off") : tr("Guidance"), "headset", ACTION_GUIDANCE,
        !v->guided);
    add(&items, v->guided, v->curtain ? tr("Show the screen") : tr("Hide the screen"), "hidden",
        ACTION_CURTAIN, !v->curtain);
    add(&items, true, tr("Staff"), "lock", ACTION_STAFF, 0);
    add(&items, true, tr("Finish"), "finish", ACTION_FINISH, 0);
    return items;
}

/* As many columns as the longest name allows: three, or four where three would not show all at once. */
static int column_px(const struct flow *f, const struct visit *v, const struct items *items,
                     int *columns)
{
    const struct metrics *m = &v->look.metrics;
    int gap = metrics_gap_px(m), widest = 0;
    for (int i = 0; i < items->count; i++) {
        int w = look_width(&v->look, items->list[i].name, m->bar_cap_px, false);
        widest = w > widest ? w : widest;
    }
    widest += look_icon_beside_px(&v->look, m->bar_cap_px) + m->unit_px + 2 * m->chosen_border_px;
    int rows = (f->area.h + gap) / (m->target_px + gap); /* on one page */
    *columns = items->count > COLUMNS_USUAL * rows ? COLUMNS_MOST : COLUMNS_USUAL;
    for (; *columns > 1; --*columns) {
        if ((f->area.w - (*columns - 1) * gap) / *columns >= widest)
            break;
    }
    return (f->area.w - (*columns - 1) * gap) / *columns;
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    struct items items = items_of(v);
    int columns, width = column_px(f, v, &items, &columns);
    int rows = (items.count + columns - 1) / columns;
    bool roomy = f->area.h >= rows * (m->main_target_px + m->gap_px + m->ring_px + m->ring_gap_px);
    f->least_height_px = roomy ? m->main_target_px : m->target_px;
    for (int i = 0; i < items.count; i++)
        flow_button(f, ROLE_BUTTON, items.list[i].name, items.list[i].icon, items.list[i].action,
                    width);
    free_items(&items);
}

struct screen_pages menu_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "menu", tr("Menu"), fill);
}
