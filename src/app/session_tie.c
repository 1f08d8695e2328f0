/* session_tie: which documents are the same work as the one that staff look at, said and taken back. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Says of the document that is looked at and another whether they are one work; true when it is kept. */
static bool say_of(struct session *s, const char *other, enum edition_word word)
{
    struct visit_staff *staff = &s->visit.staff;
    const struct document *d = &staff->document;
    enum edition_word was;
    char id[sizeof staff->undo_id];
    snprintf(id, sizeof id, "%s", other); /* `other` may stand in the list that is made anew */
    enum err err = catalogue_edition_word(s->catalogue, d->id, id, &was);
    if (err == ERR_OK)
        err = catalogue_say_edition(s->catalogue, d->id, id, word);
    if (err != ERR_OK) {
        session_notice_error_in(s, err, d->title, d->lang ? d->lang : "");
        return false;
    }
    memcpy(staff->undo_id, id, sizeof id);
    staff->undo_word = was;
    staff->can_undo = true;
    editions_changed(s);
    shelves_list(s);
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
        session_push(s, SCREEN_STAFF_LIST);
        session_say(s, tr("Which document is another version?"));
        return;
    }
    if ((size_t)i >= staff->documents.count)
        return;
    char *title = mem_copy_string(staff->documents.items[i].title);
    if (say_of(s, staff->documents.items[i].id, EDITION_TIED)) {
        shelves_tied(s);
        tell(s, tr("Another version now: %s"), title);
    }
    free(title);
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
