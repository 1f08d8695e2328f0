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
    bool is_ready; /* the first screen is built */
};

static void *run(void *data)
{
    struct opening *o = data;
    struct app *app = o->app;
    locale_t was = uselocale(o->locale); /* a null one changes nothing */
    o->err = session_new_shut(&app->options->config, &app->clock, app_wake, app, &app->session);
    if (o->err == ERR_OK) {
        session_build(app->session);
        painter_make_ready(app->painter, &app->session->visit.look, &app->session->list);
        o->is_ready = true;
    }
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

static void draw(void *data, struct canvas *canvas)
{
    struct app *app = data;
    struct session *s = app->session;
    painter_paint_whole(app->painter, canvas, &s->visit.look, &s->list, s->focus,
                        session_shows_focus(s));
}

bool opening_show(struct opening *o)
{
    struct app *app = o->app;
    struct session *s = app->session;
    painter_forget(app->painter);
    if (!o->is_ready || s->stale || !s->unshown) {
        s->stale = true;
        return false;
    }
    window_show_first(app->window, draw, app);
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
    free(o);
}
