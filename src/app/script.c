#include "app/script.h"
#include "app/script_parts.h"
#include "app/session_parts.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/model.h"
#include "speech/audio.h"
#include "speech/narrator.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    STEP_US = 5000,
    SILENT_MOST_S = 3600,
    READY_MOST_MS = 300000,
    SAID_MOST_US = 120000000,
    WAIT_MOST_MS = 1000000000
};

/* ---- time */

static size_t step(struct script *sc, uint64_t us)
{
    struct app *app = sc->app;
    clock_advance_us(&app->clock, us);
    uint64_t now = clock_us(&app->clock);
    size_t speech = script_log_sound(sc->log, app->session, now);
    app_turn(app);
    script_log_light(sc->log, app->session, now);
    return speech;
}

void script_advance_us(struct script *sc, uint64_t us)
{
    while (us && !script_session(sc)->quit) {
        uint64_t part = us < STEP_US ? us : STEP_US;
        step(sc, part);
        us -= part;
    }
}

/* Work that other threads and later turns still do, in real time; the fake clock stands. */
static bool wait_ready(struct script *sc)
{
    struct session *s = script_session(sc);
    for (int ms = 0; ms < READY_MOST_MS; ms++) {
        app_turn(sc->app);
        bool counting = s->visit.reading.layout && !s->visit.reading.screen_count;
        bool elsewhere = s->importer || s->look || request_waits(s) ||
                         s->visit.copies.work != COPIES_REST || drop_waits(s);
        if (!elsewhere && !s->stale && !counting)
            return true;
        if (elsewhere)
            SDL_Delay(1);
    }
    return FAIL(sc, "the kiosk was not ready in time");
}

static bool wait_for_speech(struct script *sc, bool speech)
{
    struct session *s = script_session(sc);
    for (uint64_t us = 0; us < (uint64_t)SILENT_MOST_S * 1000000; us += STEP_US) {
        size_t heard = step(sc, STEP_US);
        bool sounds = heard > 0 || narrator_is_talking(s->narrator) ||
                      narrator_state(s->narrator) == NARRATOR_READING ||
                      s->unit_due_ms; /* it only pauses between two cards */
        if (speech ? heard > 0 : !sounds)
            return true;
        if (speech && us > 10000000)
            break;
    }
    return FAIL(sc, speech ? "nothing was said" : "it was still speaking after an hour");
}

/* Until the words begin to be said: what a person with a switch waits for. */
static bool wait_said(struct script *sc, const char *words)
{
    for (uint64_t us = 0; us < SAID_MOST_US; us += STEP_US) {
        step(sc, STEP_US);
        const char *said = script_log_said(sc->log);
        if (strstr(said + sc->waited_bytes, words)) {
            sc->waited_bytes = strlen(said);
            return true;
        }
    }
    return FAIL(sc, "\"%s\" was not said in two minutes, but: %s", words, script_log_said(sc->log));
}

static bool do_advance(struct script *sc)
{
    char *end = NULL;
    double s = sc->count > 1 ? strtod(sc->words[1], &end) : -1;
    if (!(s >= 0 && s < 1e6) || end == sc->words[1])
        return FAIL(sc, "advance takes N s");
    script_advance_us(sc, (uint64_t)(s * 1e6));
    return true;
}

/* What run_people does after the first frame: elsewhere a library without a PIN is met as it is. */
static bool do_first(struct script *sc)
{
    if (sc->count != 2 || strcmp(sc->words[1], "start") != 0)
        return FAIL(sc, "first takes start");
    session_ask_first(script_session(sc));
    app_turn(sc->app);
    return true;
}

/* ---- what is there */

static void shown_text(const struct script *sc, struct str *out)
{
    const struct widget_list *list = &script_session(sc)->list;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        struct str document = {0};
        if (w->role == ROLE_DOCUMENT)
            widget_document_text(w, &document);
        else if (w->role == ROLE_PAGE)
            page_view_text(w->page, &document);
        str_addf(out, "%s\n%s\n%s\n", widget_name(list, w), widget_value(list, w),
                 str_text(&document));
        str_free(&document);
    }
}

