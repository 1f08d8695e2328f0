/* keys: A37 to A45: a crawl by keypad from every widget of every screen; guards; switches. */
#include "trial.h"

#include "base/file.h"
#include "base/mem.h"
#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct crawl {
    int widgets, screens;
};

/* A message that shows is a widget more. */
static void forget_told(struct kiosk *k)
{
    k->session->visit.told[0] = 0;
    k->session->stale = true;
}

/* Where Down leads from widget `from`. */
static int down_from(struct trial *t, struct kiosk *k, int from, enum input_key key)
{
    forget_told(k);
    kiosk_list(k);
    k->session->focus = from;
    kiosk_key(k, key);
    if (t->faulty && from > 0 && kiosk_screen(k) == SCREEN_MENU)
        k->session->focus = from; /* a trap */
    return k->session->focus;
}

static void crawl(struct trial *t, struct kiosk *k, void *data)
{
    struct crawl *c = data;
    enum screen_id here = kiosk_screen(k);
    if (here == SCREEN_ATTRACT)
        return;
    session_tick(k->session); /* what passes by itself has passed */
    kiosk_guide(k);
    c->screens++;
    for (int i = 0; i < (int)kiosk_list(k)->count && !t->failed; i++) {
        forget_told(k);
        struct widget_list *list = kiosk_list(k);
        if (!widget_takes_focus(&list->items[i]))
            continue;
        int next = widget_next(list, i, 1), before = widget_next(list, i, -1);
        int down = down_from(t, k, i, KEY_DOWN), up = down_from(t, k, i, KEY_UP);
        trial_expect(t, next < 0 || down == next, "%s: Down is caught on '%s'", t->where,
                     widget_name(list, &list->items[i]));
        trial_expect(t, before < 0 || up == before, "%s: Up is caught on '%s'", t->where,
                     widget_name(list, &list->items[i]));
        trial_expect(t, kiosk_screen(k) == here, "%s: a move acts", t->where);
        c->widgets++;
    }
}

/* The ruler's question is only painted here: the 30 seconds that Back would end do not run. */
static bool is_painted(enum screen_id id, int face)
{
    return id == SCREEN_RULER && face == RULER_ASKS;
}

/* Home and Back leave each face of every screen. The first face at once; from a later one Back may lead through those before it, or
 * take a question back. */
static void leave(struct trial *t, struct kiosk *k, enum screen_id id)
{
    for (int face = 0; face < kiosk_variants(id) && !t->failed; face++) {
        kiosk_show_variant(k, id, face);
        kiosk_guide(k);
        kiosk_key(k, KEY_HOME);
        trial_expect(t, kiosk_screen(k) == SCREEN_HOME, "Home does not leave face %d of %s", face,
                     screen_name(id));
        kiosk_show_variant(k, id, face);
        kiosk_guide(k);
        for (int back = 0; back <= face && kiosk_screen(k) == id; back++)
            kiosk_key(k, KEY_BACK);
        trial_expect(t, kiosk_screen(k) != id || is_painted(id, face),
                     "Back does not leave face %d of %s", face, screen_name(id));
    }
}

static bool is_harmless(const struct widget *w)
{
    enum action_kind kind = w->action.kind;
    return kind != ACTION_NONE && !kiosk_is_staffs_work(kind) && kind != ACTION_PIN_ENTER &&
           kind != ACTION_NEW_PIN && kind != ACTION_FINISH &&
           !(w->state & (STATE_CHOSEN | STATE_OFF));
}

/* The widget of that action and name: what the last try said or kept may have moved it, or put it on another page. */
static int same_widget(const struct widget_list *list, const struct widget *like, const char *name)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (w->action.kind == like->action.kind && w->action.argument == like->action.argument &&
            strcmp(widget_name(list, w), name) == 0)
            return (int)i;
    }
    return -1;
}

enum { TRIED_OF_A_KIND = 6, KINDS_MOST = 64 };

/* On one screen. Each letter of a keyboard is the same action with another argument: some of them are enough. */
struct tried {
    int compared, count;
    struct {
        enum action_kind kind;
        int times;
    } kinds[KINDS_MOST];
};

