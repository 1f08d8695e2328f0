/* pin: ten large digits for the staff PIN. The digits typed show as dots, and none is said aloud. */
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <string.h>

static const char *purpose(const struct visit *v)
{
    switch (v->staff.purpose) {
    case PIN_TO_CHOOSE:
        return tr("Choose a staff PIN of six numbers or more.");
    case PIN_TO_CONFIRM:
        return tr("Type the same PIN again.");
    case PIN_TO_ENTER:
        break;
    }
    return tr("Staff: type your PIN.");
}

/* 1 to 9 and 0, Erase and Enter: in rows of six, so that the keys stay large and all on one page of a low screen; in threes, as on a
 * telephone, where the glass is upright. */
static void fill_digits(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    int ring = m->ring_px + m->ring_gap_px, gap = m->gap_px > ring ? m->gap_px : ring;
    bool upright = v->look.display.height_px > v->look.display.width_px &&
                   f->area.h > 6 * (m->main_target_px + gap);
    int across = upright ? 3 : 6, width = (f->area.w - (across - 1) * gap) / across;
    f->least_height_px = f->area.h > 4 * m->main_target_px ? m->main_target_px : m->target_px;
    for (int i = 1; i <= 10; i++) {
        char name[2] = {(char)('0' + i % 10), 0};
        struct widget *w =
            flow_button(f, ROLE_BUTTON, name, NULL, action(ACTION_DIGIT, i % 10), width);
        if (w)
            w->bold = true;
    }
    flow_button(f, ROLE_BUTTON, tr("Erase"), NULL, action(ACTION_DIGIT_ERASE, 0), width);
    struct widget *enter =
        flow_button(f, ROLE_BUTTON, tr("Enter"), NULL, action(ACTION_PIN_ENTER, 0), width);
    if (enter)
        enter->state |= STATE_MAIN;
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    flow_text(f, *v->staff.said ? v->staff.said : purpose(v), m->bar_cap_px, false);
    struct str dots = {0};
    for (size_t i = 0; i < strlen(v->staff.digits); i++)
        str_add(&dots, "\xe2\x97\x8f ");
    flow_text(f, dots.length_bytes ? str_text(&dots) : "\xe2\x80\x93", m->bar_cap_px, true);
    str_free(&dots);
    fill_digits(f, v);
}

struct screen_pages pin_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "pin", tr("Staff"), fill);
}
