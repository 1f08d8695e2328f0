/* Packs as they are brought: what is taken, and everything that is refused whole. */
#include "packing.h"

#include "base/clock.h"
#include "library/edition.h"
#include "library/pack.h"
#include "library/pack_path.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <time.h>

#define MANIFEST(version, rest)                                                                    \
    "[pack]\nid = example.pack\nversion = " version                                                \
    "\ntitle = The pack\nmaker = M\nlanguage = en\n" rest

static const struct packing_file good[] = {
    {"manifest.ini",
     MANIFEST("2", "glossary = words.tsv\nlexicon = say.tsv\nlexicon.cy = dweud.tsv\n"
                   "[History]\ndocument = z.txt\nedition = z easy.txt\n"
                   "[Nowhere]\ndocument = b.txt\n")},
    {"b.txt", "title: Bee\nOne."},
    {"z.txt", "title: Zed\nTwo."},
    {"z easy.txt", "easy: Another name\nThree."},
    {"history/a.txt", "title: Aye\nFour."},
    {"words.tsv", "inclusion\t\tEveryone learns together.\n"},
    {"say.tsv", "EHCP\t*\n"},
    {"dweud.tsv", "ADY\t*\n"},
    {NULL, NULL},
};

/* The first item's outcome, or why it was refused. */
static enum err result_of(const struct import_list *list)
{
    assert_true(list->count >= 1);
    assert_true(list->items[0].is_pack);
    return list->items[0].outcome == IMPORT_REFUSED ? list->items[0].err : ERR_OK;
}

static enum err add_again(const char *folder, const char *name, bool older)
{
    struct import_list list;
    packing_add(folder, name, older, &list);
    enum err err = result_of(&list);
    import_list_free(&list);
    return err;
}

/* The library holds that, and nothing else lies about. */
static void assert_holds(const char *folder, size_t documents, size_t packs)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct catalogue *c = scratch_open(library.text);
    struct document_list list;
    struct pack_list rows;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(list.count, documents);
    assert_int_equal(pack_store_list(c, &rows), ERR_OK);
    assert_int_equal(rows.count, packs);
    document_list_free(&list);
    pack_list_free(&rows);
    catalogue_close(c);
    assert_int_equal(scratch_count(library.text, "documents"), documents);
    assert_int_equal(scratch_count(library.text, "books"), documents);
    assert_int_equal(scratch_count(library.text, "packs"), packs);
    assert_int_equal(scratch_count(library.text, "incoming"), 0);
}

static void assert_refused(const char *folder, const char *name, enum err why)
{
    struct import_list list;
    packing_add(folder, name, false, &list);
    assert_int_equal(list.count, 1); /* and its documents are not told of */
    assert_int_equal(result_of(&list), why);
    import_list_free(&list);
    assert_holds(folder, 0, 0);
}

/* --- what is taken --- */

static void assert_good_is_added(const char *folder, const char *name)
{
    struct import_list list;
    packing_add(folder, name, false, &list);
    assert_int_equal(list.count, 5);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_string_equal(list.items[0].title, "The pack");
    assert_string_equal(list.items[0].id, "example.pack");
    static const char *const titles[] = {"Zed", "Another name", "Bee", "Aye"};
    static const char *const sections[] = {"History", "History", "Briefings", "History"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(list.items[i + 1].in_pack);
        assert_int_equal(list.items[i + 1].outcome, IMPORT_ADDED);
        assert_string_equal(list.items[i + 1].title, titles[i]);
        assert_string_equal(list.items[i + 1].section, sections[i]);
    }
    import_list_free(&list);
    assert_holds(folder, 4, 1);
}

