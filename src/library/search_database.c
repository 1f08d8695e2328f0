#include "library/search_database.h"
#include "base/file.h"
#include "base/log.h"
#include "base/str.h"
#include "library/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Raised whenever the tables, or what term.c or sound.c make of a word, change: the index is then made anew. */
#define SEARCH_VERSION "1"

enum { BUSY_WAIT_MS = 10000 };

/* held: the document's words (search_tally.h); sentences: search_index.c. Numbers are never given twice: the rows of body that
 * belong to a removed document are left there, and meant for nobody. */
static const char tables[] =
    "CREATE TABLE document (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
    " words INTEGER NOT NULL, welsh INTEGER NOT NULL) STRICT;"
    "CREATE TABLE part (number INTEGER PRIMARY KEY, sentences BLOB NOT NULL, held BLOB NOT NULL)"
    " STRICT;"
    "CREATE TABLE word (word TEXT NOT NULL PRIMARY KEY, shown TEXT NOT NULL, uses INTEGER NOT NULL,"
    " welsh INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE sound (sound TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (sound, word)) "
    "STRICT,"
    " WITHOUT ROWID;"
    "CREATE TABLE dead (words INTEGER NOT NULL) STRICT; INSERT INTO dead VALUES (0);"
    "CREATE VIRTUAL TABLE body USING fts5(title, words, content='', columnsize=0, detail=full,"
    " tokenize='lectern');"
    "PRAGMA user_version = " SEARCH_VERSION;

bool search_database_is_damage(int rc)
{
    return (rc & 0xFF) == SQLITE_CORRUPT || (rc & 0xFF) == SQLITE_NOTADB;
}

static int read_version(sqlite3 *db, int *version)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &s, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        *version = sqlite3_column_int(s, 0);
        rc = SQLITE_OK;
    }
    sqlite3_finalize(s);
    return rc;
}

static int make_tables(sqlite3 *db)
{
    int version = 0;
    int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = read_version(db, &version);
    if (rc == SQLITE_OK && version != atoi(SEARCH_VERSION)) /* else another process was faster */
        rc = sqlite3_exec(db, tables, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    if (!sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

/* Empties the file in place, as SQLite advises for a damaged one: other connections see an empty database. */
static int empty(sqlite3 *db)
{
    int version;
    (void)read_version(db, &version); /* makes the connection look at the file */
    int rc = sqlite3_db_config(db, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
    return rc;
}

/* A log's index in memory that is shared must not be written to on a disk that can't be: that would end the process. */
static int open_handle(const char *path, bool write, const char *how, sqlite3 **out)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (write ? SQLITE_OPEN_CREATE : 0);
    return how ? database_open_fixed(path, how, out) : sqlite3_open_v2(path, out, flags, NULL);
}

static int open_file(const char *path, bool write, const char *how, sqlite3 **out)
{
    int rc = open_handle(path, write, how, out);
    if (rc == SQLITE_OK) {
        sqlite3_extended_result_codes(*out, 1);
        sqlite3_busy_timeout(*out, BUSY_WAIT_MS);
        /* The log is synced when it is emptied, not at each commit: a power cut may lose the last documents, and mending enters them.
         * Mending goes on beside a visit, and is no faster with more memory (measured). */
        rc = sqlite3_exec(*out,
                          write ? "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2000"
                                : "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000",
                          NULL, NULL, NULL);
    }
    return rc;
}

static int prepare(sqlite3 *db, bool write, int *version)
{
    int rc = read_version(db, version);
    if (rc == SQLITE_OK && write)
        rc = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    if (rc == SQLITE_OK && write && *version != 0 && *version != atoi(SEARCH_VERSION)) {
        rc = empty(db);
        *version = 0;
        if (rc == SQLITE_OK)
            rc = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    }
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return rc;
}

static void unlink_all(const char *path)
{
    static const char *const endings[] = {"-wal", "-shm", "-journal", ""};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct str name = {0};
        str_addf(&name, "%s%s", path, endings[i]);
        unlink(str_text(&name));
        str_free(&name);
    }
}

enum err search_database_throw_away(const char *folder)
{
    char *path = file_join(folder, "search.db");
    sqlite3 *db = NULL;
    log_note("the index %s is damaged; it will be made again", path);
    int rc = open_file(path, true, NULL, &db);
    if (rc == SQLITE_OK)
        rc = empty(db);
    sqlite3_close(db);
    if (search_database_is_damage(rc)) {
        unlink_all(path);
        rc = SQLITE_OK;
    }
    free(path);
    return database_err(rc);
}

static enum err open_once(const char *folder, bool write, struct search_database *out,
                          bool *damaged)
{
    if (write && file_is_fixed(folder))
        return ERR_READ_ONLY;
    char *path = file_join(folder, "search.db");
    int version = 0;
    out->is_fixed = file_is_fixed(folder);
    int rc = open_file(path, write, out->is_fixed ? "readonly_shm" : NULL, &out->db);
    if (rc == SQLITE_OK)
        rc = prepare(out->db, write, &version);
    if (out->is_fixed && (rc & 0xFF) == SQLITE_CANTOPEN) { /* there is no log */
        sqlite3_close(out->db);
        rc = open_file(path, write, "immutable", &out->db);
        if (rc == SQLITE_OK)
            rc = prepare(out->db, write, &version);
    }
    free(path);
    /* Also where the log of a library that may only be read can't be made. */
    bool is_missing = (rc & 0xFF) == SQLITE_CANTOPEN && !write;
    enum err err = is_missing ? ERR_NOT_FOUND : database_err(rc);
    if (err == ERR_OK && !write && version != atoi(SEARCH_VERSION))
        err = ERR_NOT_FOUND;
    if (err == ERR_OK)
        err = search_fts_begin(&out->fts, out->db);
    if (err == ERR_OK && write) {
        rc = make_tables(out->db);
        err = database_err(rc);
    }
    *damaged = search_database_is_damage(rc);
    return err;
}

enum err search_database_open(const char *folder, bool write, struct search_database *out)
{
    bool damaged = false;
    *out = (struct search_database){0};
    enum err err = open_once(folder, write, out, &damaged);
    if (err != ERR_OK)
        search_database_close(out);
    if (!damaged || !write)
        return err;
    err = search_database_throw_away(folder);
    if (err == ERR_OK)
        err = open_once(folder, write, out, &damaged);
    if (err != ERR_OK)
        search_database_close(out);
    return err;
}

void search_database_close(struct search_database *d)
{
    search_fts_end(&d->fts);
    sqlite3_close(d->db);
    *d = (struct search_database){0};
}
