#include "works.h"

#include "library/choice.h"
#include "library/counts.h"
#include "library/export.h"
#include "library/pin.h"
#include "library/restore.h"
#include "library/search_index.h"
#include "packing.h"

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

enum { PACK_DOCUMENTS = 2 };

struct importer_options scene_options(const struct scene *scene)
{
    return (struct importer_options){.folder = scene->library.text,
                                     .worker_path = worker,
                                     .limits = convert_limits_default(),
                                     .workers = scene->workers};
}

struct scene scene_of(const char *folder)
{
    struct scene scene = {.folder = folder, .library = scratch_at(folder, "library"), .workers = 1};
    assert_int_equal(file_make_folders(scratch_at(folder, "usb").text), ERR_OK);
    assert_non_null(realpath(scratch_at(folder, "usb").text, scene.usb));
    memcpy(scene.card, scene.usb, sizeof scene.card);
    memcpy(strrchr(scene.card, '/'), "/library", sizeof "/library");
    return scene;
}

void scene_add(const struct scene *scene, const char *name)
{
    struct importer_options options = scene_options(scene);
    struct import_list list = {0};
    enum err err = importer_find(scratch_at(scene->usb, name).text, NULL, "History", &list);
    if (err == ERR_OK)
        err = importer_add(&options, &list, NULL, NULL);
    import_list_free(&list);
    (void)err;
}

static void prepare_nothing(const struct scene *scene)
{
    (void)scene;
}

static void prepare_two(const struct scene *scene)
{
    scene_add(scene, "stick");
}

static void act_mend(void *data)
{
    const struct scene *scene = data;
    enum err err = search_index_mend(scene->library.text, NULL, NULL);
    (void)err;
}

static void prepare_indexed(const struct scene *scene)
{
    struct scene copy = *scene;
    scene_add(scene, "stick");
    act_mend(&copy);
}

static void prepare_older(const struct scene *scene)
{
    struct scene copy = *scene;
    scene_add(scene, "older");
    act_mend(&copy);
}

static void prepare_damaged(const struct scene *scene)
{
    scene_add(scene, "stick");
    int fd = open(scratch_at(scene->library.text, "library.db").text, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(fd, "damaged damaged", 15, 0), 15);
    close(fd);
}

static void prepare_lost(const struct scene *scene)
{
    scene_add(scene, "stick");
    assert_int_equal(unlink(scratch_at(scene->library.text, "library.db").text), 0);
}

static void prepare_without_books(const struct scene *scene)
{
    prepare_indexed(scene);
    struct scratch_path books = scratch_at(scene->library.text, "books");
    scratch_remove(books.text);
    assert_int_equal(mkdir(books.text, 0755), 0);
}

static void act_first_add(void *scene)
{
    scene_add(scene, "stick");
}

static void act_add_more(void *scene)
{
    scene_add(scene, "more");
}

static void act_open(void *data)
{
    const struct scene *scene = data;
    struct catalogue *c = NULL;
    if (catalogue_open(scene->library.text, true, &c) == ERR_OK)
        catalogue_close(c);
}

static void for_each_id(const struct scene *scene,
                        void (*act)(struct catalogue *, const char *, const struct scene *))
{
    struct catalogue *c = NULL;
    struct document_list list;
    if (catalogue_open(scene->library.text, true, &c) != ERR_OK)
        return;
    if (catalogue_list(c, NULL, &list) == ERR_OK) {
        for (size_t i = 0; i < list.count; i++)
            act(c, list.items[i].id, scene);
        document_list_free(&list);
    }
    catalogue_close(c);
}

static void remove_one(struct catalogue *c, const char *id, const struct scene *scene)
{
    (void)scene;
    enum err err = catalogue_remove(c, id);
    (void)err;
}

static void remake_one(struct catalogue *c, const char *id, const struct scene *scene)
{
    (void)c;
    struct importer_options options = scene_options(scene);
    enum err err = importer_remake(&options, id, NULL, NULL);
    (void)err;
}

static void act_remove(void *scene)
{
    for_each_id(scene, remove_one);
}

static void act_remake(void *scene)
{
    for_each_id(scene, remake_one);
}

/* What fails leaves the document where it was. */
static void set_aside_and_back(struct catalogue *c, const char *id, const struct scene *scene)
{
    (void)scene;
    bool done = catalogue_set_aside(c, id) == ERR_OK && catalogue_bring_back(c, id) == ERR_OK &&
                catalogue_set_aside(c, id) == ERR_OK;
    (void)done;
}

static void act_clear_aside(void *scene)
{
    struct catalogue *c = NULL;
    for_each_id(scene, set_aside_and_back);
    if (catalogue_open(((const struct scene *)scene)->library.text, true, &c) != ERR_OK)
        return;
    enum err err = catalogue_clear_aside(c);
    (void)err;
    catalogue_close(c);
}

