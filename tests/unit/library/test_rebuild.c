#include "base/file.h"
#include "base/mem.h"
#include "library/importer.h"
#include "library/pin.h"
#include "scratch.h"

#include <fcntl.h>
#include <sqlite3.h>

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

enum { DOCUMENTS = 200 };

/* A library of real books, with a PIN. */
static struct scratch_path make_library(const char *folder)
{
    struct scratch_path library = scratch_at(folder, "library");
    char name[64], text[128];
    for (int i = 0; i < DOCUMENTS; i++) {
        snprintf(name, sizeof name, "stick/%d.txt", i);
        snprintf(text, sizeof text, "title: Paper %d\nThe words of paper %d.", i, i);
        scratch_write(folder, name, text);
    }
    struct importer_options options = {
        .folder = library.text, .worker_path = worker, .limits = convert_limits_default()};
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(folder, "stick").text, NULL, "History", &list),
                     ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    import_list_free(&list);
    struct catalogue *c = scratch_open(library.text);
    assert_int_equal(catalogue_set(c, "pin.hash", "kept"), ERR_OK);
    catalogue_close(c);
    return library;
}

static void overwrite(const char *folder, off_t at, size_t bytes)
{
    int fd = open(scratch_at(folder, "library.db").text, O_WRONLY);
    assert_true(fd >= 0);
    for (size_t i = 0; i < bytes; i++)
        assert_int_equal(pwrite(fd, "\xA5", 1, at + (off_t)i), 1);
    close(fd);
}

/* Every document is listed with its title; returns how many still know their section. */
static size_t assert_rebuilt(const char *folder, const char *kept)
{
    struct catalogue *c = scratch_open(folder);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(list.count, DOCUMENTS);
    size_t placed = 0;
    for (size_t i = 0; i < list.count; i++) {
        assert_int_equal(strncmp(list.items[i].title, "Paper ", 6), 0);
        assert_int_equal(list.items[i].words, 7);
        placed += strcmp(list.items[i].section, "History") == 0;
    }
    document_list_free(&list);
    char *note = NULL;
    assert_int_equal(catalogue_get(c, CATALOGUE_REBUILT, &note), ERR_OK);
    assert_string_equal(note, kept);
    free(note);
    catalogue_close(c);
    assert_false(scratch_has(folder, "library.db.rebuilt"));
    return placed;
}

static void a_catalogue_that_is_no_database_is_made_again(void **state)
{
    struct scratch_path library = make_library(*state);
    overwrite(library.text, 0, 8192);
    struct catalogue *c = NULL;
    assert_int_equal(catalogue_open(library.text, false, &c), ERR_LIBRARY);
    assert_int_equal(assert_rebuilt(library.text, "library.db.damaged-1"), 0);
    assert_true(scratch_has(library.text, "library.db.damaged-1"));
    overwrite(library.text, 0, 8192);
    assert_rebuilt(library.text, "library.db.damaged-2");
}

static void rows_that_can_still_be_read_are_saved(void **state)
{
    struct scratch_path library = make_library(*state);
    struct stat st;
    assert_int_equal(stat(scratch_at(library.text, "library.db").text, &st), 0);
    overwrite(library.text, st.st_size / 2 / 4096 * 4096, 4096);
    assert_in_range(assert_rebuilt(library.text, "library.db.damaged-1"), DOCUMENTS / 2, DOCUMENTS);
    struct catalogue *c = scratch_open(library.text);
    assert_true(pin_is_set(c));
    catalogue_close(c);
}

static void a_catalogue_cut_short_is_made_again(void **state)
{
    struct scratch_path library = make_library(*state);
    assert_int_equal(truncate(scratch_at(library.text, "library.db").text, 5000), 0);
    assert_rebuilt(library.text, "library.db.damaged-1");
}

static void a_lost_catalogue_sweeps_no_document_away(void **state)
{
    struct scratch_path library = make_library(*state);
    assert_int_equal(unlink(scratch_at(library.text, "library.db").text), 0);
    assert_rebuilt(library.text, "library.db");
    assert_int_equal(truncate(scratch_at(library.text, "library.db").text, 0), 0);
    assert_rebuilt(library.text, "library.db.damaged-1");
    assert_int_equal(truncate(scratch_at(library.text, "library.db").text, 1), 0);
    assert_rebuilt(library.text, "library.db.damaged-2");
}

/* As main has one open, while staff add a document by another. */
static void a_handle_from_before_follows_to_the_new_catalogue(void **state)
{
    struct scratch_path library = make_library(*state);
    struct catalogue *old = scratch_open(library.text);
    struct document_list list;
    struct stat st;
    char *value = NULL;
    assert_int_equal(catalogue_get(old, "pin.hash", &value), ERR_OK);
    free(value);
    assert_int_equal(stat(scratch_at(library.text, "library.db").text, &st), 0);
    overwrite(library.text, st.st_size / 2 / 4096 * 4096, 4096);
    assert_rebuilt(library.text, "library.db.damaged-1");
    assert_int_equal(catalogue_set(old, "pin.hash", "changed"), ERR_OK);
    assert_int_equal(catalogue_list(old, NULL, &list), ERR_OK);
    assert_int_equal(list.count, DOCUMENTS);
    assert_int_equal(catalogue_remove(old, list.items[0].id), ERR_OK);
    document_list_free(&list);
    struct catalogue *new = scratch_open(library.text);
    assert_int_equal(catalogue_get(new, "pin.hash", &value), ERR_OK);
    assert_string_equal(value, "changed");
    assert_int_equal(catalogue_list(new, NULL, &list), ERR_OK);
    assert_int_equal(list.count, DOCUMENTS - 1);
    document_list_free(&list);
    free(value);
    catalogue_close(new);
    catalogue_close(old);
}

