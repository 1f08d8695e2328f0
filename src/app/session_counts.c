/* session_counts: staff's screen of how often documents were read: shown, saved on a stick, cleared. */
#include "app/session_parts.h"
#include "base/clock.h"
#include "base/file.h"
#include "library/counts.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MOST = 100 };

void counts_leave(struct session *s)
{
    count_list_free(&s->visit.kiosk.counts.list);
    s->visit.kiosk.counts = (struct visit_counts){0};
}

void counts_begin(struct session *s)
{
    struct visit_counts *c = &s->visit.kiosk.counts;
    int64_t now_s = session_now_s(s);
    counts_leave(s);
    counting_write(s);
    c->by_start = !clock_is_trusted(now_s);
    enum err err = counts_sum(s->catalogue, now_s, counting_start(s), &c->list);
    if (err != ERR_OK)
        session_notice_error(s, err, NULL);
}

/* The first name that is still free: the counts of several kiosks may come on one stick. */
static char *free_path(struct session *s, const char *folder)
{
    char day[COUNT_DAY_BYTES + 1] = "-", name[96];
    bool is_known = clock_is_trusted(session_now_s(s)) || counting_start(s);
    if (is_known)
        counts_day(session_now_s(s), counting_start(s), day + 1);
    else
        day[0] = 0; /* nothing was counted since this start: it has no number */
    for (char *c = day; *c; c++)
        *c = *c == ' ' ? '-' : *c;
    for (int i = 1; i <= NAMES_MOST; i++) {
        snprintf(name, sizeof name, i > 1 ? "lectern-counts%s-%d.csv" : "lectern-counts%s.csv", day,
                 i);
        char *path = file_join(folder, name);
        if (access(path, F_OK) != 0)
            return path;
        free(path);
    }
    return NULL;
}

static enum err save(struct session *s, const char *folder)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* by which spreadsheets know UTF-8 */
    struct str csv = {0};
    char *path = free_path(s, folder);
    str_add(&csv, mark);
    enum err err = path ? counts_csv(s->catalogue, COUNTS_HEADER, &csv) : ERR_DISK_FULL;
    if (err == ERR_OK)
        err = file_write_atomic(path, csv.data, csv.length_bytes);
    free(path);
    str_free(&csv);
    return err;
}

static void clear(struct session *s)
{
    enum err err = counts_clear(s->catalogue);
    if (err != ERR_OK) {
        session_notice_error(s, err, NULL);
        return;
    }
    counts_begin(s);
    s->visit.pages[s->visit.depth] = 0;
    session_tell(s, tr("The counts are cleared."));
}

static void ask(struct session *s, bool asks)
{
    s->visit.kiosk.counts.asks = asks;
    s->visit.pages[s->visit.depth] = 0;
    if (asks)
        session_say(s, tr("Clear all counts? Save them on a stick first."));
}

bool counts_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_BACK && visit_screen(&s->visit) == SCREEN_COUNTS &&
        s->visit.kiosk.counts.asks) {
        ask(s, false);
        return true;
    }
    if (act.kind != ACTION_COUNTS)
        return false;
    switch ((enum counts_ask)act.argument) {
    case COUNTS_SAVE:
        counting_write(s);
        request_save_to_stick(s, save, tr("The counts are on the stick."));
        break;
    case COUNTS_CLEAR:
        ask(s, true);
        break;
    case COUNTS_CLEAR_SURE:
        clear(s);
        break;
    case COUNTS_KEEP:
        ask(s, false);
        break;
    }
    return true;
}
