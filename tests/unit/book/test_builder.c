#include "built.h"
#include "sample.h"

#include <stdio.h>

static void test_sample_comes_back_whole(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    sample_build(b);
    struct made made = make(b);
    const struct book *book = made.book;

    assert_string_equal(book_title(book), "Learning together");
    assert_string_equal(book_string(book, book->info->author), "A. N. Author");
    assert_string_equal(book_string(book, book->info->lang), "en-GB");
    assert_int_equal(book->info->source, SOURCE_PDF);
    assert_int_equal(book->info->order, ORDER_TAGGED);
    assert_int_equal(book->page_count, 2);
    assert_string_equal(book_string(book, book->pages[1].label), "i");
    assert_int_equal(book->pages[1].first_word, 1);
    assert_word(book, book->pages[2].first_word, "pays.");

    assert_int_equal(book->block_count, 9);
    assert_slice(book, 1, 2, "Learning together");
    assert_slice(book, 3, 12, "Read the whole report. DfE pays.3 See p. 5.");
    assert_int_equal(book->heading_count, 1);
    assert_int_equal(book_heading_at(book, 5), 1);
    assert_int_equal(book->words[7].style, STYLE_BOLD);
    assert_int_equal(book->words[6].style, 0);
    made_drop(&made);
}

static void test_links_expansions_and_boxes_lie_on_their_words(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    sample_build(b);
    struct made made = make(b);
    const struct book *book = made.book;

    const struct book_link *link = book_link_at(book, 5);
    assert_non_null(link);
    assert_int_equal(link->first_word, 5);
    assert_int_equal(link->word_count, 2);
    assert_string_equal(book_string(book, link->uri), "https://example.org/report");
    assert_ptr_equal(book_link_at(book, 6), link);
    assert_null(book_link_at(book, 4));
    assert_null(book_link_at(book, 7));

    link = book_link_at(book, 9);
    assert_non_null(link);
    assert_int_equal(link->uri, 0);
    assert_word(book, link->target, "Schools");

    assert_int_equal(book->expansion_count, 1);
    assert_int_equal(book->expansions[1].first_word, 7);
    assert_string_equal(book_string(book, book->expansions[1].text), "Department for Education");

    struct book_box box = book->words[6].box; /* 'report' and its full stop */
    assert_int_equal(box.x0, 240);
    assert_int_equal(box.x1, 656);
    assert_int_equal(box.y0, 80);
    assert_int_equal(box.y1, 120);
    assert_int_equal(book->blocks[2].page, 1);
    assert_int_equal(book->blocks[2].box.x0, 40);
    assert_int_equal(book->blocks[2].box.x1, 656);
    made_drop(&made);
}

static void test_raised_mark_is_a_word_and_no_sentence_end(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    sample_build(b);
    struct made made = make(b);
    const struct book *book = made.book;
    assert_word(book, 8, "pays.");
    assert_word(book, 9, "3");
    assert_int_equal(book->words[8].flags, 0);
    assert_int_equal(book->words[9].flags, WORD_SPACE_AFTER);
    assert_int_equal(book->words[9].style, STYLE_RAISED);
    assert_int_equal(book->words[8].sentence, book->words[9].sentence);
    assert_int_not_equal(book->words[9].sentence, book->words[10].sentence);
    made_drop(&made);
}

static void test_descriptions_and_furniture_come_after_the_document(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    sample_build(b);
    struct made made = make(b);
    const struct book *book = made.book;
    const struct book_block *figure = &book->blocks[4];
    assert_int_equal(figure->kind, BLOCK_FIGURE);
    assert_int_equal(figure->alt_first, book->word_count + 1);
    assert_int_equal(figure->alt_count, 4);
    assert_int_equal(figure->sentence_count, 2);
    assert_slice(book, figure->alt_first, figure->alt_first + 3, "Two children. They read.");
    assert_string_equal(book_word_lang(book, figure->alt_first), "en");
    const struct book_block *left_out = &book->blocks[9];
    assert_int_equal(left_out->kind, BLOCK_LEFT_OUT);
    assert_int_equal(left_out->first_word, book->word_count + 5);
    assert_int_equal(book->word_total, book->word_count + 8);
    made_drop(&made);
}

