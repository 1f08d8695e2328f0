/* Cards of pages whose truth is known, because they are laid out here: 500 x 700 points, lines 20 points high. */
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

static void begin(struct pages *p)
{
    *p = (struct pages){.builder = builder_new()};
    builder_set_title(p->builder, "A title");
}

static void page(struct pages *p)
{
    p->page = builder_add_page(p->builder, NULL, 500, 700);
}

/* A block whose lines stand under one another from (x, y) on; '|' parts lines. */
static void block_of(struct pages *p, const struct builder_block *block, float x, float y,
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

static void block(struct pages *p, enum block_kind kind, float x, float y, const char *lines)
{
    block_of(p, &(struct builder_block){.kind = kind, .page = p->page, .level = 1}, x, y, lines);
}

static void text(struct pages *p, float x, float y, const char *lines)
{
    block(p, BLOCK_PARAGRAPH, x, y, lines);
}

/* An item of a list, on a level of it. */
static void item(struct pages *p, int level, float x, float y, const char *lines)
{
    block_of(p,
             &(struct builder_block){
                 .kind = BLOCK_LIST_ITEM, .page = p->page, .level = level, .group = p->list},
             x, y, lines);
}

static void picture(struct pages *p, float x0, float y0, float x1, float y1)
{
    struct builder_block figure = {.kind = BLOCK_FIGURE, .page = p->page, .box = {x0, y0, x1, y1}};
    builder_add_figure(p->builder, &figure, NULL, 0, 0, 3, NULL, NULL);
}

static void add_words(struct str *out, const struct book *book, const struct card *card)
{
    for (uint32_t n = card->first_word; n && n <= card->last_word; n++) {
        const struct book_word *word = &book->words[n];
        if (n > card->first_word)
            str_add_char(out, ' ');
        str_add_bytes(out, book->pool + word->text, word->bytes);
    }
}

/* Every word is on one card, cards are in order, and cards_of_word agrees. */
static void check_whole(const struct pages *p)
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

static void end(struct pages *p)
{
    assert_int_equal(builder_finish(p->builder, &p->bytes), ERR_OK);
    assert_int_equal(
        book_from_bytes((unsigned char *)p->bytes.data, p->bytes.length_bytes, &p->book), ERR_OK);
    p->cards = cards_new(p->book);
    check_whole(p);
}

static void drop(struct pages *p)
{
    cards_free(p->cards);
    book_close(p->book);
    builder_free(p->builder);
    str_free(&p->bytes);
}

/* The cards as text: a line for each, 'pair 40,100 words', with the upper left corner of its picture and '+1' for another figure. */
static void expect(struct pages *p, const char *wanted)
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

static void test_picture_left_of_its_words(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    block(&p, BLOCK_HEADING, 40, 40, "About us");
    picture(&p, 40, 100, 140, 200);
    text(&p, 180, 120, "We are a group.");
    text(&p, 180, 160, "We meet here.");
    text(&p, 180, 240, "You can ask us:");
    picture(&p, 40, 300, 140, 400);
    text(&p, 180, 340, "by phone");
    expect(&p, "heading: About us\n"
               "pair 40,100: We are a group. We meet here.\n"
               "text: You can ask us:\n"
               "pair 40,300: by phone\n");
}

static void test_picture_right_of_short_words(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    for (int i = 0; i < 3; i++) {
        text(&p, 40, 100 + 110 * (float)i, "Ask.|Ask again.");
        picture(&p, 380, 100 + 110 * (float)i, 480, 200 + 110 * (float)i);
    }
    expect(&p, "pair 380,100: Ask. Ask again.\n"
               "pair 380,210: Ask. Ask again.\n"
               "pair 380,320: Ask. Ask again.\n");
}

static void test_picture_over_its_words(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    block(&p, BLOCK_HEADING, 40, 40, "Help");
    for (int i = 0; i < 3; i++) { /* as near to the words over it as to those under it */
        picture(&p, 40, 90 + 180 * (float)i, 160, 190 + 180 * (float)i);
        text(&p, 40, 210 + 180 * (float)i, "Help is here.|It is free.");
    }
    expect(&p, "heading: Help\n"
               "pair 40,90: Help is here. It is free.\n"
               "pair 40,270: Help is here. It is free.\n"
               "pair 40,450: Help is here. It is free.\n");
}

static void test_picture_under_its_words(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    for (int i = 0; i < 3; i++) {
        text(&p, 40, 40 + 200 * (float)i, "Help is here.");
        picture(&p, 40, 70 + 200 * (float)i, 160, 170 + 200 * (float)i);
    }
    expect(&p, "pair 40,70: Help is here.\n"
               "pair 40,270: Help is here.\n"
               "pair 40,470: Help is here.\n");
}

static void test_grid_of_pictures_over_words(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 2; column++) {
            float x = 60 + 220 * (float)column, y = 60 + 200 * (float)row;
            picture(&p, x, y, x + 120, y + 120);
            text(&p, x, y + 135, column ? "Go by bus." : "Go on foot.");
        }
    expect(&p, "pair 60,60: Go on foot.\n"
               "pair 280,60: Go by bus.\n"
               "pair 60,260: Go on foot.\n"
               "pair 280,260: Go by bus.\n");
}

