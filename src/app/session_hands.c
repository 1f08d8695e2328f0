/* session_hands: what keys, touch and switches have in common: guidance, its curtain, the settings of hands, and their time. */
#include "app/session_parts.h"
#include "speech/narrator.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { TAP_USUAL_MS = 500, TIME_MOST_MS = 5000, REPEATS_MOST = 20 };

void hands_put_back(struct session *s)
{
    s->visit.settings.talk = TALK_FULL;
    s->visit.settings.hands =
        (struct visit_hands){.tap_ms = TAP_USUAL_MS, .scan_ms = SCAN_USUAL_MS};
}

/* The fingers that are down stay so: they are no visitor's. */
void hands_forget(struct session *s)
{
    struct fingers fingers = s->hands.fingers;
    s->hands = (struct session_hands){.fingers = fingers, .unseen = true};
    s->visit.guided = s->visit.curtain = false;
    memset(s->visit.about, 0, sizeof s->visit.about);
    memset(s->visit.told, 0, sizeof s->visit.told);
}

void hands_screen_changed(struct session *s)
{
    struct session_hands *h = &s->hands;
    h->found = false;
    h->lifted_ms = 0;
    h->unseen = true;
    h->held = KEY_NONE;
    if (visit_screen(&s->visit) == SCREEN_HELP)
        memcpy(s->visit.about, h->about, sizeof s->visit.about);
    h->about[0] = 0;
    s->visit.told[0] = 0;
    if (h->scan.on)
        scan_screen_changed(s);
    else if (session_speaks(s))
        session_say_screen(s);
}

bool session_speaks(const struct session *s)
{
    bool unseen = s->visit.lacks_screen && visit_screen(&s->visit) != SCREEN_ATTRACT;
    return unseen || s->visit.guided || (s->hands.keyed && !s->hands.refused);
}

void session_lack_screen(struct session *s, bool lacks)
{
    if (lacks == s->visit.lacks_screen)
        return;
    s->visit.lacks_screen = lacks;
    s->stale = true;
    if (lacks)
        session_say(s, tr("This kiosk has no screen now. It works by ear, with keys."));
}

bool session_shows_focus(const struct session *s)
{
    return (s->visit.guided || s->hands.keyed) && !s->hands.scan.on;
}

/* The question whether anyone is still here must be seen. */
bool session_is_dark(const struct session *s)
{
    return s->visit.curtain && !s->warned_ms;
}

void hands_choose(struct session *s, int index)
{
    if (index < 0 || (size_t)index >= s->list.count)
        return;
    s->focus = index;
    if (s->list.items[index].role == ROLE_DOCUMENT || s->list.items[index].role == ROLE_PAGE)
        session_act(s, action(ACTION_LISTEN, 0));
    else
        session_act(s, s->list.items[index].action);
}

static void set_guidance(struct session *s, bool on)
{
    if (!on && s->visit.lacks_screen) {
        session_tell(s, tr("There is no screen, so guidance stays on."));
        return;
    }
    s->visit.guided = on;
    s->hands.refused = !on;
    scan_end(s);
    if (!on) {
        s->visit.curtain = false;
        session_tell(s, tr("Guidance is off."));
    } else if (visit_screen(&s->visit) == SCREEN_ATTRACT) {
        session_act(s, action(ACTION_START, 0));
    } else {
        session_say_screen(s);
    }
}

static void set_curtain(struct session *s, bool on)
{
    s->visit.curtain = on;
    s->look_changed = true;
    session_say(s, on ? tr("The screen is dark. The menu shows it again.")
                      : tr("The screen shows again."));
}

static int within(int64_t value, int least, int most)
{
    return value < least ? least : value > most ? most : (int)value;
}

static void set_scan(struct session *s, enum scan_mode mode)
{
    s->visit.settings.hands.scan = mode;
    scan_end(s);
    if (mode != SCAN_OFF)
        scan_begin(s);
    else
        session_say_choice(s);
}

/* A setting of hands; what it is now is said where guidance is on. */
static bool change(struct session *s, struct action act)
{
    struct visit_hands *set = &s->visit.settings.hands;
    int64_t n = act.argument;
    switch (act.kind) {
    case ACTION_TALK:
        s->visit.settings.talk = (enum talk_level)within(n, TALK_FULL, TALK_NONE);
        break;
    case ACTION_HOLD:
        set->hold_ms = within(n, 0, TIME_MOST_MS);
        break;
    case ACTION_GUARD:
        set->guard_ms = within(n, 0, TIME_MOST_MS);
        break;
    case ACTION_TAP_TIME:
        set->tap_ms = within(n, TAP_USUAL_MS, TIME_MOST_MS);
        break;
    case ACTION_KEY_REPEAT:
        set->key_repeat_ms = within(n, 0, TIME_MOST_MS);
        break;
    case ACTION_SCAN_SPEED:
        set->scan_ms = scan_step_ms(set->scan_ms, (int)within(n, -1, 1));
        break;
    case ACTION_SCAN_VOICE:
        set->scan_silent = n == 0;
        break;
    case ACTION_TARGETS:
        set->large_targets = n != 0;
        s->chosen = act;
        settings_apply_look(s);
        reading_lay_out(s);
        break;
    default:
        return false;
    }
    session_build(s);
    if (!session_speaks(s) || s->hands.scan.on)
        return true;
    char words[64];
    snprintf(words, sizeof words, tr("The ring moves every %d.%d seconds"), set->scan_ms / 1000,
             set->scan_ms / 100 % 10);
    session_say_widget(s, s->focus, act.kind == ACTION_SCAN_SPEED ? words : "");
    return true;
}

bool hands_act(struct session *s, struct action act)
{
    switch (act.kind) {
    case ACTION_GUIDANCE:
        set_guidance(s, act.argument != 0);
        return true;
    case ACTION_CURTAIN:
        set_curtain(s, act.argument != 0);
        return true;
    case ACTION_SCAN:
        set_scan(s, (enum scan_mode)within(act.argument, SCAN_OFF, SCAN_TWO));
        return true;
    default:
        return change(s, act);
    }
}

/* A stuck key ends by itself. */
static void repeat_key(struct session *s)
{
    struct session_hands *h = &s->hands;
    int every = s->visit.settings.hands.key_repeat_ms;
    if (!h->held || !every || clock_ms(s->clock) < h->repeat_ms)
        return;
    enum input_key key = h->held;
    uint64_t next = h->repeat_ms + (uint64_t)every;
    int repeats = h->repeats + 1;
    h->unseen = false;
    session_press(s, key);
    h->held = repeats < REPEATS_MOST && s->visit.depth ? key : KEY_NONE;
    h->repeat_ms = next;
    h->repeats = repeats;
}

void hands_tick(struct session *s)
{
    repeat_key(s);
    touch_tick(s);
    scan_tick(s);
    s->hands.unseen = false;
    if (s->visit.lacks_screen && visit_screen(&s->visit) != SCREEN_ATTRACT)
        s->visit.guided = true;
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

int64_t hands_due_ms(const struct session *s)
{
    const struct session_hands *h = &s->hands;
    int64_t now = (int64_t)clock_ms(s->clock), repeat = -1;
    if (h->held && s->visit.settings.hands.key_repeat_ms)
        repeat = (int64_t)h->repeat_ms > now ? (int64_t)h->repeat_ms - now : 0;
    return sooner(repeat, sooner(touch_due_ms(s), scan_due_ms(s)));
}
