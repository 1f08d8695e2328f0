/* own: a visitor's own pair of colours, with how well they can be told apart, and a warning when that is too little (A6, A9). */
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

/* A swatch is a scheme of its own: its colour, under words in black or white. */
#define SWATCH(colour, words)                                                                      \
    {                                                                                              \
        .background = 0xff000000u | (colour), .surface = 0xff000000u | (colour), .text = (words),  \
        .muted = (words)                                                                           \
    }
#define BLACK 0xff000000u
#define WHITE 0xffffffffu

enum { COLOURS = 12 };

static const struct scheme swatches[COLOURS] = {
    SWATCH(0x000000, WHITE), SWATCH(0xffffff, BLACK), SWATCH(0x06215c, WHITE),
    SWATCH(0xffef5a, BLACK), SWATCH(0xfbf2dc, BLACK), SWATCH(0xcfe6fa, BLACK),
    SWATCH(0xd8f0d2, BLACK), SWATCH(0xffc9d6, BLACK), SWATCH(0x4b1d78, WHITE),
    SWATCH(0x5c0a2e, WHITE), SWATCH(0x123f1c, WHITE), SWATCH(0x4a2a10, WHITE),
};

static void make_names(const char *names[COLOURS])
{
    const char *const all[COLOURS] = {tr("Black"),       tr("White"),      tr("Dark blue"),
                                      tr("Yellow"),      tr("Cream"),      tr("Light blue"),
                                      tr("Light green"), tr("Pink"),       tr("Purple"),
                                      tr("Dark red"),    tr("Dark green"), tr("Brown")};
    for (int i = 0; i < COLOURS; i++)
        names[i] = all[i];
}

static void fill_row(struct flow *f, const char *heading, const char *format, enum action_kind kind,
                     uint32_t chosen)
{
    const char *names[COLOURS];
    make_names(names);
    flow_heading(f, heading);
    for (int i = 0; i < COLOURS; i++) {
        char name[64];
        snprintf(name, sizeof name, format, names[i]);
        struct widget *w = flow_button(f, ROLE_CHOICE, name, NULL,
                                       action(kind, swatches[i].background & 0xffffffu), 0);
        if (!w)
            continue;
        w->scheme = &swatches[i];
        w->state |= swatches[i].background == chosen ? STATE_CHOSEN : 0u;
    }
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    const struct visit_settings *s = &v->settings;
    double contrast = theme_contrast(s->own_text, s->own_ground);
    char words[128];
    snprintf(words, sizeof words,
             contrast < 7 ? tr("Hard to read: contrast %.1f. Seven or more is better.")
                          : tr("Easy to tell apart: contrast %.1f."),
             contrast);
    flow_text(f, words, m->bar_cap_px, contrast < 7);
    flow_end_row(f, true);
    fill_row(f, tr("Words"), tr("%s words"), ACTION_OWN_TEXT, s->own_text);
    fill_row(f, tr("Ground"), tr("%s ground"), ACTION_OWN_GROUND, s->own_ground);
}

struct screen_pages own_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "own", tr("My own colours"), fill);
}
