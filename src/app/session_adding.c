/* session_adding: what is on a stick, which of it staff choose, and adding it. */
#include "app/import_report.h"
#include "app/session_parts.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/choice.h"
#include "library/first_look.h"
#include "screen/stick_words.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAY_EVERY_MS = 20000 /* how far it is, to who listens */ };

static void forget_rows(struct visit_staff *staff)
{
    stick_rows_free(&staff->on_stick.rows);
    staff->on_stick.now[0] = 0;
}

/* Titles of what is here now are said by the voice of their language. */
static void find_langs(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    struct stick_rows *rows = &staff->on_stick.rows;
    for (size_t i = 0; s->catalogue && i < rows->count && i < STICK_ROWS_SHOWN; i++) {
        const struct import_item *item = &staff->stick.items[rows->items[i].item];
        struct document d;
        if (!*item->id || item->is_pack || catalogue_find(s->catalogue, item->id, &d) != ERR_OK)
            continue;
        rows->items[i].lang = mem_copy_string(d.lang);
        document_free(&d);
    }
}

/* The rows of the list, as it is to be chosen from or as it was added. */
static void make_rows(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    const struct config_section_names sections = config_section_names(s->config);
    forget_rows(staff);
    if (staff->added) {
        stick_rows_results(&staff->stick, staff->on_stick.root, &staff->on_stick.rows);
        find_langs(s);
    } else {
        stick_rows_to_choose(&staff->stick, staff->on_stick.root, sections.names,
                             &staff->on_stick.rows);
    }
}

void adding_stop_looking(struct session *s)
{
    first_look_free(s->look);
    s->look = NULL;
    s->visit.staff.on_stick.looking = false;
}

static bool is_left_out(const struct import_item *item)
{
    return item->verdict == VERDICT_HERE_ALREADY || !stick_rows_can(item);
}

/* What can't be added, or is here, loses its tick when that is found; staff may tick the latter again. */
static void untick(struct import_list *list, const bool *was)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!was[i] && is_left_out(&list->items[i]))
            list->items[i].picked = false;
    }
}

/* On its first page, where the same words show. */
static bool is_heard(const struct session *s)
{
    const struct visit *v = &s->visit;
    return visit_screen(v) == SCREEN_STAFF_STICK && !v->pages[v->depth] && session_speaks(s);
}

static void say_chosen(struct session *s)
{
    struct str words = {0};
    stick_words_chosen(&s->visit, &words);
    session_say(s, str_text(&words));
    str_free(&words);
}

/* What a tick has come to, where nobody may see it; shown too, as the count may stand on another page. */
static void say_picked(struct session *s, const char *state)
{
    struct str words = {0};
    if (!session_speaks(s))
        return;
    if (*state)
        str_addf(&words, "%s. ", state);
    stick_words_picked(&s->visit, &words);
    session_tell(s, str_text(&words));
    str_free(&words);
}

/* What the first look has found. Rows move only once, at its end. */
static void watch_look(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (!s->look)
        return;
    bool *was = mem_new(staff->stick.count, sizeof *was);
    for (size_t i = 0; i < staff->stick.count; i++)
        was[i] = is_left_out(&staff->stick.items[i]);
    if (first_look_collect(s->look, &staff->stick)) {
        untick(&staff->stick, was);
        s->stale = true;
    }
    free(was);
    if (!first_look_is_done(s->look))
        return;
    adding_stop_looking(s);
    make_rows(s);
    s->stale = true;
    if (is_heard(s))
        say_chosen(s);
}

static void start_looking(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    const struct first_look_options options = {.folder = s->config->library,
                                               .limits = s->config->limits,
                                               .wake = s->wake,
                                               .data = s->wake_data};
    enum err err =
        staff->stick.count ? first_look_start(&options, &staff->stick, &s->look) : ERR_OK;
    if (err != ERR_OK)
        log_error("the first look at the stick: %s", err_name(err));
    staff->on_stick.looking = s->look != NULL;
}

void adding_forget(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    adding_stop_looking(s);
    forget_rows(staff);
    free(staff->on_stick.root);
    staff->on_stick = (struct visit_stick){0};
    import_list_free(&staff->stick);
    staff->added = staff->unread = false;
}

