/* session_stick: a stick that comes or goes. Staff see what is on it. Of a visitor's nothing is opened; but signed packs of makers whom
 * staff trust are welcome without asking. */
#include "app/session_parts.h"
#include "base/log.h"
#include "library/keyring.h"
#include "ui/messages.h"

#include <string.h>

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

static const char *only_staff(void)
{
    return tr("Only staff can add documents from a USB stick.");
}

static void meet_visitors_stick(struct session *s, const char *folder)
{
    if (folder && welcome_packs(s, folder))
        session_tell(s, tr("I am looking for new documents on the stick."));
    else if (folder)
        session_tell(s, only_staff());
}

void stick_welcomed(struct session *s, enum err err)
{
    struct visit_staff *staff = &s->visit.staff;
    struct import_tally tally = import_list_tally(&staff->stick);
    bool is_in = s->volumes && volumes_stick(s->volumes);
    s->welcomes = false;
    staff->added = false;
    import_list_free(&staff->stick);
    staff->stick = (struct import_list){0};
    if (err != ERR_OK)
        log_error("packs of a stick: %s", err_name(err));
    if (staff->is_in)
        staff_find_on_stick(s);
    if (tally.added)
        session_tell(s, tr("New documents were added."));
    else if (tally.known)
        session_tell(s, tr("These documents are here already."));
    else if (is_in && !staff->is_in)
        session_tell(s, only_staff());
}

static bool is_of_stick(const char *told)
{
    const char *const words[] = {only_staff(), tr("A stick is in. Touch Add from a stick."),
                                 tr("The stick is out."),
                                 tr("I am looking for new documents on the stick.")};
    bool is = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is |= strcmp(told, words[i]) == 0;
    return is;
}

void stick_tick(struct session *s)
{
    struct visit_staff *staff = &s->visit.staff;
    const char *folder = s->volumes ? volumes_stick(s->volumes) : NULL;
    if ((folder != NULL) == staff->stick_is_in || s->importer)
        return;
    staff->stick_is_in = folder != NULL;
    s->stale = true;
    if (is_of_stick(s->visit.told)) /* as it was before */
        s->visit.told[0] = 0;
    if (staff->is_in) {
        staff_find_on_stick(s);
        staff_say(s,
                  folder ? tr("A stick is in. Touch Add from a stick.") : tr("The stick is out."));
    } else {
        meet_visitors_stick(s, folder);
    }
}
