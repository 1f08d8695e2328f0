#include "library/database.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/title_key.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Each step takes a library from version i to version i + 1 (user_version). Steps are only ever added. */
static const char *const steps[] = {
    "CREATE TABLE document ("
    " id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL, lang TEXT NOT NULL,"
    " section TEXT NOT NULL, name TEXT NOT NULL, pages INTEGER NOT NULL, words INTEGER NOT NULL,"
    " source INTEGER NOT NULL, reading_order INTEGER NOT NULL, easy_read INTEGER NOT NULL,"
    " bytes INTEGER NOT NULL, added_s INTEGER NOT NULL, sort_key TEXT NOT NULL) STRICT;"
    "CREATE INDEX document_by_section ON document"
    " (section COLLATE NOCASE, sort_key, easy_read, title, id);"
    "CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT,"
    " WITHOUT ROWID;",
    /* NULL: not looked at yet (edition_said_fill); a step that sets it so again has all books read anew. */
    "ALTER TABLE document ADD COLUMN says TEXT;",

    /* brought: the document came with this pack, not before it. path: its name in the pack. place, work: from 1; 0 none. */
    "CREATE TABLE pack ("
    " id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, title TEXT NOT NULL,"
    " maker TEXT NOT NULL, lang TEXT NOT NULL, expires_s INTEGER NOT NULL, folder TEXT NOT NULL,"
    " digest TEXT NOT NULL, key TEXT NOT NULL, added_s INTEGER NOT NULL) STRICT;"
    "CREATE TABLE pack_document ("
    " pack TEXT NOT NULL, document TEXT NOT NULL, path TEXT NOT NULL, place INTEGER NOT NULL,"
    " work INTEGER NOT NULL, brought INTEGER NOT NULL, PRIMARY KEY (pack, document)) STRICT,"
    " WITHOUT ROWID;"
    "CREATE INDEX pack_by_document ON pack_document (document);"
    "CREATE TRIGGER document_gone AFTER DELETE ON document BEGIN"
    " DELETE FROM pack_document WHERE document = OLD.id; END;",

    /* What staff chose (choice.h). place: from 1 in its section; given_section: document.section is the same; given_key: by which
     * given_title sorts; aside: out of the library, from 1 in the order of removal. 0 and '' are none. */
    "CREATE TABLE choice ("
    " document TEXT NOT NULL PRIMARY KEY, place INTEGER NOT NULL DEFAULT 0,"
    " hidden INTEGER NOT NULL DEFAULT 0, featured INTEGER NOT NULL DEFAULT 0,"
    " given_title TEXT NOT NULL DEFAULT '', given_key TEXT NOT NULL DEFAULT '',"
    " given_section TEXT NOT NULL DEFAULT '', aside INTEGER NOT NULL DEFAULT 0) STRICT,"
    " WITHOUT ROWID;"
    "CREATE TRIGGER document_gone_choice AFTER DELETE ON document BEGIN"
    " DELETE FROM choice WHERE document = OLD.id; END;",

    /* How often documents were read (counts.h). Sorted by document, so that no order of reading is kept; day: a day or a start, no time. */
    "CREATE TABLE reading_count ("
    " document TEXT NOT NULL, day TEXT NOT NULL, title TEXT NOT NULL,"
    " opened INTEGER NOT NULL, listened INTEGER NOT NULL, finished INTEGER NOT NULL,"
    " PRIMARY KEY (document, day)) STRICT, WITHOUT ROWID;",
};
enum { VERSION = sizeof steps / sizeof *steps };

enum err database_err(int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return ERR_OK;
    case SQLITE_FULL:
        return ERR_DISK_FULL;
    case SQLITE_NOMEM:
        return ERR_NO_MEMORY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ERR_DENIED;
    case SQLITE_IOERR:
        return rc == SQLITE_IOERR_NOMEM ? ERR_NO_MEMORY : ERR_IO;
    default:
        return ERR_LIBRARY;
    }
}

static bool is_damage(int rc)
{
    return (rc & 0xFF) == SQLITE_CORRUPT || (rc & 0xFF) == SQLITE_NOTADB;
}

enum err database_run(sqlite3 *db, const char *sql)
{
    return database_err(sqlite3_exec(db, sql, NULL, NULL, NULL));
}

