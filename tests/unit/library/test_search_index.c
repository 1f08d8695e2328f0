/* The index beside the library: made, brought up to date, damaged, and made again. */
#include "search_place.h"

#include "library/choice.h"
#include "library/search_mender.h"

#include <fcntl.h>
#include <sqlite3.h>

/* The names of the files that are synced, in order. */
struct syncs {
    char names[16][64];
    size_t count;
};

static struct syncs *syncs; /* NULL: nobody wants to know */

/* Goes before the one of libc for SQLite too. */
int fdatasync(int fildes)
{
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fildes);
    ssize_t bytes = syncs ? readlink(link, path, sizeof path - 1) : -1;
    if (bytes > 0 && syncs->count < sizeof syncs->names / sizeof *syncs->names) {
        path[bytes] = 0;
        snprintf(syncs->names[syncs->count++], sizeof *syncs->names, "%s", file_name(path));
    }
    return fsync(fildes);
}

/* When a file was synced first whose name begins so; the count of all: it was not. */
static size_t first_sync(const struct syncs *of, const char *beginning)
{
    size_t i = 0;
    while (i < of->count && strncmp(of->names[i], beginning, strlen(beginning)) != 0)
        i++;
    return i;
}

static void enter_in_index_only(const char *folder, const struct made *made)
{
    char id[65];
    struct str bytes = {0};
    struct book *book = NULL;
    struct search_index *index = NULL;
    scratch_id(id, made->number);
    made_book(made, &bytes);
    assert_int_equal(book_from_bytes((const unsigned char *)bytes.data, bytes.length_bytes, &book),
                     ERR_OK);
    assert_int_equal(search_index_open(folder, &index), ERR_OK);
    assert_int_equal(search_index_add(index, id, book_title(book), book), ERR_OK);
    search_index_close(index);
    book_close(book);
    str_free(&bytes);
}

static void what_is_removed_is_not_found_and_not_offered(void **state)
{
    struct place p = begin(state);
    char id[65], *words[4];
    scratch_id(id, 1);
    assert_int_equal(search_complete(p.search, NULL, "incl", 4, words), 1);
    free(words[0]);
    assert_int_equal(catalogue_remove(p.catalogue, id), ERR_OK);
    assert_int_equal(count_hits(p.search, "inclusion"), 0);
    assert_int_equal(search_complete(p.search, NULL, "incl", 4, words), 0);
    assert_int_equal(count_hits(p.search, "school"), 2); /* of the others */
    end(p);
}

static void a_given_title_is_found_and_what_is_set_aside_is_not(void **state)
{
    struct place p = begin(state);
    char id[65];
    scratch_id(id, 1);
    assert_int_equal(count_hits(p.search, "zebra"), 0);
    assert_int_equal(catalogue_set_title(p.catalogue, id, "Zebra crossings"), ERR_OK);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "zebra"), 1);
    assert_int_equal(catalogue_set_hidden(p.catalogue, id, true), ERR_OK);
    assert_int_equal(count_hits(p.search, "zebra"), 0);
    assert_int_equal(catalogue_set_hidden(p.catalogue, id, false), ERR_OK);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "zebra"), 1);
    assert_int_equal(catalogue_set_aside(p.catalogue, id), ERR_OK);
    assert_int_equal(count_hits(p.search, "zebra"), 0);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "zebra"), 0);
    assert_int_equal(catalogue_bring_back(p.catalogue, id), ERR_OK);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "zebra"), 1);
    end(p);
}

/* Else a power cut could leave the new title in the library, and the old one in an index that looks up to date. */
static void what_a_new_title_takes_out_is_synced_before_the_title(void **state)
{
    struct place p = begin(state);
    struct syncs seen = {.count = 0};
    char id[65];
    scratch_id(id, 1);
    syncs = &seen;
    assert_int_equal(catalogue_set_title(p.catalogue, id, "Zebra crossings"), ERR_OK);
    syncs = NULL;
    assert_true(first_sync(&seen, "library.db") < seen.count);
    assert_true(first_sync(&seen, "search.db-wal") < first_sync(&seen, "library.db"));
    end(p);
}

static void a_new_book_takes_the_old_ones_place(void **state)
{
    struct place p = begin(state);
    struct made made = {1, "Colleges", "A college is where zebras learn.", NULL, false};
    uint32_t waiting;
    made_put(p.catalogue, &made, true);
    assert_int_equal(count_hits(p.search, "inclusion"),
                     0); /* at once, before the new one is known */
    assert_int_equal(count_hits(p.search, "zebras"), 0);
    assert_int_equal(search_waiting(p.search, &waiting), ERR_OK);
    assert_int_equal(waiting, 1);
    made_mend(p.catalogue);
    assert_int_equal(count_hits(p.search, "inclusion"), 0);
    assert_int_equal(count_hits(p.search, "zebras"), 1);
    assert_int_equal(search_waiting(p.search, &waiting), ERR_OK);
    assert_int_equal(waiting, 0);
    end(p);
}

