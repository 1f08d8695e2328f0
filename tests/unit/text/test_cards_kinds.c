/* What a card is: a heading, a list, a word with its meaning, a caption; and which picture a title has. */
#include "cards_pages.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
