#include "app/script.h"
#include "app/app_parts.h"
#include "app/script_log.h"
#include "app/session_sound.h"
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

enum {
    STEP_US = 5000,
    WORDS_MOST = 8,
    SWITCH_US = 100000,
    BURST_MOST = 10000,
    SAID_MOST_US = 120000000,
    SILENT_MOST_S = 3600,
    READY_MOST_MS = 300000
};

struct script {
    struct app *app;
    struct script_log *log;
    const char *path, *out;
    int line;
    bool keyboard_is_out;
    size_t waited_bytes;     /* of what was said: the last 'wait said' has taken these */
    char *words[WORDS_MOST]; /* of the present line; $NAME filled in */
    int count;
    struct str problem;
};

#define FAIL(script, ...) (str_addf(&(script)->problem, __VA_ARGS__), false)

static struct session *session_of(const struct script *sc)
{
    return sc->app->session;
}

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

static void advance_us(struct script *sc, uint64_t us)
{
    while (us && !session_of(sc)->quit) {
        uint64_t part = us < STEP_US ? us : STEP_US;
        step(sc, part);
        us -= part;
    }
}

/* Work that other threads and later turns still do, in real time; the fake clock stands. */
static bool wait_ready(struct script *sc)
{
    struct session *s = session_of(sc);
    for (int ms = 0; ms < READY_MOST_MS; ms++) {
        app_turn(sc->app);
        bool counting = s->visit.reading.layout && !s->visit.reading.screen_count;
        if (!s->importer && !s->stale && !counting)
            return true;
        if (s->importer)
            SDL_Delay(1);
    }
    return FAIL(sc, "the kiosk was not ready in time");
}

