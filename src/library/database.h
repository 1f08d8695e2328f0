/* database.h: library.db as SQLite: how it is opened, its tables, and the rows of documents in them.
 *
 * Private to this folder. The journal is truncated, not deleted: with synchronous=FULL SQLite then syncs the end of each
 * transaction, and the folder need not be written. One thread for each handle. */
#ifndef LECTERN_LIBRARY_DATABASE_H
#define LECTERN_LIBRARY_DATABASE_H

#include "base/err.h"

#include <sqlite3.h>
#include <stdbool.h>

struct document;

enum { DOCUMENT_ID_DIGITS = 64, DATABASE_BUSY_WAIT_MS = 10000 /* for another process */ };

/* Opens the database at `path`; when `write`, makes it if there is none and checks the whole of it. ERR_NOT_FOUND: none there.
 * ERR_LIBRARY with *damaged: not a database any more; without: made by a later version. Close with sqlite3_close. */
MUST_USE enum err database_open(const char *path, bool write, sqlite3 **out, bool *damaged);

/* Opens a database on a disk that can't be written to (file_is_fixed); an SQLite result code. `how`: "immutable", as it is, whatever
 * journal or log lies beside it; "readonly_shm", with its log, whose index is then made in memory. */
int database_open_fixed(const char *path, const char *how, sqlite3 **out);

/* Whether rows and indexes agree in all of it, which opening does not look at, as it takes some times longer. ERR_LIBRARY: no. */
MUST_USE enum err database_check(sqlite3 *db);

/* The error that stands for a result code of SQLite. */
enum err database_err(int rc);

/* Runs statements that give no rows. */
MUST_USE enum err database_run(sqlite3 *db, const char *sql);

/* Runs one that gives no rows, with `count` texts (NULL: no value) for ?1, ?2, ...; *changed (may be NULL): the rows that it changed. */
MUST_USE enum err database_run_with(sqlite3 *db, const char *sql, const char *const *texts,
                                    int count, int *changed);

/* A column of the present row as a text, "" for NULL. Free with free. */
char *database_column(sqlite3_stmt *row, int column);

/* The columns of a document, in the order that database_read_document expects; FIRST: those of a library's first version. */
#define DATABASE_DOCUMENT_FIRST                                                                    \
    "id, title, author, lang, section, name, pages, words, source, reading_order, easy_read, "     \
    "bytes, added_s"
#define DATABASE_DOCUMENT DATABASE_DOCUMENT_FIRST ", says"

/* The columns of a pack, and of a document's part in one. */
#define DATABASE_PACK          "id, version, title, maker, lang, expires_s, folder, digest, key, added_s"
#define DATABASE_PACK_DOCUMENT "pack, document, path, place, work, brought"

/* The columns of what staff chose for a document; and those of it that database_read_chosen expects, where `choice` is joined. */
#define DATABASE_COUNT "document, day, title, opened, listened, finished"
#define DATABASE_CHOICE                                                                            \
    "document, place, hidden, featured, given_title, given_key, given_section, aside"
#define DATABASE_CHOSEN "given_title, place, hidden, featured"

enum { DATABASE_DOCUMENT_COLUMNS = 14, DATABASE_CHOSEN_COLUMNS = 4 };

/* The document in the present row. Free with document_free. */
void database_read_document(sqlite3_stmt *row, struct document *out);

/* Adds what staff chose for it: DATABASE_CHOSEN stands from column `first` on. */
void database_read_chosen(sqlite3_stmt *row, int first, struct document *out);

/* Enters or renews the row of d->id, with its own title; what staff chose stays as it is. */
MUST_USE enum err database_put_document(sqlite3 *db, const struct document *d);

MUST_USE enum err database_put_setting(sqlite3 *db, const char *key, const char *value);

/* Whether `name` is a whole id: 64 small hex digits. */
bool database_is_id(const char *name);

#endif
