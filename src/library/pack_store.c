#include "library/pack_store.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue_parts.h"
#include "library/database.h"
#include "library/pack.h"
#include "library/pack_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what is there --- */

static void copy_column(sqlite3_stmt *s, int column, char *out, size_t bytes)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    size_t length = text ? strlen(text) : 0;
    memset(out, 0, bytes);
    memcpy(out, text ? text : "", length < bytes ? length : bytes - 1);
}

static void read_row(struct catalogue *c, sqlite3_stmt *s, struct pack_row *out)
{
    int64_t now_s = catalogue_now_s(c);
    *out = (struct pack_row){
        .id = database_column(s, 0),
        .version = sqlite3_column_int64(s, 1),
        .title = database_column(s, 2),
        .maker = database_column(s, 3),
        .lang = database_column(s, 4),
        .expires_s = sqlite3_column_int64(s, 5),
        .folder = database_column(s, 6),
        .added_s = sqlite3_column_int64(s, 9),
        .documents = (uint32_t)sqlite3_column_int64(s, 10),
    };
    copy_column(s, 7, out->digest, sizeof out->digest);
    copy_column(s, 8, out->key, sizeof out->key);
    out->is_over = out->expires_s && out->expires_s <= now_s;
}

#define SELECT_PACK                                                                                \
    "SELECT " DATABASE_PACK ", (SELECT count(*) FROM pack_document d WHERE d.pack = pack.id AND"   \
    " d.document NOT IN (SELECT document FROM choice WHERE aside > 0))"                            \
    " FROM pack "

/* The rows that a query gives; `text` (may be NULL) is its value. */
static enum err read_rows(struct catalogue *c, const char *sql, const char *text,
                          struct pack_list *out)
{
    *out = (struct pack_list){0};
    sqlite3_stmt *s = NULL;
    size_t cap = 0;
    int rc = sqlite3_prepare_v2(catalogue_database(c), sql, -1, &s, NULL);
    if (rc == SQLITE_OK && text)
        rc = sqlite3_bind_text(s, 1, text, -1, SQLITE_STATIC);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc != SQLITE_ROW)
            break;
        MEM_ROOM(out->items, out->count, cap);
        read_row(c, s, &out->items[out->count++]);
    }
    sqlite3_finalize(s);
    enum err err = database_err(rc);
    if (err != ERR_OK)
        pack_list_free(out);
    return err;
}

enum err pack_store_list(struct catalogue *c, struct pack_list *out)
{
    return read_rows(c, SELECT_PACK "ORDER BY title COLLATE NOCASE, id", NULL, out);
}

enum err pack_store_of(struct catalogue *c, const char *document, struct pack_list *out)
{
    return read_rows(c,
                     SELECT_PACK "WHERE id IN (SELECT pack FROM pack_document WHERE document = ?1)"
                                 " ORDER BY added_s DESC, id",
                     document, out);
}

enum err pack_store_find(struct catalogue *c, const char *id, struct pack_row *out)
{
    struct pack_list list;
    enum err err = read_rows(c, SELECT_PACK "WHERE id = ?1", id, &list);
    if (err == ERR_OK && !list.count)
        err = ERR_NOT_FOUND;
    if (err != ERR_OK)
        return err;
    *out = list.items[0];
    free(list.items);
    return ERR_OK;
}

void pack_row_free(struct pack_row *row)
{
    free(row->id);
    free(row->title);
    free(row->maker);
    free(row->lang);
    free(row->folder);
    *row = (struct pack_row){0};
}

void pack_list_free(struct pack_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        pack_row_free(&list->items[i]);
    free(list->items);
    *list = (struct pack_list){0};
}

char *pack_store_path(const struct catalogue *c, const struct pack_row *row, const char *name)
{
    struct str path = {0};
    str_addf(&path, "%s/packs/%s/%s", catalogue_folder(c), row->folder, name);
    return path.data;
}

enum err pack_store_each_tie(struct catalogue *c,
                             void (*each)(void *data, const char *one, const char *other),
                             void *data)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c),
                                "SELECT a.document, b.document FROM pack_document a"
                                " JOIN pack_document b ON a.pack = b.pack AND a.work = b.work"
                                " WHERE a.work > 0 AND a.document < b.document"
                                " ORDER BY a.pack, a.work, a.document, b.document",
                                -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc == SQLITE_ROW)
            each(data, (const char *)sqlite3_column_text(s, 0),
                 (const char *)sqlite3_column_text(s, 1));
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

