#include "library/rebuild.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "book/model.h"
#include "library/catalogue.h"
#include "library/database.h"
#include "library/entry.h"
#include "library/incoming.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CLAIM_WAIT_MS = 5000, KEPT_MOST = 1000, SHORT_ID_DIGITS = 12 };

/* Calls `each` for the id of every document in the library, until it answers an error. */
static enum err for_each_document(const char *folder,
                                  enum err (*each)(const char *folder, const char *id, void *data),
                                  void *data)
{
    char *path = file_join(folder, "documents");
    DIR *dir = opendir(path);
    enum err err = dir ? ERR_OK : err_from_errno(errno);
    free(path);
    while (dir && err == ERR_OK) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (!entry) {
            err = err_from_errno(errno);
            break;
        }
        if (database_is_id(entry->d_name))
            err = each(folder, entry->d_name, data);
    }
    if (dir)
        closedir(dir);
    return err;
}

static enum err note_document(const char *folder, const char *id, void *data)
{
    (void)folder;
    (void)id;
    *(bool *)data = true;
    return ERR_OK;
}

enum err rebuild_is_due(const char *folder, bool *out)
{
    struct stat st;
    *out = false;
    char *path = file_join(folder, "library.db");
    int failed = stat(path, &st) == 0 ? 0 : errno;
    free(path);
    if (failed && failed != ENOENT)
        return err_from_errno(failed);
    if (!failed && st.st_size > 1) /* one of a single byte is empty to SQLite (unixFileSize) */
        return ERR_OK;
    return for_each_document(folder, note_document, out);
}

static bool has_file(const char *folder, const char *name, const char *id)
{
    struct str path = {0};
    str_addf(&path, "%s/%s/%s", folder, name, id);
    bool has = access(str_text(&path), F_OK) == 0;
    str_free(&path);
    return has;
}

static bool has_says(sqlite3 *old)
{
    sqlite3_stmt *s = NULL;
    bool has = sqlite3_prepare_v2(old, "SELECT says FROM document", -1, &s, NULL) == SQLITE_OK;
    sqlite3_finalize(s);
    return has;
}

/* Copies rows of the damaged database for as long as it gives any, from one end (`order`) of the table. */
static void save_rows(const char *folder, sqlite3 *old, sqlite3 *new, const char *order)
{
    char *sql = sqlite3_mprintf("SELECT " DATABASE_DOCUMENT_FIRST ", %s FROM document NOT INDEXED"
                                " ORDER BY rowid %s",
                                has_says(old) ? "says" : "NULL", order);
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(old, sql, -1, &s, NULL) == SQLITE_OK) {
        while (sqlite3_step(s) == SQLITE_ROW) {
            struct document d;
            database_read_document(s, &d);
            bool is_whole = database_is_id(d.id) && *d.title && has_file(folder, "documents", d.id);
            if (is_whole && database_put_document(new, &d) != ERR_OK)
                log_note("the row of %.12s could not be saved", d.id);
            document_free(&d);
        }
    }
    sqlite3_finalize(s);
    sqlite3_free(sql);
}

static void save_settings(sqlite3 *old, sqlite3 *new)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(old, "SELECT key, value FROM setting", -1, &s, NULL) == SQLITE_OK) {
        while (sqlite3_step(s) == SQLITE_ROW) {
            const char *key = (const char *)sqlite3_column_text(s, 0);
            const char *value = (const char *)sqlite3_column_text(s, 1);
            if (key && value && database_put_setting(new, key, value) != ERR_OK)
                log_note("the setting %s could not be saved", key);
        }
    }
    sqlite3_finalize(s);
}

/* Copies a table whose columns have the same names in both. */
static void save_table(sqlite3 *old, sqlite3 *new, const char *table, const char *columns)
{
    char *read = sqlite3_mprintf("SELECT %s FROM %s", columns, table);
    sqlite3_stmt *from = NULL, *to = NULL;
    struct str write = {0};
    int count = 0;
    if (sqlite3_prepare_v2(old, read, -1, &from, NULL) == SQLITE_OK)
        count = sqlite3_column_count(from);
    str_addf(&write, "INSERT OR REPLACE INTO %s (%s) VALUES (", table, columns);
    for (int i = 0; i < count; i++)
        str_add(&write, i ? ",?" : "?");
    str_add_char(&write, ')');
    if (count && sqlite3_prepare_v2(new, str_text(&write), -1, &to, NULL) == SQLITE_OK) {
        while (sqlite3_step(from) == SQLITE_ROW) {
            for (int i = 0; i < count; i++)
                sqlite3_bind_value(to, i + 1, sqlite3_column_value(from, i));
            if (sqlite3_step(to) != SQLITE_DONE)
                log_note("a row of the table %s could not be saved", table);
            sqlite3_reset(to);
        }
    }
    sqlite3_finalize(from);
    sqlite3_finalize(to);
    sqlite3_free(read);
    str_free(&write);
}

static void save_from_old(const char *folder, const char *path, sqlite3 *new)
{
    sqlite3 *old = NULL;
    if (sqlite3_open_v2(path, &old, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
        save_rows(folder, old, new, "ASC");
        save_rows(folder, old, new, "DESC");
        save_settings(old, new);
        save_table(old, new, "pack", DATABASE_PACK);
        save_table(old, new, "pack_document", DATABASE_PACK_DOCUMENT);
        save_table(old, new, "choice", DATABASE_CHOICE);
        save_table(old, new, "reading_count", DATABASE_COUNT);
    }
    sqlite3_close(old);
}

static bool has_row(sqlite3 *db, const char *id)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT 1 FROM document WHERE id = ?", -1, &s, NULL);
    sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    sqlite3_finalize(s);
    return rc == SQLITE_ROW;
}