/* The choices that have the tick on this page. */
static void chosen_names(const struct script *sc, struct str *out)
{
    const struct widget_list *list = &script_session(sc)->list;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].state & STATE_CHOSEN)
            str_addf(out, "%s\n", widget_name(list, &list->items[i]));
    }
}

/* What there is of the kind asked for: a screen's name, the focus, ... */
static bool what_is_there(struct script *sc, const char *kind, struct str *out)
{
    struct session *s = script_session(sc);
    if (strcmp(kind, "screen") == 0)
        str_add(out, s->list.screen);
    else if (strcmp(kind, "focus") == 0 && s->focus >= 0)
        str_add(out, widget_name(&s->list, &s->list.items[s->focus]));
    else if (strcmp(kind, "said") == 0)
        str_addf(out, "%s\n%s", str_text(&s->said), script_log_said(sc->log));
    else if (strcmp(kind, "text") == 0)
        shown_text(sc, out);
    else if (strcmp(kind, "widget") == 0)
        script_list_names(sc, out);
    else if (strcmp(kind, "chosen") == 0)
        chosen_names(sc, out);
    else if (strcmp(kind, "asked") == 0)
        str_add(out, request_all_asked(s));
    else if (strcmp(kind, "focus") != 0)
        return FAIL(sc, "expect takes screen, focus, said, text, widget, chosen or asked");
    return true;
}

/* What another thread will take off the screen, in real time. */
static bool wait_gone(struct script *sc, const char *text)
{
    bool is_there = true;
    for (int ms = 0; is_there && ms < READY_MOST_MS; ms++) {
        struct str there = {0};
        app_turn(sc->app);
        session_build(script_session(sc));
        if (!what_is_there(sc, "text", &there))
            return false;
        is_there = strstr(str_text(&there), text) != NULL;
        str_free(&there);
        if (is_there)
            SDL_Delay(1);
    }
    return !is_there || FAIL(sc, "\"%s\" has not gone", text);
}

static bool do_wait(struct script *sc)
{
    const char *what = sc->count > 1 ? sc->words[1] : "";
    if (strcmp(what, "said") == 0 && sc->count == 3)
        return wait_said(sc, sc->words[2]);
    if (strcmp(what, "gone") == 0 && sc->count == 3)
        return wait_gone(sc, sc->words[2]);
    if (strcmp(what, "ready") == 0)
        return wait_ready(sc);
    if (strcmp(what, "speech") == 0 || strcmp(what, "silent") == 0)
        return wait_for_speech(sc, *what == 's' && what[1] == 'p');
    char *end;
    long ms = strtol(what, &end, 10);
    if (end == what || ms < 0 || ms > WAIT_MOST_MS ||
        (sc->count > 2 && strcmp(sc->words[2], "ms") != 0))
        return FAIL(sc, "wait takes ready, speech, silent, said \"...\", gone \"...\" or N ms");
    script_advance_us(sc, (uint64_t)ms * 1000);
    return true;
}

static bool do_expect(struct script *sc)
{
    int at = sc->count > 1 && strcmp(sc->words[1], "no") == 0 ? 2 : 1;
    if (sc->count != at + 2)
        return FAIL(sc, "expect takes screen|focus|said|text|widget|chosen|asked \"...\"");
    app_turn(sc->app);
    session_build(script_session(sc));
    const char *kind = sc->words[at], *wanted = sc->words[at + 1];
    struct str there = {0};
    bool ok = what_is_there(sc, kind, &there), found = false;
    if (strcmp(kind, "screen") == 0 || strcmp(kind, "focus") == 0)
        found = strcmp(str_text(&there), wanted) == 0;
    else if (strcmp(kind, "widget") == 0)
        found = widget_find(&script_session(sc)->list, wanted) >= 0;
    else
        found = strstr(str_text(&there), wanted) != NULL;
    if (ok && found == (at == 2))
        ok = FAIL(sc, "expected %s%s \"%s\", but there is: %s", at == 2 ? "no " : "", kind, wanted,
                  str_text(&there));
    str_free(&there);
    return ok;
}

static char *out_path(const struct script *sc, const char *ending)
{
    struct str name = {0};
    str_addf(&name, "%s%s", sc->words[1], ending);
    char *path = file_join(sc->out, str_text(&name));
    str_free(&name);
    return path;
}

