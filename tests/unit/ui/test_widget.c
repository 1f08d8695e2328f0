/* The widget list: found, focused, placed, dumped and spoken from the same data. */
#include "ui/say.h"
#include "ui/tongue.h"
#include "ui/widget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void fill(struct widget_list *list)
{
    widget_list_clear(list, "test");
    widget_add(list, ROLE_HEADING, "Make it easier", NULL, (struct rect){0, 0, 100, 10});
    widget_add(list, ROLE_HEADING, "Colours", NULL, (struct rect){0, 10, 100, 10});
    for (int i = 0; i < 3; i++) {
        const char *names[] = {"Default", "White on black", "Cream"};
        struct widget *w =
            widget_add(list, ROLE_CHOICE, names[i], NULL, (struct rect){i * 50, 30, 40, 40});
        w->action = action(ACTION_SCHEME, i);
        w->group = 3;
        w->state = i == 1 ? STATE_CHOSEN : 0;
    }
    struct widget *back = widget_add(list, ROLE_BUTTON, "Back", NULL, (struct rect){0, 80, 40, 20});
    back->action = action(ACTION_BACK, 0);
    back->state = STATE_OFF;
}

static void test_widget_is_found_by_name_and_point(void **state)
{
    (void)state;
    struct widget_list list = {0};
    fill(&list);
    assert_int_equal(widget_find(&list, "white ON black"), 3);
    assert_int_equal(widget_find(&list, "nothing"), -1);
    assert_int_equal(widget_at(&list, 55, 35), 3);
    assert_int_equal(widget_at(&list, 45, 35), -1); /* the gap */
    assert_int_equal(widget_at(&list, 5, 5), -1);   /* a heading does nothing */
    widget_list_free(&list);
}

static void test_focus_goes_only_where_something_can_be_done(void **state)
{
    (void)state;
    struct widget_list list = {0};
    fill(&list);
    int at = -1, order[8], n = 0;
    while ((at = widget_next(&list, at, 1)) >= 0)
        order[n++] = at;
    assert_int_equal(n, 4);
    assert_int_equal(order[0], 2);
    assert_int_equal(order[3], 5);
    assert_int_equal(widget_next(&list, 2, -1), -1);
    for (int i = 0; i < n; i++)
        assert_int_equal(widget_nth(&list, order[i]), i + 1);
    assert_int_equal(widget_nth(&list, -1), 0);
    widget_list_free(&list);
}

static void test_place_counts_within_the_group(void **state)
{
    (void)state;
    struct widget_list list = {0};
    fill(&list);
    int n, m;
    widget_place(&list, 3, &n, &m);
    assert_int_equal(n, 2);
    assert_int_equal(m, 3);
    widget_place(&list, 5, &n, &m);
    assert_int_equal(m, 0);
    widget_list_free(&list);
}

static void test_speech_has_name_state_and_place(void **state)
{
    (void)state;
    struct widget_list list = {0};
    struct str said = {0};
    fill(&list);
    say_widget_at(&list, 3, TALK_FULL, &said);
    assert_string_equal(str_text(&said), "Colours: White on black. Chosen. 2 of 3.");
    str_clear(&said);
    say_widget_at(&list, 5, TALK_FULL, &said);
    assert_string_equal(str_text(&said), "Back. Button. Nothing to do here now.");
    str_clear(&said);
    for (int i = 0; i < (int)list.count; i++)
        say_part(&list, i, true, &said);
    assert_string_equal(str_text(&said),
                        "Make it easier. Colours. Default. White on black. Chosen. Cream. Back.");
    str_free(&said);
    widget_list_free(&list);
}

static void test_names_in_another_language_are_marked_for_the_voice(void **state)
{
    (void)state;
    struct widget_list list = {0};
    struct str said = {0}, plain = {0};
    struct tongue part;
    size_t at = 0;
    fill(&list);
    struct widget *w = widget_add(&list, ROLE_CARD, "Dysgu gyda'n gilydd", "3 minutes",
                                  (struct rect){0, 0, 10, 10});
    widget_set_lang(&list, w, "cy");
    say_widget_at(&list, (int)list.count - 1, TALK_FULL, &said);
    tongue_add_plain(&plain, str_text(&said));
    assert_string_equal(str_text(&plain), "Dysgu gyda'n gilydd. 3 minutes. Button.");
    assert_true(tongue_next(str_text(&said), &at, &part));
    assert_string_equal(part.lang, "cy");
    assert_int_equal(part.bytes, strlen("Dysgu gyda'n gilydd"));
    assert_true(tongue_next(str_text(&said), &at, &part));
    assert_string_equal(part.lang, "");
    assert_memory_equal(part.text, ". 3 minutes. Button.", part.bytes);
    assert_false(tongue_next(str_text(&said), &at, &part));
    str_free(&said);
    str_free(&plain);
    widget_list_free(&list);
}

