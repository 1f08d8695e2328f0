#include "library/choice.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue_parts.h"
#include "library/edition.h"
#include "library/entry.h"
#include "library/title_key.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TITLE_MOST_BYTES = 512, SECTION_MOST_BYTES = 128 };

static enum err run_of(struct catalogue *c, const char *sql, const char *id, const char *value)
{
    return database_run_with(catalogue_database(c), sql, (const char *const[]){id, value}, 2, NULL);
}

/* Begins a transaction in which the document is there. */
static enum err begin_with(struct catalogue *c, const char *id)
{
    bool there = false;
    enum err err = catalogue_begin(c);
    if (err != ERR_OK)
        return err;
    err = catalogue_has(c, id, &there);
    if (err == ERR_OK && !there)
        err = ERR_NOT_FOUND;
    return err == ERR_OK ? ERR_OK : catalogue_end(c, err);
}

/* One column of one document. */
static enum err set_one(struct catalogue *c, const char *id, const char *sql, const char *value)
{
    enum err err = begin_with(c, id);
    if (err != ERR_OK)
        return err;
    return catalogue_end(c, run_of(c, sql, id, value));
}

enum err choice_forget(struct catalogue *c, const char *id)
{
    return run_of(c, "DELETE FROM choice WHERE document = ?1", id, NULL);
}

#define PUT_ASIDE                                                                                  \
    "INSERT INTO choice (document, aside)"                                                         \
    " SELECT ?1, 1 + ifnull(max(aside), 0) FROM choice WHERE true"                                 \
    " ON CONFLICT (document) DO UPDATE SET aside = excluded.aside"

enum err catalogue_set_aside(struct catalogue *c, const char *id)
{
    enum err err = set_one(c, id, PUT_ASIDE, NULL);
    if (err == ERR_OK)
        catalogue_unindex(c, id);
    return err;
}

static enum err bring_back(struct catalogue *c, const char *id, bool *was_aside)
{
    int changed = 0;
    enum err err = database_run_with(
        catalogue_database(c), "UPDATE choice SET aside = 0 WHERE document = ?1 AND aside > 0", &id,
        1, &changed);
    *was_aside = changed > 0;
    return err;
}

enum err catalogue_bring_back(struct catalogue *c, const char *id)
{
    bool was_aside = false;
    enum err err = bring_back(c, id, &was_aside);
    return err == ERR_OK && !was_aside ? ERR_NOT_FOUND : err;
}

enum err catalogue_set_all_aside(struct catalogue *c, const char *const *ids,
                                 const char *const *back, size_t count)
{
    enum err err = catalogue_begin(c);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < count && err == ERR_OK; i++) {
        bool may_go = false;
        err = catalogue_has(c, ids[i], &may_go);
        if (err == ERR_OK && may_go && back[i])
            err = bring_back(c, back[i], &may_go);
        if (err == ERR_OK && may_go)
            err = run_of(c, PUT_ASIDE, ids[i], NULL);
    }
    return catalogue_end(c, err);
}

/* Ids, each in its place; freed together. */
struct ids {
    char (*items)[DOCUMENT_ID_DIGITS + 1];
    uint32_t *places; /* of choice.place; 0 none */
    size_t count, cap;
};

static enum err read_ids(struct catalogue *c, const char *sql, const char *value, struct ids *out)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c), sql, -1, &s, NULL);
    if (rc == SQLITE_OK && value)
        rc = sqlite3_bind_text(s, 1, value, -1, SQLITE_STATIC);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        const char *id = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
        if (!id || !database_is_id(id))
            continue;
        if (out->count == out->cap) {
            out->cap = out->cap ? out->cap * 2 : 64;
            out->items = mem_resize(out->items, out->cap, sizeof *out->items);
            out->places = mem_resize(out->places, out->cap, sizeof *out->places);
        }
        memcpy(out->items[out->count], id, sizeof *out->items);
        out->places[out->count++] = (uint32_t)sqlite3_column_int64(s, 1);
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

static void free_ids(struct ids *ids)
{
    free(ids->items);
    free(ids->places);
}

#define THAT_ARE_ASIDE "SELECT document, 0 FROM choice WHERE aside > 0 ORDER BY document"

