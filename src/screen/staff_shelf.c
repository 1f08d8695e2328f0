/* staff_shelf: the documents of one box in their order, for staff: hidden ones too; or to choose one that belongs to another. */
#include "screen/staff_shelf.h"
#include "screen/box_name.h"
#include "screen/flow_screen.h"
#include "screen/parts.h"
#include "screen/size_words.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

void staff_shelf_add_undo(struct flow *f, const struct visit *v)
{
    if (*v->staff.said)
        flow_text(f, v->staff.said, v->look.metrics.bar_cap_px, false);
    if (!v->staff.undo_count)
        return;
    struct widget *w =
        flow_button(f, ROLE_BUTTON, tr("Undo"), "undo", action(ACTION_REMOVE_UNDO, 0), 0);
    if (w)
        w->state |= STATE_MAIN;
}

static void add_value(const struct document *d, struct str *out)
{
    char size[SIZE_WORDS_BYTES];
    size_words(d->bytes, size);
    if (d->is_hidden)
        str_addf(out, "%s. ", tr("Hidden"));
    if (d->is_over)
        str_addf(out, "%s ", tr("Hidden: its last day is over."));
    if (d->is_featured)
        str_addf(out, "%s. ", tr("On the home screen"));
    if (d->easy_read)
        str_addf(out, "%s. ", tr("Easy Read"));
    if (d->pages > 1)
        str_addf(out, trn("%u page. ", "%u pages. ", d->pages), d->pages);
    str_add(out, size);
}

/* It and what is one work with it already can't be chosen for it. */
static bool is_tied(const struct visit_staff *s, const struct document *d)
{
    bool is = strcmp(s->document.id, d->id) == 0;
    for (size_t e = 0; e < s->editions.count; e++)
        is |= strcmp(s->editions.items[e].id, d->id) == 0;
    return is;
}

static void fill_documents(struct flow *f, const struct visit *v, struct part part)
{
    const struct visit_staff *s = &v->staff;
    size_t offered = 0;
    for (size_t i = part.first; i < part.first + part.count; i++) {
        const struct document *d = &s->documents.items[i];
        struct str value = {0};
        if (s->tying && is_tied(s, d))
            continue;
        bool out_of_sight = d->is_hidden || d->is_over;
        add_value(d, &value);
        f->lang = d->lang;
        flow_card(f, d->title, str_text(&value),
                  icon_codepoint(out_of_sight   ? "hidden"
                                 : d->easy_read ? "picture"
                                                : "document"),
                  action(s->tying ? ACTION_TIE : ACTION_CHOSEN, (int64_t)i), 1, 0);
        str_free(&value);
        offered++;
    }
    f->lang = NULL;
    if (!offered && s->tying)
        flow_text(f, tr("There is no other document."), v->look.metrics.body_cap_px, false);
    else if (!offered)
        flow_text(f, tr("There is nothing here yet."), v->look.metrics.body_cap_px, false);
}

static void fill_parts(struct flow *f, const struct visit *v)
{
    const struct document_list *all = &v->staff.documents;
    for (uint32_t n = 1; n <= parts_count(all->count); n++) {
        struct part part = parts_at(all->count, n);
        const struct document *first = &all->items[part.first];
        parts_add_card(f, all->count, n, first->title, first[part.count - 1].title);
    }
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    uint32_t number = v->subjects[v->depth];
    if (!s->tying) {
        staff_shelf_add_undo(f, v);
        if (!number && s->box >= 0 && s->box < v->section_count)
            flow_button(f, ROLE_BUTTON, tr("Sign, colour and place"), "settings",
                        action(ACTION_BOX_LOOK, s->box), 0);
        flow_end_row(f, false);
        f->group++;
    }
    if (!number && parts_count(s->documents.count))
        fill_parts(f, v);
    else
        fill_documents(f, v, parts_at(s->documents.count, number));
}

struct screen_pages staff_shelf_build(const struct visit *v, struct widget_list *list)
{
    struct screen_pages pages =
        flow_screen_build(v, list, "staff-shelf", box_name(v, v->staff.box), fill);
    box_sign_title(v, list, v->staff.box);
    return pages;
}
