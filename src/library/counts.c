#include "library/counts.h"
#include "base/clock.h"
#include "base/mem.h"
#include "library/catalogue_parts.h"
#include "library/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define KEY_STARTS "counts.starts"

enum { DAY_S = 86400 };

static bool is_believed(int64_t now_s)
{
    return clock_is_trusted(now_s);
}

static void write_date(int64_t now_s, char out[COUNT_DAY_BYTES])
{
    time_t t = (time_t)now_s;
    struct tm day = {0};
    localtime_r(&t, &day);
    if (!strftime(out, COUNT_DAY_BYTES, "%Y-%m-%d", &day))
        out[0] = 0;
}

void counts_day(int64_t now_s, uint32_t start, char out[COUNT_DAY_BYTES])
{
    if (is_believed(now_s))
        write_date(now_s, out);
    else
        snprintf(out, COUNT_DAY_BYTES, "start %u", (unsigned)start);
}

enum err counts_new_start(struct catalogue *c, uint32_t *out)
{
    char *last = NULL, text[16];
    enum err err = catalogue_get(c, KEY_STARTS, &last);
    if (err != ERR_OK)
        return err;
    uint32_t start = (last ? (uint32_t)strtoul(last, NULL, 10) : 0) + 1;
    free(last);
    snprintf(text, sizeof text, "%u", (unsigned)start);
    err = catalogue_set(c, KEY_STARTS, text);
    if (err == ERR_OK)
        *out = start;
    return err;
}

static int add_one(sqlite3_stmt *s, const char *day, const struct count_entry *e)
{
    sqlite3_bind_text(s, 1, e->id, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, day, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, e->title, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 4, e->count.opened);
    sqlite3_bind_int64(s, 5, e->count.listened);
    sqlite3_bind_int64(s, 6, e->count.finished);
    int rc = sqlite3_step(s);
    sqlite3_reset(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int add_all(sqlite3 *db, const char *day, const struct count_entry *entries, size_t count)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(
        db,
        "INSERT INTO reading_count (document, day, title, opened, listened, finished)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (document, day) DO UPDATE SET"
        " title = ?3, opened = min(opened, 4294967295) + ?4,"
        " listened = min(listened, 4294967295) + ?5, finished = min(finished, 4294967295) + ?6",
        -1, &s, NULL);
    for (size_t i = 0; i < count && rc == SQLITE_OK; i++)
        rc = add_one(s, day, &entries[i]);
    sqlite3_finalize(s);
    return rc;
}

enum err counts_add(struct catalogue *c, const char *day, const struct count_entry *entries,
                    size_t count)
{
    sqlite3 *db = catalogue_database(c);
    if (!count)
        return ERR_OK;
    sqlite3_busy_timeout(db, 0); /* a visitor may be waiting; the numbers can */
    int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = add_all(db, day, entries, count);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    if (rc != SQLITE_OK && !sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_busy_timeout(db, DATABASE_BUSY_WAIT_MS);
    return database_err(rc);
}

/* total(), as sum() fails where a row has more than anybody ever read. */
static uint32_t read_total(sqlite3_stmt *row, int column)
{
    int64_t n = sqlite3_column_int64(row, column);
    return n < 0 ? 0 : n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

static struct count read_count(sqlite3_stmt *row, int first)
{
    return (struct count){read_total(row, first), read_total(row, first + 1),
                          read_total(row, first + 2)};
}

/* A document that is here is called as it is called now. */
#define TITLE "COALESCE(NULLIF(h.given_title, ''), d.title, n.title)"
#define FROM                                                                                       \
    " FROM reading_count n LEFT JOIN document d ON d.id = n.document"                              \
    " LEFT JOIN choice h ON h.document = n.document"

enum err counts_sum(struct catalogue *c, int64_t now_s, uint32_t start, struct count_list *out)
{
    char first[COUNT_DAY_BYTES], last[COUNT_DAY_BYTES];
    sqlite3_stmt *s = NULL;
    *out = (struct count_list){0};
    counts_day(now_s, start, last);
    if (is_believed(now_s))
        write_date(now_s - (int64_t)(COUNT_DAYS_RECENT - 1) * DAY_S, first);
    else
        memcpy(first, last, sizeof first);
    int rc = sqlite3_prepare_v2(catalogue_database(c),
                                "SELECT " TITLE
                                " AS shown, total(opened), total(listened), total(finished),"
                                " total(iif(day BETWEEN ?1 AND ?2, opened, 0)),"
                                " total(iif(day BETWEEN ?1 AND ?2, listened, 0)),"
                                " total(iif(day BETWEEN ?1 AND ?2, finished, 0))" FROM
                                " GROUP BY shown ORDER BY 2 DESC, shown",
                                -1, &s, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(s, 1, first, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, last, -1, SQLITE_STATIC);
        while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
            out->items = mem_resize(out->items, out->count + 1, sizeof *out->items);
            struct count_sum *sum = &out->items[out->count++];
            *sum = (struct count_sum){.all = read_count(s, 1), .recent = read_count(s, 4)};
            const char *title = (const char *)sqlite3_column_text(s, 0);
            sum->title = mem_copy_string(title ? title : "");
        }
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

void count_list_free(struct count_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].title);
    free(list->items);
    *list = (struct count_list){0};
}

void counts_csv_cell(const char *text, struct str *out)
{
    bool is_formula = *text && strchr("=+-@\t\r", *text);
    bool is_quoted = strpbrk(text, ",\"\r\n") || *text == ' ';
    if (is_quoted)
        str_add_char(out, '"');
    if (is_formula)
        str_add_char(out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            str_add_char(out, '"');
        str_add_bytes(out, text, 1);
    }
    if (is_quoted)
        str_add_char(out, '"');
}

enum err counts_csv(struct catalogue *c, const char *header, struct str *out)
{
    sqlite3_stmt *s = NULL;
    str_addf(out, "%s\r\n", header);
    int rc =
        sqlite3_prepare_v2(catalogue_database(c),
                           "SELECT " TITLE " AS shown, n.day, total(opened), total(listened),"
                           " total(finished)" FROM " GROUP BY shown, n.day ORDER BY shown, n.day",
                           -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        if ((rc = sqlite3_step(s)) != SQLITE_ROW)
            break;
        const char *title = (const char *)sqlite3_column_text(s, 0);
        const char *day = (const char *)sqlite3_column_text(s, 1);
        struct count count = read_count(s, 2);
        counts_csv_cell(title ? title : "", out);
        str_add_char(out, ',');
        counts_csv_cell(day ? day : "", out);
        str_addf(out, ",%u,%u,%u\r\n", (unsigned)count.opened, (unsigned)count.listened,
                 (unsigned)count.finished);
    }
    sqlite3_finalize(s);
    return database_err(rc);
}

enum err counts_clear(struct catalogue *c)
{
    return database_run(catalogue_database(c), "DELETE FROM reading_count");
}