/* --- changes --- */

/* Runs a statement without rows, whose values are texts. */
static enum err run_with(struct catalogue *c, const char *sql, const char *one, const char *other)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c), sql, -1, &s, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(s, 1, one, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK && other)
        rc = sqlite3_bind_text(s, 2, other, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    sqlite3_finalize(s);
    return database_err(rc);
}

enum err pack_store_keep_document(struct catalogue *c, const char *id)
{
    return run_with(c, "UPDATE pack_document SET brought = 0 WHERE document = ?1 AND brought", id,
                    NULL);
}

/* The latest version of a pack that was ever here outlives the pack: else one that was removed could be played again. */
static char *last_key(const char *id)
{
    struct str key = {0};
    str_addf(&key, "pack.last:%s", id);
    return key.data;
}

static enum err read_last(struct catalogue *c, const char *id, int64_t *out)
{
    char *key = last_key(id), *value = NULL;
    enum err err = catalogue_get(c, key, &value);
    *out = value ? strtoll(value, NULL, 10) : 0;
    free(value);
    free(key);
    return err;
}

static enum err keep_last(struct catalogue *c, const struct manifest *m)
{
    int64_t last;
    enum err err = read_last(c, m->id, &last);
    if (err != ERR_OK || last >= m->version)
        return err;
    char *key = last_key(m->id), value[32];
    snprintf(value, sizeof value, "%lld", (long long)m->version);
    err = catalogue_set(c, key, value);
    free(key);
    return err;
}

/* `here` NULL: no version is. */
static bool may_come(const struct pack *pack, const struct pack_row *here, int64_t last,
                     enum pack_rule rule)
{
    int64_t version = pack->manifest.version;
    if (rule == PACK_UNASKED)
        return version > last;
    if (rule == PACK_ANY)
        return true;
    return here ? version > here->version || strcmp(here->digest, pack->digest) == 0
                : version >= last;
}

enum err pack_store_may_add(struct catalogue *c, const struct pack *pack, enum pack_rule rule)
{
    const struct manifest *m = &pack->manifest;
    struct pack_row here = {0};
    int64_t last = 0;
    enum err found = pack_store_find(c, m->id, &here);
    enum err err = found == ERR_NOT_FOUND ? ERR_OK : found;
    if (err == ERR_OK)
        err = read_last(c, m->id, &last);
    if (err == ERR_OK && !may_come(pack, found == ERR_OK ? &here : NULL, last, rule))
        err = ERR_OLDER;
    pack_row_free(&here);
    if (err == ERR_OK && m->expires_s && m->expires_s <= catalogue_now_s(c))
        err = ERR_EXPIRED;
    return err;
}

static enum err put_pack(struct catalogue *c, const struct pack *pack, const char *folder)
{
    const struct manifest *m = &pack->manifest;
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c),
                                "INSERT OR REPLACE INTO pack (" DATABASE_PACK
                                ") VALUES (?,?,?,?,?,?,?,?,?,?)",
                                -1, &s, NULL);
    if (rc == SQLITE_OK) {
        const char *const texts[] = {m->id, NULL,   m->title,     m->maker, m->lang,
                                     NULL,  folder, pack->digest, pack->key};
        for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++)
            if (texts[i])
                sqlite3_bind_text(s, i + 1, texts[i], -1, SQLITE_STATIC);
        sqlite3_bind_int64(s, 2, m->version);
        sqlite3_bind_int64(s, 6, m->expires_s);
        sqlite3_bind_int64(s, 10, catalogue_now_s(c));
        rc = sqlite3_step(s);
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

static enum err put_document(struct catalogue *c, const char *pack, const struct pack_entry *e,
                             bool brought)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c),
                                "INSERT OR REPLACE INTO pack_document (" DATABASE_PACK_DOCUMENT
                                ") VALUES (?,?,?,?,?,?)",
                                -1, &s, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(s, 1, pack, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, e->document.id, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 3, e->path, -1, SQLITE_STATIC);
        sqlite3_bind_int64(s, 4, e->place);
        sqlite3_bind_int64(s, 5, e->work);
        sqlite3_bind_int64(s, 6, brought);
        rc = sqlite3_step(s);
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

