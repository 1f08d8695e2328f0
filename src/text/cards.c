#include "text/cards.h"

#include "base/mem.h"

#include <stdlib.h>

struct cards {
    struct card *items;
    size_t count, cap;
};

static bool is_text(const struct book_block *block)
{
    return block->word_count > 0 && block->kind != BLOCK_LEFT_OUT && block->kind != BLOCK_FIGURE;
}

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

static void add_block(const struct book *book, struct cards *cards, uint32_t n)
{
    const struct book_block *block = &book->blocks[n];
    struct card *last = cards->count ? &cards->items[cards->count - 1] : NULL;
    if (block->kind == BLOCK_FIGURE) {
        add_figure(book, add_card(cards, CARD_DECOR, block->page), n);
        return;
    }
    bool is_heading = block->kind == BLOCK_HEADING;
    struct card *card = last && last->kind == CARD_DECOR && last->page == block->page && !is_heading
                            ? last
                            : add_card(cards, is_heading ? CARD_HEADING : CARD_TEXT, block->page);
    if (card->kind == CARD_DECOR)
        card->kind = CARD_PAIR;
    card->first_word = block->first_word;
    card->last_word = block->first_word + block->word_count - 1;
}

struct cards *cards_new(const struct book *book)
{
    struct cards *cards = mem_new(1, sizeof *cards);
    for (uint32_t n = 1; n <= book->block_count; n++)
        if (is_text(&book->blocks[n]) || book->blocks[n].kind == BLOCK_FIGURE)
            add_block(book, cards, n);
    return cards;
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