static void remove_index(const char *folder)
{
    static const char *const names[] = {"search.db", "search.db-wal", "search.db-shm"};
    for (size_t i = 0; i < 3; i++)
        unlink(scratch_at(folder, names[i]).text);
}

static void a_library_without_an_index_gets_one(void **state)
{
    struct place p = begin(state);
    uint32_t waiting;
    end(p);
    remove_index(*state);
    p.catalogue = scratch_open(*state);
    p.search = search_new(p.catalogue);
    assert_int_equal(count_hits(p.search, "inclusion"), 0);
    assert_int_equal(search_waiting(p.search, &waiting), ERR_OK);
    assert_int_equal(waiting, BOOKS);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "inclusion"), 1); /* by the handle that saw none */
    assert_int_equal(search_waiting(p.search, &waiting), ERR_OK);
    assert_int_equal(waiting, 0);
    end(p);
}

static void overwrite(const char *path, const char *text, off_t at)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, text, strlen(text), at), strlen(text));
    close(fd);
}

static void a_damaged_index_is_made_again(void **state)
{
    struct place p = begin(state);
    end(p);
    remove_index(*state);
    scratch_write(*state, "search.db",
                  "This is no database, and it is longer than a header of one, "
                  "which has a hundred bytes, so that it is looked at whole.");
    p.catalogue = scratch_open(*state);
    p.search = search_new(p.catalogue);
    struct search_results r;
    assert_int_equal(search_find(p.search, &(struct search_query){.text = "inclusion"}, &r),
                     ERR_LIBRARY);
    assert_int_equal(r.count, 0);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "inclusion"), 1);
    end(p);
    p.catalogue = scratch_open(*state);
    overwrite(scratch_at(*state, "search.db").text, "????????????????????????", 100);
    unlink(scratch_at(*state, "search.db-wal").text);
    unlink(scratch_at(*state, "search.db-shm").text);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    p.search = search_new(p.catalogue);
    assert_int_equal(count_hits(p.search, "inclusion"), 1);
    end(p);
}

static void a_search_that_meets_damage_lets_the_index_be_made_again(void **state)
{
    struct place p = begin(state);
    end(p);
    struct scratch_path path = scratch_at(*state, "search.db");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path.text, &db), SQLITE_OK);
    /* Only our own tables are touched, so no tokenizer is needed. */
    assert_int_equal(
        sqlite3_exec(db, "UPDATE body_data SET block = x'00' WHERE id > 100", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    p.catalogue = scratch_open(*state);
    p.search = search_new(p.catalogue);
    struct search_results r;
    assert_int_equal(search_find(p.search, &(struct search_query){.text = "inclusion"}, &r),
                     ERR_LIBRARY);
    assert_int_equal(count_hits(p.search, "inclusion"), 0); /* it is empty now */
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "inclusion"), 1);
    end(p);
}

/* One bit of the second document's row number, as a dying card changes it: it is higher than the last one's. The table has but one page. */
static void change_row_number(const char *folder)
{
    struct scratch_path path = scratch_at(folder, "search.db");
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open(path.text, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT rootpage, page_size FROM sqlite_schema,"
                                        " pragma_page_size WHERE name = 'document'",
                                        -1, &row, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    off_t page = (sqlite3_column_int(row, 0) - 1) * (off_t)sqlite3_column_int(row, 1);
    sqlite3_finalize(row);
    sqlite3_close(db);
    unsigned char head[12], cell[3]; /* where the second row's cell is; its length, its number */
    int fd = open(path.text, O_RDWR | O_CLOEXEC);
    assert_int_equal(pread(fd, head, sizeof head, page), sizeof head);
    assert_int_equal(head[0], 13); /* a leaf of a table */
    off_t at = page + (head[10] << 8 | head[11]);
    assert_int_equal(pread(fd, cell, sizeof cell, at), sizeof cell);
    off_t number = cell[0] & 0x80 ? 2 : 1;
    assert_int_equal(cell[number], 2);
    cell[number] ^= 0x40;
    assert_int_equal(pwrite(fd, &cell[number], 1, at + number), 1);
    close(fd);
}

static void rows_out_of_order_are_damage(void **state)
{
    struct place p = begin(state);
    uint32_t waiting;
    end(p);
    change_row_number(*state);
    p.catalogue = scratch_open(*state);
    p.search = search_new(p.catalogue);
    struct search_results r;
    assert_int_equal(search_find(p.search, &(struct search_query){.text = "inclusion"}, &r),
                     ERR_LIBRARY);
    assert_int_equal(r.count, 0);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "inclusion"), 1);
    assert_int_equal(count_hits(p.search, "parliament"), 1); /* of the second one */
    assert_int_equal(search_waiting(p.search, &waiting), ERR_OK);
    assert_int_equal(waiting, 0);
    end(p);
}

