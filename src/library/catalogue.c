#include "library/catalogue.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "library/catalogue_parts.h"
#include "library/database.h"
#include "library/edition_said.h"
#include "library/rebuild.h"
#include "library/search_index.h"
#include "library/sweep.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ID_LEAST_DIGITS = 6, OVER_COLUMN = DATABASE_DOCUMENT_COLUMNS + DATABASE_CHOSEN_COLUMNS };

enum query {
    LIST_ALL,
    LIST_SECTION,
    LIST_EVERY,
    LIST_EVERY_OF,
    LIST_IDS,
    FIND,
    IS_SHOWN,
    HAS_ROW,
    COUNT_SECTIONS,
    SUM_SECTIONS,
    GET,
    EACH_SETTING,
    QUERY_COUNT
};

static const char *const queries[QUERY_COUNT] = {
    [LIST_ALL] = CATALOGUE_ROW_OF("0, ") CATALOGUE_PACK_PLACE CATALOGUE_FROM_ALL
    " WHERE " CATALOGUE_FOR_ALL CATALOGUE_IN_ORDER,
    [LIST_SECTION] = CATALOGUE_ROW_OF("0, ") CATALOGUE_PACK_PLACE CATALOGUE_FROM_ALL
    " WHERE section = ?1 COLLATE NOCASE"
    " AND " CATALOGUE_FOR_ALL CATALOGUE_IN_ORDER,
    [LIST_EVERY] = CATALOGUE_ROW_OF(CATALOGUE_IS_OVER_NOW " IS 1, ")
        CATALOGUE_PACK_PLACE CATALOGUE_FROM_ALL " WHERE " CATALOGUE_IS_THERE CATALOGUE_IN_ORDER,
    [LIST_EVERY_OF] =
        CATALOGUE_ROW_OF(CATALOGUE_IS_OVER_NOW " IS 1, ") CATALOGUE_PACK_PLACE CATALOGUE_FROM_ALL
    " WHERE section = ?1 COLLATE NOCASE AND " CATALOGUE_IS_THERE CATALOGUE_IN_ORDER,
    [LIST_IDS] = "SELECT id" CATALOGUE_FROM_ALL " WHERE " CATALOGUE_FOR_ALL " ORDER BY id",
    [FIND] = CATALOGUE_ROW_OF("0") CATALOGUE_FROM_ALL
    " WHERE id >= ?1 AND id < ?1 || 'g' AND " CATALOGUE_IS_THERE " LIMIT 2",
    [IS_SHOWN] = "SELECT 1" CATALOGUE_FROM_ALL " WHERE id = ?1 AND " CATALOGUE_FOR_ALL,
    [HAS_ROW] = "SELECT 1 FROM document WHERE id = ?1",
    [COUNT_SECTIONS] = "SELECT section, count(*)" CATALOGUE_FROM_ALL " WHERE " CATALOGUE_FOR_ALL
                       " GROUP BY section COLLATE NOCASE",
    [SUM_SECTIONS] = "SELECT section, count(*), sum(ifnull(hidden, 0) OR " CATALOGUE_IS_OVER_NOW
                     " IS 1), total(bytes)" CATALOGUE_FROM_ALL " WHERE " CATALOGUE_IS_THERE
                     " GROUP BY section COLLATE NOCASE",
    [GET] = "SELECT value FROM setting WHERE key = ?",
    [EACH_SETTING] =
        "SELECT key, value FROM setting WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key",
};

struct catalogue {
    char *folder;
    sqlite3 *db;
    sqlite3_stmt *statements[QUERY_COUNT]; /* made when first asked for */
    struct search_index *index;            /* likewise; NULL also when it can't be opened */
    bool writes;                           /* it was opened for that */
    int64_t fixed_now_s;                   /* catalogue_set_now; 0: the clock's */
};