static bool is_enough(struct tried *tried, enum action_kind kind)
{
    int i = 0;
    while (i < tried->count && tried->kinds[i].kind != kind)
        i++;
    if (i == KINDS_MOST)
        return false;
    if (i == tried->count)
        tried->kinds[tried->count++].kind = kind;
    return ++tried->kinds[i].times > TRIED_OF_A_KIND;
}

/* The round key on the widget leads where a tap on it does. False: the screen has no widget of that number. */
static bool act_both_ways(struct trial *t, struct kiosk *k, enum screen_id id, size_t number,
                          struct tried *tried)
{
    kiosk_act(k, ACTION_RESET, 0);
    kiosk_show(k, id);
    struct widget_list *list = kiosk_list(k);
    if (number >= list->count)
        return false;
    struct widget w = list->items[number];
    if (!is_harmless(&w) || is_enough(tried, w.action.kind))
        return true;
    char name[64];
    snprintf(name, sizeof name, "%s", widget_name(list, &w));
    kiosk_act(k, w.action.kind, w.action.argument);
    enum screen_id by_tap = kiosk_screen(k);

    kiosk_act(k, ACTION_RESET, 0);
    kiosk_show(k, id);
    kiosk_guide(k);
    kiosk_page(k, 0); /* the list of who is guided may be another */
    int again = same_widget(kiosk_list(k), &w, name);
    if (again < 0)
        return true;
    k->session->focus = again;
    kiosk_key(k, t->faulty ? KEY_UP : KEY_ACTION);
    tried->compared++;
    trial_expect(t, kiosk_screen(k) == by_tap,
                 "%s: '%s' leads to %s by the round key, to %s by a tap", screen_name(id), name,
                 screen_name(kiosk_screen(k)), screen_name(by_tap));
    return true;
}

static void check_a37(struct trial *t)
{
    struct crawl c = {0};
    struct kiosk k;
    int compared = 0;
    static const int usual[] = {450, 0}, large[] = {1000, 0};
    trial_walk(t, &(struct walk){.sizes = usual, .langs = WALK_ALL_LANGS}, crawl, &c);
    trial_walk(t, &(struct walk){.sizes = large, .langs = WALK_LONG}, crawl, &c);
    trial_kiosk(t, &k);
    for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++) {
        struct tried tried = {0};
        leave(t, &k, id);
        for (size_t i = 0; !t->failed && act_both_ways(t, &k, id, i, &tried); i++) {
        }
        compared += tried.compared;
    }
    kiosk_stop(&k);
    trial_measure(t, "%d controls on %d screens by keypad, %d as by a tap", c.widgets, c.screens,
                  compared);
    trial_expect(t, compared > 300, "only %d controls were tried both ways", compared);
}

/* All that moving may not change. */
static void check_a39(struct trial *t)
{
    struct kiosk k;
    int moves = 0;
    trial_kiosk(t, &k);
    for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++) {
        kiosk_show(&k, id);
        kiosk_guide(&k);
        struct visit_settings settings = k.session->visit.settings;
        size_t count = kiosk_list(&k)->count;
        for (size_t i = 0; i < 2 * count && !t->failed; i++) {
            kiosk_key(&k, i < count ? KEY_DOWN : KEY_UP);
            if (t->faulty && moves == 20)
                kiosk_act(&k, ACTION_SOFTER, 0);
            bool same = kiosk_has_settings(&k, &settings);
            trial_expect(t, kiosk_screen(&k) == id && same, "%s: moving the focus acts",
                         screen_name(id));
            moves++;
        }
    }
    kiosk_stop(&k);
    trial_measure(t, "%d moves, none acts", moves);
}

/* Down the page, and in a row from the side where reading begins; the bar last. */
static void look_at_order(struct trial *t, struct kiosk *k, void *data)
{
    int *compared = data;
    struct widget_list *list = kiosk_list(k);
    if (kiosk_screen(k) == SCREEN_ATTRACT) /* the marked corner stands apart */
        return;
    if (t->faulty && list->count > 3) {
        struct rect r = list->items[1].rect;
        list->items[1].rect = list->items[list->count - 1].rect;
        list->items[list->count - 1].rect = r;
    }
    bool reach = k->session->visit.settings.reach;
    const struct widget *last = NULL;
    for (size_t i = 0; i < list->count && !reach; i++) {
        const struct widget *w = &list->items[i];
        if (!widget_takes_focus(w))
            continue;
        bool below = last && w->rect.y >= last->rect.y + last->rect.h;
        bool beside = last && w->rect.x >= last->rect.x + last->rect.w &&
                      w->rect.y < last->rect.y + last->rect.h;
        trial_expect(t, !last || below || beside, "%s: '%.40s' comes before what stands before it",
                     t->where, widget_name(list, w));
        last = w;
        ++*compared;
    }
}

