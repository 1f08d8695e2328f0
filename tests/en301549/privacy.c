/* privacy: A65 to A70, A72: starting without sight, headsets, what a visit leaves behind, the manual. */
#include "pixels.h"
#include "trial.h"

#include "app/session_parts.h"
#include "app/session_sound.h"
#include "base/file.h"
#include "base/mem.h"
#include "speech/audio.h"
#include "ui/messages.h"
#include "ui/say.h"

#include <SDL.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void plug(struct kiosk *k, bool in)
{
    session_sound_plug(k->session, in);
    session_tick(k->session);
}

/* The ms until the first words after `since`; 9999 when there were none. */
static unsigned first_words(const struct kiosk *k, uint64_t since)
{
    for (size_t i = 0; i < k->said_count; i++) {
        if (k->said[i].from_ms >= since)
            return (unsigned)(k->said[i].from_ms - since);
    }
    return 9999;
}

enum start { BY_KEY, BY_HEADSET, BY_CORNER };

static const struct widget *marked_corner(struct kiosk *k)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].state & STATE_HOLD)
            return &list->items[i];
    }
    return NULL;
}

/* A finger comes down on the corner and stays for `ms`. */
static void hold_corner(struct trial *t, struct kiosk *k, uint64_t ms)
{
    const struct widget *w = marked_corner(k);
    trial_expect(t, w != NULL, "no corner is marked");
    if (!w)
        return;
    int x = w->rect.x + w->rect.w / 2, y = w->rect.y + w->rect.h / 2;
    kiosk_touch(k, INPUT_TOUCH, x, y);
    kiosk_wait(k, ms);
    kiosk_touch(k, INPUT_LIFT, x, y);
}

/* Ms from what somebody does on the idle screen to words that can be heard, of a kiosk that then guides; 9999 where none come. */
static unsigned start_by(struct trial *t, int profile, enum start by, enum input_key key)
{
    enum { HOLD_MS = 1000 };
    struct kiosk k;
    kiosk_config(&k, t->library, &profiles[profile]);
    kiosk_start(&k);
    kiosk_wait(&k, 600000); /* nobody came for ten minutes */
    uint64_t since = kiosk_now(&k);
    if (t->faulty && (by == BY_CORNER || key == KEY_SOFTER))
        kiosk_wait(&k, 1200);
    if (by == BY_HEADSET)
        plug(&k, true);
    else if (by == BY_KEY)
        kiosk_key(&k, key);
    else
        hold_corner(t, &k, HOLD_MS + 100);
    since += by == BY_CORNER ? HOLD_MS : 0; /* the second that it must be held */
    kiosk_wait(&k, 1500);
    unsigned ms = first_words(&k, since);
    uint64_t from = since + (ms < 9999 ? ms : 0);
    if (kiosk_peak(&k, from, from + 300) < 500) /* words that nobody can hear are none */
        ms = 9999;
    trial_expect(t, k.session->visit.guided && kiosk_screen(&k) == SCREEN_HOME,
                 "the kiosk speaks and does not guide");
    kiosk_stop(&k);
    return ms;
}

/* A finger that leaves the corner too soon hears, and reads, what to do. */
static void leave_corner_early(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_wait(&k, 2000);
    uint64_t since = kiosk_now(&k);
    hold_corner(t, &k, 400);
    kiosk_wait(&k, 2000);
    trial_expect(t, kiosk_screen(&k) == SCREEN_ATTRACT, "a short touch of the corner acts");
    trial_expect(t, kiosk_heard(&k, "Hold your finger here", since) != NULL,
                 "a short touch of the corner is not explained");
    kiosk_stop(&k);
}

