#include "trial.h"

#include "ui/messages.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

struct walking {
    struct trial *t;
    const struct walk *walk;
    struct kiosk *k;
    char glass[48];
    void (*look)(struct trial *, struct kiosk *, void *);
    void *data;
    bool visited[SCREEN_COUNT];
};

/* Of a list of many pages the first four are looked at, the last, and four between them: its pages are made by the same few lines. */
static int page_after(int page, int pages)
{
    enum { FIRST = 4, BETWEEN = 4 };
    int step = page + 1 < FIRST ? 1 : 1 + (pages - FIRST) / (BETWEEN + 1);
    return page + step >= pages && page < pages - 1 ? pages - 1 : page + step;
}

static void walk_pages(struct walking *w, enum screen_id id)
{
    struct trial *t = w->t;
    struct kiosk *k = w->k;
    trial_expect(t, kiosk_screen(k) == id, "%s does not come up", screen_name(id));
    int pages = 1;
    for (int page = 0; page < pages && !(page && w->walk->first_page_only);
         page = page_after(page, pages)) {
        if (page)
            kiosk_page(k, page);
        pages = k->session->pages.count;
        snprintf(t->where, sizeof t->where, "%s, %d mdeg, %s, %s, page %d", w->glass,
                 k->session->visit.settings.cap_mdeg, k->session->visit.look.scheme->name,
                 screen_name(id), page + 1);
        w->look(t, k, w->data);
        if (t->failed) /* the first is enough */
            return;
        w->visited[id] = true;
    }
}

static void walk_screens(struct walking *w)
{
    struct kiosk *k = w->k;
    int schemes = w->walk->all_schemes ? k->session->theme->scheme_count : 1;
    for (int scheme = 0; scheme < schemes; scheme++) {
        if (w->walk->all_schemes)
            kiosk_scheme(k, scheme);
        for (enum screen_id id = SCREEN_ATTRACT + 1; id < SCREEN_COUNT; id++) {
            for (int v = 0; v < kiosk_variants(id) && kiosk_knows(id) && !w->t->failed; v++) {
                kiosk_show_variant(k, id, v);
                walk_pages(w, id);
            }
        }
    }
}

static void walk_glass(struct walking *w, const struct display *glass)
{
    static const int usual[] = {450, 700, 1000, 2000, 0};
    const int *sizes = w->walk->sizes ? w->walk->sizes : usual;
    char lang[16];
    struct kiosk k;
    w->k = &k;
    kiosk_config(&k, w->t->library, glass);
    kiosk_start(&k);
    messages_lang(lang);
    snprintf(w->glass, sizeof w->glass, "%dx%d %s%s", glass->width_px, glass->height_px, lang,
             w->walk->in_reach ? " reach" : "");
    walk_pages(w, SCREEN_ATTRACT);
    for (int i = 0; sizes[i] && !w->t->failed; i++) {
        kiosk_act(&k, ACTION_REACH, w->walk->in_reach);
        kiosk_size(&k, sizes[i]);
        walk_screens(w);
    }
    kiosk_stop(&k);
}

void trial_walk(struct trial *t, const struct walk *walk,
                void (*look)(struct trial *t, struct kiosk *k, void *data), void *data)
{
    static const char *const tags[] = {"en", "en-XA", "ar-XB"};
    struct walking w = {.t = t, .walk = walk, .look = look, .data = data};
    int langs = walk->langs ? walk->langs : WALK_ENGLISH;
    for (int l = 0; l < 3 && !t->failed; l++) {
        if (!(langs & 1 << l))
            continue;
        trial_lang(t, tags[l]);
        for (int p = 0; p < PROFILES && !t->failed; p++) {
            if (!walk->profiles || walk->profiles & 1 << p)
                walk_glass(&w, &profiles[p]);
        }
    }
    trial_lang(t, "en");
    for (enum screen_id id = SCREEN_ATTRACT; id < SCREEN_COUNT; id++)
        trial_expect(t, w.visited[id], "screen %d (%s) was never looked at: add it to ways.c",
                     (int)id, screen_name(id));
}

void trial_lang(struct trial *t, const char *tag)
{
    char is[16];
    messages_set_lang(tag);
    messages_lang(is);
    trial_expect(t, strcmp(is, tag) == 0, "there is no catalogue of %s", tag);
}
