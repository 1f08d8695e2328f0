#include "book/file.h"
#include "library/choice.h"
#include "library/importer.h"
#include "library/newer.h"
#include "scratch.h"

#include <fcntl.h>
#include <poll.h>

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

static struct importer_options options_for(const char *library)
{
    return (struct importer_options){
        .folder = library, .worker_path = worker, .limits = convert_limits_default()};
}

/* A paper of `count` words that come from `seed`; those from word `other` on come from another one. */
static void write_paper(const char *folder, const char *name, const char *title, unsigned seed,
                        unsigned count, unsigned other)
{
    struct str text = {0};
    str_addf(&text, "%s\n", title);
    for (unsigned i = 0; i < count; i++)
        str_addf(&text, "w%ux%u ", (i < other ? seed : seed + 1000), i * 7919 % 9973);
    scratch_write(folder, name, text.data);
    str_free(&text);
}

/* Adds folder/name; gives the list. */
static void add(const char *folder, const char *name, struct import_list *list)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct importer_options options = options_for(library.text);
    *list = (struct import_list){0};
    assert_int_equal(importer_find(scratch_at(folder, name).text, NULL, "Briefings", list), ERR_OK);
    assert_int_equal(importer_add(&options, list, NULL, NULL), ERR_OK);
}

static enum import_outcome add_one(const char *folder, const char *name)
{
    struct import_list list;
    add(folder, name, &list);
    assert_int_equal(list.count, 1);
    enum import_outcome outcome = list.items[0].outcome;
    import_list_free(&list);
    return outcome;
}

static size_t count_documents(const char *folder)
{
    struct catalogue *c = scratch_open(scratch_at(folder, "library").text);
    struct document_list list;
    assert_int_equal(catalogue_list_all(c, &list), ERR_OK);
    size_t count = list.count;
    document_list_free(&list);
    catalogue_close(c);
    return count;
}

static void assert_key(const char *name, const char *key)
{
    char *made = newer_name_key(name);
    assert_string_equal(made, key);
    free(made);
}

static void a_name_is_known_without_its_marks(void **state)
{
    (void)state;
    assert_key("Guide.pdf", "guide");
    assert_key("guide_FINAL.pdf", "guide");
    assert_key("Guide (1).pdf", "guide");
    assert_key("Guide - Copy (2).pdf", "guide");
    assert_key("Guide v2.pdf", "guide");
    assert_key("GUIDE-v2.1-draft.docx", "guide");
    assert_key("Guide version 3 updated.pdf", "guide");
    assert_key("final.pdf", "final");
    assert_key("v2.pdf", "v 2");
    assert_key("Minutes 4.pdf", "minutes 4");
    assert_key("Minutes 2026-05.pdf", "minutes 2026 05");
    assert_key("Plan 2030.pdf", "plan 2030");
    assert_key("Guide (2026).pdf", "guide 2026");
    assert_key("Easy Read guide.pdf", "easy read guide");
    assert_key("(1).pdf", "");
    assert_key("....", "");
}

static void a_later_state_takes_the_place_of_the_one_before(void **state)
{
    struct import_list list;
    write_paper(*state, "one/Guide.txt", "title: A guide", 1, 200, 200);
    write_paper(*state, "one/other.txt", "title: Another", 2, 200, 200);
    write_paper(*state, "two/guide_v2.txt", "title: A guide", 1, 220, 160);
    add(*state, "one", &list);
    char old_id[65];
    memcpy(old_id, list.items[0].id, sizeof old_id);
    import_list_free(&list);
    struct scratch_path library = scratch_at(*state, "library");
    struct catalogue *c = scratch_open(library.text);
    assert_int_equal(catalogue_set_title(c, old_id, "Our guide"), ERR_OK);
    assert_int_equal(catalogue_set_featured(c, old_id, true), ERR_OK);
    add(*state, "two", &list);
    assert_int_equal(list.items[0].outcome, IMPORT_REPLACED);
    assert_string_equal(list.items[0].replaces, old_id);
    assert_string_equal(list.items[0].replaces_title, "Our guide");
    assert_int_equal(import_list_tally(&list).replaced, 1);
    assert_int_equal(import_list_tally(&list).added, 0);
    assert_int_equal(count_documents(*state), 2);
    struct document d;
    assert_int_equal(catalogue_find(c, old_id, &d), ERR_NOT_FOUND);
    assert_int_equal(catalogue_find_featured(c, &d), ERR_OK);
    assert_string_equal(d.id, list.items[0].id);
    assert_string_equal(d.title, "Our guide");
    document_free(&d);
    assert_int_equal(scratch_count(library.text, "incoming"), 0);
    assert_int_equal(catalogue_bring_back(c, old_id), ERR_OK); /* as staff may */
    assert_int_equal(count_documents(*state), 3);
    catalogue_close(c);
    import_list_free(&list);
}