static void test_cells_lists_and_languages(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    sample_build(b);
    struct made made = make(b);
    const struct book *book = made.book;
    assert_int_equal(book->blocks[5].flags, BLOCK_IS_HEADER);
    assert_int_equal(book->blocks[5].group, 1);
    assert_int_equal(book->blocks[6].word_count, 0);
    assert_int_equal(book->blocks[6].column, 2);
    assert_int_equal(book->blocks[6].row_span, 1);
    assert_int_equal(book->blocks[7].group, 2);
    assert_string_equal(book_string(book, book->blocks[7].label), "\xe2\x80\xa2");
    uint32_t quote = book->blocks[8].first_word;
    assert_string_equal(book_word_lang(book, quote), "cy");
    assert_string_equal(book_word_lang(book, quote + 2), "th");
    assert_true(book->blocks[8].word_count >= 4); /* ICU parts the Thai */
    assert_int_equal(book->entry_count, 1);
    assert_int_equal(book->entries[1].word, 1);
    made_drop(&made);
}

static void test_picture_comes_back_pixel_for_pixel(void **state)
{
    (void)state;
    struct builder *b = begin_paragraph();
    builder_text(b, "Text", 4, NULL);
    unsigned char clear[3 * 2 * 4], opaque[3 * 2 * 4];
    for (unsigned i = 0; i < sizeof clear; i++) {
        clear[i] = (unsigned char)(i * 7);
        opaque[i] = i % 4 == 3 ? 255 : (unsigned char)i;
    }
    struct builder_block figure = {.kind = BLOCK_FIGURE};
    builder_add_figure(b, &figure, clear, 3, 2, 4, NULL, NULL);
    builder_add_figure(b, &figure, opaque, 3, 2, 4, NULL, NULL);
    builder_add_figure(b, &figure, NULL, 0, 0, 0, "gone", NULL);
    builder_add_figure(b, &figure, clear, 0x7fffffff, 0x7fffffff, 4, NULL, NULL);
    struct made made = make(b);
    const struct book *book = made.book;
    assert_int_equal(book->picture_count, 2);
    unsigned char *pixels;
    assert_int_equal(book_load_picture(book, 1, &pixels), ERR_OK);
    assert_memory_equal(pixels, clear, sizeof clear);
    free(pixels);
    assert_int_equal(book->pictures[2].channels, 3); /* opaque: alpha only where it is used */
    assert_int_equal(book_load_picture(book, 2, &pixels), ERR_OK);
    assert_int_equal(pixels[3], 4);
    free(pixels);
    assert_int_equal(book_load_picture(book, 3, &pixels), ERR_NOT_FOUND);
    assert_int_equal(book_load_picture(book, 0, &pixels), ERR_NOT_FOUND);
    assert_int_equal(book->block_count, 5); /* the paragraph that was open ends after its figures */
    assert_int_equal(book->blocks[3].picture, 0);
    assert_int_equal(book->blocks[3].alt_count, 1);
    assert_int_equal(book->blocks[5].kind, BLOCK_PARAGRAPH);
    made_drop(&made);
}

static void test_white_space_is_joined_over_runs(void **state)
{
    (void)state;
    struct builder *b = begin_paragraph();
    const char *runs[] = {"  one",
                          " ",
                          "\t two th",
                          "ree\xc2\xa0",
                          "  ",
                          ("\xe2\x80\x83"
                           "four "),
                          "\n five\r\n",
                          "\n"};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        builder_text(b, runs[i], strlen(runs[i]), NULL);
    struct made made = make(b);
    assert_int_equal(made.book->word_count, 5);
    assert_slice(made.book, 1, 5, "one two three four five");
    assert_int_equal(made.book->words[3].flags, WORD_SPACE_AFTER);
    assert_int_equal(made.book->words[4].flags, WORD_SPACE_AFTER | WORD_LINE_AFTER);
    assert_int_equal(made.book->words[5].flags, 0);
    made_drop(&made);
}

