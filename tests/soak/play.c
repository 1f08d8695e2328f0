#include "play.h"
#include "anew.h"
#include "frames.h"

#include "app/session_parts.h"
#include "app/session_sound.h"
#include "base/mem.h"
#include "library/edition_maker.h"
#include "speech/audio.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SAID_MOST = 500, /* that are kept */
    REAL_MOST_US =
        2000, /* that a worker or thread is waited for at an event: its time is not the kiosk's */
    SETTLE_MOST_US = 5000000, /* so long before a restart */
    STEP_MS = 50,             /* of time that passes while something sounds */
    STEP_SILENT_MS = 5000,
    HAND_MS = 10, /* between what a hand does and what it does next */
    SHOW_EVERY = 5,
    LOOK_EVERY = 40, /* the frame is drawn whole, the screen built anew */
    PEEP_EVERY = 6,  /* of the loop's longer sleeps, one is looked into */
    PEEP_LEAST_MS = 300,
    TURNS_FREE = 60, /* in one wait, before the loop must sleep */
    TURNS_EACH_MS = 40
};

/* The kiosk, as it is lived with for a day. */
struct life {
    const struct day *day;
    struct oracle o;
    struct kiosk k;
    struct frames frames;
    char library[304];
    unsigned naps;
    uint64_t turned;    /* turns of the loop in this wait, while nothing sounds */
    int headset, board; /* as they are now; a restart does not change them */
};

static void start(struct life *l)
{
    struct kiosk *k = &l->k;
    snprintf(l->library, sizeof l->library, "%s/kiosk", l->day->world->day);
    kiosk_config(k, l->library, &profiles[l->day->seed % PROFILES]);
    world_config(l->day->world, l->day->seed, &k->config);
    kiosk_start(k);
    k->session->pretend_now_s = 1800000000; /* a day of 2027 */
    session_show_logo(k->session);
    frames_begin(&l->frames, k);
    oracle_begin(&l->o, k);
}

static void stop(struct life *l)
{
    l->o.verdict.simulated_ms += kiosk_now(&l->k);
    l->o.verdict.heard_ms += l->k.spoken * 1000 / VOICE_RATE_HZ;
    kiosk_stop(&l->k);
    frames_end(&l->frames);
}

/* --- the loop --- */

/* Planted: the kiosk has no voice, or none for what happens on a screen. */
static void plant_silence(struct life *l)
{
    const struct oracle *o = &l->o;
    bool is_new = kiosk_screen(&l->k) != o->screen;
    bool silent = o->plant == (is_new ? RULE_TOLD : RULE_ANSWERED);
    if (o->verdict.events > 50 && silent)
        narrator_hush(l->k.session->narrator);
}

static void turn(struct life *l)
{
    struct kiosk *k = &l->k;
    atomic_store(&k->woken, false);
    session_tick(k->session);
    session_build(k->session);
    plant_silence(l);
    l->turned += !kiosk_sounds(k);
    if (k->session->importer || k->session->copier)
        l->turned = 0; /* it comes in its own time */
}

/* Until then, or until something wakes the loop. */
static void sleep_until(struct kiosk *k, uint64_t until_ms)
{
    while (kiosk_now(k) < until_ms && !atomic_load(&k->woken)) {
        uint64_t left = until_ms - kiosk_now(k);
        uint64_t step = kiosk_sounds(k) ? STEP_MS : STEP_SILENT_MS;
        kiosk_pass(k, left < step ? left : step);
        k->pcm_count = 0; /* nobody listens to it again */
    }
}

/* In the middle of a sleep that nothing has broken, there is nothing to do that would show. */
static void peep(struct life *l)
{
    struct session *s = l->k.session;
    session_build(s);
    uint64_t was = oracle_picture(&s->list);
    int focus = s->focus;
    session_tick(s);
    if (l->o.plant == RULE_WAKES && l->o.verdict.events > 50) {
        s->stale = true;
        snprintf(s->visit.told, sizeof s->visit.told, "A planted message %u", l->naps);
    }
    session_build(s);
    if (!atomic_load(&l->k.woken) && (oracle_picture(&s->list) != was || s->focus != focus))
        oracle_break(&l->o, RULE_WAKES, "%s: something was due, and the loop slept on",
                     s->list.screen);
}