enum err catalogue_clear_aside(struct catalogue *c)
{
    struct ids ids = {0};
    enum err err = read_ids(c, THAT_ARE_ASIDE, NULL, &ids); /* a look waits for no writer */
    if (err != ERR_OK || !ids.count) {
        free_ids(&ids);
        return err;
    }
    ids.count = 0;
    err = catalogue_begin(c);
    if (err == ERR_OK) {
        err = read_ids(c, THAT_ARE_ASIDE, NULL, &ids);
        if (err == ERR_OK)
            err = run_of(c,
                         "DELETE FROM document WHERE id IN"
                         " (SELECT document FROM choice WHERE aside > 0)",
                         NULL, NULL);
        if (err == ERR_OK) /* of what has no row any more */
            err = run_of(c, "DELETE FROM choice WHERE aside > 0", NULL, NULL);
        err = catalogue_end(c, err);
    }
    const char **gone = mem_new(ids.count + 1, sizeof *gone);
    for (size_t i = 0; i < ids.count; i++)
        gone[i] = ids.items[i];
    if (err == ERR_OK && catalogue_drop_files(c, gone, ids.count) != ERR_OK)
        log_note("the files of %zu documents are left to the next sweep", ids.count);
    free(gone);
    free_ids(&ids);
    return err;
}

static uint64_t size_of(char *path)
{
    struct stat st;
    uint64_t bytes = stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;
    free(path);
    return bytes;
}

enum err catalogue_aside_bytes(struct catalogue *c, uint64_t *out)
{
    struct ids ids = {0};
    *out = 0;
    enum err err = read_ids(c, THAT_ARE_ASIDE, NULL, &ids);
    for (size_t i = 0; i < ids.count; i++)
        *out += size_of(catalogue_document_path(c, ids.items[i])) +
                size_of(catalogue_book_path(c, ids.items[i]));
    free_ids(&ids);
    return err;
}