static void check_a65(struct trial *t)
{
    static const enum input_key pad[] = {KEY_UP,   KEY_DOWN, KEY_ACTION, KEY_BACK,
                                         KEY_NEXT, KEY_HELP, KEY_LOUDER, KEY_SOFTER};
    unsigned keys = 0, headset = 0, corner = 0, ms;
    for (size_t i = 0; i < sizeof pad / sizeof *pad && !t->failed; i++) {
        ms = start_by(t, 1, BY_KEY, pad[i]);
        keys = ms > keys ? ms : keys;
        trial_expect(t, ms <= 1000, "key %d takes %u ms", (int)pad[i], ms);
    }
    for (int p = 0; p < PROFILES && !t->failed; p++) {
        ms = start_by(t, p, BY_HEADSET, KEY_NONE);
        headset = ms > headset ? ms : headset;
        trial_expect(t, ms <= 1000, "a headset takes %u ms", ms);
        ms = start_by(t, p, BY_CORNER, KEY_NONE);
        corner = ms > corner ? ms : corner;
        trial_expect(t, ms <= 1000, "the corner, held for a second, takes %u ms more", ms);
    }
    leave_corner_early(t);
    trial_measure(t, "by each of 8 keys %u ms, by a headset %u, by the corner, once held, %u", keys,
                  headset, corner);
}

static void check_a66(struct trial *t)
{
    struct kiosk k;
    double least = 21;
    trial_kiosk(t, &k);
    kiosk_guide(&k);
    kiosk_open(&k, "A history of learning together");
    kiosk_act(&k, ACTION_LISTEN, 0);
    for (int i = 0; i < 20; i++) {
        kiosk_wait(&k, 30000);
        struct canvas *c = kiosk_frame(&k);
        if (t->faulty && i == 10)
            canvas_fill(c, (struct rect){0, 0, c->width_px, c->height_px}, 0xff000000u);
        double contrast =
            pixels_contrast(c, (struct rect){0, 0, c->width_px, c->height_px / 2}, 20);
        least = contrast < least ? contrast : least;
    }
    bool reads = k.session->visit.reading.narrator == NARRATOR_READING ||
                 k.session->visit.reading.narrator == NARRATOR_FINISHED;
    kiosk_stop(&k);
    trial_measure(t, "10 min of speech, contrast %.1f or more", least);
    trial_expect(t, reads, "the reading stopped by itself");
    trial_expect(t, least >= 7, "the screen went blank (%.1f)", least);
}

static void check_a67(struct trial *t)
{
    struct kiosk k;
    int pieces = 0;
    trial_kiosk(t, &k);
    kiosk_wait(&k, 1000);
    plug(&k, true);
    uint64_t since = kiosk_now(&k);
    kiosk_wait(&k, 2000);
    kiosk_open(&k, "How to take part");
    kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_wait(&k, 3000);
    if (t->faulty) {
        plug(&k, false);
        session_say(k.session, "This goes to the room.");
    }
    kiosk_wait(&k, 4000);
    for (size_t i = 0; i < k.said_count; i++) {
        const struct said *s = &k.said[i];
        if (s->from_ms < since)
            continue;
        trial_expect(t, strcmp(s->route, "headset") == 0, "'%.40s' goes to the %s", s->text,
                     s->route);
        pieces++;
    }
    kiosk_stop(&k);
    trial_measure(t, "%d pieces, all in the headset", pieces);
    trial_expect(t, pieces > 2, "nothing was said: nothing was proved");
}

static void check_a68(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_wait(&k, 1000);
    plug(&k, true);
    kiosk_open(&k, "How to take part");
    kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_wait(&k, 4000);
    bool read = k.session->visit.reading.narrator == NARRATOR_READING;
    uint64_t out = kiosk_now(&k);
    plug(&k, false);
    if (t->faulty)
        kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_wait(&k, 5000);
    int spilled = kiosk_peak(&k, out + 100, kiosk_now(&k));
    bool paused = k.session->visit.reading.narrator == NARRATOR_PAUSED;
    kiosk_stop(&k);
    trial_measure(t, "loudest sample in the room: %d of 32768", spilled);
    trial_expect(t, read && paused, "the reading does not pause");
    trial_expect(t, spilled < 40, "it spills into the room");
}

