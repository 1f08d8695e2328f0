#include "text/cards.h"

#include "base/mem.h"
#include "text/cards_flow.h"
#include "text/cards_items.h"
#include "text/cards_pair.h"
#include "text/cards_rest.h"

#include <stdlib.h>

struct cards {
    struct card *items;
    size_t count, cap;
};

/* Words without a picture stand on one card up to so many, if they belong together. */
enum {
    MOST_JOINED_WORDS = 60,
    LAST_ITEM_WORDS = 20,   /* ... and so many more, where a list ends with them */
    MOST_ENTRY_WORDS = 120, /* of a list of contents, that is looked through rather than read */
    MOST_HEADING_WORDS = 20,
    MOST_TITLE_WORDS = 30, /* with what stands under it: an author, a date */
    SHORT_WORDS = 12
};

/* What is being made, and how far. */
struct making {
    const struct book *book;
    struct card_items items;
    struct cards *cards;
    uint32_t next_figure;
};

static struct card *add_card(struct cards *cards, enum card_kind kind, uint32_t page)
{
    MEM_ROOM(cards->items, cards->count, cards->cap);
    struct card *card = &cards->items[cards->count++];
    *card = (struct card){.kind = kind, .page = page};
    return card;
}

static void add_figure(const struct book *book, struct card *card, uint32_t figure)
{
    const struct book_block *block = &book->blocks[figure];
    if (card->figure_count == CARD_MOST_FIGURES)
        return;
    card->figures[card->figure_count++] = figure;
    card->picture_box = box_join(card->picture_box, book_box_points(block->box));
    if (!card->figure)
        card->figure = figure;
    if (!card->picture)
        card->picture = block->picture;
}

/* Pictures that explain no words, and stand before unit `unit`. */
static void add_decor(struct making *m, uint32_t unit)
{
    for (; m->next_figure < m->items.figure_count; m->next_figure++) {
        const struct card_figure *figure = &m->items.figures[m->next_figure];
        if (figure->next_unit > unit)
            return;
        if (figure->leader == CARDS_NONE && !figure->is_sign)
            add_figure(m->book, add_card(m->cards, CARD_DECOR, figure->page), figure->block);
    }
}

static void add_pair(struct making *m, const struct card_unit *unit)
{
    struct card *card = add_card(m->cards, CARD_PAIR, unit->page);
    card->first_word = unit->first_word;
    card->last_word = unit->last_word;
    for (uint32_t i = unit->figure; i != CARDS_NONE; i = m->items.figures[i].next_in_card)
        add_figure(m->book, card, m->items.figures[i].block);
}

/* Figures of one card are chained from their leader on. */
static void chain_figures(struct card_items *items)
{
    for (uint32_t i = 0; i < items->figure_count; i++)
        items->figures[i].next_in_card = CARDS_NONE;
    for (uint32_t i = items->figure_count; i-- > 0;) {
        uint32_t leader = items->figures[i].leader;
        if (leader == CARDS_NONE || leader == i)
            continue;
        items->figures[i].next_in_card = items->figures[leader].next_in_card;
        items->figures[leader].next_in_card = i;
    }
}

static bool ends_with(const struct book *book, uint32_t word, char sign)
{
    const struct book_word *w = &book->words[word];
    return book->pool[w->text + w->bytes - 1] == sign;
}

/* A line of a list of contents: short, without a full stop, and a link or a number at its end. */
static bool is_entry(const struct book *book, uint32_t first, uint32_t last)
{
    if (last - first >= SHORT_WORDS)
        return false;
    const struct book_word *w = &book->words[last];
    char end = book->pool[w->text + w->bytes - 1];
    const struct book_link *link = book_link_at(book, first);
    return (end >= '0' && end <= '9') || (link && link->target);
}

static const struct book_block *block_of(const struct making *m, uint32_t unit)
{
    return &m->book->blocks[m->items.units[unit].block];
}

/* The words of list item `unit` and of what follows it in its list, on its level (is_all) or under it. */
static uint32_t words_of_list(const struct making *m, uint32_t unit, bool is_all)
{
    const struct book_block *first = block_of(m, unit);
    uint32_t end = unit + 1;
    for (; end < m->items.unit_count && m->items.units[end].figure == CARDS_NONE; end++) {
        const struct book_block *block = block_of(m, end);
        bool is_under = block->level > first->level;
        if (block != first && (block->kind != BLOCK_LIST_ITEM ||
                               !(is_under || (is_all && block->group == first->group))))
            break;
    }
    return m->items.units[end - 1].last_word - m->items.units[unit].first_word + 1;
}

/* Does list item `unit` go on the card that holds what is before it? An item stays with those under it, and none is left over. */
static bool list_goes_on(const struct making *m, const struct card *card, uint32_t unit)
{
    const struct book_block *last = &m->book->blocks[m->book->words[card->last_word].block];
    const struct book_block *block = block_of(m, unit);
    bool is_list = last->kind == BLOCK_LIST_ITEM &&
                   (last->group == block->group || block->level > 1 || block->level < last->level);
    if (!is_list && !ends_with(m->book, card->last_word, ':'))
        return false;
    uint32_t words = card->last_word - card->first_word + 1;
    uint32_t rest = words_of_list(m, unit, true), item = words_of_list(m, unit, false);
    if (is_list && rest <= LAST_ITEM_WORDS && words + rest <= MOST_JOINED_WORDS + LAST_ITEM_WORDS)
        return true;
    if (is_list && block->level <= last->level && words >= SHORT_WORDS)
        return words + item <= MOST_JOINED_WORDS;
    return words < MOST_JOINED_WORDS;
}

