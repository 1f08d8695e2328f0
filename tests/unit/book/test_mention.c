#include "made.h"

#include "book/mention.h"

#include <stdio.h>

/* Blocks as lines: "# Heading", "* list item", "^ note", "> quote", else a paragraph; "[words](address)" is a link. */
static void add_line(struct builder *b, const char *line)
{
    static const struct {
        const char *sign;
        enum block_kind kind;
    } kinds[] = {
        {"# ", BLOCK_HEADING}, {"* ", BLOCK_LIST_ITEM}, {"^ ", BLOCK_NOTE}, {"> ", BLOCK_QUOTE}};
    struct builder_block block = {.kind = BLOCK_PARAGRAPH, .level = 1, .page = 1};
    for (size_t i = 0; i < 4; i++) {
        if (strncmp(line, kinds[i].sign, 2) == 0) {
            block.kind = kinds[i].kind;
            line += 2;
        }
    }
    builder_begin(b, &block);
    for (const char *open; (open = strchr(line, '['));) {
        const char *middle = strstr(open, "]("), *end = strchr(middle, ')');
        char uri[200];
        snprintf(uri, sizeof uri, "%.*s", (int)(end - middle - 2), middle + 2);
        builder_text(b, line, (size_t)(open - line), NULL);
        builder_text(b, open + 1, (size_t)(middle - open - 1), &(struct builder_run){.uri = uri});
        line = end + 1;
    }
    builder_text(b, line, strlen(line), NULL);
    (void)builder_end(b);
}

/* What is found, one after another: "easy-read @together/easy.pdf", "full 'Learning together' as summary"; '?' where it is not sure. */
static void expect(const char *expected, const char *const *lines)
{
    static const char *const names[] = {"none",  "full",  "easy",   "summary",
                                        "large", "welsh", "english"};
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    builder_set_title(b, "A document");
    (void)builder_add_page(b, NULL, 595, 842);
    for (; *lines; lines++)
        add_line(b, *lines);
    struct made m = made_finish(b);
    struct mention_list list;
    struct str found = {0};
    mention_find(m.book, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct mention *at = &list.items[i];
        str_addf(&found, "%s%s%s %s%s", i ? "; " : "", names[at->kind], at->is_sure ? "" : "?",
                 at->is_address ? "@" : "", at->text);
        if (at->own)
            str_addf(&found, " as %s", names[at->own]);
    }
    assert_string_equal(str_text(&found), expected);
    str_free(&found);
    mention_list_free(&list);
    made_drop(&m);
}

#define EXPECT(expected, ...) expect(expected, (const char *const[]){__VA_ARGS__, NULL})

static void a_sentence_points_to_an_edition_by_its_address(void **state)
{
    (void)state;
    EXPECT("easy @a/learning-together-easy-read.pdf",
           "An Easy Read version of this document is available at "
           "https://www.example.org/a/learning-together-easy-read.pdf.");
    EXPECT("easy @docs/LEARNING together.PDF",
           "This document is available in EASY READ: "
           "www.example.org/docs/LEARNING%20together.PDF?v=2#top");
    EXPECT("easy @a/plan-er.pdf; welsh @a/plan-cy.pdf; large @a/plan-lp.pdf",
           "* [Easy Read](https://example.org/a/plan-er.pdf)",
           "* [Cymraeg](https://example.org/a/plan-cy.pdf)",
           "* [Large print version (Word)](https://example.org/a/plan-lp.pdf)");
    EXPECT("easy @a/1.pdf; welsh @a/2.pdf",
           "Easy Read: www.example.org/a/1.pdf and in Welsh: www.example.org/a/2.pdf");
    EXPECT("large @plan.pdf; easy @plan.pdf",
           "You can get this report in large print and Easy Read at www.example.org/plan.pdf.");
    EXPECT("full @full.html", "You can read the full report [here](full.html).");
    EXPECT("summary @x/short.pdf", "A summary is available at www.example.org/x/short.pdf.");
    EXPECT("easy @together/easy.pdf", "# Easy Read version",
           "Download it: www.example.org/together/easy.pdf");
}

