/* results: what was found, each a card: the sentence with its words marked, and where it stands. */
#include "screen/find_words.h"
#include "screen/flow_screen.h"
#include "screen/told.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum {
    ROOMY_TARGETS =
        4 /* as high as so many main controls: there is room for how much was found, too */
};

/* A part of a sentence around its first found word: a long one is cut at words, with dots where it goes on. */
struct excerpt {
    struct str text;
    size_t from, shift; /* the sentence's byte at `from` stands at `shift` */
    size_t to;
};

static size_t words_back(const char *text, size_t at, int words)
{
    while (at && words--) {
        at--;
        while (at && text[at - 1] != ' ')
            at--;
    }
    return at;
}

static size_t words_on(const char *text, size_t at, int words)
{
    while (text[at] && words--) {
        at += strcspn(text + at, " ");
        if (words)
            at += strspn(text + at, " ");
    }
    return at;
}

static struct excerpt cut(const struct search_hit *hit, int before, int after)
{
    struct excerpt e = {0};
    size_t at = hit->span_count ? hit->spans[0].start : 0, bytes = strlen(hit->text);
    while (at && hit->text[at - 1] != ' ')
        at--;
    e.from = words_back(hit->text, at, before);
    e.to = words_on(hit->text, at, after);
    while (e.to > e.from && hit->text[e.to - 1] == ' ')
        e.to--;
    if (e.from)
        str_add(&e.text, "\xe2\x80\xa6 ");
    e.shift = e.text.length_bytes;
    for (size_t i = e.from; i < e.to; i++)
        str_add_char(&e.text, hit->text[i] == '\n' ? ' ' : hit->text[i]);
    if (e.to < bytes)
        str_add(&e.text, " \xe2\x80\xa6");
    return e;
}

static int card_height(const struct flow *f, const char *text, const char *where, double cap)
{
    const struct look *look = &f->visit->look;
    const struct metrics *m = &look->metrics;
    int inner = f->area.w - 2 * m->unit_px;
    return look_height(look, text, cap, false, inner) +
           look_height(look, where, cap, false, inner) + 2 * m->chosen_border_px + m->unit_px / 2;
}

/* The longest part of the sentence whose card is no higher than the room; the words then shrink, but not below the bar's. */
static struct excerpt excerpt_that_fits(const struct flow *f, const struct search_hit *hit,
                                        const char *where, double *cap)
{
    static const int lengths[][2] = {{8, 32}, {6, 20}, {4, 12}, {3, 8}, {2, 5}, {1, 3}, {0, 1}};
    enum { LENGTHS = sizeof lengths / sizeof *lengths };
    const struct metrics *m = &f->visit->look.metrics;
    const double caps[] = {m->body_cap_px, m->bar_cap_px};
    struct excerpt e = {0};
    for (int c = 0; c < 2; c++) {
        for (int i = 0; i < LENGTHS; i++) {
            str_free(&e.text);
            e = cut(hit, lengths[i][0], lengths[i][1]);
            *cap = caps[c];
            if (card_height(f, str_text(&e.text), where, *cap) <= f->area.h)
                return e;
        }
    }
    return e;
}

/* "Title. Cymraeg. Page 3. Heading" */
static void say_where(const struct search_hit *hit, bool with_heading, struct told *out)
{
    told_add_in(out, hit->title, hit->lang);
    struct told language = {0};
    if (told_add_other_language(&language, hit->lang))
        told_add_with(out, ". %s", &language);
    told_free(&language);
    if (hit->title_only)
        return;
    if (*hit->page) {
        struct told page = {0};
        told_add(&page, hit->page);
        told_part(out);
        told_add_with(out, tr("Page %s"), &page);
        told_free(&page);
    }
    if (with_heading && *hit->heading && !hit->is_heading) {
        told_part(out);
        told_add_in(out, hit->heading, hit->lang);
    }
}

static void mark(struct widget_list *list, const struct search_hit *hit, const struct excerpt *e)
{
    for (size_t i = 0; i < hit->span_count; i++) {
        const struct search_span *s = &hit->spans[i];
        if (s->start >= e->from && s->start + s->bytes <= e->to)
            widget_mark(list, (uint32_t)(s->start - e->from + e->shift), s->bytes);
    }
}

