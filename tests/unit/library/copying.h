/* copying.h: a library with documents, a pack and what staff chose; saved to stick/, put back into another. Included by one test at a time. */
#ifndef LECTERN_TESTS_LIBRARY_COPYING_H
#define LECTERN_TESTS_LIBRARY_COPYING_H

#include "packing.h"

#include "library/choice.h"
#include "library/edition.h"
#include "library/export.h"
#include "library/restore.h"

#define COPY "stick/Lectern copy 2026-11-22"

static const struct packing_file packed[] = {
    {"manifest.ini",
     "[pack]\nid = example.pack\nversion = 2\ntitle = The pack\nmaker = Some makers\n"
     "glossary = words.tsv\nlogo = logo.png\n[History]\ndocument = z.txt\n"
     "document = bad.txt\n"},
    {"z.txt", "title: Zed\nTwo."},
    {"bad.txt", "refuse: 9"},
    {"words.tsv", "inclusion\t\tEveryone learns together.\n"},
    {"logo.png", "no picture"},
    {NULL, NULL},
};

static inline enum err save(const char *folder, const char *library, struct export_result *result)
{
    static const struct copy_watch nobody = {0};
    struct scratch_path from = scratch_at(folder, library), to = scratch_at(folder, "stick");
    assert_int_equal(file_make_folders(to.text), ERR_OK);
    const struct export_options options = {
        .library = from.text, .folder = to.text, .date = "2026-11-22", .read_me = "A copy.\n"};
    return export_run(&options, &nobody, result);
}

static inline void save_whole(const char *folder, const char *library)
{
    struct export_result result;
    assert_int_equal(save(folder, library, &result), ERR_OK);
    export_result_free(&result);
}

static inline enum err put_back(const char *folder, const char *library, bool trusts,
                                struct restore_result *result)
{
    static const struct copy_watch nobody = {0};
    struct scratch_path to = scratch_at(folder, library), stick = scratch_at(folder, "stick");
    struct restore_options options = {.trusts_keys = trusts, .importer = packing_options(&to)};
    char *path = NULL;
    assert_int_equal(restore_find(stick.text, &path), ERR_OK);
    options.path = path;
    enum err err = restore_run(&options, &nobody, result);
    free(path);
    return err;
}

/* A library with documents, a pack, and what staff chose. */
static inline void fill(const char *folder, bool as_tar)
{
    struct import_list list;
    scratch_write(folder, "in/Briefings/one.txt", "title: One\nFirst.");
    scratch_write(folder, "in/Briefings/One again.txt", "title: Once more\nSecond.");
    scratch_write(folder, "in/history/two.txt", "title: Two: a study?\nThird.");
    packing_add(folder, "in", false, &list);
    import_list_free(&list);
    packing_trust(folder, 1);
    if (as_tar)
        packing_tar(folder, "pack.lectern", packed, 1);
    else
        packing_folder(folder, "pack", packed, 1);
    packing_add(folder, as_tar ? "pack.lectern" : "pack", false, &list);
    assert_int_equal(list.items[0].outcome, IMPORT_ADDED);
    import_list_free(&list);
    scratch_write(folder, "library/lexicon.tsv", "EHCP\t*\n");
}

static inline struct document_list all_of(const char *folder, const char *library)
{
    struct scratch_path path = scratch_at(folder, library);
    struct catalogue *c = NULL;
    struct document_list list;
    assert_int_equal(catalogue_open(path.text, false, &c), ERR_OK);
    assert_int_equal(catalogue_list_all(c, &list), ERR_OK);
    catalogue_close(c);
    return list;
}

static inline void assert_same(const char *folder, const char *one, const char *other)
{
    struct document_list a = all_of(folder, one), b = all_of(folder, other);
    assert_int_equal(a.count, b.count);
    for (size_t i = 0; i < a.count; i++) {
        const struct document *x = &a.items[i], *y = &b.items[i];
        assert_string_equal(x->id, y->id);
        assert_string_equal(x->title, y->title);
        assert_string_equal(x->section, y->section);
        assert_string_equal(x->name, y->name);
        assert_int_equal(x->added_s, y->added_s);
        assert_int_equal(x->is_hidden, y->is_hidden);
        assert_int_equal(x->is_featured, y->is_featured);
        assert_int_equal(x->place, y->place);
    }
    document_list_free(&a);
    document_list_free(&b);
}

static inline void choose(const char *folder)
{
    struct document_list list = all_of(folder, "library");
    struct catalogue *c = scratch_open(scratch_at(folder, "library").text);
    assert_int_equal(catalogue_set_hidden(c, list.items[0].id, true), ERR_OK);
    assert_int_equal(catalogue_set_title(c, list.items[1].id, "Staff's own title"), ERR_OK);
    assert_int_equal(catalogue_set_section(c, list.items[1].id, "History"), ERR_OK);
    assert_int_equal(catalogue_set_featured(c, list.items[2].id, true), ERR_OK);
    assert_int_equal(catalogue_set_place(c, list.items[2].id, 1), ERR_OK);
    assert_int_equal(catalogue_say_edition(c, list.items[0].id, list.items[1].id, EDITION_TIED),
                     ERR_OK);
    assert_int_equal(catalogue_set(c, "pin.hash", "secret"), ERR_OK);
    catalogue_close(c);
    document_list_free(&list);
}

#endif
