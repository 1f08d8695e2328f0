#include "screen/box_name.h"
#include "ui/messages.h"

#include <string.h>

const char *box_name(const struct visit *v, int box)
{
    return box >= 0 && box < v->section_count ? tr(v->sections[box].name) : tr("In no box");
}

uint32_t box_colour(const struct visit *v, int box)
{
    int colour = box >= 0 && box < v->section_count ? v->sections[box].colour : 0;
    return colour > 0 && colour <= THEME_SIGNS ? v->look.scheme->signs[colour - 1] : 0;
}

void box_sign_title(const struct visit *v, struct widget_list *list, int box)
{
    struct widget *w = list->items;
    if (!list->count || w->role != ROLE_HEADING || box < 0 || box >= v->section_count ||
        strcmp(widget_name(list, w), box_name(v, box)) != 0)
        return;
    int needs = look_width(&v->look, box_name(v, box), w->cap_px, w->bold) +
                look_icon_beside_px(&v->look, w->cap_px);
    if (needs > w->rect.w)
        return;
    w->icon = v->sections[box].icon;
    w->icon_beside = true;
    w->tint = box_colour(v, box);
}
