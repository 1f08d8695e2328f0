#include "editions.h"
#include "scratch.h"

#include "library/edition_key.h"

static void enter(struct catalogue *c, unsigned number, const char *title, const char *name,
                  const char *lang, bool easy_read)
{
    char empty[] = "", copies[3][256];
    snprintf(copies[0], sizeof *copies, "%s", title);
    snprintf(copies[1], sizeof *copies, "%s", name);
    snprintf(copies[2], sizeof *copies, "%s", lang);
    struct document d = {.title = copies[0],
                         .author = empty,
                         .section = empty,
                         .name = copies[1],
                         .lang = copies[2],
                         .easy_read = easy_read};
    scratch_id(d.id, number);
    scratch_write(catalogue_folder(c), "incoming/d", "document");
    scratch_write(catalogue_folder(c), "incoming/b", "book");
    bool known;
    assert_int_equal(catalogue_publish(c, &d, scratch_at(catalogue_folder(c), "incoming/d").text,
                                       scratch_at(catalogue_folder(c), "incoming/b").text, &known),
                     ERR_OK);
}

static unsigned long number_of(const char *id)
{
    char digits[9] = "";
    memcpy(digits, id, 8);
    return strtoul(digits, NULL, 16);
}

/* The numbers and kinds of a document's editions, as "2:easy 3:summary". */
static void assert_editions(struct catalogue *c, unsigned number, const char *expected)
{
    static const char *const kinds[] = {"", "full", "easy", "summary", "language"};
    struct edition_list list;
    struct str found = {0};
    char id[65];
    scratch_id(id, number);
    assert_int_equal(editions_find(c, id, &list), ERR_OK);
    for (size_t i = 0; i < list.count; i++)
        str_addf(&found, "%s%lu:%s", i ? " " : "", number_of(list.items[i].id),
                 kinds[list.items[i].kind]);
    assert_string_equal(str_text(&found), expected);
    str_free(&found);
    edition_list_free(&list);
}

static void a_briefing_knows_its_editions(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, 1, "Learning together: support for all. A briefing", "Learning - briefing.pdf", "en",
          false);
    enter(c, 2, "Learning together: support for all. Easy Read", "Learning - easy.pdf", "en-GB",
          true);
    enter(c, 3, "Summary: learning together, support for all", "x.pdf", "en", false);
    enter(c, 4, "Learning together: support for all - Welsh version", "y.pdf", "cy", false);
    enter(c, 5, "Learning at home", "z.pdf", "en", false);
    assert_editions(c, 1, "2:easy 3:summary 4:language");
    assert_editions(c, 2, "1:full 3:summary 4:language");
    assert_editions(c, 4, "2:easy 3:summary 1:language");
    assert_editions(c, 5, "");
    assert_editions(c, 9, "");
    catalogue_close(c);
}

static void file_names_tie_where_titles_differ(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, 1, "The law on schools", "school-law_2024.pdf", "en", false);
    enter(c, 2, "Y gyfraith ar ysgolion", "school-law_2024_cy.pdf", "cy", false);
    enter(c, 3, "What the law says", "ER_school-law_2024.pdf", "en", true);
    enter(c, 4, "The law on schools, later", "school-law_2025.pdf", "en", false);
    assert_editions(c, 1, "3:easy 2:language");
    assert_editions(c, 2, "3:easy 1:language");
    assert_editions(c, 4, "");
    catalogue_close(c);
}

static void common_names_and_rivals_tie_nothing(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, 1, "Report", "report.pdf", "en", false);
    enter(c, 2, "Report - Easy Read", "report easy read.pdf", "en", true);
    enter(c, 3, "Inclusive education", "a1.pdf", "en", false);
    enter(c, 4, "Inclusive education: a report", "a2.pdf", "en", false);
    enter(c, 5, "Inclusive education, Easy Read", "a3.pdf", "en", true);
    enter(c, 6, "Sample", "ER_4_0.pdf", "en", false);
    enter(c, 7, "Another", "ER_7_1.pdf", "en", true);
    for (unsigned i = 1; i <= 7; i++)
        assert_editions(c, i, "");
    catalogue_close(c);
}

