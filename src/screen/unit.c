#include "screen/unit.h"
#include "book/model.h"
#include "screen/frame.h"
#include "text/icon.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <stdio.h>

enum {
    GROUP_VIEWS = 2,
    LINES_LEAST = 4,   /* of a unit beside a row of views */
    MEASURE_EM = 10,   /* lines narrower than this are hard to read: a picture leaves them room */
    LIST_SIGN_EM = 2,  /* a list's sign and its room, about */
    PARTS_LEVELLED = 6 /* words of no more screens than these are shared out evenly */
};

/* Ways to read the same words: at the side on a wide glass, under the words on a high one. */
struct view_button {
    const char *name, *icon;
    struct action action;
};

enum { VIEWS_MOST = 5 };

static int views_of(enum screen_id id, const struct visit *v, struct view_button out[VIEWS_MOST])
{
    int count = 0;
    out[count++] = (struct view_button){tr("Explain"), "info", action(ACTION_EXPLAIN, 0)};
    out[count++] = (struct view_button){tr("As text"), "text", action(ACTION_VIEW, SCREEN_READER)};
    if (id == SCREEN_SENTENCE && v->reading.book->picture_count)
        out[count++] =
            (struct view_button){tr("As cards"), "cards", action(ACTION_VIEW, SCREEN_CARDS)};
    if (id == SCREEN_CARDS)
        out[count++] = (struct view_button){tr("By sentence"), "sentence",
                                            action(ACTION_VIEW, SCREEN_SENTENCE)};
    if (screen_has_pages(v))
        out[count++] =
            (struct view_button){tr("Original page"), "page", action(ACTION_PAGE_VIEW, 0)};
    return count;
}

static int gap_px(const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    int ring = m->ring_px + m->ring_gap_px;
    return m->gap_px > ring ? m->gap_px : ring;
}

/* Where the views' buttons stand: returns how many have room; `area` becomes what is left for the unit. */
static int place_views(const struct visit *v, enum screen_id id, struct rect *area,
                       struct view_button views[VIEWS_MOST], struct rect rects[VIEWS_MOST])
{
    const struct metrics *m = &v->look.metrics;
    int count = views_of(id, v, views), gap = gap_px(v);
    int icon = look_icon_style(&v->look, m->bar_cap_px).size_px;
    int width = m->target_px, height = look_line(&v->look, m->bar_cap_px) + 2 * m->border_px;
    for (int i = 0; i < count; i++) {
        int w = look_width(&v->look, views[i].name, m->bar_cap_px, false) + 2 * m->unit_px / 3 +
                2 * m->chosen_border_px;
        width = w > width ? w : width;
    }
    bool side = area->w > area->h && width * 4 <= area->w && !v->settings.reach;
    if (side) {
        height += icon + m->unit_px / 4;
        height = height < m->target_px ? m->target_px : height;
        while (count > 0 && count * height + (count - 1) * gap > area->h)
            count--;
        for (int i = 0; i < count; i++)
            rects[i] = (struct rect){area->x + area->w - width, area->y + i * (height + gap), width,
                                     height};
        area->w -= count ? width + 2 * gap : 0;
        return count;
    }
    height = height < m->target_px ? m->target_px : height;
    width += look_icon_beside_px(&v->look, m->bar_cap_px);
    while (count > 0 && count * width + (count - 1) * gap > area->w)
        count--;
    int y = area->y + area->h - height;
    bool low =
        v->settings
            .reach; /* down to the bar, as on other screens: all of the lower half is needed */
    if (low)
        y = v->look.display.height_px - frame_bar_height(v) - m->gap_px / 2 - height;
    if (y - gap - area->y < LINES_LEAST * look_line(&v->look, m->body_cap_px) ||
        (low && y < v->look.display.height_px / 2))
        count = 0; /* the words come first; the menu has the views too */
    for (int i = 0; i < count; i++)
        rects[i] = (struct rect){area->x + i * (width + gap), y, width, height};
    if (count)
        area->h = y - gap - area->y;
    return count;
}

