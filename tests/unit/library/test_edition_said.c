/* Editions tied by what the documents themselves say. */
#include "editions.h"
#include "scratch.h"

#include "book/builder.h"
#include "book/file.h"
#include "library/edition_said.h"
#include "library/importer.h"

#include <fcntl.h>
#include <sqlite3.h>

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

enum { LONG = 1000, SHORT = 200 }; /* words */

struct paper {
    unsigned number;
    const char *title, *name, *lang;
    enum edition_kind kind; /* EASY_READ: it is known to be that; else 0 */
    unsigned words;
    const char *says; /* a paragraph of it */
};

static char *read_what_it_says(const char *text)
{
    struct builder *b = builder_new();
    struct str bytes = {0};
    struct book *book = NULL;
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
    assert_int_equal(builder_finish(b, &bytes), ERR_OK);
    builder_free(b);
    assert_int_equal(book_from_bytes((const unsigned char *)bytes.data, bytes.length_bytes, &book),
                     ERR_OK);
    char *said = edition_said_make(book);
    book_close(book);
    str_free(&bytes);
    return said;
}

static void enter(struct catalogue *c, const struct paper *p)
{
    char empty[] = "", copies[3][256];
    snprintf(copies[0], sizeof *copies, "%s", p->title);
    snprintf(copies[1], sizeof *copies, "%s", p->name);
    snprintf(copies[2], sizeof *copies, "%s", p->lang);
    struct document d = {.title = copies[0],
                         .author = empty,
                         .section = empty,
                         .name = copies[1],
                         .lang = copies[2],
                         .words = p->words ? p->words : LONG,
                         .easy_read = p->kind == EDITION_EASY_READ,
                         .says = read_what_it_says(p->says ? p->says : "Nothing.")};
    scratch_id(d.id, p->number);
    scratch_write(catalogue_folder(c), "incoming/d", "document");
    scratch_write(catalogue_folder(c), "incoming/b", "book");
    bool known = true;
    assert_int_equal(catalogue_publish(c, &d, scratch_at(catalogue_folder(c), "incoming/d").text,
                                       scratch_at(catalogue_folder(c), "incoming/b").text, &known),
                     ERR_OK);
    assert_false(known);
    free(d.says);
}

static void leave(struct catalogue *c, unsigned number)
{
    char id[65];
    scratch_id(id, number);
    assert_int_equal(catalogue_remove(c, id), ERR_OK);
}

/* The numbers and kinds of a document's editions, as "2:easy 3:summary". */
static void assert_editions(struct catalogue *c, unsigned number, const char *expected)
{
    static const char *const kinds[] = {"", "full", "easy", "summary", "language", "large"};
    struct edition_list list;
    struct str found = {0};
    char id[65];
    scratch_id(id, number);
    assert_int_equal(editions_find(c, id, &list), ERR_OK);
    for (size_t i = 0; i < list.count; i++) {
        char digits[9] = "";
        memcpy(digits, list.items[i].id, 8);
        str_addf(&found, "%s%lu:%s", i ? " " : "", strtoul(digits, NULL, 16),
                 kinds[list.items[i].kind]);
    }
    assert_string_equal(str_text(&found), expected);
    str_free(&found);
    edition_list_free(&list);
}

static const struct paper whole = {
    1,
    "Learning together: support in every school. A briefing",
    "brief-7.pdf",
    "en",
    0,
    LONG,
    "An Easy Read version of this document is available at "
    "https://www.example.org/a/Our%20plan%20MADE%20easy.pdf?v=2#top."};
static const struct paper easy = {
    2, "Schools for all", "our plan made easy.PDF", "en-GB", EDITION_EASY_READ, SHORT, NULL};

static void an_address_ties_in_either_order(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, &whole);
    assert_editions(c, 1, "");
    enter(c, &easy);
    assert_editions(c, 1, "2:easy");
    assert_editions(c, 2, "1:full");
    leave(c, 1); /* removed, and added again */
    assert_editions(c, 2, "");
    enter(c, &whole);
    assert_editions(c, 1, "2:easy");
    leave(c, 2);
    assert_editions(c, 1, "");
    enter(c, &easy);
    assert_editions(c, 2, "1:full");
    catalogue_close(c);
    c = scratch_open(*state); /* and after a start */
    assert_editions(c, 1, "2:easy");
    catalogue_close(c);
}