static void wait(struct life *l, uint64_t ms)
{
    struct kiosk *k = &l->k;
    struct oracle *o = &l->o;
    uint64_t end = kiosk_now(k) + ms;
    l->turned = 0;
    while (kiosk_now(k) < end && oracle_holds(o) && !k->session->quit) {
        int sleep_ms = session_sleep_ms(k->session);
        if (o->plant == RULE_RESTS && o->verdict.events > 50)
            sleep_ms = 0;
        uint64_t now = kiosk_now(k), until = sleep_ms < 0 ? end : now + (uint64_t)sleep_ms;
        until = until > end ? end : until == now ? now + 1 : until;
        bool peeps =
            until - now > PEEP_LEAST_MS && oracle_is_alone(k) && l->naps++ % PEEP_EVERY == 0;
        sleep_until(k, peeps ? now + (until - now) / 2 : until);
        if (peeps && !atomic_load(&k->woken)) {
            peep(l);
            continue;
        }
        turn(l);
        if (l->turned > TURNS_FREE + ms / TURNS_EACH_MS)
            oracle_break(o, RULE_RESTS, "%s: %llu turns of the loop in %llu ms",
                         k->session->list.screen, (unsigned long long)l->turned,
                         (unsigned long long)ms);
    }
}

/* --- events --- */

static void input(struct life *l, const struct input *in)
{
    session_input(l->k.session, in);
    turn(l);
}

static void press(struct life *l, int key, bool down)
{
    input(l, &(struct input){.kind = down ? INPUT_KEY : INPUT_KEY_UP, .key = (enum input_key)key});
}

static void type(struct life *l, char character)
{
    struct input in = {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = character};
    input(l, &in);
    in.kind = INPUT_KEY_UP;
    input(l, &in);
}

static void act(struct life *l, enum action_kind kind, int64_t argument)
{
    session_act(l->k.session, action(kind, argument));
    turn(l);
}

/* The n-th thousandth of what can be chosen; NULL where nothing can be. */
static const struct widget *choice(struct kiosk *k, int thousandths)
{
    const struct widget_list *list = kiosk_list(k);
    size_t choices = 0, at;
    for (size_t i = 0; i < list->count; i++)
        choices += list->items[i].action.kind != ACTION_NONE;
    if (!choices)
        return NULL;
    at = choices * (size_t)thousandths / 1000;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].action.kind != ACTION_NONE && at-- == 0)
            return &list->items[i];
    }
    return NULL;
}

static void finger(struct life *l, enum input_kind kind, int x, int y, int which)
{
    input(l, &(struct input){.kind = kind, .x = x, .y = y, .finger = which});
}

static void finger_at(struct life *l, enum input_kind kind, const struct event *e)
{
    const struct display *d = &l->k.session->visit.look.display;
    finger(l, kind, d->width_px * e->a / 1000, d->height_px * e->b / 1000, e->c);
}

/* A finger on a widget for so long. */
static void touch(struct life *l, int thousandths, uint64_t ms)
{
    const struct widget *w = choice(&l->k, thousandths);
    if (!w)
        return;
    int x = w->rect.x + w->rect.w / 2, y = w->rect.y + w->rect.h / 2;
    l->o.verdict.actions[w->action.kind] = true;
    finger(l, INPUT_TOUCH, x, y, 1);
    wait(l, ms);
    finger(l, INPUT_LIFT, x, y, 1);
}

/* Staff of the soak know two PINs, of which the first is the kiosk's unless they chose the other. */
static void enter_pin(struct life *l, bool right)
{
    if (kiosk_screen(&l->k) != SCREEN_PIN)
        return;
    for (const char *c = right ? "246810" : "135791"; *c; c++)
        type(l, *c);
    act(l, ACTION_PIN_ENTER, 0);
}

static void open_staff(struct life *l)
{
    act(l, ACTION_HOME, 0);
    act(l, ACTION_STAFF, 0);
    enter_pin(l, true);
}

