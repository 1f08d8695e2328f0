#include "oracle.h"

#include "app/session_parts.h"
#include "book/file.h"
#include "library/catalogue.h"
#include "speech/audio.h"
#include "speech/narrator.h"

#include <dirent.h>
#include <malloc.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    OWED_MS = 1500,          /* a screen that came up has begun to speak */
    WARM_EVENTS = 2000,      /* caches are full */
    GROWTH_BYTES = 24 << 20, /* what caches may still gain */
    GROWTH_FILES = 4
};

/* AddressSanitizer's; absent without it. */
extern size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static bool broken(struct oracle *o, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool broken(struct oracle *o, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(o->broken, sizeof o->broken, format, args);
    va_end(args);
    return false;
}

/* Without the picture, which is as large as the glass that was changed. */
static uint64_t bytes_held(const struct kiosk *k)
{
    uint64_t picture = (uint64_t)k->canvas->width_px * (uint64_t)k->canvas->height_px * 4;
    if (__sanitizer_get_current_allocated_bytes)
        return __sanitizer_get_current_allocated_bytes() - picture;
    struct mallinfo2 heap = mallinfo2();
    return heap.uordblks + heap.hblkhd - picture;
}

static int entries(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    while (dir && readdir(dir))
        count++;
    if (dir)
        closedir(dir);
    return count;
}

void oracle_begin(struct oracle *o, struct kiosk *k)
{
    *o = (struct oracle){.begin = k->session->visit.settings, .screen = kiosk_screen(k)};
}

static bool inside(const struct kiosk *k, struct rect r)
{
    return r.x >= 0 && r.y >= 0 && r.w >= 0 && r.h >= 0 &&
           r.x + r.w <= k->session->visit.look.display.width_px &&
           r.y + r.h <= k->session->visit.look.display.height_px;
}

/* A screen that somebody can use: it has something to choose, the focus is on it, nothing hangs off the glass. */
static bool can_be_used(struct oracle *o, struct kiosk *k)
{
    const struct session *s = k->session;
    const struct widget_list *list = kiosk_list(k);
    int choices = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        choices += widget_takes_focus(w);
        if (!inside(k, w->rect))
            return broken(o, "%s: '%s' hangs off the glass: %d,%d %dx%d", list->screen,
                          widget_name(list, w), w->rect.x, w->rect.y, w->rect.w, w->rect.h);
    }
    if (!choices)
        return broken(o, "%s: nothing can be chosen", list->screen);
    if (s->focus >= (int)list->count ||
        (s->focus >= 0 && !widget_takes_focus(&list->items[s->focus])))
        return broken(o, "%s: the focus is on %d of %zu", list->screen, s->focus, list->count);
    if (session_shows_focus(s) && s->focus < 0)
        return broken(o, "%s: the focus shows and is nowhere", list->screen);
    return true;
}

static bool can_be_heard(const struct session *s)
{
    const struct visit *v = &s->visit;
    bool only_shows = s->hands.scan.on && v->settings.hands.scan_silent; /* as was asked for */
    return v->guided && !v->sound_is_lost && !only_shows && v->settings.talk != TALK_NONE;
}

/* With guidance, whoever comes to another screen hears something before long. What cuts in starts the wait anew. */
static bool was_told(struct oracle *o, struct kiosk *k, const struct event *e)
{
    uint64_t now = kiosk_now(k);
    bool heard = k->said_count > o->said || narrator_is_talking(k->session->narrator);
    if (heard || !can_be_heard(k->session))
        o->due_ms = 0;
    else if (kiosk_screen(k) != o->screen || (o->due_ms && e->kind != EVENT_WAIT))
        o->due_ms = now + OWED_MS;
    o->screen = kiosk_screen(k);
    o->said = k->said_count;
    if (o->due_ms && now > o->due_ms)
        return broken(o, "%s: nothing was said", kiosk_list(k)->screen);
    return true;
}

/* What the last visitor chose, wrote, kept and looked for is gone. */
static bool has_forgotten(struct oracle *o, struct kiosk *k)
{
    const struct session *s = k->session;
    const struct visit *v = &s->visit;
    if (!o->staff_changed_begin && memcmp(&v->settings, &o->begin, sizeof o->begin) != 0)
        return broken(o, "the visit has ended, and its settings are still there");
    if (v->reading.book || v->reading.title || *v->reading.id)
        return broken(o, "the visit has ended, and its document is still open");
    if (v->kept_count || *v->find.text || s->find || s->came_count || *v->staff.digits)
        return broken(o, "the visit has ended, and something of it is kept");
    if (v->staff.is_in || v->guided || v->curtain)
        return broken(o, "the visit has ended, and %s",
                      v->staff.is_in ? "staff are still in"
                      : v->guided    ? "guides"
                                     : "is dark");
    return true;
}

/* Memory, open files and threads stay where they were once the kiosk was warm. */
static bool is_steady(struct oracle *o, struct kiosk *k)
{
    if (o->events < WARM_EVENTS || k->session->importer || k->session->copier || k->session->look)
        return true;
    uint64_t bytes = bytes_held(k);
    int files = entries("/proc/self/fd"), threads = entries("/proc/self/task");
    if (!o->began_bytes) {
        o->began_bytes = bytes;
        o->began_files = files;
        o->began_threads = threads;
    }
    if (bytes > o->began_bytes + GROWTH_BYTES)
        return broken(o, "memory grows: %llu kB, now %llu",
                      (unsigned long long)o->began_bytes >> 10, (unsigned long long)bytes >> 10);
    if (files > o->began_files + GROWTH_FILES || threads > o->began_threads + GROWTH_FILES)
        return broken(o, "files and threads pile up: %d and %d, now %d and %d", o->began_files,
                      o->began_threads, files, threads);
    return true;
}

bool oracle_event(struct oracle *o, struct kiosk *k, const struct event *e)
{
    bool was_away = o->screen != SCREEN_ATTRACT;
    o->events++;
    if (k->session->visit.staff.is_in)
        o->staff_changed_begin = true; /* maybe; from then on it is theirs to say */
    if (!can_be_used(o, k) || !was_told(o, k, e))
        return false;
    if (kiosk_screen(k) != SCREEN_ATTRACT || !was_away)
        return true;
    o->visits++;
    return has_forgotten(o, k) && is_steady(o, k);
}

static bool one_row(sqlite3 *db, const char *sql, const char *wanted)
{
    sqlite3_stmt *s = NULL;
    bool same = sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK &&
                sqlite3_step(s) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(s, 0), wanted) == 0;
    sqlite3_finalize(s);
    return same;
}

bool oracle_library(struct oracle *o, const char *folder)
{
    char path[512];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/library.db", folder);
    bool whole = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                 one_row(db, "PRAGMA integrity_check", "ok");
    sqlite3_close(db);
    if (!whole)
        return broken(o, "the library's database is damaged");
    struct catalogue *c = NULL;
    struct document_list list = {0};
    if (catalogue_open(folder, false, &c) != ERR_OK)
        return broken(o, "the library can't be opened");
    enum err err = catalogue_list_all(c, &list);
    for (size_t i = 0; i < list.count && err == ERR_OK; i++) {
        struct book *book = NULL;
        err = catalogue_open_book(c, list.items[i].id, &book);
        book_close(book);
    }
    document_list_free(&list);
    catalogue_close(c);
    return err == ERR_OK || broken(o, "a document of the library can't be opened");
}
