#include "scratch.h"

#include <sqlite3.h>

static void a_library_is_made_only_for_writing(void **state)
{
    struct catalogue *c = NULL;
    assert_int_equal(catalogue_open(*state, false, &c), ERR_NOT_FOUND);
    c = scratch_open(*state);
    assert_string_equal(catalogue_folder(c), *state);
    catalogue_close(c);
    assert_true(scratch_has(*state, "library.db"));
    assert_true(scratch_has(*state, "documents"));
    assert_true(scratch_has(*state, "books"));
    assert_true(scratch_has(*state, "incoming"));
    assert_int_equal(catalogue_open(*state, false, &c), ERR_OK);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(list.count, 0);
    document_list_free(&list);
    assert_int_equal(catalogue_set(c, "a", "b"), ERR_DENIED); /* opened for reading */
    catalogue_close(c);
    catalogue_close(NULL);
}

static void a_document_comes_back_as_it_went_in(void **state)
{
    struct catalogue *c = scratch_open(*state);
    scratch_publish(c, 7, "Briefings", "It's a \"title\"; -- \xC5\xB4", true);
    catalogue_close(c);
    assert_int_equal(catalogue_open(*state, false, &c), ERR_OK);
    char id[65];
    scratch_id(id, 7);
    struct document d;
    assert_int_equal(catalogue_find(c, id, &d), ERR_OK);
    assert_string_equal(d.id, id);
    assert_string_equal(d.title, "It's a \"title\"; -- \xC5\xB4");
    assert_string_equal(d.author, "A. N. Author");
    assert_string_equal(d.lang, "en");
    assert_string_equal(d.section, "Briefings");
    assert_string_equal(d.name, "name.pdf");
    assert_int_equal(d.pages, 7);
    assert_int_equal(d.words, 70);
    assert_int_equal(d.source, 1);
    assert_int_equal(d.order, 2);
    assert_true(d.easy_read);
    assert_int_equal(d.bytes, 8);
    assert_int_equal(d.added_s, 1700000007);
    document_free(&d);
    char *path = catalogue_document_path(c, id);
    assert_int_equal(access(path, R_OK), 0);
    free(path);
    path = catalogue_book_path(c, id);
    assert_int_equal(access(path, R_OK), 0);
    free(path);
    assert_int_equal(scratch_count(*state, "incoming"), 0);
    catalogue_close(c);
}

static void publishing_twice_keeps_the_first(void **state)
{
    struct catalogue *c = scratch_open(*state);
    scratch_publish(c, 1, "History", "First", false);
    char empty[] = "", title[] = "Second";
    struct document d = {
        .title = title, .author = empty, .lang = empty, .section = empty, .name = empty};
    scratch_id(d.id, 1);
    scratch_write(*state, "incoming/d", "other");
    scratch_write(*state, "incoming/b", "other");
    bool known = false;
    assert_int_equal(catalogue_publish(c, &d, scratch_at(*state, "incoming/d").text,
                                       scratch_at(*state, "incoming/b").text, &known),
                     ERR_OK);
    assert_true(known);
    assert_int_equal(scratch_count(*state, "incoming"), 2); /* the importer drops them */
    struct document found;
    assert_int_equal(catalogue_find(c, d.id, &found), ERR_OK);
    assert_string_equal(found.title, "First");
    document_free(&found);
    catalogue_close(c);
}

static void publishing_without_a_book_changes_nothing(void **state)
{
    struct catalogue *c = scratch_open(*state);
    char empty[] = "", title[] = "T";
    struct document d = {
        .title = title, .author = empty, .lang = empty, .section = empty, .name = empty};
    scratch_id(d.id, 1);
    scratch_write(*state, "incoming/d", "document");
    bool known;
    assert_int_equal(catalogue_publish(c, &d, scratch_at(*state, "incoming/d").text,
                                       scratch_at(*state, "incoming/b").text, &known),
                     ERR_NOT_FOUND);
    assert_int_equal(scratch_count(*state, "documents"), 0);
    bool there = true;
    assert_int_equal(catalogue_has(c, d.id, &there), ERR_OK);
    assert_false(there);
    memcpy(d.id, "../../x", 8);
    assert_int_equal(catalogue_publish(c, &d, "a", "b", &known), ERR_USAGE);
    catalogue_close(c);
}