static void a_title_ties_whole_or_without_its_subtitle(void **state)
{
    static const char *const says[] = {
        "Easy Read version of 'Learning together: support in every school. A briefing'.",
        "This is an Easy Read version of Learning Together, our briefing.",
        "This is an easy read version of the report called \"LEARNING TOGETHER\".",
        "Dyma fersiwn Hawdd ei Ddeall o \xe2\x80\x98Learning together\xe2\x80\x99.",
    };
    struct catalogue *c = scratch_open(*state);
    enter(c, &whole);
    enter(c, &(struct paper){7, "Learning at home", "h.pdf", "en", 0, LONG, NULL});
    for (unsigned i = 0; i < 4; i++) {
        enter(c, &(struct paper){2, "Schools for all", "x.pdf", "en", EDITION_EASY_READ, SHORT,
                                 says[i]});
        assert_editions(c, 1, "2:easy");
        assert_editions(c, 2, "1:full");
        leave(c, 2);
    }
    catalogue_close(c);
}

static void two_that_answer_are_a_doubt(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, &(struct paper){2, "Schools for all", "x.pdf", "en", EDITION_EASY_READ, SHORT,
                             "This is the Easy Read version of 'Learning together'."});
    enter(c, &whole);
    assert_editions(c, 2, "1:full");
    enter(c, &(struct paper){3, "Learning together: a history", "h.pdf", "en", 0, LONG, NULL});
    assert_editions(c, 2, "");
    assert_editions(c, 1, "");
    leave(c, 3);
    assert_editions(c, 2, "1:full");
    /* Another Easy Read of the same work: neither is the one. */
    enter(c, &(struct paper){4, "All in one class", "y.pdf", "en", EDITION_EASY_READ, SHORT,
                             "This is the Easy Read version of 'Learning together'."});
    assert_editions(c, 1, "");
    assert_editions(c, 4, "");
    catalogue_close(c);
}

static void what_is_not_that_edition_does_not_answer(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(
        c,
        &(struct paper){
            1, "Schools", "a.pdf", "en", 0, LONG,
            "Easy Read: www.example.org/a/our-long-plan.pdf. Mae'r ddogfen hon ar gael yn Gymraeg: "
            "www.example.org/a/ein-cynllun-ni.pdf"});
    enter(c, &(struct paper){2, "A plan", "our-long-plan.pdf", "en", 0, LONG, NULL});
    enter(c, &(struct paper){3, "Cynllun", "ein-cynllun-ni.pdf", "en", 0, LONG, NULL});
    assert_editions(c, 1, "");
    leave(c, 3);
    enter(c, &(struct paper){3, "Cynllun", "ein-cynllun-ni.pdf", "cy-GB", 0, LONG, NULL});
    assert_editions(c, 1, "3:language");
    assert_editions(c, 3, "1:language");
    catalogue_close(c);
}

static void large_print_and_summaries_are_led_to(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, &(struct paper){1, "Schools", "a.pdf", "en", 0, LONG,
                             "A large print version of this document is available at "
                             "www.example.org/a/our-plan-in-big-letters.pdf. A summary of this "
                             "document is available at www.example.org/a/our-plan-in-short.pdf."});
    /* Each is called so, and is another paper. */
    enter(c, &(struct paper){2, "Letters", "our-plan-in-big-letters.pdf", "en", 0, LONG, NULL});
    enter(c, &(struct paper){3, "A history", "our-plan-in-short.pdf", "en", 0, LONG, NULL});
    assert_editions(c, 1, "");
    leave(c, 2);
    leave(c, 3);
    enter(c, &(struct paper){2, "Pupils first. Large print", "our-plan-in-big-letters.pdf", "en", 0,
                             LONG, NULL});
    enter(c, &(struct paper){3, "Four pages", "our-plan-in-short.pdf", "en", 0, SHORT, NULL});
    assert_editions(c, 1, "3:summary 2:large");
    assert_editions(c, 2, "1:full 3:summary");
    leave(c, 3);
    enter(c, &(struct paper){3, "Four pages: summary", "our-plan-in-short.pdf", "en", 0, LONG,
                             NULL}); /* it says itself that it is one */
    assert_editions(c, 1, "3:summary 2:large");
    catalogue_close(c);
}

