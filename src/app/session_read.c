/* session_read: a document is laid out, turned and listened to. */
#include "app/session_parts.h"
#include "app/units.h"
#include "base/log.h"
#include "book/file.h"
#include "book/lead.h"
#include "book/match.h"
#include "speech/narrator.h"
#include "text/layout.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

bool reading_is_open(const struct session *s)
{
    return s->visit.reading.book != NULL;
}

/* The first document word of what shows, also where only a picture does. */
static uint32_t first_word_shown(const struct visit_reading *r)
{
    if (!r->screen)
        return 1;
    if (r->screen->first_word)
        return r->screen->first_word;
    for (uint32_t b = r->screen->first_block; b && b <= r->book->block_count; b++) {
        const struct book_block *block = &r->book->blocks[b];
        if (block->word_count && block->first_word <= r->book->word_count)
            return block->first_word;
    }
    return 1;
}

static void show(struct session *s, const struct layout_screen *screen)
{
    if (!screen)
        return;
    struct visit_reading *r = &s->visit.reading;
    r->screen = screen;
    r->line_item = 0;
    r->sought_word = 0;
    /* at once: a screen is said as soon as it is there */
    layout_position(r->layout, &r->screen_number, &r->screen_count);
    s->stale = true;
}

/* The screen on which the document is being read, under whatever was opened over it. */
static enum screen_id view_of(const struct visit *v)
{
    for (int i = v->depth; i >= 0; i--) {
        if (screen_is_reading(v->stack[i]))
            return v->stack[i];
    }
    return SCREEN_READER;
}

enum screen_id reading_screen(const struct session *s)
{
    return view_of(&s->visit);
}

bool reading_shows_units(const struct visit *v)
{
    return v->reading.unit.count > 0;
}

void reading_forget_wait(struct session *s)
{
    s->unit_due_ms = 0;
    s->unit_waits = s->unit_widened = false;
}

static void show_word(struct session *s, uint32_t word)
{
    struct visit *v = &s->visit;
    v->reading.sought_word = 0;
    if (!reading_shows_units(v)) {
        show(s, layout_screen_at(v->reading.layout, word));
        return;
    }
    units_show_word(v, view_of(v), word);
    s->stale = true;
}

/* Lays the document out for the view; a document that has no cards shows as text. */
void reading_lay_out_at(struct session *s, enum screen_id view, uint32_t word)
{
    struct visit_reading *r = &s->visit.reading;
    layout_free(r->layout);
    r->layout = NULL;
    r->screen_number = r->screen_count = 0;
    s->stale = true;
    s->lay_out_due = false;
    if (view != SCREEN_READER && units_show_word(&s->visit, view, word))
        return;
    struct layout_style style = screen_layout_style(&s->visit);
    units_forget(&s->visit);
    r->layout = layout_new(r->book, s->runs, &style, word);
    show(s, layout_screen_at(r->layout, word));
}

void reading_lay_out(struct session *s)
{
    if (reading_is_open(s))
        reading_lay_out_at(s, view_of(&s->visit), reading_place(s));
}

bool reading_is_hidden(const struct visit *v)
{
    return visit_screen(v) == SCREEN_EASIER || screen_has_sample(visit_screen(v));
}

void reading_lay_out_soon(struct session *s)
{
    s->lay_out_due = reading_is_open(s);
    if (!reading_is_hidden(&s->visit))
        reading_lay_out_now(s);
}

void reading_lay_out_now(struct session *s)
{
    bool stale = s->stale;
    if (!s->lay_out_due)
        return;
    s->lay_out_due = false;
    reading_lay_out(s);
    if (reading_is_hidden(&s->visit))
        s->stale = stale;
}

