#include "text/cards_pair.h"

#include "base/mem.h"
#include "text/cards.h"
#include "text/cards_cost.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_GROUP_UNITS = 40,
    MOST_PAGE_UNITS = 500, /* beyond, a page is no Easy Read page, and pairing would take long */
    MOST_PAGE_FIGURES = 250
};

static const float LONE = 1.0f;          /* a unit that no figure explains */
static const float LONE_GOING_ON = 0.4f; /* ... like the one before it */
static const float LONE_BESIDE = 4.0f;   /* ... though it stands beside one */
static const float LONE_HEADING = 0.0f;
static const float LONE_HEADING_BESIDE = 2.5f;
static const float LONE_CAPTION = 3.0f;
static const float SKIPPED = 3.0f;       /* a figure that explains nothing */
static const float SECOND_FIGURE = 0.5f; /* in the same card */
static const float ANOTHER_FIGURE = 0.25f;
static const float CUT_FIGURES = 1.0f;  /* between two that reach into one another */
static const float CUT_IN_BLOCK = 1.5f; /* a group that ends within a paragraph */
static const float CUT_AT_GAP = 0.3f;   /* ... where a wide gap runs through it */
static const float CUT_TIGHT = 0.25f;   /* ... between paragraphs that are close together */
static const float TIGHT_GAP_LINES = 0.8f;
static const float WIDE_GAP_LINES = 1.2f;
static const float CUT_LIST = 1.0f;  /* ... between a list's items, or it and what leads to it */
static const float FAR_LINES = 3.0f; /* text over or under a figure */
static const float FARTHEST_PART = 0.4f; /* of the page's height */
static const float MOST_COST = 5.0f;     /* no group is worse than what it replaces */
static const float SMALL_LINES = 1.6f;   /* a figure no larger is a bullet or a sign in the text */
static const float THIN_LINES = 1.2f;    /* ... and one no wider, but long, is a bar */
static const float BAR_TIMES = 2.5f;     /* as long as wide */
static const float STANDS_BESIDE_PART = 0.6f; /* of the figures: the book puts text beside them */
static const float STANDS_APART_PART = 0.25f;
static const float STACKED_EXTRA = 2.0f;
static const float TITLE_EXTRA = 2.5f;
static const float COVER_TITLE_EXTRA = 4.0f;
static const float BESIDE_EXTRA = 1.0f;
static const float OTHER_DIRECTION = 1.0f;
static const float LITTLE_EXTRA = 0.4f;
static const float TOGETHER_LINES = 3.0f; /* figures of one card are no farther apart */

/* The page being paired. */
struct pairing {
    struct card_items *items;
    struct card_scale scale;
    uint32_t *units,
        *figures; /* indexes of those on the page; figures in the order of the words they explain */
    uint32_t unit_count, figure_count;
    float *lone;      /* cost of each unit alone */
    bool *has_beside; /* of each figure: words stand beside it */
    float
        *best; /* of the ways to have used i units and k figures: cell i * (figure_count + 1) + k */
    uint32_t *from; /* that cell's predecessor */
};

static struct card_unit *unit_at(const struct pairing *p, uint32_t i)
{
    return &p->items->units[p->units[i]];
}

static struct card_figure *figure_at(const struct pairing *p, uint32_t k)
{
    return &p->items->figures[p->figures[k]];
}

/* --- what a book and a page are measured by --- */

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float middle_line(const struct pairing *p)
{
    float *lines = mem_new(p->unit_count + 1, sizeof *lines), middle = 0;
    for (uint32_t i = 0; i < p->unit_count; i++)
        lines[i] = unit_at(p, i)->line_pt;
    qsort(lines, p->unit_count, sizeof *lines, compare_floats);
    middle = p->unit_count ? lines[p->unit_count / 2] : 0;
    free(lines);
    return middle > 1 ? middle : 12;
}

