#include "library/edition_said.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "library/database.h"
#include "library/edition_key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The words of the last part of an address; where these only name an edition ('easy-read.pdf'), with the part before it. */
static void add_address_key(const char *path, struct str *out)
{
    const char *part = strrchr(path, '/');
    struct edition_key key = edition_key_make(part ? part + 1 : path, true);
    if (part && !*key.work)
        edition_key_words(path, (size_t)(part - path), out);
    edition_key_words(part ? part + 1 : path, edition_key_stem_bytes(part ? part + 1 : path), out);
    edition_key_free(&key);
}

char *edition_said_make(const struct book *book)
{
    struct mention_list list;
    struct str text = {0}, key = {0};
    mention_find(book, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct mention *m = &list.items[i];
        str_clear(&key);
        if (m->is_address)
            add_address_key(m->text, &key);
        else
            edition_key_words(m->text, strlen(m->text), &key);
        if (key.length_bytes && key.length_bytes < EDITION_SAID_KEY_BYTES)
            str_addf(&text, "%d%d%d%d %s\n", (int)m->kind, (int)m->own, m->is_address, m->is_sure,
                     str_text(&key));
    }
    mention_list_free(&list);
    str_free(&key);
    return text.data ? text.data : mem_copy_string("");
}

static bool read_line(const char *line, size_t bytes, struct edition_said *out)
{
    enum { SIGNS = 4 };
    if (bytes <= SIGNS + 1 || bytes - SIGNS - 1 >= sizeof out->key || line[SIGNS] != ' ')
        return false;
    for (int i = 0; i < SIGNS; i++)
        if (line[i] < '0' || line[i] > (i < 2 ? '0' + MENTION_KIND_COUNT - 1 : '1'))
            return false;
    *out = (struct edition_said){.kind = (enum mention_kind)(line[0] - '0'),
                                 .own = (enum mention_kind)(line[1] - '0'),
                                 .is_address = line[2] == '1',
                                 .is_sure = line[3] == '1'};
    memcpy(out->key, line + SIGNS + 1, bytes - SIGNS - 1);
    return out->kind != 0;
}

bool edition_said_next(const char **text, struct edition_said *out)
{
    while (*text && **text) {
        const char *line = *text;
        size_t bytes = strcspn(line, "\n");
        *text = line + bytes + (line[bytes] == '\n');
        if (read_line(line, bytes, out))
            return true;
    }
    return false;
}

struct row {
    char id[DOCUMENT_ID_DIGITS + 1];
    char *says; /* NULL: the book can't be read */
};

static enum err find_rows(sqlite3 *db, struct row **rows, size_t *count)
{
    size_t cap = 0;
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT id FROM document WHERE says IS NULL", -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        const char *id = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
        if (!id || !database_is_id(id))
            continue;
        MEM_ROOM(*rows, *count, cap);
        (*rows)[*count].says = NULL;
        memcpy((*rows)[(*count)++].id, id, DOCUMENT_ID_DIGITS + 1);
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

/* Returns how many could be read. */
static size_t read_books(const char *folder, struct row *rows, size_t count)
{
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        struct str path = {0};
        struct book *book = NULL;
        str_addf(&path, "%s/books/%s.book", folder, rows[i].id);
        if (book_open(str_text(&path), &book) == ERR_OK) {
            rows[i].says = edition_said_make(book);
            book_close(book);
            done++;
        }
        str_free(&path);
    }
    return done;
}

static enum err write_rows(sqlite3 *db, const struct row *rows, size_t count)
{
    sqlite3_stmt *s = NULL;
    enum err err = database_run(db, "BEGIN IMMEDIATE");
    if (err != ERR_OK)
        return err;
    err = database_err(sqlite3_prepare_v2(
        db, "UPDATE document SET says = ? WHERE id = ? AND says IS NULL", -1, &s, NULL));
    for (size_t i = 0; i < count && err == ERR_OK; i++) {
        if (!rows[i].says)
            continue;
        sqlite3_bind_text(s, 1, rows[i].says, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, rows[i].id, -1, SQLITE_STATIC);
        err = database_err(sqlite3_step(s));
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    if (err == ERR_OK)
        err = database_run(db, "COMMIT");
    if (err != ERR_OK && !sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return err;
}

enum err edition_said_fill(const char *folder, sqlite3 *db)
{
    struct row *rows = NULL;
    size_t count = 0;
    enum err err = find_rows(db, &rows, &count);
    /* The books are read before the lock is taken: others wait for it for ten seconds only. */
    if (err == ERR_OK && read_books(folder, rows, count))
        err = write_rows(db, rows, count);
    for (size_t i = 0; i < count; i++)
        free(rows[i].says);
    free(rows);
    return err;
}
