#include "book/word_list.h"
#include "listed.h"

static void begin_guide(struct builder *b)
{
    listed_heading(b, 1, "Voting");
    made_block(b, BLOCK_PARAGRAPH, 1, "You can vote when you are 18. Voters choose.");
}

static void end_guide(struct builder *b)
{
    listed_heading(b, 2, "More information");
    made_block(b, BLOCK_PARAGRAPH, 1, "Call us on Monday: we are open all day.");
}

struct opened {
    struct made made;
    struct explain *explain;
};

static struct opened open_guide(struct builder *b)
{
    struct opened opened = {.made = made_finish(b)};
    opened.explain = explain_new(opened.made.book, NULL, 0);
    return opened;
}

static void drop_guide(struct opened *opened)
{
    explain_free(opened->explain);
    made_drop(&opened->made);
}

static void test_bold_terms_above_their_meaning_with_pictures_between(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    begin_guide(b);
    listed_heading(b, 2, "Word list");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "This list explains what the ", "bold", " words mean.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Citizen");
    made_block(b, BLOCK_PARAGRAPH, 1, "A citizen has rights in a country.");
    made_figure(b, 1, "A person with a flag");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Electoral roll");
    made_figure(b, 1, NULL);
    made_block(b, BLOCK_PARAGRAPH, 1, "A list of voters.");
    made_block(b, BLOCK_PARAGRAPH, 1, "The council keeps it.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Voters ", "People who can vote.");
    end_guide(b);
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 3);
    listed_expect(guide.explain, "Citizen", "A citizen has rights in a country.");
    listed_expect(guide.explain, "Electoral roll", "A list of voters.\nThe council keeps it.");
    listed_expect(guide.explain, "Voters", "People who can vote.");
    uint32_t first, last;
    assert_true(explain_word_list(guide.explain, &first, &last));
    assert_int_equal(first, listed_word(guide.made.book, "Word", 1));
    assert_int_equal(last, listed_word(guide.made.book, "More", 1) - 1);
    drop_guide(&guide);
}

static void test_headings_as_terms_with_lists_under_them(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    begin_guide(b);
    listed_heading(b, 2, "What the hard words mean");
    listed_heading(b, 3, "Culture");
    made_block(b, BLOCK_PARAGRAPH, 1, "Your culture might be:");
    made_block(b, BLOCK_LIST_ITEM, 1, "your way of life");
    made_block(b, BLOCK_LIST_ITEM, 1, "your beliefs.");
    listed_heading(b, 3, "Parenting order");
    made_block(b, BLOCK_PARAGRAPH, 1, "A legal paper about a child.");
    end_guide(b);
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 2);
    listed_expect(
        guide.explain, "Culture",
        "Your culture might be:\n\xe2\x80\xa2 your way of life\n\xe2\x80\xa2 your beliefs.");
    listed_expect(guide.explain, "Parenting order", "A legal paper about a child.");
    drop_guide(&guide);
}

static void test_signs_between_term_and_meaning(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    listed_heading(b, 2, "4.0 Definitions");
    made_block(b, BLOCK_PARAGRAPH, 1, "Appeal: to ask for a new choice.");
    made_block(b, BLOCK_LIST_ITEM, 1, "Local council \xe2\x80\x93 the people who run services.");
    made_block(b, BLOCK_LIST_ITEM, 1, "Survey - asking people questions.");
    made_block(b, BLOCK_PARAGRAPH, 1, "It can be on paper.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Near miss -", " it nearly happened.");
    begin_guide(b);
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 4);
    listed_expect(guide.explain, "Appeal", "to ask for a new choice.");
    listed_expect(guide.explain, "Local council", "the people who run services.");
    listed_expect(guide.explain, "Survey", "asking people questions.\nIt can be on paper.");
    listed_expect(guide.explain, "Near miss", "it nearly happened.");
    drop_guide(&guide);
}

static void test_a_table_with_a_head_and_a_column_of_pictures(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    begin_guide(b);
    listed_heading(b, 2, "Glossary");
    uint32_t table = builder_new_group(b);
    const char *const rows[][3] = {{"", "Word", "What it means"},
                                   {"", "Tribunal", "A kind of court."},
                                   {"", "Ally", "A friend who helps."},
                                   {"", "", "Anyone can be one."}};
    for (uint16_t row = 0; row < 4; row++) {
        for (uint16_t column = 0; column < 3; column++)
            listed_cell(b, table, (uint16_t)(row + 1), (uint16_t)(column + 1), rows[row][column]);
    }
    end_guide(b);
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 2);
    listed_expect(guide.explain, "Tribunal", "A kind of court.");
    listed_expect(guide.explain, "Ally", "A friend who helps.\nAnyone can be one.");
    drop_guide(&guide);
}