/* Is it a picture that can explain words: no bullet, and no ground on which other pictures stand? */
static bool can_explain(const struct pairing *p, struct card_figure *figure)
{
    struct box f = figure->box;
    float small = SMALL_LINES * p->scale.line_pt, thin = THIN_LINES * p->scale.line_pt;
    float shorter = fminf(f.x1 - f.x0, f.y1 - f.y0), longer = fmaxf(f.x1 - f.x0, f.y1 - f.y0);
    figure->is_sign = longer < small || (shorter < thin && longer > BAR_TIMES * shorter);
    if (figure->is_sign)
        return false;
    for (uint32_t k = 0; k < p->figure_count; k++) {
        const struct card_figure *other = figure_at(p, k);
        struct box o = other->box;
        if (other != figure && o.x0 >= f.x0 - 1 && o.y0 >= f.y0 - 1 && o.x1 <= f.x1 + 1 &&
            o.y1 <= f.y1 + 1 &&
            (o.x1 - o.x0) * (o.y1 - o.y0) < 0.8f * (f.x1 - f.x0) * (f.y1 - f.y0))
            return false;
    }
    return true;
}

/* Puts those that can explain nothing at the end, and out of the count; the page may be opened again. */
static void drop_unable(struct pairing *p)
{
    uint32_t *unable = mem_new(p->figure_count + 1, sizeof *unable);
    uint32_t kept = 0, dropped = 0;
    bool *able = mem_new(p->figure_count + 1, sizeof *able);
    for (uint32_t k = 0; k < p->figure_count; k++)
        able[k] = can_explain(p, figure_at(p, k));
    for (uint32_t k = 0; k < p->figure_count; k++) {
        if (able[k])
            p->figures[kept++] = p->figures[k];
        else
            unable[dropped++] = p->figures[k];
    }
    memcpy(p->figures + kept, unable, dropped * sizeof *unable);
    p->figure_count = kept;
    free(unable);
    free(able);
}

/* --- figures in the order of the words they explain --- */