static bool do_tree(struct script *sc)
{
    if (sc->count != 2)
        return FAIL(sc, "tree takes a name");
    app_turn(sc->app);
    struct session *s = script_session(sc);
    const struct display *d = &s->visit.look.display;
    struct str json = {0};
    widget_dump(&s->list, s->focus, d->width_px / d->width_mm, d->height_px / d->height_mm, &json);
    char *path = out_path(sc, ".json");
    enum err err = file_write_atomic(path, json.data, json.length_bytes);
    free(path);
    str_free(&json);
    return err == ERR_OK || FAIL(sc, "the tree could not be written");
}

static bool do_shot(struct script *sc)
{
    if (sc->count != 2)
        return FAIL(sc, "shot takes a name");
    app_turn(sc->app);
    app_undo_ahead(sc->app);
    char *path = out_path(sc, ".png");
    enum err err = canvas_save_png(window_canvas(sc->app->window), path);
    free(path);
    return err == ERR_OK || FAIL(sc, "the picture could not be written");
}

/* What the kiosk believes to be the day and the hour; it stays so. */
static bool do_clock(struct script *sc)
{
    struct tm tm = {.tm_isdst = -1};
    const char *end = sc->count == 3 ? strptime(sc->words[1], "%Y-%m-%d", &tm) : NULL;
    end = end && !*end ? strptime(sc->words[2], "%H:%M", &tm) : NULL;
    if (!end || *end)
        return FAIL(sc, "clock takes a day and an hour: 2026-11-22 10:30");
    script_session(sc)->pretend_now_s = (int64_t)mktime(&tm);
    app_turn(sc->app);
    return true;
}

/* ---- lines */

static const struct {
    const char *name;
    bool (*act)(struct script *sc);
} verbs[] = {
    {"tap", script_tap},           {"find", script_find},   {"touch", script_touch},
    {"move", script_touch},        {"lift", script_touch},  {"finger", script_finger},
    {"key", script_key},           {"sound", script_sound}, {"turn", script_turn},
    {"stick", script_stick},       {"wait", do_wait},       {"advance", do_advance},
    {"expect", do_expect},         {"tree", do_tree},       {"shot", do_shot},
    {"keyboard", script_keyboard}, {"burst", script_burst}, {"switch", script_switch},
    {"headset", script_headset},   {"reach", script_reach}, {"sweep", script_sweep},
    {"first", do_first},           {"board", script_board}, {"clock", do_clock},
};

static bool run_line(struct script *sc, const char *line)
{
    const char *wrong = script_line_cut(line, sc->words, &sc->count);
    bool ok = !wrong || FAIL(sc, "%s", wrong);
    if (ok && sc->count) {
        size_t i = 0, n = sizeof verbs / sizeof *verbs;
        while (i < n && strcmp(verbs[i].name, sc->words[0]) != 0)
            i++;
        ok = i < n ? verbs[i].act(sc) : FAIL(sc, "'%s' is not a line of a script", sc->words[0]);
    }
    while (sc->count)
        free(sc->words[--sc->count]);
    return ok;
}

static bool run_lines(struct script *sc, char *text)
{
    for (char *line = text, *next; line && !script_session(sc)->quit; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        sc->line++;
        if (run_line(sc, line))
            continue;
        fprintf(stderr, "%s:%d: %s\n", sc->path, sc->line, str_text(&sc->problem));
        return false;
    }
    return true;
}

int script_run(struct app *app, const char *path, const char *out)
{
    struct script sc = {.app = app, .path = path, .out = out ? out : "."};
    char *text;
    enum err err = file_read(path, 1 << 20, &text, NULL);
    if (err == ERR_OK) {
        err = script_log_new(sc.out, &sc.log);
        if (err != ERR_OK)
            free(text);
    }
    if (err != ERR_OK) {
        fprintf(stderr, "%s: the script can't be run here (%s). Check both names.\n", path,
                err_name(err));
        return 1;
    }
    session_open_library(app->session);
    session_start_sound(app->session, AUDIO_SCRIPT);
    session_show_logo(app->session);
    narrator_keep_events(app->session->narrator, true);
    app_turn(app);
    bool ok = run_lines(&sc, text);
    free(text);
    script_log_free(sc.log);
    str_free(&sc.problem);
    return ok ? 0 : 1;
}
