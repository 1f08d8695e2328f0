/* touch: A30 to A36: targets and gaps on the list, and what a finger does. */
#include "trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct sizes {
    double least_mm, least_main_mm, least_gap_mm;
    int targets;
};

static double mm_across(const struct kiosk *k, double px)
{
    const struct display *d = &k->session->visit.look.display;
    return px * d->width_mm / d->width_px;
}

static double mm_down(const struct kiosk *k, double px)
{
    const struct display *d = &k->session->visit.look.display;
    return px * d->height_mm / d->height_px;
}

static bool is_control(const struct widget *w)
{
    return w->action.kind != ACTION_NONE;
}

/* The air between two rectangles: the larger of the ways across and down; below 0 where they meet. */
static double gap_mm(const struct kiosk *k, struct rect a, struct rect b)
{
    int across = a.x < b.x ? b.x - a.x - a.w : a.x - b.x - b.w;
    int down = a.y < b.y ? b.y - a.y - a.h : a.y - b.y - b.h;
    double x = mm_across(k, across), y = mm_down(k, down);
    return x > y ? x : y;
}

static void look_at_targets(struct trial *t, struct kiosk *k, void *data)
{
    struct sizes *out = data;
    struct widget_list *list = kiosk_list(k);
    if (t->faulty && list->count)
        list->items[list->count - 1].rect.w /= 4;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (!is_control(w))
            continue;
        double mm = fmin(mm_across(k, w->rect.w), mm_down(k, w->rect.h));
        bool main = w->role == ROLE_CARD || w->action.kind == ACTION_START;
        out->least_mm = fmin(out->least_mm, mm);
        out->least_main_mm = main ? fmin(out->least_main_mm, mm) : out->least_main_mm;
        out->targets++;
        trial_expect(t, mm >= (main ? 19.95 : 11.95), "%s: '%.50s' is %.1f mm", t->where,
                     widget_name(list, w), mm);
        for (size_t o = i + 1; o < list->count; o++) {
            if (!is_control(&list->items[o]))
                continue;
            double gap = gap_mm(k, w->rect, list->items[o].rect);
            out->least_gap_mm = fmin(out->least_gap_mm, gap);
            trial_expect(t, gap >= 1.95, "%s: '%.40s' is %.2f mm from '%.40s'", t->where,
                         widget_name(list, w), gap, widget_name(list, &list->items[o]));
        }
    }
}

static void check_a30(struct trial *t)
{
    struct sizes sizes = {99, 99, 99, 0};
    trial_walk(t, &(struct walk){.langs = WALK_ALL_LANGS}, look_at_targets, &sizes);
    trial_measure(t, "%.1f mm, main ones %.1f mm, gaps %.2f mm, of %d targets", sizes.least_mm,
                  sizes.least_main_mm, sizes.least_gap_mm, sizes.targets);
}

static const struct widget *find(struct kiosk *k, enum action_kind kind)
{
    struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].action.kind == kind)
            return &list->items[i];
    }
    return NULL;
}

static void check_a31(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_show(&k, SCREEN_HOME);
    struct rect r = find(&k, ACTION_HELP)->rect;
    int x = r.x + r.w / 2, y = r.y + r.h / 2;
    kiosk_touch(&k, INPUT_TOUCH, x, y);
    trial_expect(t, kiosk_screen(&k) == SCREEN_HOME, "it acts on touching");
    kiosk_wait(&k, 300);
    kiosk_touch(&k, INPUT_MOVE, x, t->faulty ? y : 5);
    kiosk_touch(&k, INPUT_LIFT, x, t->faulty ? y : 5);
    trial_expect(t, kiosk_screen(&k) == SCREEN_HOME, "sliding off does not cancel");
    kiosk_wait(&k, 3000);
    kiosk_touch(&k, INPUT_TOUCH, x, y);
    kiosk_touch(&k, INPUT_LIFT, x, y);
    trial_expect(t, kiosk_screen(&k) == SCREEN_HELP, "it does not act on lifting");
    kiosk_stop(&k);
    trial_measure(t, "acts on lifting, not on touching or sliding off");
}