static void assert_good_is_kept(const char *folder)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct catalogue *c = scratch_open(library.text);
    struct document_list list;
    /* By section; the manifest's order before the alphabet; what it does not name at the end. */
    static const char *const order[] = {"Bee", "Zed", "Another name", "Aye"};
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(list.items[i].title, order[i]);
    struct edition_list editions;
    assert_int_equal(catalogue_editions(c, list.items[1].id, &editions), ERR_OK);
    assert_int_equal(editions.count, 1);
    assert_string_equal(editions.items[0].title, "Another name");
    edition_list_free(&editions);
    /* Staff's word goes before the pack's. */
    assert_int_equal(catalogue_untie(c, list.items[1].id, list.items[2].id), ERR_OK);
    assert_int_equal(catalogue_editions(c, list.items[1].id, &editions), ERR_OK);
    assert_int_equal(editions.count, 0);
    edition_list_free(&editions);

    struct pack_list rows;
    assert_int_equal(pack_store_of(c, list.items[0].id, &rows), ERR_OK);
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.items[0].id, "example.pack");
    assert_int_equal(rows.items[0].version, 2);
    assert_int_equal(rows.items[0].documents, 4);
    assert_string_equal(rows.items[0].maker, "M");
    assert_string_equal(rows.items[0].key, "0101010101010101");
    static const char *const kept[] = {"manifest.ini", "glossary.en.tsv", "lexicon.tsv",
                                       "lexicon.cy.tsv"};
    for (size_t i = 0; i < 4; i++) {
        char *path = pack_store_path(c, &rows.items[0], kept[i]);
        assert_int_equal(access(path, R_OK), 0);
        free(path);
    }
    pack_list_free(&rows);
    struct pack_words_list words;
    char *words_folder = NULL;
    assert_int_equal(pack_store_glossaries(c, list.items[0].id, &words), ERR_OK);
    assert_int_equal(words.count, 1);
    assert_string_equal(words.items[0].lang, "en");
    assert_int_equal(access(words.items[0].path, R_OK), 0);
    pack_words_list_free(&words);
    assert_int_equal(pack_store_lexicon_folder(c, list.items[0].id, &words_folder), ERR_OK);
    assert_non_null(words_folder);
    free(words_folder);
    document_list_free(&list);
    catalogue_close(c);
}

static void test_a_tar_file_is_added_as_its_manifest_says(void **state)
{
    packing_trust(*state, 1);
    packing_tar(*state, "p.lectern", good, 1);
    assert_good_is_added(*state, "p.lectern");
    assert_good_is_kept(*state);
}

static void test_a_folder_is_added_as_its_manifest_says(void **state)
{
    packing_trust(*state, 1);
    packing_folder(*state, "stick/p", good, 1);
    scratch_write(*state, "stick/p/not signed.txt", "title: Not signed\n");
    assert_good_is_added(*state, "stick/p");
    assert_good_is_kept(*state);
}

static void test_a_pack_is_found_on_a_stick(void **state)
{
    struct import_list list = {0};
    packing_folder(*state, "stick/A folder", good, 1);
    packing_tar(*state, "stick/p.lectern", good, 1);
    scratch_write(*state, "stick/History/loose.txt", "Loose.");
    assert_int_equal(importer_find(scratch_at(*state, "stick").text, NULL, "Briefings", &list),
                     ERR_OK);
    assert_int_equal(list.count, 3); /* not the packs' own files, nor signatures */
    assert_true(list.items[0].is_pack);
    assert_false(list.items[1].is_pack);
    assert_true(list.items[2].is_pack);
    import_list_free(&list);
}

static void test_a_tar_of_one_folder_is_as_good(void **state)
{
    struct packing_file files[9] = {0};
    char names[8][64];
    for (size_t i = 0; good[i].text; i++) {
        snprintf(names[i], sizeof names[i], "pack/%s", good[i].path);
        files[i] = (struct packing_file){names[i], good[i].text};
    }
    packing_trust(*state, 1);
    packing_tar(*state, "p.tar", files, 1);
    assert_good_is_added(*state, "p.tar");
}