static void test_a_tag_with_marks_in_it_leaves_none_in_what_is_said(void **state)
{
    (void)state;
    struct str said = {0}, plain = {0};
    tongue_add(&said, "Ysgol", "cy-\x0f\x0e");
    tongue_add_plain(&plain, str_text(&said));
    assert_string_equal(str_text(&plain), "Ysgol");
    str_clear(&said);
    tongue_add(&said, "words", "zz-\x0f");
    assert_null(strpbrk(str_text(&said), "\x0e\x0f\x1f"));
    str_free(&said);
    str_free(&plain);
}

static void expect_tongue(const char *text, const char *lang, const char *spoken_in)
{
    struct str said = {0};
    struct tongue part;
    size_t at = 0;
    tongue_add(&said, text, lang);
    assert_true(tongue_next(str_text(&said), &at, &part));
    assert_string_equal(part.lang, spoken_in);
    assert_false(tongue_next(str_text(&said), &at, &part));
    str_free(&said);
}

static void test_a_title_has_the_voice_that_its_letters_can_have(void **state)
{
    (void)state;
    expect_tongue("Learning together", "en-GB", "");
    expect_tongue("Learning together", "", "");
    expect_tongue("Ensemble \x0e\x1f\x0f", "fr", "fr");
    expect_tongue("Учимся вместе", "", "ru");
    expect_tongue("DfE guidance", "ru", ""); /* tagged Russian, written in Latin letters */
    struct str said = {0};
    tongue_add(&said, "រៀនជាមួយគ្នា", "");
    assert_string_equal(str_text(&said), "Words in Khmer"); /* no voice speaks it */
    str_free(&said);
}

static void test_hash_sees_what_is_drawn_and_no_more(void **state)
{
    (void)state;
    struct widget_list a = {0}, b = {0};
    fill(&a);
    fill(&b);
    assert_true(widget_hash(&a, &a.items[3]) == widget_hash(&b, &b.items[3]));
    b.items[3].state = 0;
    assert_false(widget_hash(&a, &a.items[3]) == widget_hash(&b, &b.items[3]));
    fill(&b);
    b.items[3].rect.x++;
    assert_false(widget_hash(&a, &a.items[3]) == widget_hash(&b, &b.items[3]));
    widget_list_free(&a);
    widget_list_free(&b);
}

static void test_dump_holds_all_that_a_test_needs(void **state)
{
    (void)state;
    struct widget_list list = {0};
    struct str json = {0};
    fill(&list);
    widget_dump(&list, 3, 5, 10, &json);
    const char *wanted[] = {"\"screen\": \"test\"",
                            "\"role\": \"choice\"",
                            "\"state\": [\"focused\", \"chosen\"]",
                            "\"rect_px\": [50, 30, 40, 40]",
                            "\"rect_mm\": [10.00, 3.00, 8.00, 4.00]",
                            "\"action\": \"scheme\", \"argument\": 1"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_non_null(strstr(str_text(&json), wanted[i]));
    str_free(&json);
    widget_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widget_is_found_by_name_and_point),
        cmocka_unit_test(test_focus_goes_only_where_something_can_be_done),
        cmocka_unit_test(test_place_counts_within_the_group),
        cmocka_unit_test(test_speech_has_name_state_and_place),
        cmocka_unit_test(test_names_in_another_language_are_marked_for_the_voice),
        cmocka_unit_test(test_a_tag_with_marks_in_it_leaves_none_in_what_is_said),
        cmocka_unit_test(test_a_title_has_the_voice_that_its_letters_can_have),
        cmocka_unit_test(test_hash_sees_what_is_drawn_and_no_more),
        cmocka_unit_test(test_dump_holds_all_that_a_test_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
