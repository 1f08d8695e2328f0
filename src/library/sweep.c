#include "library/sweep.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/database.h"
#include "library/incoming.h"
#include "library/pack_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct known {
    char id[DOCUMENT_ID_DIGITS + 1];
    bool has_document;
};

struct known_list {
    struct known *items; /* sorted by id */
    size_t count, cap;
};

/* Rows and documents that don't belong together are what a cut import leaves, or what is left of a row whose number a dying card has changed;
 * the latter shows only when all of the database is checked. */
struct sweep {
    const char *folder;
    sqlite3 *db;
    struct known_list known;
    bool is_checked;
    enum err whole; /* once it is checked */
};

static bool may_remove(struct sweep *s)
{
    if (!s->is_checked)
        s->whole = database_check(s->db);
    s->is_checked = true;
    return s->whole == ERR_OK;
}

static enum err read_known(sqlite3 *db, struct known_list *out)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT id FROM document ORDER BY id", -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc != SQLITE_ROW)
            break;
        const char *id = (const char *)sqlite3_column_text(s, 0);
        if (!id || !database_is_id(id))
            continue;
        MEM_ROOM(out->items, out->count, out->cap);
        struct known *k = &out->items[out->count++];
        memcpy(k->id, id, sizeof k->id);
        k->has_document = false;
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

static int compare_known(const void *a, const void *b)
{
    return strcmp(((const struct known *)a)->id, ((const struct known *)b)->id);
}

/* The row to which a file named `name` belongs, given the ending that such files have; NULL: none. */
static struct known *find_known(const struct known_list *list, const char *name, const char *ending)
{
    struct known key = {0};
    if (!list->count || strlen(name) < DOCUMENT_ID_DIGITS ||
        strcmp(name + DOCUMENT_ID_DIGITS, ending) != 0)
        return NULL;
    memcpy(key.id, name, DOCUMENT_ID_DIGITS);
    return bsearch(&key, list->items, list->count, sizeof key, compare_known);
}

/* Unlinks each file in a folder of the library that belongs to no row; `ending` NULL: every file. */
static enum err sweep_folder(struct sweep *s, const char *name, const char *ending)
{
    char *path = file_join(s->folder, name);
    DIR *dir = opendir(path);
    free(path);
    if (!dir)
        return err_from_errno(errno);
    bool removed = false;
    enum err err = ERR_OK;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (!entry) {
            err = err_from_errno(errno);
            break;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        struct known *k = ending ? find_known(&s->known, entry->d_name, ending) : NULL;
        if (k && !*ending)
            k->has_document = true;
        bool stays = k && k->has_document;
        if (!stays && (!ending || may_remove(s)) && unlinkat(dirfd(dir), entry->d_name, 0) == 0)
            removed = true;
    }
    if (removed && fsync(dirfd(dir)) != 0)
        err = err_from_errno(errno);
    closedir(dir);
    return err;
}

static enum err remove_rows(struct sweep *sweep)
{
    sqlite3_stmt *s = NULL;
    enum err err = ERR_OK;
    for (size_t i = 0; i < sweep->known.count && err == ERR_OK; i++) {
        const struct known *gone = &sweep->known.items[i];
        if (gone->has_document || !may_remove(sweep))
            continue;
        log_note("the document %.12s is gone from the library; its row is removed", gone->id);
        int rc =
            s ? SQLITE_OK
              : sqlite3_prepare_v2(sweep->db, "DELETE FROM document WHERE id = ?", -1, &s, NULL);
        if (rc == SQLITE_OK) {
            sqlite3_bind_text(s, 1, gone->id, -1, SQLITE_STATIC);
            rc = sqlite3_step(s);
            sqlite3_reset(s);
        }
        err = database_err(rc);
    }
    sqlite3_finalize(s);
    return err;
}

static enum err sweep_files_and_rows(struct sweep *s)
{
    enum err err = database_run(s->db, "BEGIN IMMEDIATE");
    if (err != ERR_OK)
        return err;
    err = read_known(s->db, &s->known);
    if (err == ERR_OK)
        err = sweep_folder(s, "documents", "");
    if (err == ERR_OK)
        err = remove_rows(s);
    if (err == ERR_OK)
        err = sweep_folder(s, "books", ".book");
    if (err == ERR_OK && s->whole == ERR_OK)
        err = pack_folder_sweep(s->folder, s->db);
    if (err == ERR_OK)
        err = database_run(s->db, "COMMIT");
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    free(s->known.items);
    return err;
}

enum err sweep_library(const char *folder, sqlite3 *db, bool *damaged)
{
    struct sweep s = {.folder = folder, .db = db};
    bool alone = false;
    int fd = -1;
    *damaged = false;
    enum err err = incoming_claim(folder, 0, &alone, &fd);
    if (err != ERR_OK || !alone)
        return err;
    err = sweep_folder(&s, "incoming", NULL);
    if (err == ERR_OK)
        err = sweep_files_and_rows(&s);
    *damaged = s.whole == ERR_LIBRARY;
    close(fd);
    return err;
}