static enum err open_database(const char *folder, bool write, sqlite3 **out)
{
    char *path = file_join(folder, "library.db");
    bool damaged = false;
    enum err err = write ? rebuild_is_due(folder, &damaged) : ERR_OK;
    if (err == ERR_OK && !damaged)
        err = database_open(path, write, out, &damaged);
    if (write && damaged) {
        err = rebuild_library(folder);
        if (err == ERR_OK)
            err = database_open(path, write, out, &damaged);
    }
    free(path);
    return err;
}

static enum err make_folders(const char *folder)
{
    static const char *const names[] = {"documents", "books", "incoming"};
    enum err err = ERR_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names && err == ERR_OK; i++) {
        char *path = file_join(folder, names[i]);
        err = file_make_folders(path);
        free(path);
    }
    return err;
}

/* Opens it for writing and sweeps; when the sweep finds that it is not whole, it is made again. */
static enum err open_swept(const char *folder, sqlite3 **out)
{
    bool damaged = false;
    enum err err = open_database(folder, true, out);
    enum err swept = err == ERR_OK ? sweep_library(folder, *out, &damaged) : ERR_OK;
    if (damaged) {
        sqlite3_close(*out);
        *out = NULL;
        err = rebuild_library(folder);
        if (err == ERR_OK)
            err = open_database(folder, true, out);
        swept = err == ERR_OK ? sweep_library(folder, *out, &damaged) : ERR_OK;
    }
    if (swept != ERR_OK)
        log_note("what an earlier run left in %s could not be swept (%s)", folder, err_name(swept));
    return err;
}

enum err catalogue_open(const char *folder, bool write, struct catalogue **out)
{
    enum err err = write ? make_folders(folder) : ERR_OK;
    sqlite3 *db = NULL;
    if (err == ERR_OK)
        err = write ? open_swept(folder, &db) : open_database(folder, false, &db);
    if (err != ERR_OK)
        return err;
    if (write) {
        enum err filled = edition_said_fill(folder, db);
        if (filled != ERR_OK)
            log_note("what some documents in %s say of their editions is not known (%s)", folder,
                     err_name(filled));
        sqlite3_db_release_memory(db); /* all of it was looked through */
    }
    struct catalogue *c = mem_new(1, sizeof *c);
    *c = (struct catalogue){.folder = mem_copy_string(folder), .db = db, .writes = write};
    *out = c;
    return ERR_OK;
}

void catalogue_close(struct catalogue *c)
{
    if (!c)
        return;
    for (int i = 0; i < QUERY_COUNT; i++)
        sqlite3_finalize(c->statements[i]);
    search_index_close(c->index);
    sqlite3_close(c->db);
    free(c->folder);
    free(c);
}

/* No statement but ours is there, and none of ours is at work. */
static bool is_at_rest(struct catalogue *c)
{
    sqlite3_stmt *s = NULL;
    while ((s = sqlite3_next_stmt(c->db, s))) {
        int i = 0;
        while (i < QUERY_COUNT && c->statements[i] != s)
            i++;
        if (i == QUERY_COUNT || sqlite3_stmt_busy(s))
            return false;
    }
    return sqlite3_get_autocommit(c->db) != 0;
}

/* Another handle may have found the library damaged and made it again (rebuild.h): what is open is then the file that was kept, which SQLite
 * reads on, and refuses to write to. */
