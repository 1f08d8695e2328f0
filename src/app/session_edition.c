/* session_edition: the other editions of a document: on the shelf, told at its opening, gone to and come back from. */
#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "book/model.h"
#include "library/edition_maker.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void editions_changed(struct session *s)
{
    edition_map_free(edition_maker_take(s->edition_maker));
    edition_map_free(s->editions);
    s->editions = NULL;
    s->edition_maker = s->catalogue && s->audio ? edition_maker_start(s->config->library) : NULL;
}

/* The map of the library as it is now; NULL: it can't be made, which is logged. */
static const struct edition_map *editions(struct session *s)
{
    if (!s->editions)
        s->editions = edition_maker_take(s->edition_maker);
    s->edition_maker = NULL;
    enum err err = ERR_OK;
    if (!s->editions && s->catalogue)
        err = edition_map_new(s->catalogue, &s->editions);
    if (err != ERR_OK)
        log_error("which documents belong together is not known (%s)", err_name(err));
    return s->editions;
}

void editions_wait(struct session *s)
{
    editions(s);
}

void editions_of(struct session *s, const char *id, struct edition_list *out)
{
    *out = (struct edition_list){0};
    if (editions(s))
        edition_map_find(s->editions, id, out);
}

void edition_find(struct session *s)
{
    editions_of(s, s->visit.reading.id, &s->visit.reading.editions);
}

static bool has_easier(const struct visit_reading *r)
{
    for (size_t i = 0; i < r->editions.count; i++)
        if (r->editions.items[i].kind == EDITION_EASY_READ)
            return true;
    return false;
}

static bool is_same_lang(const char *a, const char *b)
{
    size_t bytes = strcspn(a, "-_");
    return strcspn(b, "-_") == bytes && strncasecmp(a, b, bytes) == 0;
}

/* Is there one in the interface's language, which this one is not in? */
static bool has_own_language(const struct visit_reading *r)
{
    char interface[16];
    messages_lang(interface);
    const char *lang = r->book ? book_string(r->book, r->book->info->lang) : "";
    if (!*lang || is_same_lang(lang, interface))
        return false;
    for (size_t i = 0; i < r->editions.count; i++)
        if (is_same_lang(r->editions.items[i].lang, interface))
            return true;
    return false;
}

static const char *what_else(const struct visit_reading *r)
{
    bool easier = has_easier(r), own = has_own_language(r);
    return easier && own ? tr("Menu has this in Easy Read and in your language.")
           : own         ? tr("This is in your language too. Look in Menu.")
           : easier      ? tr("This is in Easy Read too. Look in Menu.")
                         : "";
}

void edition_tell(struct session *s, const char *more)
{
    struct str words = {0};
    str_add(&words, what_else(&s->visit.reading));
    if (more)
        str_addf(&words, words.length_bytes ? " %s" : "%s", more);
    if (words.length_bytes)
        session_tell_after(s, str_text(&words));
    str_free(&words);
}

static void drop_last(struct session *s)
{
    free(s->came_from[--s->came_count].title);
}

void edition_forget(struct session *s)
{
    while (s->came_count)
        drop_last(s);
    free(s->came_from);
    s->came_from = NULL;
    s->came_cap = 0;
}

bool edition_back(struct session *s)
{
    if (!s->came_count || !s->visit.reading.book)
        return false;
    const struct session_edition *to = &s->came_from[s->came_count - 1];
    bool is_back = reading_change(s, &(struct reading_at){to->id, to->title, to->word, to->view});
    drop_last(s);
    return is_back;
}

static void remember(struct session *s)
{
    const struct visit_reading *r = &s->visit.reading;
    MEM_ROOM(s->came_from, s->came_count, s->came_cap);
    struct session_edition *from = &s->came_from[s->came_count++];
    *from = (struct session_edition){
        .title = mem_copy_string(r->title), .word = reading_place(s), .view = reading_screen(s)};
    memcpy(from->id, r->id, sizeof from->id);
}

/* To the edition that one came from: to the very word, where one has not moved since; else to the matching place. */
static bool return_to(struct session *s)
{
    const struct session_edition *last = &s->came_from[s->came_count - 1];
    bool stayed = reading_place(s) == last->came_to;
    struct reading_at at = {last->id, last->title, stayed ? last->word : 0,
                            stayed ? last->view : SCREEN_COUNT};
    if (!reading_change(s, &at))
        return false;
    drop_last(s);
    return true;
}

static void go(struct session *s, size_t i)
{
    const struct edition *e = &s->visit.reading.editions.items[i];
    if (s->came_count && strcmp(s->came_from[s->came_count - 1].id, e->id) == 0) {
        return_to(s);
        return;
    }
    char *title = mem_copy_string(e->title), id[sizeof e->id];
    memcpy(id, e->id, sizeof id);
    remember(s);
    if (reading_change(s, &(struct reading_at){id, title, 0, SCREEN_COUNT})) {
        s->came_from[s->came_count - 1].came_to = reading_place(s);
        session_tell_after(s, tr("Back takes you to where you were."));
    } else {
        drop_last(s);
    }
    free(title);
}

