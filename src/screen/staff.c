/* staff: what staff can do: their first screen. */
#include "screen/flow_screen.h"
#include "screen/health.h"
#include "screen/size_words.h"
#include "screen/stick_words.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static void fill(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    if (*v->staff.said)
        flow_text(f, v->staff.said, m->bar_cap_px, false);
    struct str stick = {0};
    stick_words_card(v, &stick);
    char room[SIZE_WORDS_BYTES];
    struct str here = {0};
    str_addf(&here, trn("%u document", "%u documents", v->staff.document_count),
             v->staff.document_count);
    size_words(v->staff.room.free_bytes, room);
    if (v->staff.room.free_bytes)
        str_addf(&here, tr(". %s is free"), room);
    flow_card(f, tr("Add from a stick"), str_text(&stick), icon_codepoint("usb"),
              action(ACTION_STAFF_STICK, 0), 1, 0);
    str_free(&stick);
    flow_card(f, tr("On this kiosk"), str_text(&here), icon_codepoint("folder"),
              action(ACTION_STAFF_LIST, 0), 1, 0);
    str_free(&here);
    flow_card(f, tr("Save a copy"), tr("All documents, on a stick"), icon_codepoint("save"),
              action(ACTION_STAFF_COPIES, COPIES_SAVE), 1, 0);
    if (v->copies.is_found)
        flow_card(f, tr("Put a copy back"), v->copies.name, icon_codepoint("restore"),
                  action(ACTION_STAFF_COPIES, COPIES_PUT_BACK), 1, 0);
    char state[96];
    bool needs = health_state_words(v, state, sizeof state) > 0;
    flow_card(f, tr("This kiosk"), state, icon_codepoint(needs ? "warning" : "settings"),
              action(ACTION_KIOSK, 0), 1, 0);
    flow_card(f, tr("Change the PIN"), NULL, icon_codepoint("lock"), action(ACTION_NEW_PIN, 0), 1,
              0);
}

struct screen_pages staff_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "staff", tr("Staff"), fill);
}
