#include "book/survey.h"
#include "made.h"

static struct survey survey_of(const struct made *made)
{
    struct survey survey;
    survey_make(made->book, &survey);
    return survey;
}

static void made_cell(struct builder *b, uint32_t table, uint16_t row, uint16_t column,
                      bool is_header, const char *text)
{
    builder_begin(b, &(struct builder_block){.kind = BLOCK_CELL,
                                             .group = table,
                                             .row = row,
                                             .column = column,
                                             .is_header = is_header});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
}

static void made_item(struct builder *b, uint32_t list, int level, const char *text)
{
    builder_begin(b,
                  &(struct builder_block){.kind = BLOCK_LIST_ITEM, .group = list, .level = level});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
}

static void made_heading(struct builder *b, int level, const char *text)
{
    builder_begin(b, &(struct builder_block){.kind = BLOCK_HEADING, .level = level});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
}

static void made_link(struct builder *b, const char *text, const char *uri)
{
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    builder_text(b, text, strlen(text), &(struct builder_run){.uri = uri});
    (void)builder_end(b);
}

static void test_headings_and_the_levels_that_they_skip(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    made_heading(b, 2, "First");
    made_heading(b, 3, "Second");
    made_heading(b, 1, "Third");
    made_heading(b, 3, "Fourth");
    made_heading(b, 6, "Fifth");
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.headings, 5);
    assert_int_equal(s.skips, 2);
    assert_int_equal(s.first_skip, 4);
    assert_false(s.has_own_contents);
    made_drop(&made);
}

static void test_contents_of_its_own(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_add_anchor(b, "there");
    made_block(b, BLOCK_PARAGRAPH, 0, "Here it is.");
    builder_add_entry(b, "The place", 1, "there");
    struct made made = made_finish(b);
    assert_true(survey_of(&made).has_own_contents);
    made_drop(&made);
}

static void test_lists_tables_and_the_rest_are_counted(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    uint32_t one = builder_new_group(b), two = builder_new_group(b);
    made_item(b, one, 1, "Tea");
    made_item(b, one, 2, "Green tea");
    made_item(b, one, 1, "Coffee");
    made_item(b, two, 1, "Milk");
    made_block(b, BLOCK_PARAGRAPH, 0, "Some words.");
    made_item(b, two, 1, "Bread");
    made_item(b, 0, 1, "Left");
    made_block(b, BLOCK_NOTE, 0, "A note.");
    made_item(b, 0, 1, "Right");
    made_block(b, BLOCK_PARAGRAPH, 0, "More words.");
    made_item(b, 0, 1, "Up");
    uint32_t headed = builder_new_group(b), bare = builder_new_group(b), row = builder_new_group(b);
    made_cell(b, headed, 1, 1, true, "Year");
    made_cell(b, headed, 2, 2, false, "2014");
    made_cell(b, bare, 1, 1, false, "Year");
    made_cell(b, bare, 2, 2, false, "2014");
    made_cell(b, row, 1, 1, false, "Year");
    made_cell(b, row, 1, 2, false, "2014");
    made_block(b, BLOCK_QUOTE, 0, "So she said.");
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.list_items, 8);
    assert_int_equal(s.lists, 4);
    assert_int_equal(s.tables, 3);
    assert_int_equal(s.tables_without_heads, 1);
    assert_int_equal(s.paragraphs, 2);
    assert_int_equal(s.quotes, 1);
    assert_int_equal(s.notes, 1);
    assert_int_equal(s.words, made.book->word_count);
    made_drop(&made);
}

static void test_pictures_with_and_without_description(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    made_block(b, BLOCK_PARAGRAPH, 0, "Some words.");
    made_figure(b, 0, "Two children read.");
    made_figure(b, 0, NULL);
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.pictures, 2);
    assert_int_equal(s.pictures_without_description, 1);
    assert_int_equal(s.description_words, 3);
    assert_int_equal(s.words, 2);
    made_drop(&made);
}

static void test_links_by_what_they_say_and_where_they_lead(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    made_link(b, "Click here", "https://example.org/a");
    made_link(b, "here.", "https://example.org/b");
    made_link(b, "our report on schools", "https://example.org/c");
    builder_add_anchor(b, "there");
    made_link(b, "chapter two", "#there");
    made_link(b, "chapter nine", "#nowhere");
    made_block(b, BLOCK_PARAGRAPH, 0,
               "Write to someone@example.org or see https://www.example.org/a/long/way/to/go now.");
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.links_out, 3);
    assert_int_equal(s.links_inside, 2);
    assert_int_equal(s.links_lost, 1);
    assert_int_equal(s.links_vague, 2);
    assert_int_equal(s.addresses, 2);
    assert_int_equal(s.long_addresses, 1);
    made_drop(&made);
}

static void add_words(struct builder *b, const char *lang, const char *text)
{
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    builder_text(b, text, strlen(text), &(struct builder_run){.lang = lang});
    (void)builder_end(b);
}