static void check_a40(struct trial *t)
{
    int compared = 0;
    static const int sizes[] = {450, 1000, 0};
    trial_walk(t, &(struct walk){.sizes = sizes}, look_at_order, &compared);
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_show(&k, SCREEN_HOME);
    kiosk_guide(&k);
    uint64_t since = kiosk_now(&k);
    for (int i = 0; i < 40; i++)
        kiosk_key(&k, KEY_DOWN);
    kiosk_wait_quiet(&k, 5000);
    bool end = kiosk_heard(&k, tr("This is the last."), since) != NULL;
    for (int i = 0; i < 40; i++)
        kiosk_key(&k, KEY_UP);
    kiosk_wait_quiet(&k, 5000);
    bool beginning = kiosk_heard(&k, tr("This is the first."), since) != NULL;
    kiosk_stop(&k);
    trial_measure(t, "%d steps in order, both ends said", compared);
    trial_expect(t, end && beginning, "an end of the list is not said");
}

/* The keys of an EZ Access pad, as the keyboard keys that they send. */
static const struct {
    const char *name;
    enum input_key key;
} pad[] = {
    {"up", KEY_UP},     {"down", KEY_DOWN}, {"action", KEY_ACTION}, {"back", KEY_BACK},
    {"next", KEY_NEXT}, {"help", KEY_HELP}, {"louder", KEY_LOUDER}, {"softer", KEY_SOFTER},
};

static enum input_key key_of(const struct input_map *map, SDL_Keycode code)
{
    SDL_Event e = {.type = SDL_KEYDOWN};
    e.key.keysym.sym = code;
    return input_from_event(&e, map, 1280, 800).key;
}

