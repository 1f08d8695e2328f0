/* What no document should hold, and what is too much of it: dropped, mended or cut, and said. */
#include "built.h"
#include "sample.h"

#include <stdio.h>

static void test_what_cannot_be_seen_is_dropped_and_bad_bytes_mended(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"in\xc2\xad"
         "clu\xe2\x80\x8bsion",
         "inclusion"},
        {"\xef\xbb\xbf"
         "begin\x01\x7f\xc2\x85ning",
         "begin ning"},
        {"a\xff"
         "b\xc3",
         "a\xef\xbf\xbd"
         "b\xef\xbf\xbd"},
        {"caf"
         "e\xcc\x81",
         "caf\xc3\xa9"},
        {"\xe2\x80\xaeright", "right"},
        {"\xe2\x80\x8f x\xe2\x80\x8fy", "x\xe2\x80\x8fy"},
        {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c"},
        {"\xe2\x84\xab", "\xc3\x85"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made made = make_paragraph(rows[i].in, strlen(rows[i].in));
        assert_slice(made.book, 1, made.book->word_count, rows[i].out);
        made_drop(&made);
    }
}

static void test_ten_thousand_accents_on_a_letter_become_thirty(void **state)
{
    (void)state;
    struct str text = {0};
    str_add(&text, "z");
    for (int i = 0; i < 10000; i++)
        str_add(&text, i % 2 ? "\xcc\xa3" : "\xcc\x81");
    struct made made = make_paragraph(text.data, text.length_bytes);
    assert_int_equal(made.book->word_count, 1);
    assert_true(made.book->words[1].bytes <= 1 + 31 * 3);
    made_drop(&made);
    str_free(&text);
}

static void test_numbers_that_make_no_sense_are_put_right(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    uint32_t page = builder_add_page(b, NULL, -5, 1e30f);
    struct builder_block block = {
        .kind = BLOCK_HEADING, .level = 99, .group = 77, .page = 4000000000u};
    builder_begin(b, &block);
    sample_text(
        b, "word",
        (struct builder_run){.page = 70000, .style = 0xff, .box = {-50, -50, 1e20f, 1e20f}});
    sample_text(
        b, " two",
        (struct builder_run){.page = page, .box = {0 / 1.0f, 5, -3, 9}, .lang = "not a tag!"});
    (void)builder_end(b);
    sample_block(b, (struct builder_block){.kind = BLOCK_LIST_ITEM, .level = -3}, "item");
    struct made made = make(b);
    const struct book *book = made.book;
    assert_int_equal(book->blocks[1].level, 6);
    assert_int_equal(book->blocks[1].group, 0);
    assert_int_equal(book->blocks[1].page, 0);
    assert_int_equal(book->blocks[2].level, 1);
    assert_int_equal(book->words[1].page, 0);
    assert_int_equal(book->words[1].box.x0, 0);
    assert_int_equal(book->words[1].box.x1, 65535);
    assert_int_equal(book->words[2].box.x1, 0);
    assert_string_equal(book_word_lang(book, 2), "");
    made_drop(&made);
}

static void test_contents_that_lead_nowhere_become_the_headings(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_add_entry(b, "Lost", 1, "nowhere");
    sample_block(b, (struct builder_block){.kind = BLOCK_HEADING, .level = 2}, "Here");
    struct made made = make(b);
    assert_int_equal(made.book->entry_count, 1);
    assert_string_equal(book_string(made.book, made.book->entries[1].title), "Here");
    assert_int_equal(made.book->entries[1].level, 2);
    made_drop(&made);

    b = builder_new();
    builder_add_entry(b, "Lost", 1, "nowhere");
    builder_add_entry(b, "Found", 3, "#mid");
    builder_begin(b, &(struct builder_block){.kind = BLOCK_HEADING, .level = 2});
    sample_text(b, "Here and ", (struct builder_run){0});
    builder_add_anchor(b, "mid");
    sample_text(b, "there", (struct builder_run){0});
    (void)builder_end(b);
    builder_add_anchor(b, "end");
    builder_add_entry(b, "End", 1, "end");
    made = make(b);
    assert_int_equal(made.book->entry_count, 3);
    assert_int_equal(made.book->entries[1].word, 0);
    assert_int_equal(made.book->entries[2].word, 3);
    assert_int_equal(made.book->entries[2].level, 3);
    assert_int_equal(made.book->entries[3].word, 3); /* nothing follows: the last word */
    made_drop(&made);
}

static void test_no_document_word_is_no_text(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    struct str out = {0};
    assert_int_equal(builder_finish(b, &out), ERR_NO_TEXT);
    builder_free(b);
    b = builder_new();
    builder_add_figure(b, &(struct builder_block){.kind = BLOCK_FIGURE}, NULL, 0, 0, 0, "alt",
                       NULL);
    sample_block(b, (struct builder_block){.kind = BLOCK_LEFT_OUT}, "Page 1");
    assert_int_equal(sample_block(b, (struct builder_block){.kind = BLOCK_PARAGRAPH}, " \n"), 0);
    assert_int_equal(builder_word_count(b), 0);
    assert_int_equal(builder_finish(b, &out), ERR_NO_TEXT);
    builder_free(b);
    str_free(&out);
}