void staff_find_on_stick(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    struct volumes_list in = {0};
    copies_find(s);
    if (s->volumes) /* borrowed until volumes are asked again, as copies_find does */
        in = volumes_all(s->volumes);
    int section = staff->on_stick.section; /* stays as staff chose for the last one */
    adding_forget(s);
    staff->on_stick.section = section;
    staff->stick_is_in = in.count > 0;
    if (!in.count)
        return;
    const struct config_section_names sections = config_section_names(s->config);
    const char *usual = sections.names[staff->on_stick.section];
    staff->on_stick.root = volumes_list_root(&in);
    bool is_read = false;
    for (size_t i = 0; i < in.count; i++)
        is_read |= importer_find(in.folders[i], sections.names, usual ? usual : "",
                                 &staff->stick) == ERR_OK;
    if (!is_read)
        staff_say(s, tr("The stick can't be read. Take it out and try again."));
    if (file_free_bytes(s->config->library, &staff->on_stick.free_bytes) != ERR_OK)
        staff->on_stick.free_bytes = 0;
    make_rows(s);
    start_looking(s);
}

void adding_show_rows(struct session *s, bool added)
{
    s->visit.staff.added = added;
    make_rows(s);
}

void adding_say_results(struct session *s)
{
    struct str words = {0};
    stick_words_end(&s->visit, &words);
    session_say(s, str_text(&words));
    str_free(&words);
}

enum err staff_start_adding(struct session *s, struct import_list *list, enum pack_rule packs)
{
    struct visit_staff *staff = &s->visit.staff;
    const struct config_section_names sections = config_section_names(s->config);
    struct importer_options options = {.folder = s->config->library,
                                       .limits = s->config->limits,
                                       .sections = sections.names,
                                       .packs = packs};
    staff->progress = (struct importer_progress){.count = list->count, .left_s = -1};
    enum err err = importer_start(&options, list, s->wake, s->wake_data, &s->importer);
    staff->adding = err == ERR_OK;
    return err;
}

/* Another part of the same screen: it begins on its first page, and is said where screens speak. */
static void show_anew(struct session *s)
{
    s->stale = true;
    if (visit_screen(&s->visit) != SCREEN_STAFF_STICK)
        return;
    if (session_speaks(s))
        session_replace(s, SCREEN_STAFF_STICK);
    s->visit.pages[s->visit.depth] = 0;
}

static void start_adding(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (s->importer || staff->added || !staff->stick.count)
        return;
    if (!stick_rows_sum(&staff->stick, false).count || !stick_words_fits(&s->visit)) {
        struct str words = {0};
        stick_words_picked(&s->visit, &words);
        session_tell(s, str_text(&words));
        str_free(&words);
        return;
    }
    adding_stop_looking(s);
    stick_rows_number(&staff->stick, &staff->on_stick.rows);
    staff->on_stick.stopped = staff->on_stick.pulled = false;
    enum err err = staff_start_adding(s, &staff->stick, PACK_FORWARD);
    s->adding_said_ms = clock_ms(s->clock);
    if (err != ERR_OK)
        session_notice_error(s, err, NULL);
    else
        show_anew(s);
}

/* What failed because the stick was no longer there was not looked at: it waits for the next time. */
static void put_back(struct import_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct import_item *item = &list->items[i];
        bool gone = item->err == ERR_IO || item->err == ERR_NOT_FOUND || item->err == ERR_DENIED;
        if (item->outcome == IMPORT_REFUSED && gone)
            item->outcome = IMPORT_WAITING;
    }
}

static void finish_adding(struct session *s, enum err err)
{
    struct visit_staff *staff = &s->visit.staff;
    struct import_list list = {0};
    importer_take(s->importer, &list);
    s->importer = NULL;
    health_note_import(s, &list, err);
    s->adding_said_ms = 0;
    staff->adding = false;
    session_mend(s);
    session_count_sections(s);
    s->stale = true;
    if (staff->is_in) {
        shelves_measure(s);
        shelves_list(s);
    }
    if (s->welcomes) {
        stick_welcomed(s, import_list_tally(&list), err);
        import_list_free(&list);
        return;
    }
    if (staff->on_stick.pulled)
        put_back(&list);
    import_list_free(&staff->stick);
    staff->stick = list;
    adding_show_rows(s, true);
    staff->unread = !staff->is_in; /* they left meanwhile */
    if (staff->unread)
        return;
    if (visit_screen(&s->visit) == SCREEN_STAFF_STICK && !session_speaks(s))
        adding_say_results(s);
    show_anew(s);
    if (visit_screen(&s->visit) != SCREEN_STAFF_STICK)
        session_tell(s, tr("Adding has ended. Touch Add from a stick."));
    if (err != ERR_OK && err != ERR_CANCELLED)
        session_notice_error(s, err, NULL);
}

