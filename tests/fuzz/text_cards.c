/* Pages of words and pictures anywhere, of any size: every word is on exactly one card, no picture on two. Six bytes make an item. */
#include "book/builder.h"
#include "book/file.h"
#include "text/cards.h"

#include <stdlib.h>

enum { ITEM_BYTES = 6, MOST_ITEMS = 600, SCALE_PT = 4 };

static void add_item(struct builder *b, const uint8_t *item, uint32_t *page)
{
    struct box box = {(float)item[1] * SCALE_PT, (float)item[2] * SCALE_PT,
                      (float)(item[1] + item[3]) * SCALE_PT, (float)(item[2] + item[4]) * SCALE_PT};
    struct builder_run run = {.page = *page, .box = box};
    struct builder_block block = {.page = *page, .level = 1};
    switch (item[0] % 8) {
    case 0:
        *page = builder_add_page(b, NULL, (float)item[1] * SCALE_PT, (float)item[2] * SCALE_PT);
        return;
    case 1:
    case 2:
    case 3:
        block.kind = BLOCK_FIGURE;
        block.box = box;
        builder_add_figure(b, &block, NULL, 0, 0, 3, NULL, NULL);
        return;
    case 4:
        block.kind = BLOCK_HEADING;
        break;
    case 5:
        block.kind = BLOCK_LIST_ITEM;
        break;
    default:
        block.kind = BLOCK_PARAGRAPH;
        break;
    }
    builder_begin(b, &block);
    for (int i = 0; i <= item[5] % 8; i++) {
        builder_text(b, i % 3 ? "on " : "Stop. ", i % 3 ? 3 : 6, &run);
        run.box.y0 += (float)(item[5] / 8);
        run.box.y1 += (float)(item[5] / 8);
    }
    builder_end(b);
}

static void check(const struct book *book)
{
    struct cards *cards = cards_new(book);
    bool *shown = calloc((size_t)book->block_count + 1, sizeof *shown);
    uint32_t next = 1;
    for (size_t i = 0; i < cards_count(cards); i++) {
        const struct card *card = cards_at(cards, i);
        for (uint32_t k = 0; k < card->figure_count; k++) {
            if (!shown || shown[card->figures[k]])
                abort();
            shown[card->figures[k]] = true;
        }
        if (card->kind == CARD_DECOR)
            continue;
        if (card->first_word != next || card->last_word < next ||
            cards_of_word(cards, card->last_word) != i || cards_of_word(cards, next) != i)
            abort();
        next = card->last_word + 1;
    }
    if (next != book->word_count + 1)
        abort();
    free(shown);
    cards_free(cards);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct builder *b = builder_new();
    struct str bytes = {0};
    struct book *book;
    uint32_t page = 0;
    for (size_t i = 0; i < MOST_ITEMS && (i + 1) * ITEM_BYTES <= size; i++)
        add_item(b, data + i * ITEM_BYTES, &page);
    if (builder_finish(b, &bytes) == ERR_OK &&
        book_from_bytes((unsigned char *)bytes.data, bytes.length_bytes, &book) == ERR_OK) {
        check(book);
        book_close(book);
    }
    builder_free(b);
    str_free(&bytes);
    return 0;
}