static int read_version(sqlite3 *db, int *version)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &s, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
        *version = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static enum err make_tables(sqlite3 *db)
{
    enum err err = database_run(db, "BEGIN IMMEDIATE");
    if (err != ERR_OK)
        return err;
    int version = 0; /* read again: another process may have been here first */
    err = database_err(read_version(db, &version));
    for (; err == ERR_OK && version < VERSION; version++)
        err = database_run(db, steps[version]);
    if (err == ERR_OK) {
        char *sql = sqlite3_mprintf("PRAGMA user_version = %d", VERSION);
        err = database_run(db, sql);
        sqlite3_free(sql);
    }
    if (err == ERR_OK)
        err = database_run(db, "COMMIT");
    if (err != ERR_OK)
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return err;
}

static int run_check(sqlite3 *db, const char *pragma)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, pragma, -1, &s, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
        rc =
            strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0 ? SQLITE_OK : SQLITE_CORRUPT;
    sqlite3_finalize(s);
    return rc;
}

enum err database_check(sqlite3 *db)
{
    return database_err(run_check(db, "PRAGMA integrity_check(1)"));
}

/* Whether every page of the database holds together, and the tables are ours. */
static int check_whole(sqlite3 *db)
{
    sqlite3_stmt *s = NULL;
    int rc = run_check(db, "PRAGMA quick_check(1)");
    if (rc != SQLITE_OK)
        return rc;
    static const char *const ours[] = {"SELECT " DATABASE_DOCUMENT ", sort_key FROM document",
                                       "SELECT key, value FROM setting",
                                       "SELECT " DATABASE_PACK " FROM pack",
                                       "SELECT " DATABASE_PACK_DOCUMENT " FROM pack_document",
                                       "SELECT " DATABASE_CHOICE " FROM choice",
                                       "SELECT " DATABASE_COUNT " FROM reading_count"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        rc = sqlite3_prepare_v2(db, ours[i], -1, &s, NULL);
        sqlite3_finalize(s);
        if (rc != SQLITE_OK)
            return rc == SQLITE_ERROR ? SQLITE_CORRUPT : rc;
    }
    return SQLITE_OK;
}

static enum err prepare_database(sqlite3 *db, bool write, bool *damaged)
{
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, DATABASE_BUSY_WAIT_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    int version = 0;
    int rc = sqlite3_exec(db, "PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL", NULL, NULL,
                          NULL);
    if (rc == SQLITE_OK)
        rc = read_version(db, &version);
    if (rc == SQLITE_OK && version > VERSION)
        return ERR_LIBRARY;
    if (rc == SQLITE_OK && !write && version == 0)
        return ERR_NOT_FOUND; /* another process is about to make it */
    if (rc == SQLITE_OK) /* TRUNCATE for a reader, too: it brings an older library up to date */
        rc = sqlite3_exec(db, "PRAGMA journal_mode = TRUNCATE", NULL, NULL, NULL);
    enum err err = database_err(rc);
    if (err == ERR_OK && version < VERSION)
        err = make_tables(db);
    if (err == ERR_OK) {
        rc = write ? check_whole(db) : sqlite3_exec(db, "PRAGMA query_only = ON", NULL, NULL, NULL);
        err = database_err(rc);
    }
    *damaged = is_damage(rc);
    return *damaged ? ERR_LIBRARY : err;
}

int database_open_fixed(const char *path, const char *how, sqlite3 **out)
{
    struct str uri = {0};
    str_add(&uri, "file:");
    for (; *path; path++) {
        bool plain = isalnum((unsigned char)*path) || strchr("/._-", *path);
        if (plain)
            str_add_char(&uri, *path);
        else
            str_addf(&uri, "%%%02X", (unsigned char)*path);
    }
    str_addf(&uri, "?%s=1", how);
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    int rc = sqlite3_open_v2(str_text(&uri), out, flags, NULL);
    str_free(&uri);
    return rc;
}

enum err database_open(const char *path, bool write, sqlite3 **out, bool *damaged)
{
    /* A reader opens for writing too, as it may have to roll back what a killed writer left; query_only holds it to reading. */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (write ? SQLITE_OPEN_CREATE : 0);
    sqlite3 *db = NULL;
    *damaged = false;
    int rc = sqlite3_open_v2(path, &db, flags, NULL);
    enum err err = (rc & 0xFF) == SQLITE_CANTOPEN && !write ? ERR_NOT_FOUND : database_err(rc);
    if (err == ERR_OK)
        err = prepare_database(db, write, damaged);
    bool may_be_read = err != ERR_OK && !write && file_is_fixed(path);
    if (may_be_read) {
        sqlite3_close(db);
        err = database_err(database_open_fixed(path, "immutable", &db));
        if (err == ERR_OK)
            err = prepare_database(db, write, damaged);
    }
    if (err != ERR_OK) {
        sqlite3_close(db);
        return err;
    }
    *out = db;
    return ERR_OK;
}

