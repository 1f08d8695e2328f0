/* session_logo: the organiser's picture comes to the first screens as soon as it is made ready: the config's, else a pack's. */
#include "app/logo.h"
#include "app/session_parts.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/pack.h"
#include "library/pack_store.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)LOGO_MOST_BYTES == (int)PACK_LOGO_BYTES_MOST, "a pack's logo can be shown");

static void forget(struct session *s)
{
    logo_stop(s->logo);
    s->logo = NULL;
    s->logo_waits = false;
    s->visit.logo = (struct visit_logo){0};
    pack_logo_free(&s->logo_of);
}

/* What lectern.ini names goes before what packs bring: `maker` is NULL then. */
static void find(struct session *s, struct pack_logo *out)
{
    *out = (struct pack_logo){0};
    if (*s->config->logo)
        out->path = mem_copy_string(s->config->logo);
    else if (s->catalogue && pack_store_logo(s->catalogue, out) != ERR_OK)
        *out = (struct pack_logo){0};
}

static void show(struct session *s)
{
    const struct pack_logo *of = &s->logo_of;
    s->visit.logo.of_pack = of->title;
    s->visit.logo.name = of->maker ? of->maker : s->visit.kiosk_name;
    s->visit.logo.file = of->path ? file_name(of->path) : NULL;
    if (of->path)
        s->logo = logo_start(of->path, &s->config->limits, s->wake, s->wake_data);
    s->logo_waits = s->logo != NULL;
    if (s->logo_waits && s->in_script)
        logo_wait(s->logo);
    logo_tick(s);
    s->stale = true;
}

void session_show_logo(struct session *s)
{
    s->logo_may_show = true;
    logo_changed(s);
}

void logo_changed(struct session *s)
{
    struct pack_logo now;
    if (!s->logo_may_show)
        return;
    find(s, &now);
    const char *was = s->logo_of.path ? s->logo_of.path : "", *is = now.path ? now.path : "";
    if (strcmp(was, is) == 0) {
        pack_logo_free(&now);
        return;
    }
    forget(s);
    s->logo_of = now;
    show(s);
}

void logo_tick(struct session *s)
{
    if (!s->logo_waits || !logo_is_done(s->logo))
        return;
    s->logo_waits = false;
    enum err err = logo_book(s->logo, &s->visit.logo.book);
    s->visit.logo.is_broken = err != ERR_OK;
    s->stale = true;
}

void logo_free(struct session *s)
{
    forget(s);
}
