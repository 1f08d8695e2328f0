/* staff_list: the documents on the kiosk, and one of them: other versions of it, removing it. */
#include "screen/edition_name.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <string.h>

/* Which document is the same work as the one that staff look at: all but itself and those that are. */
static void fill_choice(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    size_t offered = 0;
    for (size_t i = 0; i < s->documents.count; i++) {
        const struct document *d = &s->documents.items[i];
        bool is_tied = (int)i == s->removing;
        for (size_t e = 0; e < s->editions.count; e++)
            is_tied |= strcmp(s->editions.items[e].id, d->id) == 0;
        if (is_tied)
            continue;
        f->lang = d->lang;
        flow_card(f, d->title, d->section, icon_codepoint(d->easy_read ? "picture" : "document"),
                  action(ACTION_TIE, (int64_t)i), 1, 0);
        offered++;
    }
    f->lang = NULL;
    if (!offered)
        flow_text(f, tr("There is no other document."), v->look.metrics.body_cap_px, false);
}

/* What is one work with the document that staff look at. */
static void fill_editions(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    const struct document *d = &s->documents.items[s->removing];
    flow_heading(f, tr("Other versions"));
    flow_button(f, ROLE_BUTTON, tr("Add another version"), "plus", action(ACTION_TIE, -1), 0);
    if (s->can_undo)
        flow_button(f, ROLE_BUTTON, tr("Undo"), "undo", action(ACTION_TIE_UNDO, 0), 0);
    flow_end_row(f, false);
    for (size_t i = 0; i < s->editions.count; i++) {
        const struct edition *e = &s->editions.items[i];
        struct str value = {0};
        edition_name_add(&value, e->kind, e->title, e->lang, d->lang);
        str_addf(&value, ". %s", tr("Touch to take it apart"));
        f->lang = e->lang;
        flow_card(f, e->title, str_text(&value), icon_codepoint(edition_name_icon(e->kind)),
                  action(ACTION_UNTIE, (int64_t)i), 1, 0);
        flow_end_row(f, false);
        str_free(&value);
    }
    f->lang = NULL;
}

static void fill_document(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    const struct metrics *m = &v->look.metrics;
    if (*s->said)
        flow_text(f, s->said, m->bar_cap_px, false);
    f->lang = s->documents.items[s->removing].lang;
    flow_text(f, s->documents.items[s->removing].title, m->body_cap_px, true);
    f->lang = NULL;
    flow_text(f, tr("Remove this document from the kiosk?"), m->body_cap_px, false);
    flow_end_row(f, true);
    flow_button(f, ROLE_BUTTON, tr("Keep it"), "back", action(ACTION_BACK, 0), f->area.w / 3);
    flow_button(f, ROLE_BUTTON, tr("Remove it"), "delete", action(ACTION_REMOVE_SURE, s->removing),
                f->area.w / 3);
    flow_end_row(f, true);
    fill_editions(f, v);
}

static bool is_asking(const struct visit_staff *s)
{
    return s->removing >= 0 && (size_t)s->removing < s->documents.count;
}

static void fill_list(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    const struct metrics *m = &v->look.metrics;
    if (is_asking(s)) {
        (s->tying ? fill_choice : fill_document)(f, v);
        return;
    }
    if (*s->said)
        flow_text(f, s->said, m->bar_cap_px, false);
    if (!s->documents.count)
        flow_text(f, tr("There are no documents yet. Put a USB stick in."), m->body_cap_px, false);
    for (size_t i = 0; i < s->documents.count; i++) {
        const struct document *d = &s->documents.items[i];
        f->lang = d->lang;
        flow_card(f, d->title, d->is_over ? tr("Hidden: its last day is over.") : d->section,
                  icon_codepoint(d->easy_read ? "picture" : "document"),
                  action(ACTION_REMOVE, (int64_t)i), 1, 0);
    }
}

struct screen_pages staff_list_build(const struct visit *v, struct widget_list *list)
{
    const char *title = tr("Choose a document");
    if (is_asking(&v->staff))
        title = v->staff.tying ? tr("Which document is another version?") : tr("A document");
    return flow_screen_build(v, list, "staff-list", title, fill_list);
}