static void citing_is_not_tying(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, &(struct paper){1, "Schools", "the-first-paper.pdf", "en", 0, LONG,
                             "See www.example.org/a/the-second-paper.pdf."});
    enter(c, &(struct paper){2, "Money", "the-second-paper.pdf", "en", EDITION_EASY_READ, SHORT,
                             "We read 'Schools' and www.example.org/a/the-first-paper.pdf."});
    assert_editions(c, 1, "");
    /* The Easy Read of what others wrote is not this document's. */
    enter(c, &(struct paper){
                 3, "Our answer", "answer.pdf", "en", 0, LONG,
                 "An Easy Read version of the Act is at www.example.org/a/the-second-paper.pdf."});
    assert_editions(c, 3, "");
    /* Nor is a report that is only spoken of. */
    enter(c, &(struct paper){4, "News of the inquiry", "news.pdf", "en", 0, SHORT,
                             "Read the full report at www.example.org/a/the-first-paper.pdf."});
    assert_editions(c, 4, "");
    assert_editions(c, 1, "");
    catalogue_close(c);
}

static void less_sure_words_need_more(void **state)
{
    struct catalogue *c = scratch_open(*state);
    /* Names in common. */
    enter(c, &(struct paper){
                 1, "Support in every school", "s.pdf", "en", 0, LONG,
                 "An Easy Read version of the report is at www.example.org/a/made-easier.pdf."});
    enter(c, &(struct paper){2, "Support for pupils in school, made easy", "made-easier.pdf", "en",
                             EDITION_EASY_READ, SHORT, NULL});
    assert_editions(c, 1, "2:easy");
    /* Each speaks of the other. */
    enter(c, &(struct paper){3, "Money", "pounds-and-pence.pdf", "en", 0, LONG,
                             "The paper is in Easy Read: www.example.org/a/cash-and-cards.pdf."});
    enter(c,
          &(struct paper){4, "Paying", "cash-and-cards.pdf", "en", EDITION_EASY_READ, SHORT, NULL});
    assert_editions(c, 3, "");
    leave(c, 4);
    enter(c, &(struct paper){4, "Paying", "cash-and-cards.pdf", "en", EDITION_EASY_READ, SHORT,
                             "The full paper is at www.example.org/a/pounds-and-pence.pdf."});
    assert_editions(c, 3, "4:easy");
    catalogue_close(c);
}

static void a_short_paper_that_leads_to_the_full_one_is_its_summary(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, &(struct paper){1, "Support in every school", "full-7.pdf", "en", 0, LONG, NULL});
    enter(c, &(struct paper){2, "Every school: support that works", "s.pdf", "en", 0, SHORT,
                             "Read the full report: 'Support in every school'."});
    enter(c, &(struct paper){3, "Hawliau", "h.pdf", "cy", 0, SHORT,
                             "Dyma grynodeb o'r adroddiad 'Support in every school'."});
    assert_editions(c, 1, "2:summary 3:summary");
    assert_editions(c, 2, "1:full 3:summary");
    leave(c, 2);
    enter(c, &(struct paper){2, "Every school: support that works", "s.pdf", "en", 0, LONG,
                             "Read the full report: 'Support in every school'."});
    assert_editions(c, 1, "3:summary"); /* as long as the full one: no summary */
    catalogue_close(c);
}

