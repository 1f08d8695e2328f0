#include "library/catalogue_parts.h"
#include "library/choice.h"
#include "library/edition.h"
#include "scratch.h"

#include <sqlite3.h>

/* The documents of a list by their numbers (scratch_publish: as many pages), as "3 1 2". */
static void assert_order(struct catalogue *c, const char *section, const char *expected)
{
    struct document_list list;
    struct str order = {0};
    assert_int_equal(catalogue_list(c, section, &list), ERR_OK);
    for (size_t i = 0; i < list.count; i++)
        str_addf(&order, i ? " %u" : "%u", list.items[i].pages);
    assert_string_equal(str_text(&order), expected);
    document_list_free(&list);
    str_free(&order);
}

static struct document find(struct catalogue *c, unsigned number)
{
    char id[65];
    struct document d;
    scratch_id(id, number);
    assert_int_equal(catalogue_find(c, id, &d), ERR_OK);
    return d;
}

static struct catalogue *open_five(const char *folder)
{
    struct catalogue *c = scratch_open(folder);
    char title[] = "A";
    for (unsigned i = 1; i <= 5; i++, title[0]++)
        scratch_publish(c, i, "Briefings", title, false);
    scratch_publish(c, 6, "History", "F", false);
    return c;
}

static void place(struct catalogue *c, unsigned number, uint32_t to)
{
    char id[65];
    scratch_id(id, number);
    assert_int_equal(catalogue_set_place(c, id, to), ERR_OK);
}

static void staff_put_documents_in_an_order_of_their_own(void **state)
{
    struct catalogue *c = open_five(*state);
    place(c, 4, 1);
    assert_order(c, "Briefings", "4 1 2 3 5");
    place(c, 3, 2);
    assert_order(c, "Briefings", "4 3 1 2 5");
    scratch_publish(c, 7, "Briefings", "0 comes first", false); /* after what has a place */
    assert_order(c, "Briefings", "4 3 7 1 2 5");
    place(c, 4, 3);
    assert_order(c, "Briefings", "3 7 4 1 2 5");
    place(c, 3, 1000);
    assert_order(c, "Briefings", "7 4 1 2 5 3");
    place(c, 5, 1);
    assert_order(c, "Briefings", "5 7 4 1 2 3");
    place(c, 7, 0); /* no place any more: behind those that have one */
    assert_order(c, "Briefings", "5 4 1 2 3 7");
    assert_order(c, "History", "6");
    catalogue_close(c);
    c = scratch_open(*state);
    assert_order(c, "Briefings", "5 4 1 2 3 7");
    char id[65];
    scratch_id(id, 99);
    assert_int_equal(catalogue_set_place(c, id, 1), ERR_NOT_FOUND);
    assert_int_equal(catalogue_set_place(c, "00000001", 1), ERR_NOT_FOUND); /* not whole */
    catalogue_close(c);
}

static void a_hidden_document_is_for_staff_only(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document d = find(c, 2);
    bool shown = true;
    assert_int_equal(catalogue_set_hidden(c, d.id, true), ERR_OK);
    assert_order(c, "Briefings", "1 3 4 5");
    assert_int_equal(catalogue_is_shown(c, d.id, &shown), ERR_OK);
    assert_false(shown);
    struct section_count counts[4];
    size_t count;
    assert_int_equal(catalogue_count_sections(c, counts, 4, &count), ERR_OK);
    assert_int_equal(counts[0].documents, 4);
    for (size_t i = 0; i < count; i++)
        free(counts[i].section);
    struct document_list list;
    assert_int_equal(catalogue_list_all(c, &list), ERR_OK);
    assert_int_equal(list.count, 6);
    assert_true(list.items[1].is_hidden);
    assert_false(list.items[0].is_hidden);
    document_list_free(&list);
    assert_int_equal(catalogue_set_hidden(c, d.id, false), ERR_OK);
    assert_order(c, "Briefings", "1 2 3 4 5");
    assert_int_equal(catalogue_is_shown(c, d.id, &shown), ERR_OK);
    assert_true(shown);
    document_free(&d);
    catalogue_close(c);
}