void reading_view(struct session *s, enum screen_id view)
{
    struct visit *v = &s->visit;
    if (!reading_is_open(s) || !screen_is_reading(view))
        return;
    uint32_t word = reading_place(s);
    reading_pause(s);
    reading_forget_wait(s);
    while (v->depth > 1 && !screen_is_reading(visit_screen(v)))
        v->depth--;
    reading_lay_out_at(s, view, word);
    bool whole = view == SCREEN_READER || reading_shows_units(v);
    session_replace(s, whole ? view : SCREEN_READER);
    if (!whole)
        session_tell(s, tr("This document has no cards."));
}

static uint32_t sentence_of(const struct visit_reading *r)
{
    uint32_t word = r->lit_word ? r->lit_word : first_word_shown(r);
    if (word > r->book->word_count) { /* in a description: the block before or after it counts */
        uint32_t b = r->book->words[word].block;
        while (b > 1 && (!r->book->blocks[b].word_count ||
                         r->book->blocks[b].first_word > r->book->word_count))
            b--;
        word = r->book->blocks[b].word_count
                   ? r->book->blocks[b].first_word + r->book->blocks[b].word_count - 1
                   : 1;
    }
    return r->book->words[word].sentence;
}

static void read_from(struct session *s, uint32_t word, bool with_pictures);

static void turn_sentence(struct session *s, int step)
{
    struct visit_reading *r = &s->visit.reading;
    uint32_t sentence = sentence_of(r);
    uint32_t last = r->book->words[r->book->word_count].sentence;
    if ((step < 0 && sentence <= 1) || (step > 0 && sentence >= last)) {
        session_tell(s, step < 0 ? tr("This is the first sentence.")
                                 : tr("This is the last sentence."));
        return;
    }
    uint32_t to = r->book->sentences[step > 0 ? sentence + 1 : sentence - 1].first_word;
    bool told = step > 0 && r->lit_word > r->book->word_count && units_hold(&s->visit, to);
    read_from(s, to, !told); /* from a picture's description to the words beside it */
}

/* With line focus, silent: the next line of the screen; false at its end. */
static bool turn_line(struct session *s, int step)
{
    struct visit_reading *r = &s->visit.reading;
    if (s->visit.settings.line_focus == LINE_FOCUS_OFF || !r->screen)
        return false;
    int count = (int)r->screen->count, at = r->line_item;
    if (at < 0 || at >= count)
        return false;
    int y = r->screen->items[at].rect.y;
    while (at >= 0 && at < count && r->screen->items[at].rect.y == y)
        at += step;
    if (at < 0 || at >= count)
        return false;
    for (y = r->screen->items[at].rect.y; at > 0 && r->screen->items[at - 1].rect.y == y;)
        at--;
    r->line_item = at;
    r->lit_word = 0; /* the place of the voice was left by hand */
    if (s->narrator)
        narrator_stop(s->narrator);
    r->narrator = NARRATOR_SILENT;
    s->stale = true;
    return true;
}

static const uint64_t unit_wait_ms[UNIT_WAIT_ASKED] = {700, 2000, 5000};

/* At the end of a card or sentence that is not the last: stays there for the pause that the visitor likes. True while it pauses. */
static bool wait_between(struct session *s)
{
    const struct visit_reading *r = &s->visit.reading;
    if (!reading_shows_units(&s->visit) || r->unit.number >= r->unit.count || s->unit_widened)
        return false;
    int wait = s->visit.settings.unit_wait;
    if (wait >= UNIT_WAIT_ASKED) {
        s->unit_waits = true;
        return false;
    }
    if (!s->unit_due_ms)
        s->unit_due_ms = clock_ms(s->clock) + unit_wait_ms[wait];
    return true;
}

/* A card or sentence was read: on with the next. */
static void go_on(struct session *s)
{
    struct visit *v = &s->visit;
    reading_forget_wait(s);
    if (units_leap(v, view_of(v), 1))
        reading_from(s, v->reading.unit.first_word);
}

void reading_widen(struct session *s)
{
    s->unit_widened = true;
    narrator_widen(s->narrator);
}