static void three_editions_and_a_chain_hang_together(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, &whole);
    enter(
        c,
        &(struct paper){
            3, "Dysgu gyda'n gilydd", "dysgu.pdf", "cy", 0, LONG,
            "Mae\xe2\x80\x99r ddogfen hon hefyd ar gael yn Saesneg: \xe2\x80\x98Learning together: "
            "support in every school. A briefing\xe2\x80\x99."});
    assert_editions(c, 3, "1:language");
    /* The Easy Read has the same title but for its own words: the Welsh paper means the full one. */
    enter(c, &(struct paper){2, "Learning together: support in every school. Easy Read", "e.pdf",
                             "en", EDITION_EASY_READ, SHORT, NULL});
    assert_editions(c, 3, "2:easy 1:language");
    leave(c, 2);
    enter(c, &easy);
    assert_editions(c, 1, "2:easy 3:language");
    assert_editions(c, 2, "1:full 3:language");
    assert_editions(c, 3, "2:easy 1:language");
    /* The Welsh Easy Read knows only the Welsh paper. */
    enter(c, &(struct paper){4, "Ysgolion i bawb", "ysgolion.pdf", "cy", EDITION_EASY_READ, SHORT,
                             "Dyma fersiwn Hawdd ei Ddeall o 'Dysgu gyda'n gilydd'."});
    assert_editions(c, 4, "3:full 2:easy 1:language");
    leave(c, 3);
    assert_editions(c, 4, "");
    assert_editions(c, 1, "2:easy");
    catalogue_close(c);
}

static void names_hold_where_words_make_doubt(void **state)
{
    struct catalogue *c = scratch_open(*state);
    enter(c, &(struct paper){1, "Inclusive education", "a.pdf", "en", 0, LONG, NULL});
    enter(c, &(struct paper){2, "Inclusive education - Easy Read", "b.pdf", "en", EDITION_EASY_READ,
                             SHORT, NULL});
    enter(c, &(struct paper){3, "All in", "c.pdf", "en", EDITION_EASY_READ, SHORT,
                             "This is an Easy Read version of 'Inclusive education'."});
    assert_editions(c, 1, "2:easy");
    assert_editions(c, 3, "");
    catalogue_close(c);
}

static void staff_untie_what_was_said(void **state)
{
    struct catalogue *c = scratch_open(*state);
    char one[65], two[65];
    scratch_id(one, 1);
    scratch_id(two, 2);
    enter(c, &whole);
    enter(c, &easy);
    assert_editions(c, 1, "2:easy");
    assert_int_equal(catalogue_say_edition(c, two, one, EDITION_APART), ERR_OK);
    assert_editions(c, 1, "");
    assert_editions(c, 2, "");
    assert_int_equal(catalogue_say_edition(c, one, two, EDITION_BY_NAME), ERR_OK);
    assert_editions(c, 1, "2:easy");
    catalogue_close(c);
}

static void addresses_tell_by_what_is_in_them(void **state)
{
    struct catalogue *c = scratch_open(*state);
    static const char *const says[] = {
        "Easy Read: www.example.org/support-in-every-school/easy-read",
        "Easy Read: www.example.org/docs/Support_in_every_school_ER.docx",
        "Easy Read: https://example.org/SUPPORT-IN-EVERY-SCHOOL-EASY-READ/",
    };
    enter(c, &(struct paper){2, "Support in every school. Easy Read", "doc1.pdf", "en",
                             EDITION_EASY_READ, SHORT, NULL});
    for (unsigned i = 0; i < 3; i++) {
        enter(c, &(struct paper){1, "Pupils and teachers", "p.pdf", "en", 0, LONG, says[i]});
        assert_editions(c, 1, "2:easy");
        leave(c, 1);
    }
    static const char *const nothing[] = {
        "Easy Read: www.example.org", "Easy Read: www.example.org/report.pdf",
        "Easy Read: www.example.org/easy-read.pdf", "Easy Read: www.example.org/doc1.pdf",
        "Easy Read: info@example.org"};
    for (unsigned i = 0; i < 5; i++) {
        enter(c, &(struct paper){1, "Pupils and teachers", "p.pdf", "en", 0, LONG, nothing[i]});
        assert_editions(c, 1, "");
        leave(c, 1);
    }
    catalogue_close(c);
}

