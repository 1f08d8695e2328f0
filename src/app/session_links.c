/* session_links: what words lead to, and the way back; addresses to take home; notes in place; the summary. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "book/address.h"
#include "book/lead.h"
#include "book/model.h"
#include "screen/link.h"
#include "speech/narrator.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The words that show: of the text, the card or the sentence, or of the original page. */
static void words_shown(const struct session *s, uint32_t *first, uint32_t *last)
{
    const struct visit_reading *r = &s->visit.reading;
    const struct book *book = r->book;
    uint32_t page = s->original ? s->visit.page.view.page : 0;
    *first = r->screen ? r->screen->first_word : 0;
    *last = r->screen ? r->screen->last_word : 0;
    if (!page || page > book->page_count)
        return;
    *first = book->pages[page].first_word;
    if (*first > book->word_count)
        *first = 0;
    for (*last = *first; *first && *last < book->word_count; ++*last) {
        if (book->words[*last + 1].page != page)
            break;
    }
}

void links_between(const struct book *book, uint32_t first, uint32_t last,
                   struct widget_link **links, int *count, int *room)
{
    struct lead lead;
    *count = 0;
    for (uint32_t n = first; n && n <= last; n++) {
        if (!lead_at(book, n, &lead))
            continue;
        if (*count == *room) {
            *room = *room ? 2 * *room : 16;
            *links = mem_resize(*links, (size_t)*room, sizeof **links);
        }
        (*links)[(*count)++] = (struct widget_link){lead.first_word, lead.last_word};
        n = lead.last_word;
    }
}

void links_find(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    uint32_t first, last;
    if (!r->book)
        return;
    words_shown(s, &first, &last);
    if (first == r->links_first && last == r->links_last)
        return;
    r->links_first = first;
    r->links_last = last;
    links_between(r->book, first, last, &r->links, &r->link_count, &r->link_room);
}

enum action_kind links_touched(const struct session *s, uint32_t word)
{
    struct lead lead;
    const struct book *book = s->visit.reading.book;
    if (book && lead_at(book, word, &lead))
        return ACTION_FOLLOW;
    return words_mark(s, word) ? ACTION_EXPLAIN : ACTION_READ_FROM;
}

/* --- places in the document, and the way back --- */

static void remember_way(struct session *s, uint32_t word)
{
    struct visit_reading *r = &s->visit.reading;
    if (r->way_count == VISIT_WAY_MOST) {
        r->way_count--;
        memmove(r->way, r->way + 1, sizeof *r->way * (VISIT_WAY_MOST - 1));
    }
    r->way[r->way_count++] = word;
}

static void go_from(struct session *s, uint32_t from, uint32_t to)
{
    remember_way(s, from);
    reading_seek(s, to);
    session_tell(s, tr("Back returns to where you were."));
}

static bool go_back(struct session *s)
{
    struct visit_reading *r = &s->visit.reading;
    enum screen_id id = visit_screen(&s->visit);
    if (!r->book || !r->way_count || !(screen_is_reading(id) || id == SCREEN_PAGE))
        return false;
    reading_go(s, r->way[--r->way_count]);
    session_tell(s, tr("You are back where you were."));
    return true;
}

/* --- addresses --- */

void links_forget(struct session *s)
{
    struct visit_link *l = &s->visit.link;
    free(l->title);
    free(l->shown);
    link_code_free(&l->whole);
    link_code_free(&l->site);
    *l = (struct visit_link){0};
}

static const char *kind_of(const char *uri)
{
    return strncasecmp(uri, "mailto:", 7) == 0 ? tr("E-mail address")
           : strncasecmp(uri, "tel:", 4) == 0  ? tr("Telephone number")
                                               : tr("Web address");
}

static void say_address(struct session *s)
{
    struct str words = {0};
    str_addf(&words, "%s: %s", s->visit.link.title, s->visit.link.shown);
    session_say(s, str_text(&words));
    str_free(&words);
}

static void show_address(struct session *s, const char *title, const char *uri)
{
    struct visit_link *l = &s->visit.link;
    struct str clean = {0}, shown = {0}, site = {0};
    address_add_clean(uri, &clean);
    address_add_shown(uri, &shown);
    address_add_site(uri, &site);
    links_forget(s);
    l->title = mem_copy_string(title);
    l->shown = mem_copy_string(str_text(&shown));
    l->whole = link_code_make(str_text(&clean));
    l->site = link_code_make(str_text(&site));
    str_free(&clean);
    str_free(&shown);
    str_free(&site);
    session_push(s, SCREEN_LINK);
    if (!session_speaks(s))
        say_address(s);
}

/* --- what is followed --- */

static void follow(struct session *s, uint32_t word)
{
    const struct book *book = s->visit.reading.book;
    struct lead lead;
    struct str uri = {0};
    char told[96];
    if (!book || !lead_at(book, word, &lead))
        return;
    reading_pause(s);
    switch (lead.kind) {
    case LEAD_WORD:
        go_from(s, lead.first_word, lead.target);
        break;
    case LEAD_PAGE:
        snprintf(told, sizeof told, tr("This document has no page %s."), lead.label);
        if (lead.target)
            go_from(s, lead.first_word, lead.target);
        else
            session_tell(s, told);
        break;
    case LEAD_NOTE:
        s->visit.note = (struct visit_note){lead.target, lead.last_block};
        session_push(s, SCREEN_NOTE);
        break;
    case LEAD_ADDRESS:
        lead_add_uri(book, &lead, &uri);
        show_address(s, kind_of(str_text(&uri)), str_text(&uri));
        break;
    case LEAD_NOWHERE:
        session_notice(s, tr("Link"), tr("This link leads to nothing in this document."));
        break;
    case LEAD_ELSEWHERE:
        session_notice(s, tr("Link"), tr("This link leads to something that is not here."));
        break;
    }
    str_free(&uri);
}

static void say_note(struct session *s)
{
    const struct book *book = s->visit.reading.book;
    const struct book_block *first = &book->blocks[s->visit.note.first_block],
                            *last = &book->blocks[s->visit.note.last_block];
    struct str words = {0};
    if (first->word_count && last->word_count)
        lead_add_words(book, first->first_word, last->first_word + last->word_count - 1, true,
                       &words);
    session_say_in(s, str_text(&words), book_word_lang(book, first->first_word), false, false);
    str_free(&words);
}

bool links_listen(struct session *s)
{
    enum screen_id id = visit_screen(&s->visit);
    if (id != SCREEN_LINK && id != SCREEN_NOTE)
        return false;
    if (s->narrator && narrator_is_talking(s->narrator))
        narrator_hush(s->narrator);
    else if (id == SCREEN_LINK)
        say_address(s);
    else
        say_note(s);
    return true;
}

bool links_act(struct session *s, struct action act)
{
    struct visit *v = &s->visit;
    switch (act.kind) {
    case ACTION_FOLLOW:
        if (act.argument > 0 && act.argument <= UINT32_MAX)
            follow(s, (uint32_t)act.argument);
        return true;
    case ACTION_LINKS:
        if (v->reading.book)
            session_push(s, SCREEN_LINKS);
        return true;
    case ACTION_SUMMARY:
        if (v->reading.book && v->reading.summary)
            go_from(s, reading_place(s), v->reading.summary);
        return true;
    case ACTION_TAKE:
        if (act.argument >= 0 && act.argument < v->take_count)
            show_address(s, tr(v->takes[act.argument].name), v->takes[act.argument].uri);
        return true;
    case ACTION_BACK:
        return go_back(s);
    default:
        return false;
    }
}