static void follow_rebuild(struct catalogue *c)
{
    int moved = 0;
    sqlite3 *db = NULL;
    if (sqlite3_file_control(c->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK ||
        !moved || !is_at_rest(c))
        return;
    char *path = file_join(c->folder, "library.db");
    bool is_other = access(path, F_OK) == 0; /* else the card is gone, not the file another one */
    free(path);
    if (!is_other || open_database(c->folder, c->writes, &db) != ERR_OK)
        return;
    for (int i = 0; i < QUERY_COUNT; i++) {
        sqlite3_finalize(c->statements[i]);
        c->statements[i] = NULL;
    }
    sqlite3_close(c->db);
    c->db = db;
}

/* The statement of a query, ready for values; `text` (may be NULL) becomes its first one. End with sqlite3_reset. */
static enum err begin_query(struct catalogue *c, enum query query, const char *text,
                            sqlite3_stmt **out)
{
    follow_rebuild(c);
    if (!c->statements[query]) {
        int rc = sqlite3_prepare_v3(c->db, queries[query], -1, SQLITE_PREPARE_PERSISTENT,
                                    &c->statements[query], NULL);
        if (rc != SQLITE_OK)
            return database_err(rc);
    }
    *out = c->statements[query];
    if (text)
        sqlite3_bind_text(*out, 1, text, -1, SQLITE_TRANSIENT);
    if (sqlite3_bind_parameter_count(*out) > 1)
        sqlite3_bind_int64(*out, 2, catalogue_now_s(c));
    return ERR_OK;
}

sqlite3 *catalogue_database(struct catalogue *c)
{
    return c->db;
}

void catalogue_set_now(struct catalogue *c, int64_t now_s)
{
    c->fixed_now_s = now_s;
}

int64_t catalogue_now_s(const struct catalogue *c)
{
    int64_t now_s = c->fixed_now_s ? c->fixed_now_s : clock_unix_s();
    return clock_is_trusted(now_s) ? now_s : 0;
}

static enum err list(struct catalogue *c, enum query query, const char *section,
                     struct document_list *out)
{
    *out = (struct document_list){0};
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, query, section, &s);
    if (err != ERR_OK)
        return err;
    size_t cap = 0;
    int rc;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        MEM_ROOM(out->items, out->count, cap);
        struct document *d = &out->items[out->count++];
        database_read_document(s, d);
        database_read_chosen(s, DATABASE_DOCUMENT_COLUMNS, d);
        d->is_over = sqlite3_column_int(s, OVER_COLUMN) != 0;
    }
    sqlite3_reset(s);
    err = database_err(rc);
    if (err != ERR_OK)
        document_list_free(out);
    return err;
}

enum err catalogue_list(struct catalogue *c, const char *section, struct document_list *out)
{
    return list(c, section ? LIST_SECTION : LIST_ALL, section, out);
}

enum err catalogue_list_all(struct catalogue *c, struct document_list *out)
{
    return list(c, LIST_EVERY, NULL, out);
}

enum err catalogue_list_section(struct catalogue *c, const char *section, struct document_list *out)
{
    return list(c, LIST_EVERY_OF, section, out);
}

void id_list_take(struct id_list *list, sqlite3_stmt *row)
{
    const char *id = (const char *)sqlite3_column_text(row, 0);
    if (!id || !database_is_id(id))
        return;
    MEM_ROOM(list->items, list->count, list->cap);
    memcpy(list->items[list->count++], id, sizeof *list->items);
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(a, b);
}

bool id_list_has(const struct id_list *list, const char *id)
{
    return list->count && bsearch(id, list->items, list->count, sizeof *list->items, compare_ids);
}

enum err catalogue_list_ids(struct catalogue *c, struct id_list *out)
{
    *out = (struct id_list){0};
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, LIST_IDS, NULL, &s);
    if (err != ERR_OK)
        return err;
    int rc;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        id_list_take(out, s);
    sqlite3_reset(s);
    err = database_err(rc);
    if (err != ERR_OK) {
        free(out->items);
        *out = (struct id_list){0};
    }
    return err;
}

/* Whether a query by a whole id gives a row. */
static enum err has_any(struct catalogue *c, enum query query, const char *id, bool *out)
{
    *out = false;
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, query, id, &s);
    if (err != ERR_OK)
        return err;
    int rc = sqlite3_step(s);
    *out = rc == SQLITE_ROW;
    sqlite3_reset(s);
    return database_err(rc);
}

enum err catalogue_is_shown(struct catalogue *c, const char *id, bool *out)
{
    return has_any(c, IS_SHOWN, id, out);
}

void document_free(struct document *d)
{
    free(d->title);
    free(d->own_title);
    free(d->author);
    free(d->lang);
    free(d->section);
    free(d->name);
    free(d->says);
    *d = (struct document){0};
}

void document_list_free(struct document_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        document_free(&list->items[i]);
    free(list->items);
    *list = (struct document_list){0};
}