static void test_what_the_worker_refuses_does_not_hold_up_the_rest(void **state)
{
    static const struct packing_file files[] = {{"manifest.ini", MANIFEST("1", "")},
                                                {"a.txt", "title: A"},
                                                {"b.txt", "refuse: 9"},
                                                {"c.txt", ""},
                                                {"d.txt", "title: D"},
                                                {NULL, NULL}};
    struct import_list list;
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    packing_add(*state, "p", false, &list);
    assert_int_equal(list.count, 5);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[2].outcome, IMPORT_REFUSED);
    assert_int_equal(list.items[3].outcome, IMPORT_REFUSED);
    assert_int_equal(list.items[3].err, ERR_EMPTY);
    assert_int_equal(list.items[4].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_holds(*state, 2, 1);
    packing_add(*state, "p", false, &list); /* again: nothing new */
    assert_int_equal(list.items[0].outcome, IMPORT_KNOWN);
    assert_int_equal(list.items[1].outcome, IMPORT_KNOWN);
    import_list_free(&list);
    assert_holds(*state, 2, 1);
}

/* --- versions --- */

static void make_version(const char *folder, const char *name, const char *version,
                         const struct packing_file *documents)
{
    struct packing_file files[8] = {0};
    char manifest[256];
    snprintf(manifest, sizeof manifest, "[pack]\nid = example.pack\nversion = %s\ntitle = P\n",
             version);
    files[0] = (struct packing_file){"manifest.ini", manifest};
    for (size_t i = 0; documents[i].text; i++)
        files[i + 1] = documents[i];
    packing_tar(folder, name, files, 1);
}

static void test_versions_go_forward_only(void **state)
{
    static const struct packing_file one[] = {
        {"a.txt", "title: A one"}, {"b.txt", "title: B"}, {NULL, NULL}};
    static const struct packing_file two[] = {
        {"a.txt", "title: A two"}, {"c.txt", "title: C"}, {NULL, NULL}};
    static const struct packing_file forged[] = {{"a.txt", "title: A forged"}, {NULL, NULL}};
    packing_trust(*state, 1);
    make_version(*state, "one.lectern", "1", one);
    make_version(*state, "two.lectern", "2", two);
    make_version(*state, "again.lectern", "2", forged);
    assert_int_equal(add_again(*state, "one.lectern", false), ERR_OK);
    assert_holds(*state, 2, 1);
    /* What the later version lacks goes. */
    assert_int_equal(add_again(*state, "two.lectern", false), ERR_OK);
    assert_holds(*state, 2, 1);
    /* Replay of the old one; another of the same number. */
    assert_int_equal(add_again(*state, "one.lectern", false), ERR_OLDER);
    assert_int_equal(add_again(*state, "again.lectern", false), ERR_OLDER);
    assert_int_equal(add_again(*state, "two.lectern", false), ERR_OK);
    assert_holds(*state, 2, 1);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_string_equal(list.items[0].title, "A two");
    assert_string_equal(list.items[1].title, "C");
    document_list_free(&list);
    catalogue_close(c);
    /* Staff say so. */
    assert_int_equal(add_again(*state, "one.lectern", true), ERR_OK);
    assert_holds(*state, 2, 1);
    c = scratch_open(scratch_at(*state, "library").text);
    struct pack_row row;
    assert_int_equal(pack_store_find(c, "example.pack", &row), ERR_OK);
    assert_int_equal(row.version, 1);
    pack_row_free(&row);
    catalogue_close(c);
}

/* By a stick that nobody was asked about. */
static enum import_outcome add_unasked(const char *folder, const char *name)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct importer_options options = packing_options(&library);
    struct import_list list = {0};
    options.packs = PACK_UNASKED;
    assert_int_equal(
        importer_find(scratch_at(folder, name).text, options.sections, "Briefings", &list), ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    enum import_outcome outcome = list.items[0].outcome;
    if (outcome == IMPORT_REFUSED)
        assert_int_equal(list.items[0].err, ERR_OLDER);
    import_list_free(&list);
    return outcome;
}

