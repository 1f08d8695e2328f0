/* cards: a document one idea at a time: the picture as large as it can be, its words beside or below it. */
#include "screen/unit.h"
#include "ui/messages.h"

#include <stdio.h>

struct screen_pages cards_build(const struct visit *v, struct widget_list *list)
{
    char place[64];
    snprintf(place, sizeof place, tr("Card %u of %u"), v->reading.unit.number,
             v->reading.unit.count);
    unit_add(v, list, SCREEN_CARDS, place);
    return (struct screen_pages){0, 1};
}
