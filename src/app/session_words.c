/* session_words: hard words: which of those that show can be touched, what they mean, and where they are used. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "book/explain.h"
#include "book/file.h"
#include "book/glossary.h"
#include "book/model.h"
#include "ui/messages.h"

#include <stdlib.h>

enum {
    GLOSSARIES = 2,
    PACK_GLOSSARIES = 6,  /* eight are what explain.h takes */
    WORDS_AT_ONCE = 30000 /* a longer book is looked through only after the screen that says so */
};

struct session_words {
    struct glossary *glossaries[GLOSSARIES]; /* the kiosk's: they stay */
    struct glossary
        *packs[PACK_GLOSSARIES]; /* the open document's pack's; asked before the kiosk's */
    size_t pack_count;
    uint32_t *marked; /* of the words below */
    size_t count, cap;
    uint32_t first, last; /* words that were looked at for marks; 0 none */
    bool is_looked_through;
    uint32_t term; /* whose places are known; 0 none */
};

static struct session_words *words_of(struct session *s)
{
    static const char *const langs[GLOSSARIES] = {"en", "cy"};
    if (s->words)
        return s->words;
    s->words = mem_new(1, sizeof *s->words);
    for (int i = 0; i < GLOSSARIES; i++)
        s->words->glossaries[i] = glossary_load(langs[i]);
    return s->words;
}

static struct explain *explainer(struct session *s)
{
    struct visit *v = &s->visit;
    if (v->words.explain || !v->reading.book)
        return v->words.explain;
    struct session_words *w = words_of(s);
    const struct glossary *all[PACK_GLOSSARIES + GLOSSARIES];
    w->pack_count = pack_load_glossaries(s, w->packs, PACK_GLOSSARIES);
    for (size_t i = 0; i < w->pack_count; i++)
        all[i] = w->packs[i];
    for (size_t i = 0; i < GLOSSARIES; i++)
        all[w->pack_count + i] = w->glossaries[i];
    v->words.explain = explain_new(v->reading.book, all, w->pack_count + GLOSSARIES);
    return v->words.explain;
}

void words_close(struct session *s)
{
    explain_free(s->visit.words.explain);
    s->visit.words = (struct visit_words){0};
    if (!s->words)
        return;
    while (s->words->pack_count)
        glossary_free(s->words->packs[--s->words->pack_count]);
    s->words->count = 0;
    s->words->first = s->words->last = s->words->term = 0;
    s->words->is_looked_through = false;
}

void words_free(struct session *s)
{
    if (!s->words)
        return;
    for (int i = 0; i < GLOSSARIES; i++)
        glossary_free(s->words->glossaries[i]);
    free(s->words->marked);
    free(s->words);
    s->words = NULL;
}

/* --- marks --- */

void words_between(struct explain *explain, uint32_t first, uint32_t last, uint32_t **marked,
                   size_t *count, size_t *cap)
{
    *count = 0;
    for (uint32_t n = first; explain && n && n <= last; n++) {
        if (!explain_is_marked(explain, n))
            continue;
        MEM_ROOM(*marked, *count, *cap);
        (*marked)[(*count)++] = n;
    }
}

/* The marked words of the screen of text that shows; computed once for each. */
static void mark(struct session *s)
{
    struct visit *v = &s->visit;
    const struct layout_screen *screen = v->reading.screen;
    struct session_words *w = s->words;
    if (!v->words.explain || !screen || !screen->first_word) {
        v->words.marked_count = 0;
        return;
    }
    if (w->first == screen->first_word && w->last == screen->last_word) {
        v->words.marked_count = (int)w->count;
        return;
    }
    w->first = screen->first_word;
    w->last = screen->last_word;
    words_between(v->words.explain, w->first, w->last, &w->marked, &w->count, &w->cap);
    v->words.marked = w->marked;
    v->words.marked_count = (int)w->count;
}

bool words_mark(const struct session *s, uint32_t word)
{
    const struct visit_words *w = &s->visit.words;
    if (!screen_is_reading(visit_screen(&s->visit)))
        return false;
    for (int i = 0; i < w->marked_count; i++) {
        if (w->marked[i] == word)
            return true;
    }
    return false;
}

/* --- what shows --- */

/* Is the original page what the visitor looks at, below menu and the like? */
static bool shows_page(const struct visit *v)
{
    for (int i = v->depth; i >= 0; i--) {
        if (v->stack[i] == SCREEN_PAGE || screen_is_reading(v->stack[i]))
            return v->stack[i] == SCREEN_PAGE;
    }
    return false;
}

static bool page_span(const struct visit *v, uint32_t *first, uint32_t *last)
{
    const struct book *book = v->reading.book;
    uint32_t page = v->page.view.page;
    if (page < 1 || page > book->page_count)
        return false;
    *first = book->pages[page].first_word;
    *last = book->word_count;
    for (uint32_t next = page + 1; next <= book->page_count; next++) {
        uint32_t word = book->pages[next].first_word;
        if (word > *first && word <= book->word_count) {
            *last = word - 1;
            break;
        }
    }
    return *first && *first <= book->word_count;
}

