#include "trial.h"

#include <stdarg.h>
#include <stdio.h>

static void write_words(char *out, size_t bytes, const char *format, va_list args)
{
    vsnprintf(out, bytes, format, args);
    for (char *p = out; *p; p++) {
        if (*p == '\t' || *p == '\n')
            *p = ' ';
    }
}

void trial_measure(struct trial *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_words(t->measured, sizeof t->measured, format, args);
    va_end(args);
}

void trial_fail(struct trial *t, const char *format, ...)
{
    if (t->failed)
        return;
    va_list args;
    va_start(args, format);
    write_words(t->broken_by, sizeof t->broken_by, format, args);
    va_end(args);
    t->failed = true;
}

void trial_expect(struct trial *t, bool holds, const char *format, ...)
{
    if (holds || t->failed)
        return;
    va_list args;
    va_start(args, format);
    write_words(t->broken_by, sizeof t->broken_by, format, args);
    va_end(args);
    t->failed = true;
}

void trial_kiosk(struct trial *t, struct kiosk *k)
{
    kiosk_config(k, t->library, &profiles[1]);
    kiosk_start(k);
}

void trial_kiosk_docs(struct trial *t, struct kiosk *k)
{
    kiosk_config(k, t->docs, &profiles[1]);
    kiosk_start(k);
}

static void walk_pages(struct trial *t, const struct walk *w, struct kiosk *k, enum screen_id id,
                       const char *glass, void (*look)(struct trial *, struct kiosk *, void *),
                       void *data)
{
    int pages = 1;
    for (int page = 0; page < pages && !(page && w->first_page_only); page++) {
        if (page)
            kiosk_page(k, page);
        pages = k->session->pages.count;
        snprintf(t->where, sizeof t->where, "%s, %d mdeg, %s, %s, page %d", glass,
                 k->session->visit.settings.cap_mdeg, k->session->visit.look.scheme->name,
                 screen_name(id), page + 1);
        look(t, k, data);
        if (t->failed) /* the first is enough */
            return;
    }
}

static void walk_screens(struct trial *t, const struct walk *w, struct kiosk *k, const char *glass,
                         void (*look)(struct trial *, struct kiosk *, void *), void *data)
{
    int schemes = w->all_schemes ? k->session->theme->scheme_count : 1;
    for (int scheme = 0; scheme < schemes; scheme++) {
        if (w->all_schemes)
            kiosk_scheme(k, scheme);
        for (enum screen_id id = SCREEN_ATTRACT + 1; id < SCREEN_COUNT && !t->failed; id++) {
            kiosk_show(k, id);
            walk_pages(t, w, k, id, glass, look, data);
        }
    }
}

void trial_walk(struct trial *t, const struct walk *w,
                void (*look)(struct trial *t, struct kiosk *k, void *data), void *data)
{
    static const int usual[] = {450, 700, 1000, 2000, 0};
    const int *sizes = w->sizes ? w->sizes : usual;
    for (int p = 0; p < PROFILES; p++) {
        if (w->profiles && !(w->profiles & 1 << p))
            continue;
        struct kiosk k;
        char glass[32];
        kiosk_config(&k, t->library, &profiles[p]);
        kiosk_start(&k);
        snprintf(glass, sizeof glass, "%dx%d", profiles[p].width_px, profiles[p].height_px);
        walk_pages(t, w, &k, SCREEN_ATTRACT, glass, look, data);
        for (int i = 0; sizes[i] && !t->failed; i++) {
            kiosk_size(&k, sizes[i]);
            walk_screens(t, w, &k, glass, look, data);
        }
        kiosk_stop(&k);
    }
}