static bool wait_for_speech(struct script *sc, bool speech)
{
    struct session *s = session_of(sc);
    for (uint64_t us = 0; us < (uint64_t)SILENT_MOST_S * 1000000; us += STEP_US) {
        size_t heard = step(sc, STEP_US);
        bool sounds = heard > 0 || narrator_is_talking(s->narrator) ||
                      narrator_state(s->narrator) == NARRATOR_READING;
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

static bool do_wait(struct script *sc)
{
    const char *what = sc->count > 1 ? sc->words[1] : "";
    if (strcmp(what, "said") == 0 && sc->count == 3)
        return wait_said(sc, sc->words[2]);
    if (strcmp(what, "ready") == 0)
        return wait_ready(sc);
    if (strcmp(what, "speech") == 0 || strcmp(what, "silent") == 0)
        return wait_for_speech(sc, *what == 's' && what[1] == 'p');
    char *end;
    unsigned long ms = strtoul(what, &end, 10);
    if (end == what || (sc->count > 2 && strcmp(sc->words[2], "ms") != 0))
        return FAIL(sc, "wait takes ready, speech, silent, said \"...\" or N ms");
    advance_us(sc, (uint64_t)ms * 1000);
    return true;
}

static bool do_advance(struct script *sc)
{
    char *end = NULL;
    double s = sc->count > 1 ? strtod(sc->words[1], &end) : -1;
    if (!(s >= 0 && s < 1e6) || end == sc->words[1])
        return FAIL(sc, "advance takes N s");
    advance_us(sc, (uint64_t)(s * 1e6));
    return true;
}

/* ---- input */

/* 'said' is what was said since the last input. */
static void begin_input(struct script *sc)
{
    script_log_forget_said(sc->log);
    sc->waited_bytes = 0;
    str_clear(&session_of(sc)->said);
}

static void end_input(struct script *sc, const char *name, uint64_t begin_us)
{
    double ms = (double)(clock_monotonic_us() - begin_us) / 1000;
    script_log_input(sc->log, name, ms, clock_us(&sc->app->clock));
    script_log_light(sc->log, session_of(sc), clock_us(&sc->app->clock));
}

static void send(struct script *sc, SDL_Event *events, int count, const char *name)
{
    begin_input(sc);
    uint64_t begin = clock_monotonic_us();
    for (int i = 0; i < count; i++)
        SDL_PushEvent(&events[i]);
    app_turn(sc->app);
    end_input(sc, name, begin);
}

static SDL_Event finger_event(const struct script *sc, Uint32 type, long finger, double x_px,
                              double y_px)
{
    const struct canvas *c = window_canvas(sc->app->window);
    SDL_Event e = {.tfinger = {.type = type,
                               .touchId = 1,
                               .fingerId = finger,
                               .x = (float)((x_px + 0.5) / c->width_px),
                               .y = (float)((y_px + 0.5) / c->height_px)}};
    return e;
}

static bool point_px(struct script *sc, int first, double *x, double *y)
{
    const struct display *d = &session_of(sc)->visit.look.display;
    if (sc->count < first + 2)
        return FAIL(sc, "two numbers are needed: mm from the left, mm from the top");
    *x = strtod(sc->words[first], NULL) * d->width_px / d->width_mm;
    *y = strtod(sc->words[first + 1], NULL) * d->height_px / d->height_mm;
    return true;
}

static bool finger_line(struct script *sc, const char *verb, long finger, int first)
{
    Uint32 type = strcmp(verb, "touch") == 0  ? SDL_FINGERDOWN
                  : strcmp(verb, "move") == 0 ? SDL_FINGERMOTION
                  : strcmp(verb, "lift") == 0 ? SDL_FINGERUP
                                              : 0;
    double x, y;
    if (!type)
        return FAIL(sc, "a finger can touch, move or lift");
    if (!point_px(sc, first, &x, &y))
        return false;
    SDL_Event e = finger_event(sc, type, finger, x, y);
    send(sc, &e, 1, verb);
    return true;
}

static bool do_finger(struct script *sc)
{
    if (sc->count < 5)
        return FAIL(sc, "finger takes N touch|move|lift X Y");
    return finger_line(sc, sc->words[2], strtol(sc->words[1], NULL, 10), 3);
}

static bool do_touch(struct script *sc)
{
    return finger_line(sc, sc->words[0], 0, 1);
}

/* The middle of the first word on the screen that reads so, its punctuation aside. */
static bool find_word(const struct script *sc, const char *name, double *x, double *y)
{
    const struct widget_list *list = &session_of(sc)->list;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        for (size_t k = 0; w->role == ROLE_DOCUMENT && w->screen && k < w->screen->count; k++) {
            const struct placed *p = &w->screen->items[k];
            if (p->kind != PLACED_WORD || p->bytes < strlen(name) ||
                memcmp(p->text, name, strlen(name)) != 0)
                continue;
            *x = w->rect.x + p->rect.x + p->rect.w / 2;
            *y = w->rect.y + p->rect.y + p->rect.h / 2;
            return true;
        }
    }
    return false;
}

static void list_names(const struct script *sc, struct str *out)
{
    const struct widget_list *list = &session_of(sc)->list;
    for (size_t i = 0; i < list->count; i++) {
        const char *name = widget_name(list, &list->items[i]);
        if (*name)
            str_addf(out, "%s\"%s\"", out->length_bytes ? ", " : "", name);
    }
}

static bool tap_at(struct script *sc, const char *name, double x, double y)
{
    SDL_Event e[2] = {finger_event(sc, SDL_FINGERDOWN, 0, x, y),
                      finger_event(sc, SDL_FINGERUP, 0, x, y)};
    struct str line = {0};
    str_addf(&line, "tap %s", name);
    send(sc, e, 2, str_text(&line));
    str_free(&line);
    return true;
}

/* Turns the pages of a list towards its end (or its beginning) until the name shows, as a visitor would. */
static bool turn_towards(struct script *sc, const char *name, bool end)
{
    struct session *s = session_of(sc);
    for (;;) {
        session_build(s);
        if (widget_find(&s->list, name) >= 0)
            return true;
        bool is_last = end ? s->pages.page + 1 >= s->pages.count : s->pages.page == 0;
        int turn = widget_find(&s->list, end ? tr("Next") : tr("Previous"));
        if (is_last || turn < 0)
            return false;
        struct rect r = s->list.items[turn].rect;
        tap_at(sc, end ? "Next" : "Previous", r.x + r.w / 2, r.y + r.h / 2);
    }
}

/* False: the name is on no page. */
static bool turn_to(struct script *sc, const char *name)
{
    return turn_towards(sc, name, true) || turn_towards(sc, name, false);
}

static bool do_find(struct script *sc)
{
    if (sc->count == 2 && turn_to(sc, sc->words[1]))
        return true;
    return FAIL(sc, "there is no \"%s\" on any page of %s", sc->count > 1 ? sc->words[1] : "",
                session_of(sc)->list.screen);
}

/* A control on this page, else a word of the document, else a control on a later page. */
static bool do_tap(struct script *sc)
{
    if (sc->count < 2)
        return FAIL(sc, "tap takes a name");
    session_build(session_of(sc));
    const struct widget_list *list = &session_of(sc)->list;
    double x, y;
    if (widget_find(list, sc->words[1]) < 0 && find_word(sc, sc->words[1], &x, &y))
        return tap_at(sc, sc->words[1], x, y);
    struct str names = {0};
    list_names(sc, &names);
    bool found = turn_to(sc, sc->words[1]);
    if (found) {
        struct rect r = list->items[widget_find(list, sc->words[1])].rect;
        tap_at(sc, sc->words[1], r.x + r.w / 2, r.y + r.h / 2);
    } else {
        found = FAIL(sc, "there is no \"%s\" on screen %s; there are %s", sc->words[1],
                     list->screen, str_text(&names));
    }
    str_free(&names);
    return found;
}

static bool do_key(struct script *sc)
{
    const struct input_map *map = &sc->app->options->config.input;
    SDL_Keycode code = sc->count > 1 ? input_key_code(map, sc->words[1]) : SDLK_UNKNOWN;
    if (sc->keyboard_is_out)
        return FAIL(sc, "the keyboard is out");
    if (code == SDLK_UNKNOWN)
        return FAIL(sc, "there is no key \"%s\"", sc->count > 1 ? sc->words[1] : "");
    const char *half = sc->count > 2 ? sc->words[2] : "";
    SDL_Event down = {.key = {.type = SDL_KEYDOWN, .state = SDL_PRESSED, .keysym = {.sym = code}}};
    SDL_Event up = {.key = {.type = SDL_KEYUP, .state = SDL_RELEASED, .keysym = {.sym = code}}};
    SDL_Event e[2] = {down, up};
    struct str name = {0};
    str_addf(&name, "key %s %s", sc->words[1], half);
    if (strcmp(half, "down") == 0)
        send(sc, e, 1, str_text(&name));
    else if (strcmp(half, "up") == 0)
        send(sc, e + 1, 1, str_text(&name));
    else
        send(sc, e, 2, str_text(&name));
    str_free(&name);
    return true;
}

static bool do_sound(struct script *sc)
{
    bool lost = sc->count > 1 && strcmp(sc->words[1], "lost") == 0;
    if (!lost && (sc->count < 2 || strcmp(sc->words[1], "back") != 0))
        return FAIL(sc, "sound is lost or back");
    struct input in = {.kind = lost ? INPUT_SOUND_LOST : INPUT_SOUND_BACK};
    begin_input(sc);
    uint64_t begin = clock_monotonic_us();
    session_input(session_of(sc), &in);
    app_turn(sc->app);
    end_input(sc, lost ? "sound lost" : "sound back", begin);
    return true;
}

static bool do_turn(struct script *sc)
{
    const struct display *d = &session_of(sc)->visit.look.display;
    bool upright = sc->count > 1 && strcmp(sc->words[1], "upright") == 0;
    if (!upright && (sc->count < 2 || strcmp(sc->words[1], "across") != 0))
        return FAIL(sc, "turn takes upright or across");
    if (upright != (d->height_px > d->width_px)) {
        window_set_size(sc->app->window, d->height_px, d->width_px);
        app_turn(sc->app);
    }
    return true;
}

static bool do_stick(struct script *sc)
{
    struct volumes *volumes = session_of(sc)->volumes;
    bool in = sc->count > 2 && strcmp(sc->words[1], "in") == 0;
    if (!in && (sc->count != 2 || strcmp(sc->words[1], "out") != 0))
        return FAIL(sc, "stick takes 'in DIR' or 'out'");
    if (!volumes)
        return FAIL(sc, "this kiosk does not watch for sticks");
    volumes_pretend(volumes, in ? sc->words[2] : NULL);
    app_turn(sc->app);
    return true;
}

static bool do_headset(struct script *sc)
{
    bool in = sc->count == 2 && strcmp(sc->words[1], "in") == 0;
    if (!in && (sc->count != 2 || strcmp(sc->words[1], "out") != 0))
        return FAIL(sc, "headset is in or out");
    begin_input(sc);
    uint64_t begin = clock_monotonic_us();
    session_sound_plug(session_of(sc), in);
    app_turn(sc->app);
    end_input(sc, in ? "headset in" : "headset out", begin);
    return true;
}

/* Many events at once: before the kiosk can show what the first of them did. */
static bool do_burst(struct script *sc)
{
    long count = sc->count > 2 ? strtol(sc->words[1], NULL, 10) : 0;
    SDL_Keycode code = sc->count == 4 && strcmp(sc->words[2], "key") == 0
                           ? input_key_code(&sc->app->options->config.input, sc->words[3])
                           : SDLK_UNKNOWN;
    bool touches = sc->count == 5 && strcmp(sc->words[2], "tap") == 0;
    double x, y;
    if (count < 1 || count > BURST_MOST || (!code && !touches))
        return FAIL(sc, "burst takes N key NAME or N tap X Y");
    if (touches && !point_px(sc, 3, &x, &y))
        return false;
    begin_input(sc);
    uint64_t begin = clock_monotonic_us();
    for (long i = 0; i < count; i++) {
        SDL_Event key = {.key = {.type = i % 2 ? SDL_KEYUP : SDL_KEYDOWN, .keysym.sym = code}};
        if (touches)
            key = finger_event(sc, i % 2 ? SDL_FINGERUP : SDL_FINGERDOWN, 0, x, y);
        SDL_PushEvent(&key);
    }
    app_turn(sc->app);
    end_input(sc, "burst", begin);
    return true;
}

/* Pulled, it holds no key any more. */
static bool do_keyboard(struct script *sc)
{
    bool out = sc->count == 2 && strcmp(sc->words[1], "out") == 0;
    if (!out && (sc->count != 2 || strcmp(sc->words[1], "in") != 0))
        return FAIL(sc, "keyboard is in or out");
    sc->keyboard_is_out = out;
    SDL_Event e = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_LOST}};
    send(sc, &e, out, out ? "keyboard out" : "keyboard in");
    return true;
}

