/* session_stick: a stick that comes or goes. Staff see what is on it. Of a visitor's nothing is opened; but signed packs of makers whom
 * staff trust are welcome without asking. */
#include "app/session_parts.h"
#include "base/log.h"
#include "library/keyring.h"
#include "ui/messages.h"

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
static bool welcome_packs(struct session *s, const char *folder)
{
    if (!trusts_anybody(s))
        return false;
    const struct config_section_names sections = config_section_names(s->config);
    struct import_list packs = {0};
    enum err err = importer_find_packs(folder, sections.names[0] ? sections.names[0] : "", &packs);
    if (err == ERR_OK && packs.count)
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

static void meet_visitors_stick(struct session *s, const char *folder)
{
    if (folder && welcome_packs(s, folder))
        tell(s, tr("I am looking for new documents on the stick."));
    else if (folder)
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

/* Staff see what is on it at once. What came of adding stays when the stick goes: there is a report of it to be read. */
static void meet_staffs_stick(struct session *s, const char *folder)
{
    struct visit_staff *staff = &s->visit.staff;
    if (folder || !staff->added)
        staff_find_on_stick(s);
    if (folder || !staff->on_stick.pulled) {
        staff_say(s,
                  folder ? tr("A stick is in. Touch Add from a stick.") : tr("The stick is out."));
        s->told_of_stick = true;
    }
}

void stick_tick(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    const char *folder = s->volumes ? volumes_stick(s->volumes) : NULL;
    if ((folder != NULL) == staff->stick_is_in || s->importer)
        return;
    staff->stick_is_in = folder != NULL;
    s->stale = true;
    if (s->told_of_stick) /* as it was before */
        s->visit.told[0] = 0;
    s->told_of_stick = false;
    if (staff->is_in)
        meet_staffs_stick(s, folder);
    else
        meet_visitors_stick(s, folder);
}
