#include "text/cards_flow.h"

/* How much text one picture explains, at most: in an Easy Read book, and in one that only has pictures. */
enum { MOST_WORDS = 60, MOST_BLOCKS_ELSEWHERE = 1 };

struct flow {
    const struct book *book;
    struct card_items *items;
    bool is_easy_read;
};

static bool has_boxes(const struct card_items *items)
{
    for (uint32_t i = 0; i < items->unit_count; i++)
        if (!box_is_empty(items->units[i].box))
            return true;
    return false;
}

/* Of figures that follow one another without a word between, the index behind the last. */
static uint32_t run_end(const struct card_items *items, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < items->figure_count &&
           items->figures[end].next_unit == items->figures[first].next_unit)
        end++;
    return end;
}

static bool begins_section(const struct card_items *items, uint32_t unit)
{
    return unit == 0 || items->units[unit - 1].is_heading;
}

static bool ends_section(const struct card_items *items, uint32_t unit)
{
    return unit == items->unit_count || items->units[unit].is_heading;
}

static bool words_come_first(const struct card_items *items)
{
    uint32_t begin = 0, end = 0;
    for (uint32_t f = 0; f < items->figure_count; f = run_end(items, f)) {
        begin += begins_section(items, items->figures[f].next_unit);
        end += ends_section(items, items->figures[f].next_unit);
    }
    return end > begin;
}

static enum block_kind kind_of(const struct flow *flow, uint32_t unit)
{
    return (enum block_kind)flow->book->blocks[flow->items->units[unit].block].kind;
}

/* May unit i go on a card that has `words` words, `blocks` blocks and ends (or begins) with unit `last`? */
static bool may_join(const struct flow *flow, uint32_t i, uint32_t words, uint32_t blocks)
{
    const struct card_unit *unit = &flow->items->units[i];
    if (unit->is_heading || unit->figure != CARDS_NONE)
        return false;
    if (blocks == 0)
        return true;
    return flow->is_easy_read ? words + unit->last_word - unit->first_word < MOST_WORDS
                              : blocks < MOST_BLOCKS_ELSEWHERE;
}

/* Gives figure `f` the units from `first` on, or back from the one before it, up to `limit`. */
static uint32_t take_units(struct flow *flow, uint32_t f, uint32_t first, uint32_t limit, int step)
{
    uint32_t taken = 0, words = 0, blocks = 0;
    for (uint32_t i = first; i != limit; i += (uint32_t)step) {
        struct card_unit *unit = &flow->items->units[i];
        uint32_t last = i - (uint32_t)step;
        bool is_same = taken > 0 && flow->items->units[last].block == unit->block;
        if (!is_same && !may_join(flow, i, words, blocks))
            break;
        if (!is_same && taken > 0 && kind_of(flow, last) == BLOCK_CAPTION)
            break;
        unit->figure = f;
        words += unit->last_word - unit->first_word + 1;
        blocks += !is_same;
        taken++;
    }
    return taken;
}

void cards_flow(const struct book *book, struct card_items *items)
{
    struct flow flow = {book, items, (book->info->flags & BOOK_IS_EASY_READ) != 0};
    if (items->figure_count == 0 || has_boxes(items))
        return;
    bool is_before = words_come_first(items);
    uint32_t behind = 0; /* the unit behind the figures before */
    for (uint32_t f = 0, end; f < items->figure_count; f = end) {
        uint32_t at = items->figures[f].next_unit, next = items->unit_count, taken;
        end = run_end(items, f);
        if (end < items->figure_count)
            next = items->figures[end].next_unit;
        bool has_caption = at < next && kind_of(&flow, at) == BLOCK_CAPTION;
        if (is_before && !has_caption)
            taken = take_units(&flow, f, at - 1, behind - 1, -1);
        else
            taken = take_units(&flow, f, at, next, 1);
        for (uint32_t k = f; k < end && taken > 0; k++)
            items->figures[k].leader = f;
        behind = at;
    }
}
