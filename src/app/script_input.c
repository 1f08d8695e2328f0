/* script_input: the lines of a script that are hands: touches, keys, switches, plugs; on the real event path. */
#include "app/script_parts.h"
#include "app/session_parts.h"
#include "app/session_sound.h"
#include "book/model.h"
#include "text/layout.h"

#include <SDL2/SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SWITCH_US = 100000, BURST_MOST = 10000, FINGERTIP_MM = 8, POINT_MOST_PX = 1000000 };

/* 'said' is what was said since the last input. */
static void begin_input(struct script *sc)
{
    script_log_forget_said(sc->log);
    sc->waited_bytes = 0;
    str_clear(&script_session(sc)->said);
}

static void end_input(struct script *sc, const char *name, uint64_t begin_us)
{
    double ms = (double)(sc->app->shown_us - begin_us) / 1000;
    script_log_input(sc->log, name, ms, clock_us(&sc->app->clock));
    script_log_light(sc->log, script_session(sc), clock_us(&sc->app->clock));
}

static void send(struct script *sc, SDL_Event *events, int count, const char *name)
{
    begin_input(sc);
    while (!app_look_ahead(sc->app)) /* as while a person looks */
        ;
    uint64_t begin = clock_monotonic_us();
    for (int i = 0; i < count; i++)
        SDL_PushEvent(&events[i]);
    app_turn(sc->app);
    end_input(sc, name, begin);
}

static SDL_Event finger_event(const struct script *sc, Uint32 type, long finger, double x_px,
                              double y_px)
{
    const struct canvas *glass = window_glass(sc->app->window);
    int x = (int)floor(x_px), y = (int)floor(y_px);
    window_point_to_glass(sc->app->window, &x, &y);
    SDL_Event e = {.tfinger = {.type = type,
                               .touchId = 1,
                               .fingerId = finger,
                               .x = (float)((x + 0.5) / glass->width_px),
                               .y = (float)((y + 0.5) / glass->height_px)}};
    return e;
}

static bool point_px(struct script *sc, int first, double *x, double *y)
{
    const struct display *d = &script_session(sc)->visit.look.display;
    if (sc->count < first + 2)
        return FAIL(sc, "two numbers are needed: mm from the left, mm from the top");
    double x_mm = strtod(sc->words[first], NULL), y_mm = strtod(sc->words[first + 1], NULL);
    x_mm += x_mm < 0 ? d->width_mm : 0;
    y_mm += y_mm < 0 ? d->height_mm : 0;
    *x = x_mm * d->width_px / d->width_mm;
    *y = y_mm * d->height_px / d->height_mm;
    if (!(fabs(*x) < POINT_MOST_PX && fabs(*y) < POINT_MOST_PX)) /* nor is "nan" a place */
        return FAIL(sc, "that is far from the glass");
    return true;
}

/* A hand that reaches only the lower half can't touch this. */
static bool is_in_reach(struct script *sc, const char *what, double y_px)
{
    const struct display *d = &script_session(sc)->visit.look.display;
    if (!sc->reaches_half || y_px >= d->height_px / 2.0)
        return true;
    return FAIL(sc, "%s: %.0f mm above the lower edge of a glass of %.0f mm is out of reach", what,
                (d->height_px - y_px) * d->height_mm / d->height_px, d->height_mm);
}

static bool finger_px(struct script *sc, const char *verb, long finger, double x, double y)
{
    Uint32 type = strcmp(verb, "touch") == 0  ? SDL_FINGERDOWN
                  : strcmp(verb, "move") == 0 ? SDL_FINGERMOTION
                  : strcmp(verb, "lift") == 0 ? SDL_FINGERUP
                                              : 0;
    if (!type)
        return FAIL(sc, "a finger can touch, move or lift");
    if (!is_in_reach(sc, verb, y))
        return false;
    SDL_Event e = finger_event(sc, type, finger, x, y);
    send(sc, &e, 1, verb);
    return true;
}

static bool finger_line(struct script *sc, const char *verb, long finger, int first)
{
    double x, y;
    return point_px(sc, first, &x, &y) && finger_px(sc, verb, finger, x, y);
}

bool script_finger_at(struct script *sc, const char *verb, double x_mm, double y_mm)
{
    const struct display *d = &script_session(sc)->visit.look.display;
    return finger_px(sc, verb, 0, x_mm * d->width_px / d->width_mm,
                     y_mm * d->height_px / d->height_mm);
}

bool script_reach(struct script *sc)
{
    bool half = sc->count == 2 && strcmp(sc->words[1], "half") == 0;
    if (!half && (sc->count != 2 || strcmp(sc->words[1], "all") != 0))
        return FAIL(sc, "reach is half or all");
    sc->reaches_half = half;
    return true;
}

bool script_finger(struct script *sc)
{
    if (sc->count < 5)
        return FAIL(sc, "finger takes N touch|move|lift X Y");
    return finger_line(sc, sc->words[2], strtol(sc->words[1], NULL, 10), 3);
}

