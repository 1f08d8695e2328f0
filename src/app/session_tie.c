/* session_tie: a document that staff look at: which others are the same work, said and taken back. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct document *looked_at(const struct visit_staff *staff)
{
    bool is = staff->removing >= 0 && (size_t)staff->removing < staff->documents.count;
    return is ? &staff->documents.items[staff->removing] : NULL;
}

static void list_editions(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    const struct document *d = looked_at(staff);
    edition_list_free(&staff->editions);
    if (d && catalogue_editions(s->catalogue, d->id, &staff->editions) != ERR_OK)
        session_notice_error_in(s, ERR_LIBRARY, d->title, d->lang);
}

void tie_look_at(struct session *s, int document)
{
    struct visit_staff *staff = &s->visit.staff;
    tie_leave(s);
    staff->removing = document;
    list_editions(s);
}

void tie_leave(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    edition_list_free(&staff->editions);
    staff->removing = -1;
    staff->tying = staff->can_undo = false;
}

void tie_back(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (staff->tying)
        staff->tying = false;
    else
        tie_leave(s);
    staff->said[0] = 0;
    s->visit.pages[s->visit.depth] = 0;
}

/* Says of the document that is looked at and another whether they are one work; true when it is kept. */
static bool say_of(struct session *s, const char *other, enum edition_word word)
{
    struct visit_staff *staff = &s->visit.staff;
    const struct document *d = looked_at(staff);
    enum edition_word was;
    char id[sizeof staff->undo_id];
    snprintf(id, sizeof id, "%s", other); /* `other` may stand in the list that is made anew */
    enum err err = d ? catalogue_edition_word(s->catalogue, d->id, id, &was) : ERR_NOT_FOUND;
    if (err == ERR_OK)
        err = catalogue_say_edition(s->catalogue, d->id, id, word);
    if (err != ERR_OK) {
        session_notice_error_in(s, err, d ? d->title : NULL, d ? d->lang : "");
        return false;
    }
    memcpy(staff->undo_id, id, sizeof id);
    staff->undo_word = was;
    staff->can_undo = true;
    staff->tying = false;
    s->visit.pages[s->visit.depth] = 0;
    list_editions(s);
    shelf_refresh(s);
    return true;
}

static void tell(struct session *s, const char *format, const char *title)
{
    struct str words = {0};
    str_addf(&words, format,
             title); /* the sentence comes from the catalogue, which the compiler can't see */
    staff_say(s, str_text(&words));
    str_free(&words);
}

static void tie(struct session *s, int64_t i)
{
    struct visit_staff *staff = &s->visit.staff;
    if (i < 0) {
        staff->tying = true;
        staff->said[0] = 0;
        s->visit.pages[s->visit.depth] = 0;
        session_say(s, tr("Which document is another version?"));
    } else if ((size_t)i < staff->documents.count &&
               say_of(s, staff->documents.items[i].id, EDITION_TIED)) {
        tell(s, tr("Another version now: %s"), staff->documents.items[i].title);
    }
}

static void untie(struct session *s, int64_t i)
{
    struct visit_staff *staff = &s->visit.staff;
    if (i < 0 || (size_t)i >= staff->editions.count)
        return;
    char *title = mem_copy_string(staff->editions.items[i].title);
    if (say_of(s, staff->editions.items[i].id, EDITION_APART))
        tell(s, tr("Taken apart: %s"), title);
    free(title);
}

bool tie_act(struct session *s, struct action act)
{
    struct visit_staff *staff = &s->visit.staff;
    switch (act.kind) {
    case ACTION_TIE:
        tie(s, act.argument);
        return true;
    case ACTION_UNTIE:
        untie(s, act.argument);
        return true;
    case ACTION_TIE_UNDO:
        if (staff->can_undo && say_of(s, staff->undo_id, staff->undo_word)) {
            staff->can_undo = false;
            staff_say(s, tr("It is as it was before."));
        }
        return true;
    default:
        return false;
    }
}
