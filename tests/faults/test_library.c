/* What becomes of a library when the program is killed, a call fails, or the disk is full, at each call that touches files. After each
 * fault the library is opened as the next start would, and must be whole: SQLite says ok, every listed document has its original
 * and a book that opens, nothing half-made lies about, nothing that was there is lost; and the same work then succeeds. */
#include "book/file.h"
#include "injector.h"
#include "library/choice.h"
#include "library/copy_look.h"
#include "library/counts.h"
#include "library/export.h"
#include "library/importer.h"
#include "library/manifest.h"
#include "library/pin.h"
#include "library/restore.h"
#include "library/search.h"
#include "library/search_index.h"
#include "packing.h"

#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <sys/wait.h>

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

enum { SAMPLED_CALLS = 25, FEW_CALLS = 8, PACK_DOCUMENTS = 2, COUNTED = 2 };

struct scene {
    const char *folder;  /* holds usb/ and library/ */
    char usb[PATH_MAX];  /* holds stick/, more/ and packs; without links */
    char card[PATH_MAX]; /* the library; without links */
    struct scratch_path library;
    int workers; /* 1: each call comes in the same place each time */
};

/* Work on a library, and what must be true of it. */
struct work {
    const char *name;
    void (*prepare)(const struct scene *scene);
    void (*act)(void *scene);
    size_t least;  /* documents that are never lost, whatever strikes */
    size_t at_end; /* documents once the work went through */
    bool of_packs; /* every document is a pack's */
    int workers; /* at a time; 2: faults strike the calls of one of them, the other goes on meanwhile */
};

static struct importer_options options_for(const struct scene *scene)
{
    return (struct importer_options){.folder = scene->library.text,
                                     .worker_path = worker,
                                     .limits = convert_limits_default(),
                                     .workers = scene->workers};
}

static struct scene scene_of(const char *folder)
{
    struct scene scene = {.folder = folder, .library = scratch_at(folder, "library"), .workers = 1};
    assert_non_null(realpath(scratch_at(folder, "usb").text, scene.usb));
    memcpy(scene.card, scene.usb, sizeof scene.card);
    memcpy(strrchr(scene.card, '/'), "/library", sizeof "/library");
    return scene;
}

/* Failing is what the child does here: what counts is what it leaves. */
static void add_from(const struct scene *scene, const char *name)
{
    struct importer_options options = options_for(scene);
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
    add_from(scene, "stick");
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
    add_from(scene, "stick");
    act_mend(&copy);
}

static void prepare_older(const struct scene *scene)
{
    struct scene copy = *scene;
    add_from(scene, "older");
    act_mend(&copy);
}

static void prepare_damaged(const struct scene *scene)
{
    add_from(scene, "stick");
    int fd = open(scratch_at(scene->library.text, "library.db").text, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(fd, "damaged damaged", 15, 0), 15);
    close(fd);
}

static void prepare_lost(const struct scene *scene)
{
    add_from(scene, "stick");
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
    add_from(scene, "stick");
}

static void act_add_more(void *scene)
{
    add_from(scene, "more");
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
    struct importer_options options = options_for(scene);
    enum err err = importer_remake(&options, id);
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
    add_from(scene, "newer");
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
    add_from(scene, "one.lectern");
}

static void act_first_pack(void *scene)
{
    add_from(scene, "one.lectern");
}

