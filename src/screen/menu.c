/* menu: what the screen below offers besides the bar: first Home, last Finish. */
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

static void fill(struct flow *f, const struct visit *v)
{
    bool reading = visit_screen_below(v) == SCREEN_READER;
    int half = (f->area.w - 2 * v->look.metrics.gap_px - 2 * v->look.metrics.ring_px) / 2;
    struct {
        const char *name, *icon;
        enum action_kind kind;
        bool shown;
    } items[] = {
        {tr("Home"), "home", ACTION_HOME, true},
        {tr("Contents"), "contents", ACTION_CONTENTS, reading},
        {tr("Listening"), "listen", ACTION_LISTENING, reading},
        {tr("To the start"), "up", ACTION_TO_START, reading},
        {tr("Where am I?"), "place", ACTION_WHERE, true},
        {tr("Louder"), "louder", ACTION_LOUDER, true},
        {tr("Softer"), "softer", ACTION_SOFTER, true},
        {v->settings.reach ? tr("Reach off") : tr("Reach"), "reach", ACTION_REACH, true},
        {tr("Staff"), "lock", ACTION_STAFF, true},
        {tr("Finish"), "finish", ACTION_FINISH, true},
    };
    bool roomy = f->area.h > 5 * v->look.metrics.main_target_px;
    f->least_height_px = roomy ? v->look.metrics.main_target_px : v->look.metrics.target_px;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        if (items[i].shown)
            flow_button(
                f, ROLE_BUTTON, items[i].name, items[i].icon,
                action(items[i].kind, items[i].kind == ACTION_REACH ? !v->settings.reach : 0),
                half);
    }
}

struct screen_pages menu_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "menu", tr("Menu"), fill);
}
