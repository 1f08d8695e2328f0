/* staff: what staff can do: see and remove what is here, and put on what is on a stick. */
#include "base/err.h"
#include "screen/edition_name.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static void fill(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    if (*v->staff.said)
        flow_text(f, v->staff.said, m->bar_cap_px, false);
    char stick[128];
    if (!v->staff.stick_is_in)
        snprintf(stick, sizeof stick, "%s", tr("Put a USB stick in"));
    else
        snprintf(
            stick, sizeof stick,
            trn("%zu document on the stick", "%zu documents on the stick", v->staff.stick.count),
            v->staff.stick.count);
    char here[128];
    snprintf(here, sizeof here, trn("%zu document", "%zu documents", v->staff.documents.count),
             v->staff.documents.count);
    flow_card(f, tr("Add from a stick"), stick, icon_codepoint("usb"),
              action(ACTION_STAFF_STICK, 0), 1, 0);
    flow_card(f, tr("On this kiosk"), here, icon_codepoint("folder"), action(ACTION_STAFF_LIST, 0),
              1, 0);
    flow_card(f, tr("Change the PIN"), NULL, icon_codepoint("lock"), action(ACTION_NEW_PIN, 0), 1,
              0);
}

struct screen_pages staff_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "staff", tr("Staff"), fill);
}

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

static void item_words(const struct import_item *item, bool done, char *out, size_t bytes)
{
    char why[256];
    switch (item->outcome) {
    case IMPORT_ADDED:
        if (item->is_pack)
            snprintf(out, bytes, "%s", tr("Pack added"));
        else
            snprintf(out, bytes, "%s: %s", tr("Added"), item->section);
        break;
    case IMPORT_KNOWN:
        snprintf(out, bytes, "%s", tr("Already here"));
        break;
    case IMPORT_REFUSED:
        messages_error(item->err, NULL, why, sizeof why);
        snprintf(out, bytes, "%s. %s", tr("Not added"), why);
        break;
    case IMPORT_WAITING:
        if (done)
            snprintf(out, bytes, "%s", tr("Not added. You left it out."));
        else if (item->is_pack)
            snprintf(out, bytes, "%s", tr("A pack of documents"));
        else
            snprintf(out, bytes, item->bytes < 1000000 ? "%s. %.0f KB" : "%s. %.1f MB",
                     item->section, (double)item->bytes / (item->bytes < 1000000 ? 1e3 : 1e6));
        break;
    }
}

static void fill_adding(struct flow *f, const struct visit *v)
{
    const struct importer_progress *p = &v->staff.progress;
    double part = p->pages ? (double)p->page / p->pages : 0;
    int thousandths = p->count ? (int)(1000.0 * ((double)p->done + part) / (double)p->count) : 0;
    char words[128];
    snprintf(words, sizeof words, tr("Adding document %zu of %zu"), p->done + (p->done < p->count),
             p->count);
    flow_text(f, words, v->look.metrics.body_cap_px, true);
    flow_end_row(f, true);
    flow_progress(f, words, thousandths);
    flow_button(f, ROLE_BUTTON, tr("Stop"), "close", action(ACTION_STOP_ADDING, 0), f->area.w / 3);
}

static void fill_results(struct flow *f, const struct visit *v)
{
    struct import_tally tally = import_list_tally(&v->staff.stick);
    char words[256];
    snprintf(words, sizeof words, tr("%zu added. %zu already here. %zu not added."), tally.added,
             tally.known, tally.refused);
    flow_text(f, words, v->look.metrics.body_cap_px, true);
}

static void fill_item(struct flow *f, const struct visit_staff *s, size_t i)
{
    const struct import_item *item = &s->stick.items[i];
    char words[512];
    item_words(item, s->added, words, sizeof words);
    const char *name = item->title ? item->title : item->path;
    const char *slash = item->title ? NULL : strrchr(name, '/');
    struct action act = s->added ? action(ACTION_NONE, 0) : action(ACTION_PICK, (int64_t)i);
    f->ticks = !s->added;
    struct widget *w = flow_card(f, slash ? slash + 1 : name, words, 0, act, 1, 0);
    f->ticks = false;
    if (w && !s->added) {
        w->role = ROLE_CHOICE;
        w->state |= item->picked ? STATE_CHOSEN : 0u;
    }
}

static void fill_stick(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    const struct metrics *m = &v->look.metrics;
    if (s->adding) {
        fill_adding(f, v);
        return;
    }
    if (s->added) {
        fill_results(f, v);
    } else if (!s->stick_is_in) {
        flow_text(f, tr("Put a USB stick in. Its documents will show here."), m->body_cap_px,
                  false);
        return;
    } else if (!s->stick.count) {
        flow_text(f, tr("There are no documents on this stick."), m->body_cap_px, false);
        return;
    } else {
        struct widget *w = flow_button(f, ROLE_BUTTON, tr("Add these"), "plus",
                                       action(ACTION_ADD, 0), f->area.w / 3);
        if (w)
            w->state |= STATE_MAIN;
        flow_end_row(f, false);
    }
    /* what was not added comes first: staff may have to do something about it */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < s->stick.count; i++) {
            bool refused = s->stick.items[i].outcome == IMPORT_REFUSED;
            if (refused == (pass == 0))
                fill_item(f, s, i);
        }
    }
}

struct screen_pages staff_stick_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "staff-stick", tr("Add from a stick"), fill_stick);
}