static void act_later_pack(void *scene)
{
    add_from(scene, "two");
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

/* One of the pack lies in more/, too. */
enum { COPIED_DOCUMENTS = 2 + PACK_DOCUMENTS };

static void prepare_all(const struct scene *scene)
{
    scratch_remove(scratch_at(scene->usb, "out").text);
    assert_int_equal(file_make_folders(scratch_at(scene->usb, "out").text), ERR_OK);
    prepare_pack(scene);
    add_from(scene, "more");
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
    struct count_entry entries[COUNTED] = {{.count = {1, 1, 1}}, {.count = {1, 1, 1}}};
    struct catalogue *c = NULL;
    if (catalogue_open(scene->library.text, true, &c) != ERR_OK)
        return;
    for (int i = 0; i < COUNTED; i++) {
        snprintf(entries[i].id, sizeof entries[i].id, "%064d", i);
        snprintf(entries[i].title, sizeof entries[i].title, "Paper %d", i);
    }
    enum err err = counts_add(c, "2026-11-22", entries, COUNTED);
    (void)err;
    catalogue_close(c);
}

static void prepare_counted(const struct scene *scene)
{
    struct scene copy = *scene;
    prepare_two(scene);
    act_count(&copy);
}

/* All that was read in a visit is counted, or none of it. */
static bool are_counts_whole(struct catalogue *c)
{
    struct count_list list;
    if (counts_sum(c, 0, 0, &list) != ERR_OK)
        return false;
    bool whole = list.count == COUNTED;
    for (size_t i = 0; i < list.count; i++) {
        const struct count *all = &list.items[i].all;
        whole = whole && all->opened >= 1 && all->opened == all->listened &&
                all->opened == all->finished && all->opened == list.items[0].all.opened;
    }
    count_list_free(&list);
    return whole;
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
    struct restore_options options = {.trusts_keys = true, .importer = options_for(scene)};
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

/* Whatever has the name of a copy is whole; a document that could not be read is left out, and staff are told. *copies: how many lie there;
 * *full: how many have everything. */
static bool are_copies_whole(const struct scene *scene, size_t *copies, size_t *full)
{
    const struct copy_watch nobody = {0};
    DIR *dir = opendir(scratch_at(scene->usb, "out").text);
    const struct dirent *entry;
    bool whole = true;
    *copies = *full = 0;
    while (dir && (entry = readdir(dir))) {
        if (strncmp(entry->d_name, COPY_FOLDER " 2", sizeof COPY_FOLDER + 1) != 0)
            continue;
        struct copy_look look;
        char *path = file_join(scratch_at(scene->usb, "out").text, entry->d_name);
        whole = copy_look_open(path, &look, NULL) == ERR_OK &&
                look.catalogue.document_count + 1 >= COPIED_DOCUMENTS &&
                look.catalogue.pack_count == 1 &&
                copy_look_verify(&look, &nobody, NULL) == ERR_OK && whole;
        *full += look.catalogue.document_count == COPIED_DOCUMENTS;
        copy_look_close(&look);
        free(path);
        ++*copies;
    }
    if (dir)
        closedir(dir);
    return whole;
}

static void make_packs(const char *folder)
{
    static const struct packing_file one[] = {
        {"manifest.ini", "[pack]\nid = example\nversion = 1\ntitle = P\nglossary = w.tsv\n"},
        {"a.txt", "title: A\nThe first paper."},
        {"b.txt", "easy: B\nThe second paper."},
        {"w.tsv", "paper\t\tThis.\n"},
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

static const struct work works[] = {
    {"first import", prepare_nothing, act_first_add, 0, 2, false, 1},
    {"import", prepare_indexed, act_add_more, 2, 4, false, 1},
    {"import by two", prepare_indexed, act_add_more, 2, 4, false, 2},
    {"newer editions", prepare_older, act_add_newer, 2, 2, false, 1},
    {"first pack", prepare_trust, act_first_pack, 0, PACK_DOCUMENTS, true, 1},
    {"first pack by two", prepare_trust, act_first_pack, 0, PACK_DOCUMENTS, true, 2},
    {"later pack", prepare_pack, act_later_pack, PACK_DOCUMENTS, PACK_DOCUMENTS, true, 1},
    {"removal of a pack", prepare_pack, act_remove_pack, 0, 0, true, 1},
    {"export", prepare_all, act_export, COPIED_DOCUMENTS, COPIED_DOCUMENTS, false, 1},
    {"restore", prepare_nothing, act_restore, 0, COPIED_DOCUMENTS, false, 1},
    {"search index", prepare_two, act_mend, 2, 2, false, 1},
    {"removal", prepare_indexed, act_remove, 0, 0, false, 1},
    {"set aside, cleared", prepare_indexed, act_clear_aside, 0, 0, false, 1},
    {"order, title, section", prepare_indexed, act_arrange, 2, 2, false, 1},
    {"book made again", prepare_without_books, act_remake, 2, 2, false, 1},
    {"counts", prepare_counted, act_count, 2, 2, false, 1},
    {"PIN that is tried", prepare_pin, act_pin, 2, 2, false, 1},
    {"damaged catalogue", prepare_damaged, act_open, 2, 2, false, 1},
    {"lost catalogue", prepare_lost, act_open, 2, 2, false, 1},
};

/* Faults put so far, and what they cost. */
struct tally {
    unsigned injected, lost, broken;
};

static bool is_database_whole(const struct scene *scene)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    bool whole =
        sqlite3_open(scratch_at(scene->library.text, "library.db").text, &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
    sqlite3_finalize(s);
    sqlite3_close(db);
    return whole;
}

/* Whether the document's original is there, and its book opens; a missing book may be made again. */
static bool is_document_whole(struct catalogue *c, const struct document *d,
                              const struct scene *scene, const struct work *work)
{
    char *path = catalogue_document_path(c, d->id);
    bool whole = access(path, R_OK) == 0;
    free(path);
    struct book *book = NULL;
    enum err err = catalogue_open_book(c, d->id, &book);
    if (err == ERR_BOOK && work->act == act_remake) {
        struct importer_options options = options_for(scene);
        err = importer_remake(&options, d->id);
        if (err == ERR_OK)
            err = catalogue_open_book(c, d->id, &book);
    }
    if (err == ERR_OK)
        book_close(book);
    return whole && err == ERR_OK;
}

/* Whether the search finds just the documents that there are ('paper' stands in each): before the index is mended none that is gone,
 * and after it all. */
static bool is_search_whole(struct catalogue *c, const struct scene *scene, size_t documents)
{
    const struct search_query query = {.text = "paper", .most = 100, .per_document = 1};
    struct search *s = search_new(c);
    struct search_results results;
    uint32_t waiting = 1;
    bool whole = search_find(s, &query, &results) == ERR_OK && results.count <= documents;
    search_results_free(&results);
    whole = whole && search_index_mend(scene->library.text, NULL, NULL) == ERR_OK &&
            search_waiting(s, &waiting) == ERR_OK && waiting == 0 &&
            search_find(s, &query, &results) == ERR_OK && results.count == documents &&
            results.documents == documents;
    search_results_free(&results);
    search_free(s);
    return whole;
}

/* Whether each pack that is listed has documents and its folder, and no document came without its pack; nor does a folder lie about. (A
 * worker that could not be started refuses its document, and the rest of the pack is added.) */
static bool are_packs_whole(struct catalogue *c, const struct scene *scene, size_t documents,
                            bool of_packs)
{
    struct pack_list packs;
    if (pack_store_list(c, &packs) != ERR_OK)
        return false;
    bool whole = packs.count == scratch_count(scene->library.text, "packs");
    size_t brought = 0;
    for (size_t i = 0; i < packs.count && whole; i++) {
        char *manifest = pack_store_path(c, &packs.items[i], MANIFEST_NAME);
        whole = packs.items[i].documents > 0 && access(manifest, R_OK) == 0;
        brought += packs.items[i].documents;
        free(manifest);
    }
    whole = whole && (!of_packs || brought == documents);
    pack_list_free(&packs);
    return whole;
}

/* Opens the library as a kiosk's next start does, and looks at all of it. *documents: how many it lists. */
static bool is_library_whole(const struct scene *scene, const struct work *work, size_t *documents)
{
    struct catalogue *c = NULL;
    struct document_list list;
    *documents = 0;
    if (catalogue_open(scene->library.text, true, &c) != ERR_OK)
        return false;
    bool whole = catalogue_clear_aside(c) == ERR_OK && catalogue_list(c, NULL, &list) == ERR_OK;
    for (size_t i = 0; whole && i < list.count; i++)
        whole = is_document_whole(c, &list.items[i], scene, work);
    if (whole) {
        *documents = list.count;
        document_list_free(&list);
        whole = are_packs_whole(c, scene, *documents, work->of_packs) &&
                is_search_whole(c, scene, *documents) &&
                (work->act != act_count || are_counts_whole(c)) &&
                (work->act != act_pin || pin_is_set(c));
    }
    catalogue_close(c);
    return whole && is_database_whole(scene) &&
           scratch_count(scene->library.text, "documents") == *documents &&
           scratch_count(scene->library.text, "books") == *documents &&
           scratch_count(scene->library.text, "incoming") == 0;
}

static struct injection strike(const struct scene *scene, const struct work *work,
                               struct fault fault, struct tally *tally)
{
    scratch_remove(scene->library.text);
    work->prepare(scene);
    struct scene copy = *scene;
    copy.workers = work->workers;
    struct injection injection = injector_run(fault, work->act, &copy);
    size_t documents;
    bool whole = is_library_whole(scene, work, &documents);
    tally->injected += injection.struck;
    size_t copies = 0, full = 0;
    whole = whole && (work->act != act_export || are_copies_whole(scene, &copies, &full));
    if (!whole || injection.crashed) {
        printf("# %s broken by fault %d at call %u\n", work->name, (int)fault.kind, fault.at);
        tally->broken++;
    }
    if (whole && documents < work->least) {
        printf("# %s lost a document by fault %d at call %u\n", work->name, (int)fault.kind,
               fault.at);
        tally->lost++;
    }
    work->act(&copy);
    /* Where two editions could not be compared, both are there. */
    size_t most = work->at_end * (work->act == act_add_newer ? 2 : 1);
    bool goes =
        is_library_whole(scene, work, &documents) && documents >= work->at_end && documents <= most;
    if (work->act == act_export) /* and nothing half made is left */
        goes = goes && are_copies_whole(scene, &copies, &full) && full > 0 &&
               scratch_count(scene->usb, "out") == copies;
    if (!goes) {
        printf("# %s does not go through after fault %d at call %u\n", work->name, (int)fault.kind,
               fault.at);
        tally->broken++;
    }
    return injection;
}

static struct tally strike_each(const struct scene *scene, const struct work *work,
                                enum fault_kind kind)
{
    const char *how = getenv("LECTERN_FAULTS");
    unsigned most = how && strcmp(how, "few") == 0 ? FEW_CALLS : SAMPLED_CALLS;
    struct tally tally = {0};
    unsigned calls =
        strike(scene, work, (struct fault){kind, 0, scene->usb, scene->card}, &tally).calls;
    unsigned step = how && strcmp(how, "every") == 0 ? 1 : calls / most + 1;
    for (unsigned at = 1; at <= calls; at += step)
        strike(scene, work, (struct fault){kind, at, scene->usb, scene->card}, &tally);
    return tally;
}

static void a_library_survives_every_fault(void **state)
{
    static const char *const kinds[FAULT_KIND_COUNT] = {[FAULT_KILL] = "killed",
                                                        [FAULT_IO] = "call fails",
                                                        [FAULT_DISK_FULL] = "disk full",
                                                        [FAULT_PULLED] = "stick pulled",
                                                        [FAULT_READ_ONLY] = "card read-only"};
    if (!injector_works()) {
        print_message("faults can't be injected here (ptrace is forbidden): nothing was proved\n");
        skip();
    }
    scratch_write(*state, "usb/stick/a.txt", "title: A\nThe first paper.");
    scratch_write(*state, "usb/stick/b.txt", "easy: B\nThe second paper.");
    scratch_write(*state, "usb/more/b.txt", "easy: B\nThe second paper.");
    scratch_write(*state, "usb/more/bad.txt", "die");
    scratch_write(*state, "usb/more/c.txt", "title: C\nThe third paper.");
    scratch_write(*state, "usb/more/d.txt", "title: D\nThe fourth paper.");
    make_editions(*state);
    make_packs(*state);
    struct scene scene = scene_of(*state);
    make_copy(&scene);
    struct tally sum = {0};
    printf("# %-22s %-14s %9s %15s %17s\n", "while", "fault", "injected", "documents lost",
           "libraries broken");
    const char *only = getenv("LECTERN_FAULTS_OF");
    for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
        if (only && strcmp(only, works[w].name) != 0)
            continue;
        for (enum fault_kind kind = FAULT_KILL; kind < FAULT_KIND_COUNT; kind++) {
            struct tally t = strike_each(&scene, &works[w], kind);
            if (!t.injected) /* it takes nothing from a stick */
                continue;
            printf("# %-22s %-14s %9u %15u %17u\n", works[w].name, kinds[kind], t.injected, t.lost,
                   t.broken);
            sum.injected += t.injected;
            sum.lost += t.lost;
            sum.broken += t.broken;
        }
    }
    assert_int_equal(sum.lost, 0);
    assert_int_equal(sum.broken, 0);
    assert_true(sum.injected > 0);
}

static void several_processes_share_one_library(void **state)
{
    enum { PROCESSES = 4 };
    scratch_write(*state, "usb/stick/a.txt", "title: A\nThe first paper.");
    scratch_write(*state, "usb/stick/b.txt", "easy: B\nThe second paper.");
    scratch_write(*state, "usb/more/b.txt", "easy: B\nThe second paper.");
    scratch_write(*state, "usb/more/c.txt", "title: C\nThe third paper.");
    struct scene scene = scene_of(*state);
    pid_t pids[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        fflush(NULL);
        pids[i] = fork();
        assert_true(pids[i] >= 0);
        if (pids[i] == 0) {
            add_from(&scene, i % 2 ? "more" : "stick");
            _exit(0);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    size_t documents;
    assert_true(is_library_whole(&scene, &works[0], &documents));
    assert_int_equal(documents, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(several_processes_share_one_library, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(a_library_survives_every_fault, scratch_setup,
                                        scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
