#include "book/doubt.h"
#include "made.h"

static struct made one_paragraph(const char *text)
{
    struct builder *b = builder_new();
    builder_set_lang(b, "en-GB");
    made_block(b, BLOCK_PARAGRAPH, 0, text);
    return made_finish(b);
}

static void assert_doubt(const struct doubts *doubts, uint32_t i, const char *text,
                         enum doubt_kind kind, uint32_t count)
{
    assert_in_range(i, 0, doubts->count - 1);
    const struct doubt *doubt = &doubts->items[i];
    assert_int_equal(doubt->bytes, strlen(text));
    assert_memory_equal(doubt->text, text, doubt->bytes);
    assert_int_equal(doubt->kind, kind);
    assert_int_equal(doubt->count, count);
}

static uint32_t count_doubts(const char *text)
{
    struct made made = one_paragraph(text);
    struct doubts doubts;
    doubts_find(made.book, NULL, NULL, &doubts);
    made_drop(&made);
    return doubts.total;
}

static void test_acronyms_are_counted_without_signs_and_plural(void **state)
{
    (void)state;
    struct made made =
        one_paragraph("The CQC, two DPOs and the (CQC-rated) CQC’s DPO met, with CQCs.");
    struct doubts doubts;
    doubts_find(made.book, NULL, NULL, &doubts);
    assert_int_equal(doubts.total, 2);
    assert_doubt(&doubts, 0, "CQC", DOUBT_ACRONYM, 4);
    assert_doubt(&doubts, 1, "DPO", DOUBT_ACRONYM, 2);
    assert_int_equal(doubts.items[0].first_word, 2);
    made_drop(&made);
}

static void test_what_is_no_acronym(void **state)
{
    (void)state;
    assert_int_equal(count_doubts("A child in Part IV and World War II said I."), 0);
    assert_int_equal(count_doubts("WE SAY NO TO THAT NOW"), 0);
    assert_int_equal(
        count_doubts("Read www.CQC.example or https://example.org/CQC or ask CQC@example.org now."),
        0);
    assert_int_equal(count_doubts("In 2014 it was 61,500 of KS2 and 14pt."), 0);
}

static void test_mixtures_that_cannot_be_said(void **state)
{
    (void)state;
    struct made made =
        one_paragraph("At WhatsApp McDonald and MacDonald met SpXD and an eSEN team.");
    struct doubts doubts;
    doubts_find(made.book, NULL, NULL, &doubts);
    assert_int_equal(doubts.total, 2);
    assert_doubt(&doubts, 0, "SpXD", DOUBT_MIXED, 1);
    assert_doubt(&doubts, 1, "eSEN", DOUBT_MIXED, 1);
    made_drop(&made);
}

static void test_long_and_unreadable_words(void **state)
{
    (void)state;
    struct made made = one_paragraph(
        "An institutionalisations of aaaaaaaaaaaaaaaaaaaa with caf\xef\xbf\xbd here.");
    struct doubts doubts;
    doubts_find(made.book, NULL, NULL, &doubts);
    assert_int_equal(doubts.total, 3);
    assert_doubt(&doubts, 0, "institutionalisations", DOUBT_LONG, 1);
    assert_doubt(&doubts, 1, "aaaaaaaaaaaaaaaaaaaa", DOUBT_LONG, 1);
    assert_doubt(&doubts, 2, "caf\xef\xbf\xbd", DOUBT_UNREADABLE, 1);
    made_drop(&made);
    assert_int_equal(count_doubts("Intersectionality and nineteenletterwords."), 0);
}

static void test_what_is_explained_somewhere(void **state)
{
    (void)state;
    struct made made = one_paragraph("The Care Quality Commission (CQC) and the NAO (an office) "
                                     "and the CMA (2014) met the CQC.");
    struct doubts doubts;
    doubts_find(made.book, NULL, NULL, &doubts);
    assert_int_equal(doubts.total, 3);
    assert_doubt(&doubts, 0, "CQC", DOUBT_ACRONYM, 2);
    assert_true(doubts.items[0].is_explained);
    assert_doubt(&doubts, 1, "NAO", DOUBT_ACRONYM, 1);
    assert_true(doubts.items[1].is_explained);
    assert_doubt(&doubts, 2, "CMA", DOUBT_ACRONYM, 1);
    assert_false(doubts.items[2].is_explained);
    made_drop(&made);
}

static void test_an_expansion_of_the_document_explains(void **state)
{
    (void)state;
    struct builder *b = builder_new();
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    builder_text(b, "The ", 4, NULL);
    builder_text(b, "CQC", 3, &(struct builder_run){.expansion = "Care Quality Commission"});
    builder_text(b, " met the NAO.", 13, NULL);
    struct made made = made_finish(b);
    struct doubts doubts;
    doubts_find(made.book, NULL, NULL, &doubts);
    assert_int_equal(doubts.total, 2);
    assert_true(doubts.items[0].is_explained);
    assert_false(doubts.items[1].is_explained);
    made_drop(&made);
}

static bool knows_cqc_in_english(void *data, const char *lang, const char *word, size_t bytes)
{
    ++*(int *)data;
    return strcmp(lang, "en-GB") == 0 && bytes == 3 && memcmp(word, "CQC", 3) == 0;
}

static void test_what_the_voice_knows_is_passed_over(void **state)
{
    (void)state;
    int asked = 0;
    struct made made = one_paragraph("The CQC and the NAO met.");
    struct doubts doubts;
    doubts_find(made.book, knows_cqc_in_english, &asked, &doubts);
    assert_int_equal(doubts.total, 1);
    assert_doubt(&doubts, 0, "NAO", DOUBT_ACRONYM, 1);
    assert_true(asked >= 2);
    made_drop(&made);
}

static void test_ten_are_named_and_all_are_counted(void **state)
{
    (void)state;
    struct str text = {0};
    str_add(&text, "all");
    for (int c = 'A'; c <= 'Z'; c++)
        str_addf(&text, " Q%cQ", c);
    str_add(&text, " QZQ and QYQ and QZQ.");
    struct made made = one_paragraph(str_text(&text));
    struct doubts doubts;
    doubts_find(made.book, NULL, NULL, &doubts);
    assert_int_equal(doubts.total, 26);
    assert_int_equal(doubts.count, DOUBTS_MOST);
    assert_doubt(&doubts, 0, "QZQ", DOUBT_ACRONYM, 3);
    assert_doubt(&doubts, 1, "QYQ", DOUBT_ACRONYM, 2);
    assert_doubt(&doubts, 2, "QAQ", DOUBT_ACRONYM, 1);
    made_drop(&made);
    str_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_acronyms_are_counted_without_signs_and_plural),
        cmocka_unit_test(test_what_is_no_acronym),
        cmocka_unit_test(test_mixtures_that_cannot_be_said),
        cmocka_unit_test(test_long_and_unreadable_words),
        cmocka_unit_test(test_what_is_explained_somewhere),
        cmocka_unit_test(test_an_expansion_of_the_document_explains),
        cmocka_unit_test(test_what_the_voice_knows_is_passed_over),
        cmocka_unit_test(test_ten_are_named_and_all_are_counted),
    };
    return cmocka_run_group_tests_name("doubt", tests, NULL, NULL);
}
