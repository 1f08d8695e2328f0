/* session_logo: the organiser's picture comes to the first screens as soon as it is made ready. */
#include "app/logo.h"
#include "app/session_parts.h"
#include "base/file.h"

void session_show_logo(struct session *s)
{
    s->logo = logo_start(s->config, s->wake, s->wake_data);
    s->logo_waits = s->logo != NULL;
    if (s->logo_waits && s->in_script)
        logo_wait(s->logo);
    logo_tick(s);
}

void logo_tick(struct session *s)
{
    if (!s->logo_waits || !logo_is_done(s->logo))
        return;
    s->logo_waits = false;
    enum err err = logo_book(s->logo, &s->visit.logo.book);
    s->visit.logo.is_broken = err != ERR_OK;
    s->visit.logo.file = file_name(s->config->logo);
    s->stale = true;
}