void reading_pause(struct session *s)
{
    if (s->unit_due_ms) {
        s->unit_waits = true;
        s->visit.reading.narrator = NARRATOR_PAUSED;
    }
    s->unit_due_ms = 0;
    if (s->narrator)
        narrator_pause(s->narrator);
}

bool reading_leap(struct session *s, int step)
{
    struct visit *v = &s->visit;
    if (!reading_shows_units(v) || !units_leap(v, view_of(v), step))
        return false;
    reading_from(s, v->reading.unit.first_word);
    return true;
}

static void say_place(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    char words[64];
    if (reading_shows_units(&s->visit)) {
        bool cards = view_of(&s->visit) == SCREEN_CARDS;
        snprintf(words, sizeof words, cards ? tr("Card %u of %u") : tr("Sentence %u of %u"),
                 r->unit.number, r->unit.count);
        session_say(s, words);
        return;
    }
    layout_position(r->layout, &r->screen_number, &r->screen_count);
    snprintf(words, sizeof words, tr("Screen %u of %u"), r->screen_number, r->screen_count);
    session_say(s, r->screen_count ? words : tr("Next screen"));
}

void reading_turn(struct session *s, int step)
{
    struct visit_reading *r = &s->visit.reading;
    if (!reading_is_open(s))
        return;
    if (r->narrator == NARRATOR_READING) {
        turn_sentence(s, step);
        return;
    }
    if (s->unit_waits && step > 0) {
        go_on(s);
        return;
    }
    reading_forget_wait(s);
    if (turn_line(s, step))
        return;
    const struct layout_screen *next = NULL;
    bool turned = reading_shows_units(&s->visit)
                      ? units_step(&s->visit, view_of(&s->visit), step)
                      : (next = layout_screen_step(r->layout, step), next != NULL);
    if (!turned && step > 0) {
        next_offer(s);
        return;
    }
    if (!turned) {
        session_tell(s, tr("This is the beginning."));
        return;
    }
    r->lit_word = r->sought_word = 0; /* the place of the voice was left by hand */
    if (s->narrator)
        narrator_stop(s->narrator);
    r->narrator = NARRATOR_SILENT;
    s->stale = true;
    if (next)
        show(s, next);
    if (session_speaks(s))
        say_place(s);
}

static void read_from(struct session *s, uint32_t word, bool with_pictures)
{
    struct visit_reading *r = &s->visit.reading;
    if (!reading_is_open(s) || !word || word > r->book->word_count || !s->narrator)
        return;
    uint32_t first = word, last = 0;
    if (reading_shows_units(&s->visit)) {
        if (!units_hold(&s->visit, word))
            show_word(s, word);
        units_span(&s->visit, &first, &last);
        first = word == r->unit.first_word && with_pictures ? first : word;
    }
    r->sought_word = 0;
    narrator_hush(s->narrator);
    narrator_read(s->narrator, r->book, first, last);
    r->narrator = NARRATOR_READING;
    reading_forget_wait(s);
    s->stale = true;
}

void reading_from(struct session *s, uint32_t word)
{
    read_from(s, word, true);
}

void reading_go(struct session *s, uint32_t word)
{
    struct visit_reading *r = &s->visit.reading;
    if (!reading_is_open(s) || !word || word > r->book->word_count)
        return;
    if (s->narrator)
        narrator_stop(s->narrator);
    r->narrator = NARRATOR_SILENT;
    r->lit_word = 0;
    reading_forget_wait(s);
    int depth = s->visit.depth;
    while (s->visit.depth > 1 && !screen_is_reading(visit_screen(&s->visit)) &&
           visit_screen(&s->visit) != SCREEN_PAGE)
        s->visit.depth--;
    show_word(s, word);
    page_go(s, word);
    if (s->visit.depth != depth) /* the list that led here is left, which is said */
        session_replace(s, visit_screen(&s->visit));
}

