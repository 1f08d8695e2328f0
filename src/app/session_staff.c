/* session_staff: the PIN, what is on the kiosk, what is on the stick, and adding it. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "library/pin.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Three of staff's screens have a line for it; on others it stands where the title does. */
void staff_say(struct session *s, const char *text)
{
    snprintf(s->visit.staff.said, sizeof s->visit.staff.said, "%s", text);
    enum screen_id id = visit_screen(&s->visit);
    if (id == SCREEN_PIN || id == SCREEN_STAFF || id == SCREEN_STAFF_LIST)
        session_say(s, text);
    else
        session_tell(s, text);
    s->stale = true;
}

static void forget_digits(struct visit_staff *staff)
{
    memset(staff->digits, 0, sizeof staff->digits);
    memset(staff->chosen, 0, sizeof staff->chosen);
    staff->said[0] = 0;
}

static void list_documents(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    document_list_free(&staff->documents);
    if (s->catalogue && catalogue_list_all(s->catalogue, &staff->documents) != ERR_OK)
        session_notice_error(s, ERR_LIBRARY, NULL);
}

static void find_on_stick(struct session *s)
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

void staff_leave(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    forget_digits(staff);
    staff->is_in = false;
    tie_leave(s);
    staff->purpose = PIN_TO_ENTER;
    document_list_free(&staff->documents);
    if (!s->importer) {
        import_list_free(&staff->stick);
        staff->stick = (struct import_list){0};
        staff->added = false;
    }
}

static void enter_staff(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    forget_digits(staff);
    staff->is_in = true;
    list_documents(s);
    if (!s->importer)
        find_on_stick(s);
    session_replace(s, SCREEN_STAFF);
}

static void ask_for_pin(struct session *s, enum pin_purpose purpose)
{
    forget_digits(&s->visit.staff);
    s->visit.staff.purpose = purpose;
    session_push(s, SCREEN_PIN);
    session_say(s, purpose == PIN_TO_ENTER ? tr("Staff: type your PIN.")
                                           : tr("Choose a staff PIN of six numbers or more."));
}

static void open_staff(struct session *s)
{
    if (!s->catalogue)
        session_notice_error(s, ERR_LIBRARY, NULL);
    else if (s->visit.staff.is_in)
        session_push(s, SCREEN_STAFF);
    else
        ask_for_pin(s, s->visit.has_staff_pin ? PIN_TO_ENTER : PIN_TO_CHOOSE);
}

static void wrong_pin(struct session *s, enum err err, int wait_s)
{
    char words[256];
    if (err == ERR_PIN_WAIT)
        snprintf(words, sizeof words,
                 trn("Too many wrong PINs. Wait %d second.",
                     "Too many wrong PINs. Wait %d seconds.", (unsigned long)wait_s),
                 wait_s);
    else
        messages_error(err, NULL, words, sizeof words);
    forget_digits(&s->visit.staff);
    staff_say(s, words);
}

static void keep_new_pin(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (strcmp(staff->digits, staff->chosen) != 0) {
        staff->purpose = PIN_TO_CHOOSE;
        forget_digits(staff);
        staff_say(s, tr("The two PINs differ. Choose again."));
        return;
    }
    enum err err = pin_set(s->catalogue, staff->digits);
    if (err != ERR_OK) {
        staff->purpose = PIN_TO_CHOOSE;
        wrong_pin(s, err, 0);
        return;
    }
    s->visit.has_staff_pin = true;
    enter_staff(s);
    staff_say(s, tr("The PIN is set."));
}

static void enter_pin(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (staff->purpose == PIN_TO_ENTER) {
        int wait_s = 0;
        int64_t now = s->clock->fake ? (int64_t)(clock_ms(s->clock) / 1000) : (int64_t)time(NULL);
        enum err err = pin_check(s->catalogue, staff->digits, now, &wait_s);
        if (err == ERR_OK)
            enter_staff(s);
        else
            wrong_pin(s, err, wait_s);
    } else if (staff->purpose == PIN_TO_CHOOSE) {
        if (strlen(staff->digits) < 6) {
            wrong_pin(s, ERR_PIN_SHORT, 0);
            return;
        }
        memcpy(staff->chosen, staff->digits, sizeof staff->chosen);
        memset(staff->digits, 0, sizeof staff->digits);
        staff->purpose = PIN_TO_CONFIRM;
        staff_say(s, tr("Type the same PIN again."));
    } else {
        keep_new_pin(s);
    }
}

