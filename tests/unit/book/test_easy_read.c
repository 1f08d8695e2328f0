#include "book/easy_read.h"
#include "made.h"

enum { PAGES = 10 };

static const char short_text[] = "We want every child to learn. You can help us.";
static const char long_text[] =
    "The inquiry found that the cost of support has risen by more than half since the Act came "
    "into force, and that families wait for months before a plan is agreed.";

struct plan {
    const char *title, *heading, *line; /* NULL: none */
    const char *text;
    bool has_pictures;
    float line_pt; /* height of a line; 0: not known */
};

static bool judge(struct plan plan)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_PDF, ORDER_GUESSED);
    builder_set_title(b, plan.title);
    for (uint32_t i = 0; i < PAGES; i++)
        (void)builder_add_page(b, NULL, 595, 842);
    if (plan.heading)
        made_block(b, BLOCK_HEADING, 1, plan.heading);
    if (plan.line)
        made_block(b, BLOCK_PARAGRAPH, 1, plan.line);
    for (uint32_t page = 1; page <= PAGES; page++) {
        if (plan.has_pictures)
            made_figure(b, page, NULL);
        const struct builder_run run = {.page = page, .box = {200, 100, 500, 100 + plan.line_pt}};
        builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = page});
        builder_text(b, plan.text, strlen(plan.text), plan.line_pt > 0 ? &run : NULL);
        (void)builder_end(b);
    }
    struct made made = made_finish(b);
    bool found = easy_read_is(made.book);
    assert_int_equal(found, (made.book->info->flags & BOOK_IS_EASY_READ) != 0);
    made_drop(&made);
    return found;
}

static void test_a_title_with_short_sentences_is_believed(void **state)
{
    (void)state;
    assert_true(judge((struct plan){.title = "Support in school. Easy Read", .text = short_text}));
    assert_true(judge((struct plan){.title = "Support in school (EasyRead)", .text = short_text}));
    assert_true(judge((struct plan){.title = "support-easy-read-v2", .text = short_text}));
    assert_true(judge((struct plan){.title = "Dysgu: Hawdd ei Ddeall", .text = short_text}));
    assert_true(judge((struct plan){.title = "Dysgu: hawdd i’w ddeall", .text = short_text}));
}

static void test_a_title_with_long_sentences_is_not_believed(void **state)
{
    (void)state;
    assert_false(judge((struct plan){.title = "A study of Easy Read", .text = long_text}));
}

static void test_the_first_lines_may_say_so(void **state)
{
    (void)state;
    assert_true(
        judge((struct plan){"Voting", "How to vote", "Easy read version", short_text, false, 0}));
    assert_true(judge((struct plan){"Voting", "How to vote",
                                    "This is an Easy Read document. It has short sentences.",
                                    short_text, false, 0}));
    assert_false(judge((struct plan){"Voting", "How to vote", NULL, short_text, false, 0}));
}

static void test_a_pointer_to_another_edition_proves_nothing(void **state)
{
    (void)state;
    assert_false(judge(
        (struct plan){"Voting", "Voting", "Also available in Easy Read", short_text, false, 0}));
    assert_false(judge((struct plan){"How to make Easy Read", NULL, NULL, short_text, false, 0}));
    assert_false(
        judge((struct plan){"Voting", "Voting",
                            "Some people like to read an Easy Read leaflet first, and then "
                            "this longer one.",
                            short_text, false, 0}));
}

static void test_pictures_and_large_type_say_so_in_silence(void **state)
{
    (void)state;
    struct plan plan = {"Voting", "How to vote", NULL, short_text, true, 0};
    assert_true(judge(plan));
    plan.line_pt = 20;
    assert_true(judge(plan));
    plan.line_pt = 13;
    assert_false(judge(plan));
    plan.line_pt = 0;
    plan.text = long_text;
    assert_false(judge(plan));
}

static void test_what_the_format_says_is_kept(void **state)
{
    (void)state;
    for (int yes = 0; yes <= 1; yes++) {
        struct builder *b = builder_new();
        builder_set_title(b, yes ? "Minutes" : "Easy Read");
        builder_set_easy_read(b, yes);
        for (int i = 0; i < 10; i++)
            made_block(b, BLOCK_PARAGRAPH, 0, short_text);
        struct made made = made_finish(b);
        assert_int_equal(made.book->info->flags & BOOK_IS_EASY_READ, yes);
        made_drop(&made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_title_with_short_sentences_is_believed),
        cmocka_unit_test(test_a_title_with_long_sentences_is_not_believed),
        cmocka_unit_test(test_the_first_lines_may_say_so),
        cmocka_unit_test(test_a_pointer_to_another_edition_proves_nothing),
        cmocka_unit_test(test_pictures_and_large_type_say_so_in_silence),
        cmocka_unit_test(test_what_the_format_says_is_kept),
    };
    return cmocka_run_group_tests_name("easy_read", tests, NULL, NULL);
}