static void a_number_that_was_never_given_is_damage(void **state)
{
    struct place p = begin(state);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(scratch_at(*state, "search.db").text, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "UPDATE document SET number = 1 << 30"
                                  " WHERE number = (SELECT max(number) FROM document)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    struct search_results r;
    assert_int_equal(search_find(p.search, &(struct search_query){.text = "inclusion"}, &r),
                     ERR_LIBRARY);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "inclusion"), 1);
    end(p);
}

static void what_is_added_waits_and_a_leftover_of_it_goes_first(void **state)
{
    struct place p = begin(state);
    struct made late = {9, "Late", "A late paper on zebras.", NULL, false};
    struct made other = {9, "Late", "The same paper made by a newer worker: lions.", NULL, false};
    char id[65];
    uint32_t waiting;
    scratch_id(id, late.number);
    enter_in_index_only(*state, &late); /* as when a removal could not write the index */
    assert_int_equal(count_hits(p.search, "zebras"), 0);
    made_put(p.catalogue, &other, false);
    assert_int_equal(count_hits(p.search, "zebras"), 0);
    assert_int_equal(count_hits(p.search, "lions"), 0);
    assert_int_equal(count_hits(p.search, "inclusion"), 1);
    assert_int_equal(search_waiting(p.search, &waiting), ERR_OK);
    assert_int_equal(waiting, 1);
    made_mend(p.catalogue);
    assert_int_equal(count_hits(p.search, "lions"), 1);
    assert_int_equal(catalogue_remove(p.catalogue, id), ERR_OK);
    assert_int_equal(count_hits(p.search, "lions"), 0);
    end(p);
}

/* Two menders and a reader at once, for ThreadSanitizer too. */
static void a_reader_reads_while_the_index_is_mended(void **state)
{
    struct place p = begin(state);
    end(p);
    remove_index(*state);
    p.catalogue = scratch_open(*state);
    p.search = search_new(p.catalogue);
    struct search_mender *mender = search_mender_start(*state);
    assert_non_null(mender);
    struct made made = {9, "Late", "A late paper on zebras.", NULL, false};
    made_enter(p.catalogue, &made, false);
    assert_true(count_hits(p.search, "inclusion") <= 1);
    assert_int_equal(count_hits(p.search, "zebras"), 1);
    search_mender_stop(mender);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(p.search, "inclusion"), 1);
    assert_int_equal(count_hits(p.search, "zebras"), 1);
    end(p);
}

static bool at_once(void *data)
{
    (void)data;
    return true;
}

static void mending_stops_when_asked_and_clears_what_is_gone(void **state)
{
    struct place p = begin(state);
    end(p);
    remove_index(*state);
    assert_int_equal(search_index_mend(*state, at_once, NULL), ERR_CANCELLED);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    /* As after a crash between the row's removal and the index's. */
    struct made made = {77, "Ghost", "A spectre haunts the index.", NULL, false};
    enter_in_index_only(*state, &made);
    p.catalogue = scratch_open(*state);
    p.search = search_new(p.catalogue);
    char *words[2];
    assert_int_equal(count_hits(p.search, "spectre"), 0); /* not shown even now */
    assert_int_equal(search_complete(p.search, NULL, "spectr", 2, words), 1);
    free(words[0]);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(search_complete(p.search, NULL, "spectr", 2, words), 0);
    end(p);
}

#define TRIAL(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TRIAL(what_is_removed_is_not_found_and_not_offered),
        TRIAL(a_given_title_is_found_and_what_is_set_aside_is_not),
        TRIAL(what_a_new_title_takes_out_is_synced_before_the_title),
        TRIAL(a_new_book_takes_the_old_ones_place),
        TRIAL(a_library_without_an_index_gets_one),
        TRIAL(a_damaged_index_is_made_again),
        TRIAL(a_search_that_meets_damage_lets_the_index_be_made_again),
        TRIAL(rows_out_of_order_are_damage),
        TRIAL(a_number_that_was_never_given_is_damage),
        TRIAL(what_is_added_waits_and_a_leftover_of_it_goes_first),
        TRIAL(a_reader_reads_while_the_index_is_mended),
        TRIAL(mending_stops_when_asked_and_clears_what_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
