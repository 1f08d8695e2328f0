/* session_kiosk: the screens of 'This kiosk': which of them shows, and what each has to know when it opens. */
#include "app/session_parts.h"

static void begin(struct session *s, enum screen_id id)
{
    switch (id) {
    case SCREEN_KIOSK:
    case SCREEN_HEALTH:
        health_begin(s);
        break;
    case SCREEN_COUNTS:
        counts_begin(s);
        break;
    case SCREEN_RULER:
        ruler_begin(s);
        break;
    case SCREEN_FIRST:
        first_begin(s);
        break;
    case SCREEN_TRY:
        try_begin(s);
        break;
    case SCREEN_TARGETS:
        targets_begin(s);
        break;
    case SCREEN_CLOCK:
        clock_begin(s);
        break;
    case SCREEN_POWER:
        power_begin(s);
        break;
    default:
        break;
    }
}

static void open_screen(struct session *s, int64_t which)
{
    enum screen_id id = (enum screen_id)(SCREEN_KIOSK + which);
    if (which < 0 || id > SCREEN_POWER)
        return;
    s->visit.staff.said[0] = 0;
    begin(s, id);
    session_push(s, id);
}

/* What was looked at may have been changed on the screen that is left. */
static bool go_back(struct session *s)
{
    enum screen_id below = visit_screen_below(&s->visit);
    if (below == SCREEN_STAFF || below == SCREEN_KIOSK || below == SCREEN_HEALTH)
        health_begin(s);
    return false;
}

bool staff_kiosk_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_KIOSK) {
        open_screen(s, act.argument);
        return true;
    }
    if (counts_act(s, act) || first_act(s, act) || ruler_act(s, act) || health_act(s, act) ||
        clock_act(s, act) || targets_act(s, act) || try_act(s, act))
        return true;
    return act.kind == ACTION_BACK && go_back(s);
}
