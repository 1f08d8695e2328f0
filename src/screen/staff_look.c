/* staff_look: how a box of documents looks and where it stands on the home screen, for staff. */
#include "screen/box_name.h"
#include "screen/box_sign.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

static void fill_order(struct flow *f, const struct visit *v, int box)
{
    char words[96];
    snprintf(words, sizeof words, tr("Place %ld of %zu"), (long)box + 1, (size_t)v->section_count);
    flow_heading(f, words);
    struct widget *w = flow_button(f, ROLE_BUTTON, tr("Up"), "up", action(ACTION_BOX_ORDER, -1), 0);
    if (w && box == 0)
        w->state |= STATE_OFF;
    w = flow_button(f, ROLE_BUTTON, tr("Down"), "down", action(ACTION_BOX_ORDER, 1), 0);
    if (w && box + 1 == v->section_count)
        w->state |= STATE_OFF;
    flow_end_row(f, false);
}

static void fill_colours(struct flow *f, const struct visit *v, int box)
{
    const char *const names[THEME_SIGNS + 1] = {tr("No colour"), tr("Blue"),   tr("Green"),
                                                tr("Red"),       tr("Orange"), tr("Purple"),
                                                tr("Pink")};
    flow_heading(f, tr("Colour"));
    for (int i = 0; i <= THEME_SIGNS; i++) {
        struct widget *w = flow_button(f, ROLE_CHOICE, names[i], i ? "circle" : NULL,
                                       action(ACTION_BOX_COLOUR, i), 0);
        if (!w)
            continue;
        w->tint = i ? v->look.scheme->signs[i - 1] : 0;
        w->state |= v->sections[box].colour == i ? STATE_CHOSEN : 0u;
    }
    flow_end_row(f, false);
}

static void fill_signs(struct flow *f, const struct visit *v, int box)
{
    flow_heading(f, tr("Sign"));
    for (int i = 0; i < BOX_SIGNS; i++) {
        const char *icon = box_sign_icon(i);
        struct widget *w =
            flow_button(f, ROLE_CHOICE, box_sign_name(i), icon, action(ACTION_BOX_SIGN, i), 0);
        if (w && icon_codepoint(icon) == v->sections[box].icon)
            w->state |= STATE_CHOSEN;
    }
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    int box = v->staff.box;
    if (box < 0 || box >= v->section_count)
        return;
    fill_order(f, v, box);
    fill_colours(f, v, box);
    fill_signs(f, v, box);
}

struct screen_pages staff_look_build(const struct visit *v, struct widget_list *list)
{
    struct screen_pages pages =
        flow_screen_build(v, list, "staff-look", box_name(v, v->staff.box), fill);
    box_sign_title(v, list, v->staff.box);
    return pages;
}