/* Gives the first `last` of a section the places in which they stand, `id` the `to`th among them (from 1). */
static enum err write_places(struct catalogue *c, const struct ids *ids, const char *id, size_t to,
                             size_t last)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c),
                                "INSERT INTO choice (document, place) VALUES (?1, ?2)"
                                " ON CONFLICT (document) DO UPDATE SET place = excluded.place",
                                -1, &s, NULL);
    size_t from = 0; /* in ids, past `id` itself */
    for (size_t place = 1; place <= last && (rc == SQLITE_OK || rc == SQLITE_DONE); place++) {
        if (from < ids->count && strcmp(ids->items[from], id) == 0)
            from++;
        const char *at = place == to ? id : ids->items[from];
        if (place != to && ids->places[from++] == place)
            continue;
        sqlite3_bind_text(s, 1, at, -1, SQLITE_STATIC);
        sqlite3_bind_int64(s, 2, (sqlite3_int64)place);
        rc = sqlite3_step(s);
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

static enum err put_at(struct catalogue *c, const char *id, uint32_t place)
{
    struct ids ids = {0};
    enum err err =
        read_ids(c,
                 "SELECT id, ifnull(place, 0), " CATALOGUE_PACK_PLACE CATALOGUE_FROM_ALL
                 " WHERE section = (SELECT section FROM document WHERE id = ?1) COLLATE NOCASE"
                 " AND " CATALOGUE_IS_THERE CATALOGUE_IN_ORDER,
                 id, &ids);
    size_t to = place < ids.count ? place : ids.count, last = to;
    for (size_t i = 0; i < ids.count; i++) /* those that have places keep them */
        if (ids.places[i] && last < i + 1)
            last = i + 1;
    if (err == ERR_OK)
        err = write_places(c, &ids, id, to, last);
    free_ids(&ids);
    return err;
}

enum err catalogue_set_place(struct catalogue *c, const char *id, uint32_t place)
{
    enum err err = begin_with(c, id);
    if (err != ERR_OK)
        return err;
    err = place ? put_at(c, id, place)
                : run_of(c, "UPDATE choice SET place = 0 WHERE document = ?1", id, NULL);
    return catalogue_end(c, err);
}

enum err catalogue_set_hidden(struct catalogue *c, const char *id, bool hidden)
{
    enum err err = set_one(c, id,
                           "INSERT INTO choice (document, hidden) VALUES (?1, CAST(?2 AS INTEGER))"
                           " ON CONFLICT (document) DO UPDATE SET hidden = excluded.hidden",
                           hidden ? "1" : "0");
    if (err == ERR_OK && hidden)
        catalogue_unindex(c, id);
    return err;
}

static enum err feature(struct catalogue *c, const char *id)
{
    return run_of(c,
                  "INSERT INTO choice (document, featured) VALUES (?1, 1)"
                  " ON CONFLICT (document) DO UPDATE SET featured = 1",
                  id, NULL);
}

enum err catalogue_set_featured(struct catalogue *c, const char *id, bool featured)
{
    enum err err = begin_with(c, id);
    if (err != ERR_OK)
        return err;
    err = run_of(c,
                 featured ? "UPDATE choice SET featured = 0 WHERE featured <> 0"
                          : "UPDATE choice SET featured = 0 WHERE document = ?1",
                 featured ? NULL : id, NULL);
    if (err == ERR_OK && featured)
        err = feature(c, id);
    return catalogue_end(c, err);
}

enum err catalogue_find_featured(struct catalogue *c, struct document *out)
{
    struct ids ids = {0};
    bool shown = false;
    *out = (struct document){0};
    enum err err = read_ids(c,
                            "SELECT document, 0 FROM choice WHERE featured > 0 AND aside = 0"
                            " ORDER BY document LIMIT 1",
                            NULL, &ids);
    if (err == ERR_OK && ids.count)
        err = catalogue_is_shown(c, ids.items[0], &shown);
    if (err == ERR_OK)
        err = shown ? catalogue_find(c, ids.items[0], out) : ERR_NOT_FOUND;
    free_ids(&ids);
    return err;
}

/* Control characters and what surrounds the words left out. */
static char *clean(const char *text, size_t most_bytes)
{
    char *all = entry_clean_text(text ? text : "", most_bytes);
    size_t from = strspn(all, " "), bytes = strlen(all + from);
    while (bytes && all[from + bytes - 1] == ' ')
        bytes--;
    char *words = mem_copy_bytes(all + from, bytes);
    free(all);
    return words;
}

static enum err give_title(struct catalogue *c, const struct document *d, const char *words)
{
    bool own = strcmp(words, d->own_title ? d->own_title : d->title) == 0;
    const char *given = own ? "" : words;
    char *key = *given ? title_key_make(given, d->easy_read) : mem_copy_string("");
    enum err err = database_run_with(
        catalogue_database(c),
        "INSERT INTO choice (document, given_title, given_key) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (document) DO UPDATE SET given_title = excluded.given_title,"
        " given_key = excluded.given_key",
        (const char *const[]){d->id, given, key}, 3, NULL);
    free(key);
    return err;
}

enum err catalogue_set_title(struct catalogue *c, const char *id, const char *title)
{
    struct document d;
    bool there = false;
    enum err err = catalogue_has(c, id, &there);
    if (err != ERR_OK || !there)
        return err == ERR_OK ? ERR_NOT_FOUND : err;
    catalogue_unindex(c, id); /* before, so that no cut leaves the old title in the index */
    err = begin_with(c, id);
    if (err != ERR_OK)
        return err;
    err = catalogue_find(c, id, &d);
    if (err == ERR_OK) {
        char *words = clean(title, TITLE_MOST_BYTES);
        err = give_title(c, &d, words);
        free(words);
        document_free(&d);
    }
    return catalogue_end(c, err);
}

enum err catalogue_set_section(struct catalogue *c, const char *id, const char *section)
{
    char *name = clean(section, SECTION_MOST_BYTES);
    enum err err = *name ? begin_with(c, id) : ERR_USAGE;
    if (err != ERR_OK) {
        free(name);
        return err;
    }
    err = run_of(c,
                 "INSERT INTO choice (document, given_section) VALUES (?1, ?2)"
                 " ON CONFLICT (document) DO UPDATE SET place = 0,"
                 " given_section = excluded.given_section",
                 id, name);
    if (err == ERR_OK)
        err = run_of(c, "UPDATE document SET section = ?2 WHERE id = ?1", id, name);
    free(name);
    return catalogue_end(c, err);
}

static enum err carry(struct catalogue *c, const char *from_id, const char *to_id)
{
    enum err err = choice_forget(c, to_id);
    if (err == ERR_OK)
        err =
            run_of(c,
                   "INSERT INTO choice (document, place, hidden, featured, given_title, given_key,"
                   " given_section) SELECT ?2, place, hidden, featured, given_title, given_key,"
                   " given_section FROM choice WHERE document = ?1",
                   from_id, to_id);
    if (err == ERR_OK)
        err = run_of(c, "UPDATE choice SET featured = 0 WHERE document = ?1", from_id, NULL);
    if (err == ERR_OK)
        err = run_of(c,
                     "UPDATE document SET section = (SELECT section FROM document WHERE id = ?1)"
                     " WHERE id = ?2 AND EXISTS"
                     " (SELECT 1 FROM choice WHERE document = ?1 AND given_section <> '')",
                     from_id, to_id);
    return err == ERR_OK ? edition_carry_over(c, from_id, to_id) : err;
}

enum err choice_succeed(struct catalogue *c, const char *from_id, const char *to_id)
{
    enum err err = carry(c, from_id, to_id);
    return err == ERR_OK ? run_of(c, PUT_ASIDE, from_id, NULL) : err;
}
