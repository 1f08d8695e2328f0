/* session_shelves: the library as staff keep it: the boxes, the documents in one, and what can be done with a document. A removal can be
 * undone for as long as staff are there. */
#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/choice.h"
#include "library/pack_store.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SUMS_MOST = 256 };

/* --- what there is --- */

static int section_of(const struct visit *v, const char *name)
{
    for (int i = 0; i < v->section_count; i++)
        if (strcasecmp(v->sections[i].name, name) == 0)
            return i;
    return v->section_count;
}

static void append(struct document_list *to, struct document_list *from)
{
    to->items = mem_resize(to->items, to->count + from->count + 1, sizeof *to->items);
    for (size_t i = 0; i < from->count; i++)
        to->items[to->count++] = from->items[i];
    free(from->items);
    *from = (struct document_list){0};
}

/* Counts the boxes; lists the one that staff look into. */
static enum err list_boxes(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    struct section_sum sums[SUMS_MOST];
    size_t count = 0;
    document_list_free(&staff->documents);
    memset(staff->boxes, 0, sizeof staff->boxes);
    staff->document_count = 0;
    enum err err = catalogue_sum_sections(s->catalogue, sums, SUMS_MOST, &count);
    for (size_t i = 0; i < count; i++) {
        int box = section_of(&s->visit, sums[i].section);
        struct document_list list = {0};
        staff->boxes[box].documents += sums[i].documents;
        staff->boxes[box].hidden += sums[i].hidden;
        staff->document_count += sums[i].documents;
        if (err == ERR_OK && box == staff->box)
            err = catalogue_list_section(s->catalogue, sums[i].section, &list);
        append(&staff->documents, &list);
        free(sums[i].section);
    }
    return err == ERR_OK ? catalogue_aside_bytes(s->catalogue, &staff->aside_bytes) : err;
}

static void forget_document(struct visit_staff *staff)
{
    document_free(&staff->document);
    edition_list_free(&staff->editions);
    free(staff->pack);
    staff->pack = NULL;
    staff->tying = staff->can_undo = false;
}

/* Reads the document that staff look at again; its editions only when `editions`, as they may have to be waited for. A later version may have
 * taken its place meanwhile, from a stick or the drop folder: then there is none. */
static enum err read_document(struct session *s, bool editions)
{
    struct visit_staff *staff = &s->visit.staff;
    struct pack_list packs = {0};
    char id[sizeof staff->document.id];
    memcpy(id, staff->document.id, sizeof id);
    if (!*id)
        return ERR_OK;
    document_free(&staff->document);
    free(staff->pack);
    staff->pack = NULL;
    enum err err = catalogue_find(s->catalogue, id, &staff->document);
    if (err != ERR_OK) {
        forget_document(staff);
        s->stale = true;
        if (err != ERR_NOT_FOUND)
            return err;
        if (visit_screen(&s->visit) == SCREEN_STAFF_DOCUMENT)
            session_say(s, tr("It is no longer here. Add it again.")); /* as it shows there */
        return ERR_OK;
    }
    if (editions) {
        edition_list_free(&staff->editions);
        editions_of(s, id, &staff->editions);
    }
    err = pack_store_of(s->catalogue, id, &packs);
    if (packs.count)
        staff->pack = mem_copy_string(packs.items[0].title);
    pack_list_free(&packs);
    return err;
}

static void list_all(struct session *s, bool editions)
{
    if (!s->catalogue)
        return;
    enum err err = list_boxes(s);
    if (err == ERR_OK)
        err = read_document(s, editions);
    if (err != ERR_OK)
        session_notice_error(s, ERR_LIBRARY, NULL);
}

void shelves_list(struct session *s)
{
    list_all(s, true);
}

void shelves_measure(struct session *s)
{
    struct library_room *room = &s->visit.staff.room;
    if (room_measure(s->config->library, room) != ERR_OK)
        *room = (struct library_room){0};
}

/* A document came, went, or has another title: visitors and search meet it so. */
static void documents_changed(struct session *s, bool mend)
{
    session_count_sections(s);
    list_all(s, false);
    shelf_refresh(s);
    if (mend)
        session_mend(s);
}

