#include "play.h"

#include "../en301549/library.h"

#include "app/session_sound.h"
#include "library/volume.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SAID_MOST = 500, /* that are kept */
    REAL_MOST_US =
        2000, /* that a worker or thread is waited for at an event: its time is not the kiosk's */
    FRAME_EVERY = 37
};

/* The box keeps all that it hears; a day is long. */
static bool clear_away(struct kiosk *k)
{
    k->pcm_count = 0;
    k->word_count = 0;
    if (k->said_count < SAID_MOST)
        return false;
    for (size_t i = 0; i < k->said_count; i++)
        free(k->said[i].text);
    k->said_count = 0;
    return true;
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

static void type(struct kiosk *k, char character)
{
    session_input(k->session,
                  &(struct input){.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = character});
    session_input(
        k->session,
        &(struct input){.kind = INPUT_KEY_UP, .key = KEY_CHARACTER, .character = character});
    session_tick(k->session);
    session_build(k->session);
}

/* Staff of the soak know two PINs, of which the first is the kiosk's unless they chose the other. */
static void enter_pin(struct kiosk *k, bool right)
{
    if (kiosk_screen(k) != SCREEN_PIN)
        return;
    for (const char *c = right ? "246810" : "135791"; *c; c++)
        type(k, *c);
    kiosk_act(k, ACTION_PIN_ENTER, 0);
}

static void put_stick(struct kiosk *k, bool in)
{
    char folder[sizeof k->config.library + 16];
    const char *slash = strrchr(k->config.library, '/');
    snprintf(folder, sizeof folder, "%.*s/library", (int)(slash - k->config.library),
             k->config.library);
    volumes_pretend(k->session->volumes, in ? folder : NULL);
}

static void set_glass(struct kiosk *k, int which)
{
    const struct display *d = &profiles[which % PROFILES];
    session_set_size(k->session, d->width_px, d->height_px);
    canvas_free(k->canvas);
    k->canvas = canvas_new(d->width_px, d->height_px);
}

static void finger(struct kiosk *k, enum input_kind kind, const struct event *e)
{
    const struct display *d = &k->session->visit.look.display;
    session_input(k->session, &(struct input){.kind = kind,
                                              .x = d->width_px * e->a / 1000,
                                              .y = d->height_px * e->b / 1000,
                                              .finger = e->c});
    session_tick(k->session);
    session_build(k->session);
}

static void hold(struct kiosk *k, const struct event *e)
{
    const struct widget *w = choice(k, e->a);
    if (!w)
        return;
    int x = w->rect.x + w->rect.w / 2, y = w->rect.y + w->rect.h / 2;
    kiosk_touch(k, INPUT_TOUCH, x, y);
    kiosk_wait(k, (uint64_t)e->b);
    kiosk_touch(k, INPUT_LIFT, x, y);
}

static void do_event(struct kiosk *k, const struct event *e)
{
    static const enum input_kind sounds[] = {INPUT_SOUND_LOST, INPUT_SOUND_BACK,
                                             INPUT_SOUND_CHANGED};
    const struct widget *w;
    switch (e->kind) {
    case EVENT_KEY:
        kiosk_key(k, (enum input_key)e->a);
        break;
    case EVENT_DOWN:
        kiosk_press(k, (enum input_key)e->a, true);
        break;
    case EVENT_UP:
        kiosk_press(k, (enum input_key)e->a, false);
        break;
    case EVENT_TYPE:
        type(k, (char)e->a);
        break;
    case EVENT_TAP:
        w = choice(k, e->a);
        if (w)
            kiosk_tap(k, w);
        break;
    case EVENT_HOLD:
        hold(k, e);
        break;
    case EVENT_TOUCH:
        finger(k, INPUT_TOUCH, e);
        break;
    case EVENT_MOVE:
        finger(k, INPUT_MOVE, e);
        break;
    case EVENT_LIFT:
        finger(k, INPUT_LIFT, e);
        break;
    case EVENT_WAIT:
        kiosk_wait(k, (uint64_t)e->a);
        break;
    case EVENT_HEADSET:
        session_sound_plug(k->session, e->a);
        break;
    case EVENT_SOUND:
        session_input(k->session, &(struct input){.kind = sounds[e->a % 3]});
        break;
    case EVENT_STICK:
        put_stick(k, e->a);
        break;
    case EVENT_CLOCK:
        k->session->pretend_now_s += e->a;
        break;
    case EVENT_GLASS:
        set_glass(k, e->a);
        break;
    case EVENT_PIN:
        enter_pin(k, e->a);
        break;
    case EVENT_KINDS:
        break;
    }
    kiosk_wait(k, 10);
}

/* What goes on beside the kiosk needs time of its own. */
static void let_others_work(const struct kiosk *k)
{
    const struct session *s = k->session;
    if (s->importer || s->copier || s->look)
        usleep(REAL_MOST_US);
}

/* The event, the screen that it led to, the focus, and what was said at it. */
static void tell(const struct kiosk *k, FILE *file, const struct event *e, size_t said)
{
    const struct session *s = k->session;
    event_write(file, e);
    fprintf(file, "    %s%s", s->list.screen, s->visit.guided ? ", guided" : "");
    if (s->focus >= 0 && s->focus < (int)s->list.count)
        fprintf(file, ", on '%s'", widget_name(&s->list, &s->list.items[s->focus]));
    for (; said < k->said_count; said++)
        fprintf(file, " | %s", k->said[said].text);
    fputc('\n', file);
}

bool play_day(const struct day *day, struct oracle *o)
{
    struct kiosk k;
    struct chance chance = chance_new(day->seed);
    kiosk_config(&k, day->library, &profiles[day->glass % PROFILES]);
    kiosk_start(&k);
    k.session->pretend_now_s = 1800000000; /* a day of 2027 */
    oracle_begin(o, &k);
    bool holds = true;
    for (size_t i = 0; i < day->count && holds; i++) {
        struct event e = day->list ? day->list[i] : event_next(&chance);
        size_t said = k.said_count;
        do_event(&k, &e);
        if (day->tell)
            tell(&k, day->tell, &e, said);
        holds = oracle_event(o, &k, &e);
        if (i % FRAME_EVERY == 0)
            kiosk_frame(&k);
        let_others_work(&k);
        if (clear_away(&k))
            o->said = 0;
    }
    o->simulated_ms = kiosk_now(&k);
    kiosk_stop(&k);
    return holds && oracle_library(o, day->library);
}