static void test_accent_in_a_run_of_its_own_joins_its_letter(void **state)
{
    (void)state;
    struct builder *b = begin_paragraph();
    sample_text(b, "the cafe", (struct builder_run){0});
    sample_text(b, "\xcc\x81", (struct builder_run){.style = STYLE_BOLD});
    sample_text(b, " is bold", (struct builder_run){.style = STYLE_BOLD});
    struct made made = make(b);
    assert_slice(made.book, 1, 4, "the caf\xc3\xa9 is bold");
    assert_int_equal(made.book->words[2].style, 0);
    assert_int_equal(made.book->words[3].style, STYLE_BOLD);
    made_drop(&made);
}

static void test_most_of_a_word_says_how_it_looks(void **state)
{
    (void)state;
    struct builder *b = begin_paragraph();
    sample_text(b, "un", (struct builder_run){.page = 0});
    sample_text(b, "believ", (struct builder_run){.style = STYLE_EMPHASIS, .lang = "fr"});
    sample_text(b, "able end", (struct builder_run){0});
    struct made made = make(b);
    assert_int_equal(made.book->words[1].style, STYLE_EMPHASIS);
    assert_string_equal(book_word_lang(made.book, 1), "fr");
    assert_int_equal(made.book->words[2].style, 0);
    made_drop(&made);
}

static void test_word_over_two_pages_keeps_its_first(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    (void)builder_add_page(b, "1", 100, 100);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = 1});
    sample_text(b, "inclu", (struct builder_run){.page = 1, .box = {10, 90, 20, 95}});
    sample_text(b, "sion now", (struct builder_run){.page = 2, .box = {1, 1, 5, 5}});
    (void)builder_end(b);
    (void)builder_add_page(b, "2", 100, 100); /* pages may come late */
    struct made made = make(b);
    assert_int_equal(made.book->words[1].page, 1);
    assert_int_equal(made.book->words[1].box.x0, 40);
    assert_int_equal(made.book->words[1].box.x1, 80);
    assert_int_equal(made.book->words[2].page, 2);
    assert_int_equal(made.book->pages[2].first_word, 2);
    made_drop(&made);
}

static void test_title_is_the_first_heading_else_the_first_words(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_set_title(b, " \n ");
    sample_block(b, (struct builder_block){.kind = BLOCK_LEFT_OUT}, "menu");
    sample_block(b, (struct builder_block){.kind = BLOCK_PARAGRAPH}, "Some words\nfirst");
    struct made made = make(b);
    assert_string_equal(book_title(made.book), "Some words first");
    made_drop(&made);

    b = builder_new();
    sample_block(b, (struct builder_block){.kind = BLOCK_PARAGRAPH}, "Some words");
    sample_block(b, (struct builder_block){.kind = BLOCK_HEADING}, "The heading");
    made = make(b);
    assert_string_equal(book_title(made.book), "The heading");
    assert_int_equal(made.book->entry_count, 1);
    assert_string_equal(book_string(made.book, made.book->entries[1].title), "The heading");
    assert_int_equal(made.book->entries[1].word, 3);
    assert_int_equal(made.book->info->flags, BOOK_TITLE_IS_TAKEN);
    made_drop(&made);
}

static void test_anchor_holds_through_composition_and_dropped_blocks(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    builder_add_anchor(b, "dropped");
    (void)builder_end(b);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    sample_text(b, "e\xcc\x81te\xcc\x81 ", (struct builder_run){0});
    builder_add_anchor(b, "second");
    sample_text(b, "bon", (struct builder_run){0});
    builder_add_anchor(b, "after");
    (void)builder_end(b);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    sample_text(b, "a", (struct builder_run){.uri = "#dropped"});
    sample_text(b, " b", (struct builder_run){.uri = "#second"});
    sample_text(b, " c", (struct builder_run){.uri = "#after"});
    sample_text(b, " d", (struct builder_run){.uri = "#unknown"});
    (void)builder_end(b);
    struct made made = make(b);
    assert_int_equal(made.book->link_count, 4);
    assert_int_equal(made.book->links[1].target, 1);
    assert_int_equal(made.book->links[2].target, 2);
    assert_int_equal(made.book->links[3].target, 3);
    assert_int_equal(made.book->links[4].target, 0);
    assert_int_equal(made.book->links[4].uri, 0);
    made_drop(&made);
}

