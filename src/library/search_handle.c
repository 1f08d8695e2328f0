#include "library/search_handle.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/catalogue.h"
#include "library/database.h"
#include "library/search_tally.h"

#include <stdlib.h>
#include <string.h>

static const char *const sql[SEARCH_STATEMENTS] = {
    [SEARCH_WORD] = "SELECT shown, uses, welsh FROM word WHERE word = ?",
    [SEARCH_BEGINNING] = ("SELECT word, shown FROM word WHERE word >= ?1 AND word < ?2"
                          " AND shown <> '' ORDER BY uses DESC, word LIMIT ?3"),
    [SEARCH_RANGE] = "SELECT word, welsh FROM word WHERE word >= ?1 AND word < ?2",
    [SEARCH_SOUND] = ("SELECT s.word, w.uses FROM sound s JOIN word w ON w.word = s.word"
                      " WHERE s.sound >= ?1 AND s.sound < ?2"),
    [SEARCH_LIKE_LENGTH] = ("SELECT word, uses FROM word WHERE word >= ?1 AND word < ?2"
                            " AND length(word) BETWEEN ?3 AND ?4"),
    [SEARCH_MATCH] = ("SELECT gather(body) FROM body WHERE body MATCH ?1"
                      " AND rowid BETWEEN ?2 AND ?3"),
    [SEARCH_SENTENCES] = "SELECT sentences FROM part WHERE number = ?",
};

struct search *search_new(struct catalogue *c)
{
    struct search *s = mem_new(1, sizeof *s);
    s->catalogue = c;
    return s;
}

static void close_index(struct search *s)
{
    for (int i = 0; i < SEARCH_STATEMENTS; i++) {
        sqlite3_finalize(s->statements[i]);
        s->statements[i] = NULL;
    }
    search_database_close(&s->base);
    s->data_version = 0;
}

void search_free(struct search *s)
{
    if (!s)
        return;
    close_index(s);
    free(s->documents);
    free(s->is_live);
    free(s);
}

static int read_data_version(struct search *s, int *version)
{
    sqlite3_stmt *row = NULL;
    int rc = sqlite3_prepare_v2(s->base.db, "PRAGMA data_version", -1, &row, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(row)) == SQLITE_ROW)
        *version = sqlite3_column_int(row, 0);
    sqlite3_finalize(row);
    return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static void mark_live(struct search *s)
{
    free(s->is_live);
    s->live_count = s->document_count ? (size_t)s->documents[s->document_count - 1].number + 1 : 0;
    s->is_live = mem_new(s->live_count + 1, sizeof *s->is_live);
    for (size_t i = 0; i < s->document_count; i++)
        s->is_live[s->documents[i].number] = true;
}

static int read_documents(struct search *s)
{
    sqlite3_stmt *row = NULL;
    size_t cap = 0;
    free(s->documents);
    s->documents = NULL;
    s->document_count = 0;
    s->words = 0;
    s->has_welsh = false;
    int rc = sqlite3_prepare_v2(s->base.db,
                                "SELECT number, id, words, welsh FROM document ORDER BY number", -1,
                                &row, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(row);
        const char *id = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(row, 1) : NULL;
        if (!id || !database_is_id(id))
            continue;
        MEM_ROOM(s->documents, s->document_count, cap);
        int64_t number = sqlite3_column_int64(row, 0);
        int64_t last = s->document_count ? s->documents[s->document_count - 1].number : 0;
        if (number <= last || number > SEARCH_NUMBER_MOST) { /* a dying card's */
            rc = SQLITE_CORRUPT;
            break;
        }
        struct search_document *d = &s->documents[s->document_count++];
        d->number = number;
        d->words = (uint32_t)sqlite3_column_int64(row, 2);
        memcpy(d->id, id, sizeof d->id);
        s->words += d->words;
        s->has_welsh |= sqlite3_column_int(row, 3) != 0;
    }
    sqlite3_finalize(row);
    if (rc == SQLITE_DONE)
        mark_live(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The tables may have been thrown away and made again, or be of a version not ours, since they were opened. */
static int look(struct search *s)
{
    int version = 0;
    int rc = sqlite3_exec(s->base.db, "BEGIN", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = read_data_version(s, &version);
    if (rc == SQLITE_OK && version != s->data_version) {
        rc = read_documents(s);
        s->data_version = rc == SQLITE_OK ? version : 0;
    }
    return rc;
}

enum err search_begin_look(struct search *s, bool *ready)
{
    const char *folder = catalogue_folder(s->catalogue);
    *ready = false;
    if (s->base.db && !s->base.is_fixed && file_is_fixed(folder))
        close_index(s);
    enum err err = s->base.db ? ERR_OK : search_database_open(folder, false, &s->base);
    if (err == ERR_NOT_FOUND)
        return ERR_OK;
    int rc = err == ERR_OK ? look(s) : SQLITE_OK;
    if ((rc & 0xFF) ==
        SQLITE_ERROR) { /* no such table: emptied by another process, and not made again yet */
        close_index(s);
        return ERR_OK;
    }
    if (err == ERR_OK)
        err = database_err(rc);
    if (err != ERR_OK)
        close_index(s);
    *ready = err == ERR_OK;
    return err;
}

void search_end_look(struct search *s)
{
    if (s->base.db && !sqlite3_get_autocommit(s->base.db))
        sqlite3_exec(s->base.db, "COMMIT", NULL, NULL, NULL);
}

void search_throw_away_when_damaged(struct search *s)
{
    if (!s->base.db || !search_database_is_damage(sqlite3_errcode(s->base.db)))
        return;
    close_index(s);
    if (search_database_throw_away(catalogue_folder(s->catalogue)) != ERR_OK)
        log_note("the damaged search index could not be emptied");
}

sqlite3_stmt *search_statement(struct search *s, enum search_statement which)
{
    if (!s->statements[which] &&
        sqlite3_prepare_v3(s->base.db, sql[which], -1, SQLITE_PREPARE_PERSISTENT,
                           &s->statements[which], NULL) != SQLITE_OK)
        return NULL;
    return s->statements[which];
}

void search_bind_range(sqlite3_stmt *statement, const char *text)
{
    struct str end = {0};
    str_addf(&end, "%s\xF4\x8F\xBF\xBF", text);
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 2, str_text(&end), -1, SQLITE_TRANSIENT);
    str_free(&end);
}

bool search_has_word(struct search *s, const char *term, bool *welsh)
{
    sqlite3_stmt *row = search_statement(s, SEARCH_WORD);
    if (!row)
        return false;
    sqlite3_bind_text(row, 1, term, -1, SQLITE_STATIC);
    bool has = sqlite3_step(row) == SQLITE_ROW;
    if (welsh)
        *welsh = has && sqlite3_column_int(row, 2) != 0;
    sqlite3_reset(row);
    return has;
}

static int compare_numbers(const void *key, const void *item)
{
    int64_t number = *(const int64_t *)key;
    const struct search_document *d = item;
    return number < d->number ? -1 : number > d->number;
}

long search_find_number(const struct search *s, int64_t number)
{
    const struct search_document *found = s->document_count
                                              ? bsearch(&number, s->documents, s->document_count,
                                                        sizeof *s->documents, compare_numbers)
                                              : NULL;
    return found ? found - s->documents : -1;
}