static void a_given_title_stands_before_the_documents_own(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document d = find(c, 1);
    assert_int_equal(catalogue_set_title(c, d.id, "  Z\tlast  "), ERR_OK);
    document_free(&d);
    assert_order(c, "Briefings", "2 3 4 5 1");
    d = find(c, 1);
    assert_string_equal(d.title, "Z last");
    assert_string_equal(d.own_title, "A");
    assert_int_equal(catalogue_set_title(c, d.id, "A"), ERR_OK); /* its own */
    document_free(&d);
    d = find(c, 1);
    assert_string_equal(d.title, "A");
    assert_null(d.own_title);
    assert_int_equal(catalogue_set_title(c, d.id, "Z"), ERR_OK);
    assert_int_equal(catalogue_set_title(c, d.id, ""), ERR_OK);
    document_free(&d);
    assert_order(c, "Briefings", "1 2 3 4 5");
    catalogue_close(c);
}

static void a_document_goes_to_another_section(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document d = find(c, 2);
    place(c, 2, 1);
    assert_int_equal(catalogue_set_section(c, d.id, "History"), ERR_OK);
    assert_order(c, "Briefings", "1 3 4 5");
    assert_order(c, "History", "2 6"); /* "B" before "F" */
    assert_int_equal(catalogue_set_section(c, d.id, " "), ERR_USAGE);
    document_free(&d);
    catalogue_close(c);
}

static void one_document_is_featured(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document one = find(c, 1), two = find(c, 2), found;
    assert_int_equal(catalogue_find_featured(c, &found), ERR_NOT_FOUND);
    assert_int_equal(catalogue_set_featured(c, one.id, true), ERR_OK);
    assert_int_equal(catalogue_set_featured(c, two.id, true), ERR_OK);
    assert_int_equal(catalogue_find_featured(c, &found), ERR_OK);
    assert_string_equal(found.id, two.id);
    assert_true(found.is_featured);
    document_free(&found);
    document_free(&one);
    one = find(c, 1);
    assert_false(one.is_featured);
    assert_int_equal(catalogue_set_hidden(c, two.id, true), ERR_OK);
    assert_int_equal(catalogue_find_featured(c, &found), ERR_NOT_FOUND);
    assert_int_equal(catalogue_set_hidden(c, two.id, false), ERR_OK);
    assert_int_equal(catalogue_set_featured(c, two.id, false), ERR_OK);
    assert_int_equal(catalogue_find_featured(c, &found), ERR_NOT_FOUND);
    document_free(&one);
    document_free(&two);
    catalogue_close(c);
}

static void what_is_set_aside_is_gone_and_comes_back(void **state)
{
    struct catalogue *c = open_five(*state);
    place(c, 3, 1);
    struct document d = find(c, 3), found;
    uint64_t bytes = 0;
    bool there = true;
    assert_int_equal(catalogue_bring_back(c, d.id), ERR_NOT_FOUND);
    assert_int_equal(catalogue_set_aside(c, d.id), ERR_OK);
    assert_int_equal(catalogue_set_aside(c, d.id), ERR_NOT_FOUND);
    assert_order(c, "Briefings", "1 2 4 5");
    assert_int_equal(catalogue_find(c, d.id, &found), ERR_NOT_FOUND);
    assert_int_equal(catalogue_has(c, d.id, &there), ERR_OK);
    assert_false(there);
    assert_int_equal(catalogue_aside_bytes(c, &bytes), ERR_OK);
    assert_int_equal(bytes, 8 + 4);
    struct catalogue *other = scratch_open(*state); /* `lectern add`, meanwhile */
    catalogue_close(other);
    assert_int_equal(scratch_count(*state, "documents"), 6);
    assert_int_equal(scratch_count(*state, "books"), 6);
    assert_int_equal(catalogue_bring_back(c, d.id), ERR_OK);
    assert_order(c, "Briefings", "3 1 2 4 5"); /* where staff had put it */
    document_free(&d);
    catalogue_close(c);
}

static void clearing_removes_what_is_set_aside(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document two = find(c, 2), four = find(c, 4);
    assert_int_equal(catalogue_clear_aside(c), ERR_OK);
    assert_int_equal(catalogue_set_aside(c, two.id), ERR_OK);
    assert_int_equal(catalogue_set_aside(c, four.id), ERR_OK);
    assert_int_equal(catalogue_bring_back(c, four.id), ERR_OK);
    assert_int_equal(catalogue_clear_aside(c), ERR_OK);
    assert_int_equal(catalogue_bring_back(c, two.id), ERR_NOT_FOUND);
    assert_order(c, "Briefings", "1 3 4 5");
    assert_int_equal(scratch_count(*state, "documents"), 5);
    assert_int_equal(scratch_count(*state, "books"), 5);
    document_free(&two);
    document_free(&four);
    catalogue_close(c);
}

