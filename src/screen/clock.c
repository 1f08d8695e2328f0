/* clock: staff set the day and the hour: a part is chosen, then made earlier or later, or typed with number keys. */
#include "screen/choice.h"
#include "screen/flow_screen.h"
#include "screen/health.h"
#include "ui/messages.h"

#include <stdio.h>

static struct action move(enum clock_move kind, int value)
{
    return action(ACTION_CLOCK, (int64_t)kind * CLOCK_VALUES + value);
}

static void part_words(const struct visit *v, enum clock_part part, char out[64])
{
    int value = v->kiosk.clock.parts[part];
    switch (part) {
    case CLOCK_DAY:
        snprintf(out, 64, tr("Day %d"), value);
        break;
    case CLOCK_MONTH:
        snprintf(out, 64, "%s", health_month(value));
        break;
    case CLOCK_YEAR:
        snprintf(out, 64, "%d", value);
        break;
    case CLOCK_HOUR:
        snprintf(out, 64, tr("Hour %d"), value);
        break;
    default:
        snprintf(out, 64, tr("Minute %02d"), value);
        break;
    }
}

static void add_step(struct flow *f, const char *name, const char *icon, int step)
{
    flow_button(f, ROLE_BUTTON, name, icon, move(CLOCK_STEP, CLOCK_VALUES / 2 + step), 0);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_clock *c = &v->kiosk.clock;
    double cap = v->look.metrics.bar_cap_px;
    if (!c->can_be_set) {
        flow_text(f, tr("This machine sets its clock itself."), cap, true);
        flow_text(f, tr("Is it wrong? Tell who set the kiosk up."), cap, false);
        return;
    }
    for (int i = 0; i < CLOCK_PARTS; i++) {
        char words[64];
        part_words(v, (enum clock_part)i, words);
        choice_add(f, words, move(CLOCK_CHOOSE, i), (int)c->part == i, NULL);
        if (i == CLOCK_YEAR)
            flow_end_row(f, false);
    }
    flow_end_row(f, true);
    f->group++;
    add_step(f, tr("1 earlier"), "minus", -1);
    add_step(f, tr("1 later"), "plus", 1);
    add_step(f, tr("10 earlier"), "minus", -10);
    add_step(f, tr("10 later"), "plus", 10);
    flow_end_row(f, true);
    f->group++;
    struct widget *w =
        flow_button(f, ROLE_BUTTON, tr("Set the clock"), "check", move(CLOCK_SET, 0), 0);
    if (w)
        w->state |= STATE_MAIN;
    flow_end_row(f, false);
}

struct screen_pages clock_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "clock", tr("The clock"), fill);
}
