/* kept: the places that the visitor kept, in any document; each can be opened or forgotten. */
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>

static void fill(struct flow *f, const struct visit *v)
{
    if (!v->kept_count)
        flow_text(f, tr("You have kept no place yet. Keep this place is in the menu."),
                  v->look.metrics.body_cap_px, false);
    for (int i = 0; i < v->kept_count; i++) {
        const struct visit_kept *k = &v->kept[i];
        char value[sizeof k->title + sizeof k->page + 4], remove[64];
        snprintf(value, sizeof value, *k->page ? "%s. %s" : "%s%s", k->title, k->page);
        snprintf(remove, sizeof remove, tr("Forget place %d"), i + 1);
        struct widget *card = flow_card(f, k->words, value, icon_codepoint("bookmark"),
                                        action(ACTION_KEPT_OPEN, i), 1, 0);
        if (card)
            widget_set_lang(f->list, card, k->lang);
        flow_button(f, ROLE_BUTTON, remove, "delete", action(ACTION_KEPT_REMOVE, i), 0);
        flow_end_row(f, true);
    }
}

struct screen_pages kept_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "kept", tr("Kept places"), fill);
}
