/* end: a document is at its end; the next one of its section is offered, and starts only when it is chosen. */
#include "screen/document_words.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_next *next = &v->next;
    const struct metrics *m = &v->look.metrics;
    if (*next->document.id) {
        struct told kind = {0}, value = {0};
        told_add_other_language(&kind, next->document.lang);
        if (next->document.easy_read) {
            told_part(&kind);
            told_add(&kind, tr("Easy Read"));
        }
        document_words(&next->document, &kind, &value);
        flow_text(f, tr("Read next"), m->bar_cap_px, true);
        f->lang = next->document.lang;
        struct widget *w =
            flow_card(f, next->document.title, str_text(&value.shown),
                      icon_codepoint(next->document.easy_read ? "picture" : "document"),
                      action(ACTION_READ_NEXT, 0), 1, 0);
        f->lang = NULL;
        told_to_widget(&value, f->list, w);
        told_free(&kind);
        told_free(&value);
    } else {
        flow_text(f, tr("This was the last document in this box."), m->body_cap_px, false);
    }
    flow_end_row(f, true);
    f->least_height_px = m->main_target_px < f->area.h ? m->main_target_px : m->target_px;
    flow_button(f, ROLE_BUTTON, tr("To the start"), "up", action(ACTION_TO_START, 0), 0);
    if (next->section >= 0) {
        const struct visit_section *s = &v->sections[next->section];
        struct widget *w =
            flow_button(f, ROLE_BUTTON, tr(s->name), "folder", action(ACTION_SHELF, 0), 0);
        if (w && s->icon)
            w->icon = s->icon;
    }
    flow_button(f, ROLE_BUTTON, tr("Home"), "home", action(ACTION_HOME, 0), 0);
}

struct screen_pages end_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "end", tr("This is the end"), fill);
}
