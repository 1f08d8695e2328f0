/* session_ahead: what is likely to show next is foreseen, so that it is ready when it is asked for: the next screen of a document; under a
 * finger what lifting it will show; behind a choice the document that it changes. A wrong guess costs time that nobody waited for: what shows
 * is always built from the visit itself. */
#include "app/session_parts.h"
#include "app/units.h"
#include "base/mem.h"
#include "text/layout.h"

#include <stdlib.h>

enum { TAP_MS = 5 };

struct session_ahead {
    bool due;                          /* nothing was foreseen yet for what shows */
    const struct layout *ready_layout; /* whose screen that begins with ready_word is ready */
    uint32_t ready_word, ready_count;  /* and that of so many screens */
    struct visit visit;                /* as it would be: it borrows all that it points to */
    struct action chosen;
    struct widget_list list;
    struct layout *sample;
    struct widget_link *links;
    int link_cap;
    uint32_t *marked;
    size_t marked_count, marked_cap;
    struct foreseen foreseen;
};

void ahead_forget(struct session *s)
{
    struct session_ahead *a = s->ahead;
    if (!a)
        return;
    widget_list_free(&a->list);
    layout_free(a->sample);
    free(a->links);
    free(a->marked);
    free(a);
    s->ahead = NULL;
}

void ahead_renew(struct session *s)
{
    if (s->ahead)
        s->ahead->due = true;
}

/* ---- as the visit would be */

static bool turn_document(struct session_ahead *a, int step)
{
    struct visit_reading *r = &a->visit.reading;
    const struct layout_screen *screen = r->layout ? layout_screen_ahead(r->layout, step) : NULL;
    if (!screen)
        return false;
    r->screen = screen;
    r->line_item = 0;
    r->lit_word = r->sought_word = 0;
    if (r->screen_count)
        r->screen_number += (uint32_t)step;
    return true;
}

static bool turn_list(const struct session *s, struct session_ahead *a, int step)
{
    int to = s->pages.page + step;
    a->visit.pages[a->visit.depth] = to;
    return to >= 0 && to < s->pages.count;
}

static bool go_back(struct session_ahead *a)
{
    struct visit *v = &a->visit;
    enum screen_id left = visit_screen(v), below = visit_screen_below(v);
    bool leads = below == SCREEN_READER || below == SCREEN_EASIER;
    if (!v->depth || !leads || screen_is_reading(left) || left == SCREEN_NOTICE)
        return false;
    v->depth--;
    return below != SCREEN_READER || (v->reading.layout && v->reading.screen);
}

static bool go_to(struct session_ahead *a, enum screen_id id)
{
    struct visit *v = &a->visit;
    if (v->depth + 1 == VISIT_DEPTH_MOST || visit_screen(v) == id)
        return false;
    v->stack[++v->depth] = id;
    v->pages[v->depth] = 0;
    v->subjects[v->depth] = 0;
    return true;
}

static bool choose(const struct session *s, struct session_ahead *a, struct action act)
{
    if (visit_screen(&a->visit) == SCREEN_ATTRACT || !settings_foresee(s, &a->visit, act))
        return false;
    a->chosen = act;
    return true;
}

/* While it is read aloud a sentence is what is turned to; with line focus, a line. */
static bool turns_screens(const struct visit *v)
{
    return v->reading.narrator != NARRATOR_READING && v->settings.line_focus == LINE_FOCUS_OFF;
}

static bool turn(const struct session *s, struct session_ahead *a, int step)
{
    if (visit_screen(&a->visit) != SCREEN_READER)
        return turn_list(s, a, step);
    a->visit.reading.narrator = NARRATOR_SILENT;
    return turns_screens(&s->visit) && turn_document(a, step);
}

static bool follow(const struct session *s, struct session_ahead *a, struct action act)
{
    switch (act.kind) {
    case ACTION_NEXT:
    case ACTION_PREVIOUS:
        return turn(s, a, act.kind == ACTION_NEXT ? 1 : -1);
    case ACTION_BACK:
    case ACTION_CLOSE:
        return go_back(a);
    case ACTION_MENU:
        return go_to(a, SCREEN_MENU);
    case ACTION_EASIER:
        return go_to(a, SCREEN_EASIER);
    case ACTION_TOPIC:
        return act.argument >= 0 && act.argument < VISIT_TOPICS &&
               go_to(a, (enum screen_id)(SCREEN_WORDS + act.argument));
    default:
        return choose(s, a, act);
    }
}

/* ---- what that shows */

static void find_words(struct session_ahead *a)
{
    struct visit *v = &a->visit;
    struct visit_reading *r = &v->reading;
    uint32_t first = r->screen->first_word, last = r->screen->last_word;
    links_between(r->book, first, last, &a->links, &r->link_count, &a->link_cap);
    words_between(v->words.explain, first, last, &a->marked, &a->marked_count, &a->marked_cap);
    r->links = a->links;
    v->words.marked = a->marked;
    v->words.marked_count = (int)a->marked_count;
}

