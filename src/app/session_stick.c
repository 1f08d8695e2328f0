/* session_stick: a stick that comes or goes. Staff see what is on it. Of a visitor's nothing is opened; but signed packs of makers whom
 * staff trust are welcome without asking. */
#include "app/session_parts.h"
#include "base/log.h"
#include "library/keyring.h"
#include "ui/messages.h"

enum { SAME_STICK_MS = 3000 /* what comes so soon is another partition of the same stick */ };

/* Where nobody is trusted, not even the stick's list of files is read. */
static bool trusts_anybody(const struct session *s)
{
    struct keyring ring = {0};
    enum err err = keyring_open(s->config->library, &ring);
    bool trusts = err == ERR_OK && ring.count > 0;
    keyring_free(&ring);
    return trusts;
}

/* Signatures are looked at by the importer, before anything else of a pack is. */
static bool welcome_packs(struct session *s, const struct volumes_list *came)
{
    if (!trusts_anybody(s))
        return false;
    const struct config_section_names sections = config_section_names(s->config);
    struct import_list packs = {0};
    for (size_t i = 0; i < came->count; i++) {
        const char *usual = sections.names[0] ? sections.names[0] : "";
        enum err err = importer_find_packs(came->folders[i], usual, &packs);
        if (err != ERR_OK)
            log_note("a stick can't be read: %s", err_name(err));
    }
    if (packs.count)
        s->welcomes = staff_start_adding(s, &packs, PACK_UNASKED) == ERR_OK;
    import_list_free(&packs);
    return s->welcomes;
}

/* What is said of a stick goes when the stick does. */
static void tell(struct session *s, const char *words)
{
    session_tell(s, words);
    s->told_of_stick = true;
}

static void tell_only_staff(struct session *s)
{
    tell(s, tr("Only staff can add documents from a USB stick."));
}

static void meet_visitors_stick(struct session *s, const struct volumes_list *came, bool quietly)
{
    if (came->count && welcome_packs(s, came))
        tell(s, tr("I am looking for new documents on the stick."));
    else if (came->count && !quietly)
        tell_only_staff(s);
}

void stick_welcomed(struct session *s, struct import_tally tally, enum err err)
{
    struct visit_staff *staff = &s->visit.staff;
    bool is_in = s->volumes && volumes_stick(s->volumes);
    s->welcomes = false;
    if (err != ERR_OK)
        log_error("packs of a stick: %s", err_name(err));
    if (staff->is_in)
        staff_find_on_stick(s);
    if (tally.added)
        session_tell(s, tr("New documents were added."));
    else if (tally.known)
        session_tell(s, tr("These documents are here already."));
    else if (is_in && !staff->is_in)
        tell_only_staff(s);
}

/* Staff see what is on it at once. What came of adding stays when the stick goes, and while it is looked at when one comes: a report of it
 * may be wanted. After a pull the rest is to be added. */
static void meet_staffs_stick(struct session *s, const struct volumes_change *change, bool quietly)
{
    struct visit_staff *staff = &s->visit.staff;
    bool came = change->came.count > 0, here = visit_screen(&s->visit) == SCREEN_STAFF_STICK;
    bool reads = here && staff->added && !staff->on_stick.pulled;
    if (came ? !reads : !staff->added) {
        staff_find_on_stick(s);
        if (here)
            s->visit.pages[s->visit.depth] = 0;
    }
    if (quietly || (!came && staff->on_stick.pulled))
        return;
    staff_say(s, came && here    ? tr("A stick is in.")
                 : came          ? tr("A stick is in. Touch Add from a stick.")
                 : change->count ? tr("One stick is out.")
                                 : tr("The stick is out."));
    s->told_of_stick = true;
}

void stick_tick(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    if (!s->volumes || s->importer)
        return;
    const struct volumes_change change = volumes_take_change(s->volumes);
    if (!change.came.count && !change.went)
        return;
    uint64_t now = clock_ms(s->clock);
    bool more = staff->stick_is_in && change.came.count && !change.went;
    bool quietly = more && now - s->stick_came_ms < SAME_STICK_MS;
    if (change.came.count)
        s->stick_came_ms = now;
    staff->stick_is_in = change.count > 0;
    s->stale = true;
    if (s->told_of_stick && !quietly) { /* as it was before */
        s->visit.told[0] = 0;
        s->told_of_stick = false;
    }
    if (staff->is_in)
        meet_staffs_stick(s, &change, quietly);
    else
        meet_visitors_stick(s, &change.came, quietly);
}