static void pick_all(struct session *s, bool on)
{
    struct import_list *list = &s->visit.staff.stick;
    for (size_t i = 0; i < list->count; i++)
        list->items[i].picked = on && stick_rows_can(&list->items[i]);
    say_picked(s, "");
}

static void pick(struct session *s, int64_t i)
{
    struct import_list *list = &s->visit.staff.stick;
    if (i < 0 || (size_t)i >= list->count || !stick_rows_can(&list->items[i]))
        return;
    list->items[i].picked ^= true;
    say_picked(s, list->items[i].picked ? tr("Chosen") : tr("Not chosen"));
}

/* All of a folder, or, where all are ticked, none. */
static void pick_folder(struct session *s, int64_t first)
{
    const struct stick_rows *rows = &s->visit.staff.on_stick.rows;
    struct import_item *items = s->visit.staff.stick.items;
    if (first < 0 || (size_t)first >= rows->count)
        return;
    size_t end = (size_t)first + 1;
    while (end < rows->count && !stick_rows_begins(rows, end))
        end++;
    bool all = true;
    for (size_t i = (size_t)first; i < end; i++) {
        const struct import_item *item = &items[rows->items[i].item];
        all &= item->picked || !stick_rows_can(item);
    }
    for (size_t i = (size_t)first; i < end; i++) {
        struct import_item *item = &items[rows->items[i].item];
        item->picked = !all && stick_rows_can(item);
    }
    say_picked(s, all ? tr("Not chosen") : tr("Chosen"));
}

static void set_box(struct import_item *item, const char *section)
{
    free(item->section);
    item->section = mem_copy_string(section);
}

static void choose_box(struct session *s, int64_t section)
{
    struct visit_staff *staff = &s->visit.staff;
    uint32_t subject = s->visit.subjects[s->visit.depth];
    if (visit_screen(&s->visit) != SCREEN_STAFF_BOX || section < 0 ||
        section >= s->config->section_count)
        return;
    const char *name = s->config->sections[section].name;
    if (subject && subject <= staff->stick.count)
        set_box(&staff->stick.items[subject - 1], name);
    for (size_t i = 0; !subject && i < staff->on_stick.rows.count; i++) {
        const struct stick_row *row = &staff->on_stick.rows.items[i];
        if (row->is_loose)
            set_box(&staff->stick.items[row->item], name);
    }
    if (!subject)
        staff->on_stick.section = (int)section;
    session_pop(s);
}

static void stop_adding(struct session *s)
{
    if (!s->importer)
        return;
    s->visit.staff.on_stick.stopped = true;
    importer_cancel(s->importer);
}

/* What came with a pack that is gone again; it may have been on the stick by itself as well, or in another pack. */
static enum err undo_part(struct session *s, const char *id)
{
    struct pack_list packs;
    bool is_here = false;
    enum err err = catalogue_has(s->catalogue, id, &is_here);
    if (err != ERR_OK || !is_here)
        return err;
    err = pack_store_of(s->catalogue, id, &packs);
    bool is_others = err == ERR_OK && packs.count;
    pack_list_free(&packs);
    return err == ERR_OK && !is_others ? catalogue_set_aside(s->catalogue, id) : err;
}

/* All that came by themselves in one step: there may be thousands, and main waits. */
static enum err undo_documents(struct session *s)
{
    const struct import_list *list = &s->visit.staff.stick;
    const char **ids = mem_new(2 * list->count, sizeof *ids), **back = ids + list->count;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct import_item *item = &list->items[i];
        if (item->is_pack || item->in_pack || !stick_rows_may_undo(list, i))
            continue;
        ids[count] = item->id;
        back[count++] = item->outcome == IMPORT_REPLACED ? item->replaces : NULL;
    }
    enum err err = count ? catalogue_set_all_aside(s->catalogue, ids, back, count) : ERR_OK;
    free(ids);
    return err;
}