bool script_touch(struct script *sc)
{
    return finger_line(sc, sc->words[0], 0, 1);
}

static bool find_on_page(const struct widget *w, const char *name, double *x, double *y)
{
    for (uint32_t n = 1; n <= w->book->word_count; n++) {
        const struct book_word *word = &w->book->words[n];
        struct rect r = page_view_word_rect(w->page, w->rect, n);
        if (rect_is_empty(r) || word->bytes < strlen(name) ||
            memcmp(w->book->pool + word->text, name, strlen(name)) != 0)
            continue;
        *x = r.x + r.w / 2;
        *y = r.y + r.h / 2;
        return true;
    }
    return false;
}

/* The middle of the first word on the screen that reads so, its punctuation aside. */
static bool find_word(const struct script *sc, const char *name, double *x, double *y)
{
    const struct widget_list *list = &script_session(sc)->list;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (w->role == ROLE_PAGE && find_on_page(w, name, x, y))
            return true;
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

void script_list_names(const struct script *sc, struct str *out)
{
    const struct widget_list *list = &script_session(sc)->list;
    for (size_t i = 0; i < list->count; i++) {
        const char *name = widget_name(list, &list->items[i]);
        if (*name)
            str_addf(out, "%s\"%s\"", out->length_bytes ? ", " : "", name);
    }
}

static bool tap_at(struct script *sc, const char *name, double x, double y)
{
    if (!is_in_reach(sc, name, y))
        return false;
    SDL_Event e[2] = {finger_event(sc, SDL_FINGERDOWN, 0, x, y),
                      finger_event(sc, SDL_FINGERUP, 0, x, y)};
    struct str line = {0};
    str_addf(&line, "tap %s", name);
    send(sc, e, 2, str_text(&line));
    str_free(&line);
    return true;
}

/* In its middle; by who reaches only the lower half, in the middle of what lies there, if a finger finds room on it. */
static bool tap_widget(struct script *sc, const char *name, struct rect r)
{
    const struct display *d = &script_session(sc)->visit.look.display;
    int half = d->height_px / 2, bottom = r.y + r.h;
    if (sc->reaches_half && r.y < half && bottom - half >= FINGERTIP_MM * half * 2 / d->height_mm)
        r = (struct rect){r.x, half, r.w, bottom - half};
    return tap_at(sc, name, r.x + r.w / 2, r.y + r.h / 2);
}

/* Turns the pages of a list towards its end (or its beginning) until the name shows, as a visitor would. */
static bool turn_towards(struct script *sc, const char *name, bool end)
{
    struct session *s = script_session(sc);
    for (;;) {
        session_build(s);
        if (widget_find(&s->list, name) >= 0)
            return true;
        bool is_last = end ? s->pages.page + 1 >= s->pages.count : s->pages.page == 0;
        int turn = widget_find(&s->list, end ? tr("Next") : tr("Previous"));
        if (is_last || turn < 0)
            return false;
        int page = s->pages.page;
        bool tapped = tap_widget(sc, end ? "Next" : "Previous", s->list.items[turn].rect);
        session_build(s);
        if (!tapped ||
            s->pages.page == page) /* the tap was not heard as one: hold time, guidance */
            return false;
    }
}

/* False: the name is on no page. */
static bool turn_to(struct script *sc, const char *name)
{
    return turn_towards(sc, name, true) || turn_towards(sc, name, false);
}

bool script_find(struct script *sc)
{
    if (sc->count == 2 && turn_to(sc, sc->words[1]))
        return true;
    return FAIL(sc, "there is no \"%s\" on any page of %s", sc->count > 1 ? sc->words[1] : "",
                script_session(sc)->list.screen);
}

/* A control on this page, else a word of the document, else a control on a later page. */
bool script_tap(struct script *sc)
{
    if (sc->count < 2)
        return FAIL(sc, "tap takes a name");
    session_build(script_session(sc));
    const struct widget_list *list = &script_session(sc)->list;
    double x, y;
    if (widget_find(list, sc->words[1]) < 0 && find_word(sc, sc->words[1], &x, &y))
        return tap_at(sc, sc->words[1], x, y);
    struct str names = {0};
    script_list_names(sc, &names);
    bool found = turn_to(sc, sc->words[1]);
    if (found) {
        found = tap_widget(sc, sc->words[1], list->items[widget_find(list, sc->words[1])].rect);
    } else if (!sc->problem.length_bytes) {
        found = FAIL(sc, "there is no \"%s\" on screen %s; there are %s", sc->words[1],
                     list->screen, str_text(&names));
    }
    str_free(&names);
    return found;
}

bool script_press(struct script *sc, const char *key)
{
    struct script once = *sc;
    once.words[1] = (char *)key;
    once.count = 2;
    bool ok = script_key(&once);
    sc->waited_bytes = once.waited_bytes;
    sc->problem = once.problem;
    return ok;
}

bool script_key(struct script *sc)
{
    const struct input_map *map = &sc->app->options->config.input;
    SDL_Keycode code = sc->count > 1 ? input_key_code(map, sc->words[1]) : SDLK_UNKNOWN;
    if (sc->keyboard_is_out)
        return FAIL(sc, "the keyboard is out");
    if (code == SDLK_UNKNOWN)
        return FAIL(sc, "there is no key \"%s\"", sc->count > 1 ? sc->words[1] : "");
    const char *half = sc->count > 2 ? sc->words[2] : "";
    if (strcmp(half, "until") == 0)
        return script_key_until(sc);
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

bool script_sound(struct script *sc)
{
    bool lost = sc->count > 1 && strcmp(sc->words[1], "lost") == 0;
    if (!lost && (sc->count < 2 || strcmp(sc->words[1], "back") != 0))
        return FAIL(sc, "sound is lost or back");
    struct input in = {.kind = lost ? INPUT_SOUND_LOST : INPUT_SOUND_BACK};
    begin_input(sc);
    uint64_t begin = clock_monotonic_us();
    session_input(script_session(sc), &in);
    app_turn(sc->app);
    end_input(sc, lost ? "sound lost" : "sound back", begin);
    return true;
}

bool script_turn(struct script *sc)
{
    const struct display *d = &script_session(sc)->visit.look.display;
    bool upright = sc->count > 1 && strcmp(sc->words[1], "upright") == 0;
    if (!upright && (sc->count < 2 || strcmp(sc->words[1], "across") != 0))
        return FAIL(sc, "turn takes upright or across");
    if (upright != (d->height_px > d->width_px)) {
        window_set_size(sc->app->window, d->height_px, d->width_px);
        app_turn(sc->app);
    }
    return true;
}

bool script_stick(struct script *sc)
{
    struct volumes *volumes = script_session(sc)->volumes;
    bool in = sc->count == 3 && strcmp(sc->words[1], "in") == 0;
    bool out = sc->count >= 2 && sc->count <= 3 && strcmp(sc->words[1], "out") == 0;
    if (!in && !out)
        return FAIL(sc, "stick takes 'in DIR', 'out DIR' or 'out'");
    if (!volumes)
        return FAIL(sc, "this kiosk does not watch for sticks");
    if (out && sc->count == 3)
        volumes_pretend_out(volumes, sc->words[2]);
    else
        volumes_pretend(volumes, in ? sc->words[2] : NULL);
    app_turn(sc->app);
    return true;
}

/* What the board's root unit answers from here on. */
bool script_board(struct script *sc)
{
    const char *what = sc->count > 1 ? sc->words[1] : "";
    bool answers = strcmp(what, "answers") == 0 && sc->count == 3;
    if (!answers && (sc->count != 2 || (strcmp(what, "silent") != 0 && strcmp(what, "none") != 0)))
        return FAIL(sc, "board takes 'answers \"...\"', 'silent' or 'none'");
    request_answer_as(script_session(sc), answers ? sc->words[2] : *what == 's' ? "" : NULL);
    return true;
}

bool script_headset(struct script *sc)
{
    bool in = sc->count == 2 && strcmp(sc->words[1], "in") == 0;
    if (!in && (sc->count != 2 || strcmp(sc->words[1], "out") != 0))
        return FAIL(sc, "headset is in or out");
    begin_input(sc);
    uint64_t begin = clock_monotonic_us();
    session_sound_plug(script_session(sc), in);
    app_turn(sc->app);
    end_input(sc, in ? "headset in" : "headset out", begin);
    return true;
}

/* Many events at once: before the kiosk can show what the first of them did. */
bool script_burst(struct script *sc)
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
bool script_keyboard(struct script *sc)
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
bool script_switch(struct script *sc)
{
    const struct input_map *map = &sc->app->options->config.input;
    if (sc->count == 4 && strcmp(sc->words[2], "on") == 0)
        return script_switch_on(sc);
    int which = sc->count == 2 ? atoi(sc->words[1]) : 0;
    if (which != 1 && which != 2)
        return FAIL(sc, "switch is 1 or 2");
    SDL_Keycode code = map->keys[which == 1 ? KEY_SWITCH_1 : KEY_SWITCH_2][0];
    SDL_Event e[2] = {{.key = {.type = SDL_KEYDOWN, .state = SDL_PRESSED, .keysym.sym = code}},
                      {.key = {.type = SDL_KEYUP, .state = SDL_RELEASED, .keysym.sym = code}}};
    script_advance_us(sc, SWITCH_US);
    send(sc, e, 1, which == 1 ? "switch 1" : "switch 2");
    script_advance_us(sc, SWITCH_US);
    SDL_PushEvent(&e[1]);
    app_turn(sc->app);
    return true;
}