static void test_plain_lines_and_sentences(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    listed_heading(b, 2, "Words we use");
    made_block(b, BLOCK_PARAGRAPH, 1, "Inclusion");
    made_block(b, BLOCK_PARAGRAPH, 1, "Everyone belongs and takes part.");
    made_block(b, BLOCK_PARAGRAPH, 1, "Policy");
    made_block(b, BLOCK_PARAGRAPH, 1, "A rule or a plan.");
    listed_heading(b, 2, "Hard words");
    made_block(b, BLOCK_PARAGRAPH, 1, "A budget means a plan for money.");
    made_block(b, BLOCK_PARAGRAPH, 1, "A pledge means a promise.");
    listed_heading(b, 2, "Who we are");
    made_block(b, BLOCK_PARAGRAPH, 1, "Money means nothing to us.");
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 4);
    listed_expect(guide.explain, "Inclusion", "Everyone belongs and takes part.");
    listed_expect(guide.explain, "Policy", "A rule or a plan.");
    listed_expect(guide.explain, "budget", "A budget means a plan for money.");
    listed_expect(guide.explain, "pledge", "A pledge means a promise.");
    drop_guide(&guide);
}

static void test_groups_by_letter_and_many_in_one_paragraph(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    listed_heading(b, 1, "Jargon buster");
    listed_heading(b, 2, "A");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Ally", " A friend. ", "Appeal", " To ask again.");
    listed_heading(b, 2, "B");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Bill", " A plan for a law.");
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 3);
    listed_expect(guide.explain, "Ally", "A friend.");
    listed_expect(guide.explain, "Appeal", "To ask again.");
    listed_expect(guide.explain, "Bill", "A plan for a law.");
    drop_guide(&guide);
}

static void test_many_lines_in_one_paragraph(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    listed_heading(b, 2, "Hard words");
    made_block(b, BLOCK_PARAGRAPH, 1, "Ally - a friend. It helps: so they say. Ballot - a vote.");
    made_block(b, BLOCK_PARAGRAPH, 1, "Bill: a plan\nBudget: money to spend\nPledge: a promise");
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 5);
    listed_expect(guide.explain, "Ally", "a friend. It helps: so they say.");
    listed_expect(guide.explain, "Ballot", "a vote.");
    listed_expect(guide.explain, "Bill", "a plan");
    listed_expect(guide.explain, "Budget", "money to spend");
    listed_expect(guide.explain, "Pledge", "a promise");
    drop_guide(&guide);
}

static void test_a_welsh_list(void **state)
{
    (void)state;
    struct builder *b = listed_new("cy");
    listed_heading(b, 1, "Pleidleisio");
    made_block(b, BLOCK_PARAGRAPH, 1, "Mae gan bawb hawliau. Mae'n rhan o'r gyfraith.");
    listed_heading(b, 2, "Beth mae\xe2\x80\x99r geiriau yn ei olygu");
    made_block(b, BLOCK_PARAGRAPH, 1, "Cyfraith: rheol i bawb.");
    made_block(b, BLOCK_PARAGRAPH, 1, "Hawl: rhywbeth sy'n perthyn i chi.");
    struct opened guide = open_guide(b);
    struct explain_hit hit;
    assert_int_equal(explain_own_count(guide.explain), 2);
    assert_true(explain_at(guide.explain, listed_word(guide.made.book, "gyfraith.", 1), &hit));
    assert_string_equal(explain_term_at(guide.explain, hit.term)->meaning, "rheol i bawb.");
    assert_true(explain_at(guide.explain, listed_word(guide.made.book, "hawliau.", 1), &hit));
    assert_string_equal(explain_term_at(guide.explain, hit.term)->term, "Hawl");
    drop_guide(&guide);
}

static void test_small_print_is_no_meaning(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    listed_heading(b, 2, "Word list");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Vote");
    made_block(b, BLOCK_PARAGRAPH, 1, "To choose.");
    made_block(b, BLOCK_PARAGRAPH, 1, "\xc2\xa9 The makers. All pictures are theirs.");
    struct opened guide = open_guide(b);
    listed_expect(guide.explain, "Vote", "To choose.");
    drop_guide(&guide);
}