/* Later states of what is here, by name, title and words. */
static void act_add_newer(void *data)
{
    const struct scene *scene = data;
    struct catalogue *c = NULL;
    scene_add(scene, "newer");
    if (catalogue_open(scene->library.text, true, &c) != ERR_OK)
        return;
    enum err err = catalogue_clear_aside(c);
    (void)err;
    catalogue_close(c);
}

static void arrange_one(struct catalogue *c, const char *id, const struct scene *scene)
{
    (void)scene;
    bool done = catalogue_set_place(c, id, 1) == ERR_OK &&
                catalogue_set_title(c, id, "Given") == ERR_OK &&
                catalogue_set_featured(c, id, true) == ERR_OK &&
                catalogue_set_section(c, id, "Campaigns") == ERR_OK;
    (void)done;
}

static void act_arrange(void *scene)
{
    for_each_id(scene, arrange_one);
}

static void prepare_trust(const struct scene *scene)
{
    packing_trust(scene->folder, 1);
}

static void prepare_pack(const struct scene *scene)
{
    prepare_trust(scene);
    scene_add(scene, "one.lectern");
}

static void act_first_pack(void *scene)
{
    scene_add(scene, "one.lectern");
}

static void act_later_pack(void *scene)
{
    scene_add(scene, "two");
}

static void act_remove_pack(void *data)
{
    const struct scene *scene = data;
    struct catalogue *c = NULL;
    if (catalogue_open(scene->library.text, true, &c) != ERR_OK)
        return;
    enum err err = pack_store_remove(c, "example");
    (void)err;
    catalogue_close(c);
}

/* --- copies of all of it --- */

static void prepare_all(const struct scene *scene)
{
    scratch_remove(scratch_at(scene->usb, "out").text);
    assert_int_equal(file_make_folders(scratch_at(scene->usb, "out").text), ERR_OK);
    prepare_pack(scene);
    scene_add(scene, "more");
}

static void act_export(void *data)
{
    const struct scene *scene = data;
    struct scratch_path to = scratch_at(scene->usb, "out");
    const struct copy_watch nobody = {0};
    const struct export_options options = {
        .library = scene->library.text, .folder = to.text, .date = "2026-11-22", .read_me = "All."};
    struct export_result result;
    enum err err = export_run(&options, &nobody, &result);
    (void)err;
    export_result_free(&result);
}

/* What a kiosk writes by itself and for staff without any document: counts of what was read, a PIN that is tried, a setting. */
static void act_count(void *data)
{
    const struct scene *scene = data;
    struct count_entry entries[WORK_COUNTED] = {{.count = {1, 1, 1}}, {.count = {1, 1, 1}}};
    struct catalogue *c = NULL;
    if (catalogue_open(scene->library.text, true, &c) != ERR_OK)
        return;
    for (int i = 0; i < WORK_COUNTED; i++) {
        snprintf(entries[i].id, sizeof entries[i].id, "%064d", i);
        snprintf(entries[i].title, sizeof entries[i].title, "Paper %d", i);
    }
    enum err err = counts_add(c, "2026-11-22", entries, WORK_COUNTED);
    (void)err;
    catalogue_close(c);
}

static void prepare_counted(const struct scene *scene)
{
    struct scene copy = *scene;
    prepare_two(scene);
    act_count(&copy);
}

static void prepare_pin(const struct scene *scene)
{
    struct catalogue *c = NULL;
    prepare_two(scene);
    assert_int_equal(catalogue_open(scene->library.text, true, &c), ERR_OK);
    assert_int_equal(pin_set(c, "246802"), ERR_OK);
    catalogue_close(c);
}

/* A wrong one: whatever strikes, it must never be taken, nor the right one be lost. */
static void act_pin(void *data)
{
    const struct scene *scene = data;
    const struct pin_clock now = {1, 1};
    struct catalogue *c = NULL;
    int wait_s;
    if (catalogue_open(scene->library.text, true, &c) != ERR_OK)
        return;
    if (pin_check(c, "135791", now, &wait_s) == ERR_OK)
        abort();
    catalogue_close(c);
}

static void act_restore(void *data)
{
    const struct scene *scene = data;
    struct scratch_path from = scratch_at(scene->usb, "copy");
    const struct copy_watch nobody = {0};
    struct restore_options options = {.trusts_keys = true, .importer = scene_options(scene)};
    struct restore_result result;
    char *path = NULL;
    if (restore_find(from.text, &path) != ERR_OK)
        return;
    options.path = path;
    enum err err = restore_run(&options, &nobody, &result);
    (void)err;
    restore_result_free(&result);
    free(path);
}

