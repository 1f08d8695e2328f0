#include "whole.h"

#include "book/file.h"
#include "library/choice.h"
#include "library/copy_look.h"
#include "library/counts.h"
#include "library/manifest.h"
#include "library/pack_store.h"
#include "library/pin.h"
#include "library/search.h"
#include "library/search_index.h"

#include <sqlite3.h>

bool whole_copies(const struct scene *scene, size_t *copies, size_t *full)
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
                look.catalogue.document_count + 1 >= WORK_COPIED &&
                look.catalogue.pack_count == 1 &&
                copy_look_verify(&look, &nobody, NULL) == ERR_OK && whole;
        *full += look.catalogue.document_count == WORK_COPIED;
        copy_look_close(&look);
        free(path);
        ++*copies;
    }
    if (dir)
        closedir(dir);
    return whole;
}

/* All that was read in a visit is counted, or none of it. */
static bool are_counts_whole(struct catalogue *c)
{
    struct count_list list;
    if (counts_sum(c, 0, 0, &list) != ERR_OK)
        return false;
    bool whole = list.count == WORK_COUNTED;
    for (size_t i = 0; i < list.count; i++) {
        const struct count *all = &list.items[i].all;
        whole = whole && all->opened >= 1 && all->opened == all->listened &&
                all->opened == all->finished && all->opened == list.items[0].all.opened;
    }
    count_list_free(&list);
    return whole;
}

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
    if (err == ERR_BOOK && work->kind == WORK_REMAKES) {
        struct importer_options options = scene_options(scene);
        err = importer_remake(&options, d->id, NULL, NULL);
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
        char *logo = pack_store_path(c, &packs.items[i], "logo.svg");
        whole = packs.items[i].documents > 0 && access(manifest, R_OK) == 0 &&
                (packs.items[i].version == 1) == (access(logo, R_OK) == 0);
        brought += packs.items[i].documents;
        free(logo);
        free(manifest);
    }
    whole = whole && (!of_packs || brought == documents);
    pack_list_free(&packs);
    return whole;
}

bool whole_library(const struct scene *scene, const struct work *work, size_t *documents)
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
        whole = are_packs_whole(c, scene, *documents, work->kind == WORK_OF_PACKS) &&
                is_search_whole(c, scene, *documents) &&
                (work->kind != WORK_COUNTS || are_counts_whole(c)) &&
                (work->kind != WORK_TRIES_PIN || pin_is_set(c));
    }
    catalogue_close(c);
    return whole && is_database_whole(scene) &&
           scratch_count(scene->library.text, "documents") == *documents &&
           scratch_count(scene->library.text, "books") == *documents &&
           scratch_count(scene->library.text, "incoming") == 0;
}