enum err database_run_with(sqlite3 *db, const char *sql, const char *const *texts, int count,
                           int *changed)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
    for (int i = 0; i < count && rc == SQLITE_OK; i++)
        if (texts[i])
            rc = sqlite3_bind_text(s, i + 1, texts[i], -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    sqlite3_finalize(s);
    if (changed)
        *changed = sqlite3_changes(db);
    return database_err(rc);
}

char *database_column(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return mem_copy_string(text ? text : "");
}

static uint32_t column_count(sqlite3_stmt *row, int column)
{
    return (uint32_t)sqlite3_column_int64(row, column);
}

void database_read_document(sqlite3_stmt *row, struct document *out)
{
    *out = (struct document){
        .title = database_column(row, 1),
        .author = database_column(row, 2),
        .lang = database_column(row, 3),
        .section = database_column(row, 4),
        .name = database_column(row, 5),
        .pages = column_count(row, 6),
        .words = column_count(row, 7),
        .source = column_count(row, 8),
        .order = column_count(row, 9),
        .easy_read = sqlite3_column_int(row, 10) != 0,
        .bytes = (uint64_t)sqlite3_column_int64(row, 11),
        .added_s = sqlite3_column_int64(row, 12),
        .says = sqlite3_column_type(row, 13) == SQLITE_NULL ? NULL : database_column(row, 13),
    };
    const char *id = (const char *)sqlite3_column_text(row, 0);
    if (id && database_is_id(id)) /* it becomes part of paths */
        memcpy(out->id, id, sizeof out->id);
}

void database_read_chosen(sqlite3_stmt *row, int first, struct document *out)
{
    const char *given = (const char *)sqlite3_column_text(row, first);
    if (given && *given) {
        out->own_title = out->title;
        out->title = mem_copy_string(given);
    }
    out->place = column_count(row, first + 1);
    out->is_hidden = sqlite3_column_int(row, first + 2) != 0;
    out->is_featured = sqlite3_column_int(row, first + 3) != 0;
}

static enum err step_once(sqlite3_stmt *s, int rc)
{
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    enum err err = database_err(rc);
    sqlite3_finalize(s);
    return err;
}

static void bind_text(sqlite3_stmt *s, int at, const char *text)
{
    sqlite3_bind_text(s, at, text ? text : "", -1, SQLITE_STATIC);
}

enum err database_put_document(sqlite3 *db, const struct document *d)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db,
                                "INSERT OR REPLACE INTO document (" DATABASE_DOCUMENT ", sort_key)"
                                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                                -1, &s, NULL);
    const char *title = d->own_title ? d->own_title : d->title;
    char *key = title_key_make(title, d->easy_read);
    bind_text(s, 1, d->id);
    bind_text(s, 2, title);
    bind_text(s, 3, d->author);
    bind_text(s, 4, d->lang);
    bind_text(s, 5, d->section);
    bind_text(s, 6, d->name);
    sqlite3_bind_int64(s, 7, d->pages);
    sqlite3_bind_int64(s, 8, d->words);
    sqlite3_bind_int64(s, 9, d->source);
    sqlite3_bind_int64(s, 10, d->order);
    sqlite3_bind_int64(s, 11, d->easy_read);
    sqlite3_bind_int64(s, 12, (sqlite3_int64)d->bytes);
    sqlite3_bind_int64(s, 13, d->added_s);
    if (d->says)
        bind_text(s, 14, d->says);
    bind_text(s, 15, key);
    enum err err = step_once(s, rc);
    free(key);
    return err;
}

enum err database_put_setting(sqlite3 *db, const char *key, const char *value)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db,
                                value ? "INSERT OR REPLACE INTO setting (key, value) VALUES (?,?)"
                                      : "DELETE FROM setting WHERE key = ?",
                                -1, &s, NULL);
    bind_text(s, 1, key);
    if (value)
        bind_text(s, 2, value);
    return step_once(s, rc);
}

bool database_is_id(const char *name)
{
    return strspn(name, "0123456789abcdef") == DOCUMENT_ID_DIGITS && !name[DOCUMENT_ID_DIGITS];
}
