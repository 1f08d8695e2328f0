/* session_drop: packs that a sync engine brings (library/drop_folder.h). Visitors only ever find more to read; staff's health screen asks. */
#include "app/session_parts.h"
#include "base/log.h"
#include "library/drop_folder.h"
#include "ui/messages.h"

#include <stdio.h>

void drop_start(struct session *s)
{
    if (!*s->config->drop)
        return;
    const struct config_section_names sections = config_section_names(s->config);
    const struct importer_options options = {
        .folder = s->config->library, .limits = s->config->limits, .sections = sections.names};
    enum err err = drop_folder_start(s->config->drop, &options, s->wake, s->wake_data, &s->drop);
    if (err != ERR_OK)
        log_error("the drop folder %s can't be watched (%s)", s->config->drop, err_name(err));
}

bool drop_state(const struct session *s, struct drop_state *out)
{
    *out = s->drop ? drop_folder_state(s->drop) : (struct drop_state){0};
    return s->drop != NULL;
}

void drop_problem(const struct session *s, char *out, size_t bytes)
{
    struct drop_state state;
    char why[256];
    *out = 0;
    if (!drop_state(s, &state) || state.err == ERR_OK)
        return;
    messages_error(state.err, *state.problem ? state.problem : s->config->drop, why, sizeof why);
    snprintf(out, bytes, "%s", why);
}

bool drop_waits(const struct session *s)
{
    struct drop_state state;
    return drop_state(s, &state) && (state.is_busy || state.changes != s->drop_changes);
}

void drop_tick(struct session *s)
{
    struct drop_state state;
    if (!drop_state(s, &state) || state.changes == s->drop_changes)
        return;
    s->drop_changes = state.changes;
    if (s->visit.staff.is_in) {
        shelves_changed(s);
    } else {
        session_mend(s);
        session_count_sections(s);
        shelf_refresh(s);
    }
    s->stale = true;
}

void drop_stop(struct session *s)
{
    drop_folder_free(s->drop);
    s->drop = NULL;
}
