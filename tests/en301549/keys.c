/* keys: A37 to A45: a crawl by keypad from every widget of every screen; guards; switches. */
#include "trial.h"

#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>

struct crawl {
    int widgets, screens;
};

/* Where Down leads from widget `from`. */
static int down_from(struct trial *t, struct kiosk *k, int from, enum input_key key)
{
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
    kiosk_guide(k);
    c->screens++;
    for (int i = 0; i < (int)kiosk_list(k)->count && !t->failed; i++) {
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

/* Home, Menu, Help and Back work on every screen. */
static void leave(struct trial *t, struct kiosk *k, enum screen_id id)
{
    kiosk_show(k, id);
    kiosk_guide(k);
    kiosk_key(k, KEY_HOME);
    trial_expect(t, kiosk_screen(k) == SCREEN_HOME, "Home does not leave %s", screen_name(id));
    kiosk_show(k, id);
    kiosk_guide(k);
    kiosk_key(k, KEY_BACK);
    trial_expect(t, kiosk_screen(k) != id || id == SCREEN_STAFF_LIST, "Back does not leave %s",
                 screen_name(id));
}

static bool is_harmless(const struct widget *w)
{
    enum action_kind kind = w->action.kind;
    return kind != ACTION_NONE && kind != ACTION_ADD && kind != ACTION_REMOVE_SURE &&
           kind != ACTION_PIN_ENTER && kind != ACTION_NEW_PIN && kind != ACTION_FINISH &&
           !(w->state & (STATE_CHOSEN | STATE_OFF));
}

/* The round key on a widget does what a tap does. */
static void act_by_key(struct trial *t, struct kiosk *k, enum screen_id id)
{
    for (size_t i = 0; !t->failed; i++) {
        enum screen_id after[2];
        bool ends = false;
        for (int by_key = 0; by_key < 2 && !ends; by_key++) {
            kiosk_act(k, ACTION_RESET, 0);
            kiosk_show(k, id);
            struct widget_list *list = kiosk_list(k);
            if (i >= list->count)
                return;
            struct widget w = list->items[i];
            ends = !is_harmless(&w);
            if (ends)
                continue;
            if (by_key) {
                kiosk_guide(k);
                k->session->focus = (int)i;
                kiosk_key(k, t->faulty ? KEY_UP : KEY_ACTION);
            } else {
                kiosk_act(k, w.action.kind, w.action.argument);
            }
            after[by_key] = kiosk_screen(k);
        }
        if (!ends)
            trial_expect(t, after[0] == after[1], "%s: the round key does not do what a tap does",
                         screen_name(id));
    }
}

static void check_a37(struct trial *t)
{
    struct crawl c = {0};
    struct kiosk k;
    static const int sizes[] = {450, 0};
    trial_walk(t, &(struct walk){.sizes = sizes}, crawl, &c);
    trial_kiosk(t, &k);
    for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++) {
        leave(t, &k, id);
        act_by_key(t, &k, id);
    }
    kiosk_stop(&k);
    trial_measure(t, "%d controls on %d screens by keypad", c.widgets, c.screens);
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
            bool same = memcmp(&settings, &k.session->visit.settings, sizeof settings) == 0;
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

const struct rule rules_keys[] = {
    {37, "WCAG 2.1.1", "", check_a37, VERDICT_CHECK},
    {38, "EN 5.1.3.1", "comes with issue 5: keys in the config", NULL, VERDICT_LATER},
    {39, "WCAG 3.2.1", "", check_a39, VERDICT_CHECK},
    {40, "WCAG 2.4.3", "", check_a40, VERDICT_CHECK},
    {41, "EN 5.7", "comes with issue 5: the guards of keys", NULL, VERDICT_LATER},
    {42, "EN 5.8", "comes with issue 5: the guards of keys", NULL, VERDICT_LATER},
    {43, "EN 5.9", "comes with issue 5: keys in the config", NULL, VERDICT_LATER},
    {44, "EN 5.9",
     "The keys differ by shape under a finger: arrows, a round Action, a diamond for Help, plus "
     "and minus",
     NULL, VERDICT_INSPECT},
    {45, "EN 4.2.7", "comes with issue 5: switch scanning", NULL, VERDICT_LATER},
    {0},
};