enum err catalogue_find(struct catalogue *c, const char *id, struct document *out)
{
    *out = (struct document){0};
    size_t digits = strlen(id);
    char small[DOCUMENT_ID_DIGITS + 1] = "";
    if (digits < ID_LEAST_DIGITS || digits > DOCUMENT_ID_DIGITS)
        return ERR_NOT_FOUND;
    for (size_t i = 0; i < digits; i++) {
        if (!isxdigit((unsigned char)id[i]))
            return ERR_NOT_FOUND;
        small[i] = (char)tolower((unsigned char)id[i]);
    }
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, FIND, small, &s);
    if (err != ERR_OK)
        return err;
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) {
        database_read_document(s, out);
        database_read_chosen(s, DATABASE_DOCUMENT_COLUMNS, out);
        rc = sqlite3_step(s);
        err = rc == SQLITE_ROW ? ERR_NOT_FOUND : database_err(rc);
        if (err != ERR_OK)
            document_free(out);
    } else {
        err = rc == SQLITE_DONE ? ERR_NOT_FOUND : database_err(rc);
    }
    sqlite3_reset(s);
    return err;
}

enum err catalogue_has(struct catalogue *c, const char *id, bool *out)
{
    *out = false;
    if (!database_is_id(id))
        return ERR_OK;
    struct document found;
    enum err err = catalogue_find(c, id, &found);
    if (err == ERR_NOT_FOUND)
        return ERR_OK;
    if (err == ERR_OK)
        document_free(&found);
    *out = err == ERR_OK;
    return err;
}

enum err catalogue_count_sections(struct catalogue *c, struct section_count *out, size_t most,
                                  size_t *count)
{
    *count = 0;
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, COUNT_SECTIONS, NULL, &s);
    if (err != ERR_OK)
        return err;
    int rc = SQLITE_DONE;
    while (*count < most && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const char *section = (const char *)sqlite3_column_text(s, 0);
        out[(*count)++] = (struct section_count){.section = mem_copy_string(section ? section : ""),
                                                 .documents = (uint32_t)sqlite3_column_int64(s, 1)};
    }
    sqlite3_reset(s);
    sqlite3_db_release_memory(c->db); /* every row was looked at */
    err = database_err(rc);
    if (err != ERR_OK)
        while (*count)
            free(out[--*count].section);
    return err;
}

enum err catalogue_sum_sections(struct catalogue *c, struct section_sum *out, size_t most,
                                size_t *count)
{
    *count = 0;
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, SUM_SECTIONS, NULL, &s);
    if (err != ERR_OK)
        return err;
    int rc = SQLITE_DONE;
    while (*count < most && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const char *section = (const char *)sqlite3_column_text(s, 0);
        out[(*count)++] = (struct section_sum){.section = mem_copy_string(section ? section : ""),
                                               .documents = (uint32_t)sqlite3_column_int64(s, 1),
                                               .hidden = (uint32_t)sqlite3_column_int64(s, 2),
                                               .bytes = (uint64_t)sqlite3_column_int64(s, 3)};
    }
    sqlite3_reset(s);
    err = database_err(rc);
    while (err != ERR_OK && *count)
        free(out[--*count].section);
    return err;
}

char *catalogue_document_path(const struct catalogue *c, const char *id)
{
    struct str path = {0};
    str_addf(&path, "%s/documents/%s", c->folder, id);
    return path.data;
}

char *catalogue_book_path(const struct catalogue *c, const char *id)
{
    struct str path = {0};
    str_addf(&path, "%s/books/%s.book", c->folder, id);
    return path.data;
}

enum err catalogue_sync(const struct catalogue *c)
{
    char *documents = file_join(c->folder, "documents");
    char *books = file_join(c->folder, "books");
    enum err err = file_sync_folder(documents);
    if (err == ERR_OK)
        err = file_sync_folder(books);
    free(documents);
    free(books);
    return err;
}

enum err catalogue_begin(struct catalogue *c)
{
    follow_rebuild(c);
    return database_run(c->db, "BEGIN IMMEDIATE");
}