static void test_two_columns_of_pairs(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    for (int column = 0; column < 2; column++)
        for (int row = 0; row < 3; row++) {
            float x = 20 + 240 * (float)column, y = 60 + 120 * (float)row;
            picture(&p, x, y, x + 80, y + 80);
            text(&p, x + 95, y + 25, row ? "Second word." : "First word.");
        }
    expect(&p, "pair 20,60: First word.\n"
               "pair 20,180: Second word.\n"
               "pair 20,300: Second word.\n"
               "pair 260,60: First word.\n"
               "pair 260,180: Second word.\n"
               "pair 260,300: Second word.\n");
}

static void test_sides_that_alternate(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    picture(&p, 40, 60, 140, 160);
    text(&p, 180, 90, "Left comes first.");
    picture(&p, 360, 190, 460, 290);
    text(&p, 40, 220, "Right comes second.");
    picture(&p, 40, 320, 140, 420);
    text(&p, 180, 350, "Left again.");
    expect(&p, "pair 40,60: Left comes first.\n"
               "pair 360,190: Right comes second.\n"
               "pair 40,320: Left again.\n");
}

static void test_two_pictures_for_one_text(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    picture(&p, 20, 60, 100, 140);
    picture(&p, 110, 60, 190, 140);
    text(&p, 220, 70, "A plan says who.");
    text(&p, 220, 100, "It says when.");
    picture(&p, 20, 200, 100, 280);
    picture(&p, 20, 285, 100, 365);
    text(&p, 220, 270, "You can choose.");
    expect(&p, "pair 20,60+1: A plan says who. It says when.\n"
               "pair 20,200+1: You can choose.\n");
}

static void test_one_picture_for_several_paragraphs(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    picture(&p, 40, 60, 120, 120);
    text(&p, 160, 60, "First we look.|Then we ask.");
    text(&p, 160, 125, "We write it down.");
    text(&p, 160, 160, "We send it to you.");
    picture(&p, 40, 260, 120, 320);
    text(&p, 160, 260, "You can say no.");
    expect(&p, "pair 40,60: First we look. Then we ask. We write it down. We send it to you.\n"
               "pair 40,260: You can say no.\n");
}

static void test_one_paragraph_beside_two_pictures(void **state)
{
    struct pages p; /* rows so close that they came out as one paragraph */
    (void)state;
    begin(&p);
    page(&p);
    picture(&p, 40, 50, 120, 110);
    picture(&p, 40, 130, 120, 190);
    struct builder_block both = {.kind = BLOCK_PARAGRAPH, .page = p.page};
    builder_begin(p.builder, &both);
    builder_text(p.builder, "Come. ", 6,
                 &(struct builder_run){.page = p.page, .box = {160, 70, 220, 90}});
    builder_text(p.builder, "Stay.", 5,
                 &(struct builder_run){.page = p.page, .box = {160, 150, 220, 170}});
    builder_end(p.builder);
    expect(&p, "pair 40,50: Come.\n"
               "pair 40,130: Stay.\n");
}