static void test_a_hundred_thousand_letters_are_cut_between_letters(void **state)
{
    (void)state;
    struct str text = {0};
    for (int i = 0; i < 100000; i++)
        str_add(&text, i % 3 ? "a" : "\xc3\xa9");
    struct made made = make_paragraph(text.data, text.length_bytes);
    assert_int_equal(made.book->blocks[1].word_count, (text.length_bytes + 1023) / 1024);
    size_t bytes;
    const char *back = book_slice(made.book, 1, made.book->word_count, &bytes);
    assert_int_equal(bytes, text.length_bytes);
    assert_memory_equal(back, text.data, bytes);
    made_drop(&made);
    str_free(&text);
}

static void test_ten_thousand_blocks_and_their_headings(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    for (int i = 0; i < 10000; i++) {
        struct builder_block block = {.kind = i % 100 == 50 ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                                      .level = 1};
        assert_int_equal(sample_block(b, block, "Two words."), i + 1);
    }
    struct made made = make(b);
    assert_int_equal(made.book->block_count, 10000);
    assert_int_equal(made.book->word_count, 20000);
    assert_int_equal(made.book->sentence_count, 10000);
    assert_int_equal(made.book->heading_count, 100);
    assert_int_equal(book_heading_at(made.book, 1), 0);
    assert_int_equal(book_heading_at(made.book, 101), 51);
    assert_int_equal(book_heading_at(made.book, 300), 51);
    assert_int_equal(book_heading_at(made.book, 20000), 9951);
    made_drop(&made);
}

static void test_too_many_pages_are_cut_and_it_is_said(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    for (int i = 0; i < 65535; i++)
        assert_int_equal(builder_add_page(b, NULL, 1, 1), i + 1);
    assert_int_equal(builder_add_page(b, NULL, 1, 1), 0);
    sample_block(b, (struct builder_block){.kind = BLOCK_PARAGRAPH, .page = 65535}, "Last page");
    struct made made = make(b);
    assert_int_equal(made.book->word_count, 2);
    assert_int_equal(made.book->words[1].page, 65535);
    assert_int_equal(made.book->warning_count, 1);
    assert_int_equal(made.book->warnings[1].kind, WARNING_TEXT_CUT);
    made_drop(&made);
}

static void test_a_block_without_end_is_cut_and_it_is_said(void **state)
{
    (void)state;
    size_t bytes = 9u << 20;
    char *text = malloc(bytes);
    assert_non_null(text);
    memset(text, 'a', bytes);
    struct made made = make_paragraph(text, bytes);
    assert_int_equal(made.book->word_count, 8 << 10);
    assert_int_equal(made.book->warnings[1].kind, WARNING_TEXT_CUT);
    made_drop(&made);
    free(text);
}

static void test_pictures_over_the_budget_lose_their_pixels_and_keep_their_words(void **state)
{
    (void)state;
    enum { WIDTH = 2048, HEIGHT = 2400, BYTES = WIDTH * HEIGHT * 3 };
    unsigned char *noise = malloc(BYTES);
    assert_non_null(noise);
    uint32_t x = 1;
    for (size_t i = 0; i < BYTES; i++) {
        x = x * 1664525u + 1013904223u;
        noise[i] = (unsigned char)(x >> 24);
    }
    struct builder *b = begin_paragraph();
    builder_text(b, "Text", 4, NULL);
    for (int i = 0; i < 3; i++)
        builder_add_figure(b, &(struct builder_block){.kind = BLOCK_FIGURE}, noise, WIDTH, HEIGHT,
                           3, "Noise", NULL);
    free(noise);
    struct made made = make(b);
    assert_int_equal(made.book->picture_count, 2);
    assert_int_equal(made.book->blocks[2].picture, 2);
    assert_int_equal(made.book->blocks[3].picture, 0);
    assert_int_equal(made.book->blocks[3].alt_count, 1);
    made_drop(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_cannot_be_seen_is_dropped_and_bad_bytes_mended),
        cmocka_unit_test(test_ten_thousand_accents_on_a_letter_become_thirty),
        cmocka_unit_test(test_numbers_that_make_no_sense_are_put_right),
        cmocka_unit_test(test_contents_that_lead_nowhere_become_the_headings),
        cmocka_unit_test(test_no_document_word_is_no_text),
        cmocka_unit_test(test_a_hundred_thousand_letters_are_cut_between_letters),
        cmocka_unit_test(test_ten_thousand_blocks_and_their_headings),
        cmocka_unit_test(test_too_many_pages_are_cut_and_it_is_said),
        cmocka_unit_test(test_a_block_without_end_is_cut_and_it_is_said),
        cmocka_unit_test(test_pictures_over_the_budget_lose_their_pixels_and_keep_their_words),
    };
    return cmocka_run_group_tests_name("builder_limits", tests, NULL, NULL);
}
