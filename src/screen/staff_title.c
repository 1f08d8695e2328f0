/* staff_title: staff type another title for a document. */
#include "screen/keys.h"
#include "ui/messages.h"

static void fill_others(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    if (s->document.own_title)
        flow_button(f, ROLE_BUTTON, tr("Its own title"), "undo", action(ACTION_TITLE_KEEP, 1), 0);
}

struct screen_pages staff_title_build(const struct visit *v, struct widget_list *list)
{
    const struct visit_title *t = &v->staff.title;
    const struct typed typed = {.screen = "staff-title",
                                .title = tr("Another title"),
                                .before = tr("Title"),
                                .text = t->text,
                                .hint = tr("Type a title."),
                                .beside = ""};
    const struct keyboard keys = {.typewriter = t->typewriter,
                                  .has_capitals = true,
                                  .capitals = t->capitals,
                                  .marks = ".,:;&()?!/",
                                  .may_end = t->text[0] != 0,
                                  .done = tr("Keep this title"),
                                  .done_icon = "check",
                                  .done_action = action(ACTION_TITLE_KEEP, 0),
                                  .others = fill_others};
    return keyboard_build(v, list, keyboard_begin(v, list, &typed), &keys);
}