/* A document stands elsewhere. */
static void places_changed(struct session *s)
{
    session_count_boxes(s);
    list_all(s, false);
    shelf_refresh(s);
}

void shelves_changed(struct session *s)
{
    documents_changed(s, true);
}

void shelves_leave(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    bool was_in = staff->undo_count || staff->box >= 0 || staff->document_count;
    forget_document(staff);
    document_list_free(&staff->documents);
    staff->box = -1;
    staff->document_count = staff->undo_count = 0;
    free(s->removed);
    s->removed = NULL;
    s->removed_cap = 0;
    if (!was_in || !s->catalogue || s->importer) /* what it sets aside can still be undone */
        return;
    enum err err = catalogue_clear_aside(s->catalogue);
    if (err != ERR_OK)
        log_error("what was removed takes room still (%s)", err_name(err));
}

/* --- looking --- */

void shelves_look_into(struct session *s, int box)
{
    struct visit_staff *staff = &s->visit.staff;
    if (box < 0 || box > s->visit.section_count)
        return;
    staff->box = box;
    if (box == s->visit.section_count) { /* what no box has: of all others */
        shelves_list(s);
        return;
    }
    document_list_free(&staff->documents);
    if (catalogue_list_section(s->catalogue, s->visit.sections[box].name, &staff->documents) !=
        ERR_OK)
        session_notice_error(s, ERR_LIBRARY, NULL);
}

void shelves_look_at(struct session *s, int64_t i)
{
    struct visit_staff *staff = &s->visit.staff;
    forget_document(staff);
    if (i < 0 || (size_t)i >= staff->documents.count)
        return;
    memcpy(staff->document.id, staff->documents.items[i].id, sizeof staff->document.id);
    if (read_document(s, true) != ERR_OK)
        session_notice_error(s, ERR_LIBRARY, NULL);
}

/* Back to a screen of staff's that stands below. */
static void back_to(struct session *s, enum screen_id id)
{
    struct visit *v = &s->visit;
    int at = v->depth;
    while (at > 0 && v->stack[at] != id)
        at--;
    if (v->stack[at] != id)
        return;
    while (v->depth > at)
        session_pop(s);
}

/* No other version is chosen any more: staff look into the document's own box again. */
static void end_tying(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (staff->tying && *staff->document.id)
        shelves_look_into(s, section_of(&s->visit, staff->document.section));
    staff->tying = false;
}

void shelves_tied(struct session *s)
{
    end_tying(s);
    back_to(s, SCREEN_STAFF_DOCUMENT);
}

/* --- doing --- */

static void tell_of(struct session *s, const char *format, const char *title)
{
    struct str words = {0};
    str_addf(&words, format, title); /* from the catalogue, which the compiler can't see */
    staff_say(s, str_text(&words));
    str_free(&words);
}

void shelves_gone(struct session *s)
{
    s->visit.staff.said[0] = 0;
    documents_changed(s, false);
}

/* Says that a change could not be made; true when it was. */
static bool went_well(struct session *s, enum err err)
{
    const struct document *d = &s->visit.staff.document;
    if (err == ERR_NOT_FOUND)
        shelves_gone(s);
    else if (err != ERR_OK)
        session_notice_error_in(s, err, d->title, d->lang ? d->lang : "");
    return err == ERR_OK;
}

static long place_of(const struct visit_staff *staff)
{
    for (size_t i = 0; i < staff->documents.count; i++)
        if (strcmp(staff->documents.items[i].id, staff->document.id) == 0)
            return (long)i;
    return -1;
}

static void order(struct session *s, int64_t step)
{
    struct visit_staff *staff = &s->visit.staff;
    long at = place_of(staff), to = step ? at + (long)step : 0;
    char words[128];
    if (at < 0)
        return;
    if (to < 0 || (size_t)to >= staff->documents.count || to == at) {
        staff_say(s, at == 0 ? tr("It is the first already.") : tr("It is the last already."));
        return;
    }
    if (!went_well(s, catalogue_set_place(s->catalogue, staff->document.id, (uint32_t)to + 1)))
        return;
    places_changed(s);
    snprintf(words, sizeof words, tr("Place %ld of %zu"), place_of(staff) + 1,
             staff->documents.count);
    staff_say(s, words);
}