static void a_line_that_is_none_is_passed_over(void **state)
{
    (void)state;
    struct edition_said said;
    const char *text =
        "2\nx0111 plan\n2099 plan\n9000 plan\n0000 plan\n2011 our plan\n1200 rights\n2011 ";
    assert_true(edition_said_next(&text, &said));
    assert_int_equal(said.kind, MENTION_EASY_READ);
    assert_int_equal(said.own, 0);
    assert_true(said.is_address);
    assert_true(said.is_sure);
    assert_string_equal(said.key, "our plan");
    assert_true(edition_said_next(&text, &said));
    assert_int_equal(said.kind, MENTION_FULL);
    assert_int_equal(said.own, MENTION_EASY_READ);
    assert_false(said.is_address);
    assert_false(said.is_sure);
    assert_string_equal(said.key, "rights");
    assert_false(edition_said_next(&text, &said));
    text = NULL;
    assert_false(edition_said_next(&text, &said));
}

/* --- through the importer, and from one version to the next --- */

static struct scratch_path add_two(const char *folder)
{
    struct scratch_path library = scratch_at(folder, "library");
    scratch_write(folder, "stick/one.txt",
                  "title: Support in school\nAn Easy Read version of this document is at "
                  "www.example.org/made-easier.txt.");
    scratch_write(folder, "stick/made-easier.txt",
                  "easy: Help for pupils\nThis is the Easy Read version of 'Support in school'.");
    struct importer_options options = {
        .folder = library.text, .worker_path = worker, .limits = convert_limits_default()};
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(folder, "stick").text, NULL, "Briefings", &list),
                     ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    import_list_free(&list);
    return library;
}

/* How many of the two know the other. */
static size_t count_tied(const char *folder, bool write)
{
    struct catalogue *c = NULL;
    struct document_list list;
    size_t tied = 0;
    assert_int_equal(catalogue_open(folder, write, &c), ERR_OK);
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(list.count, 2);
    for (size_t i = 0; i < list.count; i++) {
        struct edition_list editions;
        assert_int_equal(editions_find(c, list.items[i].id, &editions), ERR_OK);
        tied += editions.count == 1;
        edition_list_free(&editions);
    }
    document_list_free(&list);
    catalogue_close(c);
    return tied;
}

static void make_first_version(const char *folder)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(scratch_at(folder, "library.db").text, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "DROP TABLE reading_count; DROP TRIGGER document_gone_choice;"
                                  " DROP TABLE choice; DROP TRIGGER "
                                  "document_gone; DROP TABLE pack_document; DROP TABLE pack;"
                                  "ALTER TABLE document DROP COLUMN says; PRAGMA user_version = 1",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
}

static void added_documents_are_tied(void **state)
{
    struct scratch_path library = add_two(*state);
    assert_int_equal(count_tied(library.text, false), 2);
}

static void a_library_of_the_first_version_is_read_and_filled(void **state)
{
    struct scratch_path library = add_two(*state);
    make_first_version(library.text);
    assert_int_equal(count_tied(library.text, false), 0);
    assert_int_equal(count_tied(library.text, true), 2);
    assert_int_equal(count_tied(library.text, false), 2);
}

static void a_rebuilt_library_still_knows(void **state)
{
    struct scratch_path library = add_two(*state);
    int fd = open(scratch_at(library.text, "library.db").text, O_WRONLY);
    assert_int_equal(pwrite(fd, "no database at all", 18, 0), 18);
    close(fd);
    assert_int_equal(count_tied(library.text, true), 2);
    assert_true(scratch_has(library.text, "library.db.damaged-1"));
}

#define TRIAL(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TRIAL(an_address_ties_in_either_order),
        TRIAL(a_title_ties_whole_or_without_its_subtitle),
        TRIAL(two_that_answer_are_a_doubt),
        TRIAL(what_is_not_that_edition_does_not_answer),
        TRIAL(large_print_and_summaries_are_led_to),
        TRIAL(citing_is_not_tying),
        TRIAL(less_sure_words_need_more),
        TRIAL(a_short_paper_that_leads_to_the_full_one_is_its_summary),
        TRIAL(three_editions_and_a_chain_hang_together),
        TRIAL(names_hold_where_words_make_doubt),
        TRIAL(staff_untie_what_was_said),
        TRIAL(addresses_tell_by_what_is_in_them),
        cmocka_unit_test(a_line_that_is_none_is_passed_over),
        TRIAL(added_documents_are_tied),
        TRIAL(a_library_of_the_first_version_is_read_and_filled),
        TRIAL(a_rebuilt_library_still_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