/* What has gone meanwhile is off the kiosk all the same. */
static enum err undo_of_pack(struct session *s, const struct import_item *item)
{
    enum err err =
        item->is_pack ? pack_store_remove(s->catalogue, item->id) : undo_part(s, item->id);
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* Sets *stays when the earlier version of one was gone for good, so that there was nothing to put in its place. */
static enum err undo_items(struct session *s, bool *stays)
{
    struct import_list *list = &s->visit.staff.stick;
    enum err err = undo_documents(s);
    for (size_t i = 0; i < list->count && err == ERR_OK; i++) {
        struct import_item *item = &list->items[i];
        bool stayed = false;
        if (!stick_rows_may_undo(list, i))
            continue;
        if (item->is_pack || item->in_pack)
            err = undo_of_pack(s, item);
        else if (item->outcome == IMPORT_REPLACED)
            err = catalogue_is_shown(s->catalogue, item->id, &stayed);
        item->outcome = stayed ? IMPORT_KNOWN : IMPORT_WAITING;
        item->picked = false;
        *stays |= stayed;
    }
    return err;
}

/* What was added is off the kiosk again, and what it took the place of is back, while staff are there. */
static void undo_adding(struct session *s)
{
    bool stays = false;
    if (!stick_words_may_undo(&s->visit))
        return;
    enum err err = undo_items(s, &stays);
    make_rows(s);
    shelves_changed(s);
    if (err != ERR_OK)
        session_notice_error(s, err, NULL);
    else if (stays)
        session_tell(s, tr("An earlier version is no longer here. The new one stays."));
    else if (stick_words_has_lasting(&s->visit))
        session_tell(s, tr("Undone. The later version of a pack stays."));
    else
        session_tell(s, tr("Undone. The documents are off the kiosk again."));
    s->visit.pages[s->visit.depth] = 0;
}

static enum err save_report(struct session *s, const char *folder)
{
    return import_report_save(&s->visit, session_now_s(s), folder);
}

bool adding_act(struct session *s, struct action act)
{
    struct visit_staff *staff = &s->visit.staff;
    bool chooses = !s->importer && !staff->added;
    switch (act.kind) {
    case ACTION_STAFF_STICK:
        staff->said[0] = 0;
        if (act.argument && !s->importer) {
            staff_find_on_stick(s);
            show_anew(s);
        } else if (!act.argument) {
            session_push(s, SCREEN_STAFF_STICK);
        }
        return true;
    case ACTION_PICK:
        if (chooses)
            pick(s, act.argument);
        return true;
    case ACTION_PICK_FOLDER:
        if (chooses)
            pick_folder(s, act.argument);
        return true;
    case ACTION_PICK_ALL:
        if (chooses)
            pick_all(s, act.argument == 1);
        return true;
    case ACTION_STICK_BOX:
        if (chooses)
            session_push_about(s, SCREEN_STAFF_BOX, (uint32_t)act.argument);
        return true;
    case ACTION_STICK_BOX_IS:
        if (chooses)
            choose_box(s, act.argument);
        return true;
    case ACTION_ADD:
        start_adding(s);
        return true;
    case ACTION_STOP_ADDING:
        stop_adding(s);
        return true;
    case ACTION_ADD_UNDO:
        undo_adding(s);
        return true;
    case ACTION_REPORT:
        if (staff->added)
            request_save_to_stick(s, save_report, tr("The report is on the stick."));
        return true;
    default:
        return false;
    }
}

/* The stick that is being added was taken out: what is not read yet can't be. Of two, the other goes on. */
static void watch_stick(struct session *s)
{
    struct visit_stick *stick = &s->visit.staff.on_stick;
    struct volumes_list in = {0};
    if (s->volumes)
        in = volumes_all(s->volumes);
    if (s->welcomes || stick->pulled || (stick->root && volumes_list_is_below(&in, stick->root)))
        return;
    stick->pulled = true;
    importer_cancel(s->importer);
}

static void say_progress(struct session *s)
{
    struct visit *v = &s->visit;
    uint64_t now = clock_ms(s->clock);
    if (!is_heard(s) || now - s->adding_said_ms < SAY_EVERY_MS)
        return;
    struct str words = {0};
    stick_words_progress(v, &words);
    session_say(s, str_text(&words));
    str_free(&words);
    s->adding_said_ms = now;
}

void adding_tick(struct session *s)
{
    watch_look(s);
    if (!s->importer)
        return;
    watch_stick(s);
    struct importer_progress p = importer_progress(s->importer);
    struct visit_staff *staff = &s->visit.staff;
    const char *turn = stick_rows_at_turn(&staff->on_stick.rows, p.done + 1);
    char now[sizeof staff->on_stick.now];
    snprintf(now, sizeof now, "%s", turn ? turn : "");
    s->stale |= stick_words_are_other(&s->visit, &p, now);
    staff->progress = p;
    memcpy(staff->on_stick.now, now, sizeof now);
    say_progress(s);
    if (p.finished)
        finish_adding(s, p.err);
}