struct place {
    uint32_t figure, unit;
    struct box box;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (card_overlap_y(x->box, y->box) <= 0)
        return x->box.y0 < y->box.y0 ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static void order_figures(struct pairing *p)
{
    struct place *places = mem_new(p->figure_count + 1, sizeof *places);
    for (uint32_t k = 0; k < p->figure_count; k++) {
        const struct card_figure *figure = figure_at(p, k);
        float nearest = INFINITY;
        places[k] = (struct place){p->figures[k], 0, figure->box};
        for (uint32_t i = 0; i < p->unit_count; i++) {
            struct box u = unit_at(p, i)->box, f = figure->box;
            float way = card_way(u, f) + 0.1f * fabsf(u.y0 + u.y1 - f.y0 - f.y1) / 2;
            if (way >= nearest)
                continue;
            nearest = way;
            places[k].unit = i;
        }
    }
    qsort(places, p->figure_count, sizeof *places, compare_places);
    for (uint32_t k = 0; k < p->figure_count; k++)
        p->figures[k] = places[k].figure;
    free(places);
}

/* --- the cheapest way --- */

/* Do unit i and figure k stand beside one another, with nothing between? */
static bool are_neighbours(const struct pairing *p, uint32_t i, uint32_t k)
{
    struct box u = unit_at(p, i)->box, f = figure_at(p, k)->box;
    if (!card_is_beside(u, f))
        return false;
    if (card_is_near_beside(u, f, &p->scale))
        return true;
    for (uint32_t n = 0; n < p->unit_count; n++)
        if (n != i && card_is_between(unit_at(p, n)->box, u, f))
            return false;
    for (uint32_t n = 0; n < p->figure_count; n++)
        if (n != k && card_is_between(figure_at(p, n)->box, u, f))
            return false;
    return true;
}

/* Does unit i go on with what unit i - 1 begins: a list, a paragraph? */
static bool goes_on(const struct pairing *p, uint32_t i)
{
    if (i == 0 || p->units[i] != p->units[i - 1] + 1)
        return false;
    const struct card_unit *unit = unit_at(p, i), *before = unit_at(p, i - 1);
    return unit->block == before->block || (unit->list && unit->list == before->list);
}

static void weigh_lone(struct pairing *p)
{
    for (uint32_t i = 0; i < p->unit_count; i++) {
        const struct card_unit *unit = unit_at(p, i);
        bool beside = false;
        for (uint32_t k = 0; k < p->figure_count; k++) {
            bool is_neighbour = are_neighbours(p, i, k);
            beside = beside || is_neighbour;
            p->has_beside[k] = p->has_beside[k] || is_neighbour;
        }
        if (unit->is_heading)
            p->lone[i] = beside ? LONE_HEADING_BESIDE : LONE_HEADING;
        else
            p->lone[i] = beside             ? LONE_BESIDE
                         : unit->is_caption ? LONE_CAPTION
                         : goes_on(p, i)    ? LONE_GOING_ON
                                            : LONE;
    }
}

static void reach(struct pairing *p, uint32_t from, uint32_t i, uint32_t k, float cost)
{
    uint32_t cell = i * (p->figure_count + 1) + k;
    if (cost >= p->best[cell])
        return;
    p->best[cell] = cost;
    p->from[cell] = from;
}

/* What it costs to begin a card with unit i (or end one before it). */
static float cut_before(const struct pairing *p, uint32_t i)
{
    if (i == 0 || i >= p->unit_count)
        return 0;
    const struct card_unit *before = unit_at(p, i - 1), *unit = unit_at(p, i);
    float gap = unit->box.y0 - before->box.y1;
    if (unit->begins_block)
        return gap < TIGHT_GAP_LINES * p->scale.line_pt && unit->box.y0 > before->box.y0 ? CUT_TIGHT
                                                                                         : 0;
    return gap > WIDE_GAP_LINES * p->scale.line_pt ? CUT_AT_GAP : CUT_IN_BLOCK;
}

/* A list of which a card has several items stands there whole, and what leads to it too. */
static float cut_list(const struct pairing *p, uint32_t first, uint32_t end)
{
    const struct card_unit *begin = unit_at(p, first), *last = unit_at(p, end - 1);
    float cost = 0;
    if (end - first < 2)
        return 0;
    if (first > 0 && begin->list && begin->list == unit_at(p, first + 1)->list) {
        const struct card_unit *before = unit_at(p, first - 1);
        if (before->list == begin->list || before->leads_on)
            cost += CUT_LIST;
    }
    if (end < p->unit_count && last->list && last->list == unit_at(p, end - 2)->list &&
        last->list == unit_at(p, end)->list)
        cost += CUT_LIST;
    return cost;
}

/* Does nothing stand between the group's words and its figure, which are far over each other? */
static bool is_way_clear(const struct pairing *p, const struct card_group *group)
{
    float gap = card_group_gap(group);
    if (gap < FAR_LINES * p->scale.line_pt || gap > FARTHEST_PART * p->scale.height_pt)
        return false;
    struct box t = group->text, f = group->figure;
    struct box way = {fmaxf(t.x0, f.x0), fminf(t.y1, f.y1) + 1, fminf(t.x1, f.x1),
                      fmaxf(t.y0, f.y0) - 1};
    for (uint32_t i = 0; i < p->unit_count; i++) {
        struct box u = unit_at(p, i)->box;
        if (card_overlap_x(u, way) > 0 && card_overlap_y(u, way) > 0)
            return false;
    }
    for (uint32_t k = 0; k < p->figure_count; k++) {
        struct box o = figure_at(p, k)->box;
        if (card_overlap_x(o, way) > 0 && card_overlap_y(o, way) > 0)
            return false;
    }
    return true;
}

/* What it costs to have so many figures from k on in one card, and no more. */
static float figures_cost(const struct pairing *p, uint32_t k, uint32_t figures, struct box box)
{
    float cost = figures < 2 ? 0 : SECOND_FIGURE + ANOTHER_FIGURE * (float)(figures - 2);
    if (k + figures == p->figure_count)
        return cost;
    struct box next = figure_at(p, k + figures)->box;
    return card_overlap_x(box, next) > 0 && card_overlap_y(box, next) > 0 ? cost + CUT_FIGURES
                                                                          : cost;
}

/* The figures k to k + figures - 1 as those of one card, before it has words. */
struct hand {
    uint32_t k, figures;
    struct card_group group;
    struct card_scale scale;
    float cost;
};

static struct hand open_hand(const struct pairing *p, uint32_t k, uint32_t figures, struct box box)
{
    struct hand hand = {
        .k = k, .figures = figures, .scale = p->scale, .cost = figures_cost(p, k, figures, box)};
    bool any_beside = false;
    card_group_begin(&hand.group, box);
    for (uint32_t n = 0; n < p->figure_count; n++)
        if (n < k || n >= k + figures)
            card_group_add_other(&hand.group, figure_at(p, n)->box);
        else
            any_beside = any_beside || p->has_beside[n];
    if (!any_beside)
        hand.scale.stacked_extra = fminf(hand.scale.stacked_extra, LITTLE_EXTRA);
    return hand;
}

/* The cost of a group; whether the way is clear is asked only where it would make a difference, for that takes time. */
static float group_cost(const struct pairing *p, struct card_group *group,
                        const struct card_scale *scale, float most)
{
    group->is_way_clear = true;
    float cost = card_group_cost(group, scale);
    if (cost >= most)
        return cost;
    group->is_way_clear = is_way_clear(p, group);
    return group->is_way_clear ? cost : card_group_cost(group, scale);
}

/* Groups that begin with unit i. */
static void try_groups(struct pairing *p, uint32_t i, const struct hand *hand)
{
    uint32_t columns = p->figure_count + 1, cell = i * columns + hand->k;
    float start = p->best[cell] + cut_before(p, i) + hand->cost;
    float without = p->best[cell] + SKIPPED * (float)hand->figures; /* these figures */
    struct card_group group = hand->group;
    for (uint32_t n = i; n < p->unit_count && n < i + MOST_GROUP_UNITS; n++) {
        if (n > i && p->units[n] != p->units[n - 1] + 1)
            return;
        card_group_add(&group, &hand->scale, n > i ? unit_at(p, n - 1) : NULL, unit_at(p, n));
        if (group.inner > MOST_COST)
            return;
        without += p->lone[n];
        float best = p->best[(n + 1) * columns + hand->k + hand->figures];
        float most = fminf(best, without) - start;
        if (group.inner >= most)
            continue;
        float cost = group_cost(p, &group, &hand->scale, most) + cut_list(p, i, n + 1);
        if (cost < CARDS_NEVER)
            reach(p, cell, n + 1, hand->k + hand->figures, start + cost + cut_before(p, n + 1));
    }
}

/* May the figure share a card with those around it? Nothing else lies between them. */
static bool stand_together(const struct pairing *p, struct box box, const struct card_figure *next)
{
    float most = TOGETHER_LINES * p->scale.line_pt;
    struct box both = box_join(box, next->box);
    float way = fmaxf(-card_overlap_x(box, next->box), -card_overlap_y(box, next->box));
    if (way > most)
        return false;
    for (uint32_t i = 0; i < p->unit_count; i++) {
        struct box u = unit_at(p, i)->box;
        if (card_overlap_x(u, both) > 0 && card_overlap_y(u, both) > 0 &&
            !(card_overlap_x(u, box) > 0 && card_overlap_y(u, box) > 0) &&
            !(card_overlap_x(u, next->box) > 0 && card_overlap_y(u, next->box) > 0))
            return false;
    }
    return true;
}

/* All that figure k can begin a card with, alone and with those that follow. */
static uint32_t open_hands(const struct pairing *p, uint32_t k, struct hand *hands)
{
    uint32_t count = 0;
    struct box box = figure_at(p, k)->box;
    for (uint32_t n = 1; n <= CARD_MOST_FIGURES && k + n <= p->figure_count; n++) {
        if (n > 1 && !stand_together(p, box, figure_at(p, k + n - 1)))
            break;
        box = box_join(box, figure_at(p, k + n - 1)->box);
        hands[count++] = open_hand(p, k, n, box);
    }
    return count;
}

static void align(struct pairing *p)
{
    uint32_t columns = p->figure_count + 1, cells = (p->unit_count + 1) * columns;
    for (uint32_t c = 0; c < cells; c++)
        p->best[c] = INFINITY;
    p->best[0] = 0;
    for (uint32_t k = 0; k <= p->figure_count; k++) {
        struct hand hands[CARD_MOST_FIGURES];
        uint32_t count = k < p->figure_count ? open_hands(p, k, hands) : 0;
        for (uint32_t i = 0; i <= p->unit_count; i++) {
            uint32_t cell = i * columns + k;
            if (i < p->unit_count)
                reach(p, cell, i + 1, k, p->best[cell] + p->lone[i]);
            if (k < p->figure_count)
                reach(p, cell, i, k + 1, p->best[cell] + SKIPPED);
            for (uint32_t n = 0; n < count; n++)
                try_groups(p, i, &hands[n]);
        }
    }
}

static void take_way(struct pairing *p)
{
    uint32_t columns = p->figure_count + 1;
    uint32_t cell = (p->unit_count + 1) * columns - 1;
    while (cell != 0) {
        uint32_t from = p->from[cell];
        uint32_t i = from / columns, k = from % columns, i1 = cell / columns, k1 = cell % columns;
        if (i1 > i && k1 > k) {
            for (uint32_t n = i; n < i1; n++)
                unit_at(p, n)->figure = p->figures[k];
            for (uint32_t n = k; n < k1; n++)
                figure_at(p, n)->leader = p->figures[k];
        }
        cell = from;
    }
}

/* Finds the cheapest way, takes it, if that is wanted, and returns its cost. */
static float pair_page(struct pairing *p, bool is_taken)
{
    size_t cells = ((size_t)p->unit_count + 1) * (p->figure_count + 1);
    order_figures(p);
    p->lone = mem_new(p->unit_count + 1, sizeof *p->lone);
    p->has_beside = mem_new(p->figure_count + 1, sizeof *p->has_beside);
    p->best = mem_new(cells, sizeof *p->best);
    p->from = mem_new(cells, sizeof *p->from);
    weigh_lone(p);
    align(p);
    float cost = p->best[cells - 1];
    if (is_taken)
        take_way(p);
    free(p->lone);
    free(p->has_beside);
    free(p->best);
    free(p->from);
    return cost;
}

/* --- pages --- */

/* Indexes of units or figures by page, in the order they come: those of page n stand at first[n] to first[n + 1] - 1. */
struct by_page {
    uint32_t *first, *items;
};

static uint32_t page_of_unit(const struct card_items *items, uint32_t i)
{
    return box_is_empty(items->units[i].box) ? 0 : items->units[i].page;
}

static uint32_t page_of_figure(const struct card_items *items, uint32_t i)
{
    return box_is_empty(items->figures[i].box) ? 0 : items->figures[i].page;
}

/* Page 0 takes what has no place. */
static struct by_page sort_by_page(const struct card_items *items, uint32_t count, uint32_t pages,
                                   uint32_t (*page_of)(const struct card_items *, uint32_t))
{
    struct by_page by = {mem_new((size_t)pages + 3, sizeof *by.first),
                         mem_new((size_t)count + 1, sizeof *by.items)};
    for (uint32_t i = 0; i < count; i++)
        by.first[page_of(items, i) + 2]++;
    for (uint32_t page = 1; page <= pages + 1; page++)
        by.first[page + 1] += by.first[page];
    for (uint32_t i = 0; i < count; i++)
        by.items[by.first[page_of(items, i) + 1]++] = i;
    return by;
}

static void free_by_page(struct by_page *by)
{
    free(by->first);
    free(by->items);
}

struct pages {
    const struct book *book;
    struct card_items *items;
    struct by_page units, figures;
};

static struct pairing open_page(const struct pages *pages, uint32_t page)
{
    const uint32_t *units = pages->units.first + page, *figures = pages->figures.first + page;
    const struct book_page *size = &pages->book->pages[page];
    struct pairing p = {.items = pages->items,
                        .units = pages->units.items + units[0],
                        .unit_count = units[1] - units[0],
                        .figures = pages->figures.items + figures[0],
                        .figure_count = figures[1] - figures[0]};
    if (p.unit_count > MOST_PAGE_UNITS || p.figure_count > MOST_PAGE_FIGURES)
        p.figure_count = 0;
    if (p.figure_count == 0)
        return p;
    p.scale = (struct card_scale){.width_pt = fmaxf(1, size->width_pt),
                                  .height_pt = fmaxf(1, size->height_pt),
                                  .line_pt = middle_line(&p),
                                  .stacked_extra = LITTLE_EXTRA};
    drop_unable(&p);
    return p;
}

static bool stands_beside(const struct pairing *p, uint32_t k)
{
    for (uint32_t i = 0; i < p->unit_count; i++)
        if (are_neighbours(p, i, k))
            return true;
    return false;
}

/* The share of the book's figures that have text beside them. */
static float share_beside(const struct pages *pages)
{
    uint32_t figures = 0, beside = 0;
    for (uint32_t page = 1; page <= pages->book->page_count; page++) {
        struct pairing p = open_page(pages, page);
        for (uint32_t k = 0; k < p.figure_count; k++)
            beside += stands_beside(&p, k);
        figures += p.figure_count;
    }
    return figures ? (float)beside / (float)figures : 0;
}

/* What a book does with its pictures. */
struct habit {
    float share_beside;
    float over_extra, under_extra;
};

static float pair_pages(const struct pages *pages, const struct habit *habit, bool is_taken)
{
    float cost = 0;
    for (uint32_t page = 1; page <= pages->book->page_count; page++) {
        struct pairing p = open_page(pages, page);
        if (p.figure_count == 0 || p.unit_count == 0)
            continue;
        if (habit->share_beside >= STANDS_BESIDE_PART)
            p.scale.stacked_extra = STACKED_EXTRA,
            p.scale.title_extra = page == 1 ? COVER_TITLE_EXTRA : TITLE_EXTRA;
        else if (habit->share_beside < STANDS_APART_PART)
            p.scale.beside_extra = BESIDE_EXTRA;
        p.scale.over_extra = habit->over_extra;
        p.scale.under_extra = habit->under_extra;
        cost += pair_page(&p, is_taken);
    }
    return cost;
}

/* Between two pictures with text over and under each, only the rest of the book can tell whose text is whose. */
static void learn_direction(const struct pages *pages, struct habit *habit)
{
    struct habit over = *habit, under = *habit;
    over.under_extra = under.over_extra = OTHER_DIRECTION;
    *habit = pair_pages(pages, &over, false) <= pair_pages(pages, &under, false) ? over : under;
}

void cards_pair(const struct book *book, struct card_items *items)
{
    if (items->figure_count == 0)
        return;
    struct pages pages = {
        book, items, sort_by_page(items, items->unit_count, book->page_count, page_of_unit),
        sort_by_page(items, items->figure_count, book->page_count, page_of_figure)};
    struct habit habit = {.share_beside = share_beside(&pages)};
    if (habit.share_beside < STANDS_BESIDE_PART)
        learn_direction(&pages, &habit);
    pair_pages(&pages, &habit, true);
    free_by_page(&pages.units);
    free_by_page(&pages.figures);
}
