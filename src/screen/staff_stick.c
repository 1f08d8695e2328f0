/* staff_stick: what is on a USB stick, adding it, and what came of it. */
#include "base/err.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static void item_words(const struct import_item *item, bool done, char *out, size_t bytes)
{
    char why[256];
    switch (item->outcome) {
    case IMPORT_ADDED:
    case IMPORT_REPLACED:
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