/* How the pictures and the words share the room. */
struct share {
    struct rect picture, words;
    double scale; /* of the words */
};

/* Pictures stand where a line of the document begins: before their words. A screen of a right-to-left interface is turned once more. */
static bool begins_right(const struct visit *v)
{
    return layout_book_is_rtl(v->reading.book) != v->look.rtl;
}

static struct share share_room(const struct visit *v, struct rect area, bool beside, double part)
{
    const struct metrics *m = &v->look.metrics;
    int gap =
        m->unit_px + (beside ? m->side_bar_px + m->border_px : 0); /* the lit sentence's bar */
    struct share s = {.picture = area, .words = area, .scale = 1};
    if (beside) {
        s.picture.w = (int)(area.w * part);
        s.words.w -= s.picture.w + gap;
        if (begins_right(v))
            s.picture.x += area.w - s.picture.w;
        else
            s.words.x += s.picture.w + gap;
    } else {
        s.picture.h = (int)(area.h * part);
        s.words.y += s.picture.h + gap;
        s.words.h -= s.picture.h + gap;
    }
    if (s.words.w < 1)
        s.words.w = 1;
    if (s.words.h < 1)
        s.words.h = 1;
    return s;
}

static struct layout *lay_out(const struct visit *v, const struct visit_unit *unit,
                              const struct share *share)
{
    struct layout_style style = screen_layout_style(v);
    style.width_px = share->words.w;
    style.height_px = share->words.h;
    style.size_px = (int)(style.size_px * share->scale);
    struct layout *layout =
        layout_new_part(v->reading.book, v->look.runs, &style, unit->first_word, unit->last_word);
    layout_tell(layout, unit->figures + unit->figure_count, unit->told_count);
    return layout;
}

/* On how many screens do the words go on? */
static uint32_t parts_of(struct layout *layout, uint32_t first_word)
{
    uint32_t part, parts;
    layout_screen_at(layout, first_word);
    while (!layout_count(layout, 1000000))
        ;
    layout_position(layout, &part, &parts);
    return parts;
}

/* Where picture i stands: several are in rows, as a line of the document runs. */
static struct rect figure_slot(const struct visit *v, const struct visit_unit *unit, int i)
{
    struct rect room = unit->picture_rect;
    int count = unit->figure_count, gap = v->look.metrics.gap_px;
    int columns = unit->columns < 1 ? 1 : unit->columns, rows = (count + columns - 1) / columns;
    int row = i / columns, column = i % columns;
    int w = (room.w - (columns - 1) * gap) / columns, h = (room.h - (rows - 1) * gap) / rows;
    if (begins_right(v))
        column = columns - 1 - column;
    return (struct rect){room.x + column * (w + gap), room.y + row * (h + gap), w, h};
}

static struct rect figure_rect(const struct visit *v, const struct visit_unit *unit, int i)
{
    const struct book *book = v->reading.book;
    const struct book_picture *p = &book->pictures[book->blocks[unit->figures[i]].picture];
    int edge = v->look.metrics.chosen_border_px;
    struct rect slot = rect_inset(figure_slot(v, unit, i), edge);
    if (!p->width_px || !p->height_px || slot.w < 1 || slot.h < 1)
        return slot;
    int w = slot.w, h = (int)((int64_t)slot.w * p->height_px / p->width_px);
    if (h > slot.h) {
        h = slot.h;
        w = (int)((int64_t)slot.h * p->width_px / p->height_px);
    }
    w = w < 1 ? 1 : w; /* a picture like a thread still shows */
    h = h < 1 ? 1 : h;
    struct rect r = {slot.x + (slot.w - w) / 2, slot.y + (slot.h - h) / 2, w, h};
    bool over = unit->figure_count == 1 && unit->picture_rect.w == unit->words_rect.w;
    if (over) /* over the words: both begin where a line begins */
        r.x = begins_right(v) ? slot.x + slot.w - w : slot.x;
    return rect_inset(r, -edge);
}

