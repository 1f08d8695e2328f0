#include "library/copy_choice.h"
#include "base/mem.h"
#include "library/catalogue_parts.h"
#include "library/entry.h"
#include "library/title_key.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_BYTES_MOST = 512, SECTION_BYTES_MOST = 128, PLACE_MOST = 1000000 };

/* What staff chose about a document; "" none. Each is one column of `choice`, and is taken over only where that says none. */
static const struct {
    const char *key, *column, *none;
    bool is_number;
} columns[] = {
    {"place", "place", "0", true},
    {"hidden", "hidden", "0", true},
    {"featured", "featured", "0", true},
    {"title", "given_title", "''", false},
    {"section", "given_section", "''", false},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

enum err copy_choice_gather(struct catalogue *c, struct copy_notes *out)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(catalogue_database(c),
                                "SELECT document, place, hidden, featured, given_title,"
                                " given_section FROM choice JOIN document ON document.id = document"
                                " WHERE aside = 0 ORDER BY document",
                                -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc != SQLITE_ROW)
            break;
        const char *id = (const char *)sqlite3_column_text(s, 0);
        for (int i = 0; i < COLUMNS && id; i++) {
            const char *value = (const char *)sqlite3_column_text(s, i + 1);
            if (value && *value && strcmp(value, "0") != 0 &&
                copy_carries_choice(id, columns[i].key, value))
                copy_notes_add(out, id, columns[i].key, value);
        }
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

static bool is_good_number(const char *key, const char *value)
{
    size_t digits = strspn(value, "0123456789");
    long number = digits && digits < 8 && !value[digits] ? strtol(value, NULL, 10) : 0;
    return number >= 1 && number <= (strcmp(key, "place") == 0 ? PLACE_MOST : 1);
}

/* A value as this library keeps it; NULL: not one. Free with free. */
static char *good_value(size_t column, const char *value)
{
    if (columns[column].is_number)
        return is_good_number(columns[column].key, value) ? mem_copy_string(value) : NULL;
    bool is_section = strcmp(columns[column].key, "section") == 0;
    char *clean = entry_clean_text(value, is_section ? SECTION_BYTES_MOST : TITLE_BYTES_MOST);
    if (*clean)
        return clean;
    free(clean);
    return NULL;
}

/* Columns that hang on another one. */
static enum err follow(struct catalogue *c, size_t column, const char *id, const char *value)
{
    const char *texts[2] = {id, value};
    if (strcmp(columns[column].key, "section") == 0)
        return database_run_with(catalogue_database(c),
                                 "UPDATE document SET section = ?2 WHERE id = ?1", texts, 2, NULL);
    if (strcmp(columns[column].key, "title") != 0)
        return ERR_OK;
    struct document d;
    enum err err = catalogue_find(c, id, &d);
    if (err != ERR_OK)
        return err;
    char *key = title_key_make(value, d.easy_read);
    texts[1] = key;
    err = database_run_with(catalogue_database(c),
                            "UPDATE choice SET given_key = ?2 WHERE document = ?1", texts, 2, NULL);
    free(key);
    document_free(&d);
    return err;
}

static enum err take(struct catalogue *c, const struct copy_note *note, size_t column,
                     const char *value)
{
    const char *texts[2] = {note->id, value};
    int changed = 0;
    struct str sql = {0};
    str_addf(&sql, "UPDATE choice SET %s = %s WHERE document = ?1 AND %s = %s",
             columns[column].column, columns[column].is_number ? "CAST(?2 AS INTEGER)" : "?2",
             columns[column].column, columns[column].none);
    if (strcmp(columns[column].key, "featured") == 0)
        str_add(&sql, " AND NOT EXISTS (SELECT 1 FROM choice WHERE featured)");
    enum err err = database_run_with(
        catalogue_database(c), "INSERT INTO choice (document) VALUES (?1) ON CONFLICT DO NOTHING",
        texts, 1, NULL);
    if (err == ERR_OK)
        err = database_run_with(catalogue_database(c), str_text(&sql), texts, 2, &changed);
    if (err == ERR_OK && changed)
        err = follow(c, column, note->id, value);
    str_free(&sql);
    return err;
}

static enum err take_note(struct catalogue *c, const struct copy_note *note)
{
    bool there = false;
    enum err err = catalogue_has(c, note->id, &there);
    for (size_t i = 0; i < COLUMNS && err == ERR_OK && there; i++) {
        char *value = strcmp(columns[i].key, note->key) == 0 ? good_value(i, note->value) : NULL;
        if (value)
            err = take(c, note, i, value);
        free(value);
    }
    return err;
}

/* The day on which a document was added first, in whichever library. */
static enum err take_day(struct catalogue *c, const struct copy_document *d)
{
    struct str added = {0};
    str_addf(&added, "%lld", (long long)d->added_s);
    const char *texts[2] = {d->id, str_text(&added)};
    enum err err =
        database_run_with(catalogue_database(c),
                          "UPDATE document SET added_s = CAST(?2 AS INTEGER) WHERE id = ?1"
                          " AND added_s > CAST(?2 AS INTEGER)",
                          texts, 2, NULL);
    str_free(&added);
    return err;
}

/* The last version of a pack only goes up; of what else is set here, nothing changes. */
static enum err take_setting(struct catalogue *c, const struct copy_note *note)
{
    char *here = NULL;
    if (!copy_carries_setting(note->key, note->value))
        return ERR_OK;
    enum err err = catalogue_get(c, note->key, &here);
    bool is_version = strncmp(note->key, "pack.last:", 10) == 0;
    bool takes =
        !here || !*here || (is_version && strtoll(here, NULL, 10) < strtoll(note->value, NULL, 10));
    free(here);
    return err == ERR_OK && takes ? catalogue_set(c, note->key, note->value) : err;
}

enum err copy_choice_apply(struct catalogue *c, const struct copy_catalogue *copy)
{
    for (size_t i = 0; i < copy->choices.count; i++) /* its title in the index may be another */
        if (strcmp(copy->choices.items[i].key, "title") == 0 ||
            strcmp(copy->choices.items[i].key, "hidden") == 0)
            catalogue_unindex(c, copy->choices.items[i].id);
    enum err err = catalogue_begin(c);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < copy->document_count && err == ERR_OK; i++)
        err = take_day(c, &copy->documents[i]);
    for (size_t i = 0; i < copy->choices.count && err == ERR_OK; i++)
        err = take_note(c, &copy->choices.items[i]);
    for (size_t i = 0; i < copy->settings.count && err == ERR_OK; i++)
        err = take_setting(c, &copy->settings.items[i]);
    return catalogue_end(c, err);
}
