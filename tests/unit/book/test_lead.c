/* What words lead to: addresses, page references, notes' marks, links, and the summary. */
#include "book/address.h"
#include "book/lead.h"
#include "book/reference.h"
#include "made.h"

static void find(const char *text, const char *expected)
{
    size_t begin = 0, length = 0;
    bool found = address_find(text, strlen(text), &begin, &length);
    assert_int_equal(found, *expected != 0);
    char got[200] = "";
    if (found)
        memcpy(got, text + begin, length);
    assert_string_equal(got, expected);
}

static void test_an_address_is_found_without_what_stands_around_it(void **state)
{
    (void)state;
    find("www.example.org", "www.example.org");
    find("(www.example.org).", "www.example.org");
    find("\xe2\x80\x98www.example.org/a\xe2\x80\x99,", "www.example.org/a");
    find("\xe2\x80\x9chttps://example.org/a?b=c&d=e\xe2\x80\x9d", "https://example.org/a?b=c&d=e");
    find("<https://example.org>;", "https://example.org");
    find("WWW.EXAMPLE.ORG", "WWW.EXAMPLE.ORG");
    find("http://example.org/Reading_(process)", "http://example.org/Reading_(process)");
    find("(http://example.org/reading)", "http://example.org/reading");
    find("www.example.org's", "www.example.org");
    find("Web:www.example.org", "www.example.org");
    find("example.org/take-part", "example.org/take-part");
    find("info@example.org.", "info@example.org");
    find("Email:first.last@mail.example.org.uk)", "first.last@mail.example.org.uk");
    find("mailto:info@example.org", "info@example.org");
}

static void test_what_is_no_address_is_none(void **state)
{
    (void)state;
    static const char *const none[] = {"e.g.",   "and/or", "www.",     "www.example", "http://",
                                       "1.5",    "3.com",  "@example", "a@b",         "end.Then",
                                       "x@.org", "...",    "http://x", "U.K.",        "9.30am"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        find(none[i], "");
}

static void expect_address(const struct made *m, uint32_t n, uint32_t first, uint32_t last,
                           const char *uri)
{
    struct address a = {0};
    struct str got = {0};
    assert_true(address_at(m->book, n, &a, &got));
    assert_string_equal(str_text(&got), uri);
    assert_int_equal(a.first_word, first);
    assert_int_equal(a.last_word, last);
    str_free(&got);
}

static struct made one_block(const char *text)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_PDF, ORDER_GIVEN);
    (void)builder_add_page(b, NULL, 595, 842);
    made_block(b, BLOCK_PARAGRAPH, 1, text);
    return made_finish(b);
}

static void test_a_broken_address_is_put_together(void **state)
{
    (void)state;
    struct made m = one_block("See https://www.\nexample.org/take- part/now. Write to info@ "
                              "example.org or name\n@example.org today.");
    expect_address(&m, 2, 2, 4, "https://www.example.org/take-part/now");
    expect_address(&m, 3, 2, 4, "https://www.example.org/take-part/now");
    expect_address(&m, 4, 2, 4, "https://www.example.org/take-part/now");
    struct address a;
    assert_false(address_at(m.book, 1, &a, NULL));
    assert_false(address_at(m.book, 5, &a, NULL));
    expect_address(&m, 7, 7, 8, "mailto:info@example.org");
    expect_address(&m, 11, 10, 11, "mailto:name@example.org");
    made_drop(&m);
}

static void test_a_sentence_does_not_go_on_in_an_address(void **state)
{
    (void)state;
    struct made m = one_block("Look at www.example.org. then at www.example.org/ or ask. "
                              "Is it www.example.org/a? Yes, or http://example.org/b- and more.");
    expect_address(&m, 3, 3, 3, "https://www.example.org");
    expect_address(&m, 6, 6, 6, "https://www.example.org/");
    expect_address(&m, 11, 11, 11, "https://www.example.org/a");
    expect_address(&m, 14, 14, 14, "http://example.org/b-");
    made_drop(&m);
}