/* By its shelf. */
static void open_document(struct life *l, int thousandths)
{
    const struct visit *v = &l->k.session->visit;
    uint32_t all = 0, section = 0;
    for (int i = 0; i < v->section_count; i++)
        all += v->sections[i].documents;
    uint32_t at = all * (uint32_t)thousandths / 1000;
    while (section + 1 < (uint32_t)v->section_count && at >= v->sections[section].documents)
        at -= v->sections[section++].documents;
    act(l, ACTION_HOME, 0);
    act(l, ACTION_SECTION, section);
    act(l, ACTION_DOCUMENT, at);
}

static void set_glass(struct life *l, int which)
{
    static const struct {
        int w, h;
    } others[] = {{1024, 600}, {600, 1024}};
    int w = which < PROFILES ? profiles[which].width_px : others[which - PROFILES].w;
    int h = which < PROFILES ? profiles[which].height_px : others[which - PROFILES].h;
    session_set_size(l->k.session, w, h);
    frames_begin(&l->frames, &l->k);
    l->k.session->look_changed = l->k.session->unshown = true; /* the window is a new one */
}

/* What works beside the kiosk comes to its end, so that before and after can be compared; false: it goes on too long. */
static bool settle(struct life *l)
{
    for (int us = 0; us < SETTLE_MOST_US && !oracle_is_alone(&l->k); us += REAL_MOST_US) {
        usleep(REAL_MOST_US);
        turn(l);
        kiosk_pass(&l->k, 1);
    }
    return oracle_is_alone(&l->k);
}

/* Off and on again: the next visitor meets the same before and after. */
static void restart(struct life *l)
{
    struct str before = {0}, after = {0};
    struct display d = l->k.session->visit.look.display;
    bool lacks = l->k.session->visit.lacks_screen, lost = l->k.session->visit.sound_is_lost;
    session_sound_plug(l->k.session, false);
    world_stick(l->day->world, l->k.session, 0);
    act(l, ACTION_FINISH, 0);
    bool compares = settle(l) && !lacks && !lost;
    if (compares)
        anew_visit(&l->k, &before);
    stop(l);
    whole_look(&l->o, l->library);
    start(l);
    session_set_size(l->k.session, d.width_px, d.height_px);
    frames_begin(&l->frames, &l->k);
    world_board(l->k.session, l->board);
    if (compares && settle(l)) {
        anew_visit(&l->k, &after);
        anew_compare(&l->o, &before, &after);
    }
    str_free(&before);
    str_free(&after);
    session_sound_plug(l->k.session, l->headset);
    l->o.verdict.restarts++;
    oracle_begin(&l->o, &l->k);
}

/* What hands do: true when it was one of these. */
static bool do_hands(struct life *l, const struct event *e)
{
    struct session *s = l->k.session;
    switch (e->kind) {
    case EVENT_KEY:
        if (e->a == KEY_ACTION && s->focus >= 0)
            l->o.verdict.actions[s->list.items[s->focus].action.kind] = true;
        press(l, e->a, true);
        press(l, e->a, false);
        return true;
    case EVENT_DOWN:
    case EVENT_UP:
        press(l, e->a, e->kind == EVENT_DOWN);
        return true;
    case EVENT_TYPE:
        type(l, (char)e->a);
        return true;
    case EVENT_TAP:
        touch(l, e->a, 0);
        return true;
    case EVENT_HOLD:
        touch(l, e->a, (uint64_t)e->b);
        return true;
    case EVENT_TOUCH:
        finger_at(l, INPUT_TOUCH, e);
        return true;
    case EVENT_MOVE:
        finger_at(l, INPUT_MOVE, e);
        return true;
    case EVENT_LIFT:
        finger_at(l, INPUT_LIFT, e);
        return true;
    case EVENT_PIN:
        enter_pin(l, e->a);
        return true;
    case EVENT_STAFF:
        open_staff(l);
        return true;
    case EVENT_OPEN:
        open_document(l, e->a);
        return true;
    default:
        return false;
    }
}