/* 2 and 9 go, 3 gives way to 1; 4 stays, as 5, in whose place it came, is gone for good; 99 is not there. */
enum { SET_ASIDE = 5 };

static enum err set_all_aside(struct catalogue *c)
{
    static const unsigned numbers[SET_ASIDE][2] = {{2, 0}, {99, 0}, {3, 1}, {4, 5}, {9, 0}};
    char ids[SET_ASIDE][65], back[SET_ASIDE][65];
    const char *id_of[SET_ASIDE], *back_of[SET_ASIDE];
    for (size_t i = 0; i < SET_ASIDE; i++) {
        scratch_id(ids[i], numbers[i][0]);
        scratch_id(back[i], numbers[i][1]);
        id_of[i] = ids[i];
        back_of[i] = numbers[i][1] ? back[i] : NULL;
    }
    return catalogue_set_all_aside(c, id_of, back_of, SET_ASIDE);
}

/* Five and a ninth, of which 5 was removed and 1 is aside. */
static struct catalogue *open_replaced(const char *folder)
{
    struct catalogue *c = open_five(folder);
    struct document one = find(c, 1), five = find(c, 5);
    scratch_publish(c, 9, "Briefings", "I", false);
    assert_int_equal(catalogue_set_aside(c, five.id), ERR_OK);
    assert_int_equal(catalogue_clear_aside(c), ERR_OK);
    assert_int_equal(catalogue_set_aside(c, one.id), ERR_OK);
    document_free(&one);
    document_free(&five);
    assert_order(c, "Briefings", "2 3 4 9");
    return c;
}

static void many_are_set_aside_and_the_old_ones_are_back(void **state)
{
    struct catalogue *c = open_replaced(*state);
    char id[65];
    assert_int_equal(set_all_aside(c), ERR_OK);
    assert_order(c, "Briefings", "1 4");
    assert_int_equal(set_all_aside(c), ERR_OK); /* once more: nothing is left to do */
    assert_order(c, "Briefings", "1 4");
    scratch_id(id, 2);
    assert_int_equal(catalogue_bring_back(c, id), ERR_OK);
    assert_order(c, "Briefings", "1 2 4");
    assert_int_equal(catalogue_clear_aside(c), ERR_OK);
    scratch_id(id, 3);
    assert_int_equal(catalogue_bring_back(c, id), ERR_NOT_FOUND);
    catalogue_close(c);
}

/* A power cut between two of them would leave what is neither before nor after. */
static void setting_many_aside_is_one_step(void **state)
{
    struct catalogue *c = open_replaced(*state);
    char id[65], refuse[256];
    scratch_id(id, 9);
    snprintf(refuse, sizeof refuse,
             "CREATE TRIGGER refuse BEFORE INSERT ON choice WHEN NEW.document = '%s'"
             " BEGIN SELECT RAISE(ABORT, 'no'); END",
             id);
    assert_int_equal(database_run(catalogue_database(c), refuse), ERR_OK);
    assert_int_not_equal(set_all_aside(c), ERR_OK);
    assert_order(c, "Briefings", "2 3 4 9");
    assert_int_equal(catalogue_clear_aside(c), ERR_OK);
    assert_order(c, "Briefings", "2 3 4 9");
    catalogue_close(c);
}

static void what_is_set_aside_can_be_added_again(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document d = find(c, 2);
    assert_int_equal(catalogue_set_title(c, d.id, "Given"), ERR_OK);
    assert_int_equal(catalogue_set_aside(c, d.id), ERR_OK);
    document_free(&d);
    scratch_publish(c, 2, "Briefings", "B", false);
    d = find(c, 2);
    assert_string_equal(d.title, "B");
    assert_int_equal(catalogue_clear_aside(c), ERR_OK);
    assert_order(c, "Briefings", "1 2 3 4 5");
    assert_int_equal(scratch_count(*state, "documents"), 6);
    document_free(&d);
    catalogue_close(c);
}