static void test_what_staff_took_out_does_not_come_back_by_itself(void **state)
{
    static const struct packing_file one[] = {
        {"a.txt", "title: A one"}, {"b.txt", "title: B"}, {NULL, NULL}};
    struct document_list list;
    packing_trust(*state, 1);
    make_version(*state, "one.lectern", "1", one);
    make_version(*state, "two.lectern", "2", one);
    make_version(*state, "three.lectern", "3", one);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_ADDED);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_int_equal(catalogue_remove(c, list.items[0].id), ERR_OK);
    document_list_free(&list);
    catalogue_close(c);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_KNOWN);
    assert_holds(*state, 1, 1);
    c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(pack_store_remove(c, "example.pack"), ERR_OK);
    catalogue_close(c);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_REFUSED);
    assert_int_equal(add_again(*state, "one.lectern", false), ERR_OLDER);
    assert_holds(*state, 0, 0);
    /* Staff may; and a later one comes by itself. */
    assert_int_equal(add_again(*state, "two.lectern", false), ERR_OK);
    assert_int_equal(add_again(*state, "one.lectern", true), ERR_OK);
    assert_int_equal(add_unasked(*state, "two.lectern"), IMPORT_REFUSED);
    assert_int_equal(add_unasked(*state, "three.lectern"), IMPORT_ADDED);
    assert_holds(*state, 2, 1);
}

static void test_a_document_that_is_refused_this_time_leaves_the_old_one(void **state)
{
    static const struct packing_file one[] = {
        {"a.txt", "title: A one"}, {"b.txt", "title: B"}, {NULL, NULL}};
    static const struct packing_file two[] = {
        {"a.txt", "refuse: 9"}, {"b.txt", "title: B two"}, {NULL, NULL}};
    packing_trust(*state, 1);
    make_version(*state, "one.lectern", "1", one);
    make_version(*state, "two.lectern", "2", two);
    assert_int_equal(add_again(*state, "one.lectern", false), ERR_OK);
    assert_int_equal(add_again(*state, "two.lectern", false), ERR_OK);
    assert_holds(*state, 2, 1);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    struct document_list list;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    assert_string_equal(list.items[0].title, "A one");
    assert_string_equal(list.items[1].title, "B two");
    document_list_free(&list);
    catalogue_close(c);
}

/* What was there before a pack, and what another pack has, stays when the pack goes. */
static void test_a_pack_takes_only_its_own_with_it(void **state)
{
    static const struct packing_file files[] = {{"manifest.ini", MANIFEST("1", "")},
                                                {"a.txt", "title: A"},
                                                {"b.txt", "title: B"},
                                                {"c.txt", "title: C"},
                                                {NULL, NULL}};
    static const struct packing_file other[] = {
        {"manifest.ini", "[pack]\nid = other\nversion = 1\ntitle = O\n"},
        {"b.txt", "title: B"},
        {NULL, NULL}};
    struct import_list list;
    packing_trust(*state, 1);
    scratch_write(*state, "stick/a.txt", "title: A");
    packing_add(*state, "stick", false, &list);
    import_list_free(&list);
    packing_folder(*state, "p", files, 1);
    packing_folder(*state, "o", other, 1);
    assert_int_equal(add_again(*state, "p", false), ERR_OK);
    assert_int_equal(add_again(*state, "o", false), ERR_OK);
    assert_holds(*state, 3, 2);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(pack_store_remove(c, "none"), ERR_NOT_FOUND);
    assert_int_equal(pack_store_remove(c, "example.pack"), ERR_OK);
    catalogue_close(c);
    assert_holds(*state, 2, 1); /* A was here before; the other pack has B */
    c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(pack_store_remove(c, "other"), ERR_OK);
    catalogue_close(c);
    assert_holds(*state, 1, 0);
}

/* --- the last day --- */

static size_t shown_at(const char *folder, int64_t now_s, size_t *all)
{
    struct catalogue *c = scratch_open(scratch_at(folder, "library").text);
    struct document_list list;
    struct section_count counts[4];
    size_t sections, counted = 0;
    catalogue_set_now(c, now_s);
    assert_int_equal(catalogue_list_all(c, &list), ERR_OK);
    *all = list.count;
    document_list_free(&list);
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    size_t shown = list.count;
    document_list_free(&list);
    assert_int_equal(catalogue_count_sections(c, counts, 4, &sections), ERR_OK);
    for (size_t i = 0; i < sections; i++) {
        counted += counts[i].documents;
        free(counts[i].section);
    }
    assert_int_equal(counted, shown);
    catalogue_close(c);
    return shown;
}