static uint64_t hash_text(uint64_t h, const char *text)
{
    return hash_bytes(h, text, strlen(text) + 1);
}

/* One table, row by row, as text. */
static uint64_t hash_table(sqlite3 *db, const char *table, uint64_t h)
{
    char *sql = sqlite3_mprintf("SELECT * FROM %Q", table);
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK) {
        while (sqlite3_step(s) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(s); i++) {
                const char *text = (const char *)sqlite3_column_text(s, i);
                h = hash_text(h, text ? text : "");
            }
        }
    }
    sqlite3_finalize(s);
    sqlite3_free(sql);
    return h;
}

enum { LOCKED_MS = 10000 };

static sqlite3 *open_database(const struct kiosk *k)
{
    char *path = file_join(k->config.library, "library.db");
    sqlite3 *db = NULL;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        sqlite3_close(db);
        db = NULL;
    }
    if (db)
        sqlite3_busy_timeout(db, LOCKED_MS); /* by the mender, which has just begun */
    free(path);
    return db;
}

/* Everything that a visitor may leave on the disk, the library's database: each table but the counts, which are looked at by themselves. 0: it
 * can't be read. */
static uint64_t disk(const struct kiosk *k)
{
    sqlite3 *db = open_database(k);
    sqlite3_stmt *s = NULL;
    uint64_t h = HASH_START;
    int tables = 0;
    const char *sql = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
                      " AND name <> 'reading_count' ORDER BY name";
    if (db && sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK) {
        for (; sqlite3_step(s) == SQLITE_ROW; tables++) {
            h = hash_text(h, (const char *)sqlite3_column_text(s, 1));
            h = hash_table(db, (const char *)sqlite3_column_text(s, 0), h);
        }
    }
    sqlite3_finalize(s);
    sqlite3_close(db);
    return tables > 1 ? h : 0;
}

static bool is_day(const char *text)
{
    int year, month, day, end = 0;
    unsigned start;
    if (sscanf(text, "start %u%n", &start, &end) == 1 && !text[end])
        return true;
    end = 0;
    return sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10 && !text[end];
}

/* What is counted of a visit: documents, days and whole numbers, no column more; no row has a number that tells when it came. Returns
 * how many rows there are. */
static int look_at_counts(struct trial *t, const struct kiosk *k)
{
    sqlite3 *db = open_database(k);
    sqlite3_stmt *s = NULL;
    int rows = 0;
    const char *const columns[] = {"document", "day", "title", "opened", "listened", "finished"};
    trial_expect(
        t, db && sqlite3_prepare_v2(db, "SELECT * FROM reading_count", -1, &s, NULL) == SQLITE_OK,
        "the counts can't be read");
    trial_expect(t, sqlite3_column_count(s) == 6, "the counts have %d columns",
                 sqlite3_column_count(s));
    for (int i = 0; i < 6 && s; i++)
        trial_expect(t, strcmp(sqlite3_column_name(s, i), columns[i]) == 0,
                     "the counts have a column '%s'", sqlite3_column_name(s, i));
    for (; s && sqlite3_step(s) == SQLITE_ROW && !t->failed; rows++) {
        const char *day = (const char *)sqlite3_column_text(s, 1);
        trial_expect(t, is_day(day), "'%s' is no day", day);
        for (int i = 3; i < 6; i++)
            trial_expect(t, sqlite3_column_type(s, i) == SQLITE_INTEGER, "a count is no number");
    }
    sqlite3_finalize(s);
    bool has_order =
        db && sqlite3_prepare_v2(db, "SELECT rowid FROM reading_count", -1, &s, NULL) == SQLITE_OK;
    trial_expect(t, !has_order, "the counts are kept in the order in which they came");
    if (has_order)
        sqlite3_finalize(s);
    sqlite3_close(db);
    return rows;
}