static const char *write_config(char path[64], const char *line)
{
    snprintf(path, 64, "/tmp/en301549-keys-XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0)
        return NULL;
    close(fd);
    return file_write_atomic(path, line, strlen(line)) == ERR_OK ? path : NULL;
}

static void check_a38(struct trial *t)
{
    struct input_map map = input_map_usual();
    struct config config;
    char path[64];
    int heard = 0;
    for (size_t i = 0; i < sizeof pad / sizeof *pad; i++) {
        SDL_Keycode code = input_key_code(&map, pad[i].name);
        if (t->faulty && i == 5)
            code = SDLK_F9;
        bool right = key_of(&map, code) == pad[i].key;
        trial_expect(t, right, "the key '%s' is not heard", pad[i].name);
        heard += right;
    }
    config_default(&config);
    bool read = write_config(path, "[keys]\naction = F5\n") && config_read(path, &config) == ERR_OK;
    unlink(path);
    bool mapped = read && key_of(&config.input, SDLK_F5) == KEY_ACTION;
    trial_measure(t, "%d of 8 keys; mapped by the config: %s", heard, mapped ? "yes" : "no");
    trial_expect(t, mapped, "the config does not map keys: %d mistakes", config.mistakes.count);
}

/* Holds Down for `ms` on the menu; how many steps the focus takes. */
static int steps_while_held(struct trial *t, struct kiosk *k, int repeat_ms, uint64_t ms)
{
    kiosk_act(k, ACTION_KEY_REPEAT, repeat_ms);
    kiosk_show(k, SCREEN_EASIER);
    kiosk_guide(k);
    k->session->focus = widget_next(kiosk_list(k), -1, 1);
    int steps = 0, was = k->session->focus;
    kiosk_press(k, KEY_DOWN, true);
    for (uint64_t end = kiosk_now(k) + ms; kiosk_now(k) < end;) {
        kiosk_wait(k, 50);
        if (!t->faulty) /* what a keyboard repeats by itself is not heard */
            session_input(k->session,
                          &(struct input){.kind = INPUT_KEY, .key = KEY_DOWN, .repeat = true});
        else if (kiosk_now(k) % 500 < 50)
            kiosk_key(k, KEY_DOWN);
        steps += k->session->focus != was;
        was = k->session->focus;
    }
    kiosk_press(k, KEY_DOWN, false);
    return steps;
}

static void check_a41(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    int off = steps_while_held(t, &k, 0, 10000), slow = steps_while_held(t, &k, 2000, 9000);
    kiosk_stop(&k);
    trial_measure(t, "held for 10 s: %d step; at the slowest, %d steps in 9 s", off, slow);
    trial_expect(t, off == 1, "a held key repeats though that is off");
    trial_expect(t, slow > 1 && slow <= 5, "a delay of 2 s makes %d steps in 9 s", slow);
}

/* Two presses of one key, so far apart; how many are heard. */
static int heard_presses(struct kiosk *k, uint64_t apart_ms)
{
    kiosk_show(k, SCREEN_EASIER);
    kiosk_guide(k);
    k->session->focus = widget_next(kiosk_list(k), -1, 1);
    kiosk_wait(k, 3000);
    int heard = 0;
    for (int i = 0; i < 2; i++) {
        int was = k->session->focus;
        kiosk_key(k, KEY_DOWN);
        heard += k->session->focus != was;
        kiosk_wait(k, apart_ms);
    }
    return heard;
}

/* Two taps on one spot, so far apart. */
static int heard_taps(struct kiosk *k, uint64_t apart_ms)
{
    kiosk_show(k, SCREEN_MENU);
    k->session->visit.guided = false;
    kiosk_wait(k, 3000);
    struct widget_list *list = kiosk_list(k);
    struct widget w = list->items[widget_find(list, tr("Softer"))];
    int heard = 0;
    for (int i = 0; i < 2; i++) {
        int was = k->session->visit.settings.volume_db;
        kiosk_tap(k, &w);
        heard += k->session->visit.settings.volume_db != was;
        kiosk_wait(k, apart_ms);
    }
    kiosk_act(k, ACTION_LOUDER, 0);
    kiosk_act(k, ACTION_LOUDER, 0);
    return heard;
}

static void check_a42(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_act(&k, ACTION_HOME, 0);
    kiosk_act(&k, ACTION_GUARD, t->faulty ? 0 : 500);
    int keys = heard_presses(&k, 400), later = heard_presses(&k, 700);
    int taps = heard_taps(&k, 400), taps_later = heard_taps(&k, 700);
    kiosk_act(&k, ACTION_GUARD, 2000);
    int more = heard_presses(&k, 1500);
    kiosk_stop(&k);
    trial_measure(t, "at 0.5 s: keys %d then %d, taps %d then %d; at 2 s: %d", keys, later, taps,
                  taps_later, more);
    trial_expect(t, keys == 1 && taps == 1 && more == 1, "a second press in time is heard");
    trial_expect(t, later == 2 && taps_later == 2, "a second press after it is not heard");
}

/* Each key by itself, no other held. */
static void check_a43(struct trial *t)
{
    struct input_map map = input_map_usual();
    int keys = 0;
    for (int key = KEY_NONE + 1; key < KEY_CHARACTER; key++) {
        bool alone = false;
        for (int i = 0; i < INPUT_CODES_MOST; i++) {
            SDL_Event e = {.type = SDL_KEYDOWN};
            e.key.keysym.sym = map.keys[key][i];
            e.key.keysym.mod = t->faulty && key == KEY_HELP ? KMOD_CTRL : KMOD_NONE;
            alone |= e.key.keysym.sym &&
                     input_from_event(&e, &map, 1280, 800).key == (enum input_key)key;
        }
        trial_expect(t, alone, "key %d needs another one held", key);
        keys += alone;
    }
    trial_measure(t, "%d keys, each alone", keys);
}

/* What a switch can come to on this list, by rows and then items. */
static int reach_by_switch(const struct widget_list *list, bool *reached)
{
    struct scan scan = {.on = true};
    int presses = 0;
    scan_restart(&scan);
    for (size_t row = 0; row < list->count; row++) {
        if (!scan_step(&scan, list))
            break;
        int row_first = scan.first, count;
        int last = scan_row_end(list, row_first, &count);
        int chosen = scan_choose(&scan, list);
        presses++;
        if (chosen >= 0) {
            reached[chosen] = true;
        } else {
            for (int i = 0; i <= last - row_first; i++) {
                if (scan.in_row && scan.item >= 0)
                    reached[scan.item] = true;
                if (!scan_step(&scan, list) || !scan.in_row)
                    break;
            }
        }
        scan_restart(&scan); /* and on to the next row */
        for (size_t i = 0; i <= row; i++)
            scan_step(&scan, list);
    }
    return presses;
}

static void look_for_unscanned(struct trial *t, struct kiosk *k, void *data)
{
    int *controls = data;
    const struct widget_list *list = kiosk_list(k);
    bool *reached = mem_new(list->count + 1, sizeof *reached);
    reach_by_switch(list, reached);
    for (size_t i = 0; i < list->count; i++) {
        if (!widget_takes_focus(&list->items[i]))
            continue;
        bool is = reached[i] && !(t->faulty && kiosk_screen(k) == SCREEN_MENU && i > 4);
        trial_expect(t, is, "%s: no switch comes to '%s'", t->where,
                     widget_name(list, &list->items[i]));
        ++*controls;
    }
    free(reached);
}

/* A step of the scan by itself, in ms; 0 when none comes. */
static uint64_t scan_step_time(struct kiosk *k)
{
    kiosk_wait(k, 3000);
    int was = k->session->hands.scan.first;
    uint64_t from = 0;
    for (uint64_t end = kiosk_now(k) + 30000; kiosk_now(k) < end;) {
        kiosk_wait(k, 10);
        if (k->session->hands.scan.first == was)
            continue;
        if (from)
            return kiosk_now(k) - from;
        from = kiosk_now(k);
        was = k->session->hands.scan.first;
    }
    return 0;
}

static void check_a45(struct trial *t)
{
    int controls = 0;
    static const int sizes[] = {450, 1000, 0};
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 3}, look_for_unscanned, &controls);
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_act(&k, ACTION_HOME, 0);
    kiosk_act(&k, ACTION_SCAN_VOICE, 0);
    uint64_t ms[2];
    for (int fast = 0; fast < 2; fast++) {
        for (int i = 0; i < 40; i++)
            kiosk_act(&k, ACTION_SCAN_SPEED, fast ? 1 : -1);
        kiosk_act(&k, ACTION_SCAN, SCAN_ONE);
        ms[fast] = scan_step_time(&k);
    }
    kiosk_act(&k, ACTION_SCAN, SCAN_TWO);
    enum screen_id before = kiosk_screen(&k);
    for (int i = 0; i < 8 && kiosk_screen(&k) == before; i++) {
        kiosk_key(&k, i == 0 ? KEY_SWITCH_1 : KEY_SWITCH_2);
        kiosk_wait(&k, 200);
    }
    bool acts = kiosk_screen(&k) != before;
    kiosk_stop(&k);
    trial_measure(t, "%d controls by switch, a step in %u to %u ms", controls, (unsigned)ms[1],
                  (unsigned)ms[0]);
    trial_expect(t, ms[1] && ms[1] <= 330, "the fastest step takes %u ms", (unsigned)ms[1]);
    trial_expect(t, ms[0] >= 4900 && ms[0] <= 5200, "the slowest step takes %u ms",
                 (unsigned)ms[0]);
    trial_expect(t, acts, "two switches choose nothing");
}

const struct rule rules_keys[] = {
    {37, "WCAG 2.1.1", "", check_a37, VERDICT_CHECK},
    {38, "EN 5.1.3.1", "", check_a38, VERDICT_CHECK},
    {39, "WCAG 3.2.1", "", check_a39, VERDICT_CHECK},
    {40, "WCAG 2.4.3", "", check_a40, VERDICT_CHECK},
    {41, "EN 5.7", "", check_a41, VERDICT_CHECK},
    {42, "EN 5.8", "", check_a42, VERDICT_CHECK},
    {43, "EN 5.9", "", check_a43, VERDICT_CHECK},
    {44, "EN 5.9",
     "The keys differ by shape under a finger: arrows, a round Action, a diamond for Help, plus "
     "and minus",
     NULL, VERDICT_INSPECT},
    {45, "EN 4.2.7", "", check_a45, VERDICT_CHECK},
    {0},
};
