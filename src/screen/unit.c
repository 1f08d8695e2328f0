#include "screen/unit.h"
#include "book/model.h"
#include "screen/frame.h"
#include "screen/unit_views.h"
#include "text/icon.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <stdio.h>

enum {
    GROUP_VIEWS = 2,
    MEASURE_EM = 10,   /* lines narrower than this are hard to read: a picture leaves them room */
    LIST_SIGN_EM = 2,  /* a list's sign and its room, about */
    LEAD_PART = 4,     /* of the area: what leads to the words takes no more of it */
    PARTS_LEVELLED = 6 /* words of no more screens than these are shared out evenly */
};

/* Pictures that cover less than this of the room that they share with their words are tiny. */
static const double PICTURE_LEAST_PART = 0.08;

/* What the bar beside the lit sentence takes up, which may stand at either side of the words. */
static int bar_px(const struct visit *v)
{
    return v->look.metrics.side_bar_px + v->look.metrics.border_px;
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
    int gap = m->unit_px + (beside ? bar_px(v) : 0);
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

/* A word wider than the area is broken, best behind a hyphen or slash: its widest part then. */
static int word_width(const struct visit *v, const struct book_word *w,
                      const struct run_style *style, int area_px)
{
    const char *text = v->reading.book->pool + w->text;
    int widest = run_measure(v->look.runs, text, w->bytes, style);
    if (widest <= area_px)
        return widest;
    widest = 0;
    for (size_t from = 0, to; from < w->bytes; from = to) {
        for (to = from + 1; to < w->bytes && text[to - 1] != '-' && text[to - 1] != '/';)
            to++;
        int part = run_measure(v->look.runs, text + from, to - from, style);
        widest = part > widest ? part : widest;
    }
    return widest < area_px ? widest : area_px;
}

static struct width width_of(const struct visit *v, const struct visit_unit *unit, int area_px)
{
    const struct book *book = v->reading.book;
    struct run_style style = look_style(&v->look, v->look.metrics.body_cap_px, true);
    style.letter_spacing_px = (int)(screen_layout_style(v).letter_spacing_em * style.size_px + 0.5);
    struct width width = {0};
    int line = 0, most = MEASURE_EM * style.size_px, sign = LIST_SIGN_EM * style.size_px;
    for (uint32_t n = unit->first_word; n <= unit->last_word; n++) {
        const struct book_word *w = &book->words[n];
        int word = word_width(v, w, &style, area_px);
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
    return (double)pixels * part * part * part;
}

/* A way to share the room between pictures and words. */
struct way {
    struct share share;
    double value; /* see worth */
    bool is_able; /* no word needs to be broken, and a line has room */
};

enum { WAYS = 16 };

/* On a wide glass pictures stand before their words (A53), over them only where beside them a word would break. */
static void keep_beside(const struct visit *v, struct way ways[WAYS])
{
    const struct display *d = &v->look.display;
    bool beside = false;
    for (size_t i = 0; i < WAYS; i += 2)
        beside |= ways[i].is_able;
    for (size_t i = 1; i < WAYS && beside && d->width_px > d->height_px; i += 2)
        ways[i].is_able = false;
}

/* Those with small pictures first: they leave the words most room. Those beside the words and over them by turns. */
static void find_ways(const struct visit *v, const struct visit_unit *unit, struct rect area,
                      struct way ways[WAYS])
{
    static const double parts[WAYS / 2] = {0.24, 0.3, 0.36, 0.42, 0.48, 0.54, 0.6, 0.66};
    int line = look_line(&v->look, v->look.metrics.body_cap_px);
    struct width width = width_of(v, unit, area.w);
    for (size_t i = 0; i < WAYS; i++) {
        struct share s = share_room(v, area, i % 2 == 0, parts[i / 2]);
        struct visit_unit tried = *unit;
        double value = worth(give_room(v, &tried, s.picture), &s, &width);
        ways[i] = (struct way){s, value, s.words.h >= line && s.words.w >= width.word};
    }
    keep_beside(v, ways);
}

static uint32_t screens_of(const struct visit *v, const struct visit_unit *unit,
                           const struct way *way)
{
    struct layout *layout = lay_out(v, unit, &way->share);
    uint32_t screens = parts_of(layout, unit->first_word);
    layout_free(layout);
    return screens;
}

/* Of all ways in which the words fit one screen, that which is worth most; else that with the fewest screens; one screen more where
 * the pictures would else be tiny and are at least twice as large so. */
static struct share share_pictures(const struct visit *v, const struct visit_unit *unit,
                                   struct rect area)
{
    struct way ways[WAYS];
    find_ways(v, unit, area, ways);
    const struct way *best = &ways[0];
    uint32_t fewest = screens_of(v, unit, best);
    for (size_t i = 1; i < WAYS; i++) {
        if (!ways[i].is_able || (fewest == 1 && ways[i].value <= best->value))
            continue;
        uint32_t screens = screens_of(v, unit, &ways[i]);
        if (screens > fewest || (screens == fewest && ways[i].value <= best->value))
            continue;
        fewest = screens;
        best = &ways[i];
    }
    if (best->value >= PICTURE_LEAST_PART * area.w * area.h)
        return best->share;
    double least = 2 * best->value;
    for (size_t i = 0; i < WAYS; i++) {
        if (ways[i].is_able && ways[i].value >= least &&
            screens_of(v, unit, &ways[i]) == fewest + 1) {
            best = &ways[i];
            least = best->value;
        }
    }
    return best->share;
}

/* How many of the unit's screens begin within a paragraph. */
static uint32_t cuts_of(const struct book *book, uint32_t first_word, struct layout *layout)
{
    uint32_t cuts = 0;
    const struct layout_screen *screen;
    (void)layout_screen_at(layout, first_word);
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

/* Finds room for the unit in the area. */
static void fit_in(const struct visit *v, enum screen_id id, struct visit_unit *unit,
                   struct rect area)
{
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

static const char *lead_text(const struct visit *v, const struct visit_unit *unit, struct str *out)
{
    size_t bytes;
    const char *text = book_slice(v->reading.book, unit->lead_first, unit->lead_last, &bytes);
    str_add_bytes(out, text, bytes);
    return str_text(out);
}

/* The words that lead to the unit stand over it, where they leave it three quarters of the area or more. */
static struct rect place_lead(const struct visit *v, const struct visit_unit *unit,
                              struct rect *area)
{
    if (!unit->lead_first)
        return (struct rect){0};
    struct str text = {0};
    int high = look_height(&v->look, lead_text(v, unit, &text), v->look.metrics.body_cap_px, false,
                           area->w);
    str_free(&text);
    struct rect rect = {area->x, area->y, area->w, high};
    if (high * LEAD_PART > area->h)
        return (struct rect){0};
    high += metrics_gap_px(&v->look.metrics);
    area->y += high;
    area->h -= high;
    return rect;
}

void unit_fit(const struct visit *v, enum screen_id id, struct visit_unit *unit)
{
    struct rect area = screen_text_area(v);
    struct unit_view views[UNIT_VIEWS_MOST];
    struct rect rects[UNIT_VIEWS_MOST];
    unit_place_views(v, id, &area, views, rects);
    struct rect all = area;
    unit->lead_rect = place_lead(v, unit, &area);
    fit_in(v, id, unit, area);
    if (unit->lead_rect.h && unit->parts > 1) { /* what is the unit's own comes first */
        unit->lead_rect = (struct rect){0};
        fit_in(v, id, unit, all);
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
    struct unit_view views[UNIT_VIEWS_MOST];
    struct rect rects[UNIT_VIEWS_MOST];
    int count = unit_place_views(v, id, &area, views, rects);
    for (int i = 0; i < count; i++) {
        struct widget *w = widget_add(list, ROLE_BUTTON, views[i].name, NULL, rects[i]);
        w->action = views[i].action;
        w->icon = icon_codepoint(views[i].icon);
        w->icon_beside = rects[i].h < 2 * look_line(&v->look, v->look.metrics.bar_cap_px);
        w->cap_px = v->look.metrics.bar_cap_px;
        w->group = GROUP_VIEWS;
    }
}

static void add_lead(const struct visit *v, const struct visit_unit *unit, struct widget_list *list)
{
    struct str text = {0};
    if (!unit->lead_rect.h)
        return;
    struct widget *w =
        widget_add(list, ROLE_TEXT, lead_text(v, unit, &text), NULL, unit->lead_rect);
    w->state |= STATE_MUTED;
    w->cap_px = v->look.metrics.body_cap_px;
    widget_set_lang(list, w, book_word_lang(v->reading.book, unit->lead_first));
    str_free(&text);
}

void unit_add(const struct visit *v, struct widget_list *list, enum screen_id id, const char *place)
{
    const struct visit_reading *r = &v->reading;
    char words[160];
    snprintf(words, sizeof words, "%s", place);
    bool unheard = v->sound_is_lost && r->narrator == NARRATOR_READING;
    if (unheard)
        snprintf(words, sizeof words, "%s", frame_no_sound(v));
    else if (r->unit.parts > 1)
        snprintf(words, sizeof words, tr("%s, part %u of %u"), place, r->unit.part, r->unit.parts);
    int room = screen_text_area(v).w;
    if (!unheard && look_width(&v->look, words, v->look.metrics.bar_cap_px, false) > room)
        snprintf(words, sizeof words, "%s", place);
    frame_begin_reading(v, list, screen_name(id), words);
    add_lead(v, &r->unit, list);
    unit_add_pictures(v, &r->unit, list);
    frame_add_document(v, list, r->unit.words_rect);
    add_views(v, list, id, screen_text_area(v));
    bool reading = r->narrator == NARRATOR_READING;
    frame_end(v, list,
              &(struct frame_bar){.has_previous = reading || r->unit.number > 1 || r->unit.part > 1,
                                  .has_next = true, /* at the end it offers the next document */
                                  .is_reading = reading});
}