/* The journal that lies beside library.db when the power goes in the middle of a change; the file is as before it. */
static void leave_journal(const char *folder)
{
    struct scratch_path journal = scratch_at(folder, "library.db-journal");
    sqlite3 *db = NULL;
    char *bytes = NULL;
    size_t count;
    assert_int_equal(sqlite3_open(scratch_at(folder, "library.db").text, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA cache_size = 1; BEGIN;"
                                  "UPDATE document SET author = 'x' || title",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(file_read(journal.text, 1 << 22, &bytes, &count), ERR_OK);
    assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(file_write_atomic(journal.text, bytes, count), ERR_OK);
    free(bytes);
}

static void the_journal_of_a_lost_catalogue_is_not_played_into_the_new_one(void **state)
{
    struct scratch_path library = make_library(*state);
    leave_journal(library.text);
    assert_int_equal(unlink(scratch_at(library.text, "library.db").text), 0);
    assert_rebuilt(library.text, "library.db");
    assert_rebuilt(library.text, "library.db"); /* which the next opening finds whole */
    assert_false(scratch_has(library.text, "library.db.damaged-1"));
    assert_true(scratch_has(library.text, "library.db.damaged-1-journal"));
}

static void a_document_without_row_or_book_is_kept(void **state)
{
    struct scratch_path library = scratch_at(*state, "library");
    char id[65], name[128];
    scratch_id(id, 1);
    snprintf(name, sizeof name, "documents/%s", id);
    scratch_write(library.text, name, "title: Found again");
    struct importer_options options = {
        .folder = library.text, .worker_path = worker, .limits = convert_limits_default()};
    struct catalogue *c = scratch_open(library.text);
    struct document d;
    assert_int_equal(catalogue_find(c, id, &d), ERR_OK);
    assert_string_equal(d.title, "000000010000");
    document_free(&d);
    assert_int_equal(importer_remake(&options, id, NULL, NULL), ERR_OK);
    assert_int_equal(catalogue_find(c, id, &d), ERR_OK);
    assert_string_equal(d.title, "Found again");
    document_free(&d);
    catalogue_close(c);
}

/* Every document is there and listed by its own number. */
static void assert_none_is_lost(const char *folder)
{
    struct catalogue *c = scratch_open(folder);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(list.count, DOCUMENTS);
    for (size_t i = 0; i < list.count; i++) {
        char *path = catalogue_document_path(c, list.items[i].id);
        assert_int_equal(access(path, F_OK), 0);
        free(path);
    }
    document_list_free(&list);
    catalogue_close(c);
}

/* Changes one letter of place `number` (from 0) where `words` stand in library.db; false: they don't stand there so often. */
static bool change_one(const char *folder, const char *words, int number)
{
    char *bytes, *at;
    size_t count, length = strlen(words);
    assert_int_equal(file_read(scratch_at(folder, "library.db").text, 1 << 22, &bytes, &count),
                     ERR_OK);
    for (at = bytes; (at = memmem(at, (size_t)(bytes + count - at), words, length)); at++)
        if (number-- == 0)
            break;
    if (at)
        overwrite(folder, at - bytes, 1);
    free(bytes);
    return at != NULL;
}

/* Opening checks pages, not whether rows and indexes agree. */
static void a_changed_number_in_a_row_or_index_sweeps_no_document_away(void **state)
{
    struct scratch_path library = make_library(*state);
    int places = 0;
    for (bool goes_on = true; goes_on; places += goes_on) {
        struct catalogue *c = scratch_open(library.text);
        struct document_list list;
        assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
        char *id = mem_copy_string(list.items[DOCUMENTS / 2].id);
        document_list_free(&list);
        catalogue_close(c);
        goes_on = change_one(library.text, id, places);
        free(id);
        assert_none_is_lost(library.text);
    }
    assert_int_equal(places, 3); /* the row, and two indexes */
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_catalogue_that_is_no_database_is_made_again),
        SCRATCH_TEST(rows_that_can_still_be_read_are_saved),
        SCRATCH_TEST(a_catalogue_cut_short_is_made_again),
        SCRATCH_TEST(a_lost_catalogue_sweeps_no_document_away),
        SCRATCH_TEST(a_handle_from_before_follows_to_the_new_catalogue),
        SCRATCH_TEST(the_journal_of_a_lost_catalogue_is_not_played_into_the_new_one),
        SCRATCH_TEST(a_document_without_row_or_book_is_kept),
        SCRATCH_TEST(a_changed_number_in_a_row_or_index_sweeps_no_document_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