enum err catalogue_end(struct catalogue *c, enum err err)
{
    if (err == ERR_OK)
        err = database_run(c->db, "COMMIT");
    if (err != ERR_OK)
        catalogue_roll_back(c);
    return err;
}

void catalogue_roll_back(struct catalogue *c)
{
    if (!sqlite3_get_autocommit(c->db))
        sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
}

static enum err drop_files_of(struct catalogue *c, const char *id)
{
    bool there = true;
    enum err err = has_any(c, HAS_ROW, id, &there);
    if (err != ERR_OK || there)
        return err;
    char *document = catalogue_document_path(c, id), *book = catalogue_book_path(c, id);
    unlink(document);
    unlink(book);
    free(document);
    free(book);
    return ERR_OK;
}

/* Under SQLite's write lock, so that no other process publishes one of them between the look and the unlinking. */
enum err catalogue_drop_files(struct catalogue *c, const char *const *ids, size_t count)
{
    enum err err = count ? database_run(c->db, "BEGIN IMMEDIATE") : ERR_OK;
    for (size_t i = 0; i < count && err == ERR_OK; i++)
        err = drop_files_of(c, ids[i]);
    if (err == ERR_OK && count)
        err = catalogue_sync(c);
    catalogue_roll_back(c);
    return err;
}

enum err catalogue_drop_file(struct catalogue *c, const char *id)
{
    return catalogue_drop_files(c, &id, 1);
}

static bool has_index(const struct catalogue *c)
{
    char *path = file_join(c->folder, "search.db");
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

/* What stays in the index all the same is never shown when its row is gone; so no error of it is one of the library. */
void catalogue_unindex(struct catalogue *c, const char *id)
{
    if (!c->index && !has_index(c))
        return;
    enum err err = c->index ? ERR_OK : search_index_open(c->folder, &c->index);
    if (err == ERR_OK)
        err = search_index_remove(c->index, id);
    if (err != ERR_OK)
        log_note("%.12s is still in the search index (%s)", id, err_name(err));
}

enum err catalogue_open_book(struct catalogue *c, const char *id, struct book **out)
{
    bool is_whole;
    return catalogue_open_start(c, id, 0, &is_whole, out);
}

enum err catalogue_open_start(struct catalogue *c, const char *id, uint32_t words, bool *is_whole,
                              struct book **out)
{
    if (!database_is_id(id))
        return ERR_NOT_FOUND;
    char *path = catalogue_book_path(c, id);
    enum err err = book_open_start(path, words, is_whole, out);
    free(path);
    return err == ERR_NOT_FOUND ? ERR_BOOK : err;
}

bool catalogue_begin_reading(struct catalogue *c)
{
    return sqlite3_exec(c->db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
}

void catalogue_end_reading(struct catalogue *c)
{
    (void)sqlite3_exec(c->db, "COMMIT", NULL, NULL, NULL); /* of nothing: it can't fail */
}

enum err catalogue_get(struct catalogue *c, const char *key, char **value)
{
    *value = NULL;
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, GET, key, &s);
    if (err != ERR_OK)
        return err;
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(s, 0);
        *value = mem_copy_string(text ? text : "");
    }
    sqlite3_reset(s);
    return database_err(rc);
}

enum err catalogue_set(struct catalogue *c, const char *key, const char *value)
{
    follow_rebuild(c);
    return database_put_setting(c->db, key, value);
}

enum err catalogue_each_setting(struct catalogue *c, const char *prefix,
                                void (*each)(void *data, const char *key, const char *value),
                                void *data)
{
    sqlite3_stmt *s = NULL;
    enum err err = begin_query(c, EACH_SETTING, prefix, &s);
    if (err != ERR_OK)
        return err;
    int rc;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        each(data, (const char *)sqlite3_column_text(s, 0),
             (const char *)sqlite3_column_text(s, 1));
    sqlite3_reset(s);
    return database_err(rc);
}

const char *catalogue_folder(const struct catalogue *c)
{
    return c->folder;
}