static void documents_are_listed_in_the_order_of_a_shelf(void **state)
{
    struct catalogue *c = scratch_open(*state);
    scratch_publish(c, 1, "Resources", "Paper 10", false);
    scratch_publish(c, 2, "Resources", "paper 9", false);
    scratch_publish(c, 3, "Briefings", "Learning together: Easy Read", true);
    scratch_publish(c, 4, "Briefings", "Learning together", false);
    scratch_publish(c, 5, "briefings", "Another", false);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    const unsigned all[] = {5, 4, 3, 2, 1};
    assert_int_equal(list.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(list.items[i].pages, all[i]);
    document_list_free(&list);
    assert_int_equal(catalogue_list(c, "BRIEFINGS", &list), ERR_OK);
    const unsigned some[] = {5, 4, 3};
    assert_int_equal(list.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(list.items[i].pages, some[i]);
    document_list_free(&list);
    assert_int_equal(catalogue_list(c, "Nothing", &list), ERR_OK);
    assert_int_equal(list.count, 0);
    document_list_free(&list);
    catalogue_close(c);
}

static void a_document_is_found_by_the_start_of_its_id(void **state)
{
    struct catalogue *c = scratch_open(*state);
    scratch_publish(c, 0xABCDEF01, "A", "One", false);
    scratch_publish(c, 0xABCDEF02, "A", "Two", false);
    struct document d;
    assert_int_equal(catalogue_find(c, "abcdef02", &d), ERR_OK);
    assert_string_equal(d.title, "Two");
    document_free(&d);
    assert_int_equal(catalogue_find(c, "ABCDEF01", &d), ERR_OK);
    assert_string_equal(d.title, "One");
    document_free(&d);
    assert_int_equal(catalogue_find(c, "abcdef0", &d), ERR_NOT_FOUND); /* both */
    assert_int_equal(catalogue_find(c, "abcde", &d), ERR_NOT_FOUND);   /* too few digits */
    assert_int_equal(catalogue_find(c, "abcdef03", &d), ERR_NOT_FOUND);
    assert_int_equal(catalogue_find(c, "abcdef0%", &d), ERR_NOT_FOUND);
    assert_int_equal(catalogue_find(c, "", &d), ERR_NOT_FOUND);
    catalogue_close(c);
}

static void removing_takes_the_row_and_the_files(void **state)
{
    struct catalogue *c = scratch_open(*state);
    scratch_publish(c, 0x11111111, "A", "One", false);
    scratch_publish(c, 0x22222222, "A", "Two", false);
    assert_int_equal(catalogue_remove(c, "111111"), ERR_OK);
    assert_int_equal(catalogue_remove(c, "111111"), ERR_NOT_FOUND);
    assert_int_equal(scratch_count(*state, "documents"), 1);
    assert_int_equal(scratch_count(*state, "books"), 1);
    struct document_list list;
    assert_int_equal(catalogue_list(c, "A", &list), ERR_OK);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].title, "Two");
    document_list_free(&list);
    catalogue_close(c);
}

static void a_thousand_documents_are_counted_by_section(void **state)
{
    struct catalogue *c = scratch_open(*state);
    static const char *const names[] = {"History", "Briefings", "Campaigns"};
    char title[32];
    for (unsigned i = 0; i < 1000; i++) {
        snprintf(title, sizeof title, "Paper %u", 1000 - i);
        scratch_publish(c, i + 1, names[i % 3], title, false);
    }
    struct section_count counts[12];
    size_t count;
    assert_int_equal(catalogue_count_sections(c, counts, 12, &count), ERR_OK);
    assert_int_equal(count, 3);
    const char *const sorted[] = {"Briefings", "Campaigns", "History"};
    const unsigned documents[] = {333, 333, 334};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(counts[i].section, sorted[i]);
        assert_int_equal(counts[i].documents, documents[i]);
        free(counts[i].section);
    }
    assert_int_equal(catalogue_count_sections(c, counts, 1, &count), ERR_OK);
    assert_int_equal(count, 1);
    free(counts[0].section);
    struct document_list list;
    assert_int_equal(catalogue_list(c, "History", &list), ERR_OK);
    assert_int_equal(list.count, 334);
    assert_string_equal(list.items[0].title, "Paper 1");
    assert_string_equal(list.items[333].title, "Paper 1000");
    document_list_free(&list);
    catalogue_close(c);
}

