#include "app/opening.h"

#include "base/mem.h"
#include "ui/messages.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>

struct opening {
    struct app *app;
    pthread_t thread;
    bool runs;
    locale_t locale; /* the thread's */
    enum err err;
    struct canvas *picture;
    bool is_drawn;
};

static void draw(struct opening *o)
{
    struct app *app = o->app;
    struct session *s = app->session;
    const struct display *d = &s->visit.look.display;
    session_build(s);
    o->picture = canvas_new(d->width_px, d->height_px);
    struct rect damage[PAINTER_DAMAGE_MOST];
    o->is_drawn = painter_paint(app->painter, o->picture, &s->visit.look, &s->list, s->focus,
                                session_shows_focus(s), damage) > 0;
}

static void *run(void *data)
{
    struct opening *o = data;
    struct app *app = o->app;
    locale_t was = uselocale(o->locale); /* a null one changes nothing */
    o->err = session_new_shut(&app->options->config, &app->clock, app_wake, app, &app->session);
    if (o->err == ERR_OK)
        draw(o);
    uselocale(was);
    return NULL;
}

struct opening *opening_begin(struct app *app)
{
    struct opening *o = mem_new(1, sizeof *o);
    o->app = app;
    o->locale = messages_new_locale();
    o->runs = o->locale && pthread_create(&o->thread, NULL, run, o) == 0;
    if (!o->runs)
        run(o);
    return o;
}

static void join(struct opening *o)
{
    if (o->runs)
        pthread_join(o->thread, NULL);
    o->runs = false;
}

enum err opening_wait(struct opening *o)
{
    bool ran = o->runs;
    join(o);
    if (ran && o->err == ERR_OK)
        messages_set_lang(o->app->session->lang);
    return o->err;
}

bool opening_show(struct opening *o)
{
    struct app *app = o->app;
    struct session *s = app->session;
    bool is_due = o->is_drawn && !s->stale && s->unshown;
    if (!is_due || !window_show_first(app->window, o->picture)) {
        painter_forget(app->painter);
        s->stale = true;
        return false;
    }
    s->unshown = s->look_changed = false;
    return true;
}

void opening_free(struct opening *o)
{
    if (!o)
        return;
    join(o);
    if (o->locale)
        freelocale(o->locale);
    canvas_free(o->picture);
    free(o);
}