/* A press of a switch, as long as a hand's. */
static bool do_switch(struct script *sc)
{
    const struct input_map *map = &sc->app->options->config.input;
    int which = sc->count == 2 ? atoi(sc->words[1]) : 0;
    if (which != 1 && which != 2)
        return FAIL(sc, "switch is 1 or 2");
    SDL_Keycode code = map->keys[which == 1 ? KEY_SWITCH_1 : KEY_SWITCH_2][0];
    SDL_Event e[2] = {{.key = {.type = SDL_KEYDOWN, .state = SDL_PRESSED, .keysym.sym = code}},
                      {.key = {.type = SDL_KEYUP, .state = SDL_RELEASED, .keysym.sym = code}}};
    advance_us(sc, SWITCH_US);
    send(sc, e, 1, which == 1 ? "switch 1" : "switch 2");
    advance_us(sc, SWITCH_US);
    SDL_PushEvent(&e[1]);
    app_turn(sc->app);
    return true;
}

/* ---- what is there */

static void shown_text(const struct script *sc, struct str *out)
{
    const struct widget_list *list = &session_of(sc)->list;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        struct str document = {0};
        if (w->role == ROLE_DOCUMENT)
            widget_document_text(w, &document);
        str_addf(out, "%s\n%s\n%s\n", widget_name(list, w), widget_value(list, w),
                 str_text(&document));
        str_free(&document);
    }
}