static void test_words_on_a_picture(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    picture(&p, 40, 60, 140, 160);
    text(&p, 60, 80, "Form");
    text(&p, 180, 100, "Fill in the form.");
    picture(&p, 0, 0, 500, 700); /* behind everything */
    expect(&p, "pair 40,60: Form Fill in the form.\n"
               "decor 0,0\n");
}

static void test_no_picture_is_on_two_cards(void **state)
{
    struct pages p; /* bullets come first among the figures, and fall out */
    uint32_t last = 0;
    (void)state;
    begin(&p);
    page(&p);
    for (int i = 0; i < 4; i++) {
        picture(&p, 20, 60 + 150 * (float)i, 35, 75 + 150 * (float)i);
        text(&p, 170, 60 + 150 * (float)i, "Ask us.");
        text(&p, 170, 95 + 150 * (float)i, "Tell us.");
        picture(&p, 45, 60 + 150 * (float)i, 145, 130 + 150 * (float)i);
    }
    end(&p);
    assert_int_equal(cards_count(p.cards), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(cards_at(p.cards, i)->kind, CARD_PAIR);
        assert_true(cards_at(p.cards, i)->figure > last);
        last = cards_at(p.cards, i)->figure;
    }
    drop(&p);
}

static void test_bullets_get_no_card(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    for (int i = 0; i < 3; i++) {
        picture(&p, 40, 60 + 30 * (float)i, 58, 78 + 30 * (float)i);
        text(&p, 70, 60 + 30 * (float)i, "It is true.");
    }
    expect(&p, "text: It is true.\n"
               "text: It is true.\n"
               "text: It is true.\n");
}

static void test_cover_and_heading(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    block(&p, BLOCK_HEADING, 40, 60, "How to vote");
    picture(&p, 100, 250, 400, 600);
    page(&p);
    block(&p, BLOCK_HEADING, 160, 40, "A vote");
    picture(&p, 40, 40, 140, 140);
    text(&p, 160, 80, "You choose one.");
    expect(&p, "heading: How to vote\n"
               "decor 100,250\n"
               "pair 40,40: A vote You choose one.\n");
}

static void test_a_title_has_the_picture_of_its_cover(void **state)
{
    for (int logo = 0; logo < 2; logo++) {
        struct pages p;
        (void)state;
        begin(&p);
        page(&p);
        block(&p, BLOCK_HEADING, 40, 60, "How to vote");
        picture(&p, 100, 250, logo ? 150 : 400, logo ? 300 : 600);
        page(&p);
        picture(&p, 40, 40, 140, 140);
        text(&p, 160, 80, "You choose one.");
        end(&p);
        assert_int_equal(cards_count(p.cards), 3);
        assert_int_equal(cards_at(p.cards, 1)->kind, CARD_DECOR);
        assert_int_equal(cards_at(p.cards, 0)->cover, logo ? 0 : cards_at(p.cards, 1)->figure);
        assert_int_equal(cards_at(p.cards, 0)->figure_count, 0);
        drop(&p);
    }
}

static void test_no_pictures(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    block(&p, BLOCK_HEADING, 40, 40, "Rules");
    text(&p, 40, 80, "There are two:");
    block(&p, BLOCK_LIST_ITEM, 60, 110, "be kind");
    block(&p, BLOCK_LIST_ITEM, 60, 140, "be there.");
    page(&p);
    text(&p, 40, 40, "That is all.");
    expect(&p, "heading: Rules\n"
               "text: There are two: be kind be there.\n"
               "text: That is all.\n");
}

static void test_without_boxes_by_order(void **state)
{
    static const char *const words[] = {"One.", "Two.", "Three."};
    struct pages p;
    (void)state;
    for (int after = 0; after < 2; after++) {
        begin(&p);
        builder_set_easy_read(p.builder, true);
        struct builder_block heading = {.kind = BLOCK_HEADING, .level = 1},
                             paragraph = {.kind = BLOCK_PARAGRAPH}, figure = {.kind = BLOCK_FIGURE};
        builder_begin(p.builder, &heading);
        builder_text(p.builder, "Count", 5, NULL);
        builder_end(p.builder);
        for (int i = 0; i < 3; i++) {
            if (!after)
                builder_add_figure(p.builder, &figure, NULL, 0, 0, 3, "a hand", NULL);
            builder_begin(p.builder, &paragraph);
            builder_text(p.builder, words[i], strlen(words[i]), NULL);
            builder_begin(p.builder, &paragraph);
            builder_text(p.builder, "Good.", 5, NULL);
            builder_end(p.builder);
            if (after)
                builder_add_figure(p.builder, &figure, NULL, 0, 0, 3, "a hand", NULL);
        }
        expect(&p, "heading: Count\n"
                   "pair 0,0: One. Good.\n"
                   "pair 0,0: Two. Good.\n"
                   "pair 0,0: Three. Good.\n");
    }
}

