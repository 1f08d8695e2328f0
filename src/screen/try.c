/* try: staff try the screen (fields of colour to the very edge, words as they are and the largest) and the sound (each side). */
#include "screen/try.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

#define EDGE_MM 1.0 /* of the line at each edge of a field */

const char *try_colour_name(int colour)
{
    const char *const names[TRY_COLOUR_COUNT] = {tr("Red"),   tr("Green"), tr("Blue"),
                                                 tr("White"), tr("Black"), tr("Grey")};
    return colour >= 0 && colour < TRY_COLOUR_COUNT ? names[colour] : "";
}

static void add(struct flow *f, const char *name, const char *icon, enum try_what what)
{
    flow_button(f, ROLE_BUTTON, name, icon, action(ACTION_TRY, what), 0);
}

static void fill_screen(struct flow *f, const void *data)
{
    (void)data;
    flow_heading(f, tr("Screen"));
    add(f, tr("Colours"), "colours", TRY_COLOURS);
    add(f, tr("Small and large words"), "text", TRY_SIZES);
    flow_end_row(f, false);
}

static void fill_sound(struct flow *f, const void *data)
{
    (void)data;
    flow_heading(f, tr("Sound"));
    add(f, tr("Left"), "listen", TRY_LEFT);
    add(f, tr("Right"), "listen", TRY_RIGHT);
    add(f, tr("Both sides"), "listen", TRY_BOTH);
    add(f, tr("A sentence"), "sentence", TRY_SAY);
    flow_end_row(f, false);
}

static void fill_volume(struct flow *f, const void *data)
{
    const struct visit *v = data;
    char words[64];
    snprintf(words, sizeof words, tr("Volume %d of %d"), visit_volume(v), VISIT_VOLUME_STEPS);
    flow_heading(f, words);
    flow_button(f, ROLE_BUTTON, tr("Softer"), "softer", action(ACTION_SOFTER, 0), 0);
    flow_button(f, ROLE_BUTTON, tr("Louder"), "louder", action(ACTION_LOUDER, 0), 0);
    flow_end_row(f, false);
}

static void fill_choice(struct flow *f, const struct visit *v)
{
    double cap = v->look.metrics.bar_cap_px;
    flow_together(f, fill_screen, v);
    flow_text(f, tr("Each colour has a line at every edge of the glass."), cap, false);
    flow_together(f, fill_sound, v);
    flow_together(f, fill_volume, v);
    if (v->sound_is_lost)
        flow_text(f, tr("There is no sound. Check the speaker or headset and its plug."), cap,
                  false);
    else
        flow_text(f,
                  v->kiosk.trying.headset
                      ? tr("Sound is in the headset. Take it out to try the speaker.")
                      : tr("Sound is in the speaker. Put a headset in to try it."),
                  cap, false);
}

static double body_cap(const struct visit *v, int mdeg)
{
    return metrics_make(&v->look.theme->sizes, &v->look.display, mdeg).body_cap_px;
}

static void fill_sizes(struct flow *f, const struct visit *v)
{
    const struct theme_sizes *s = &v->look.theme->sizes;
    flow_text(f, tr("These words have your size. Every child has a right to learn."),
              v->look.metrics.body_cap_px, false);
    flow_end_row(f, true);
    flow_text(f, tr("The largest"), body_cap(v, s->steps_mdeg[s->step_count - 1]), false);
}

static void fill(struct flow *f, const struct visit *v)
{
    if (v->kiosk.trying.face == TRY_TEXT)
        fill_sizes(f, v);
    else
        fill_choice(f, v);
}

static void add_panel(struct widget_list *list, const struct scheme *colour, struct rect r)
{
    struct widget *w = widget_add(list, ROLE_PANEL, NULL, NULL, r);
    w->scheme = colour;
}

/* Two buttons, above the middle on one field and below it on the next, so that each dot is seen; in reach mode below it (A34). */
static void add_buttons(const struct visit *v, struct widget_list *list)
{
    const struct display *d = &v->look.display;
    const struct metrics *m = &v->look.metrics;
    char words[96];
    snprintf(words, sizeof words, tr("%s: go on"), try_colour_name(v->kiosk.trying.colour));
    const char *const names[] = {words, tr("Stop")};
    int width = d->width_px * 2 / 5, gap = m->unit_px;
    bool is_below = v->settings.reach || v->kiosk.trying.colour % 2;
    int y = d->height_px / 2 + (is_below ? gap : -gap - m->target_px);
    for (int i = 0; i < 2; i++) {
        struct rect r = {d->width_px / 2 + (i ? gap / 2 : -gap / 2 - width), y, width,
                         m->target_px};
        struct widget *w = widget_add(list, ROLE_BUTTON, names[i], NULL, r);
        w->cap_px = m->bar_cap_px;
        while (w->cap_px > 8 &&
               look_width(&v->look, names[i], w->cap_px, false) > width - m->unit_px)
            w->cap_px *= 0.94;
        w->action = action(ACTION_TRY, i ? TRY_STOP : TRY_NEXT);
        w->group = 1;
    }
}

/* A field from edge to edge, with a line at each edge: one that does not show is cut. */
static struct screen_pages build_field(const struct visit *v, struct widget_list *list)
{
    static const struct scheme colours[TRY_COLOUR_COUNT] = {
        {.line = 0xffff0000u}, {.line = 0xff00ff00u}, {.line = 0xff0000ffu},
        {.line = 0xffffffffu}, {.line = 0xff000000u}, {.line = 0xff808080u}};
    static const struct scheme white = {.line = 0xffffffffu}, black = {.line = 0xff000000u};
    static const bool is_dark[TRY_COLOUR_COUNT] = {true, false, true, false, true, false};
    int colour = v->kiosk.trying.colour, w = v->look.display.width_px,
        h = v->look.display.height_px;
    int edge = (int)(EDGE_MM * v->look.metrics.px_per_mm + 0.5);
    const struct scheme *line = is_dark[colour] ? &white : &black;
    edge = edge < 1 ? 1 : edge;
    widget_list_clear(list, "field");
    add_panel(list, &colours[colour], (struct rect){0, 0, w, h});
    add_panel(list, line, (struct rect){0, 0, w, edge});
    add_panel(list, line, (struct rect){0, h - edge, w, edge});
    add_panel(list, line, (struct rect){0, 0, edge, h});
    add_panel(list, line, (struct rect){w - edge, 0, edge, h});
    add_buttons(v, list);
    return (struct screen_pages){0, 1};
}

struct screen_pages try_build(const struct visit *v, struct widget_list *list)
{
    if (v->kiosk.trying.face == TRY_COLOUR)
        return build_field(v, list);
    return flow_screen_build(v, list, "try", tr("Screen and sound"), fill);
}
