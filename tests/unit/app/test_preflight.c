#include "../book/made.h"
#include "app/preflight.h"

static const char plain[] = "Every child can learn. We say so.";

static struct preflight preflight_of(const struct book *book)
{
    struct preflight p = {.book = book};
    survey_make(book, &p.survey);
    doubts_find(book, NULL, NULL, &p.doubts);
    return p;
}

static struct builder *begin_book(enum book_source source, enum book_order order)
{
    struct builder *b = builder_new();
    builder_set_source(b, source, order);
    builder_set_title(b, "Learning together");
    builder_set_lang(b, "en-GB");
    return b;
}

/* The names of what is asked for, in order. */
static void assert_requests(const struct preflight *p, const char *expected)
{
    struct str names = {0};
    for (enum request request = 0; request < REQUEST_COUNT; request++) {
        if (preflight_wants(p, request))
            str_addf(&names, "%s%s", names.length_bytes ? " " : "",
                     preflight_request_name(request));
    }
    assert_string_equal(str_text(&names), expected);
    str_free(&names);
}

static void assert_sentence(const struct preflight *p, enum request request, const char *expected)
{
    struct str sentence = {0};
    preflight_add_request(p, request, &sentence);
    assert_string_equal(str_text(&sentence), expected);
    str_free(&sentence);
}

static void test_a_good_document_asks_for_nothing(void **state)
{
    (void)state;
    struct builder *b = begin_book(SOURCE_PDF, ORDER_TAGGED);
    made_block(b, BLOCK_HEADING, 0, "Learning");
    made_block(b, BLOCK_PARAGRAPH, 0, plain);
    made_figure(b, 0, "Two children read.");
    struct made made = made_finish(b);
    struct preflight p = preflight_of(made.book);
    assert_requests(&p, "");
    made_drop(&made);
}

static void test_lost_pages_come_first_and_are_named_by_their_labels(void **state)
{
    (void)state;
    struct builder *b = begin_book(SOURCE_PDF, ORDER_GUESSED);
    (void)builder_add_page(b, "iv", 595, 842);
    (void)builder_add_page(b, "1", 595, 842);
    made_block(b, BLOCK_PARAGRAPH, 2, plain);
    builder_add_warning(b, WARNING_PAGE_NO_TEXT, 2, 1, NULL);
    builder_add_warning(b, WARNING_PAGE_LOST, 1, 1, NULL);
    made_figure(b, 2, NULL);
    struct made made = made_finish(b);
    struct preflight p = preflight_of(made.book);
    assert_requests(&p, "mend-lost-pages give-pages-text tag describe-pictures");
    assert_sentence(&p, REQUEST_LOST_PAGES, "Send a new copy. These pages can't be read: iv.");
    assert_sentence(&p, REQUEST_PAGES_WITHOUT_TEXT,
                    "Put real text on pages that are pictures only: 1.");
    assert_sentence(&p, REQUEST_DESCRIPTIONS, "Describe 1 picture, or mark it as decoration.");
    made_drop(&made);
}

static void test_plain_text_is_not_asked_for_what_it_cannot_have(void **state)
{
    (void)state;
    static const char text[] = "See https://www.example.org/a/long/way/to/go and "
                               "https://www.example.org/another/long/way now.";
    for (int is_text = 0; is_text <= 1; is_text++) {
        struct builder *b = builder_new();
        builder_set_source(b, is_text ? SOURCE_TEXT : SOURCE_HTML, ORDER_GIVEN);
        made_block(b, BLOCK_PARAGRAPH, 0, text);
        struct made made = made_finish(b);
        struct preflight p = preflight_of(made.book);
        assert_requests(&p, is_text ? "" : "name-language give-title hide-addresses");
        made_drop(&made);
    }
}

static void test_acronyms_that_nobody_explains_are_named(void **state)
{
    (void)state;
    struct builder *b = begin_book(SOURCE_HTML, ORDER_GIVEN);
    made_block(b, BLOCK_PARAGRAPH, 0, "The CQC, the CMA (a body) and the XYZ met the XYZ.");
    struct made made = made_finish(b);
    struct preflight p = preflight_of(made.book);
    assert_requests(&p, "explain-acronyms");
    assert_sentence(&p, REQUEST_ACRONYMS, "Say once what these stand for: XYZ, CQC.");
    made_drop(&made);
}

static void test_a_skipped_level_is_shown_by_its_heading(void **state)
{
    (void)state;
    struct builder *b = begin_book(SOURCE_HTML, ORDER_GIVEN);
    made_block(b, BLOCK_HEADING, 0, "First");
    builder_begin(b, &(struct builder_block){.kind = BLOCK_HEADING, .level = 3});
    static const char long_heading[] =
        "A heading with so many words that only its beginning is shown to those who read";
    builder_text(b, long_heading, strlen(long_heading), NULL);
    (void)builder_end(b);
    struct made made = made_finish(b);
    struct preflight p = preflight_of(made.book);
    assert_requests(&p, "order-heading-levels");
    assert_sentence(&p, REQUEST_HEADING_LEVELS,
                    "Use heading levels in order. One is skipped at: "
                    "A heading with so many words that only its beginning is…");
    made_drop(&made);
}

static void test_each_request_has_a_name_and_words(void **state)
{
    (void)state;
    struct builder *b = begin_book(SOURCE_HTML, ORDER_GIVEN);
    made_block(b, BLOCK_HEADING, 0, "First");
    struct made made = made_finish(b);
    struct preflight p = preflight_of(made.book);
    p.survey.first_skip = 1;
    for (enum request request = 0; request < REQUEST_COUNT; request++) {
        struct str sentence = {0};
        preflight_add_request(&p, request, &sentence);
        assert_true(sentence.length_bytes > 10);
        assert_non_null(preflight_request_name(request));
        str_free(&sentence);
    }
    made_drop(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_document_asks_for_nothing),
        cmocka_unit_test(test_lost_pages_come_first_and_are_named_by_their_labels),
        cmocka_unit_test(test_plain_text_is_not_asked_for_what_it_cannot_have),
        cmocka_unit_test(test_acronyms_that_nobody_explains_are_named),
        cmocka_unit_test(test_a_skipped_level_is_shown_by_its_heading),
        cmocka_unit_test(test_each_request_has_a_name_and_words),
    };
    return cmocka_run_group_tests_name("preflight", tests, NULL, NULL);
}