/* What a version of the pack that is here says of its documents. */
struct old_part {
    char id[DOCUMENT_ID_DIGITS + 1];
    char *path;
    bool brought, stays;
};
struct old_parts {
    struct old_part *items;
    size_t count, cap;
};

static enum err read_old(struct catalogue *c, const char *pack, struct old_parts *out)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c),
                                "SELECT document, path, brought FROM pack_document WHERE pack = ?1",
                                -1, &s, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(s, 1, pack, -1, SQLITE_STATIC);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc != SQLITE_ROW)
            break;
        MEM_ROOM(out->items, out->count, out->cap);
        struct old_part *part = &out->items[out->count++];
        *part = (struct old_part){.path = database_column(s, 1),
                                  .brought = sqlite3_column_int(s, 2) != 0};
        copy_column(s, 0, part->id, sizeof part->id);
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

static void free_old(struct old_parts *old)
{
    for (size_t i = 0; i < old->count; i++)
        free(old->items[i].path);
    free(old->items);
}

static bool was_brought(const struct old_parts *old, const char *id)
{
    for (size_t i = 0; i < old->count; i++)
        if (strcmp(old->items[i].id, id) == 0)
            return old->items[i].brought;
    return false;
}

/* Marks what stays of the old version: what the new one has too, and what stood where a document was refused. */
static void mark_what_stays(struct old_parts *old, const struct pack_entry *entries, size_t count)
{
    for (size_t i = 0; i < old->count; i++)
        for (size_t k = 0; k < count && !old->items[i].stays; k++)
            old->items[i].stays = entries[k].refused
                                      ? strcmp(old->items[i].path, entries[k].path) == 0
                                      : strcmp(old->items[i].id, entries[k].document.id) == 0;
}

/* Takes the pack's old parts away that do not stay; a document that it brought and no other pack has goes with them. */
static enum err drop_old(struct catalogue *c, const char *pack, const struct old_parts *old)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < old->count && err == ERR_OK; i++) {
        const struct old_part *part = &old->items[i];
        if (part->stays)
            continue;
        err = run_with(c, "DELETE FROM pack_document WHERE pack = ?1 AND document = ?2", pack,
                       part->id);
        if (err != ERR_OK || !part->brought)
            continue;
        /* Whoever else has it was given it by us: it is theirs to keep now. */
        err =
            run_with(c, "UPDATE pack_document SET brought = 1 WHERE document = ?1", part->id, NULL);
        if (err == ERR_OK)
            err = run_with(c,
                           "DELETE FROM document WHERE id = ?1 AND NOT EXISTS"
                           " (SELECT 1 FROM pack_document WHERE document = ?1)",
                           part->id, NULL);
    }
    return err;
}

/* After the commit: the files of the documents that went. */
static void drop_old_files(struct catalogue *c, const struct old_parts *old)
{
    for (size_t i = 0; i < old->count; i++) {
        const char *id = old->items[i].id;
        bool is_there = true;
        if (catalogue_has(c, id, &is_there) != ERR_OK || is_there)
            continue;
        if (catalogue_drop_file(c, id) != ERR_OK)
            log_note("the files of %.12s are left to the next sweep", id);
        catalogue_unindex(c, id);
    }
}

/* A document that lies in the pack twice is one, which the pack brought all the same. */
static bool came_before(const struct pack_entry *entries, const struct pack_entry *e)
{
    for (const struct pack_entry *b = entries; b < e; b++)
        if (!b->refused && !b->known && strcmp(b->document.id, e->document.id) == 0)
            return true;
    return false;
}

static enum err enter_document(struct catalogue *c, const char *pack,
                               const struct pack_entry *entries, struct pack_entry *e,
                               const struct old_parts *old)
{
    enum err err = catalogue_has(c, e->document.id, &e->known);
    if (err == ERR_OK && !e->known && !e->document_path)
        err = ERR_NOT_FOUND; /* it was here, and somebody removed it a moment ago */
    if (err == ERR_OK && !e->known)
        err = catalogue_enter(c, &e->document, e->document_path, e->book_path);
    bool brought =
        err == ERR_OK && (!e->known || was_brought(old, e->document.id) || came_before(entries, e));
    if (err == ERR_OK && e->known && brought)
        err = run_with(c,
                       "UPDATE document SET section = ?2 WHERE id = ?1 AND NOT EXISTS"
                       " (SELECT 1 FROM choice WHERE document = ?1 AND given_section <> '')",
                       e->document.id, e->document.section);
    return err == ERR_OK ? put_document(c, pack, e, brought) : err;
}