/* All that an action may change, in one number. */
static uint64_t state_of(struct kiosk *k)
{
    const struct visit *v = &k->session->visit;
    uint64_t h = hash_bytes(HASH_START, v->stack, sizeof v->stack);
    const struct widget_list *list = kiosk_list(k);
    if (v->reading.screen)
        h = hash_bytes(h, &v->reading.screen->first_word, sizeof v->reading.screen->first_word);
    h = hash_bytes(h, &v->guided, sizeof v->guided);
    h = hash_bytes(h, &v->curtain, sizeof v->curtain);
    h = hash_bytes(h, v->pages, sizeof v->pages);
    h = hash_bytes(h, &v->depth, sizeof v->depth);
    h = hash_bytes(h, &v->settings, sizeof v->settings);
    h = hash_bytes(h, &v->reading.narrator, sizeof v->reading.narrator);
    h = hash_bytes(h, &v->staff.digits, sizeof v->staff.digits);
    uint64_t page = page_view_hash(&v->page.view);
    h = hash_bytes(h, &page, sizeof page);
    const char *said = str_text(&k->session->said);
    h = hash_bytes(h, said, strlen(said));
    for (size_t i = 0; i < list->count; i++) {
        uint64_t w = widget_hash(list, &list->items[i]);
        h = hash_bytes(h, &w, sizeof w);
    }
    return h;
}

/* Staff's own work on the library is not for a trial. */
static bool is_harmless(enum action_kind kind)
{
    return !kiosk_is_staffs_work(kind) && kind != ACTION_PIN_ENTER && kind != ACTION_NEW_PIN;
}

/* A choice that is chosen already changes nothing. */
static bool does_something(const struct widget *w)
{
    return is_control(w) && is_harmless(w->action.kind) && !(w->state & STATE_CHOSEN) &&
           !(w->state & STATE_OFF);
}

/* Each control of each screen, by one plain tap of one finger. */
static int tap_all(struct trial *t, struct kiosk *k, enum screen_id id)
{
    int done = 0;
    kiosk_show(k, id);
    for (int page = 0, pages = k->session->pages.count; page < pages && !t->failed; page++) {
        for (size_t i = 0; !t->failed; i++) {
            kiosk_act(k, ACTION_FINISH, 0);
            kiosk_show(k, id);
            kiosk_page(k, page);
            struct widget_list *list = kiosk_list(k);
            if (i >= list->count)
                break;
            struct widget w = list->items[i];
            char name[64];
            snprintf(name, sizeof name, "%.60s", widget_name(list, &w));
            if (!does_something(&w))
                continue;
            if (w.action.kind == ACTION_DIGIT_ERASE)
                kiosk_act(k, ACTION_DIGIT, 1);
            str_clear(&k->session->said);
            k->session->visit.settings.line_spacing = 1; /* something to put back */
            uint64_t before = state_of(k);
            kiosk_touch(k, INPUT_TOUCH, w.rect.x + w.rect.w / 2, w.rect.y + w.rect.h / 2);
            if (t->faulty) /* as if it needed a drag */
                kiosk_touch(k, INPUT_MOVE, 1, 1);
            int x = t->faulty ? 1 : w.rect.x + w.rect.w / 2;
            kiosk_touch(k, INPUT_LIFT, x, t->faulty ? 1 : w.rect.y + w.rect.h / 2);
            trial_expect(t, state_of(k) != before, "%s: a tap on '%s' does nothing",
                         screen_name(id), name);
            kiosk_act(k, ACTION_RESET, 0);
            k->session->visit.guided = k->session->visit.curtain = false;
            kiosk_wait(k, 700);
            done++;
        }
    }
    return done;
}

static void check_a32(struct trial *t)
{
    struct kiosk k;
    int done = 0;
    trial_kiosk(t, &k);
    for (enum screen_id id = SCREEN_HOME; id < SCREEN_COUNT && !t->failed; id++)
        done += tap_all(t, &k, id);
    kiosk_stop(&k);
    trial_measure(t, "%d controls by one tap each", done);
}

/* A finger that explores hears each control and changes nothing. */
static void check_a33(struct trial *t)
{
    struct kiosk k;
    int heard = 0;
    trial_kiosk(t, &k);
    kiosk_key(&k, KEY_DOWN); /* guidance */
    kiosk_show(&k, SCREEN_HOME);
    kiosk_guide(&k);
    kiosk_wait_quiet(&k, 20000);
    struct widget_list *list = kiosk_list(&k);
    size_t count = list->count;
    kiosk_touch(&k, INPUT_TOUCH, 3, 3);
    for (size_t i = 0; i < count && !t->failed; i++) {
        struct widget w = kiosk_list(&k)->items[i];
        if (!is_control(&w))
            continue;
        char name[96];
        snprintf(name, sizeof name, "%s", widget_name(kiosk_list(&k), &w));
        uint64_t since = kiosk_now(&k);
        k.is_deaf = t->faulty && heard == 1;
        kiosk_touch(&k, INPUT_MOVE, w.rect.x + w.rect.w / 2, w.rect.y + w.rect.h / 2);
        kiosk_wait(&k, 600);
        trial_expect(t, kiosk_heard(&k, name, since) != NULL, "a finger on '%s' hears nothing",
                     name);
        trial_expect(t, kiosk_screen(&k) == SCREEN_HOME, "exploring '%s' acts", name);
        heard++;
    }
    kiosk_touch(&k, INPUT_LIFT, 3, 3);
    trial_expect(t, kiosk_screen(&k) == SCREEN_HOME, "lifting acts");
    kiosk_stop(&k);
    trial_measure(t, "%d controls heard under a finger", heard);
}