static void test_after_the_last_day_it_is_hidden_but_there(void **state)
{
    const int64_t over = 2240611200; /* 2041-01-01 */
    static const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "expires = 2040-12-31\n")},
        {"a.txt", "title: A"},
        {"b.txt", "title: B"},
        {NULL, NULL}};
    struct import_list list;
    size_t all;
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    assert_int_equal(add_again(*state, "p", false), ERR_OK);
    assert_int_equal(shown_at(*state, over - 1, &all), 2);
    assert_int_equal(shown_at(*state, over, &all), 0);
    assert_int_equal(all, 2);
    assert_int_equal(shown_at(*state, 1, &all), 2); /* a clock before the build says nothing */
    assert_int_equal(shown_at(*state, clock_build_s() - 1, &all), 2);
    assert_int_equal(shown_at(*state, 4070908800, &all), 2); /* nor does one in 2099 */
    /* Staff add one of them by itself: it is theirs. */
    scratch_write(*state, "stick/a.txt", "title: A");
    packing_add(*state, "stick", false, &list);
    assert_int_equal(list.items[0].outcome, IMPORT_KNOWN);
    import_list_free(&list);
    assert_int_equal(shown_at(*state, over, &all), 1);
}

/* A board wakes up in 1970, staff set its clock, wrongly at first, and the library stays open. */
static void test_a_clock_that_jumps_is_followed_at_once(void **state)
{
    const int64_t over = 2240611200; /* 2041-01-01 */
    static const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "expires = 2040-12-31\n")}, {"a.txt", "A."}, {NULL, NULL}};
    static const struct {
        int64_t now_s;
        size_t shown;
    } jumps[] = {{over, 0}, {1, 1}, {over + 5, 0}, {4070908800, 1}, {over - 1, 1}, {over, 0}};
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    assert_int_equal(add_again(*state, "p", false), ERR_OK);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        struct document_list list;
        catalogue_set_now(c, jumps[i].now_s);
        assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
        assert_int_equal(list.count, jumps[i].shown);
        document_list_free(&list);
    }
    catalogue_close(c);
}

static void test_what_is_over_already_is_not_added(void **state)
{
    static const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "expires = 2020-01-01\n")}, {"a.txt", "A."}, {NULL, NULL}};
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    assert_true(time(NULL) > clock_build_s()); /* else nothing is over */
    assert_refused(*state, "p", ERR_EXPIRED);
}

/* --- what is refused whole --- */

static void test_nobody_is_trusted_at_first(void **state)
{
    packing_tar(*state, "p.lectern", good, 1);
    assert_refused(*state, "p.lectern", ERR_UNTRUSTED);
    packing_trust(*state, 2);
    assert_refused(*state, "p.lectern", ERR_UNTRUSTED);
    packing_trust(*state, 1);
    assert_int_equal(keyring_distrust(scratch_at(*state, "library").text, "0101010101010101"),
                     ERR_OK);
    assert_refused(*state, "p.lectern", ERR_UNTRUSTED);
    assert_int_equal(keyring_distrust(scratch_at(*state, "library").text, "0101010101010101"),
                     ERR_NOT_FOUND);
}