const struct work works[] = {
    {"first import", prepare_nothing, act_first_add, 0, 2, 1, WORK_PLAIN},
    {"import", prepare_indexed, act_add_more, 2, 4, 1, WORK_PLAIN},
    {"import by two", prepare_indexed, act_add_more, 2, 4, 2, WORK_PLAIN},
    {"newer editions", prepare_older, act_add_newer, 2, 2, 1, WORK_MAY_DOUBLE},
    {"first pack", prepare_trust, act_first_pack, 0, PACK_DOCUMENTS, 1, WORK_OF_PACKS},
    {"first pack by two", prepare_trust, act_first_pack, 0, PACK_DOCUMENTS, 2, WORK_OF_PACKS},
    {"later pack", prepare_pack, act_later_pack, PACK_DOCUMENTS, PACK_DOCUMENTS, 1, WORK_OF_PACKS},
    {"removal of a pack", prepare_pack, act_remove_pack, 0, 0, 1, WORK_OF_PACKS},
    {"export", prepare_all, act_export, WORK_COPIED, WORK_COPIED, 1, WORK_EXPORTS},
    {"restore", prepare_nothing, act_restore, 0, WORK_COPIED, 1, WORK_PLAIN},
    {"search index", prepare_two, act_mend, 2, 2, 1, WORK_PLAIN},
    {"removal", prepare_indexed, act_remove, 0, 0, 1, WORK_PLAIN},
    {"set aside, cleared", prepare_indexed, act_clear_aside, 0, 0, 1, WORK_PLAIN},
    {"order, title, section", prepare_indexed, act_arrange, 2, 2, 1, WORK_PLAIN},
    {"book made again", prepare_without_books, act_remake, 2, 2, 1, WORK_REMAKES},
    {"counts", prepare_counted, act_count, 2, 2, 1, WORK_COUNTS},
    {"PIN that is tried", prepare_pin, act_pin, 2, 2, 1, WORK_TRIES_PIN},
    {"damaged catalogue", prepare_damaged, act_open, 2, 2, 1, WORK_PLAIN},
    {"lost catalogue", prepare_lost, act_open, 2, 2, 1, WORK_PLAIN},
};

const size_t work_count = sizeof works / sizeof *works;

/* ---- the sticks */

static void make_packs(const char *folder)
{
    static const struct packing_file one[] = {
        {"manifest.ini", "[pack]\nid = example\nversion = 1\ntitle = P\nglossary = w.tsv\n"
                         "logo = l.svg\n"},
        {"a.txt", "title: A\nThe first paper."},
        {"b.txt", "easy: B\nThe second paper."},
        {"w.tsv", "paper\t\tThis.\n"},
        {"l.svg", "<svg/>"},
        {NULL, NULL}};
    static const struct packing_file two[] = {
        {"manifest.ini", "[pack]\nid = example\nversion = 2\ntitle = P\nlexicon = s.tsv\n"},
        {"a.txt", "title: A\nThe first paper, again."},
        {"b.txt", "easy: B\nThe second paper."},
        {"s.tsv", "EHCP\t*\n"},
        {NULL, NULL}};
    packing_tar(folder, "usb/one.lectern", one, 1);
    packing_folder(folder, "usb/two", two, 1);
}

static void make_editions(const char *folder)
{
    static const char words[] =
        "This paper has twenty words or more so that it is known again when "
        "somebody brings a later state of the very same paper";
    static const char *const names[] = {"a", "b"};
    char path[64], text[512];
    for (int later = 0; later < 2; later++) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            snprintf(path, sizeof path, "usb/%s/%s.txt", later ? "newer" : "older", names[i]);
            snprintf(text, sizeof text, "title: Edition %s\n%s.%s", names[i], words,
                     later ? " It does." : "");
            scratch_write(folder, path, text);
        }
    }
}

/* A copy for act_restore, of a library like prepare_all's. */
static void make_copy(const struct scene *scene)
{
    prepare_all(scene);
    act_export((void *)(uintptr_t)scene);
    assert_int_equal(
        rename(scratch_at(scene->usb, "out").text, scratch_at(scene->usb, "copy").text), 0);
    assert_int_equal(scratch_count(scene->usb, "copy"), 1);
    scratch_remove(scene->library.text);
}

void scene_fill(const struct scene *scene)
{
    scratch_write(scene->folder, "usb/stick/a.txt", "title: A\nThe first paper.");
    scratch_write(scene->folder, "usb/stick/b.txt", "easy: B\nThe second paper.");
    scratch_write(scene->folder, "usb/more/b.txt", "easy: B\nThe second paper.");
    scratch_write(scene->folder, "usb/more/bad.txt", "die");
    scratch_write(scene->folder, "usb/more/c.txt", "title: C\nThe third paper.");
    scratch_write(scene->folder, "usb/more/d.txt", "title: D\nThe fourth paper.");
    make_editions(scene->folder);
    make_packs(scene->folder);
    make_copy(scene);
}
