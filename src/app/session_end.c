/* session_end: the end of a visit: what is not the kiosk's own is forgotten, whatever it is. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>

/* A new visit that keeps what belongs to the kiosk: a field that is not named here is forgotten. Nothing in the visit may still hold
 * memory of its own but what is named. */
static void begin_anew(struct visit *v)
{
    struct visit *was = mem_new(1, sizeof *was);
    memcpy(was, v, sizeof *was);
    memset(v, 0, sizeof *v);
    v->look = was->look;
    v->kiosk_name = was->kiosk_name;
    v->logo = was->logo;
    v->has_staff_pin = was->has_staff_pin;
    v->pin_was_reset = was->pin_was_reset;
    v->library_is = was->library_is;
    v->heard = was->heard == HEARD_IN_ROOM ? HEARD_IN_ROOM : HEARD_PERHAPS;
    v->idle_s = was->idle_s;
    v->has_no_profile = was->has_no_profile;
    v->sound_is_lost = was->sound_is_lost;
    v->lacks_screen = was->lacks_screen;
    memcpy(v->sections, was->sections, sizeof v->sections);
    v->section_count = was->section_count;
    v->featured = was->featured;
    memcpy(v->langs, was->langs, sizeof v->langs);
    v->lang_count = was->lang_count;
    memcpy(v->voices, was->voices, sizeof v->voices);
    v->voice_count = was->voice_count;
    memcpy(v->takes, was->takes, sizeof v->takes);
    v->take_count = was->take_count;
    v->sample = was->sample;
    v->page.view.stamp =
        was->page.view.stamp; /* so that no later page is taken for one that was drawn */
    v->staff.box = -1;
    v->staff.stick = was->staff.stick; /* an import goes on */
    v->staff.on_stick = was->staff.on_stick;
    v->staff.stick_is_in = was->staff.stick_is_in;
    v->staff.adding = was->staff.adding;
    v->staff.added = was->staff.added;
    v->staff.unread = was->staff.unread;
    v->staff.wait_s = was->staff.wait_s;
    if (was->copies.work != COPIES_REST || was->copies.unread) /* so does a copy */
        v->copies = was->copies;
    if (v->staff.adding)
        v->staff.progress = was->staff.progress;
    free(was);
}

void session_end_visit(struct session *s)
{
    const struct visit *v = &s->visit;
    bool was_heard = session_speaks(s) || (s->hands.scan.on && !v->settings.hands.scan_silent);
    counting_end_visit(s);
    reading_close(s);
    staff_leave(s);
    shelf_free(s);
    find_forget(s);
    next_forget(s);
    if (s->narrator)
        narrator_hush(s->narrator);
    links_forget(s);
    ahead_forget(s);
    begin_anew(&s->visit);
    s->focus = -1;
    s->touch = (struct session_touch){0};
    s->chosen = action(ACTION_NONE, 0);
    s->warned_ms = 0;
    s->told_of_stick = false;
    hands_forget(s);
    str_clear(&s->said);
    logo_changed(s);
    settings_put_back(s);
    settings_apply_look(s);
    if (was_heard)
        session_say(s, tr("Your visit has ended."));
}