/* Gives the pictures that room, in so many columns that they are largest; returns the pixels that they then cover. */
static int64_t give_room(const struct visit *v, struct visit_unit *unit, struct rect room)
{
    int64_t largest = -1;
    int best = 1;
    unit->picture_rect = room;
    for (int columns = 1; columns <= unit->figure_count; columns++) {
        int64_t sum = 0;
        unit->columns = columns;
        for (int i = 0; i < unit->figure_count; i++) {
            struct rect r = figure_rect(v, unit, i);
            sum += (int64_t)r.w * r.h;
        }
        if (sum > largest) {
            largest = sum;
            best = columns;
        }
    }
    unit->columns = best;
    return largest;
}

static bool is_all_heading(const struct visit *v, const struct visit_unit *unit)
{
    const struct book *book = v->reading.book;
    uint32_t last = book->words[unit->last_word].block;
    for (uint32_t b = book->words[unit->first_word].block; b <= last; b++) {
        if (book->blocks[b].word_count && book->blocks[b].kind != BLOCK_HEADING)
            return false;
    }
    return true;
}

/* The words of a unit without pictures; a sentence and a card's heading as large as they fit, from the visitor's own size up. */
static struct share share_words(const struct visit *v, enum screen_id id,
                                const struct visit_unit *unit, struct rect area)
{
    static const double scales[] = {2, 1.7, 1.45, 1.2};
    struct share share = {.words = area, .scale = 1};
    size_t first = id == SCREEN_SENTENCE ? 0 : is_all_heading(v, unit) ? 2 : 4;
    for (size_t i = first; i < sizeof scales / sizeof *scales; i++) {
        share.scale = scales[i];
        struct layout *layout = lay_out(v, unit, &share);
        uint32_t parts = parts_of(layout, unit->first_word);
        layout_free(layout);
        if (parts == 1)
            return share;
    }
    share.scale = 1;
    return share;
}

/* How wide the words are. */
struct width {
    int word; /* the widest of them, which would else be broken between letters */
    int measure; /* that a line should have: MEASURE_EM, or less where every paragraph is shorter than that */
};

static struct width width_of(const struct visit *v, const struct visit_unit *unit)
{
    const struct book *book = v->reading.book;
    struct run_style style = look_style(&v->look, v->look.metrics.body_cap_px, true);
    style.letter_spacing_px = (int)(screen_layout_style(v).letter_spacing_em * style.size_px + 0.5);
    struct width width = {0};
    int line = 0, most = MEASURE_EM * style.size_px, sign = LIST_SIGN_EM * style.size_px;
    for (uint32_t n = unit->first_word; n <= unit->last_word; n++) {
        const struct book_word *w = &book->words[n];
        int word = run_measure(v->look.runs, book->pool + w->text, w->bytes, &style);
        bool begins = n == unit->first_word || w->block != book->words[n - 1].block;
        line = begins ? word : line + style.size_px / 4 + word;
        int wanted = line < most ? line : most;
        wanted += book->blocks[w->block].kind == BLOCK_LIST_ITEM ? sign : 0;
        width.word = word > width.word ? word : width.word;
        width.measure = wanted > width.measure ? wanted : width.measure;
    }
    return width;
}

/* What a way to share the room is worth: the pixels of its pictures, less where they leave the lines too narrow. */
static double worth(int64_t pixels, const struct share *s, const struct width *width)
{
    double part = s->words.w < width->measure ? (double)s->words.w / width->measure : 1;
    return (double)pixels * part * part;
}