/* What there is of the kind asked for: a screen's name, the focus, ... */
static bool what_is_there(struct script *sc, const char *kind, struct str *out)
{
    struct session *s = session_of(sc);
    if (strcmp(kind, "screen") == 0)
        str_add(out, s->list.screen);
    else if (strcmp(kind, "focus") == 0 && s->focus >= 0)
        str_add(out, widget_name(&s->list, &s->list.items[s->focus]));
    else if (strcmp(kind, "said") == 0)
        str_addf(out, "%s\n%s", str_text(&s->said), script_log_said(sc->log));
    else if (strcmp(kind, "text") == 0)
        shown_text(sc, out);
    else if (strcmp(kind, "widget") == 0)
        list_names(sc, out);
    else if (strcmp(kind, "focus") != 0)
        return FAIL(sc, "expect takes screen, focus, said, text or widget");
    return true;
}

static bool do_expect(struct script *sc)
{
    int at = sc->count > 1 && strcmp(sc->words[1], "no") == 0 ? 2 : 1;
    if (sc->count != at + 2)
        return FAIL(sc, "expect takes screen|focus|said|text|widget \"...\"");
    app_turn(sc->app);
    session_build(session_of(sc));
    const char *kind = sc->words[at], *wanted = sc->words[at + 1];
    struct str there = {0};
    bool ok = what_is_there(sc, kind, &there), found = false;
    if (strcmp(kind, "screen") == 0 || strcmp(kind, "focus") == 0)
        found = strcmp(str_text(&there), wanted) == 0;
    else if (strcmp(kind, "widget") == 0)
        found = widget_find(&session_of(sc)->list, wanted) >= 0;
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
    struct session *s = session_of(sc);
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
    char *path = out_path(sc, ".png");
    enum err err = canvas_save_png(window_canvas(sc->app->window), path);
    free(path);
    return err == ERR_OK || FAIL(sc, "the picture could not be written");
}

