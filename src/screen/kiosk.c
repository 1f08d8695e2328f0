/* kiosk: staff's way to what is this kiosk's own: its screens, a card each. */
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

static void add_way(struct flow *f, const char *name, const char *value, const char *icon,
                    enum screen_id id)
{
    flow_card(f, name, value, icon_codepoint(icon), action(ACTION_KIOSK, id - SCREEN_KIOSK), 1, 0);
}

static void fill(struct flow *f, const struct visit *v)
{
    add_way(f, tr("What is read"), tr("How often each document was opened"), "contents",
            SCREEN_COUNTS);
    add_way(f, tr("How visits begin"), tr("Words, colours, sound, time"), "easier", SCREEN_FIRST);
    add_way(f, tr("The screen's size"),
            v->has_no_profile ? tr("Not set. A ruler is needed.") : tr("Measured with a ruler"),
            "larger", SCREEN_RULER);
}

struct screen_pages kiosk_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "kiosk", tr("This kiosk"), fill);
}