static void add_hit(struct flow *f, size_t index, bool with_heading)
{
    const struct search_hit *hit = &f->visit->find.answer.results.hits[index];
    const struct metrics *m = &f->visit->look.metrics;
    struct told where = {0};
    double cap;
    say_where(hit, with_heading, &where);
    struct excerpt e = excerpt_that_fits(f, hit, str_text(&where.shown), &cap);
    for (int less = 0;
         less < 2 && card_height(f, str_text(&e.text), str_text(&where.shown), cap) > f->area.h;
         less++) { /* where it is shows again inside */
        told_free(&where);
        where = (struct told){0};
        if (!less)
            say_where(hit, false, &where);
        str_free(&e.text);
        e = excerpt_that_fits(f, hit, str_text(&where.shown), &cap);
    }
    int height = card_height(f, str_text(&e.text), str_text(&where.shown), cap);
    int least = f->area.h < m->main_target_px ? m->target_px : m->main_target_px;
    height = height < least ? least : height;
    struct rect r;
    f->has_controls = true;
    if (flow_place(f, f->area.w, height, &r)) {
        struct widget *w =
            widget_add(f->list, ROLE_CARD, str_text(&e.text), str_text(&where.shown), r);
        w->action = action(ACTION_FIND_OPEN, (int64_t)index);
        w->cap_px = cap;
        w->group = f->group;
        widget_set_lang(f->list, w, hit->text_lang);
        told_to_widget(&where, f->list, w);
        mark(f->list, hit, &e);
    }
    str_free(&e.text);
    told_free(&where);
}

static void add_more(struct flow *f, size_t index)
{
    const struct search_hit *hit = &f->visit->find.answer.results.hits[index];
    char name[96];
    if (!hit->more_here)
        return;
    snprintf(name, sizeof name,
             trn("%u more in this document", "%u more in this document", hit->more_here),
             hit->more_here);
    flow_button(f, ROLE_BUTTON, name, "more", action(ACTION_FIND_MORE, (int64_t)index), 0);
    flow_end_row(f, true);
}

static void fill_none(struct flow *f, const struct visit *v)
{
    const struct search_answer *a = &v->find.answer;
    double cap = v->look.metrics.body_cap_px;
    if (v->find.waits) {
        flow_text(f, tr("Wait a moment."), cap, false);
        return;
    }
    if (a->err != ERR_OK)
        flow_text(f, tr("The search does not work now. Please tell staff."), cap, false);
    else if (!find_has_documents(v))
        flow_text(f, tr("There is nothing to look through yet."), cap, false);
    else if (*v->find.id)
        flow_text(f, tr("This document does not have these words. Try another word."), cap, false);
    else
        flow_text(f, tr("No document has these words. Try another word."), cap, false);
    if (a->waiting)
        flow_text(f, tr("Some documents are new. Try again in a few minutes."), cap, false);
    if (a->results.nearest[0])
        flow_heading(f, tr("Do you mean"));
    for (int i = 0; i < SEARCH_MOST_NEAREST && a->results.nearest[i]; i++)
        flow_button(f, ROLE_BUTTON, a->results.nearest[i], NULL, action(ACTION_FIND_INSTEAD, i), 0);
    flow_end_row(f, true);
    if (*v->find.id)
        flow_button(f, ROLE_BUTTON, tr("Look in all documents"), "search",
                    action(ACTION_FIND_IN, 0), 0);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct search_results *r = &v->find.answer.results;
    double cap = v->look.metrics.bar_cap_px;
    if (!r->count || v->find.waits) {
        fill_none(f, v);
        return;
    }
    if (r->instead && f->area.h > ROOMY_TARGETS * v->look.metrics.main_target_px) {
        char found[200];
        find_words(&v->find, found, sizeof found);
        flow_text(f, found, cap, true);
        flow_end_row(f, true);
    }
    const char *heading = "", *id = "";
    for (size_t i = 0; i < r->count; i++) {
        const struct search_hit *hit = &r->hits[i];
        bool same = strcmp(hit->heading, heading) == 0 && strcmp(hit->id, id) == 0;
        add_hit(f, i, !same);
        add_more(f, i);
        heading = hit->heading;
        id = hit->id;
    }
    if (r->more)
        flow_text(f, tr("There are more. Type another word to find fewer."), cap, false);
}

struct screen_pages results_build(const struct visit *v, struct widget_list *list)
{
    const struct search_results *r = &v->find.answer.results;
    char title[256];
    if (r->count && r->instead && !v->find.waits)
        snprintf(title, sizeof title, tr("Showing results for “%s”"), r->instead);
    else
        find_words(&v->find, title, sizeof title);
    return flow_screen_build(v, list, "results", *title ? title : tr("Search"), fill);
}