/* Of all ways in which the words fit one screen, that which is worth most; else that with the fewest screens. */
static struct share share_pictures(const struct visit *v, const struct visit_unit *unit,
                                   struct rect area)
{
    static const double parts[] = {0.66, 0.6, 0.54, 0.48, 0.42, 0.36, 0.3, 0.24};
    struct share best = share_room(v, area, area.w > area.h, 0.3);
    uint32_t fewest = UINT32_MAX;
    double most = -1;
    int line = look_line(&v->look, v->look.metrics.body_cap_px);
    struct width width = width_of(v, unit);
    size_t count = sizeof parts / sizeof *parts;
    for (size_t k = 2 * count;
         k-- > 0;) { /* small pictures first: these leave the words most room */
        struct share s = share_room(v, area, k & 1, parts[k / 2]);
        struct visit_unit tried = *unit;
        double value = worth(give_room(v, &tried, s.picture), &s, &width);
        if (fewest < UINT32_MAX && (s.words.h < line || s.words.w < width.word))
            continue;
        if (fewest == 1 && value <= most)
            continue;
        struct layout *layout = lay_out(v, unit, &s);
        uint32_t screens = parts_of(layout, unit->first_word);
        layout_free(layout);
        if (screens < fewest || (screens == fewest && value > most)) {
            fewest = screens;
            most = value;
            best = s;
        }
    }
    return best;
}

/* How many of the unit's screens begin within a paragraph. */
static uint32_t cuts_of(const struct book *book, uint32_t first_word, struct layout *layout)
{
    uint32_t cuts = 0;
    const struct layout_screen *screen = layout_screen_at(layout, first_word);
    while ((screen = layout_screen_step(layout, 1))) {
        const struct placed *first = screen->items;
        const struct book_block *block = &book->blocks[first->block];
        cuts += first->kind == PLACED_WORD && first->word != block->first_word &&
                first->word != block->alt_first;
    }
    return cuts;
}

/* Words that go on are shared out over their screens: so that paragraphs are whole, then evenly, not all but a line on the first. */
static void level_parts(const struct visit *v, struct visit_unit *unit, struct share share)
{
    int line = look_line(&v->look, v->look.metrics.body_cap_px), high = share.words.h;
    const struct book *book = v->reading.book;
    uint32_t fewest = cuts_of(book, unit->first_word, unit->layout);
    while (share.words.h > high / 2 + line) {
        share.words.h -= line / 2;
        struct layout *layout = lay_out(v, unit, &share);
        uint32_t parts = parts_of(layout, unit->first_word);
        uint32_t cuts = cuts_of(book, unit->first_word, layout);
        bool is_better = parts == unit->parts && cuts <= fewest;
        layout_free(is_better ? unit->layout : layout);
        if (parts > unit->parts)
            return;
        if (!is_better)
            continue;
        unit->layout = layout;
        fewest = cuts;
    }
}

/* Pictures over words: one close to the other, and both in the middle of the room. */
static void stand_together(const struct visit *v, struct visit_unit *unit, struct rect area,
                           int words_high)
{
    struct rect all = {0};
    for (int i = 0; i < unit->figure_count; i++)
        all = rect_join(all, figure_rect(v, unit, i));
    int gap = unit->words_rect.y - unit->picture_rect.y - unit->picture_rect.h;
    int spare = area.h - all.h - gap - words_high;
    if (spare < 0)
        return;
    unit->picture_rect.y = area.y + spare / 2;
    unit->picture_rect.h = all.h;
    unit->words_rect.y = unit->picture_rect.y + all.h + gap;
    unit->words_rect.h = words_high;
}

