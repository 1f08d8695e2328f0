#include "oracle.h"

#include "app/session_parts.h"
#include "speech/audio.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OWED_MS = 1500, /* a screen that came up has begun to speak */
    SILENCE_MS =
        20000 /* between two words of a document: a table's announcement, a passage without a voice */
};

void oracle_break(struct oracle *o, enum rule rule, const char *format, ...)
{
    va_list args;
    if (!oracle_holds(o))
        return;
    va_start(args, format);
    vsnprintf(o->verdict.broken, sizeof o->verdict.broken, format, args);
    va_end(args);
    o->verdict.rule = rule;
}

bool oracle_is_alone(const struct kiosk *k)
{
    const struct session *s = k->session;
    return !s->importer && !s->copier && !s->look && !s->original && !s->logo_waits &&
           !drop_waits(s) && !s->visit.find.waits && !s->visit.words.looking;
}

uint64_t oracle_picture(const struct widget_list *list)
{
    uint64_t hash = list->count;
    for (size_t i = 0; i < list->count; i++)
        hash = (hash ^ widget_hash(list, &list->items[i])) * 0x100000001b3ull;
    return hash;
}

void oracle_begin(struct oracle *o, struct kiosk *k)
{
    o->screen = kiosk_screen(k);
    o->due_ms = o->word_ms = 0;
    o->before.said = k->said_count;
    ending_begin(o, k);
}

void oracle_end(struct oracle *o)
{
    free(o->fresh);
    o->fresh = NULL;
    while (o->hoard) {
        void *before = *(void **)o->hoard;
        free(o->hoard);
        o->hoard = before;
    }
}

/* --- a screen that somebody can use --- */

static bool is_inside(const struct kiosk *k, struct rect r)
{
    const struct display *d = &k->session->visit.look.display;
    return r.x >= 0 && r.y >= 0 && r.w >= 0 && r.h >= 0 && r.x + r.w <= d->width_px &&
           r.y + r.h <= d->height_px;
}

static void can_be_used(struct oracle *o, struct kiosk *k)
{
    const struct session *s = k->session;
    const struct widget_list *list = kiosk_list(k);
    int choices = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        bool chosen = widget_takes_focus(w);
        choices += chosen;
        if (!is_inside(k, w->rect))
            oracle_break(o, RULE_GLASS, "%s: '%s' hangs off the glass: %d,%d %dx%d", list->screen,
                         widget_name(list, w), w->rect.x, w->rect.y, w->rect.w, w->rect.h);
        if (chosen && !*widget_name(list, w) && w->role != ROLE_DOCUMENT && w->role != ROLE_PAGE)
            oracle_break(o, RULE_NAMED, "%s: number %zu, for '%s', has no name", list->screen, i,
                         action_name(w->action.kind));
    }
    if (!choices)
        oracle_break(o, RULE_CHOICE, "%s: nothing can be chosen", list->screen);
    if (s->focus >= (int)list->count ||
        (s->focus >= 0 && !widget_takes_focus(&list->items[s->focus])))
        oracle_break(o, RULE_FOCUS, "%s: the focus is on %d of %zu", list->screen, s->focus,
                     list->count);
    if (session_shows_focus(s) && s->focus < 0)
        oracle_break(o, RULE_FOCUS, "%s: the focus shows and is nowhere", list->screen);
}

/* --- what is heard --- */

static bool can_be_heard(const struct session *s)
{
    const struct visit *v = &s->visit;
    bool only_shows = s->hands.scan.on && v->settings.hands.scan_silent; /* as was asked for */
    return v->guided && !v->sound_is_lost && !only_shows && v->settings.talk != TALK_NONE;
}

static bool is_of_hands(enum event_kind kind)
{
    return kind == EVENT_KEY || kind == EVENT_TAP;
}