static void test_a_list_keeps_its_picture_to_its_end(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    p.list = builder_new_group(p.builder);
    text(&p, 160, 40, "You need:");
    item(&p, 1, 180, 70, "a pen");
    item(&p, 1, 180, 100, "a cup");
    item(&p, 1, 180, 130, "a bag");
    item(&p, 1, 180, 160, "a hat.");
    picture(&p, 40, 50, 140, 110);
    p.list = builder_new_group(p.builder);
    text(&p, 160, 250, "You can come:");
    picture(&p, 40, 320, 140, 380);
    item(&p, 1, 180, 345, "by bus");
    picture(&p, 40, 400, 140, 460);
    item(&p, 1, 180, 425, "by train");
    item(&p, 1, 180, 640, "on foot.");
    page(&p);
    p.list = builder_new_group(p.builder);
    text(&p, 210, 138, "An order says:");
    item(&p, 1, 228, 175, "who decides what matters");
    item(&p, 1, 228, 217, "where a child is.");
    picture(&p, 81, 130, 195, 190);
    text(&p, 210, 404, "Thank you for what you said.");
    picture(&p, 77, 351, 200, 449);
    expect(&p, "pair 40,50: You need: a pen a cup a bag a hat.\n"
               "text: You can come:\n"
               "pair 40,320: by bus\n"
               "pair 40,400: by train\n"
               "text: on foot.\n"
               "pair 81,130: An order says: who decides what matters where a child is.\n"
               "pair 77,351: Thank you for what you said.\n");
}

static void test_a_word_stands_with_its_meaning(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    block(&p, BLOCK_HEADING, 40, 20, "Word list");
    block(&p, BLOCK_HEADING, 160, 70, "Vote");
    text(&p, 160, 100, "You choose a person.|You do it every four years.|It is secret.");
    picture(&p, 40, 100, 140, 160);
    block(&p, BLOCK_HEADING, 160, 270, "Right");
    text(&p, 160, 300, "The law gives it to you.|Nobody may take it.|It is yours.");
    picture(&p, 40, 300, 140, 360);
    block(&p, BLOCK_HEADING, 40, 470, "More");
    text(&p, 160, 500, "You can phone us.|You can write to us.|You can come.");
    picture(&p, 40, 500, 140, 560);
    expect(&p, "heading: Word list\n"
               "pair 40,100: Vote You choose a person. You do it every four years. It is secret.\n"
               "pair 40,300: Right The law gives it to you. Nobody may take it. It is yours.\n"
               "heading: More\n"
               "pair 40,500: You can phone us. You can write to us. You can come.\n");
}

static void test_a_caption_is_all_that_a_picture_explains(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    text(&p, 40, 40, "A first paragraph of the page, of one line.");
    picture(&p, 100, 70, 300, 200);
    block(&p, BLOCK_CAPTION, 120, 205, "A class.");
    text(&p, 40, 225, "We work in the north.");
    text(&p, 40, 245, "There is more of it.");
    expect(&p, "text: A first paragraph of the page, of one line.\n"
               "pair 100,70: A class.\n"
               "text: We work in the north.\n"
               "text: There is more of it.\n");
}