static void what_only_looks_alike_stands_beside(void **state)
{
    write_paper(*state, "here/briefing.txt", "title: Briefing", 1, 200, 200);
    assert_int_equal(add_one(*state, "here"), IMPORT_ADDED);
    /* the same name and title, other words */
    write_paper(*state, "a/briefing.txt", "title: Briefing", 2, 200, 200);
    assert_int_equal(add_one(*state, "a"), IMPORT_ADDED);
    /* the same words and title, another name */
    write_paper(*state, "b/paper.txt", "title: Briefing", 1, 210, 200);
    assert_int_equal(add_one(*state, "b"), IMPORT_ADDED);
    /* the same name, half of the words, another title */
    write_paper(*state, "c/briefing.txt", "title: On trains", 1, 200, 100);
    assert_int_equal(add_one(*state, "c"), IMPORT_ADDED);
    /* the same name, most words, a title with another number */
    write_paper(*state, "d/briefing.txt", "title: Briefing 12", 1, 220, 200);
    assert_int_equal(add_one(*state, "d"), IMPORT_ADDED);
    /* an Easy Read edition */
    write_paper(*state, "e/briefing.txt", "easy: Briefing", 1, 230, 200);
    assert_int_equal(add_one(*state, "e"), IMPORT_ADDED);
    /* much longer */
    write_paper(*state, "f/briefing.txt", "title: Briefing", 1, 1200, 200);
    assert_int_equal(add_one(*state, "f"), IMPORT_ADDED);
    assert_int_equal(count_documents(*state), 7);
}

