#include "app/units.h"
#include "book/model.h"
#include "screen/unit.h"
#include "text/cards.h"
#include "text/layout.h"

/* Cards without words (a cover's picture, a logo) are passed over. */
static const struct card *card_of(const struct visit_reading *r, size_t index)
{
    const struct card *card = cards_at(r->cards, index);
    return card->first_word ? card : NULL;
}

static bool find_cards(struct visit_reading *r)
{
    if (!r->cards)
        r->cards = cards_new(r->book);
    return r->cards && cards_count(r->cards) && r->book->word_count;
}

static void count_card(const struct visit_reading *r, size_t index, struct visit_unit *unit)
{
    unit->number = unit->count = 0;
    for (size_t i = 0; i < cards_count(r->cards); i++) {
        if (!card_of(r, i))
            continue;
        unit->count++;
        if (i <= index)
            unit->number = unit->count;
    }
}

/* Those whose pictures show, then those that are told. */
static void take_figures(const struct visit *v, const struct card *card, struct visit_unit *unit)
{
    const struct book *book = v->reading.book;
    bool text_only = v->settings.text_only;
    const uint32_t *figures = card->figure_count ? card->figures : &card->cover;
    uint32_t count = card->figure_count ? card->figure_count : card->cover != 0;
    unit->figure_count = unit->told_count = 0;
    for (uint32_t i = 0; i < count && !text_only; i++) {
        uint32_t picture = book->blocks[figures[i]].picture;
        if (picture && book->pictures[picture].bytes)
            unit->figures[unit->figure_count++] = figures[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        if (layout_is_told(book, figures[i], text_only))
            unit->figures[unit->figure_count + unit->told_count++] = figures[i];
    }
}

/* How far back what leads to a list may stand, and how long it may be. */
enum { LEAD_CARDS_MOST = 8, LEAD_WORDS_MOST = 25, LINK_WORDS_MOST = 2 };

static bool is_item(const struct book *book, uint32_t word)
{
    return book->blocks[book->words[word].block].kind == BLOCK_LIST_ITEM;
}

static bool ends_with_colon(const struct book *book, uint32_t word)
{
    const struct book_word *w = &book->words[word];
    return w->bytes && book->pool[w->text + w->bytes - 1] == ':';
}

/* A card that begins within a list shows what leads to the list, if that stands on an earlier card: "You can vote:", "or". */
static void take_lead(const struct visit_reading *r, size_t index, struct visit_unit *unit)
{
    const struct book *book = r->book;
    const struct card *card = cards_at(r->cards, index);
    uint32_t page = card->page;
    unit->lead_first = unit->lead_last = 0;
    if (!is_item(book, card->first_word))
        return;
    for (size_t i = index; i-- > 0 && index - i <= LEAD_CARDS_MOST;) {
        if (!(card = card_of(r, i)))
            continue;
        uint32_t last = card->last_word; /* before the items that the card ends with */
        while (last >= card->first_word && is_item(book, last))
            last = book->blocks[book->words[last].block].first_word - 1;
        if (card->kind == CARD_HEADING || card->page + 1 < page)
            return;
        if (last < card->first_word || last - card->first_word < LINK_WORDS_MOST)
            continue; /* "or", between two items */
        const struct book_sentence *s = &book->sentences[book->words[last].sentence];
        if (ends_with_colon(book, last) && last - s->first_word < LEAD_WORDS_MOST) {
            unit->lead_first = s->first_word;
            unit->lead_last = last;
        }
        return;
    }
}

static void take_card(const struct visit *v, size_t index, struct visit_unit *unit)
{
    const struct visit_reading *r = &v->reading;
    const struct card *card = cards_at(r->cards, index);
    count_card(r, index, unit);
    unit->first_word = card->first_word;
    unit->last_word = card->last_word;
    take_figures(v, card, unit);
    take_lead(r, index, unit);
}

static void take_sentence(struct visit_reading *r, uint32_t sentence)
{
    const struct book_sentence *s = &r->book->sentences[sentence];
    r->unit.number = sentence;
    r->unit.count = r->book->words[r->book->word_count].sentence;
    r->unit.first_word = s->first_word;
    r->unit.last_word = s->first_word + s->word_count - 1;
    r->unit.figure_count = r->unit.told_count = 0;
    r->unit.lead_first = r->unit.lead_last = 0;
}

static void show_part(struct visit_reading *r, const struct layout_screen *screen)
{
    r->screen = screen;
    r->line_item = 0;
    layout_position(r->unit.layout, &r->unit.part, &r->unit.parts);
}

/* A description's word: the words beside its picture, else those before it. */
static uint32_t document_word(const struct book *book, uint32_t word)
{
    if (word >= 1 && word <= book->word_count)
        return word;
    if (!word || word > book->word_total)
        return 1;
    for (uint32_t b = book->words[word].block; b >= 1; b--) {
        const struct book_block *block = &book->blocks[b];
        if (block->word_count && block->kind != BLOCK_LEFT_OUT)
            return block->first_word;
    }
    return 1;
}

/* The word at which the unit begins on the glass: of a description that stands before its words, else their first. */
static uint32_t start_of(const struct visit_reading *r)
{
    const struct visit_unit *unit = &r->unit;
    uint32_t start = unit->first_word, block = r->book->words[start].block;
    for (int i = unit->figure_count; i < unit->figure_count + unit->told_count; i++) {
        if (unit->figures[i] >= block)
            continue;
        block = unit->figures[i];
        start = r->book->blocks[block].alt_first;
    }
    return start;
}

static bool is_told(const struct visit_reading *r, uint32_t word)
{
    const struct visit_unit *unit = &r->unit;
    for (int i = unit->figure_count; i < unit->figure_count + unit->told_count; i++) {
        if (word > r->book->word_count && word <= r->book->word_total &&
            unit->figures[i] == r->book->words[word].block)
            return true;
    }
    return false;
}

/* The card of a word; of a description, the one with its picture. */
static size_t card_with(const struct visit_reading *r, uint32_t wanted)
{
    uint32_t block = wanted > r->book->word_count && wanted <= r->book->word_total
                         ? r->book->words[wanted].block
                         : 0;
    for (size_t i = 0; block && i < cards_count(r->cards); i++) {
        const struct card *card = card_of(r, i);
        for (uint32_t k = 0; card && k < card->figure_count; k++) {
            if (card->figures[k] == block)
                return i;
        }
    }
    return cards_of_word(r->cards, document_word(r->book, wanted));
}

bool units_show_word(struct visit *v, enum screen_id id, uint32_t word)
{
    struct visit_reading *r = &v->reading;
    uint32_t wanted = word;
    if (!r->book->word_count)
        return false;
    word = document_word(r->book, word);
    if (id == SCREEN_CARDS) {
        if (!find_cards(r))
            return false;
        take_card(v, card_with(r, wanted), &r->unit);
        if (word < r->unit.first_word || word > r->unit.last_word)
            word = r->unit.first_word;
    } else {
        take_sentence(r, r->book->words[word].sentence);
    }
    if (!r->unit.count)
        return false;
    unit_fit(v, id, &r->unit);
    if (is_told(r, wanted))
        word = wanted;
    else if (word == r->unit.first_word)
        word = start_of(r);
    show_part(r, layout_screen_at(r->unit.layout, word));
    return true;
}

/* The first word of the unit after or before the present one; 0 none. */
static uint32_t neighbour(const struct visit_reading *r, int step)
{
    if (step > 0)
        return r->unit.last_word < r->book->word_count ? r->unit.last_word + 1 : 0;
    return r->unit.first_word > 1 ? r->unit.first_word - 1 : 0;
}

bool units_leap(struct visit *v, enum screen_id id, int step)
{
    struct visit_reading *r = &v->reading;
    uint32_t word = neighbour(r, step);
    if (!word || !units_show_word(v, id, word))
        return false;
    show_part(r, layout_screen_at(r->unit.layout, start_of(r)));
    return true;
}

bool units_step(struct visit *v, enum screen_id id, int step)
{
    struct visit_reading *r = &v->reading;
    const struct layout_screen *screen = layout_screen_step(r->unit.layout, step);
    if (screen) {
        show_part(r, screen);
        return true;
    }
    uint32_t word = neighbour(r, step);
    return word && units_show_word(v, id, word);
}

/* The glyphs of its words are drawn now, and wait in the cache of runs. */
static void draw_words_ahead(const struct visit *v, const struct layout_screen *screen)
{
    for (size_t i = 0; screen && i < screen->count; i++) {
        const struct placed *p = &screen->items[i];
        if (p->kind == PLACED_WORD || p->kind == PLACED_LABEL)
            run_find(v->look.runs, p->text, p->bytes, &p->style);
    }
}

void units_ahead(const struct visit *v, struct widget_list *pictures)
{
    const struct visit_reading *r = &v->reading;
    uint32_t word =
        r->cards && r->unit.count && r->unit.part >= r->unit.parts ? neighbour(r, 1) : 0;
    if (!word)
        return;
    struct visit_unit next = {0};
    take_card(v, cards_of_word(r->cards, document_word(r->book, word)), &next);
    unit_fit(v, SCREEN_CARDS, &next);
    draw_words_ahead(v, layout_screen_at(next.layout, next.first_word));
    unit_add_pictures(v, &next, pictures);
    layout_free(next.layout);
}

void units_span(const struct visit *v, uint32_t *first, uint32_t *last)
{
    const struct visit_reading *r = &v->reading;
    uint32_t begin = r->book->words[r->unit.first_word].block,
             end = r->book->words[r->unit.last_word].block;
    *first = r->unit.first_word;
    *last = r->unit.last_word;
    for (int i = 0; i < r->unit.figure_count + r->unit.told_count; i++) {
        const struct book_block *b = &r->book->blocks[r->unit.figures[i]];
        if (!b->alt_count)
            continue;
        if (r->unit.figures[i] < begin) {
            begin = r->unit.figures[i];
            *first = b->alt_first;
        } else if (r->unit.figures[i] > end) {
            end = r->unit.figures[i];
            *last = b->alt_first + b->alt_count - 1;
        }
    }
}

bool units_hold(const struct visit *v, uint32_t word)
{
    const struct visit_reading *r = &v->reading;
    if (word <= r->book->word_count)
        return word >= r->unit.first_word && word <= r->unit.last_word;
    uint32_t block = word <= r->book->word_total ? r->book->words[word].block : 0;
    for (int i = 0; i < r->unit.figure_count + r->unit.told_count; i++) {
        if (r->unit.figures[i] == block)
            return true;
    }
    return false;
}

void units_forget(struct visit *v)
{
    struct visit_reading *r = &v->reading;
    layout_free(r->unit.layout);
    cards_free(r->cards);
    r->cards = NULL;
    r->unit = (struct visit_unit){0};
}