/* What may differ after a visit: what the kiosk makes anew, in a place of its own. */
static const struct span {
    size_t from, bytes;
} kiosks_own[] = {
#define OWN(field)                                                                                 \
    {                                                                                              \
        offsetof(struct session, field), sizeof((struct session *)NULL)->field                     \
    }
    OWN(visit.sample),
    OWN(visit.page.view.stamp),
    OWN(visit.look.metrics), /* made of the settings */
    OWN(visit.staff.stick_is_in),
    OWN(hands.fingers), /* those that still lie on the glass */
    OWN(sample),
    OWN(words), /* the glossary */
    OWN(mender),
    OWN(look), /* at the stick that is in */
    OWN(stick_came_ms),
    OWN(counting), /* numbers of documents, until they are written */
    OWN(list),
    OWN(said.data), /* its length is compared */
    OWN(said.cap_bytes),
    OWN(came_from), /* room for the next visitor's; its count is compared */
    OWN(came_cap),
    OWN(stale),
    OWN(unshown),
    OWN(look_changed),
    OWN(last_input_ms),
#undef OWN
};

/* The first byte of the session, with its visit, that is not as it was; its size where all are. */
static size_t first_changed(const unsigned char *was, const struct session *is)
{
    for (size_t i = 0; i < sizeof *is; i++) {
        bool own = false;
        for (size_t k = 0; k < sizeof kiosks_own / sizeof *kiosks_own; k++)
            own |= i >= kiosks_own[k].from && i - kiosks_own[k].from < kiosks_own[k].bytes;
        if (!own && was[i] != ((const unsigned char *)is)[i])
            return i;
    }
    return sizeof *is;
}

/* Staff's work changes the library, which outlives a visit; and the visit must not end before it is looked at. */
static bool is_visitors(enum action_kind kind)
{
    return kind != ACTION_FINISH && !kiosk_is_staffs_work(kind) && kind != ACTION_PIN_ENTER &&
           !(kind >= ACTION_KIOSK && kind <= ACTION_NEW_PIN);
}

static void touch_visitors(struct kiosk *k, int x, int y)
{
    struct widget_list *list = kiosk_list(k);
    int at = widget_at(list, x, y);
    if (at >= 0 && !is_visitors(list->items[at].action.kind))
        return;
    kiosk_touch(k, INPUT_TOUCH, x, y);
    kiosk_wait(k, 200);
    kiosk_touch(k, INPUT_LIFT, x, y);
}

/* Every screen in turn, and there whatever can be asked for; keys, a finger and a switch. */
static void visit_richly(struct trial *t, struct kiosk *k)
{
    int at = 0;
    for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++) {
        for (int n = 0; n < ACTION_STAY; n++, at++) {
            enum action_kind kind = (enum action_kind)(n + 1);
            if (!is_visitors(kind) || at % 7)
                continue;
            kiosk_show(k, id);
            kiosk_act(k, kind, at % 3);
        }
        kiosk_key(k, id % 2 ? KEY_DOWN : KEY_HELP);
        touch_visitors(k, 40, 50 + (int)id);
    }
    kiosk_open(k, "Learning together: support");
    kiosk_act(k, ACTION_GUIDANCE, 1);
    kiosk_act(k, ACTION_SCAN, SCAN_ONE);
    kiosk_act(k, ACTION_LANG, 1);
    kiosk_size(k, 1000);
    kiosk_act(k, ACTION_OWN_TEXT, 0x123456);
    kiosk_act(k, ACTION_SPEED, 1);
    kiosk_act(k, ACTION_VIEW, SCREEN_CARDS);
    kiosk_act(k, ACTION_LISTEN, 0);
    kiosk_wait(k, 3000);
}

