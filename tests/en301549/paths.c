#include "paths.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { PRESSES_MOST = 200, PAGES_MOST = 40, DOCUMENTS_MOST = 4 };

struct search {
    struct kiosk *k;
    struct path *to;
    struct path *waiting; /* places whose controls were not tried yet */
    size_t count, cap;
    bool shelves[VISIT_SECTIONS_MOST], menus[SCREEN_COUNT];
};

static bool is_tried(enum action_kind kind)
{
    return kind != ACTION_NONE && !kiosk_is_staffs_work(kind) && kind != ACTION_PIN_ENTER &&
           kind != ACTION_NEW_PIN && kind != ACTION_FINISH;
}

static void replay(struct kiosk *k, const struct path *path)
{
    kiosk_act(k, ACTION_FINISH, 0);
    for (int i = 0; i < path->count; i++)
        kiosk_act(k, path->steps[i].kind, path->steps[i].argument);
}

/* What makes a place another one on the same screen: each shelf is, and the menu of each screen. */
static bool *face_of(struct search *s)
{
    const struct visit *v = &s->k->session->visit;
    if (visit_screen(v) == SCREEN_SHELF)
        return &s->shelves[v->section];
    return visit_screen(v) == SCREEN_MENU ? &s->menus[visit_screen_below(v)] : NULL;
}

/* The kiosk shows where `path` led: is it a place that was not seen before? */
static void note_place(struct search *s, const struct path *path)
{
    enum screen_id id = kiosk_screen(s->k);
    bool *face = face_of(s);
    if (s->to[id].is_found && (!face || *face))
        return;
    if (face)
        *face = true;
    if (!s->to[id].is_found)
        s->to[id] = *path;
    s->to[id].is_found = true;
    MEM_ROOM(s->waiting, s->count, s->cap);
    s->waiting[s->count++] = *path;
}

static void try_step(struct search *s, const struct path *from, struct action step)
{
    struct path path = *from;
    if (path.count == PATH_STEPS_MOST)
        return;
    path.steps[path.count++] = step;
    kiosk_act(s->k, step.kind, step.argument);
    note_place(s, &path);
}

/* Staff know their PIN. */
static void try_pin(struct search *s, const struct path *from)
{
    struct path path = *from;
    const char *pin = s->k->config.pin;
    for (size_t i = 0; pin[i] && path.count + 1 < PATH_STEPS_MOST; i++)
        path.steps[path.count++] = action(ACTION_DIGIT, pin[i] - '0');
    replay(s->k, &path);
    try_step(s, &path, action(ACTION_PIN_ENTER, 0));
}

static void try_controls(struct search *s, const struct path *from)
{
    replay(s->k, from);
    int pages = s->k->session->pages.count;
    if (kiosk_screen(s->k) == SCREEN_PIN)
        try_pin(s, from);
    for (int page = 0; page < pages && page < PAGES_MOST; page++) {
        for (size_t i = 0;; i++) {
            replay(s->k, from);
            kiosk_page(s->k, page);
            const struct widget_list *list = kiosk_list(s->k);
            if (i >= list->count)
                break;
            struct widget w = list->items[i];
            if (is_tried(w.action.kind) && !(w.state & (STATE_OFF | STATE_CHOSEN)))
                try_step(s, from, w.action);
        }
    }
}

/* Goes on from where `path` leads; false where it has no room for the step. */
static bool go_on(struct search *s, struct path *path, struct action step)
{
    if (path->count == PATH_STEPS_MOST)
        return false;
    path->steps[path->count++] = step;
    kiosk_act(s->k, step.kind, step.argument);
    return true;
}

static bool go_on_all(struct search *s, struct path *path, const struct action *steps, int count)
{
    bool went = true;
    for (int i = 0; i < count && went; i++)
        went = go_on(s, path, steps[i]);
    return went;
}

/* What opens only after something was kept. */
static void find_kept(struct search *s)
{
    static const struct action steps[] = {
        {ACTION_MENU, 0}, {ACTION_KEEP, 0}, {ACTION_MENU, 0}, {ACTION_KEPT, 0}};
    struct path path = s->to[SCREEN_READER];
    replay(s->k, &path);
    if (go_on_all(s, &path, steps, sizeof steps / sizeof *steps))
        note_place(s, &path);
}

/* What opens only after a word was typed. */
static void find_results(struct search *s)
{
    static const struct action steps[] = {{ACTION_FIND_TYPE, 's'}, {ACTION_FIND_TYPE, 'c'},
                                          {ACTION_FIND_TYPE, 'h'}, {ACTION_FIND_TYPE, 'o'},
                                          {ACTION_FIND_TYPE, 'o'}, {ACTION_FIND_TYPE, 'l'},
                                          {ACTION_FIND_SHOW, 0}};
    struct path path = s->to[SCREEN_SEARCH];
    replay(s->k, &path);
    if (go_on_all(s, &path, steps, sizeof steps / sizeof *steps))
        note_place(s, &path);
}

