#include "searching.h"

#include "library/search_desk.h"

#include <stdatomic.h>

static const struct made books[] = {
    {1, "Schools for all",
     "Every child has a right to education. Ordinary schools welcome them all.", NULL, false},
    {2, "Money and councils", "Councils pay for education. Education is a right of all.", NULL,
     false},
};
enum { BOOKS = sizeof books / sizeof *books };

static atomic_int wakes;

static void wake(void *data)
{
    assert_ptr_equal(data, books);
    atomic_fetch_add(&wakes, 1);
}

static struct search_desk *begin(void **state)
{
    struct catalogue *c = scratch_open(*state);
    made_publish(c, books, BOOKS);
    struct search_desk *d = search_desk_new(catalogue_folder(c), wake, (void *)books);
    assert_non_null(d);
    catalogue_close(c);
    return d;
}

static void ask_desk(struct search_desk *d, const char *text, const char *id)
{
    char copy[64], copy_id[65];
    snprintf(copy, sizeof copy, "%s", text);
    snprintf(copy_id, sizeof copy_id, "%s", id ? id : "");
    search_desk_ask(
        d, &(struct search_query){.text = copy, .id = id ? copy_id : NULL, .typing = true});
    memset(copy, '#', sizeof copy); /* the desk has its own */
    memset(copy_id, '#', sizeof copy_id);
}

static void the_answer_has_what_was_found_and_what_may_come_next(void **state)
{
    struct search_desk *d = begin(state);
    struct search_answer a;
    atomic_store(&wakes, 0);
    assert_false(search_desk_wait(d, &a));
    ask_desk(d, "educ", NULL);
    assert_true(search_desk_wait(d, &a));
    assert_int_equal(a.err, ERR_OK);
    assert_int_equal(a.results.count, 3);
    assert_int_equal(a.results.documents, 2);
    assert_string_equal(a.words[0], "education");
    assert_null(a.words[1]);
    search_answer_free(&a);
    assert_false(search_desk_take(d, &a)); /* once */
    search_desk_free(d);
    assert_int_equal(atomic_load(&wakes), 1);
}

static void the_last_question_is_the_one_that_is_answered(void **state)
{
    static const char typed[] = "welcome";
    struct search_desk *d = begin(state);
    struct search_answer a;
    for (size_t n = 1; n <= strlen(typed); n++) {
        char text[16] = "";
        memcpy(text, typed, n);
        ask_desk(d, text, NULL);
    }
    assert_true(search_desk_wait(d, &a));
    assert_int_equal(a.results.count, 1);
    assert_string_equal(a.results.hits[0].text, "Ordinary schools welcome them all.");
    search_answer_free(&a);
    search_desk_free(d);
}

static void one_document_alone_can_be_asked_about(void **state)
{
    struct search_desk *d = begin(state);
    struct search_answer a;
    char id[65];
    scratch_id(id, 2);
    ask_desk(d, "education", id);
    assert_true(search_desk_wait(d, &a));
    assert_int_equal(a.results.count, 2);
    assert_int_equal(a.results.documents, 1);
    search_answer_free(&a);
    search_desk_free(d);
}

static void nothing_asked_offers_nothing_and_after_a_word_come_those_that_follow_it(void **state)
{
    struct search_desk *d = begin(state);
    struct search_answer a;
    ask_desk(d, "", NULL);
    assert_true(search_desk_wait(d, &a));
    assert_true(a.results.is_empty);
    assert_null(a.words[0]);
    search_answer_free(&a);
    ask_desk(d, "right ", NULL);
    assert_true(search_desk_wait(d, &a));
    assert_non_null(a.words[0]);
    bool follows = strcmp(a.words[0], "to") == 0 || strcmp(a.words[0], "of") == 0;
    assert_true(follows);
    search_answer_free(&a);
    search_desk_free(d);
}

static void nothing_found_says_what_is_near_and_what_still_waits(void **state)
{
    struct search_desk *d = begin(state);
    struct search_answer a;
    ask_desk(d, "edukashun", NULL);
    assert_true(search_desk_wait(d, &a));
    assert_string_equal(a.results.instead, "education");
    search_answer_free(&a);
    ask_desk(d, "xqxqxq", NULL);
    assert_true(search_desk_wait(d, &a));
    assert_int_equal(a.results.count, 0);
    assert_int_equal(a.waiting, 0);
    search_answer_free(&a);
    search_desk_free(d);
}

static void no_library_is_an_answer_too(void **state)
{
    struct scratch_path nowhere = scratch_at(*state, "nowhere");
    struct search_desk *d = search_desk_new(nowhere.text, NULL, NULL);
    struct search_answer a;
    ask_desk(d, "education", NULL);
    assert_true(search_desk_wait(d, &a));
    assert_int_equal(a.err, ERR_NOT_FOUND);
    assert_int_equal(a.results.count, 0);
    search_answer_free(&a);
    search_desk_free(d);
    search_desk_free(NULL);
}

static void a_desk_may_close_while_it_is_asked(void **state)
{
    struct search_desk *d = begin(state);
    ask_desk(d, "education", NULL);
    ask_desk(d, "schools", NULL);
    search_desk_free(d);
}

#define TRIAL(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TRIAL(the_answer_has_what_was_found_and_what_may_come_next),
        TRIAL(the_last_question_is_the_one_that_is_answered),
        TRIAL(one_document_alone_can_be_asked_about),
        TRIAL(nothing_asked_offers_nothing_and_after_a_word_come_those_that_follow_it),
        TRIAL(nothing_found_says_what_is_near_and_what_still_waits),
        TRIAL(no_library_is_an_answer_too),
        TRIAL(a_desk_may_close_while_it_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