static void test_a_pack_without_or_with_another_signature(void **state)
{
    packing_trust(*state, 1);
    packing_tar(*state, "p.lectern", good, 1);
    scratch_write(*state, "other", "Other.");
    signing_sign(*state, "other", 1);
    assert_int_equal(rename(scratch_at(*state, "other.minisig").text,
                            scratch_at(*state, "p.lectern.minisig").text),
                     0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    assert_int_equal(unlink(scratch_at(*state, "p.lectern.minisig").text), 0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    assert_int_equal(mkfifo(scratch_at(*state, "p.lectern.minisig").text, 0644), 0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    packing_folder(*state, "p", good, 1);
    assert_int_equal(unlink(scratch_at(*state, "p/SHA256SUMS.minisig").text), 0);
    assert_refused(*state, "p", ERR_SIGNATURE);
    assert_int_equal(unlink(scratch_at(*state, "p/SHA256SUMS").text), 0);
    assert_refused(*state, "p", ERR_SIGNATURE);
}

/* Cut anywhere, with a byte changed anywhere, or with something behind it, it is another file. */
static void test_a_tar_file_that_was_changed(void **state)
{
    struct scratch_path tar = scratch_at(*state, "p.lectern");
    packing_trust(*state, 1);
    packing_tar(*state, "p.lectern", good, 1);
    int fd = open(tar.text, O_RDWR | O_CLOEXEC);
    off_t whole = lseek(fd, 0, SEEK_END);
    for (off_t at = 0; at < whole; at += 997) {
        char was, now;
        assert_int_equal(pread(fd, &was, 1, at), 1);
        now = (char)(was ^ 1);
        assert_int_equal(pwrite(fd, &now, 1, at), 1);
        assert_refused(*state, "p.lectern", ERR_SIGNATURE);
        assert_int_equal(pwrite(fd, &was, 1, at), 1);
    }
    assert_int_equal(pwrite(fd, "x", 1, whole), 1);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    for (off_t at = whole - 1; at > 0; at -= 1999) {
        assert_int_equal(ftruncate(fd, at), 0);
        assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    }
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_refused(*state, "p.lectern", ERR_SIGNATURE);
    close(fd);
}

/* Signed, but a file in it is not what was signed. */
static void test_a_folder_that_was_changed(void **state)
{
    packing_trust(*state, 1);
    packing_folder(*state, "p", good, 1);
    scratch_write(*state, "p/b.txt", "title: Bee\nTwo.");
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(unlink(scratch_at(*state, "p/b.txt").text), 0); /* pulled in mid-copy */
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(symlink("z.txt", scratch_at(*state, "p/b.txt").text), 0);
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(unlink(scratch_at(*state, "p/b.txt").text), 0);
    assert_int_equal(mkfifo(scratch_at(*state, "p/b.txt").text, 0644), 0);
    assert_refused(*state, "p", ERR_PACK);
    assert_int_equal(unlink(scratch_at(*state, "p/b.txt").text), 0);
    scratch_write(*state, "p/b.txt", "");
    assert_refused(*state, "p", ERR_PACK);
    scratch_write(*state, "p/b.txt", "title: Bee\nOne.");
    assert_good_is_added(*state, "p");
}

static void test_sums_that_climb_or_lie(void **state)
{
    static const char zero[] = "0000000000000000000000000000000000000000000000000000000000000000";
    static const char *const names[] = {"../up.txt", "/etc/passwd", "a/../../b", "a\\b", ".", ""};
    char text[256];
    packing_trust(*state, 1);
    packing_folder(*state, "p", good, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(text, sizeof text, "%s  %s\n", zero, names[i]);
        scratch_write(*state, "p/SHA256SUMS", text);
        signing_sign(*state, "p/SHA256SUMS", 1);
        assert_refused(*state, "p", ERR_PACK);
    }
    snprintf(text, sizeof text, "%s  a\n%s  A\n", zero, zero);
    scratch_write(*state, "p/SHA256SUMS", text);
    signing_sign(*state, "p/SHA256SUMS", 1);
    assert_refused(*state, "p", ERR_PACK);
}

/* A maker whom we trust may still err, or be robbed of the key. */
static void test_a_signed_tar_that_breaks_the_rules(void **state)
{
    packing_trust(*state, 1);
    static const struct {
        const char *bytes;
        off_t at;
        size_t count;
    } wrong[] = {{"../b.txt", 0, 9}, {"/b.txt", 0, 7}, {"2", 156, 1},
                 {"3", 156, 1},      {"6", 156, 1},    {"77777777777", 124, 12}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        packing_tar(*state, "p.lectern", good, 1);
        int fd = open(scratch_at(*state, "p.lectern").text, O_RDWR | O_CLOEXEC);
        unsigned char header[512];
        char number[9];
        unsigned sum = 0;
        assert_int_equal(pread(fd, header, sizeof header, 0), sizeof header);
        memcpy(header + wrong[i].at, wrong[i].bytes, wrong[i].count);
        memset(header + 148, ' ', 8);
        for (size_t k = 0; k < sizeof header; k++)
            sum += header[k];
        snprintf(number, sizeof number, "%06o", sum & 0777777);
        memcpy(header + 148, number, 7);
        assert_int_equal(pwrite(fd, header, sizeof header, 0), sizeof header);
        close(fd);
        signing_sign(*state, "p.lectern", 1);
        assert_refused(*state, "p.lectern", ERR_PACK);
    }
    assert_false(scratch_has(*state, "b.txt"));
}

static void test_manifests_that_are_wrong(void **state)
{
    packing_trust(*state, 1);
    static const char *const wrong[] = {
        "",
        "[pack]\nid = ../../keys\nversion = 1\ntitle = T\n",
        "[pack]\nid = a\nversion = 0\ntitle = T\n",
        MANIFEST("1", "[History]\ndocument = not there.txt\n"),
        MANIFEST("1", "[History]\ndocument = manifest.ini\n"),
        MANIFEST("1", "glossary = not there.tsv\n"),
        MANIFEST("1", "logo = not there.png\n"),
        MANIFEST("1", "glossary = a.txt\n[History]\ndocument = a.txt\n"),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const struct packing_file files[] = {
            {"manifest.ini", wrong[i]}, {"a.txt", "A."}, {NULL, NULL}};
        packing_folder(*state, "p", files, 1);
        assert_refused(*state, "p", ERR_PACK);
    }
    /* 100 MB of a manifest are never read: a hole, so that the disk does not feel it. */
    static const char id[] = "20492a4d0d84f8beb1767f6616229f85d44c2827b64bdbfb260ee12fa1109e0e";
    char sums[128];
    scratch_write(*state, "p/manifest.ini", "");
    assert_int_equal(truncate(scratch_at(*state, "p/manifest.ini").text, 100 << 20), 0);
    snprintf(sums, sizeof sums, "%s  manifest.ini\n", id);
    scratch_write(*state, "p/SHA256SUMS", sums);
    signing_sign(*state, "p/SHA256SUMS", 1);
    assert_refused(*state, "p", ERR_PACK);
}

static void test_names_of_255_bytes(void **state)
{
    char name[PACK_PATH_BYTES_MOST + 1];
    memset(name, 'n', PACK_PATH_BYTES_MOST);
    memcpy(name + PACK_PATH_BYTES_MOST - 4, ".txt", 5);
    const struct packing_file files[] = {
        {"manifest.ini", MANIFEST("1", "")}, {name, "title: Long"}, {NULL, NULL}};
    struct import_list list;
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    packing_add(*state, "p", false, &list);
    assert_int_equal(list.items[1].outcome, IMPORT_ADDED);
    assert_string_equal(list.items[1].title, "Long");
    import_list_free(&list);
}

/* --- faults --- */

struct stop_after {
    int left;
};

static bool stop(void *data)
{
    struct stop_after *stop = data;
    return stop->left-- <= 0;
}

/* Stopped at each of the points where it asks: nothing of it is left, and then it goes in. */
static void test_a_pack_that_is_stopped_leaves_nothing(void **state)
{
    struct scratch_path library = scratch_at(*state, "library"), path = scratch_at(*state, "p");
    packing_trust(*state, 1);
    packing_folder(*state, "p", good, 1);
    for (int calls = 0;; calls++) {
        struct stop_after after = {calls};
        const struct pack_request request = {library.text, path.text, stop, &after};
        struct pack *pack = NULL;
        bool ours;
        struct catalogue *c = scratch_open(library.text);
        enum err err = pack_open(&request, &pack, &ours);
        pack_close(pack);
        catalogue_close(c);
        assert_int_equal(scratch_count(library.text, "incoming"), 0);
        if (err == ERR_OK) {
            assert_in_range(calls, 9, 40); /* each file of it asked */
            break;
        }
        assert_int_equal(err, ERR_CANCELLED);
    }
    assert_good_is_added(*state, "p");
}

static void test_a_full_disk_refuses_all_of_it(void **state)
{
    struct scratch_path library = scratch_at(*state, "library");
    assert_int_equal(mkdir(library.text, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("small", library.text, "tmpfs", 0, "size=19m") != 0) {
        print_message("no small disk can be mounted here (needs root): not proved\n");
        skip();
    }
    char *large = mem_new(1, 4 << 20);
    memset(large, 'x', (4 << 20) - 1);
    const struct packing_file files[] = {{"manifest.ini", MANIFEST("1", "")},
                                         {"a small.txt", "title: Small"},
                                         {"b large.txt", large},
                                         {NULL, NULL}};
    packing_trust(*state, 1);
    packing_folder(*state, "p", files, 1);
    packing_tar(*state, "p.lectern", files, 1);
    assert_refused(*state, "p", ERR_DISK_FULL);
    assert_refused(*state, "p.lectern", ERR_DISK_FULL);
    free(large);
    assert_int_equal(umount(library.text), 0);
}

/* --- the common tools --- */

/* Staff with sha256sum, tar and minisign alone make packs that we take. */
static void test_what_common_tools_make(void **state)
{
    if (!signing_has_tool())
        skip();
    const char *folder = *state;
    char shell[] = "sh", flag[] = "-ec", command[2048];
    packing_folder(folder, "p", good, 2); /* its signature is renewed */
    snprintf(command, sizeof command,
             "cd '%s/p'; rm SHA256SUMS*; minisign -GWf -p ../k.pub -s ../k.key;"
             "find . -type f -exec sha256sum {} + >../sums; mv ../sums SHA256SUMS;"
             "minisign -Sm SHA256SUMS -s ../k.key;"
             "rm -rf ../t; mkdir ../t; cp -r . ../t; rm ../t/SHA*; cd ../t; tar -cf ../t.tar *;"
             "minisign -lSm ../t.tar -s ../k.key",
             folder);
    assert_int_equal(SIGNING_RUN(shell, flag, command), 0);
    struct minisign_key key;
    char *text;
    size_t bytes;
    assert_int_equal(file_read(scratch_at(folder, "k.pub").text, 4096, &text, &bytes), ERR_OK);
    assert_int_equal(minisign_read_key(text, bytes, &key), ERR_OK);
    free(text);
    assert_int_equal(keyring_trust(scratch_at(folder, "library").text, &key), ERR_OK);
    assert_good_is_added(folder, "p");
    struct import_list list;
    packing_add(folder, "t.tar", true, &list); /* the same version, in the old form of signature */
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    assert_int_equal(list.items[1].outcome, IMPORT_KNOWN);
    import_list_free(&list);
    assert_holds(folder, 4, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_tar_file_is_added_as_its_manifest_says),
        TEST(test_a_folder_is_added_as_its_manifest_says),
        TEST(test_a_pack_is_found_on_a_stick),
        TEST(test_a_tar_of_one_folder_is_as_good),
        TEST(test_what_the_worker_refuses_does_not_hold_up_the_rest),
        TEST(test_versions_go_forward_only),
        TEST(test_what_staff_took_out_does_not_come_back_by_itself),
        TEST(test_a_document_that_is_refused_this_time_leaves_the_old_one),
        TEST(test_a_pack_takes_only_its_own_with_it),
        TEST(test_after_the_last_day_it_is_hidden_but_there),
        TEST(test_a_clock_that_jumps_is_followed_at_once),
        TEST(test_what_is_over_already_is_not_added),
        TEST(test_nobody_is_trusted_at_first),
        TEST(test_a_pack_without_or_with_another_signature),
        TEST(test_a_tar_file_that_was_changed),
        TEST(test_a_folder_that_was_changed),
        TEST(test_sums_that_climb_or_lie),
        TEST(test_a_signed_tar_that_breaks_the_rules),
        TEST(test_manifests_that_are_wrong),
        TEST(test_names_of_255_bytes),
        TEST(test_a_pack_that_is_stopped_leaves_nothing),
        TEST(test_a_full_disk_refuses_all_of_it),
        TEST(test_what_common_tools_make),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