/* What happens to the kiosk: time, what is plugged in and pulled, the clock, the power. */
static void do_world(struct life *l, const struct event *e)
{
    static const enum input_kind sounds[] = {INPUT_SOUND_LOST, INPUT_SOUND_BACK,
                                             INPUT_SOUND_CHANGED};
    struct session *s = l->k.session;
    switch (e->kind) {
    case EVENT_WAIT:
        wait(l, (uint64_t)e->a);
        break;
    case EVENT_HEADSET:
        l->headset = e->a;
        session_sound_plug(s, e->a);
        turn(l);
        break;
    case EVENT_SOUND:
        input(l, &(struct input){.kind = sounds[e->a % 3]});
        break;
    case EVENT_STICK:
        world_stick(l->day->world, s, e->a);
        turn(l);
        break;
    case EVENT_CLOCK:
        s->pretend_now_s += e->a;
        s->stale = true; /* what shows the time shows it at the next look */
        break;
    case EVENT_GLASS:
        set_glass(l, e->a);
        break;
    case EVENT_DROP:
        world_drop(l->day->world, e->a);
        break;
    case EVENT_BOARD:
        l->board = e->a;
        world_board(s, e->a);
        break;
    case EVENT_KEYS:
        input(l, &(struct input){.kind = INPUT_KEYS_GONE});
        break;
    case EVENT_SCREEN:
        session_lack_screen(s, e->a);
        turn(l);
        break;
    case EVENT_RESTART:
        restart(l);
        break;
    default:
        break;
    }
}

static void do_event(struct life *l, const struct event *e)
{
    if (!do_hands(l, e))
        do_world(l, e);
    wait(l, HAND_MS);
}

/* What goes on beside the kiosk needs time of its own. */
static void let_others_work(const struct kiosk *k)
{
    const struct session *s = k->session;
    if (s->importer || s->copier || s->look)
        usleep(REAL_MOST_US);
}

/* The box keeps all that it hears; a day is long. */
static void clear_away(struct kiosk *k)
{
    k->pcm_count = k->word_count = 0;
    if (k->said_count < SAID_MOST)
        return;
    for (size_t i = 0; i < k->said_count; i++)
        free(k->said[i].text);
    k->said_count = 0;
}

/* The event, the screen that it led to, the focus, and what was said at it. */
static void tell(const struct life *l, const struct event *e)
{
    const struct session *s = l->k.session;
    FILE *file = l->day->tell;
    event_write(file, e);
    fprintf(file, "    %s%s", s->list.screen, s->visit.guided ? ", guided" : "");
    if (s->focus >= 0 && s->focus < (int)s->list.count)
        fprintf(file, ", on '%s'", widget_name(&s->list, &s->list.items[s->focus]));
    for (size_t i = l->o.before.said; i < l->k.said_count; i++)
        fprintf(file, " | %s", l->k.said[i].text);
    fputc('\n', file);
}

static void live_event(struct life *l, const struct event *e)
{
    struct oracle *o = &l->o;
    unsigned long visits = o->verdict.visits;
    oracle_before(o, &l->k);
    do_event(l, e);
    if (l->k.session->quit) /* staff switched it off */
        restart(l);
    if (l->day->tell)
        tell(l, e);
    oracle_after(o, &l->k, e);
    bool looks = o->verdict.events % LOOK_EVERY == 0;
    if (looks || o->verdict.events % SHOW_EVERY == 0)
        frames_show(&l->frames, &l->k);
    if (looks)
        frames_look(&l->frames, o, &l->k);
    if (o->verdict.visits != visits)
        steady_look(o, &l->k, &l->frames);
    let_others_work(&l->k);
    clear_away(&l->k);
}

static bool has_heard_all(const struct life *l)
{
    return l->day->heard_ms && l->k.spoken * 1000 / VOICE_RATE_HZ >= l->day->heard_ms;
}

struct verdict play_day(const struct day *day)
{
    struct life *l = mem_new(1, sizeof *l);
    struct chance chance = chance_new(day->seed);
    l->day = day;
    l->o.plant = day->plant;
    start(l);
    for (size_t i = 0; i < day->count && oracle_holds(&l->o) && !has_heard_all(l); i++) {
        struct event e = day->list       ? day->list[i]
                         : day->heard_ms ? event_next_listening(&chance)
                                         : event_next(&chance);
        live_event(l, &e);
    }
    stop(l);
    if (oracle_holds(&l->o))
        whole_look(&l->o, l->library);
    oracle_end(&l->o);
    struct verdict verdict = l->o.verdict;
    free(l);
    return verdict;
}