static void other_sections_and_short_texts_are_left_alone(void **state)
{
    static const char *const sections[] = {"History", NULL};
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    write_paper(*state, "here/guide.txt", "title: Guide", 1, 200, 200);
    write_paper(*state, "here/short.txt", "title: Short", 1, 12, 12);
    write_paper(*state, "more/History/guide.txt", "title: Guide", 1, 210, 200);
    write_paper(*state, "more/short.txt", "title: Short", 1, 14, 12);
    struct import_list list;
    add(*state, "here", &list);
    import_list_free(&list);
    assert_int_equal(importer_find(scratch_at(*state, "more").text, sections, "Briefings", &list),
                     ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    assert_int_equal(import_list_tally(&list).added, 2);
    import_list_free(&list);
    assert_int_equal(count_documents(*state), 4);
}

static void what_staff_moved_is_found_where_it_is(void **state)
{
    struct import_list list;
    write_paper(*state, "here/guide.txt", "title: Guide", 1, 200, 200);
    write_paper(*state, "more/guide.txt", "title: Guide", 1, 210, 200);
    add(*state, "here", &list);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(catalogue_set_section(c, list.items[0].id, "History"), ERR_OK);
    import_list_free(&list);
    add(*state, "more", &list);
    assert_int_equal(list.items[0].outcome, IMPORT_REPLACED);
    struct document d;
    assert_int_equal(catalogue_find(c, list.items[0].id, &d), ERR_OK);
    assert_string_equal(d.section, "History");
    document_free(&d);
    import_list_free(&list);
    catalogue_close(c);
}

/* A title with a date in it, say: nearly all words must be there then. */
static void another_title_needs_more_of_the_words(void **state)
{
    write_paper(*state, "one/rights.txt", "title: Your rights in spring", 1, 200, 200);
    write_paper(*state, "two/rights.txt", "title: Your rights in summer", 1, 200, 160);
    assert_int_equal(add_one(*state, "one"), IMPORT_ADDED);
    assert_int_equal(add_one(*state, "two"), IMPORT_REPLACED);
    assert_int_equal(count_documents(*state), 1);
}

static void what_lies_side_by_side_is_meant_to(void **state)
{
    struct import_list list;
    write_paper(*state, "stick/guide v1.txt", "title: Guide", 1, 200, 200);
    write_paper(*state, "stick/guide v2.txt", "title: Guide", 1, 210, 200);
    add(*state, "stick", &list);
    assert_int_equal(import_list_tally(&list).added, 2);
    import_list_free(&list);
    /* The one that is here comes again beside its later state. */
    write_paper(*state, "again/one/paper.txt", "title: Paper", 5, 200, 200);
    write_paper(*state, "both/one/paper.txt", "title: Paper", 5, 200, 200);
    write_paper(*state, "both/two/paper.txt", "title: Paper", 5, 210, 200);
    assert_int_equal(add_one(*state, "again"), IMPORT_ADDED);
    add(*state, "both", &list);
    assert_int_equal(list.items[0].outcome, IMPORT_KNOWN);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    assert_int_equal(count_documents(*state), 4);
    import_list_free(&list);
    /* Only one of two takes the place of one that is here. */
    write_paper(*state, "more/guide v3.txt", "title: Guide", 1, 220, 200);
    write_paper(*state, "more/guide v4.txt", "title: Guide", 1, 230, 202);
    add(*state, "more", &list);
    assert_int_equal(import_list_tally(&list).replaced + import_list_tally(&list).added, 2);
    assert_true(import_list_tally(&list).replaced >= 1);
    import_list_free(&list);
}

static void one_that_lies_there_twice_takes_the_place_once(void **state)
{
    struct import_list list;
    write_paper(*state, "one/Guide.txt", "title: A guide", 1, 200, 200);
    write_paper(*state, "two/copies/guide.txt", "title: A guide", 1, 220, 160);
    write_paper(*state, "two/guide.txt", "title: A guide", 1, 220, 160);
    add(*state, "one", &list);
    char old_id[65];
    memcpy(old_id, list.items[0].id, sizeof old_id);
    import_list_free(&list);
    add(*state, "two", &list);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[0].outcome, IMPORT_REPLACED);
    assert_string_equal(list.items[0].replaces, old_id);
    assert_int_equal(list.items[1].outcome, IMPORT_KNOWN);
    assert_string_equal(list.items[1].id, list.items[0].id);
    import_list_free(&list);
    assert_int_equal(count_documents(*state), 1);
    assert_int_equal(scratch_count(*state, "library/incoming"), 0);
}

static void an_older_file_is_no_newer_edition(void **state)
{
    write_paper(*state, "one/guide.txt", "title: Guide", 1, 200, 200);
    write_paper(*state, "two/guide.txt", "title: Guide", 1, 210, 200);
    const struct timespec in_2024[] = {{1710000000, 0}, {1710000000, 0}};
    const struct timespec before[] = {{1700000000, 0}, {1700000000, 0}};
    const struct timespec after[] = {{1720000000, 0}, {1720000000, 0}};
    struct scratch_path one = scratch_at(*state, "one/guide.txt");
    struct scratch_path two = scratch_at(*state, "two/guide.txt");
    assert_int_equal(utimensat(AT_FDCWD, one.text, in_2024, 0), 0);
    assert_int_equal(utimensat(AT_FDCWD, two.text, before, 0), 0);
    assert_int_equal(add_one(*state, "one"), IMPORT_ADDED);
    assert_int_equal(add_one(*state, "two"), IMPORT_ADDED);
    assert_int_equal(count_documents(*state), 2);
    write_paper(*state, "two/guide.txt", "title: Guide", 1, 220, 200);
    assert_int_equal(utimensat(AT_FDCWD, two.text, after, 0), 0);
    assert_int_equal(add_one(*state, "two"), IMPORT_REPLACED);
}