enum { BAR_GROUP = 1 /* as in screen/frame.c */ };

struct low {
    int controls, views;
    int cap_mdeg, width_px; /* of the views that `reach` was seen in */
    struct rect reach;
};

/* Reach itself: one on each screen, large, on, and at one place for a size on a glass; on the first screen as high as its neighbours. */
static void look_for_reach(struct trial *t, struct kiosk *k, struct low *low, bool attract)
{
    const struct visit *v = &k->session->visit;
    const struct display *d = &v->look.display;
    const struct widget_list *list = kiosk_list(k);
    struct rect at = {0};
    int count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (w->action.kind != ACTION_REACH || w->group != BAR_GROUP)
            continue; /* Easier may offer it once more: what counts is the bar's */
        at = w->rect;
        count++;
        trial_expect(t, widget_takes_focus(w) && w->icon && *widget_name(list, w),
                     "%s: Reach has no name, sign or focus", t->where);
        trial_expect(t, attract || (w->state & STATE_CHOSEN),
                     "%s: Reach does not show that it is on", t->where);
    }
    trial_expect(t, count == 1, "%s: %d controls turn reach mode on and off", t->where, count);
    double least = 12 * d->width_px / d->width_mm;
    trial_expect(t, at.w + 1 > least && at.h + 1 > least, "%s: Reach is %d x %d px", t->where, at.w,
                 at.h);
    if (attract || low->cap_mdeg != v->settings.cap_mdeg || low->width_px != d->width_px) {
        low->cap_mdeg = attract ? 0 : v->settings.cap_mdeg;
        low->width_px = d->width_px;
        low->reach = at;
    }
    trial_expect(t, memcmp(&at, &low->reach, sizeof at) == 0, "%s: Reach has moved", t->where);
    low->views++;
}

static void look_for_high_controls(struct trial *t, struct kiosk *k, void *data)
{
    struct low *low = data;
    bool attract = kiosk_screen(k) == SCREEN_ATTRACT;
    const struct widget_list *list = kiosk_list(k);
    int half = k->session->visit.look.display.height_px / 2;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (!is_control(w) || (attract && w->action.kind != ACTION_REACH))
            continue;
        trial_expect(t, w->rect.y >= half, "%s: '%.50s' begins %d px above the middle", t->where,
                     widget_name(list, w), half - w->rect.y);
        low->controls++;
    }
    look_for_reach(t, k, low, attract);
}

static void check_a34(struct trial *t)
{
    struct low low = {0};
    static const int sizes[] = {450, 1000, 2000, 0};
    const struct walk walk = {.sizes = sizes, .langs = WALK_ALL_LANGS, .in_reach = !t->faulty};
    trial_walk(t, &walk, look_for_high_controls, &low);
    trial_measure(t, "%d controls in the lower half, Reach among them in %d views", low.controls,
                  low.views);
}

const struct rule rules_touch[] = {
    {30, "WCAG 2.5.5", "", check_a30, VERDICT_CHECK},
    {31, "WCAG 2.5.2", "", check_a31, VERDICT_CHECK},
    {32, "WCAG 2.5.1, 2.5.7, EN 5.9", "", check_a32, VERDICT_CHECK},
    {33, "EN 5.5.2", "", check_a33, VERDICT_CHECK},
    {34, "EN 8.3", "", check_a34, VERDICT_CHECK},
    {35, "EN 8.3",
     "The screen's lower half, the keypad, the switch's and the headset's sockets stand 38 to 122 "
     "cm above the floor, with room for a wheelchair before them",
     NULL, VERDICT_INSPECT},
    {36, "EN 8.3", "Each key needs less than 22.2 N, one hand, and no tight grasp or twist", NULL,
     VERDICT_INSPECT},
    {0},
};
