/* What staff are told of a stick: what is chosen and whether it fits, how far the adding is, how it ended. */
#include "base/mem.h"
#include "screen/stick_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct import_item *add(struct visit *v, const char *path, uint64_t bytes)
{
    struct import_list *list = &v->staff.stick;
    MEM_ROOM(list->items, list->count, list->cap);
    struct import_item *item = &list->items[list->count++];
    *item = (struct import_item){.bytes = bytes, .picked = true, .kind = KIND_PDF};
    item->path = mem_copy_string(path);
    item->section = mem_copy_string("Briefings");
    return item;
}

static int begin(void **state)
{
    struct visit *v = mem_new(1, sizeof *v);
    v->staff.stick_is_in = true;
    v->staff.on_stick.free_bytes = 3100000000;
    v->staff.progress.left_s = -1;
    *state = v;
    return 0;
}

static int end(void **state)
{
    struct visit *v = *state;
    import_list_free(&v->staff.stick);
    stick_rows_free(&v->staff.on_stick.rows);
    free(v);
    return 0;
}

static void assert_said(const struct visit *v, void (*say)(const struct visit *v, struct str *out),
                        const char *wanted)
{
    struct str words = {0};
    say(v, &words);
    assert_string_equal(str_text(&words), wanted);
    str_free(&words);
}

static void what_is_chosen_is_counted_and_weighed(void **state)
{
    struct visit *v = *state;
    add(v, "/stick/a.pdf", 30000000);
    add(v, "/stick/b.pdf", 4000000);
    assert_said(v, stick_words_chosen, "2 documents, 34 MB. 3.1 GB is free.");
    assert_said(v, stick_words_card, "2 documents on the stick");
    v->staff.stick.items[1].picked = false;
    assert_said(v, stick_words_chosen, "1 of 2 documents, 30 MB. 3.1 GB is free.");
    v->staff.stick.items[0].picked = false;
    assert_said(v, stick_words_chosen, "Nothing is chosen. 3.1 GB is free.");
    v->staff.stick.items[0].verdict = VERDICT_DAMAGED;
    v->staff.stick.items[1].verdict = VERDICT_HERE_ALREADY;
    assert_said(v, stick_words_chosen,
                "All of these are here already. 3.1 GB is free. 1 can't be added.");
    v->staff.on_stick.looking = true;
    assert_said(v, stick_words_chosen,
                "All of these are here already. 3.1 GB is free. 1 can't be added. "
                "I am still looking at them.");
}

/* The books that are made of them need room too, and so does the library itself. */
static void what_does_not_fit_is_said_before_anything_starts(void **state)
{
    struct visit *v = *state;
    add(v, "/stick/a.pdf", 40000000);
    v->staff.on_stick.free_bytes = 76777216;
    assert_true(stick_words_fits(v));
    v->staff.on_stick.free_bytes = 76777215;
    assert_false(stick_words_fits(v));
    assert_said(v, stick_words_chosen,
                "1 document, 40 MB. They do not fit. They need 77 MB. Only 77 MB is free. "
                "Leave some out, or remove old documents.");
    v->staff.on_stick.free_bytes = 20000000;
    assert_said(v, stick_words_picked, "They do not fit. They need 77 MB. Only 20 MB is free.");
    v->staff.stick.items[0].picked = false;
    assert_said(v, stick_words_picked, "Nothing is chosen.");
}

static void an_item_says_what_it_is_and_where_it_goes(void **state)
{
    struct visit *v = *state;
    struct import_item *item = add(v, "/stick/a.pdf", 1200000);
    struct str words = {0};
    stick_words_item(item, &words);
    assert_string_equal(str_text(&words), "PDF. 1.2 MB. Briefings.");
    str_clear(&words);
    item->kind = KIND_DOCX;
    item->verdict = VERDICT_NEWER;
    item->replaces_title = mem_copy_string("Old plans");
    stick_words_item(item, &words);
    assert_string_equal(str_text(&words),
                        "Word. 1.2 MB. Newer version. In place of Old plans. Briefings.");
    str_clear(&words);
    item->is_pack = true;
    item->bytes = 0;
    item->verdict = VERDICT_NOT_YET;
    stick_words_item(item, &words);
    assert_string_equal(str_text(&words), "A pack of documents.");
    str_free(&words);
}

static void progress_tells_the_time_that_is_left(void **state)
{
    struct visit *v = *state;
    v->staff.adding = true;
    v->staff.progress = (struct importer_progress){.done = 2, .count = 30, .left_s = -1};
    assert_said(v, stick_words_progress, "Adding 3 of 30.");
    v->staff.progress.left_s = 29;
    assert_said(v, stick_words_progress, "Adding 3 of 30. Less than a minute left.");
    v->staff.progress.left_s = 31;
    assert_said(v, stick_words_progress, "Adding 3 of 30. About 1 minute left.");
    v->staff.progress.left_s = 125;
    assert_said(v, stick_words_card, "Adding 3 of 30. About 2 minutes left.");
    v->staff.progress.done = 30;
    v->staff.progress.left_s = 0;
    assert_said(v, stick_words_progress, "Adding 30 of 30. Less than a minute left.");
    v->staff.on_stick.stopped = true;
    assert_said(v, stick_words_progress, "Stopping.");
}

