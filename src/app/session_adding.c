/* session_adding: what is on a stick, and adding it. */
#include "app/session_parts.h"
#include "ui/messages.h"

#include <stdio.h>

void staff_find_on_stick(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    const char *folder = s->volumes ? volumes_stick(s->volumes) : NULL;
    import_list_free(&staff->stick);
    staff->stick = (struct import_list){0};
    staff->added = false;
    staff->stick_is_in = folder != NULL;
    if (!folder)
        return;
    const struct config_section_names sections = config_section_names(s->config);
    const char *usual = sections.names[0] ? sections.names[0] : "";
    if (importer_find(folder, sections.names, usual, &staff->stick) != ERR_OK)
        staff_say(s, tr("The stick can't be read. Take it out and try again."));
}

void adding_say_results(struct session *s)
{
    struct import_tally tally = import_list_tally(&s->visit.staff.stick);
    char words[256];
    snprintf(words, sizeof words, tr("%zu added. %zu already here. %zu not added."), tally.added,
             tally.known, tally.refused);
    session_say(s, words);
}

enum err staff_start_adding(struct session *s, struct import_list *list, enum pack_rule packs)
{
    struct visit_staff *staff = &s->visit.staff;
    const struct config_section_names sections = config_section_names(s->config);
    struct importer_options options = {.folder = s->config->library,
                                       .limits = s->config->limits,
                                       .sections = sections.names,
                                       .packs = packs};
    staff->progress = (struct importer_progress){.count = list->count};
    enum err err = importer_start(&options, list, s->wake, s->wake_data, &s->importer);
    staff->adding = err == ERR_OK;
    return err;
}

static void start_adding(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (s->importer || !staff->stick.count)
        return;
    enum err err = staff_start_adding(s, &staff->stick, PACK_FORWARD);
    if (err != ERR_OK)
        session_notice_error(s, err, NULL);
    else
        s->visit.pages[s->visit.depth] = 0;
}

static void finish_adding(struct session *s, enum err err)
{
    struct visit_staff *staff = &s->visit.staff;
    import_list_free(&staff->stick);
    importer_take(s->importer, &staff->stick);
    s->importer = NULL;
    staff->adding = false;
    staff->added = true;
    session_mend(s);
    session_count_sections(s);
    s->stale = true;
    if (staff->is_in)
        staff_list_documents(s);
    if (s->welcomes) {
        stick_welcomed(s, err);
        return;
    }
    staff->unread = !staff->is_in; /* they left meanwhile */
    if (staff->unread)
        return;
    if (visit_screen(&s->visit) == SCREEN_STAFF_STICK)
        adding_say_results(s);
    if (err != ERR_OK && err != ERR_CANCELLED)
        session_notice_error(s, err, NULL);
}

bool adding_act(struct session *s, struct action act)
{
    struct visit_staff *staff = &s->visit.staff;
    switch (act.kind) {
    case ACTION_STAFF_STICK:
        session_push(s, SCREEN_STAFF_STICK);
        return true;
    case ACTION_PICK:
        if (act.argument >= 0 && (size_t)act.argument < staff->stick.count)
            staff->stick.items[act.argument].picked ^= true;
        return true;
    case ACTION_ADD:
        start_adding(s);
        return true;
    case ACTION_STOP_ADDING:
        if (s->importer)
            importer_cancel(s->importer);
        return true;
    default:
        return false;
    }
}

void adding_tick(struct session *s)
{
    if (!s->importer)
        return;
    struct importer_progress p = importer_progress(s->importer);
    struct importer_progress *was = &s->visit.staff.progress;
    if (p.done != was->done || p.page != was->page || p.pages != was->pages)
        s->stale = true;
    *was = p;
    if (p.finished)
        finish_adding(s, p.err);
}