static void test_what_only_sounds_like_a_list_is_none(void **state)
{
    (void)state;
    static const char *const headings[] = {"In their own words", "A new word, and a new idea",
                                           "The key to success", "Other words about school"};
    for (size_t i = 0; i < 4; i++) {
        struct builder *b = listed_new("en");
        listed_heading(b, 2, headings[i]);
        listed_heading(b, 3, "The Act");
        made_block(b, BLOCK_PARAGRAPH, 1, "It came into force in 1983.");
        struct opened guide = open_guide(b);
        uint32_t first, last;
        assert_false(explain_word_list(guide.explain, &first, &last));
        assert_int_equal(explain_own_count(guide.explain), 0);
        drop_guide(&guide);
    }
}

static void test_a_line_of_the_contents_is_no_list(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    listed_heading(b, 2, "What is in this guide");
    made_block(b, BLOCK_PARAGRAPH, 1, "Word list 19");
    made_block(b, BLOCK_PARAGRAPH, 1, "Word list");
    made_block(b, BLOCK_PARAGRAPH, 1, "We go to schools to ask what children like.");
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 0);
    drop_guide(&guide);
}

static void test_five_hundred_entries_and_no_more(void **state)
{
    (void)state;
    char term[64], meaning[64];
    struct builder *b = listed_new("en");
    begin_guide(b);
    listed_heading(b, 2, "Glossary of terms");
    for (int i = 0; i < 520; i++) {
        /* letters only, each its own */
        (void)snprintf(term, sizeof term, "wo%c%c%crd", 'a' + i / 169, 'a' + i / 13 % 13,
                       'a' + i % 13);
        (void)snprintf(meaning, sizeof meaning, ": the meaning of number %d.", i);
        LISTED_RUNS(b, BLOCK_PARAGRAPH, "", term, meaning);
    }
    made_block(b, BLOCK_PARAGRAPH, 1, "End.");
    struct opened guide = open_guide(b);
    assert_int_equal(explain_own_count(guide.explain), 500);
    listed_expect(guide.explain, "woaaard", "the meaning of number 0.");
    struct explain_hit hit;
    assert_true(explain_at(guide.explain, listed_word(guide.made.book, "wocmfrd:", 1), &hit));
    assert_string_equal(explain_term_at(guide.explain, hit.term)->meaning,
                        "the meaning of number 499.");
    drop_guide(&guide);
}

static void test_hostile_lengths_are_held(void **state)
{
    (void)state;
    struct str text = {0};
    str_add_char(&text, ' ');
    for (int i = 0; i < 5000; i++)
        str_add(&text, "longer and longer ");
    struct builder *b = listed_new("en");
    listed_heading(b, 2, "Glossary");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Ally", str_text(&text));
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", str_text(&text), " is a word.");
    str_clear(&text);
    for (int i = 0; i < 3000; i++)
        str_add_char(&text, 'x');
    made_block(b, BLOCK_PARAGRAPH, 1, str_text(&text));
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Bill", " A plan for a law.");
    struct opened guide = open_guide(b);
    const struct explain_term *ally = listed_own(guide.explain, "Ally");
    assert_non_null(ally);
    assert_true(strlen(ally->meaning) <= MEANING_BYTES_MOST);
    assert_string_equal(ally->meaning + strlen(ally->meaning) - 3, "\xe2\x80\xa6");
    listed_expect(guide.explain, "Bill", "A plan for a law.");
    struct explain_hit hit;
    for (uint32_t n = 1; n <= guide.made.book->word_total; n += 97)
        (void)explain_at(guide.explain, n, &hit);
    assert_false(explain_at(guide.explain, 0, &hit));
    assert_false(explain_at(guide.explain, guide.made.book->word_total + 1, &hit));
    drop_guide(&guide);
    str_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bold_terms_above_their_meaning_with_pictures_between),
        cmocka_unit_test(test_headings_as_terms_with_lists_under_them),
        cmocka_unit_test(test_signs_between_term_and_meaning),
        cmocka_unit_test(test_a_table_with_a_head_and_a_column_of_pictures),
        cmocka_unit_test(test_plain_lines_and_sentences),
        cmocka_unit_test(test_groups_by_letter_and_many_in_one_paragraph),
        cmocka_unit_test(test_many_lines_in_one_paragraph),
        cmocka_unit_test(test_a_welsh_list),
        cmocka_unit_test(test_small_print_is_no_meaning),
        cmocka_unit_test(test_what_only_sounds_like_a_list_is_none),
        cmocka_unit_test(test_a_line_of_the_contents_is_no_list),
        cmocka_unit_test(test_five_hundred_entries_and_no_more),
        cmocka_unit_test(test_hostile_lengths_are_held),
    };
    return cmocka_run_group_tests_name("word_list", tests, NULL, NULL);
}
