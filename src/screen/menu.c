/* menu: what the screen below offers besides the bar: first Home, last Finish. */
#include "book/model.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

static void fill(struct flow *f, const struct visit *v)
{
    enum screen_id below = visit_screen_below(v);
    bool reading = screen_is_reading(below);
    bool pictures = reading && v->reading.book->picture_count > 0;
    int lang = v->lang_count > 1 ? (v->settings.lang + 1) % v->lang_count : 0; /* the next one */
    int half = (f->area.w - 2 * v->look.metrics.gap_px - 2 * v->look.metrics.ring_px) / 2;
    struct {
        const char *name, *icon;
        enum action_kind kind;
        int64_t argument;
        bool shown;
    } items[] = {
        {tr("Home"), "home", ACTION_HOME, 0, true},
        {tr("Contents"), "contents", ACTION_CONTENTS, 0, reading},
        {tr("As text"), "text", ACTION_VIEW, SCREEN_READER, reading && below != SCREEN_READER},
        {tr("As cards"), "picture", ACTION_VIEW, SCREEN_CARDS, pictures && below != SCREEN_CARDS},
        {tr("By sentence"), "more", ACTION_VIEW, SCREEN_SENTENCE,
         reading && below != SCREEN_SENTENCE},
        {tr("Listening"), "listen", ACTION_LISTENING, 0, reading},
        {tr("To the start"), "up", ACTION_TO_START, 0, reading},
        {tr("Where am I?"), "place", ACTION_WHERE, 0, true},
        {tr("Louder"), "louder", ACTION_LOUDER, 0, true},
        {tr("Softer"), "softer", ACTION_SOFTER, 0, true},
        {v->langs[lang].name, "language", ACTION_LANG, lang, v->lang_count > 1},
        {v->guided ? tr("Guidance off") : tr("Guidance"), "headset", ACTION_GUIDANCE, !v->guided,
         true},
        {v->curtain ? tr("Show the screen") : tr("Hide the screen"), "stop", ACTION_CURTAIN,
         !v->curtain, v->guided},
        {tr("Staff"), "lock", ACTION_STAFF, 0, true},
        {tr("Finish"), "finish", ACTION_FINISH, 0, true},
    };
    bool roomy = f->area.h > 5 * v->look.metrics.main_target_px;
    f->least_height_px = roomy ? v->look.metrics.main_target_px : v->look.metrics.target_px;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        if (items[i].shown)
            flow_button(f, ROLE_BUTTON, items[i].name, items[i].icon,
                        action(items[i].kind, items[i].argument), half);
    }
}

struct screen_pages menu_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "menu", tr("Menu"), fill);
}
