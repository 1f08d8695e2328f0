/* staff_document: one document, for staff: what it is, and what can be done with it. */
#include "book/lang_name.h"
#include "screen/box_name.h"
#include "screen/edition_name.h"
#include "screen/flow_screen.h"
#include "screen/health.h"
#include "screen/size_words.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* "Added on 3 November 2026."; nothing where the clock was not set then. */
static void add_day(struct str *out, int64_t at_s)
{
    struct tm day;
    time_t at = (time_t)at_s;
    char date[96];
    if (at_s <= 0 || !localtime_r(&at, &day))
        return;
    snprintf(date, sizeof date, "%d %s %d", day.tm_mday, health_month(day.tm_mon + 1),
             day.tm_year + 1900);
    str_addf(out, tr("Added on %s. "), date);
}

static void add_facts(const struct visit *v, struct str *out)
{
    const struct document *d = &v->staff.document;
    char size[SIZE_WORDS_BYTES], interface[16];
    size_words(d->bytes, size);
    messages_lang(interface);
    if (d->is_hidden)
        str_addf(out, "%s ", tr("Visitors don't see it."));
    if (d->is_over)
        str_addf(out, "%s ", tr("Hidden: its last day is over."));
    if (d->easy_read)
        str_addf(out, "%s. ", tr("Easy Read"));
    if (*d->lang) {
        lang_name_add(out, d->lang, interface);
        str_add(out, ". ");
    }
    if (d->pages)
        str_addf(out, trn("%u page. ", "%u pages. ", d->pages), d->pages);
    str_addf(out, "%s. ", size);
    add_day(out, d->added_s);
    str_addf(out, tr("File: %s. "), d->name);
    if (v->staff.pack)
        str_addf(out, tr("From the pack %s. "), v->staff.pack);
    if (d->own_title)
        str_addf(out, tr("Its own title: %s."), d->own_title);
}

/* Where it stands in its box; -1: staff look into another one. */
static long place_of(const struct visit_staff *s)
{
    for (size_t i = 0; i < s->documents.count; i++)
        if (strcmp(s->documents.items[i].id, s->document.id) == 0)
            return (long)i;
    return -1;
}

static void choice(struct flow *f, const char *name, bool chosen, struct action act)
{
    struct widget *w = flow_button(f, ROLE_CHOICE, name, NULL, act, 0);
    if (w && chosen)
        w->state |= STATE_CHOSEN;
}

static void off_when(struct widget *w, bool off)
{
    if (w && off)
        w->state |= STATE_OFF;
}

static void fill_order(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    long at = place_of(s);
    char words[96];
    if (at < 0)
        return;
    snprintf(words, sizeof words, tr("Place %ld of %zu"), at + 1, s->documents.count);
    flow_heading(f, words);
    bool last = (size_t)at + 1 == s->documents.count;
    off_when(flow_button(f, ROLE_BUTTON, tr("Up"), "up", action(ACTION_ORDER, -1), 0), at == 0);
    off_when(flow_button(f, ROLE_BUTTON, tr("Down"), "down", action(ACTION_ORDER, 1), 0), last);
    off_when(flow_button(f, ROLE_BUTTON, tr("To the top"), "first", action(ACTION_ORDER, 0), 0),
             at == 0);
    flow_end_row(f, false);
}

static void fill_visitors(struct flow *f, const struct visit *v)
{
    const struct document *d = &v->staff.document;
    flow_heading(f, tr("What visitors meet"));
    flow_button(f, ROLE_BUTTON, tr("Rename"), "text", action(ACTION_TITLE, 0), 0);
    choice(f, tr("Hidden"), d->is_hidden, action(ACTION_HIDE, !d->is_hidden));
    choice(f, tr("On the home screen"), d->is_featured, action(ACTION_FEATURE, !d->is_featured));
    flow_end_row(f, false);
}

static void fill_box(struct flow *f, const struct visit *v)
{
    flow_heading(f, tr("Its box"));
    for (int i = 0; i < v->section_count; i++)
        choice(f, box_name(v, i), strcmp(v->sections[i].name, v->staff.document.section) == 0,
               action(ACTION_TO_BOX, i));
    flow_end_row(f, false);
}

/* What is one work with it. */
static void fill_editions(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    flow_heading(f, tr("Other versions"));
    flow_button(f, ROLE_BUTTON, tr("Add another version"), "plus", action(ACTION_TIE, -1), 0);
    if (s->can_undo)
        flow_button(f, ROLE_BUTTON, tr("Undo"), "undo", action(ACTION_TIE_UNDO, 0), 0);
    flow_end_row(f, false);
    for (size_t i = 0; i < s->editions.count; i++) {
        const struct edition *e = &s->editions.items[i];
        struct str value = {0};
        edition_name_add(&value, e->kind, e->title, e->lang, s->document.lang);
        str_addf(&value, ". %s", tr("Touch to take it apart"));
        f->lang = e->lang;
        flow_card(f, e->title, str_text(&value), icon_codepoint(edition_name_icon(e->kind)),
                  action(ACTION_UNTIE, (int64_t)i), 1, 0);
        flow_end_row(f, false);
        str_free(&value);
    }
    f->lang = NULL;
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    struct str facts = {0};
    if (!v->staff.document.title) {
        flow_text(f, tr("It is no longer here. Add it again."), m->body_cap_px, false);
        return;
    }
    add_facts(v, &facts);
    f->lang = v->staff.document.lang;
    flow_text(f, v->staff.document.title, m->body_cap_px, true);
    f->lang = NULL;
    flow_text(f, str_text(&facts), m->bar_cap_px, false);
    fill_order(f, v);
    fill_visitors(f, v);
    fill_box(f, v);
    flow_heading(f, tr("Take it off the kiosk"));
    flow_button(f, ROLE_BUTTON, tr("Remove it"), "delete", action(ACTION_REMOVE, 0), 0);
    flow_end_row(f, false);
    fill_editions(f, v);
    str_free(&facts);
}

struct screen_pages staff_document_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "staff-document", tr("A document"), fill);
}