/* The first link of this place that opens a note. */
static void find_note_here(struct search *s, const struct path *here)
{
    struct path list = *here;
    if (!go_on(s, &list, action(ACTION_MENU, 0)) || !go_on(s, &list, action(ACTION_LINKS, 0)))
        return;
    for (size_t i = 0; !s->to[SCREEN_NOTE].is_found; i++) {
        struct path path = list;
        replay(s->k, &path);
        const struct widget_list *links = kiosk_list(s->k);
        if (i >= links->count)
            return;
        struct action follow = links->items[i].action;
        if (follow.kind == ACTION_FOLLOW && go_on(s, &path, follow))
            note_place(s, &path);
    }
}

/* What hangs on a document's own words: reads on in it to its end, or as far as a path goes, and looks for notes. */
static void read_through(struct search *s, const struct path *from)
{
    struct path path = *from;
    while (screen_is_reading(kiosk_screen(s->k)) &&
           !(s->to[SCREEN_NOTE].is_found && s->to[SCREEN_END].is_found)) {
        if (!s->to[SCREEN_NOTE].is_found) {
            find_note_here(s, &path);
            replay(s->k, &path);
        }
        if (!go_on(s, &path, action(ACTION_NEXT, 0)))
            return;
    }
    note_place(s, &path);
}

static void find_in_documents(struct search *s)
{
    for (int section = 0; section < s->k->session->visit.section_count; section++) {
        for (int document = 0; document < DOCUMENTS_MOST; document++) {
            struct path path = s->to[SCREEN_HOME];
            replay(s->k, &path);
            if (go_on(s, &path, action(ACTION_SECTION, section)) &&
                go_on(s, &path, action(ACTION_DOCUMENT, document)))
                read_through(s, &path);
        }
    }
}

void paths_find(struct kiosk *k, struct path to[SCREEN_COUNT])
{
    struct search s = {.k = k, .to = to};
    const struct path nothing = {.count = 0};
    memset(to, 0, SCREEN_COUNT * sizeof *to);
    kiosk_put_stick(k, true); /* without one there is nothing to place */
    replay(k, &nothing);
    note_place(&s, &nothing);
    for (size_t i = 0; i < s.count; i++) {
        struct path from = s.waiting[i];
        try_controls(&s, &from);
    }
    find_kept(&s);
    find_results(&s);
    find_in_documents(&s);
    free(s.waiting);
}

static int find(struct kiosk *k, struct action act)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        const struct action *a = &list->items[i].action;
        if (a->kind == act.kind && a->argument == act.argument)
            return (int)i;
    }
    return -1;
}

/* Where it stands may change under way: a message that showed goes. */
static bool choose_by_keys(struct kiosk *k, struct action act)
{
    int at = find(k, act);
    for (int i = 0; i < PRESSES_MOST && at >= 0 && k->session->focus != at; i++) {
        kiosk_key(k, k->session->focus < at ? KEY_DOWN : KEY_UP);
        at = find(k, act);
    }
    bool there = at >= 0 && k->session->focus == at;
    kiosk_key(k, KEY_ACTION);
    return there;
}

static void press_switch(struct kiosk *k, enum input_key key)
{
    kiosk_key(k, key);
    kiosk_wait(k, 100);
}

/* Switch 1 steps, switch 2 chooses: the row, then the control in it. */
static bool choose_by_switches(struct kiosk *k, struct action act)
{
    const struct scan *scan = &k->session->hands.scan;
    for (int i = 0; i < PRESSES_MOST; i++) {
        int index = find(k, act), count = 1, last = -1;
        if (scan->first >= 0)
            last = scan_row_end(kiosk_list(k), scan->first, &count);
        bool in_row = scan->first >= 0 && scan->first <= index && index <= last;
        if (scan->in_row ? scan->item == index : in_row) {
            bool acts = scan->in_row || count == 1;
            press_switch(k, KEY_SWITCH_2);
            if (acts)
                return true;
        } else {
            press_switch(k, KEY_SWITCH_1);
        }
    }
    return false;
}

static bool choose(struct kiosk *k, struct action act, enum path_input by)
{
    if (by == BY_KEYS)
        return choose_by_keys(k, act);
    if (by == BY_SWITCHES)
        return choose_by_switches(k, act);
    struct widget w = kiosk_list(k)->items[find(k, act)];
    kiosk_tap(k, &w);
    return true;
}

/* The first touch, key or switch of a visit begins it. */
static void begin(struct kiosk *k, enum path_input by)
{
    kiosk_act(k, ACTION_FINISH, 0);
    kiosk_wait(k, 200);
    if (by == BY_KEYS)
        kiosk_key(k, KEY_ACTION);
    else if (by == BY_SWITCHES) {
        press_switch(k, KEY_SWITCH_2);
        k->session->visit.settings.hands.scan_silent = true; /* no waiting for words */
    }
}

enum screen_id path_walk(struct kiosk *k, const struct path *path, enum path_input by)
{
    begin(k, by);
    for (int i = 0; i < path->count; i++) {
        struct action step = path->steps[i];
        if (step.kind == ACTION_START && kiosk_screen(k) != SCREEN_ATTRACT)
            continue;
        const struct action next = {ACTION_NEXT, 0};
        for (int page = 0; find(k, step) < 0 && page < PAGES_MOST; page++) { /* on a later page */
            if (find(k, next) < 0 || !choose(k, next, by))
                return kiosk_screen(k);
        }
        if (find(k, step) < 0 || !choose(k, step, by))
            return kiosk_screen(k);
        kiosk_wait(k, 100);
    }
    return kiosk_screen(k);
}
