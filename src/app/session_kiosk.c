/* session_kiosk: the screens of 'This kiosk': which of them shows, and what each has to know when it opens. */
#include "app/session_parts.h"

static void open_screen(struct session *s, int64_t which)
{
    enum screen_id id = (enum screen_id)(SCREEN_KIOSK + which);
    if (which < 0 || id >= SCREEN_STAFF_STICK)
        return;
    s->visit.staff.said[0] = 0;
    if (id == SCREEN_COUNTS)
        counts_begin(s);
    if (id == SCREEN_FIRST)
        first_begin(s);
    if (id == SCREEN_RULER)
        ruler_begin(s);
    session_push(s, id);
}

bool staff_kiosk_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_KIOSK) {
        open_screen(s, act.argument);
        return true;
    }
    return counts_act(s, act) || first_act(s, act) || ruler_act(s, act);
}
