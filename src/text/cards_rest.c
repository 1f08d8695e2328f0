#include "text/cards_rest.h"

#include "text/cards_cost.h"

#include <math.h>

static const float WIDE_GAP_LINES = 1.2f;
static const float LIST_GAP_PART = 1.3f;  /* of the gap before: a list's items are as far apart */
static const float TERM_LINE_PART = 1.2f; /* of the line under it */
static const float TERM_GAP_LINES = 2.0f; /* between a word and its meaning */

/* Does a figure that is not on that card stand beside the unit? */
static bool is_beside_another(const struct card_items *items, const struct card_unit *unit,
                              uint32_t card)
{
    for (uint32_t k = 0; k < items->figure_count; k++) {
        const struct card_figure *f = &items->figures[k];
        if (f->page == unit->page && f->leader != card && !f->is_sign &&
            card_is_beside(unit->box, f->box))
            return true;
    }
    return false;
}

/* Is unit i, which stands alone, the rest of a list that the picture of the unit before explains as a whole? */
static bool ends_list(const struct card_items *items, uint32_t i)
{
    const struct card_unit *unit = &items->units[i];
    if (i < 2 || unit->figure != CARDS_NONE || !unit->list || box_is_empty(unit->box))
        return false;
    const struct card_unit *before = unit - 1, *other = unit - 2;
    if (before->list != unit->list || before->page != unit->page || before->figure == CARDS_NONE ||
        other->figure != before->figure)
        return false;
    float most =
        fmaxf(WIDE_GAP_LINES * unit->line_pt, LIST_GAP_PART * (before->box.y0 - other->box.y1));
    return unit->box.y0 - before->box.y1 <= most && !is_beside_another(items, unit, before->figure);
}

/* Is unit i a word that its next card explains: a small heading over that card's words, the only card before the next heading? */
static bool is_term(const struct card_items *items, uint32_t i)
{
    if (i + 1 >= items->unit_count)
        return false;
    const struct card_unit *unit = &items->units[i], *next = unit + 1;
    if (!unit->is_heading || unit->figure != CARDS_NONE || next->figure == CARDS_NONE ||
        unit->page != next->page || box_is_empty(unit->box))
        return false;
    float line = next->line_pt, gap = next->box.y0 - unit->box.y1;
    struct box figure = items->figures[next->figure].box;
    if (unit->line_pt > TERM_LINE_PART * line || gap < -line || gap > TERM_GAP_LINES * line ||
        fabsf(unit->box.x0 - next->box.x0) > line || card_overlap_x(unit->box, figure) > 0)
        return false;
    uint32_t end = i + 1;
    while (end < items->unit_count && items->units[end].figure == next->figure)
        end++;
    return end == items->unit_count || items->units[end].page != unit->page ||
           items->units[end].is_heading;
}

void cards_take_rest(struct card_items *items)
{
    for (uint32_t i = 0; i < items->unit_count; i++) {
        if (ends_list(items, i))
            items->units[i].figure = items->units[i - 1].figure;
    }
    for (uint32_t i = 0; i < items->unit_count; i++) {
        if (is_term(items, i))
            items->units[i].figure = items->units[i + 1].figure;
    }
}
