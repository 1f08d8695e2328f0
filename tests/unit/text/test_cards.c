/* Cards of pages whose truth is known, because they are laid out here: 500 x 700 points, lines 20 points high. */
#include "cards_pages.h"

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
        cmocka_unit_test(test_two_hundred_pictures_on_a_page),
        cmocka_unit_test(test_huge_and_overlapping_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
