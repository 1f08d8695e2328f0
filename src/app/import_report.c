#include "app/import_report.h"

#include "base/clock.h"
#include "base/file.h"
#include "screen/stick_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { NAMES_MOST = 99 /* of one minute */, DATE_BYTES = 40 };

#define LINE_END "\r\n"
#define INDENT   "    "

static void add_line(struct str *out, const char *words)
{
    str_addf(out, "%s" LINE_END, words);
}

/* "" where the clock can't be right. */
static void write_date(int64_t now_s, const char *format, char out[DATE_BYTES])
{
    time_t now = (time_t)now_s;
    struct tm local;
    out[0] = 0;
    if (clock_is_trusted(now_s) && localtime_r(&now, &local) &&
        !strftime(out, DATE_BYTES, format, &local))
        out[0] = 0;
}

static void add_head(const struct visit *v, int64_t now_s, struct str *out)
{
    char date[DATE_BYTES] = "";
    struct str words = {0};
    str_addf(out, "%s: %s" LINE_END, v->kiosk_name, tr("Documents from a stick"));
    write_date(now_s, "%Y-%m-%d %H:%M", date);
    add_line(out, *date ? date : tr("The date is not known."));
    stick_words_end(v, &words);
    str_addf(out, LINE_END "%s" LINE_END, str_text(&words));
    str_free(&words);
}

static void add_group(enum stick_group group, struct str *out)
{
    const char *name = stick_words_group(group);
    str_addf(out, LINE_END "%s" LINE_END, name);
    for (size_t i = utf8_count(name, strlen(name)); i > 0; i--)
        str_add_char(out, '-');
    str_add(out, LINE_END);
}

static void add_row(const struct visit *v, const struct stick_row *row, struct str *out)
{
    struct str words = {0};
    const char *name = file_name(row->path);
    add_line(out, row->path);
    if (strcmp(row->name, name) != 0)
        str_addf(out, INDENT "%s" LINE_END, row->name);
    stick_words_outcome(v, row, &words);
    str_addf(out, INDENT "%s" LINE_END, str_text(&words));
    str_free(&words);
}

void import_report_make(const struct visit *v, int64_t now_s, struct str *out)
{
    const struct stick_rows *rows = &v->staff.on_stick.rows;
    add_head(v, now_s, out);
    for (size_t i = 0; i < rows->count; i++) {
        if (stick_rows_begins(rows, i))
            add_group(rows->items[i].group, out);
        add_row(v, &rows->items[i], out);
    }
}

static bool is_there(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

enum err import_report_save(const struct visit *v, int64_t now_s, const char *folder)
{
    char date[DATE_BYTES], name[DATE_BYTES + 40];
    char *path = NULL;
    write_date(now_s, " %Y-%m-%d %H%M", date);
    for (int i = 1; i <= NAMES_MOST; i++) {
        if (i == 1)
            snprintf(name, sizeof name, IMPORT_REPORT_NAME "%s" IMPORT_REPORT_ENDING, date);
        else
            snprintf(name, sizeof name, IMPORT_REPORT_NAME "%s (%d)" IMPORT_REPORT_ENDING, date, i);
        free(path);
        path = file_join(folder, name);
        if (!is_there(path))
            break;
    }
    struct str text = {0};
    import_report_make(v, now_s, &text);
    enum err err =
        is_there(path) ? ERR_DENIED : file_write_atomic(path, str_text(&text), text.length_bytes);
    str_free(&text);
    free(path);
    return err;
}
