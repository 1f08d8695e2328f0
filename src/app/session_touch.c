/* session_touch: fingers. Without guidance a touch acts on lifting, and sliding off cancels (A31). With guidance a finger speaks what
 * it passes over and acts on nothing; lifting leaves the focus there (A33); a second tap acts: anywhere, when it comes soon, or at
 * any time on what has the focus, so that nobody must hurry. */
#include "app/session_parts.h"
#include "book/model.h"
#include "speech/narrator.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>

enum { HOLD_MS = 1000, TAP_LONGEST_MS = 500, TAP_SLIP_MM = 8, WORD_REACH_MM = 3 };

static int mm_px(const struct session *s, int mm)
{
    const struct display *d = &s->visit.look.display;
    return (int)(mm * d->width_px / d->width_mm);
}

static uint64_t tap_longest_ms(const struct session *s)
{
    int ms = s->visit.settings.hands.tap_ms;
    return (uint64_t)(ms > TAP_LONGEST_MS ? ms : TAP_LONGEST_MS);
}

/* What is under the finger, whether it acts or only says something; -1 nothing. */
static int under(const struct widget_list *list, int x, int y)
{
    int at = widget_at(list, x, y);
    for (size_t i = list->count; at < 0 && i-- > 0;) {
        if (list->items[i].role != ROLE_PANEL && rect_has(list->items[i].rect, x, y))
            at = (int)i;
    }
    return at;
}

static void say_slice(struct session *s, const char *text, size_t bytes, const char *lang)
{
    struct str words = {0};
    str_add_bytes(&words, text, bytes);
    session_say_in(s, str_text(&words), lang, false, false);
    str_free(&words);
}

static bool has_words(const struct widget *w)
{
    return w->role == ROLE_DOCUMENT || w->role == ROLE_PAGE;
}

static uint32_t word_at(const struct session *s, const struct widget *w, int x, int y)
{
    if (w->role == ROLE_PAGE)
        return page_view_word_at(w->page, w->rect, x, y, mm_px(s, WORD_REACH_MM));
    const struct placed *p =
        w->screen ? layout_item_at(w->screen, x - w->rect.x, y - w->rect.y) : NULL;
    return p ? p->word : 0;
}

/* Is the point still on what was touched? In a document each word is a thing of its own. */
static bool is_on(const struct session *s, int x, int y)
{
    const struct session_touch *t = &s->touch;
    if (t->widget < 0 || widget_at(&s->list, x, y) != t->widget)
        return false;
    const struct widget *w = &s->list.items[t->widget];
    return !has_words(w) || word_at(s, w, x, y) == t->began_word;
}

/* A word of the document, or what a picture shows, in the document's language (A24). */
static void say_placed(struct session *s, const struct book *book, const struct placed *p)
{
    size_t bytes;
    uint32_t last = p->word;
    if (p->kind == PLACED_PICTURE)
        last += book->blocks[p->block].alt_count - 1;
    const char *text = book_slice(book, p->word, last, &bytes);
    say_slice(s, text, bytes, book_word_lang(book, p->word));
    if (p->kind == PLACED_WORD && words_mark(s, p->word))
        session_say_in(s, tr("Hard word"), settings_lang(s), false, true);
}

/* After the word: it leads somewhere. */
static void say_link(struct session *s)
{
    session_say_in(s, tr("Link"), settings_lang(s), false, true);
}

static bool explore_document(struct session *s, const struct widget *w, int x, int y, bool entered)
{
    const struct placed *p =
        w->screen ? layout_item_at(w->screen, x - w->rect.x, y - w->rect.y) : NULL;
    uint32_t word = p ? p->word : 0;
    if (word && word != s->touch.word) {
        say_placed(s, w->book, p);
        if (widget_is_link(w, word))
            say_link(s);
    } else if (entered && !word) {
        session_say(s, p && p->kind == PLACED_PICTURE ? tr("A picture without a description")
                                                      : widget_name(&s->list, w));
    }
    if (word)
        s->touch.word = word;
    return true;
}

static void explore_page(struct session *s, const struct widget *w, int x, int y, bool entered)
{
    uint32_t word = word_at(s, w, x, y);
    if (word && word != s->touch.word) {
        const struct book_word *at = &w->book->words[word];
        say_slice(s, w->book->pool + at->text, at->bytes, book_word_lang(w->book, word));
    } else if (entered && !word) {
        session_say(s, widget_name(&s->list, w));
    }
    if (word)
        s->touch.word = word;
}