void reading_seek(struct session *s, uint32_t word)
{
    struct visit_reading *r = &s->visit.reading;
    reading_go(s, word);
    if (!reading_is_open(s) || !word || word > r->book->word_count || word == first_word_shown(r))
        return;
    r->sought_word = word;
    s->stale = true;
}

static void fall_silent(struct session *s)
{
    if (s->narrator)
        narrator_stop(s->narrator);
    s->visit.reading.narrator = NARRATOR_SILENT;
    s->visit.reading.lit_word = 0;
    reading_forget_wait(s);
}

void reading_visit(struct session *s, uint32_t word)
{
    struct visit *v = &s->visit;
    int from = reading_below(v);
    if (!reading_is_open(s) || from < 0 || !word || word > v->reading.book->word_count)
        return;
    enum screen_id view = view_of(v);
    v->subjects[from] = first_word_shown(&v->reading);
    fall_silent(s);
    show_word(s, word);
    v->reading.sought_word = word;
    session_push(s, view);
}

bool reading_return(struct session *s)
{
    struct visit *v = &s->visit;
    int to = reading_below(v);
    if (!reading_is_open(s) || to < 0)
        return false;
    fall_silent(s);
    bool same = v->stack[to] == visit_screen(v);
    v->reading.sought_word = 0;
    if (same)
        show_word(s, v->subjects[to]);
    else
        reading_lay_out_at(s, v->stack[to], v->subjects[to]);
    return true;
}

bool reading_span(const struct session *s, uint32_t *first, uint32_t *last)
{
    const struct visit_reading *r = &s->visit.reading;
    if (!reading_is_open(s))
        return false;
    if (r->unit.count) {
        *first = r->unit.first_word;
        *last = r->unit.last_word;
    } else {
        *first = r->screen ? r->screen->first_word : 0;
        *last = r->screen ? r->screen->last_word : 0;
    }
    return *first != 0;
}

static uint32_t sentence_start(const struct visit_reading *r, uint32_t word)
{
    return r->book->sentences[r->book->words[word].sentence].first_word;
}

static bool is_shown(const struct visit_reading *r, uint32_t word)
{
    const struct layout_screen *screen = r->screen;
    if (r->unit.count && word > r->book->word_count) {
        for (int i = 0; i < r->unit.figure_count; i++) {
            if (r->unit.figures[i] == r->book->words[word].block)
                return true;
        }
    }
    if (word <= r->book->word_count)
        return screen->first_word && word >= screen->first_word && word <= screen->last_word;
    for (size_t i = 0; i < screen->count; i++) {
        const struct placed *p = &screen->items[i];
        if (p->block == r->book->words[word].block)
            return true;
    }
    return false;
}

void reading_listen(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    if (!reading_is_open(s) || !s->narrator)
        return;
    enum narrator_state state = narrator_state(s->narrator);
    narrator_hush(s->narrator);
    s->stale = true;
    if (s->unit_due_ms) {
        reading_pause(s);
        return;
    }
    if (s->unit_waits) {
        go_on(s);
        return;
    }
    if (state == NARRATOR_READING) {
        narrator_pause(s->narrator);
    } else if (state == NARRATOR_PAUSED && is_shown(r, narrator_word(s->narrator))) {
        if (s->unit_widened)
            reading_from(s, reading_place(s));
        else
            narrator_resume(s->narrator);
    } else {
        reading_from(s, r->sought_word ? sentence_start(r, r->sought_word) : first_word_shown(r));
    }
    r->narrator = narrator_state(s->narrator);
    s->stale = true;
}

uint32_t reading_place(const struct session *s)
{
    const struct visit_reading *r = &s->visit.reading;
    if (r->lit_word && r->lit_word <= r->book->word_count)
        return r->lit_word;
    return r->sought_word ? r->sought_word : first_word_shown(r);
}

