#include "base/mem.h"
#include "book/builder.h"
#include "book/file.h"
#include "sample.h"
#include "walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

struct made {
    struct str bytes;
    struct book *book;
};

/* Finishes the builder, and opens what it made. */
static struct made make(struct builder *b)
{
    struct made made = {0};
    assert_int_equal(builder_finish(b, &made.bytes), ERR_OK);
    builder_free(b);
    assert_int_equal(book_from_bytes((const unsigned char *)made.bytes.data,
                                     made.bytes.length_bytes, &made.book),
                     ERR_OK);
    (void)walk_book(made.book);
    return made;
}

static void drop(struct made *made)
{
    book_close(made->book);
    str_free(&made->bytes);
}

static void assert_text(const char *text, size_t bytes, const char *expected)
{
    char *copy = mem_copy_bytes(text, bytes);
    assert_string_equal(copy, expected);
    free(copy);
}

static void assert_word(const struct book *book, uint32_t n, const char *expected)
{
    assert_in_range(n, 1, book->word_total);
    assert_text(book->pool + book->words[n].text, book->words[n].bytes, expected);
}

static void assert_slice(const struct book *book, uint32_t first, uint32_t last,
                         const char *expected)
{
    size_t bytes;
    const char *text = book_slice(book, first, last, &bytes);
    assert_text(text, bytes, expected);
}

static struct builder *begin_paragraph(void)
{
    struct builder *b = builder_new();
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    return b;
}

/* A book of one paragraph of one run. */
static struct made make_paragraph(const char *text, size_t bytes)
{
    struct builder *b = begin_paragraph();
    builder_text(b, text, bytes, NULL);
    return make(b);
}

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
    drop(&made);
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
    drop(&made);
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
    drop(&made);
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
    assert_int_equal(book_word_from(book, 0), 1);
    assert_int_equal(book_word_from(book, book->word_count), book->word_count);
    assert_int_equal(book_word_from(book, book->word_count + 1), 0);
    assert_int_equal(book_word_before(book, 1), 0);
    assert_int_equal(book_word_before(book, 7), 6);
    assert_int_equal(book_word_before(book, left_out->first_word), book->word_count);
    drop(&made);
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
    drop(&made);
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
    drop(&made);
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
    drop(&made);
}

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
        drop(&made);
    }
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
    drop(&made);
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
    drop(&made);
    str_free(&text);
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
    drop(&made);
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
    drop(&made);
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
    drop(&made);
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
    drop(&made);

    b = builder_new();
    sample_block(b, (struct builder_block){.kind = BLOCK_PARAGRAPH}, "Some words");
    sample_block(b, (struct builder_block){.kind = BLOCK_HEADING}, "The heading");
    made = make(b);
    assert_string_equal(book_title(made.book), "The heading");
    assert_int_equal(made.book->entry_count, 1);
    assert_string_equal(book_string(made.book, made.book->entries[1].title), "The heading");
    assert_int_equal(made.book->entries[1].word, 3);
    assert_int_equal(made.book->info->flags, BOOK_TITLE_IS_TAKEN);
    drop(&made);
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
    drop(&made);

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
    drop(&made);
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
    drop(&made);
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
    drop(&made);
    str_free(&text);
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
    drop(&made);
    const char *arabic =
        "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \xd8\xa8\xd8\xa7\xd9\x84\xd8\xb9";
    made = make_paragraph(arabic, strlen(arabic));
    assert_int_equal(made.book->word_count, 2);
    assert_slice(made.book, 1, 2, arabic);
    drop(&made);
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
    drop(&made);
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
    drop(&made);
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
    drop(&made);
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
    drop(&made);
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
    drop(&made);
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
        cmocka_unit_test(test_what_cannot_be_seen_is_dropped_and_bad_bytes_mended),
        cmocka_unit_test(test_accent_in_a_run_of_its_own_joins_its_letter),
        cmocka_unit_test(test_ten_thousand_accents_on_a_letter_become_thirty),
        cmocka_unit_test(test_most_of_a_word_says_how_it_looks),
        cmocka_unit_test(test_word_over_two_pages_keeps_its_first),
        cmocka_unit_test(test_numbers_that_make_no_sense_are_put_right),
        cmocka_unit_test(test_title_is_the_first_heading_else_the_first_words),
        cmocka_unit_test(test_contents_that_lead_nowhere_become_the_headings),
        cmocka_unit_test(test_anchor_holds_through_composition_and_dropped_blocks),
        cmocka_unit_test(test_no_document_word_is_no_text),
        cmocka_unit_test(test_a_hundred_thousand_letters_are_cut_between_letters),
        cmocka_unit_test(test_chinese_and_arabic),
        cmocka_unit_test(test_ten_thousand_blocks_and_their_headings),
        cmocka_unit_test(test_too_many_pages_are_cut_and_it_is_said),
        cmocka_unit_test(test_a_block_without_end_is_cut_and_it_is_said),
        cmocka_unit_test(test_pictures_over_the_budget_lose_their_pixels_and_keep_their_words),
        cmocka_unit_test(test_a_figure_that_is_written_has_its_text_as_description),
        cmocka_unit_test(test_a_name_for_every_kind),
    };
    return cmocka_run_group_tests_name("builder", tests, NULL, NULL);
}