static void test_headings_and_what_stands_under_the_title(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    block(&p, BLOCK_HEADING, 40, 40, "Votes");
    text(&p, 40, 70, "By the Voters. May 2026");
    text(&p, 40, 100, "This is a text about votes, and about all who count them in the night.");
    page(&p);
    block(&p, BLOCK_HEADING, 40, 40, "The law");
    block(&p, BLOCK_HEADING, 40, 70, "A right");
    text(&p, 40, 100, "It is short.");
    page(&p);
    block(&p, BLOCK_HEADING, 40, 40, "The end");
    expect(&p, "heading: Votes By the Voters. May 2026\n"
               "text: This is a text about votes, and about all who count them in the night.\n"
               "heading: The law A right\n"
               "text: It is short.\n"
               "heading: The end\n");
}

#define TEN "one two three four five six seven eight nine ten"

static void test_a_long_list_is_parted_between_its_items(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    p.list = builder_new_group(p.builder);
    for (int i = 0; i < 4; i++)
        item(&p, 1, 20, 40 + 30 * (float)i, TEN);
    item(&p, 1, 20, 160, "These two:");
    item(&p, 2, 40, 190, TEN);
    item(&p, 2, 40, 220, TEN);
    item(&p, 1, 20, 250, TEN);
    item(&p, 1, 20, 280, TEN);
    item(&p, 1, 20, 310, TEN);
    expect(&p, "text: " TEN " " TEN " " TEN " " TEN "\n"
               "text: These two: " TEN " " TEN " " TEN " " TEN " " TEN "\n");
    begin(&p);
    page(&p);
    p.list = builder_new_group(p.builder);
    for (int i = 0; i < 7; i++)
        item(&p, 1, 20, 40 + 30 * (float)i, TEN);
    expect(&p, "text: " TEN " " TEN " " TEN " " TEN " " TEN " " TEN " " TEN "\n");
}

static void test_two_hundred_pictures_on_a_page(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    page(&p);
    for (int i = 0; i < 200; i++) {
        float x = (float)(i % 10) * 50, y = (float)(i / 10) * 35;
        picture(&p, x, y, x + 30, y + 30);
        text(&p, x + 20, y + 5, "a");
    }
    end(&p);
    assert_true(cards_count(p.cards) >= 200);
    drop(&p);
}

static void test_huge_and_overlapping_pictures(void **state)
{
    struct pages p;
    (void)state;
    begin(&p);
    p.page = builder_add_page(p.builder, NULL, 10000, 10000);
    picture(&p, 0, 0, 10000, 10000);
    text(&p, 40, 40, "Under all of it.");
    picture(&p, 30, 30, 300, 300);
    text(&p, 40, 9000, "Far away.");
    p.page = builder_add_page(p.builder, NULL, 0, 0);
    picture(&p, 40, 40, 40, 40);
    text(&p, 40, 40, "On a page of no size.");
    end(&p);
    drop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_picture_left_of_its_words),
        cmocka_unit_test(test_picture_right_of_short_words),
        cmocka_unit_test(test_picture_over_its_words),
        cmocka_unit_test(test_picture_under_its_words),
        cmocka_unit_test(test_grid_of_pictures_over_words),
        cmocka_unit_test(test_two_columns_of_pairs),
        cmocka_unit_test(test_sides_that_alternate),
        cmocka_unit_test(test_two_pictures_for_one_text),
        cmocka_unit_test(test_one_picture_for_several_paragraphs),
        cmocka_unit_test(test_one_paragraph_beside_two_pictures),
        cmocka_unit_test(test_words_on_a_picture),
        cmocka_unit_test(test_no_picture_is_on_two_cards),
        cmocka_unit_test(test_bullets_get_no_card),
        cmocka_unit_test(test_cover_and_heading),
        cmocka_unit_test(test_a_title_has_the_picture_of_its_cover),
        cmocka_unit_test(test_no_pictures),
        cmocka_unit_test(test_without_boxes_by_order),
        cmocka_unit_test(test_a_list_keeps_its_picture_to_its_end),
        cmocka_unit_test(test_a_word_stands_with_its_meaning),
        cmocka_unit_test(test_a_caption_is_all_that_a_picture_explains),
        cmocka_unit_test(test_headings_and_what_stands_under_the_title),
        cmocka_unit_test(test_a_long_list_is_parted_between_its_items),
        cmocka_unit_test(test_two_hundred_pictures_on_a_page),
        cmocka_unit_test(test_huge_and_overlapping_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