/* Of two pages; contents lead to a height, and where two columns have that height, to the first of them. */
struct printed {
    enum block_kind kind;
    uint32_t page;
    const char *text;
    const char *height; /* its name, for entries; NULL: none leads there */
};

static struct builder *begin_printed(const struct printed *blocks, size_t count)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_PDF, ORDER_GUESSED);
    (void)builder_add_page(b, "1", 595, 842);
    (void)builder_add_page(b, "2", 595, 842);
    for (size_t i = 0; i < count; i++) {
        builder_add_anchor(b, blocks[i].height);
        made_block(b, blocks[i].kind, blocks[i].page, blocks[i].text);
    }
    return b;
}

static void assert_entry(const struct book *book, uint32_t n, uint32_t word, const char *expected)
{
    assert_in_range(n, 1, book->entry_count);
    assert_int_equal(book->entries[n].word, word);
    assert_word(book, word, expected);
}

static void test_an_entry_leads_to_the_heading_that_says_its_words(void **state)
{
    (void)state;
    static const struct printed columns[] = {{BLOCK_HEADING, 1, "Who we are", "high"},
                                             {BLOCK_PARAGRAPH, 1, "People learn together.", "low"},
                                             {BLOCK_HEADING, 1, "On training", NULL},
                                             {BLOCK_PARAGRAPH, 1, "Each teacher learns.", NULL},
                                             {BLOCK_HEADING, 2, "What it costs", "next"}};
    struct builder *b = begin_printed(columns, sizeof columns / sizeof *columns);
    builder_add_entry(b, "On train ing", 1, "low"); /* spaces don't count */
    builder_add_entry(b, "Who we are", 1, "low");
    builder_add_entry(b, "Ontraining", 1, "low");
    struct made made = make(b);
    assert_entry(made.book, 1, 7, "On");
    assert_entry(made.book, 2, 1, "Who");
    assert_entry(made.book, 3, 7, "On");
    made_drop(&made);
}

static void test_an_entry_whose_words_no_heading_of_its_page_says_stays_as_given(void **state)
{
    (void)state;
    static const struct printed pages[] = {{BLOCK_HEADING, 1, "On training", NULL},
                                           {BLOCK_PARAGRAPH, 1, "People learn together.", "low"},
                                           {BLOCK_PARAGRAPH, 1, "Our plan", NULL},
                                           {BLOCK_HEADING, 2, "What it costs", "next"}};
    static const char *const titles[] = {"On", "On training and more", "On Training", "Our plan",
                                         "What it costs"};
    size_t count = sizeof titles / sizeof *titles;
    struct builder *b = begin_printed(pages, sizeof pages / sizeof *pages);
    for (size_t i = 0; i < count; i++)
        builder_add_entry(b, titles[i], 1, "low");
    builder_add_entry(b, "On training", 1, "next");
    struct made made = make(b);
    for (uint32_t n = 1; n <= count; n++)
        assert_entry(made.book, n, 3, "People");
    assert_entry(made.book, (uint32_t)count + 1, 8, "What");
    made_drop(&made);
}

static void test_two_headings_that_say_the_same_have_an_entry_each(void **state)
{
    (void)state;
    static const struct printed columns[] = {
        {BLOCK_PARAGRAPH, 1, "We promise.", "high"}, {BLOCK_HEADING, 1, "Pledge", NULL},
        {BLOCK_PARAGRAPH, 1, "The first.", NULL},    {BLOCK_HEADING, 1, "Pledge", NULL},
        {BLOCK_PARAGRAPH, 1, "The second.", "low"},  {BLOCK_HEADING, 2, "Pledge", "next"}};
    struct builder *b = begin_printed(columns, sizeof columns / sizeof *columns);
    builder_add_entry(b, "Pledge", 1, "high");
    builder_add_entry(b, "Pledge", 1, "high");
    builder_add_entry(b, "Pledge", 1, "next");
    builder_add_entry(b, "Pledge", 1, "low"); /* the nearest above it */
    struct made made = make(b);
    assert_entry(made.book, 1, 3, "Pledge");
    assert_entry(made.book, 2, 6, "Pledge");
    assert_entry(made.book, 3, 9, "Pledge");
    assert_entry(made.book, 4, 6, "Pledge");
    made_drop(&made);
}