/* All that is done in the transaction. */
static enum err publish_rows(struct catalogue *c, const struct pack *pack, enum pack_rule rule,
                             struct pack_entry *entries, size_t count, const char *folder)
{
    const char *id = pack->manifest.id;
    struct old_parts old = {0};
    enum err err = pack_store_may_add(c, pack, rule); /* again, as others may have been here */
    if (err == ERR_OK)
        err = read_old(c, id, &old);
    for (size_t i = 0; i < count && err == ERR_OK; i++)
        if (!entries[i].refused)
            err = enter_document(c, id, entries, &entries[i], &old);
    if (err == ERR_OK)
        err = catalogue_sync(c);
    mark_what_stays(&old, entries, count);
    if (err == ERR_OK)
        err = drop_old(c, id, &old);
    if (err == ERR_OK)
        err = put_pack(c, pack, folder);
    if (err == ERR_OK)
        err = keep_last(c, &pack->manifest);
    if (err == ERR_OK)
        err = database_run(catalogue_database(c), "COMMIT");
    if (err != ERR_OK)
        catalogue_roll_back(c);
    if (err == ERR_OK)
        drop_old_files(c, &old);
    free_old(&old);
    return err;
}

/* Files of documents that did not get a row. */
static void drop_entries(struct catalogue *c, const struct pack_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i].document_path && catalogue_drop_file(c, entries[i].document.id) != ERR_OK)
            log_note("the files of %.12s are left to the next sweep", entries[i].document.id);
}

/* Removes the folder of a pack unless its row names it: a commit that answers an error may have come through all the same. */
static void drop_folder(struct catalogue *c, const char *id, const char *folder)
{
    struct pack_row here;
    if (!folder)
        return;
    enum err err = pack_store_find(c, id, &here);
    bool is_named = err == ERR_OK && strcmp(here.folder, folder) == 0;
    if (err == ERR_OK)
        pack_row_free(&here);
    if (!is_named && (err == ERR_OK || err == ERR_NOT_FOUND))
        pack_folder_remove(catalogue_folder(c), folder);
}

enum err pack_store_publish(struct catalogue *c, const struct pack *pack, enum pack_rule rule,
                            struct pack_entry *entries, size_t count)
{
    const char *id = pack->manifest.id;
    char *folder = NULL, *old_folder = NULL;
    struct pack_row here;
    if (pack_store_find(c, id, &here) == ERR_OK) {
        old_folder = mem_copy_string(here.folder);
        pack_row_free(&here);
    }
    enum err err = pack_folder_write(catalogue_folder(c), pack, &folder);
    for (size_t i = 0; i < count && err == ERR_OK; i++)
        if (entries[i].document_path)
            catalogue_unindex(c, entries[i].document.id);
    if (err == ERR_OK)
        err = database_run(catalogue_database(c), "BEGIN IMMEDIATE");
    if (err == ERR_OK) {
        err = publish_rows(c, pack, rule, entries, count, folder);
        if (err != ERR_OK)
            drop_entries(c, entries, count);
    }
    drop_folder(c, id, folder);
    drop_folder(c, id, old_folder);
    free(folder);
    free(old_folder);
    return err;
}

enum err pack_store_remove(struct catalogue *c, const char *id)
{
    struct pack_row here;
    struct old_parts old = {0};
    enum err err = pack_store_find(c, id, &here);
    if (err != ERR_OK)
        return err;
    err = database_run(catalogue_database(c), "BEGIN IMMEDIATE");
    if (err == ERR_OK)
        err = read_old(c, here.id, &old);
    if (err == ERR_OK)
        err = drop_old(c, here.id, &old);
    if (err == ERR_OK)
        err = run_with(c, "DELETE FROM pack WHERE id = ?1", here.id, NULL);
    if (err == ERR_OK)
        err = database_run(catalogue_database(c), "COMMIT");
    if (err != ERR_OK)
        catalogue_roll_back(c);
    if (err == ERR_OK) {
        drop_old_files(c, &old);
        pack_folder_remove(catalogue_folder(c), here.folder);
    }
    free_old(&old);
    pack_row_free(&here);
    return err;
}