static void lay_sample_out(struct session *s, struct session_ahead *a)
{
    struct visit *v = &a->visit;
    sample_make(s);
    v->sample = s->visit.sample;
    if (!v->sample.book)
        return;
    struct layout_style style = screen_sample_style(v);
    layout_free(a->sample);
    a->sample = layout_new(v->sample.book, s->runs, &style, 1);
    v->sample.layout = a->sample;
    v->sample.screen = layout_screen_at(a->sample, 1);
}

static void build(struct session *s, struct session_ahead *a)
{
    enum screen_id id = visit_screen(&a->visit);
    if (id == SCREEN_READER) {
        find_words(a);
    } else if (screen_has_sample(id)) {
        lay_sample_out(s, a);
    }
    session_build_pages(&a->visit, &a->list, a->chosen);
}

/* ---- of which action */

/* What lifting the finger asks for; ACTION_NONE: it may be anything. */
static struct action under_finger(const struct session *s)
{
    const struct session_touch *t = &s->touch;
    struct action none = action(ACTION_NONE, 0);
    if (!t->down || t->explores || t->drags || !t->on || t->widget < 0 ||
        (size_t)t->widget >= s->list.count)
        return none;
    const struct widget *w = &s->list.items[t->widget];
    bool acts = w->role != ROLE_DOCUMENT && w->role != ROLE_PAGE && !(w->state & STATE_HOLD);
    return acts ? w->action : none;
}

/* A new guess, from the visit as it is. */
static void guess(const struct session *s, struct session_ahead *a)
{
    a->visit = s->visit;
    a->chosen = action(ACTION_NONE, 0);
    a->ready_layout = NULL;
    a->foreseen =
        (struct foreseen){.look = &a->visit.look, .list = &a->list, .focus = -1, .is_screen = true};
}

static bool foresee_touch(struct session *s, struct session_ahead *a)
{
    struct action under = under_finger(s);
    if (under.kind == ACTION_NONE)
        return false;
    guess(s, a);
    if (follow(s, a, under))
        build(s, a);
    return true;
}

/* ---- where nothing is under a finger */

/* Is it ready since an earlier list of the same screen? What is read aloud is built for each word. */
static bool is_ready(struct session_ahead *a, const struct visit_reading *r,
                     const struct layout_screen *screen)
{
    bool ready = a->ready_layout == r->layout && a->ready_word == screen->first_word &&
                 a->ready_count == r->screen_count;
    a->ready_layout = r->layout;
    a->ready_word = screen->first_word;
    a->ready_count = r->screen_count;
    return ready;
}

/* The next screen of the document. */
static void foresee_turn(struct session *s, struct session_ahead *a)
{
    const struct visit_reading *r = &s->visit.reading;
    const struct layout_screen *screen = r->layout ? layout_screen_ahead(r->layout, 1) : NULL;
    if (!screen || is_ready(a, r, screen))
        return;
    guess(s, a);
    (void)is_ready(a, r, screen);
    if (!turn_document(a, 1))
        return;
    a->foreseen.focus = s->focus;
    a->foreseen.shows_focus = session_shows_focus(s);
    build(s, a);
}

/* Behind a choice, the document that it changes. */
static void foresee_back(struct session *s, struct session_ahead *a)
{
    const struct visit_reading *r = &s->visit.reading;
    if (visit_screen_below(&s->visit) != SCREEN_READER || !r->layout || !r->screen)
        return;
    guess(s, a);
    if (go_back(a))
        build(s, a);
}

/* Whoever only taps lifts the finger at once, and is not to wait for a guess. */
static uint64_t touched_ms_ago(const struct session *s)
{
    const struct session_touch *t = &s->touch;
    return t->down && !t->explores ? clock_ms(s->clock) - t->since_ms : TAP_MS;
}

int64_t ahead_due_ms(const struct session *s)
{
    uint64_t ago = touched_ms_ago(s);
    return s->ahead && s->ahead->due && ago < TAP_MS ? (int64_t)(TAP_MS - ago) : -1;
}

struct foreseen *session_foresee(struct session *s)
{
    reading_lay_out_now(s);
    if (s->stale || s->visit.reading.is_start || visit_screen(&s->visit) == SCREEN_ATTRACT)
        return NULL;
    if (!s->ahead) {
        s->ahead = mem_new(1, sizeof *s->ahead);
        s->ahead->due = true;
    }
    struct session_ahead *a = s->ahead;
    if (!a->due)
        return a->list.count ? &a->foreseen : NULL;
    if (touched_ms_ago(s) < TAP_MS)
        return NULL;
    a->due = false;
    widget_list_clear(&a->list, "");
    a->foreseen = (struct foreseen){.look = &s->visit.look, .list = &a->list};
    if (visit_screen(&s->visit) == SCREEN_CARDS)
        units_ahead(&s->visit, &a->list);
    else if (foresee_touch(s, a))
        ;
    else if (visit_screen(&s->visit) == SCREEN_READER)
        foresee_turn(s, a);
    else if (reading_is_hidden(&s->visit))
        foresee_back(s, a);
    return a->list.count ? &a->foreseen : NULL;
}