static void test_addresses_are_made_safe_to_show(void **state)
{
    (void)state;
    static const struct {
        const char *uri, *clean, *shown, *site;
    } tries[] = {
        {"https://www.example.org/a/", "https://www.example.org/a/", "www.example.org/a",
         "https://www.example.org"},
        {"http://example.org/a\x01\n b", "http://example.org/a%01%0A%20b",
         "example.org/a%01%0A%20b", "http://example.org"},
        {"http://example.org/\xe2\x80\xaegro", "http://example.org/%E2%80%AEgro",
         "example.org/%E2%80%AEgro", "http://example.org"},
        {"http://example.org/\xff", "http://example.org/%FF", "example.org/%FF",
         "http://example.org"},
        {"mailto:info@example.org?subject=x", "mailto:info@example.org?subject=x",
         "info@example.org", ""},
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct str clean = {0}, shown = {0}, site = {0};
        address_add_clean(tries[i].uri, &clean);
        address_add_shown(tries[i].uri, &shown);
        address_add_site(tries[i].uri, &site);
        assert_string_equal(str_text(&clean), tries[i].clean);
        assert_string_equal(str_text(&shown), tries[i].shown);
        assert_string_equal(str_text(&site), tries[i].site);
        str_free(&clean);
        str_free(&shown);
        str_free(&site);
    }
}

static void test_only_addresses_for_people_are_taken_home(void **state)
{
    (void)state;
    assert_true(address_is_for_people("http://example.org"));
    assert_true(address_is_for_people("HTTPS://example.org"));
    assert_true(address_is_for_people("mailto:a@example.org"));
    assert_true(address_is_for_people("tel:+441234567890"));
    assert_false(address_is_for_people("javascript:alert(1)"));
    assert_false(address_is_for_people("file:///etc/passwd"));
    assert_false(address_is_for_people("data:text/html,x"));
    assert_false(address_is_for_people("other.html"));
    assert_false(address_is_for_people("http://"));
    assert_false(address_is_for_people(""));
}

/* Ten pages, labelled i, ii, then 1 to 8, with a word on each. */
static struct made pages(const char *text)
{
    static const char *const labels[] = {"i", "ii", "1", "2", "3", "4", "5", "6", "7", "8"};
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_PDF, ORDER_GIVEN);
    builder_set_lang(b, "en");
    for (size_t i = 0; i < 10; i++)
        (void)builder_add_page(b, labels[i], 595, 842);
    made_block(b, BLOCK_PARAGRAPH, 1, text);
    for (uint32_t i = 2; i <= 10; i++)
        made_block(b, BLOCK_PARAGRAPH, i, "Words.");
    return made_finish(b);
}

static void expect_page(const char *text, uint32_t n, uint32_t first, uint32_t last,
                        const char *label, uint32_t page)
{
    struct made m = pages(text);
    struct reference r = {0};
    assert_true(reference_at(m.book, n, &r));
    assert_string_equal(r.label, label);
    assert_int_equal(r.page, page);
    assert_int_equal(r.first_word, first);
    assert_int_equal(r.last_word, last);
    made_drop(&m);
}

static void expect_no_page(const char *text, uint32_t n)
{
    struct made m = pages(text);
    struct reference r;
    assert_false(reference_at(m.book, n, &r));
    made_drop(&m);
}

static void test_a_page_reference_leads_to_the_page_of_that_label(void **state)
{
    (void)state;
    expect_page("Please see page 5.", 3, 3, 4, "5", 7);
    expect_page("Please see page 5.", 4, 3, 4, "5", 7);
    expect_page("(Page 5)", 2, 1, 2, "5", 7);
    expect_page("See pages 4 to 6 for more.", 2, 2, 5, "4", 6);
    expect_page("See pages 4 to 6 for more.", 5, 2, 5, "4", 6);
    expect_page("See pages 4\xe2\x80\x93"
                "6.",
                3, 2, 3, "4", 6);
    expect_page("See pages 4 \xe2\x80\x93 6.", 5, 2, 5, "4", 6);
    expect_page("See pages 4 and 6 too.", 5, 5, 5, "6", 8);
    expect_page("See pages 2, 4 and 6 too.", 4, 4, 4, "4", 6);
    expect_page("See pages 2, 4 and 6 too.", 6, 6, 6, "6", 8);
    expect_page("See p. 3 first", 2, 2, 3, "3", 5);
    expect_page("See (p.3) first", 2, 2, 2, "3", 5);
    expect_page("See pp. 3-4 first", 3, 2, 3, "3", 5);
    expect_page("See pp3 first", 2, 2, 2, "3", 5);
    expect_page("Gweler tudalen 5.", 2, 2, 3, "5", 7);
    expect_page("Ar dudalennau 4 i 6", 5, 2, 5, "4", 6);
    expect_page("See page ii now", 3, 2, 3, "ii", 2);
    expect_page("See page 99.", 3, 2, 3, "99", 0);
}

static void test_other_words_are_no_page_reference(void **state)
{
    (void)state;
    expect_no_page("There are 5 pages here", 3);
    expect_no_page("There are 5 pages here", 4);
    expect_no_page("The page I like", 2);
    expect_no_page("The page i", 2);
    expect_no_page("See pages 4 and more", 4);
    expect_no_page("Turn the page. 5 people", 4);
    struct made m = one_block("See page 1 of this.");
    struct reference r;
    assert_false(reference_at(m.book, 2, &r)); /* it has no pages to go to */
    made_drop(&m);
}