static void staff_have_the_last_word(void **state)
{
    struct catalogue *c = scratch_open(*state);
    char one[65], two[65], three[65];
    scratch_id(one, 1);
    scratch_id(two, 2);
    scratch_id(three, 3);
    enter(c, 1, "Inclusive education", "a.pdf", "en", false);
    enter(c, 2, "Inclusive education - Easy Read", "b.pdf", "en", true);
    enter(c, 3, "Quite another thing", "c.pdf", "en", true);
    assert_editions(c, 1, "2:easy");
    assert_int_equal(catalogue_say_edition(c, two, one, EDITION_APART), ERR_OK);
    assert_editions(c, 1, "");
    assert_editions(c, 2, "");
    assert_int_equal(catalogue_say_edition(c, one, three, EDITION_TIED), ERR_OK);
    assert_editions(c, 1, "3:easy");
    assert_editions(c, 3, "1:full");
    catalogue_close(c);
    c = scratch_open(*state); /* and after a start */
    assert_editions(c, 3, "1:full");
    assert_int_equal(catalogue_say_edition(c, two, one, EDITION_TIED), ERR_OK);
    assert_editions(c, 1, "2:easy 3:easy");
    assert_int_equal(catalogue_say_edition(c, one, one, EDITION_TIED), ERR_USAGE);
    assert_int_equal(catalogue_say_edition(c, one, "3", EDITION_TIED), ERR_USAGE);
    catalogue_close(c);
}

static void what_staff_said_is_taken_back(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enum edition_word word;
    char one[65], two[65];
    scratch_id(one, 1);
    scratch_id(two, 2);
    enter(c, 1, "Inclusive education", "a.pdf", "en", false);
    enter(c, 2, "Inclusive education - Easy Read", "b.pdf", "en", true);
    assert_int_equal(catalogue_edition_word(c, one, two, &word), ERR_OK);
    assert_int_equal(word, EDITION_BY_NAME);
    assert_int_equal(catalogue_say_edition(c, one, two, EDITION_APART), ERR_OK);
    assert_int_equal(catalogue_edition_word(c, two, one, &word), ERR_OK);
    assert_int_equal(word, EDITION_APART);
    assert_editions(c, 1, "");
    assert_int_equal(catalogue_say_edition(c, two, one, EDITION_BY_NAME), ERR_OK);
    assert_int_equal(catalogue_edition_word(c, one, two, &word), ERR_OK);
    assert_int_equal(word, EDITION_BY_NAME);
    assert_editions(c, 1, "2:easy");
    assert_int_equal(catalogue_edition_word(c, one, one, &word), ERR_USAGE);
    assert_int_equal(catalogue_say_edition(c, one, "2", EDITION_TIED), ERR_USAGE);
    catalogue_close(c);
}

static void a_key_is_the_work_without_its_edition(void **state)
{
    static const struct {
        const char *text, *work, *lang;
        bool is_name, easy, summary;
    } cases[] = {
        {"Support in Schools – Easy Read Version", "support in schools", "", false, true, false},
        {"Cynllun i bawb. Hawdd ei Ddeall", "cynllun i bawb", "", false, true, false},
        {"Executive summary: Rights and money", "rights and money", "", false, false, true},
        {"rights_and_money_ER.docx", "rights and money", "", true, true, false},
        {"rights-and-money-cy-easy-read.docx", "rights and money", "cy", true, true, false},
        {"Rights and money (Welsh)", "rights and money", "cy", false, false, false},
        {"Welsh schools and money", "welsh schools and money", "", false, false, false},
        {"The English lesson plan", "the english lesson plan", "", false, false, false},
        {"report.pdf", "", "", true, false, false},
        {"Manifesto", "manifesto", "", false, false, false},
        {"", "", "", false, false, false},
        {"--- 12 ---", "", "", false, false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct edition_key key = edition_key_make(cases[i].text, cases[i].is_name);
        assert_string_equal(key.work, cases[i].work);
        assert_string_equal(key.lang, cases[i].lang);
        assert_int_equal(key.is_easy_read, cases[i].easy);
        assert_int_equal(key.is_summary, cases[i].summary);
        edition_key_free(&key);
    }
}

#define TRIAL(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TRIAL(a_briefing_knows_its_editions),
        TRIAL(file_names_tie_where_titles_differ),
        TRIAL(common_names_and_rivals_tie_nothing),
        TRIAL(staff_have_the_last_word),
        TRIAL(what_staff_said_is_taken_back),
        cmocka_unit_test(a_key_is_the_work_without_its_edition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