/* ---- lines */

static const struct {
    const char *name;
    bool (*act)(struct script *sc);
} verbs[] = {
    {"tap", do_tap},           {"find", do_find},   {"touch", do_touch},
    {"move", do_touch},        {"lift", do_touch},  {"finger", do_finger},
    {"key", do_key},           {"sound", do_sound}, {"turn", do_turn},
    {"stick", do_stick},       {"wait", do_wait},   {"advance", do_advance},
    {"expect", do_expect},     {"tree", do_tree},   {"shot", do_shot},
    {"keyboard", do_keyboard}, {"burst", do_burst}, {"switch", do_switch},
    {"headset", do_headset},
};

/* One character of a line into the word; $NAME becomes what the environment holds. */
static const char *take_char(const char *p, struct str *word)
{
    if (*p != '$') {
        str_add_char(word, *p);
        return p + 1;
    }
    size_t n = strspn(p + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    char *name = mem_copy_bytes(p + 1, n);
    const char *value = n ? getenv(name) : "$";
    str_add(word, value ? value : "");
    free(name);
    return p + 1 + n;
}

static bool split(struct script *sc, const char *p)
{
    for (;;) {
        p += strspn(p, " \t\r");
        if (!*p || *p == '#')
            return true;
        if (sc->count == WORDS_MOST)
            return FAIL(sc, "the line has too many words");
        struct str word = {0};
        str_add(&word, "");
        bool quoted = *p == '"';
        p += quoted;
        while (*p && (quoted ? *p != '"' : !strchr(" \t\r", *p)))
            p = take_char(p, &word);
        if (quoted && !*p) {
            str_free(&word);
            return FAIL(sc, "a quotation mark is missing");
        }
        p += quoted;
        sc->words[sc->count++] = word.data ? word.data : mem_copy_string("");
    }
}

static bool run_line(struct script *sc, const char *line)
{
    bool ok = split(sc, line);
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
    for (char *line = text, *next; line && !session_of(sc)->quit; line = next) {
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
    session_start_sound(app->session, AUDIO_SCRIPT);
    narrator_keep_events(app->session->narrator, true);
    app_turn(app);
    bool ok = run_lines(&sc, text);
    free(text);
    script_log_free(sc.log);
    str_free(&sc.problem);
    return ok ? 0 : 1;
}
