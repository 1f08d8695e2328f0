/* cards_pages.h: pages of words and pictures at places, and the cards that must come of them: for the tests of cards. */
#ifndef LECTERN_TESTS_TEXT_CARDS_PAGES_H
#define LECTERN_TESTS_TEXT_CARDS_PAGES_H

#include "base/mem.h"
#include "book/builder.h"
#include "book/file.h"
#include "text/cards.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LINE_PT = 20 };

/* A book being laid out, and the book and its cards. */
struct pages {
    struct builder *builder;
    struct str bytes;
    struct book *book;
    struct cards *cards;
    uint32_t page, list;
};

static inline void begin(struct pages *p)
{
    *p = (struct pages){.builder = builder_new()};
    builder_set_title(p->builder, "A title");
}

static inline void page(struct pages *p)
{
    p->page = builder_add_page(p->builder, NULL, 500, 700);
}

/* A block whose lines stand under one another from (x, y) on; '|' parts lines. */
static inline void block_of(struct pages *p, const struct builder_block *block, float x, float y,
                            const char *lines)
{
    builder_begin(p->builder, block);
    while (*lines) {
        size_t n = strcspn(lines, "|");
        for (float at = x; n > 0;) {
            size_t word = strcspn(lines, " |");
            struct builder_run run = {.page = p->page,
                                      .box = {at, y, at + 8 * (float)word, y + LINE_PT}};
            builder_text(p->builder, lines, word, &run);
            builder_text(p->builder, " ", 1, NULL);
            at += 8 * (float)(word + 1);
            lines += word;
            n -= word;
            while (n > 0 && *lines == ' ')
                lines++, n--;
        }
        lines += *lines == '|';
        y += LINE_PT * 1.3f;
    }
    builder_end(p->builder);
}

static inline void block(struct pages *p, enum block_kind kind, float x, float y, const char *lines)
{
    block_of(p, &(struct builder_block){.kind = kind, .page = p->page, .level = 1}, x, y, lines);
}

static inline void text(struct pages *p, float x, float y, const char *lines)
{
    block(p, BLOCK_PARAGRAPH, x, y, lines);
}

/* An item of a list, on a level of it. */
static inline void item(struct pages *p, int level, float x, float y, const char *lines)
{
    block_of(p,
             &(struct builder_block){
                 .kind = BLOCK_LIST_ITEM, .page = p->page, .level = level, .group = p->list},
             x, y, lines);
}

static inline void picture(struct pages *p, float x0, float y0, float x1, float y1)
{
    struct builder_block figure = {.kind = BLOCK_FIGURE, .page = p->page, .box = {x0, y0, x1, y1}};
    builder_add_figure(p->builder, &figure, NULL, 0, 0, 3, NULL, NULL);
}

static inline void add_words(struct str *out, const struct book *book, const struct card *card)
{
    for (uint32_t n = card->first_word; n && n <= card->last_word; n++) {
        const struct book_word *word = &book->words[n];
        if (n > card->first_word)
            str_add_char(out, ' ');
        str_add_bytes(out, book->pool + word->text, word->bytes);
    }
}

/* Every word is on one card, cards are in order, and cards_of_word agrees. */
static inline void check_whole(const struct pages *p)
{
    uint32_t next = 1;
    for (size_t i = 0; i < cards_count(p->cards); i++) {
        const struct card *card = cards_at(p->cards, i);
        assert_int_equal(card->figure != 0, card->kind == CARD_PAIR || card->kind == CARD_DECOR);
        assert_int_equal(card->figure_count > 0, card->figure != 0);
        assert_int_equal(card->first_word == 0, card->kind == CARD_DECOR);
        if (card->kind == CARD_DECOR)
            continue;
        assert_int_equal(card->first_word, next);
        assert_true(card->last_word >= card->first_word);
        for (uint32_t n = card->first_word; n <= card->last_word; n++)
            assert_int_equal(cards_of_word(p->cards, n), i);
        next = card->last_word + 1;
    }
    assert_int_equal(next, p->book->word_count + 1);
}

static inline void end(struct pages *p)
{
    assert_int_equal(builder_finish(p->builder, &p->bytes), ERR_OK);
    assert_int_equal(
        book_from_bytes((unsigned char *)p->bytes.data, p->bytes.length_bytes, &p->book), ERR_OK);
    p->cards = cards_new(p->book);
    check_whole(p);
}

static inline void drop(struct pages *p)
{
    cards_free(p->cards);
    book_close(p->book);
    builder_free(p->builder);
    str_free(&p->bytes);
}

/* The cards as text: a line for each, 'pair 40,100 words', with the upper left corner of its picture and '+1' for another figure. */
static inline void expect(struct pages *p, const char *wanted)
{
    static const char *const kinds[] = {"", "pair", "heading", "text", "decor"};
    struct str told = {0};
    end(p);
    for (size_t i = 0; i < cards_count(p->cards); i++) {
        const struct card *card = cards_at(p->cards, i);
        str_addf(&told, "%s", kinds[card->kind]);
        if (card->figure)
            str_addf(&told, " %d,%d", (int)card->picture_box.x0, (int)card->picture_box.y0);
        if (card->figure_count > 1)
            str_addf(&told, "+%u", card->figure_count - 1);
        str_add(&told, card->first_word ? ": " : "");
        add_words(&told, p->book, card);
        str_add_char(&told, '\n');
    }
    assert_string_equal(str_text(&told), wanted);
    str_free(&told);
    drop(p);
}

#endif