static void progress_shows_again_when_anything_of_it_is_other(void **state)
{
    struct visit *v = *state;
    struct importer_progress p = {.count = 38, .left_s = -1};
    v->staff.progress = p;
    assert_false(stick_words_are_other(v, &p, ""));
    p.pages = 12; /* shows nowhere */
    assert_false(stick_words_are_other(v, &p, ""));
    assert_true(stick_words_are_other(v, &p, "One"));
    p.count = 37; /* one of them was part of another */
    assert_true(stick_words_are_other(v, &p, ""));
    v->staff.progress = p;
    p.thousandths = 20;
    assert_true(stick_words_are_other(v, &p, ""));
    v->staff.progress = p;
    p.left_s = 12; /* it was not known before */
    assert_true(stick_words_are_other(v, &p, ""));
    v->staff.progress = p;
    p.left_s = 40; /* about a minute */
    assert_true(stick_words_are_other(v, &p, ""));
}

static void a_pack_can_be_undone_unless_a_version_of_it_was_here(void **state)
{
    struct visit *v = *state;
    struct import_list *list = &v->staff.stick;
    v->staff.added = true;
    add(v, "/stick/p.lectern", 1)->is_pack = true;
    add(v, "/stick/p.lectern/a.pdf", 1)->in_pack = true;
    add(v, "/stick/p.lectern/b.pdf", 1)->in_pack = true;
    add(v, "/stick/c.pdf", 1)->outcome = IMPORT_KNOWN;
    for (size_t i = 0; i < 3; i++)
        list->items[i].outcome = i == 2 ? IMPORT_KNOWN : IMPORT_ADDED;
    assert_true(stick_words_may_undo(v));
    assert_false(stick_words_has_lasting(v));
    assert_true(stick_rows_may_undo(list, 0));
    assert_true(stick_rows_may_undo(list, 1));
    assert_false(stick_rows_may_undo(list, 2));
    assert_false(stick_rows_may_undo(list, 3));
    list->items[0].was_here = true;
    assert_false(stick_words_may_undo(v));
    assert_true(stick_words_has_lasting(v));
    assert_said(v, stick_words_end,
                "1 added. 2 already here. 0 not added. A later version of a pack can't be undone.");
    list->items[3].outcome = IMPORT_ADDED;
    assert_true(stick_words_may_undo(v));
    assert_false(stick_rows_may_undo(list, 1));
    assert_true(stick_rows_may_undo(list, 3));
}

static void the_end_counts_each_and_says_why_it_came_early(void **state)
{
    struct visit *v = *state;
    v->staff.added = true;
    add(v, "/stick/a.pdf", 1)->outcome = IMPORT_ADDED;
    struct import_item *bad = add(v, "/stick/b.pdf", 1);
    bad->verdict = VERDICT_LOCKED;
    bad->picked = false;
    add(v, "/stick/c.pdf", 1)->picked = false;
    stick_rows_results(&v->staff.stick, "/stick", &v->staff.on_stick.rows);
    assert_said(v, stick_words_end, "1 added. 0 already here. 1 not added. 1 left out.");
    assert_said(v, stick_words_card, "See how it went");
    assert_true(stick_words_may_undo(v));
    v->staff.stick.items[2].picked = true;
    v->staff.on_stick.stopped = true;
    stick_rows_free(&v->staff.on_stick.rows);
    stick_rows_results(&v->staff.stick, "/stick", &v->staff.on_stick.rows);
    assert_said(v, stick_words_end,
                "You stopped. What was added stays. 1 added. 0 already here. 1 not added. "
                "1 still to add.");
    v->staff.on_stick.pulled = true;
    assert_said(v, stick_words_end,
                "The stick was taken out. What was added is safe. Put it in again to add the "
                "rest. 1 added. 0 already here. 1 not added. 1 still to add.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_chosen_is_counted_and_weighed, begin, end),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_said_before_anything_starts, begin,
                                        end),
        cmocka_unit_test_setup_teardown(an_item_says_what_it_is_and_where_it_goes, begin, end),
        cmocka_unit_test_setup_teardown(progress_tells_the_time_that_is_left, begin, end),
        cmocka_unit_test_setup_teardown(progress_shows_again_when_anything_of_it_is_other, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_pack_can_be_undone_unless_a_version_of_it_was_here, begin,
                                        end),
        cmocka_unit_test_setup_teardown(the_end_counts_each_and_says_why_it_came_early, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