static void settings_outlive_the_handle(void **state)
{
    struct catalogue *c = scratch_open(*state);
    char *value = NULL;
    assert_int_equal(catalogue_get(c, "k", &value), ERR_OK);
    assert_null(value);
    assert_int_equal(catalogue_set(c, "k", "one"), ERR_OK);
    assert_int_equal(catalogue_set(c, "k", "two"), ERR_OK);
    catalogue_close(c);
    c = scratch_open(*state);
    assert_int_equal(catalogue_get(c, "k", &value), ERR_OK);
    assert_string_equal(value, "two");
    free(value);
    assert_int_equal(catalogue_set(c, "k", NULL), ERR_OK);
    assert_int_equal(catalogue_get(c, "k", &value), ERR_OK);
    assert_null(value);
    catalogue_close(c);
}

static void opening_sweeps_what_has_no_row(void **state)
{
    struct catalogue *c = scratch_open(*state);
    scratch_publish(c, 1, "A", "Kept", false);
    scratch_publish(c, 2, "A", "Its document is gone", false);
    scratch_publish(c, 3, "A", "Its book is gone", false);
    char name[128], id[65];
    scratch_id(id, 2);
    snprintf(name, sizeof name, "documents/%s", id);
    unlink(scratch_at(*state, name).text);
    scratch_id(id, 3);
    snprintf(name, sizeof name, "books/%s.book", id);
    unlink(scratch_at(*state, name).text);
    scratch_id(id, 4);
    snprintf(name, sizeof name, "documents/%s", id);
    scratch_write(*state, name, "no row");
    scratch_write(*state, "books/x.book", "no row");
    scratch_write(*state, "incoming/half", "half");
    catalogue_close(c);
    assert_int_equal(catalogue_open(*state, false, &c), ERR_OK); /* reading leaves all as it is */
    catalogue_close(c);
    assert_int_equal(scratch_count(*state, "incoming"), 1);
    c = scratch_open(*state);
    assert_int_equal(scratch_count(*state, "incoming"), 0);
    assert_int_equal(scratch_count(*state, "documents"), 2);
    assert_int_equal(scratch_count(*state, "books"), 1);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].title, "Its book is gone"); /* it can be made again */
    assert_string_equal(list.items[1].title, "Kept");
    document_list_free(&list);
    struct book *book = NULL;
    scratch_id(id, 3);
    assert_int_equal(catalogue_open_book(c, id, &book), ERR_BOOK);
    assert_int_equal(catalogue_open_book(c, "../library", &book), ERR_NOT_FOUND);
    catalogue_close(c);
}

static void two_handles_see_one_library(void **state)
{
    struct catalogue *a = scratch_open(*state), *b = scratch_open(*state);
    scratch_publish(a, 1, "A", "From a", false);
    scratch_publish(b, 2, "A", "From b", false);
    struct document_list list;
    assert_int_equal(catalogue_list(a, NULL, &list), ERR_OK);
    assert_int_equal(list.count, 2);
    document_list_free(&list);
    catalogue_close(a);
    catalogue_close(b);
}

static void a_later_versions_library_is_left_alone(void **state)
{
    catalogue_close(scratch_open(*state));
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(scratch_at(*state, "library.db").text, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 99", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    struct catalogue *c = NULL;
    assert_int_equal(catalogue_open(*state, true, &c), ERR_LIBRARY);
    assert_int_equal(catalogue_open(*state, false, &c), ERR_LIBRARY);
    assert_false(scratch_has(*state, "library.db.damaged-1"));
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_library_is_made_only_for_writing),
        SCRATCH_TEST(a_document_comes_back_as_it_went_in),
        SCRATCH_TEST(publishing_twice_keeps_the_first),
        SCRATCH_TEST(publishing_without_a_book_changes_nothing),
        SCRATCH_TEST(documents_are_listed_in_the_order_of_a_shelf),
        SCRATCH_TEST(a_document_is_found_by_the_start_of_its_id),
        SCRATCH_TEST(removing_takes_the_row_and_the_files),
        SCRATCH_TEST(a_thousand_documents_are_counted_by_section),
        SCRATCH_TEST(settings_outlive_the_handle),
        SCRATCH_TEST(opening_sweeps_what_has_no_row),
        SCRATCH_TEST(two_handles_see_one_library),
        SCRATCH_TEST(a_later_versions_library_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