/* Something is owed: to who comes to another screen, and to whose key or touch changes what shows. What cuts in starts the wait anew. */
static void owe(struct oracle *o, struct kiosk *k, const struct event *e)
{
    const struct before *was = &o->before;
    bool changed =
        oracle_picture(&k->session->list) != was->picture || k->session->focus != was->focus;
    if (kiosk_screen(k) != o->screen)
        o->due_rule = RULE_TOLD;
    else if (changed && !was->had_message && was->could_be_heard && is_of_hands(e->kind))
        o->due_rule = RULE_ANSWERED;
    else if (!o->due_ms || e->kind == EVENT_WAIT)
        return;
    o->due_ms = kiosk_now(k) + OWED_MS;
}

static void was_told(struct oracle *o, struct kiosk *k, const struct event *e)
{
    const struct session *s = k->session;
    int state = (int)narrator_state(s->narrator);
    bool heard = k->said_count > o->before.said || narrator_is_talking(s->narrator) ||
                 state == NARRATOR_READING;
    bool fell_silent = state != o->before.narrator || o->before.talked; /* as was asked for */
    if (heard || fell_silent || !can_be_heard(s))
        o->due_ms = 0;
    else
        owe(o, k, e);
    o->screen = kiosk_screen(k);
    if (o->due_ms && kiosk_now(k) > o->due_ms)
        oracle_break(o, o->due_rule, "%s: nothing was said", kiosk_list(k)->screen);
}

/* While a document is read, words or what is said about them follow each other. */
static void goes_on(struct oracle *o, struct kiosk *k)
{
    const struct session *s = k->session;
    uint32_t word = narrator_word(s->narrator);
    bool reads = s->visit.reading.narrator == NARRATOR_READING;
    if (!reads || word != o->word || k->said_count > o->before.said ||
        narrator_is_talking(s->narrator))
        o->word_ms = kiosk_now(k);
    o->word = word;
    if (reads && o->plant == RULE_READS && o->verdict.events > 100)
        o->word_ms = 0;
    if (kiosk_now(k) > o->word_ms + SILENCE_MS)
        oracle_break(o, RULE_READS, "%s: no word sounds after word %u", s->list.screen, word);
}

/* --- planted faults --- */

static void lose(size_t bytes)
{
    void *volatile lost = calloc(1, bytes);
    (void)lost;
}

static void plant(struct oracle *o, struct kiosk *k)
{
    struct session *s = k->session;
    struct widget_list *list = kiosk_list(k);
    struct widget *w = s->focus >= 0 ? &list->items[s->focus] : &list->items[list->count - 1];
    switch (o->plant) {
    case RULE_CHOICE:
        for (size_t i = 0; i < list->count; i++)
            list->items[i].action.kind = ACTION_NONE, list->items[i].role = ROLE_TEXT;
        s->focus = -1;
        break;
    case RULE_GLASS:
        w->rect.x -= s->visit.look.display.width_px;
        break;
    case RULE_FOCUS:
        s->focus = (int)list->count;
        break;
    case RULE_NAMED:
        for (size_t i = 0; i < list->count; i++)
            list->items[i].name = 0;
        break;
    case RULE_GIVEN_BACK:
        lose(100);
        break;
    case RULE_ALIVE:
        abort();
    default:
        break;
    }
}

/* --- around an event --- */

void oracle_before(struct oracle *o, struct kiosk *k)
{
    const struct widget_list *list = kiosk_list(k);
    o->before = (struct before){.picture = oracle_picture(list),
                                .focus = k->session->focus,
                                .narrator = (int)narrator_state(k->session->narrator),
                                .had_message = *k->session->visit.told,
                                .talked = narrator_is_talking(k->session->narrator),
                                .said = k->said_count,
                                .could_be_heard = can_be_heard(k->session)};
}

void oracle_after(struct oracle *o, struct kiosk *k, const struct event *e)
{
    enum { PLANT_AFTER = 50 };
    bool was_away = o->screen != SCREEN_ATTRACT;
    o->verdict.events++;
    if (k->session->visit.staff.is_in)
        o->staff_were_in = true;
    if (o->plant && o->verdict.events > PLANT_AFTER)
        plant(o, k);
    can_be_used(o, k);
    was_told(o, k, e);
    goes_on(o, k);
    o->verdict.screens[kiosk_screen(k)] = true;
    if (kiosk_screen(k) == SCREEN_ATTRACT && was_away) {
        o->verdict.visits++;
        ending_look(o, k);
    }
}