/* Do the words of a unit without a picture go on the card before it, which has none either? */
static bool goes_on(const struct making *m, const struct card *card, uint32_t number)
{
    const struct book *book = m->book;
    const struct card_unit *unit = &m->items.units[number];
    const struct book_block *last = &book->blocks[book->words[card->last_word].block];
    const struct book_block *block = &book->blocks[unit->block];
    if (last == block)
        return true;
    if (unit->page > card->page + 1)
        return false;
    if (block->kind == BLOCK_LIST_ITEM)
        return list_goes_on(m, card, number);
    uint32_t words = unit->last_word - card->first_word;
    if (block->kind == BLOCK_CELL)
        return words < MOST_JOINED_WORDS && last->kind == BLOCK_CELL &&
               last->group == block->group && last->row == block->row;
    return words < MOST_ENTRY_WORDS && is_entry(book, last->first_word, card->last_word) &&
           is_entry(book, unit->first_word, unit->last_word);
}

/* Does a unit go on a card of headings: one more of them, or what stands under the title of the document? */
static bool joins_heading(const struct making *m, const struct card *card,
                          const struct card_unit *unit)
{
    uint32_t words = unit->last_word - card->first_word + 1;
    if (unit->page != card->page)
        return false;
    if (unit->is_heading)
        return words <= MOST_HEADING_WORDS;
    return card->first_word == 1 && words <= MOST_TITLE_WORDS &&
           unit->last_word - unit->first_word < SHORT_WORDS &&
           m->book->blocks[unit->block].kind == BLOCK_PARAGRAPH &&
           !ends_with(m->book, unit->last_word, ':');
}

static void add_lone(struct making *m, uint32_t number)
{
    struct cards *cards = m->cards;
    const struct card_unit *unit = &m->items.units[number];
    struct card *last = cards->count ? &cards->items[cards->count - 1] : NULL;
    const struct book_block *block =
        last && last->last_word ? &m->book->blocks[m->book->words[last->last_word].block] : NULL;
    bool joins = !unit->begins_block && block == &m->book->blocks[unit->block];
    enum card_kind kind = unit->is_heading ? CARD_HEADING : CARD_TEXT;
    if (last && last->kind == CARD_TEXT && kind == CARD_TEXT)
        joins |= goes_on(m, last, number);
    if (last && last->kind == CARD_HEADING)
        joins |= joins_heading(m, last, unit);
    if (!last || !joins) {
        last = add_card(cards, kind, unit->page);
        last->first_word = unit->first_word;
    }
    last->last_word = unit->last_word;
}

static void add_unit(struct making *m, uint32_t i)
{
    const struct card_unit *unit = &m->items.units[i];
    if (unit->figure != CARDS_NONE && i > 0 && m->items.units[i - 1].figure == unit->figure) {
        m->cards->items[m->cards->count - 1].last_word = unit->last_word;
        return;
    }
    add_decor(m, i);
    if (unit->figure == CARDS_NONE)
        add_lone(m, i);
    else
        add_pair(m, unit);
}

/* A picture without words that covers so much of its page is no logo. */
static const float COVER_PART = 0.1f;

static bool is_large(const struct book *book, const struct card *card)
{
    if (!card->page)
        return false;
    const struct book_page *page = &book->pages[card->page];
    struct box box = card->picture_box;
    return (box.x1 - box.x0) * (box.y1 - box.y0) >= COVER_PART * page->width_pt * page->height_pt;
}

/* The title of a document, or of a chapter, beside the picture of its page. */
static void find_covers(const struct book *book, struct cards *cards)
{
    for (size_t i = 0; i < cards->count; i++) {
        struct card *card = &cards->items[i];
        for (size_t k = i ? i - 1 : 1; k <= i + 1 && k < cards->count; k += 2) {
            const struct card *other = &cards->items[k];
            if (card->kind == CARD_HEADING && !card->cover && other->kind == CARD_DECOR &&
                other->page == card->page && is_large(book, other))
                card->cover = other->figure;
        }
    }
}

struct cards *cards_new(const struct book *book)
{
    struct making m = {.book = book, .cards = mem_new(1, sizeof *m.cards)};
    card_items_read(book, &m.items);
    cards_pair(book, &m.items);
    cards_take_rest(&m.items);
    cards_flow(book, &m.items);
    chain_figures(&m.items);
    for (uint32_t i = 0; i < m.items.unit_count; i++)
        add_unit(&m, i);
    add_decor(&m, m.items.unit_count);
    find_covers(book, m.cards);
    card_items_free(&m.items);
    return m.cards;
}

void cards_free(struct cards *cards)
{
    if (!cards)
        return;
    free(cards->items);
    free(cards);
}

size_t cards_count(const struct cards *cards)
{
    return cards->count;
}

const struct card *cards_at(const struct cards *cards, size_t index)
{
    return &cards->items[index];
}

size_t cards_of_word(const struct cards *cards, uint32_t word)
{
    size_t found = 0;
    bool any = false;
    for (size_t i = 0; i < cards->count; i++) {
        const struct card *card = &cards->items[i];
        if (!card->first_word)
            continue;
        if (any && card->first_word > word)
            break;
        found = i;
        any = true;
    }
    return found;
}
