/* kiosk: staff's way to what is this kiosk's own: its screens, a card each. */
#include "screen/flow_screen.h"
#include "screen/health.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

struct way {
    const char *name, *value, *icon;
    enum screen_id id;
};

/* Two beside each other where every name keeps its line. */
static int columns_for(const struct flow *f, const struct way *ways, int count)
{
    const struct look *look = &f->visit->look;
    double cap = look->metrics.body_cap_px;
    int sign = look_icon_style(look, look_card_icon_cap(look, cap, 0)).size_px;
    int room = flow_column(f, 2) - 3 * look->metrics.unit_px - sign;
    for (int i = 0; i < count; i++) {
        if (look_width(look, ways[i].name, cap, true) > room)
            return 1;
    }
    return 2;
}

static void fill(struct flow *f, const struct visit *v)
{
    char words[96], when[96];
    int problem_count = health_state_words(v, words, sizeof words);
    health_time_words(v->kiosk.health.now_s, when, sizeof when);
    const struct way ways[] = {
        {tr("Health"), words, problem_count ? "warning" : "check", SCREEN_HEALTH},
        {tr("What is read"), tr("How often"), "contents", SCREEN_COUNTS},
        {tr("How visits begin"), tr("Words, colours, sound"), "easier", SCREEN_FIRST},
        {tr("The screen's size"),
         v->has_no_profile ? tr("Not set. A ruler is needed.") : tr("Measured with a ruler"),
         "larger", SCREEN_RULER},
        {tr("Screen and sound"), tr("Try them"), "listen", SCREEN_TRY},
        {tr("Touch"), tr("Is your finger felt?"), "touch", SCREEN_TARGETS},
        {tr("The clock"), v->kiosk.health.clock_is_set ? when : tr("Not set"), "time",
         SCREEN_CLOCK},
        {tr("Switch off"), tr("Or start again"), "finish", SCREEN_POWER},
    };
    int count = (int)(sizeof ways / sizeof *ways), columns = columns_for(f, ways, count);
    for (int i = 0; i < count; i++)
        flow_card(f, ways[i].name, ways[i].value, icon_codepoint(ways[i].icon),
                  action(ACTION_KIOSK, ways[i].id - SCREEN_KIOSK), columns, 0);
}

struct screen_pages kiosk_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "kiosk", tr("This kiosk"), fill);
}