/* Enters a document whose row is lost, by its book; by its number when the book can't be read either (it can be made again). */
static enum err enter_document(const char *folder, const char *id, void *data)
{
    sqlite3 *db = data;
    if (has_row(db, id))
        return ERR_OK;
    struct document d = {.section = mem_copy_string(""),
                         .name = mem_copy_bytes(id, SHORT_ID_DIGITS)};
    struct str path = {0};
    memcpy(d.id, id, sizeof d.id);
    str_addf(&path, "%s/documents/%s", folder, id);
    struct stat st;
    if (stat(str_text(&path), &st) == 0) {
        d.bytes = (uint64_t)st.st_size;
        d.added_s = st.st_ctime; /* when it was moved here; st_mtime is its source's */
    }
    str_clear(&path);
    str_addf(&path, "%s/books/%s.book", folder, id);
    struct book *book = NULL;
    if (book_open(str_text(&path), &book) == ERR_OK) {
        entry_describe_book(book, &d);
        book_close(book);
    } else {
        d.title = mem_copy_bytes(id, SHORT_ID_DIGITS);
    }
    enum err err = database_put_document(db, &d);
    document_free(&d);
    str_free(&path);
    return err;
}

/* Keeps the damaged database and its journal under a new name: the journal goes first, as beside a new database it would be
 * rolled back into it. *kept: the name, NULL when there was nothing to keep; free with free. */
static enum err keep_old(const char *path, char **kept)
{
    *kept = NULL;
    bool is_there = access(path, F_OK) == 0; /* else its journal may be */
    struct str to = {0}, journal = {0}, journal_to = {0};
    for (int n = 1; n < KEPT_MOST; n++) {
        str_clear(&to);
        str_addf(&to, "%s.damaged-%d", path, n);
        if (access(str_text(&to), F_OK) != 0)
            break;
    }
    str_addf(&journal, "%s-journal", path);
    str_addf(&journal_to, "%s-journal", str_text(&to));
    enum err err = ERR_OK;
    if (rename(str_text(&journal), str_text(&journal_to)) != 0 && errno != ENOENT)
        err = err_from_errno(errno);
    if (err == ERR_OK && is_there && link(path, str_text(&to)) != 0)
        err = err_from_errno(errno);
    if (err == ERR_OK && is_there)
        *kept = mem_copy_string(file_name(str_text(&to)));
    str_free(&to);
    str_free(&journal);
    str_free(&journal_to);
    return err;
}

static enum err fill(const char *folder, const char *old_path, const char *kept, sqlite3 *db)
{
    enum err err = database_run(db, "BEGIN IMMEDIATE");
    if (err != ERR_OK)
        return err;
    save_from_old(folder, old_path, db);
    err = for_each_document(folder, enter_document, db);
    if (err == ERR_OK) /* of rows that were lost, where what staff chose was not */
        err = database_run(db, "UPDATE document SET section = (SELECT given_section FROM choice"
                               " WHERE document = id) WHERE section = '' AND id IN"
                               " (SELECT document FROM choice WHERE given_section <> '')");
    if (err == ERR_OK)
        err = database_put_setting(db, CATALOGUE_REBUILT, kept ? kept : "library.db");
    if (err == ERR_OK)
        err = database_run(db, "COMMIT");
    return err;
}

/* The damaged database stays in its place, under its one name, for the next try. */
static void drop_new(const char *folder, const char *new_path, const char *kept)
{
    unlink(new_path);
    if (!kept)
        return;
    char *kept_path = file_join(folder, kept);
    unlink(kept_path);
    free(kept_path);
}

static enum err rebuild(const char *folder, const char *path)
{
    struct str new_path = {0}, new_journal = {0};
    str_addf(&new_path, "%s.rebuilt", path);
    str_addf(&new_journal, "%s.rebuilt-journal", path);
    unlink(str_text(&new_path));
    unlink(str_text(&new_journal));
    char *kept = NULL;
    sqlite3 *db = NULL;
    bool damaged;
    enum err err = keep_old(path, &kept);
    if (err == ERR_OK)
        err = database_open(str_text(&new_path), true, &db, &damaged);
    if (err == ERR_OK) {
        err = fill(folder, path, kept, db);
        sqlite3_close(db);
    }
    unlink(str_text(&new_journal));
    if (err == ERR_OK && rename(str_text(&new_path), path) != 0)
        err = err_from_errno(errno);
    if (err != ERR_OK)
        drop_new(folder, str_text(&new_path), kept);
    else
        err = file_sync_folder(folder);
    if (err == ERR_OK)
        log_error("the catalogue %s was damaged or lost; it was made again of what could be saved "
                  "(kept: %s)",
                  path, kept ? kept : "nothing");
    free(kept);
    str_free(&new_path);
    str_free(&new_journal);
    return err;
}

enum err rebuild_library(const char *folder)
{
    bool alone = false;
    int fd = -1;
    enum err err = incoming_claim(folder, CLAIM_WAIT_MS, &alone, &fd);
    if (err != ERR_OK)
        return err;
    if (!alone)
        return ERR_LIBRARY;
    char *path = file_join(folder, "library.db");
    sqlite3 *db = NULL;
    bool damaged = false;
    err = rebuild_is_due(folder, &damaged);
    if (err == ERR_OK && !damaged) {
        err = database_open(path, true, &db, &damaged);
        if (err == ERR_OK) /* what the quick check of opening passed over */
            damaged = (err = database_check(db)) == ERR_LIBRARY;
        sqlite3_close(db);
    }
    if (damaged)
        err = rebuild(folder, path);
    free(path);
    close(fd);
    return err;
}