static void type_digit(struct session *s, int digit)
{
    struct visit_staff *staff = &s->visit.staff;
    size_t n = strlen(staff->digits);
    if (n < VISIT_PIN_MOST)
        staff->digits[n] = (char)('0' + digit);
    staff->said[0] = 0;
}

static void erase_digit(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    size_t n = strlen(staff->digits);
    if (n)
        staff->digits[n - 1] = 0;
}

static void start_adding(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (s->importer || !staff->stick.count)
        return;
    const struct config_section_names sections = config_section_names(s->config);
    struct importer_options options = {
        .folder = s->config->library, .limits = s->config->limits, .sections = sections.names};
    staff->progress = (struct importer_progress){.count = staff->stick.count};
    enum err err = importer_start(&options, &staff->stick, s->wake, s->wake_data, &s->importer);
    if (err != ERR_OK) {
        session_notice_error(s, err, NULL);
        return;
    }
    staff->adding = true;
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
    list_documents(s);
    struct import_tally tally = import_list_tally(&staff->stick);
    char words[256];
    snprintf(words, sizeof words, tr("%zu added. %zu already here. %zu not added."), tally.added,
             tally.known, tally.refused);
    if (visit_screen(&s->visit) == SCREEN_STAFF_STICK)
        session_say(s, words);
    s->stale = true;
    if (!staff->is_in) { /* the visit ended meanwhile */
        staff_leave(s);
    } else if (err != ERR_OK && err != ERR_CANCELLED) {
        session_notice_error(s, err, NULL);
    }
}

static void remove_document(struct session *s, int64_t i)
{
    struct visit_staff *staff = &s->visit.staff;
    tie_leave(s);
    if (i < 0 || (size_t)i >= staff->documents.count)
        return;
    enum err err = catalogue_remove(s->catalogue, staff->documents.items[i].id);
    if (err != ERR_OK) {
        session_notice_error_in(s, err, staff->documents.items[i].title,
                                staff->documents.items[i].lang);
        return;
    }
    char words[256];
    snprintf(words, sizeof words, tr("Removed: %s"), staff->documents.items[i].title);
    list_documents(s);
    session_count_sections(s);
    shelf_refresh(s);
    staff_say(s, words);
}

static bool act_inside(struct session *s, struct action act)
{
    struct visit_staff *staff = &s->visit.staff;
    switch (act.kind) {
    case ACTION_STAFF_LIST:
        staff->said[0] = 0;
        tie_leave(s);
        session_push(s, SCREEN_STAFF_LIST);
        return true;
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
    case ACTION_REMOVE:
        staff->said[0] = 0;
        tie_look_at(s, (int)act.argument);
        session_say(s, tr("Remove this document from the kiosk?"));
        s->visit.pages[s->visit.depth] = 0;
        return true;
    case ACTION_REMOVE_SURE:
        remove_document(s, act.argument);
        return true;
    case ACTION_BACK:
        if (visit_screen(&s->visit) == SCREEN_STAFF_LIST && staff->removing >= 0) {
            tie_back(s);
            return true;
        }
        return false;
    case ACTION_NEW_PIN:
        ask_for_pin(s, PIN_TO_CHOOSE);
        return true;
    default:
        return tie_act(s, act);
    }
}

bool staff_act(struct session *s, struct action act)
{
    bool at_pin = visit_screen(&s->visit) == SCREEN_PIN;
    switch (act.kind) {
    case ACTION_STAFF:
        open_staff(s);
        return true;
    case ACTION_DIGIT:
        if (at_pin)
            type_digit(s, (int)act.argument);
        return true;
    case ACTION_DIGIT_ERASE:
        erase_digit(s);
        return true;
    case ACTION_PIN_ENTER:
        if (at_pin)
            enter_pin(s);
        return true;
    default:
        return s->visit.staff.is_in && act_inside(s, act);
    }
}

static void watch_stick(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    bool in = s->volumes && volumes_stick(s->volumes) != NULL;
    if (in == staff->stick_is_in || s->importer)
        return;
    staff->stick_is_in = in;
    s->stale = true;
    if (staff->is_in) {
        find_on_stick(s);
        staff_say(s, in ? tr("A stick is in. Touch Add from a stick.") : tr("The stick is out."));
    } else if (in && visit_screen(&s->visit) != SCREEN_ATTRACT) {
        session_notice(s, tr("A USB stick"), tr("A stick is in. Staff can add documents from it."));
    }
}

void staff_tick(struct session *s)
{
    watch_stick(s);
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