static void to_box(struct session *s, int64_t i)
{
    struct visit *v = &s->visit;
    struct visit_staff *staff = &v->staff;
    if (i < 0 || i >= v->section_count || !*staff->document.id)
        return;
    if (section_of(v, staff->document.section) == i) {
        session_say_choice(s);
        return;
    }
    if (!went_well(s, catalogue_set_section(s->catalogue, staff->document.id, v->sections[i].name)))
        return;
    s->chosen = action(ACTION_TO_BOX, i); /* it may stand on another page now */
    places_changed(s);
    tell_of(s, tr("It is in this box now: %s"), tr(v->sections[i].name));
}

static void hide(struct session *s, bool hidden)
{
    if (!went_well(s, catalogue_set_hidden(s->catalogue, s->visit.staff.document.id, hidden)))
        return;
    s->chosen = action(ACTION_HIDE, !hidden); /* the same control, asked for the other way */
    documents_changed(s, !hidden);
    staff_say(s, hidden ? tr("Visitors don't see it now.") : tr("Visitors see it again."));
}

static void feature(struct session *s, bool featured)
{
    if (!went_well(s, catalogue_set_featured(s->catalogue, s->visit.staff.document.id, featured)))
        return;
    s->chosen = action(ACTION_FEATURE, !featured);
    places_changed(s);
    staff_say(s, featured ? tr("It is on the home screen now.")
                          : tr("It is no longer on the home screen."));
}

static void remove_document(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (!*staff->document.id ||
        !went_well(s, catalogue_set_aside(s->catalogue, staff->document.id)))
        return;
    MEM_ROOM(s->removed, staff->undo_count, s->removed_cap);
    memcpy(s->removed[staff->undo_count++].id, staff->document.id, sizeof s->removed->id);
    char *title = mem_copy_string(staff->document.title);
    forget_document(staff);
    s->chosen = action(ACTION_REMOVE_UNDO, 0); /* it has the focus there */
    back_to(s, SCREEN_STAFF_SHELF);
    documents_changed(s, false);
    tell_of(s, tr("Removed: %s"), title);
    free(title);
}

static void undo_removal(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    struct document d;
    if (!staff->undo_count)
        return;
    const char *id = s->removed[--staff->undo_count].id;
    enum err err = catalogue_bring_back(s->catalogue, id);
    if (err == ERR_NOT_FOUND) {
        staff_say(s, tr("It is no longer here. Add it again."));
        return;
    }
    if (!went_well(s, err))
        return;
    documents_changed(s, true);
    if (catalogue_find(s->catalogue, id, &d) != ERR_OK)
        return;
    tell_of(s, tr("Back again: %s"), d.title);
    document_free(&d);
}

bool shelves_act(struct session *s, struct action act)
{
    struct visit_staff *staff = &s->visit.staff;
    switch (act.kind) {
    case ACTION_STAFF_LIST:
        staff->said[0] = 0;
        forget_document(staff);
        session_push(s, SCREEN_STAFF_LIST);
        return true;
    case ACTION_BOX:
        staff->said[0] = 0;
        shelves_look_into(s, (int)act.argument);
        session_push(s, SCREEN_STAFF_SHELF);
        return true;
    case ACTION_CHOSEN:
        if (act.argument < 0 || (size_t)act.argument >= staff->documents.count)
            return true;
        staff->said[0] = 0;
        shelves_look_at(s, act.argument);
        session_push(s, SCREEN_STAFF_DOCUMENT);
        return true;
    case ACTION_ORDER:
        order(s, act.argument);
        return true;
    case ACTION_TO_BOX:
        to_box(s, act.argument);
        return true;
    case ACTION_HIDE:
        hide(s, act.argument != 0);
        return true;
    case ACTION_FEATURE:
        feature(s, act.argument != 0);
        return true;
    case ACTION_REMOVE:
        remove_document(s);
        return true;
    case ACTION_REMOVE_UNDO:
        undo_removal(s);
        return true;
    case ACTION_BACK:
        staff->said[0] = 0;
        if (visit_screen(&s->visit) == SCREEN_STAFF_LIST)
            end_tying(s);
        return false;
    default:
        return false;
    }
}