static void explore(struct session *s, int x, int y)
{
    struct session_touch *t = &s->touch;
    session_build(s);
    int at = under(&s->list, x, y);
    bool entered = at != t->over;
    t->over = at;
    if (at < 0)
        return;
    const struct widget *w = &s->list.items[at];
    if (widget_takes_focus(w)) {
        s->stale |= s->focus != at;
        s->focus = at;
        s->hands.found = true;
        if (w->action.kind != ACTION_HELP)
            session_note_about(s);
    }
    if (w->role == ROLE_DOCUMENT) {
        explore_document(s, w, x, y, entered);
    } else if (w->role == ROLE_PAGE) {
        explore_page(s, w, x, y, entered);
    } else if (entered) {
        struct str how = {0};
        t->word = 0;
        if (t->is_first && s->visit.settings.talk == TALK_FULL)
            say_how_to_move(SAY_TOUCH, &how);
        t->is_first = false;
        session_say_widget(s, at, str_text(&how));
        str_free(&how);
    }
}

static void begin_exploring(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    struct session_hands *h = &s->hands;
    uint64_t since = t->since_ms - h->lifted_ms;
    bool soon = h->lifted_ms && since <= (uint64_t)s->visit.settings.hands.tap_ms;
    bool there = h->found && t->widget >= 0 && t->widget == s->focus;
    if (there && has_words(&s->list.items[t->widget]))
        there = t->word && word_at(s, &s->list.items[t->widget], in->x, in->y) == t->word;
    t->explores = true;
    t->may_act = h->found && (soon || there);
    t->over = -1;
    if (!t->may_act) {
        t->word = 0;
        explore(s, in->x, in->y);
    }
}

/* What is under the finger looks so, without the screen being built again for it. */
static void look_pressed(struct session *s, bool pressed)
{
    int at = s->touch.widget;
    if (s->stale || at < 0 || (size_t)at >= s->list.count)
        return;
    unsigned *state = &s->list.items[at].state;
    *state = pressed ? *state | STATE_PRESSED : *state & ~(unsigned)STATE_PRESSED;
    s->unshown = true;
    ahead_renew(s);
}

static void begin(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    uint32_t word = t->word;
    session_build(s);
    *t = (struct session_touch){.down = true,
                                .x = in->x,
                                .y = in->y,
                                .since_ms = clock_ms(s->clock),
                                .widget = widget_at(&s->list, in->x, in->y),
                                .on = true,
                                .word = word,
                                .is_first = !s->hands.by_touch};
    if (t->widget >= 0)
        t->began_word = word_at(s, &s->list.items[t->widget], in->x, in->y);
    s->hands.keyed = false;
    s->hands.by_touch = true;
    s->hands.held = KEY_NONE;
    if (s->narrator)
        narrator_hush(s->narrator);
    s->stale |= s->visit.guided;
    if (s->visit.guided)
        begin_exploring(s, in);
    else
        look_pressed(s, true);
}

static bool slipped(const struct session *s, const struct input *in)
{
    int most = mm_px(s, TAP_SLIP_MM);
    return abs(in->x - s->touch.x) > most || abs(in->y - s->touch.y) > most;
}

/* A page that is larger than its room goes with the finger. */
static bool drag(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    bool on_page = t->widget >= 0 && (size_t)t->widget < s->list.count &&
                   s->list.items[t->widget].role == ROLE_PAGE;
    if (!on_page || !s->original || !s->visit.page.zoom || (!t->drags && !slipped(s, in)))
        return false;
    page_drag(s, in->x - t->x, in->y - t->y);
    t->x = in->x;
    t->y = in->y;
    t->drags = true;
    return true;
}

static void move(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    if (!t->explores && drag(s, in))
        return;
    if (!t->explores) {
        bool on = is_on(s, in->x, in->y);
        s->stale |= on != t->on;
        t->on = on;
    } else if (!t->may_act || slipped(s, in)) {
        t->may_act = false;
        explore(s, in->x, in->y);
    }
}