void unit_fit(const struct visit *v, enum screen_id id, struct visit_unit *unit)
{
    struct rect area = screen_text_area(v);
    struct view_button views[VIEWS_MOST];
    struct rect rects[VIEWS_MOST];
    place_views(v, id, &area, views, rects);
    struct share share =
        unit->figure_count ? share_pictures(v, unit, area) : share_words(v, id, unit, area);
    layout_free(unit->layout);
    unit->layout = lay_out(v, unit, &share);
    unit->parts = parts_of(unit->layout, unit->first_word);
    unit->part = 1;
    give_room(v, unit, unit->figure_count ? share.picture : (struct rect){0});
    unit->words_rect = share.words;
    int high = layout_screen_height(unit->layout);
    if (unit->parts > 1) {
        if (unit->parts <= PARTS_LEVELLED)
            level_parts(v, unit, share);
        return;
    }
    bool beside = !unit->figure_count || share.picture.y + share.picture.h > share.words.y;
    if (!beside) {
        stand_together(v, unit, area, high);
        return;
    }
    if (high < share.words.h) { /* words stand at the height of the picture's middle */
        unit->words_rect.y += (share.words.h - high) / 2;
        unit->words_rect.h = high;
    }
}

void unit_add_pictures(const struct visit *v, const struct visit_unit *unit,
                       struct widget_list *list)
{
    const struct visit_reading *r = &v->reading;
    for (int i = 0; i < unit->figure_count; i++) {
        const struct book_block *b = &r->book->blocks[unit->figures[i]];
        struct str says = {0};
        if (b->alt_count) {
            size_t bytes;
            const char *text =
                book_slice(r->book, b->alt_first, b->alt_first + b->alt_count - 1, &bytes);
            str_add_bytes(&says, text, bytes);
        } else {
            str_add(&says, tr("A picture without a description"));
        }
        struct widget *w =
            widget_add(list, ROLE_PICTURE, str_text(&says), NULL, figure_rect(v, unit, i));
        if (b->alt_count)
            widget_set_lang(list, w, book_word_lang(r->book, b->alt_first));
        w->book = r->book;
        w->picture = b->picture;
        if (r->lit_word >= b->alt_first && r->lit_word - b->alt_first < b->alt_count)
            w->state |= STATE_CHOSEN;
        str_free(&says);
    }
}

static void add_views(const struct visit *v, struct widget_list *list, enum screen_id id,
                      struct rect area)
{
    struct view_button views[VIEWS_MOST];
    struct rect rects[VIEWS_MOST];
    int count = place_views(v, id, &area, views, rects);
    for (int i = 0; i < count; i++) {
        struct widget *w = widget_add(list, ROLE_BUTTON, views[i].name, NULL, rects[i]);
        w->action = views[i].action;
        w->icon = icon_codepoint(views[i].icon);
        w->icon_beside = rects[i].h < 2 * look_line(&v->look, v->look.metrics.bar_cap_px);
        w->cap_px = v->look.metrics.bar_cap_px;
        w->group = GROUP_VIEWS;
    }
}

void unit_add(const struct visit *v, struct widget_list *list, enum screen_id id, const char *place)
{
    const struct visit_reading *r = &v->reading;
    char words[160];
    snprintf(words, sizeof words, "%s", place);
    bool unheard = v->sound_is_lost && r->narrator == NARRATOR_READING;
    if (unheard)
        snprintf(words, sizeof words, "%s", tr("No sound. The words still light up."));
    else if (r->unit.parts > 1)
        snprintf(words, sizeof words, tr("%s, part %u of %u"), place, r->unit.part, r->unit.parts);
    if (look_width(&v->look, words, v->look.metrics.bar_cap_px, false) > screen_text_area(v).w)
        snprintf(words, sizeof words, "%s", unheard ? tr("No sound") : place);
    frame_begin_reading(v, list, screen_name(id), words);
    unit_add_pictures(v, &r->unit, list);
    frame_add_document(v, list, r->unit.words_rect);
    add_views(v, list, id, screen_text_area(v));
    bool reading = r->narrator == NARRATOR_READING;
    frame_end(v, list,
              &(struct frame_bar){.has_previous = reading || r->unit.number > 1 || r->unit.part > 1,
                                  .has_next = true, /* at the end it offers the next document */
                                  .is_reading = reading});
}
