/* session_next: at the end of a document the next one of its section is offered. It never opens by itself. */
#include "app/session_parts.h"
#include "library/edition.h"
#include "ui/messages.h"

#include <string.h>

void next_forget(struct session *s)
{
    document_free(&s->visit.next.document);
    s->visit.next = (struct visit_next){.section = -1};
}

static bool is_edition(const struct edition_list *editions, const char *id)
{
    for (size_t i = 0; i < editions->count; i++) {
        if (strcmp(editions->items[i].id, id) == 0)
            return true;
    }
    return false;
}

/* The document after this one that is no other edition of it: moved out of the list. */
static void take_next(struct document_list *list, const struct edition_list *editions,
                      const char *id, struct document *out)
{
    bool passed = false;
    for (size_t i = 0; i < list->count; i++) {
        struct document *d = &list->items[i];
        if (passed && !is_edition(editions, d->id)) {
            *out = *d;
            *d = (struct document){0};
            return;
        }
        passed |= strcmp(d->id, id) == 0;
    }
}

static void find_next(struct session *s)
{
    struct visit_next *next = &s->visit.next;
    const char *id = s->visit.reading.id;
    struct document here = {0};
    struct document_list list = {0};
    struct edition_list editions = {0};
    next_forget(s);
    if (!s->catalogue || catalogue_find(s->catalogue, id, &here) != ERR_OK)
        return;
    for (int i = 0; i < s->visit.section_count; i++) {
        if (strcmp(s->visit.sections[i].name, here.section) == 0)
            next->section = i;
    }
    editions_of(s, id, &editions);
    if (catalogue_list(s->catalogue, here.section, &list) == ERR_OK)
        take_next(&list, &editions, id, &next->document);
    edition_list_free(&editions);
    document_list_free(&list);
    document_free(&here);
}

void next_offer(struct session *s)
{
    find_next(s);
    session_push(s, SCREEN_END);
    if (session_speaks(s) || s->hands.scan.on)
        return;
    struct str words = {0};
    str_addf(&words, "%s.", tr("This is the end"));
    if (*s->visit.next.document.id)
        str_addf(&words, " %s: %s.", tr("Read next"), s->visit.next.document.title);
    session_say(s, str_text(&words));
    str_free(&words);
}

static void read_next(struct session *s)
{
    struct visit *v = &s->visit;
    const struct document *d = &v->next.document;
    if (!*d->id)
        return;
    while (v->depth > 1 && !screen_is_reading(visit_screen(v)))
        v->depth--;
    reading_open_next(s, d);
}

bool next_act(struct session *s, struct action act)
{
    int section = s->visit.next.section;
    switch (act.kind) {
    case ACTION_READ_NEXT:
        read_next(s);
        return true;
    case ACTION_SHELF:
        session_go_home(s);
        session_open_section(s, section);
        return true;
    default:
        return false;
    }
}
