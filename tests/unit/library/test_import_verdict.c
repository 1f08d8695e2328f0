/* What staff are told of a document in one word. Pages are counted: a scan in the middle of a report is said, a cover is not. */
#include "../book/made.h"
#include "library/import_verdict.h"

struct tried {
    uint32_t pages, without_text, pages_most;
    enum warning_kind warning; /* besides those of pages without text */
    uint32_t page;             /* whose it is; 0: the whole document's */
    enum import_verdict verdict;
};

static struct made make(const struct tried *t, bool easy)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_PDF, ORDER_GUESSED);
    builder_set_easy_read(b, easy);
    for (uint32_t i = 0; i < t->pages; i++)
        (void)builder_add_page(b, NULL, 595, 842);
    made_block(b, BLOCK_PARAGRAPH, 1, "Some words.");
    for (uint32_t page = 1; page <= t->without_text; page++)
        builder_add_warning(b, WARNING_PAGE_NO_TEXT, page, 1, NULL);
    builder_add_warning(b, t->warning, t->page, 1, NULL);
    return made_finish(b);
}

static void what_lacks_words_is_in_part(void **state)
{
    (void)state;
    static const struct tried tries[] = {
        {12, 0, 0, WARNING_UNTAGGED, 0, VERDICT_GOOD},
        {4, 2, 0, WARNING_UNTAGGED, 0, VERDICT_GOOD}, /* a cover and a back page */
        {12, 2, 0, WARNING_UNTAGGED, 0, VERDICT_GOOD},
        {13, 3, 0, WARNING_UNTAGGED, 0, VERDICT_GOOD}, /* fewer than one in four */
        {12, 3, 0, WARNING_UNTAGGED, 0, VERDICT_IN_PART},
        {12, 12, 0, WARNING_UNTAGGED, 0, VERDICT_IN_PART},
        {300, 3, 12, WARNING_UNTAGGED, 0, VERDICT_IN_PART}, /* of those that were looked at */
        {300, 3, 13, WARNING_UNTAGGED, 0, VERDICT_GOOD},
        {12, 0, 0, WARNING_PAGE_LOST, 3, VERDICT_IN_PART},
        {12, 0, 0, WARNING_TEXT_CUT, 3, VERDICT_IN_PART},
        {12, 0, 0, WARNING_PAGES_GIVEN_UP, 9, VERDICT_IN_PART},
        {12, 0, 8, WARNING_PAGES_GIVEN_UP, 9, VERDICT_GOOD}, /* on purpose */
        {12, 0, 9, WARNING_PAGES_GIVEN_UP, 9, VERDICT_IN_PART},
        {12, 0, 0, WARNING_PICTURES_LOST, 3, VERDICT_NOT_ALL_PICTURES},
        {12, 0, 3, WARNING_PICTURES_LOST, 3, VERDICT_NOT_ALL_PICTURES},
        {12, 0, 0, WARNING_PICTURES_GIVEN_UP, 3, VERDICT_NOT_ALL_PICTURES},
        {12, 0, 3, WARNING_PICTURES_GIVEN_UP, 3, VERDICT_GOOD}, /* adding has more time */
        {12, 0, 0, WARNING_DAMAGED_MENDED, 3, VERDICT_GOOD},
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct made made = make(&tries[i], false);
        assert_int_equal(import_verdict_of_book(made.book, tries[i].pages_most), tries[i].verdict);
        made_drop(&made);
    }
}

static void easy_read_is_said_where_it_is_whole(void **state)
{
    (void)state;
    static const struct tried whole = {.pages = 12, .warning = WARNING_UNTAGGED},
                              scanned = {
                                  .pages = 12, .without_text = 3, .warning = WARNING_UNTAGGED};
    struct made made = make(&whole, true);
    assert_int_equal(import_verdict_of_book(made.book, 0), VERDICT_EASY_READ);
    made_drop(&made);
    made = make(&scanned, true);
    assert_int_equal(import_verdict_of_book(made.book, 0), VERDICT_IN_PART);
    made_drop(&made);
}

static void every_refusal_has_its_word(void **state)
{
    (void)state;
    static const struct {
        enum err err;
        enum import_verdict verdict;
    } refused[] = {
        {ERR_EMPTY, VERDICT_EMPTY},           {ERR_LOCKED, VERDICT_LOCKED},
        {ERR_NO_TEXT, VERDICT_PICTURES_ONLY}, {ERR_TOO_BIG, VERDICT_TOO_BIG},
        {ERR_NOT_A_KIND, VERDICT_NOT_A_KIND}, {ERR_DAMAGED, VERDICT_DAMAGED},
        {ERR_TOO_SLOW, VERDICT_DAMAGED},      {ERR_WORKER, VERDICT_DAMAGED},
        {ERR_DISK_FULL, VERDICT_NOT_YET},     {ERR_IO, VERDICT_NOT_YET},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(import_verdict_of_refusal(refused[i].err), refused[i].verdict);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lacks_words_is_in_part),
        cmocka_unit_test(easy_read_is_said_where_it_is_whole),
        cmocka_unit_test(every_refusal_has_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