static void test_chinese_and_arabic(void **state)
{
    (void)state;
    /* '我们学习。（一起）' and 'مرحبا بالعالم' */
    const char *chinese = "\xe6\x88\x91\xe4\xbb\xac\xe5\xad\xa6\xe4\xb9\xa0\xe3\x80\x82\xef\xbc\x88"
                          "\xe4\xb8\x80\xe8\xb5\xb7\xef\xbc\x89";
    struct made made = make_paragraph(chinese, strlen(chinese));
    assert_int_equal(made.book->word_count, 3);
    assert_word(made.book, 1, "\xe6\x88\x91\xe4\xbb\xac");
    assert_word(made.book, 2, "\xe5\xad\xa6\xe4\xb9\xa0\xe3\x80\x82");
    assert_word(made.book, 3, "\xef\xbc\x88\xe4\xb8\x80\xe8\xb5\xb7\xef\xbc\x89");
    assert_int_equal(made.book->sentence_count, 2);
    assert_slice(made.book, 1, 3, chinese);
    made_drop(&made);
    const char *arabic =
        "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \xd8\xa8\xd8\xa7\xd9\x84\xd8\xb9";
    made = make_paragraph(arabic, strlen(arabic));
    assert_int_equal(made.book->word_count, 2);
    assert_slice(made.book, 1, 2, arabic);
    made_drop(&made);
}

static void test_a_figure_that_is_written_has_its_text_as_description(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    assert_int_equal(sample_block(b, (struct builder_block){.kind = BLOCK_FIGURE}, "A cat."), 1);
    assert_int_equal(sample_block(b, (struct builder_block){.kind = BLOCK_FIGURE}, ""), 2);
    assert_int_equal(sample_block(b, (struct builder_block){.kind = (enum block_kind)77}, "Text"),
                     3);
    struct made made = make(b);
    assert_int_equal(made.book->word_count, 1);
    assert_int_equal(made.book->blocks[1].alt_count, 2);
    assert_slice(made.book, 2, 3, "A cat.");
    assert_int_equal(made.book->blocks[3].kind, BLOCK_PARAGRAPH);
    made_drop(&made);
}

static void test_a_name_for_every_kind(void **state)
{
    (void)state;
    assert_string_equal(book_kind_name(BLOCK_HEADING), "heading");
    assert_string_equal(book_kind_name(BLOCK_LEFT_OUT), "left-out");
    for (enum block_kind a = BLOCK_HEADING; a <= BLOCK_LEFT_OUT; a++) {
        assert_string_not_equal(book_kind_name(a), "unknown");
        for (enum block_kind c = BLOCK_HEADING; c < a; c++)
            assert_string_not_equal(book_kind_name(a), book_kind_name(c));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample_comes_back_whole),
        cmocka_unit_test(test_links_expansions_and_boxes_lie_on_their_words),
        cmocka_unit_test(test_raised_mark_is_a_word_and_no_sentence_end),
        cmocka_unit_test(test_descriptions_and_furniture_come_after_the_document),
        cmocka_unit_test(test_cells_lists_and_languages),
        cmocka_unit_test(test_picture_comes_back_pixel_for_pixel),
        cmocka_unit_test(test_white_space_is_joined_over_runs),
        cmocka_unit_test(test_accent_in_a_run_of_its_own_joins_its_letter),
        cmocka_unit_test(test_most_of_a_word_says_how_it_looks),
        cmocka_unit_test(test_word_over_two_pages_keeps_its_first),
        cmocka_unit_test(test_title_is_the_first_heading_else_the_first_words),
        cmocka_unit_test(test_anchor_holds_through_composition_and_dropped_blocks),
        cmocka_unit_test(test_an_entry_leads_to_the_heading_that_says_its_words),
        cmocka_unit_test(test_an_entry_whose_words_no_heading_of_its_page_says_stays_as_given),
        cmocka_unit_test(test_two_headings_that_say_the_same_have_an_entry_each),
        cmocka_unit_test(test_chinese_and_arabic),
        cmocka_unit_test(test_a_figure_that_is_written_has_its_text_as_description),
        cmocka_unit_test(test_a_name_for_every_kind),
    };
    return cmocka_run_group_tests_name("builder", tests, NULL, NULL);
}