static void test_languages_by_how_much_is_written_in_them(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_set_lang(b, "cy-GB");
    add_words(b, NULL, "Mae pawb yma heddiw.");
    add_words(b, "en-GB", "Everybody is in the room now.");
    add_words(b, "en-AU", "Hello to you.");
    add_words(b, "cy", "Diolch yn fawr.");
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.lang_count, 2);
    assert_string_equal(s.langs[0].tag, "en-GB");
    assert_int_equal(s.langs[0].words, 9);
    assert_string_equal(s.langs[1].tag, "cy-GB");
    assert_int_equal(s.langs[1].words, 7);
    assert_true(s.is_english);
    assert_int_equal(s.reading.words, 9);
    assert_int_equal(s.reading.sentences, 2);
    made_drop(&made);
}

static void test_only_sentences_of_running_text_count_for_the_reading_age(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_set_lang(b, "en");
    made_block(b, BLOCK_HEADING, 0, "Inclusive education for everybody");
    made_block(b, BLOCK_PARAGRAPH, 0, "Every child can learn. Yes. We say so together!");
    made_item(b, 1, 1, "a place in education");
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.reading.sentences, 3);
    assert_int_equal(s.reading.words, 4 + 4 + 4);
    assert_int_equal(s.reading.syllables, (2 + 1 + 1 + 1) + (1 + 1 + 1 + 3) + (1 + 1 + 1 + 4));
    assert_int_equal(s.reading.long_words, 2);
    made_drop(&made);
}

static void add_sentence_of(struct builder *b, int words)
{
    struct str text = {0};
    str_add(&text, "One");
    for (int i = 1; i < words; i++)
        str_add(&text, " word");
    str_add_char(&text, '.');
    made_block(b, BLOCK_PARAGRAPH, 0, str_text(&text));
    str_free(&text);
}

static void test_long_sentences_are_shorter_in_easy_read(void **state)
{
    (void)state;
    for (int easy = 0; easy <= 1; easy++) {
        struct builder *b = builder_new();
        builder_set_easy_read(b, easy);
        static const int lengths[] = {15, 16, 30, 31, 40, 20};
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
            add_sentence_of(b, lengths[i]);
        struct made made = made_finish(b);
        struct survey s = survey_of(&made);
        assert_int_equal(s.sentence_most_words, easy ? 15 : 30);
        assert_int_equal(s.long_sentences, easy ? 5 : 2);
        assert_int_equal(s.longest_sentence, 5);
        made_drop(&made);
    }
}

static void test_warnings_become_pages_and_facts(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    for (int i = 0; i < 12; i++)
        (void)builder_add_page(b, NULL, 595, 842);
    made_block(b, BLOCK_PARAGRAPH, 1, "Some words.");
    builder_add_warning(b, WARNING_PAGE_LOST, 3, 1, NULL);
    for (uint32_t page = 2; page <= 11; page++)
        builder_add_warning(b, WARNING_PAGE_NO_TEXT, page, 1, NULL);
    builder_add_warning(b, WARNING_PAGES_GIVEN_UP, 12, 1, NULL);
    builder_add_warning(b, WARNING_TAGS_SET_ASIDE, 0, 1, "few words have tags");
    builder_add_warning(b, WARNING_DAMAGED_MENDED, 0, 1, NULL);
    builder_add_warning(b, WARNING_LEFT_OUT, 0, 7, NULL);
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.lost.count, 1);
    assert_int_equal(s.lost.numbers[0], 3);
    assert_int_equal(s.without_text.count, 10);
    assert_int_equal(s.without_text.numbers[SURVEY_PAGES_MOST - 1], 9);
    assert_int_equal(s.given_up_from, 12);
    assert_string_equal(book_string(made.book, s.tags->text), "few words have tags");
    assert_true(s.is_mended);
    assert_false(s.is_cut);
    assert_int_equal(s.left_out, 7);
    made_drop(&made);
}

static void test_examples_of_what_is_left_out_differ(void **state)
{
    (void)state;
    static const char *const pieces[] = {"Page 1",  "........", "Page 2", "A report",
                                         "Page 13", "A report", "Menu"};
    struct builder *b = builder_new();
    made_block(b, BLOCK_PARAGRAPH, 0, "Some words.");
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        made_block(b, BLOCK_LEFT_OUT, 0, pieces[i]);
    struct made made = made_finish(b);
    struct survey s = survey_of(&made);
    assert_int_equal(s.left_out, 7);
    assert_int_equal(s.left_out_examples[0], 2);
    assert_int_equal(s.left_out_examples[1], 5);
    assert_int_equal(s.left_out_examples[2], 8);
    made_drop(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings_and_the_levels_that_they_skip),
        cmocka_unit_test(test_contents_of_its_own),
        cmocka_unit_test(test_lists_tables_and_the_rest_are_counted),
        cmocka_unit_test(test_pictures_with_and_without_description),
        cmocka_unit_test(test_links_by_what_they_say_and_where_they_lead),
        cmocka_unit_test(test_languages_by_how_much_is_written_in_them),
        cmocka_unit_test(test_only_sentences_of_running_text_count_for_the_reading_age),
        cmocka_unit_test(test_long_sentences_are_shorter_in_easy_read),
        cmocka_unit_test(test_warnings_become_pages_and_facts),
        cmocka_unit_test(test_examples_of_what_is_left_out_differ),
    };
    return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
