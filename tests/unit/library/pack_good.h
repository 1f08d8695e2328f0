/* pack_good.h: a pack that keeps all the rules, and what must be true of a library with it: for the tests of packs. */
#ifndef LECTERN_TESTS_LIBRARY_PACK_GOOD_H
#define LECTERN_TESTS_LIBRARY_PACK_GOOD_H

#include "base/clock.h"
#include "editions.h"
#include "library/pack.h"
#include "library/pack_path.h"
#include "packing.h"
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
static inline enum err result_of(const struct import_list *list)
{
    assert_true(list->count >= 1);
    assert_true(list->items[0].is_pack);
    return list->items[0].outcome == IMPORT_REFUSED ? list->items[0].err : ERR_OK;
}

static inline enum err add_again(const char *folder, const char *name, bool older)
{
    struct import_list list;
    packing_add(folder, name, older, &list);
    enum err err = result_of(&list);
    import_list_free(&list);
    return err;
}

/* The library holds that, and nothing else lies about. */
static inline void assert_holds(const char *folder, size_t documents, size_t packs)
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

static inline void assert_refused(const char *folder, const char *name, enum err why)
{
    struct import_list list;
    packing_add(folder, name, false, &list);
    assert_int_equal(list.count, 1); /* and its documents are not told of */
    assert_int_equal(result_of(&list), why);
    import_list_free(&list);
    assert_holds(folder, 0, 0);
}

/* --- what is taken --- */

static inline void assert_good_is_added(const char *folder, const char *name)
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

static inline void assert_good_is_kept(const char *folder)
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
    assert_int_equal(editions_find(c, list.items[1].id, &editions), ERR_OK);
    assert_int_equal(editions.count, 1);
    assert_string_equal(editions.items[0].title, "Another name");
    edition_list_free(&editions);
    /* Staff's word goes before the pack's. */
    assert_int_equal(catalogue_say_edition(c, list.items[1].id, list.items[2].id, EDITION_APART),
                     ERR_OK);
    assert_int_equal(editions_find(c, list.items[1].id, &editions), ERR_OK);
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

#endif