static void a_later_edition_takes_over_what_staff_chose(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document old = find(c, 2), new = find(c, 6), other = find(c, 5);
    enum edition_word word;
    place(c, 2, 1);
    assert_int_equal(catalogue_set_title(c, old.id, "Given"), ERR_OK);
    assert_int_equal(catalogue_set_featured(c, old.id, true), ERR_OK);
    assert_int_equal(catalogue_set_section(c, old.id, "Campaigns"), ERR_OK);
    place(c, 2, 1);
    assert_int_equal(catalogue_say_edition(c, old.id, other.id, EDITION_TIED), ERR_OK);
    assert_int_equal(catalogue_begin(c), ERR_OK);
    assert_int_equal(catalogue_end(c, choice_succeed(c, old.id, new.id)), ERR_OK);
    document_free(&new);
    new = find(c, 6);
    assert_string_equal(new.title, "Given");
    assert_string_equal(new.own_title, "F");
    assert_string_equal(new.section, "Campaigns");
    assert_int_equal(new.place, 1);
    assert_true(new.is_featured);
    assert_int_equal(catalogue_edition_word(c, new.id, other.id, &word), ERR_OK);
    assert_int_equal(word, EDITION_TIED);
    document_free(&old);
    document_free(&new);
    document_free(&other);
    catalogue_close(c);
}

static void a_book_made_again_leaves_what_staff_chose(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document d = find(c, 2);
    assert_int_equal(catalogue_set_title(c, d.id, "Given"), ERR_OK);
    assert_int_equal(catalogue_set_hidden(c, d.id, true), ERR_OK);
    place(c, 2, 3);
    document_free(&d);
    d = find(c, 2);
    scratch_write(*state, "incoming/b", "book");
    assert_int_equal(catalogue_replace_book(c, &d, scratch_at(*state, "incoming/b").text), ERR_OK);
    document_free(&d);
    d = find(c, 2);
    assert_string_equal(d.title, "Given");
    assert_string_equal(d.own_title, "B");
    assert_true(d.is_hidden);
    assert_int_equal(d.place, 3);
    document_free(&d);
    catalogue_close(c);
}

static void what_staff_chose_outlives_a_damaged_catalogue(void **state)
{
    struct catalogue *c = open_five(*state);
    struct document d = find(c, 2);
    place(c, 5, 1);
    assert_int_equal(catalogue_set_title(c, d.id, "Given"), ERR_OK);
    assert_int_equal(catalogue_set_section(c, d.id, "History"), ERR_OK);
    catalogue_close(c);
    sqlite3 *db =
        NULL; /* the row is lost, as on a page that can't be read, and its table is damaged */
    assert_int_equal(sqlite3_open(scratch_at(*state, "library.db").text, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "DROP TRIGGER document_gone_choice;"
                                  "DELETE FROM document WHERE title = 'B';"
                                  "DROP INDEX document_by_section;"
                                  "DROP TABLE pack",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    c = scratch_open(*state);
    char *kept = NULL;
    assert_int_equal(catalogue_get(c, CATALOGUE_REBUILT, &kept), ERR_OK);
    assert_non_null(kept);
    free(kept);
    assert_order(c, "Briefings", "5 1 3 4");
    document_free(&d);
    d = find(c, 2);
    assert_string_equal(d.title, "Given");
    assert_string_equal(d.section, "History");
    document_free(&d);
    catalogue_close(c);
}

static void many_are_put_in_order_in_one_step(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enum { MANY = 600 };
    char title[32];
    for (unsigned i = 1; i <= MANY; i++) {
        snprintf(title, sizeof title, "Paper %u", i);
        scratch_publish(c, i, "Briefings", title, false);
    }
    place(c, MANY, MANY - 1);

    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    for (unsigned i = 0; i < MANY; i++) {
        unsigned expected = i + 1 == MANY ? MANY - 1 : i + 2 == MANY ? MANY : i + 1;
        assert_int_equal(list.items[i].pages, expected);
        assert_int_equal(list.items[i].place, i + 1 == MANY ? 0 : i + 1);
    }
    document_list_free(&list);
    catalogue_close(c);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(staff_put_documents_in_an_order_of_their_own),
        SCRATCH_TEST(a_hidden_document_is_for_staff_only),
        SCRATCH_TEST(a_given_title_stands_before_the_documents_own),
        SCRATCH_TEST(a_document_goes_to_another_section),
        SCRATCH_TEST(one_document_is_featured),
        SCRATCH_TEST(what_is_set_aside_is_gone_and_comes_back),
        SCRATCH_TEST(clearing_removes_what_is_set_aside),
        SCRATCH_TEST(many_are_set_aside_and_the_old_ones_are_back),
        SCRATCH_TEST(setting_many_aside_is_one_step),
        SCRATCH_TEST(what_is_set_aside_can_be_added_again),
        SCRATCH_TEST(a_later_edition_takes_over_what_staff_chose),
        SCRATCH_TEST(a_book_made_again_leaves_what_staff_chose),
        SCRATCH_TEST(what_staff_chose_outlives_a_damaged_catalogue),
        SCRATCH_TEST(many_are_put_in_order_in_one_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