static void check_a69(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_wait(&k, 200);
    struct visit_settings settings = k.session->visit.settings;
    size_t bytes = sizeof *k.session;
    unsigned char *fresh = malloc(bytes);
    memcpy(fresh, k.session, bytes);
    uint64_t disk_before = disk(&k);
    visit_richly(t, &k);
    bool changed = !kiosk_has_settings(&k, &settings) && k.session->visit.reading.book &&
                   k.session->said.length_bytes;
    kiosk_act(&k, ACTION_FINISH, 0);
    kiosk_wait_quiet(&k, 20000); /* it says that the visit has ended */
    int counted = 0;
    for (int ms = 0; ms < LOCKED_MS && !counted; ms += 10) {
        SDL_Delay(10);
        counting_write(k.session); /* it waits for nobody who has the library locked */
        counted = look_at_counts(t, &k);
    }
    bool clean = disk(&k) == disk_before && disk_before;
    str_clear(&k.session->said);
    if (t->faulty)
        k.session->visit.page.place = 7;
    size_t at = first_changed(fresh, k.session), visit = offsetof(struct session, visit);
    bool put_back = kiosk_has_settings(&k, &settings);
    free(fresh);
    kiosk_stop(&k);
    trial_measure(t, "%zu bytes of visit and hands as before; the disk too, but for %d counts",
                  bytes, counted);
    trial_expect(t, counted > 0, "nothing was counted: nothing was proved");
    trial_expect(t, changed, "nothing was changed: nothing was proved");
    trial_expect(t, put_back, "a setting outlives the visit");
    bool in_visit = at >= visit && at - visit < sizeof(struct visit);
    trial_expect(t, at == bytes, "something outlives the visit: byte %zu of struct %s",
                 in_visit ? at - visit : at, in_visit ? "visit" : "session");
    trial_expect(t, clean, "the visit left something on the disk");
}

static void look_at_toggles(struct trial *t, struct kiosk *k, void *data)
{
    int *toggles = data;
    struct widget_list *list = kiosk_list(k);
    for (int i = 0; i < (int)list->count; i++) {
        struct widget *w = &list->items[i];
        if (w->role != ROLE_CHOICE)
            continue;
        struct str words = {0};
        struct visit_settings before = k->session->visit.settings;
        say_widget_at(list, i, TALK_FULL, &words);
        const char *state = w->state & STATE_CHOSEN ? tr("Chosen") : tr("Not chosen");
        bool said = strstr(str_text(&words), state) != NULL;
        bool same = kiosk_has_settings(k, &before);
        struct canvas *is = pixels_copy(kiosk_frame(k));
        w->state ^= t->faulty ? 0u : STATE_CHOSEN;
        bool seen = pixels_changed(is, kiosk_frame(k), w->rect) > 20;
        w->state ^= t->faulty ? 0u : STATE_CHOSEN;
        canvas_free(is);
        trial_expect(t, said && same && seen, "%s: the state of '%s' is not %s", t->where,
                     widget_name(list, w), said ? "seen" : "heard");
        str_free(&words);
        ++*toggles;
    }
}

static void check_a70(struct trial *t)
{
    int toggles = 0;
    static const int sizes[] = {450, 0};
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 2}, look_at_toggles, &toggles);
    trial_measure(t, "%d toggles seen and heard", toggles);
    trial_expect(t, toggles > 10, "there are only %d toggles", toggles);
}

static void check_a72(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    bool opens = kiosk_open(&k, t->faulty ? "No such guide" : "Visitor guide");
    kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_wait(&k, 6000);
    size_t heard = k.word_count;
    kiosk_stop(&k);
    trial_measure(t, "it opens, and %zu words are heard in 6 s", heard);
    trial_expect(t, opens, "the visitor's guide is not in the library");
    trial_expect(t, heard >= 5, "it is not read aloud");
}

const struct rule rules_privacy[] = {
    {65, "EN 5.2", "", check_a65, VERDICT_CHECK},
    {66, "508 405.1", "", check_a66, VERDICT_CHECK},
    {67, "EN 5.1.3.8", "", check_a67, VERDICT_CHECK},
    {68, "ours", "", check_a68, VERDICT_CHECK},
    {69, "ours", "", check_a69, VERDICT_CHECK},
    {70, "EN 5.6", "", check_a70, VERDICT_CHECK},
    {72, "EN 12.1", "", check_a72, VERDICT_CHECK},
    {0},
};