static void add_run(struct builder *b, const char *text, uint8_t style, const char *uri)
{
    const struct builder_run run = {.style = style, .uri = uri};
    builder_text(b, text, strlen(text), &run);
}

static void test_marks_lead_to_notes_and_links_to_places(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    add_run(b, "It costs more", 0, NULL);
    add_run(b, "3", STYLE_RAISED, NULL);
    add_run(b, " than 10", 0, NULL);
    add_run(b, "2", STYLE_RAISED, NULL);
    add_run(b, " m ", 0, NULL);
    add_run(b, "inside", 0, "#end");
    add_run(b, " lost", 0, "#gone");
    add_run(b, " script", 0, "javascript:alert(1)");
    add_run(b, " web", 0, "https://example.org/x");
    add_run(b, " site", 0, "https://example.org/x");
    (void)builder_end(b);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_NOTE, .label = "3."});
    add_run(b, "Of the first year.", 0, NULL);
    (void)builder_end(b);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_NOTE});
    add_run(b, "And of the second.", 0, NULL);
    (void)builder_end(b);
    builder_add_anchor(b, "end");
    made_block(b, BLOCK_PARAGRAPH, 0, "The end.");
    struct made m = made_finish(b);
    struct lead lead;
    assert_false(lead_at(m.book, 1, &lead));
    assert_true(lead_at(m.book, 4, &lead));
    assert_int_equal(lead.kind, LEAD_NOTE);
    assert_int_equal(lead.target, 2);
    assert_int_equal(lead.last_block, 3);
    assert_false(lead_at(m.book, 7, &lead)); /* a raised figure without a note */
    assert_true(lead_at(m.book, 9, &lead));
    assert_int_equal(lead.kind, LEAD_WORD);
    struct str words = {0};
    lead_add_words(m.book, lead.target, lead.target + 1, false, &words);
    assert_string_equal(str_text(&words), "The end.");
    str_clear(&words);
    lead_add_words(m.book, 3, 5, true, &words);
    assert_string_equal(str_text(&words), "more than");
    str_clear(&words);
    assert_true(lead_at(m.book, 10, &lead));
    assert_int_equal(lead.kind, LEAD_NOWHERE);
    assert_true(lead_at(m.book, 11, &lead));
    assert_int_equal(lead.kind, LEAD_ELSEWHERE);
    assert_true(lead_at(m.book, 13, &lead));
    assert_int_equal(lead.kind, LEAD_ADDRESS);
    assert_int_equal(lead.first_word, 12);
    assert_int_equal(lead.last_word, 13);
    lead_add_uri(m.book, &lead, &words);
    assert_string_equal(str_text(&words), "https://example.org/x");
    str_free(&words);
    made_drop(&m);
}

static void expect_summary(const char *heading, bool expected)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    made_block(b, BLOCK_HEADING, 0, "Learning together");
    made_block(b, BLOCK_PARAGRAPH, 0, "Summary");
    made_block(b, BLOCK_HEADING, 0, heading);
    made_block(b, BLOCK_PARAGRAPH, 0, "Words.");
    struct made m = made_finish(b);
    assert_int_equal(lead_summary(m.book), expected ? 4 : 0);
    made_drop(&m);
}

static void test_the_summary_is_known_by_its_heading(void **state)
{
    (void)state;
    expect_summary("Summary", true);
    expect_summary("KEY POINTS:", true);
    expect_summary("1. Executive summary", true);
    expect_summary("At a glance", true);
    expect_summary("Crynodeb", true);
    expect_summary("Pwyntiau allweddol", true);
    expect_summary("Summary of costs by year", false);
    expect_summary("Short stories", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_address_is_found_without_what_stands_around_it),
        cmocka_unit_test(test_what_is_no_address_is_none),
        cmocka_unit_test(test_a_broken_address_is_put_together),
        cmocka_unit_test(test_a_sentence_does_not_go_on_in_an_address),
        cmocka_unit_test(test_addresses_are_made_safe_to_show),
        cmocka_unit_test(test_only_addresses_for_people_are_taken_home),
        cmocka_unit_test(test_a_page_reference_leads_to_the_page_of_that_label),
        cmocka_unit_test(test_other_words_are_no_page_reference),
        cmocka_unit_test(test_marks_lead_to_notes_and_links_to_places),
        cmocka_unit_test(test_the_summary_is_known_by_its_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
