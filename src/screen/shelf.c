/* shelf: the documents of one section, each a card with its title, its author and what it is. */
#include "book/model.h"
#include "screen/box_name.h"
#include "screen/document_words.h"
#include "screen/edition_name.h"
#include "screen/flow_screen.h"
#include "screen/parts.h"
#include "text/icon.h"
#include "ui/messages.h"

/* What a work is there in besides: "Easy Read too. Cymraeg too". */
static void add_others(const struct visit *v, size_t at, struct told *out)
{
    const struct document *work = &v->shelf.items[v->cards[at].document];
    for (size_t i = at + 1; i < v->card_count && v->cards[i].kind; i++) {
        const struct document *d = &v->shelf.items[v->cards[i].document];
        struct told name = {0};
        edition_name_tell(&name, v->cards[i].kind, d->title, d->lang, work->lang);
        told_part(out);
        told_add_with(out, tr("%s too"), &name);
        told_free(&name);
    }
}

/* What a card's document is: "Cymraeg. Easy Read". */
static void tell_kind(const struct visit *v, size_t at, size_t work, struct told *out)
{
    const struct visit_shelf_card *card = &v->cards[at];
    const struct document *d = &v->shelf.items[card->document];
    if (card->kind) {
        edition_name_tell(out, card->kind, d->title, d->lang,
                          v->shelf.items[v->cards[work].document].lang);
        return;
    }
    told_add_other_language(out, d->lang);
    if (d->easy_read) {
        told_part(out);
        told_add(out, tr("Easy Read"));
    }
    add_others(v, at, out);
}

/* The card of a work, or of an edition under it; returns its rectangle, empty where it is on another page. */
static struct rect add_card(struct flow *f, const struct visit *v, size_t at, size_t work)
{
    const struct visit_shelf_card *card = &v->cards[at];
    const struct document *d = &v->shelf.items[card->document];
    struct told kind = {0}, value = {0};
    tell_kind(v, at, work, &kind);
    document_words(d, &kind, &value);
    bool easy = d->easy_read || card->kind == EDITION_EASY_READ;
    const char *icon = card->kind ? edition_name_icon(card->kind) : easy ? "picture" : "document";
    f->lang = d->lang;
    struct widget *w = flow_card(f, d->title, str_text(&value.shown), icon_codepoint(icon),
                                 action(ACTION_DOCUMENT, (int64_t)card->document), 1, 0);
    f->lang = NULL;
    if (w)
        w->tint = box_colour(v, v->section);
    told_to_widget(&value, f->list, w);
    told_free(&kind);
    told_free(&value);
    return w ? w->rect : (struct rect){0};
}

/* The line that leads from a work's card to an edition under it. */
static void add_line(struct flow *f, const struct visit *v, struct rect from, struct rect to)
{
    const struct metrics *m = &v->look.metrics;
    if (!f->list || rect_is_empty(from) || rect_is_empty(to))
        return;
    int thick = m->chosen_border_px, x = f->area.x + m->unit_px / 2;
    int top = from.y + from.h, middle = to.y + to.h / 2 - thick / 2;
    int ring = m->ring_px + m->ring_gap_px;
    widget_add(f->list, ROLE_PANEL, "", NULL, (struct rect){x, top, thick, middle + thick - top});
    widget_add(f->list, ROLE_PANEL, "", NULL, (struct rect){x, middle, to.x - ring - x, thick});
}

/* A work and its editions under it, drawn in. */
static size_t add_work(struct flow *f, const struct visit *v, size_t at)
{
    const struct metrics *m = &v->look.metrics;
    size_t end = at + 1;
    int step = 2 * m->unit_px + m->ring_px + m->ring_gap_px;
    struct rect work = add_card(f, v, at, at);
    for (; end < v->card_count && v->cards[end].kind; end++) {
        flow_end_row(f, false);
        f->x = f->left = f->area.x + step;
        add_line(f, v, work, add_card(f, v, end, at));
    }
    flow_end_row(f, end > at + 1); /* a work of several is set off from the next */
    f->x = f->left = f->area.x;
    return end;
}

/* The card with which work `n` (from 0) begins; the number of cards for one past the last. */
static size_t work_at(const struct visit *v, size_t n)
{
    size_t at = 0;
    for (; at < v->card_count; at++)
        if (!v->cards[at].kind && n-- == 0)
            break;
    return at;
}

static size_t count_works(const struct visit *v)
{
    size_t works = 0;
    for (size_t i = 0; i < v->card_count; i++)
        works += !v->cards[i].kind;
    return works;
}

static const char *title_of(const struct visit *v, size_t card)
{
    return v->shelf.items[v->cards[card].document].title;
}

static void fill_parts(struct flow *f, const struct visit *v, size_t works)
{
    for (uint32_t n = 1; n <= parts_count(works); n++) {
        struct part part = parts_at(works, n);
        struct widget *w = parts_add_card(f, works, n, title_of(v, work_at(v, part.first)),
                                          title_of(v, work_at(v, part.first + part.count - 1)));
        if (w)
            w->tint = box_colour(v, v->section);
    }
}

static void fill(struct flow *f, const struct visit *v)
{
    uint32_t number = v->subjects[v->depth];
    size_t works = count_works(v);
    if (!v->shelf.count) {
        flow_text(f, tr("There is nothing here yet."), v->look.metrics.body_cap_px, true);
        flow_text(f, tr("Staff can put documents here. Touch Back to choose another box."),
                  v->look.metrics.body_cap_px, false);
    }
    if (!number && parts_count(works)) {
        fill_parts(f, v, works);
        return;
    }
    struct part part = parts_at(works, number);
    size_t last = work_at(v, part.first + part.count);
    for (size_t i = work_at(v, part.first), end; i < last; i = end) {
        struct flow trial = *f;
        trial.list = NULL;
        end = add_work(&trial, v, i);
        if (end > i + 1 && trial.page > f->page) /* it is kept on one page, where one holds it */
            flow_break(f);
        add_work(f, v, i);
    }
}

struct screen_pages shelf_build(const struct visit *v, struct widget_list *list)
{
    struct screen_pages pages = flow_screen_build(v, list, "shelf", box_name(v, v->section), fill);
    box_sign_title(v, list, v->section);
    return pages;
}