static void act_by_tap(struct session *s)
{
    uint32_t word = s->touch.word;
    s->hands.lifted_ms = 0; /* the next tap elsewhere is a first one */
    session_build(s);
    if (s->focus < 0)
        return;
    if (s->list.items[s->focus].role == ROLE_DOCUMENT && word &&
        word <= s->visit.reading.book->word_count)
        session_act(s, action(links_touched(s, word), word));
    else if (s->list.items[s->focus].role == ROLE_PAGE && word)
        session_act(s, action(ACTION_PAGE_TEXT, word));
    else
        hands_choose(s, s->focus);
}

static void lift_exploring(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    uint64_t now = clock_ms(s->clock);
    if (t->may_act && !slipped(s, in) && now - t->since_ms <= tap_longest_ms(s)) {
        act_by_tap(s);
        return;
    }
    s->hands.lifted_ms = s->hands.found ? now : 0;
}

static void act_at(struct session *s, int index, int x, int y)
{
    struct widget *w = &s->list.items[index];
    s->focus = index;
    if (w->state & STATE_HOLD)
        session_tell(s, tr("Hold your finger here for a second. Then I speak."));
    else if (w->role == ROLE_DOCUMENT)
        reading_touch(s, w, x, y);
    else if (w->role == ROLE_PAGE && s->touch.began_word)
        session_act(s, action(ACTION_PAGE_TEXT, s->touch.began_word));
    else
        session_act(s, w->action);
}

static void lift(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    session_build(s);
    bool on = !t->explores && is_on(s, in->x, in->y);
    t->down = false;
    look_pressed(s, false);
    s->stale |= t->explores;
    guard_note_lift(&s->hands.guard, in->x, in->y, clock_ms(s->clock));
    if (t->explores) {
        lift_exploring(s, in);
        return;
    }
    if (t->drags)
        return;
    bool long_enough =
        clock_ms(s->clock) - t->since_ms >= (uint64_t)s->visit.settings.hands.hold_ms;
    if (on && long_enough)
        act_at(s, t->widget, in->x, in->y);
    else if (on)
        session_tell(s, tr("Hold your finger there a little longer."));
}

void touch_take(struct session *s, const struct input *in)
{
    struct session_touch *t = &s->touch;
    uint64_t now = clock_ms(s->clock);
    const struct visit_hands *set = &s->visit.settings.hands;
    switch (fingers_take(&s->hands.fingers, in, now)) {
    case FINGER_DOWN:
        s->stale |= t->down;
        t->down = false;
        scan_end(s);
        if (!s->hands.unseen && guard_hears_touch(&s->hands.guard, in->x, in->y, now, set->guard_ms,
                                                  mm_px(s, TAP_SLIP_MM)))
            begin(s, in);
        break;
    case FINGER_MOVED:
        if (t->down)
            move(s, in);
        break;
    case FINGER_UP:
        if (t->down)
            lift(s, in);
        break;
    case FINGER_CANCELLED:
        s->stale |= t->down;
        t->down = false;
        break;
    case FINGER_UNHEARD:
        break;
    }
}

static bool is_held(const struct session *s)
{
    const struct session_touch *t = &s->touch;
    return t->down && !t->explores && t->on && t->widget >= 0 &&
           (size_t)t->widget < s->list.count && (s->list.items[t->widget].state & STATE_HOLD);
}

void touch_tick(struct session *s)
{
    struct session_touch *t = &s->touch;
    uint64_t lasted = clock_ms(s->clock) - t->since_ms;
    if (is_held(s) && lasted >= HOLD_MS) {
        t->down = false;
        session_act(s, s->list.items[t->widget].action);
    } else if (t->down && t->explores && t->may_act && lasted > tap_longest_ms(s)) {
        t->may_act = false;
        t->word = 0;
        explore(s, t->x, t->y);
    }
}

int64_t touch_due_ms(const struct session *s)
{
    const struct session_touch *t = &s->touch;
    int64_t lasted = (int64_t)(clock_ms(s->clock) - t->since_ms), due = -1;
    if (is_held(s))
        due = HOLD_MS - lasted;
    else if (t->down && t->explores && t->may_act)
        due = (int64_t)tap_longest_ms(s) + 1 - lasted;
    else
        return -1;
    return due < 0 ? 0 : due;
}