bool edition_act(struct session *s, struct action act)
{
    if (act.kind != ACTION_EDITION)
        return false;
    int64_t i = act.argument % VISIT_EDITIONS_MOST;
    if (s->visit.reading.book && i >= 0 && (size_t)i < s->visit.reading.editions.count)
        go(s, (size_t)i);
    return true;
}

static long find_on_shelf(const struct document_list *shelf, const char *id)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->items[i].id, id) == 0)
            return (long)i;
    return -1;
}

/* An edition that stands in another section is offered here too. */
static long bring(struct session *s, const char *id)
{
    struct document_list *shelf = &s->visit.shelf;
    long at = find_on_shelf(shelf, id);
    struct document d;
    if (at >= 0 || catalogue_find(s->catalogue, id, &d) != ERR_OK)
        return at;
    shelf->items = mem_resize(shelf->items, shelf->count + 1, sizeof *shelf->items);
    shelf->items[shelf->count] = d;
    return (long)shelf->count++;
}

/* A shelf whose documents are given their cards; `placed` has those that have one. */
struct arranging {
    struct session *s;
    bool *placed;
    size_t cap;
};

static bool is_placed(const struct arranging *a, size_t document)
{
    return document < a->cap && a->placed[document];
}

static void add_card(struct arranging *a, size_t document, enum edition_kind kind)
{
    struct visit *v = &a->s->visit;
    v->cards = mem_resize(v->cards, v->card_count + 1, sizeof *v->cards);
    v->cards[v->card_count++] = (struct visit_shelf_card){document, kind};
    if (document >= a->cap) { /* brought from another shelf */
        size_t cap = 2 * document + 1;
        a->placed = mem_resize(a->placed, cap, sizeof *a->placed);
        memset(a->placed + a->cap, 0, (cap - a->cap) * sizeof *a->placed);
        a->cap = cap;
    }
    a->placed[document] = true;
}

/* The document whose card comes first: the full one in the same language, where this shelf has it. `list`: the editions beside i. */
static size_t leader(const struct session *s, const struct edition_list *list, size_t i, size_t own)
{
    if (!list->count || list->items[0].kind != EDITION_FULL)
        return i;
    long at = find_on_shelf(&s->visit.shelf, list->items[0].id);
    return at >= 0 && (size_t)at < own ? (size_t)at : i;
}

static void add_work(struct arranging *a, size_t lead, const struct edition_list *list)
{
    add_card(a, lead, (enum edition_kind)0);
    for (size_t i = 0; i < list->count; i++) {
        long at = bring(a->s, list->items[i].id);
        if (at >= 0 && !is_placed(a, (size_t)at))
            add_card(a, (size_t)at, list->items[i].kind);
    }
}

void shelf_free(struct session *s)
{
    s->shelf_is_open = s->shelf_is_stale = false;
    free(s->visit.cards);
    s->visit.cards = NULL;
    s->visit.card_count = 0;
    document_list_free(&s->visit.shelf);
}

/* Each document has a card; those of one work stand together. */
static void arrange(struct session *s)
{
    const struct document_list *shelf = &s->visit.shelf;
    struct arranging a = {.s = s};
    size_t own = shelf->count;
    for (size_t i = 0; i < own; i++) {
        struct edition_list list;
        if (is_placed(&a, i))
            continue;
        editions_of(s, shelf->items[i].id, &list);
        size_t lead = leader(s, &list, i, own);
        if (lead != i && !is_placed(&a, lead)) {
            edition_list_free(&list);
            editions_of(s, shelf->items[lead].id, &list);
            add_work(&a, lead, &list);
        } else {
            add_work(&a, i, &list);
        }
        edition_list_free(&list);
        if (!is_placed(&a, i))
            add_card(&a, i, (enum edition_kind)0);
    }
    free(a.placed);
}

enum err shelf_fill(struct session *s, int section)
{
    struct visit *v = &s->visit;
    shelf_free(s);
    v->section = section;
    if (!s->catalogue)
        return ERR_LIBRARY;
    enum err err = catalogue_list(s->catalogue, v->sections[section].name, &v->shelf);
    s->shelf_is_open = err == ERR_OK;
    if (err == ERR_OK)
        arrange(s);
    return err;
}

void shelf_refresh(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    s->shelf_is_stale = s->shelf_is_open; /* it is listed again when it shows */
    if (!r->book)
        return;
    edition_list_free(&r->editions);
    edition_find(s);
}

void shelf_prepare(struct session *s)
{
    if (s->shelf_is_stale && visit_screen(&s->visit) == SCREEN_SHELF &&
        shelf_fill(s, s->visit.section) != ERR_OK)
        log_error("the shelf can't be listed again");
}