/* Kind, language and Easy Read, each by itself; and the first pages alone, as a look has them. */
static void each_part_of_the_rule_counts(void **state)
{
    struct import_list list;
    write_paper(*state, "one/guide.txt", "title: Guide", 1, 200, 200);
    write_paper(*state, "two/guide.html", "title: Guide", 1, 60, 60);
    add(*state, "two", &list); /* to have a book of it */
    import_list_free(&list);
    add(*state, "one", &list);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    struct document_list documents;
    assert_int_equal(catalogue_list_all(c, &documents), ERR_OK);
    struct newer *newer = NULL;
    assert_int_equal(newer_open(c, &newer), ERR_OK);
    bool first_is_page = documents.items[0].source == SOURCE_HTML;
    struct document *text = &documents.items[first_is_page],
                    *page = &documents.items[!first_is_page];
    char *book_path = catalogue_book_path(c, page->id), welsh[] = "cy", none[] = "",
         *lang = text->lang;
    struct newer_query query = {.name = "guide.txt",
                                .section = "Briefings",
                                .document = text,
                                .book_path = book_path,
                                .is_part = true};
    const struct document *found = newer_find(newer, &query);
    assert_non_null(found);
    assert_string_equal(found->id, text->id);
    query.is_part = false;
    found = newer_find(newer, &query);
    assert_non_null(found); /* 60 of 200 words: not too few */
    text->lang = welsh;
    assert_null(newer_find(newer, &query));
    text->lang = none;
    assert_non_null(newer_find(newer, &query));
    text->lang = lang;
    text->easy_read = true;
    assert_null(newer_find(newer, &query));
    text->easy_read = false;
    text->source = SOURCE_PDF;
    assert_null(newer_find(newer, &query));
    free(book_path);
    newer_free(newer);
    document_list_free(&documents);
    catalogue_close(c);
    import_list_free(&list);
}

static void wake(void *data)
{
    const int *ends = data;
    assert_int_equal(write(ends[1], "", 1), 1);
}

static void a_cancelled_import_replaces_nothing(void **state)
{
    write_paper(*state, "one/guide.txt", "title: Guide", 1, 200, 200);
    write_paper(*state, "two/guide.txt", "title: Guide", 1, 210, 200);
    scratch_write(*state, "two/hangs.txt", "hang");
    assert_int_equal(add_one(*state, "one"), IMPORT_ADDED);
    struct scratch_path library = scratch_at(*state, "library");
    struct importer_options options = options_for(library.text);
    options.limits.page_ms = options.limits.document_ms = 600000;
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(*state, "two").text, NULL, "Briefings", &list),
                     ERR_OK);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct importer *importer = NULL;
    assert_int_equal(importer_start(&options, &list, wake, ends, &importer), ERR_OK);
    struct importer_progress progress = importer_progress(importer);
    while (!progress.finished) {
        struct pollfd ready = {.fd = ends[0], .events = POLLIN};
        char c;
        assert_int_equal(poll(&ready, 1, 60000), 1);
        assert_int_equal(read(ends[0], &c, 1), 1);
        progress = importer_progress(importer);
        if (progress.done == 1 && progress.page)
            importer_cancel(importer);
    }
    importer_take(importer, &list);
    assert_int_equal(progress.err, ERR_CANCELLED);
    assert_int_equal(list.items[0].outcome, IMPORT_WAITING);
    assert_int_equal(count_documents(*state), 1);
    assert_int_equal(scratch_count(library.text, "documents"), 1);
    assert_int_equal(scratch_count(library.text, "incoming"), 0);
    import_list_free(&list);
    close(ends[0]);
    close(ends[1]);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_known_without_its_marks),
        SCRATCH_TEST(a_later_state_takes_the_place_of_the_one_before),
        SCRATCH_TEST(what_only_looks_alike_stands_beside),
        SCRATCH_TEST(other_sections_and_short_texts_are_left_alone),
        SCRATCH_TEST(what_staff_moved_is_found_where_it_is),
        SCRATCH_TEST(another_title_needs_more_of_the_words),
        SCRATCH_TEST(what_lies_side_by_side_is_meant_to),
        SCRATCH_TEST(one_that_lies_there_twice_takes_the_place_once),
        SCRATCH_TEST(an_older_file_is_no_newer_edition),
        SCRATCH_TEST(each_part_of_the_rule_counts),
        SCRATCH_TEST(a_cancelled_import_replaces_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