static void add_here(struct session *s, uint32_t first, uint32_t last)
{
    struct visit_words *w = &s->visit.words;
    struct explain_hit hit;
    for (uint32_t n = first; n <= last && w->here_count < WORDS_HERE_MOST; n++) {
        if (!explain_at(w->explain, n, &hit))
            continue;
        n = hit.last_word;
        bool is_new = true;
        for (int i = 0; i < w->here_count; i++)
            is_new &= w->here[i] != hit.term;
        if (is_new)
            w->here[w->here_count++] = hit.term;
    }
}

/* The hard words of what shows; those of the sentence that is being read come first. */
static void find_here(struct session *s)
{
    struct visit *v = &s->visit;
    const struct book *book = v->reading.book;
    uint32_t first, last, lit = v->reading.lit_word;
    v->words.here_count = 0;
    if (!explainer(s) ||
        !(shows_page(v) ? page_span(v, &first, &last) : reading_span(s, &first, &last)))
        return;
    last = last > book->word_count ? book->word_count : last;
    if (lit >= first && lit <= last) {
        const struct book_sentence *sentence = &book->sentences[book->words[lit].sentence];
        add_here(s, sentence->first_word, sentence->first_word + sentence->word_count - 1);
    }
    add_here(s, first, last);
}

/* --- the whole book --- */

static bool looks_through(enum screen_id id)
{
    return id == SCREEN_WORD || id == SCREEN_WORD_LIST;
}

static void look_through(struct session *s)
{
    struct visit *v = &s->visit;
    struct visit_words *w = &v->words;
    w->list = explain_list(w->explain, &w->list_count);
    s->words->is_looked_through = true;
    w->looking = false;
    uint32_t term = v->subjects[v->depth];
    if (visit_screen(v) != SCREEN_WORD || s->words->term == term)
        return;
    s->words->term = term;
    w->place_count = explain_places(w->explain, term, w->places, WORD_PLACES_MOST);
}

void words_prepare(struct session *s)
{
    struct visit *v = &s->visit;
    enum screen_id id = visit_screen(v);
    if (screen_is_reading(id))
        mark(s);
    else if (id == SCREEN_HARD_WORDS)
        find_here(s);
    else if (looks_through(id) && explainer(s)) {
        v->words.looking =
            !s->words->is_looked_through && v->reading.book->word_count > WORDS_AT_ONCE;
        if (!v->words.looking)
            look_through(s);
    }
}

bool words_wait(const struct session *s)
{
    const struct visit *v = &s->visit;
    bool unmade = v->reading.book && !v->reading.is_start && !v->words.explain &&
                  screen_is_reading(visit_screen(v));
    return unmade || (v->words.looking && looks_through(visit_screen(v)));
}

/* After the screen has been shown, so that nobody waits for it. */
void words_tick(struct session *s)
{
    if (s->stale || !words_wait(s))
        return;
    s->stale = true;
    if (!s->visit.words.looking) {
        explainer(s);
        book_rest(s->visit.reading.book);
        return;
    }
    look_through(s);
    book_rest(s->visit.reading.book);
    if (session_speaks(s))
        session_say_screen(s);
}

/* --- what is asked for --- */

/* The menu has done its work when it led here. */
static void open_screen(struct session *s, enum screen_id id, uint32_t subject)
{
    struct visit *v = &s->visit;
    reading_pause(s);
    if (visit_screen(v) == SCREEN_MENU)
        v->depth--;
    session_push_about(s, id, subject);
}

static void explain(struct session *s, uint32_t word)
{
    struct visit *v = &s->visit;
    struct explain_hit hit;
    if (!explainer(s))
        return;
    if (word && word <= v->reading.book->word_count && explain_at(v->words.explain, word, &hit)) {
        open_screen(s, SCREEN_WORD, hit.term);
        return;
    }
    find_here(s);
    if (v->words.here_count == 1)
        open_screen(s, SCREEN_WORD, v->words.here[0]);
    else
        open_screen(s, SCREEN_HARD_WORDS, 0);
}

static void say_word(struct session *s, bool slowly)
{
    const struct visit *v = &s->visit;
    const struct explain_term *term =
        v->words.explain ? explain_term_at(v->words.explain, v->subjects[v->depth]) : NULL;
    if (term && visit_screen(v) == SCREEN_WORD)
        session_say_in(s, term->term, term->lang, slowly, false);
}

bool words_act(struct session *s, struct action act)
{
    switch (act.kind) {
    case ACTION_EXPLAIN:
        explain(s, (uint32_t)act.argument);
        return true;
    case ACTION_TERM:
        if (explainer(s) && explain_term_at(s->visit.words.explain, (uint32_t)act.argument))
            open_screen(s, SCREEN_WORD, (uint32_t)act.argument);
        return true;
    case ACTION_WORD_LIST:
        if (explainer(s))
            open_screen(s, SCREEN_WORD_LIST, 0);
        return true;
    case ACTION_SAY_WORD:
        say_word(s, act.argument == 1);
        return true;
    case ACTION_PLACE:
        reading_visit(s, (uint32_t)act.argument);
        return true;
    default:
        return false;
    }
}
