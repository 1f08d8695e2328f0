/* sentence: a document one sentence at a time, as large as it fits. */
#include "screen/unit.h"
#include "ui/messages.h"

#include <stdio.h>

struct screen_pages sentence_build(const struct visit *v, struct widget_list *list)
{
    char place[64];
    snprintf(place, sizeof place, tr("Sentence %u of %u"), v->reading.unit.number,
             v->reading.unit.count);
    unit_add(v, list, SCREEN_SENTENCE, place);
    return (struct screen_pages){0, 1};
}
