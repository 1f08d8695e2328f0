/* session_staff: staff's part: coming into it and leaving it. */
#include "app/session_parts.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

/* Some of staff's screens have a line for it; on others it stands where the title does. */
void staff_say(struct session *s, const char *text)
{
    snprintf(s->visit.staff.said, sizeof s->visit.staff.said, "%s", text);
    enum screen_id id = visit_screen(&s->visit);
    bool has_line = id == SCREEN_STAFF || id == SCREEN_STAFF_LIST || id == SCREEN_STAFF_SHELF;
    if (has_line)
        s->visit.pages[s->visit.depth] = 0;
    if (has_line)
        session_say(s, text);
    else
        session_tell(s, text);
    s->stale = true;
}

void staff_leave(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    ruler_leave(s);
    counts_leave(s);
    pin_forget(s);
    if (staff->is_in)
        shelves_leave(s);
    staff->is_in = false;
    staff->purpose = PIN_TO_ENTER;
    if (!s->importer && !staff->unread)
        adding_forget(s);
}

/* What was added while nobody was there is shown first. */
void staff_enter(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    enum screen_id below = visit_screen_below(&s->visit);
    bool unread = staff->unread, back = below == SCREEN_STAFF, first = below == SCREEN_ATTRACT;
    if (first) /* asked over the first screen: there is no visit yet */
        session_go_home(s);
    pin_forget(s);
    health_begin(s);
    staff->is_in = true;
    staff->unread = false;
    staff->box = -1;
    shelves_measure(s);
    shelves_list(s);
    if (!s->importer && !unread)
        staff_find_on_stick(s);
    if (back)
        session_pop(s);
    else if (first)
        session_push(s, SCREEN_STAFF);
    else
        session_replace(s, SCREEN_STAFF);
    bool adds = s->importer && !s->welcomes;
    if (unread || adds)
        session_push(s, SCREEN_STAFF_STICK);
    if (unread)
        adding_say_results(s);
    copies_greet(s);
    if (!unread && !adds)
        board_tell(s);
}

static void open_staff(struct session *s)
{
    if (!s->catalogue)
        session_notice_error(s, ERR_LIBRARY, NULL);
    else if (s->visit.staff.is_in)
        session_push(s, SCREEN_STAFF);
    else
        pin_ask(s, s->visit.has_staff_pin ? PIN_TO_ENTER : PIN_TO_CHOOSE);
}

/* Is it staff's, or opened over what is? All else is a visitor's. */
static bool is_staffs(enum screen_id id)
{
    return id >= SCREEN_PIN && id <= SCREEN_STAFF_STICK;
}

static bool is_over_any(enum screen_id id)
{
    return id == SCREEN_MENU || id == SCREEN_HELP || id == SCREEN_NOTICE ||
           (id >= SCREEN_EASIER && id <= SCREEN_OWN);
}

/* Staff's screens go from below a visitor's: Back must not lead to them. */
static void take_from_below(struct session *s)
{
    struct visit *v = &s->visit;
    int kept = 0;
    for (int i = 0; i <= v->depth; i++) {
        if (is_staffs(v->stack[i]))
            continue;
        v->stack[kept] = v->stack[i];
        v->pages[kept] = v->pages[i];
        v->subjects[kept] = v->subjects[i];
        s->hands.focus_at[kept++] = s->hands.focus_at[i];
    }
    v->depth = kept - 1;
}

/* Staff's part ends as soon as it is left, whichever way: nobody goes on in it without the PIN. */
static void watch_way(struct session *s)
{
    const struct visit *v = &s->visit;
    enum screen_id id = visit_screen(v);
    bool below = false;
    for (int i = 0; i < v->depth; i++)
        below |= is_staffs(v->stack[i]);
    if (is_staffs(id) || (below && is_over_any(id)))
        return;
    if (v->staff.is_in || *v->staff.digits)
        staff_leave(s);
    if (below)
        take_from_below(s);
}

static bool act_inside(struct session *s, struct action act)
{
    return shelves_act(s, act) || boxes_act(s, act) || title_act(s, act) || copies_act(s, act) ||
           adding_act(s, act) || tie_act(s, act) || staff_kiosk_act(s, act);
}

bool staff_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_STAFF) {
        open_staff(s);
        return true;
    }
    return s->visit.staff.is_in && act_inside(s, act);
}

void staff_tick(struct session *s)
{
    watch_way(s);
    stick_tick(s);
    adding_tick(s);
    copies_tick(s);
    drop_tick(s);
}
