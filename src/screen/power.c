/* power: starting again and switching off, each with a question; where the kiosk can't, what people can do themselves. */
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

static const char *question(enum power_ask asks)
{
    switch (asks) {
    case POWER_OFF:
        return tr("Switch the kiosk off?");
    case POWER_BOARD:
        return tr("Start the whole machine again?");
    default:
        return tr("Start the kiosk again?");
    }
}

static const char *what_follows(enum power_ask asks)
{
    switch (asks) {
    case POWER_OFF:
        return tr("Wait until the screen is dark. Then you may pull the plug.");
    case POWER_BOARD:
        return tr("This takes about a minute.");
    default:
        return tr("This takes a few seconds.");
    }
}

static void fill_question(struct flow *f, const struct visit *v)
{
    enum power_ask asks = v->kiosk.power.asks;
    flow_text(f, question(asks), v->look.metrics.body_cap_px, true);
    flow_text(f, what_follows(asks), v->look.metrics.bar_cap_px, false);
    flow_end_row(f, true);
    flow_button(f, ROLE_BUTTON, tr("Leave it on"), "back", action(ACTION_POWER, POWER_KEEP), 0);
    flow_button(f, ROLE_BUTTON, asks == POWER_OFF ? tr("Switch it off") : tr("Start it again"),
                "check", action(ACTION_POWER, POWER_SURE), 0);
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_power *p = &v->kiosk.power;
    double cap = v->look.metrics.bar_cap_px;
    if (p->is_busy) {
        flow_text(f, tr("The kiosk adds or copies documents now."), cap, true);
        flow_text(f, tr("Wait until that has ended. Then come back."), cap, false);
        return;
    }
    if (!p->can) {
        flow_text(f, tr("This machine does not let the kiosk switch it off."), cap, true);
        flow_text(f, tr("You may pull the plug. Nothing is lost by that."), cap, false);
        flow_text(f, tr("Only wait while the kiosk adds documents."), cap, false);
        return;
    }
    if (p->asks != POWER_KEEP) {
        fill_question(f, v);
        return;
    }
    flow_card(f, tr("Start the kiosk again"), tr("When something seems stuck"),
              icon_codepoint("undo"), action(ACTION_POWER, POWER_KIOSK), 1, 0);
    flow_card(f, tr("Start the machine again"), tr("When that did not help"),
              icon_codepoint("settings"), action(ACTION_POWER, POWER_BOARD), 1, 0);
    flow_card(f, tr("Switch off"), tr("At the end of the day"), icon_codepoint("finish"),
              action(ACTION_POWER, POWER_OFF), 1, 0);
}

struct screen_pages power_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "power", tr("Switch off or start again"), fill);
}