void reading_leave_voice(struct session *s, uint32_t word)
{
    struct visit_reading *r = &s->visit.reading;
    r->lit_word = 0;
    if (s->narrator)
        narrator_stop(s->narrator);
    r->narrator = NARRATOR_SILENT;
    if (word && word <= r->book->word_count && !is_shown(r, word))
        show_word(s, word);
    s->stale = true;
}

void reading_listen_on(struct session *s)
{
    narrator_hush(s->narrator);
    if (narrator_state(s->narrator) == NARRATOR_READING)
        narrator_pause(s->narrator);
    else if (s->unit_widened)
        reading_from(s, reading_place(s));
    else
        narrator_resume(s->narrator);
    s->visit.reading.narrator = narrator_state(s->narrator);
    s->stale = true;
}

void reading_touch(struct session *s, const struct widget *w, int x, int y)
{
    if (!w->screen)
        return;
    const struct placed *p = layout_item_at(w->screen, x - w->rect.x, y - w->rect.y);
    if (p && p->word && p->word <= s->visit.reading.book->word_count)
        session_act(s, action(links_touched(s, p->word), p->word));
}

/* A passage that no voice speaks is passed over: the title line says so for as long as the voice does. */
static void note_unvoiced(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    char lang[sizeof r->unvoiced] = "";
    bool is_unvoiced = narrator_unvoiced(s->narrator, lang) != 0;
    s->stale |= is_unvoiced != r->is_unvoiced || strcmp(lang, r->unvoiced) != 0;
    r->is_unvoiced = is_unvoiced;
    memcpy(r->unvoiced, lang, sizeof lang);
}

/* The light follows the voice, and the screen follows the light. */
static void follow_voice(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    enum narrator_state state = narrator_state(s->narrator);
    uint32_t word = narrator_word(s->narrator);
    note_unvoiced(s);
    if (state == r->narrator && word == r->lit_word)
        return;
    enum screen_id id = visit_screen(&s->visit);
    bool on_reader = screen_is_reading(id) || id == SCREEN_LISTENING || id == SCREEN_PAGE;
    s->stale |= on_reader;
    bool ended = state == NARRATOR_FINISHED && r->narrator == NARRATOR_READING;
    if (ended && wait_between(s))
        return;
    if (ended && !s->unit_waits && (session_speaks(s) || s->hands.scan.on))
        session_tell(s, tr("This is the end of the document. Next has more to read."));
    r->narrator = state;
    r->lit_word = state == NARRATOR_READING || state == NARRATOR_PAUSED ? word : 0;
    if (r->lit_word && state == NARRATOR_READING && !is_shown(r, r->lit_word)) {
        const struct layout_screen *next =
            reading_shows_units(&s->visit) ? NULL : layout_screen_step(r->layout, 1);
        if (next && (r->screen = next, is_shown(r, r->lit_word)))
            show(s, next);
        else
            show_word(s, r->lit_word);
    }
}

static void count_for(struct session *s, uint64_t budget_us)
{
    struct visit_reading *r = &s->visit.reading;
    bool counted = layout_count(r->layout, budget_us);
    uint32_t number, count;
    layout_position(r->layout, &number, &count);
    if (counted && (number != r->screen_number || count != r->screen_count)) {
        r->screen_number = number;
        r->screen_count = count;
        s->stale |= visit_screen(&s->visit) == SCREEN_READER;
    }
}

void reading_tick(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    if (!reading_is_open(s))
        return;
    if (s->narrator)
        follow_voice(s);
    if (s->unit_due_ms && clock_ms(s->clock) >= s->unit_due_ms)
        go_on(s);
    if (r->layout && r->screen_count) /* which of them shows */
        count_for(s, 0);
}

bool reading_count(struct session *s, uint64_t budget_us)
{
    struct visit_reading *r = &s->visit.reading;
    reading_lay_out_now(s);
    if (!reading_is_open(s) || !r->layout || r->screen_count)
        return true;
    count_for(s, budget_us);
    if (r->screen_count) /* every word was measured */
        book_rest(r->book);
    return r->screen_count;
}