static void welsh_sentences_point_too(void **state)
{
    (void)state;
    EXPECT("english @a/learning-together.pdf", "Mae\xe2\x80\x99r ddogfen hon hefyd ar gael yn "
                                               "Saesneg: www.example.org/a/learning-together.pdf");
    EXPECT(
        "easy @a/dysgu-hed.pdf",
        "Mae fersiwn Hawdd ei Ddeall o'r ddogfen hon ar gael yn www.example.org/a/dysgu-hed.pdf.");
    EXPECT("english Learning together: for all. A briefing",
           "Mae'r ddogfen hon hefyd ar gael yn Saesneg: \xe2\x80\x98Learning together: for all. A "
           "briefing\xe2\x80\x99.");
    EXPECT("full Hawliau i bawb as summary", "Dyma grynodeb o'r adroddiad 'Hawliau i bawb'.");
    EXPECT("full Hawliau i bawb as easy", "Fersiwn Hawdd ei Ddeall o \"Hawliau i bawb\"");
    EXPECT("full @a/llawn.pdf", "Darllenwch yr adroddiad llawn: www.example.org/a/llawn.pdf");
    EXPECT("welsh @a/cy.pdf", "Darllen yn Gymraeg: www.example.org/a/cy.pdf");
}

static void a_document_says_what_it_is_an_edition_of(void **state)
{
    (void)state;
    EXPECT("full Learning together: support for all. A briefing as easy",
           "This is the Easy Read version of 'Learning together: support for all. A briefing'. It "
           "is short.");
    EXPECT("full Rights and money as summary", "# Summary of: Rights and money");
    EXPECT("full The children's plan as easy",
           "This booklet is an easy read summary of the report called [The children's "
           "plan](https://example.org).");
    EXPECT(
        "full Learning together as easy; full Learning together, our briefing on schools as easy",
        "This is an EasyRead version of Learning together, our briefing on schools.");
    EXPECT("english Inclusion for all as welsh",
           "This is the Welsh version of 'Inclusion for all'.");
}

static void what_only_cites_says_nothing(void **state)
{
    (void)state;
    EXPECT("", "See www.example.org/a/learning-together-easy-read.pdf for more.");
    EXPECT("", "We write in Easy Read. Look at www.example.org/a/plan.pdf.");
    EXPECT("", "Children who are taught in Welsh",
           "Ask us for an Easy Read version: info@example.org.");
    EXPECT("", "^ The Easy Read version is at www.example.org/a/plan-er.pdf.",
           "> Read the full report at www.example.org/a/plan.pdf.");
    EXPECT("", "# References",
           "* Ministry (2024). The plan (Easy Read version). www.example.org/a/plan-er.pdf");
    EXPECT("", "# Llyfryddiaeth", "* Y cynllun. Fersiwn Saesneg. www.example.org/a/plan.pdf");
    EXPECT("", "How to make an Easy Read version: www.example.org/a/how.pdf");
    EXPECT("", "The Easy Read version of this document is at www.example.org.");
    EXPECT("", "The summary says what they found.");
}

static void what_belongs_to_another_work_is_not_sure(void **state)
{
    (void)state;
    EXPECT("easy? @a/act-er.pdf",
           "An Easy Read version of the Act is at www.example.org/a/act-er.pdf.");
    EXPECT("welsh? @a/guidance-cy.pdf",
           "The guidance is also available in Welsh at www.example.org/a/guidance-cy.pdf.");
    EXPECT("easy? @a/guide.pdf", "Read their Easy Read guide: www.example.org/a/guide.pdf.");
    EXPECT("summary? Inclusion works", "They wrote a summary, 'Inclusion works', last year.");
}

static void long_and_many_are_bounded(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    (void)builder_add_page(b, NULL, 595, 842);
    for (int i = 0; i < 100; i++) {
        char line[120];
        snprintf(line, sizeof line, "Easy Read: www.example.org/a/%d.pdf", i);
        made_block(b, BLOCK_PARAGRAPH, 1, line);
    }
    struct made m = made_finish(b);
    struct mention_list list;
    mention_find(m.book, &list);
    assert_int_equal(list.count, MENTIONS_MOST);
    assert_string_equal(list.items[15].text, "a/15.pdf");
    mention_list_free(&list);
    assert_int_equal(list.count, 0);
    made_drop(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_points_to_an_edition_by_its_address),
        cmocka_unit_test(welsh_sentences_point_too),
        cmocka_unit_test(a_document_says_what_it_is_an_edition_of),
        cmocka_unit_test(what_only_cites_says_nothing),
        cmocka_unit_test(what_belongs_to_another_work_is_not_sure),
        cmocka_unit_test(long_and_many_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
