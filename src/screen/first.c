/* first: how every visit begins, until staff choose otherwise. */
#include "screen/choice.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

enum { NUMBERS_MOST = 8 };

/* The usual numbers, and what is set where it is none of them: so that what is so can always be seen. */
struct numbers {
    int values[NUMBERS_MOST];
    int count;
};

static struct numbers numbers_with(const int *usual, int count, int now)
{
    struct numbers n = {.count = 0};
    bool has = false;
    for (int i = 0; i < count; i++) {
        if (!has && now < usual[i])
            n.values[n.count++] = now;
        has |= now <= usual[i];
        n.values[n.count++] = usual[i];
    }
    if (!has)
        n.values[n.count++] = now;
    return n;
}

static struct action choose(enum visit_first_kind kind, int value)
{
    return action(ACTION_FIRST, (int64_t)kind * VISIT_FIRST_MOST + value);
}

static void add(struct flow *f, const char *name, enum visit_first_kind kind, int value)
{
    choice_add(f, name, choose(kind, value), f->visit->kiosk.first.now[kind] == value, NULL);
}

static void idle_words(int seconds, char out[64])
{
    if (!seconds)
        snprintf(out, 64, "%s", tr("Never"));
    else if (seconds % 60)
        snprintf(out, 64, trn("%d second", "%d seconds", (unsigned long)seconds), seconds);
    else
        snprintf(out, 64, trn("%d minute", "%d minutes", (unsigned long)(seconds / 60)),
                 seconds / 60);
}

static void fill_idle(struct flow *f, const void *data)
{
    static const int usual[] = {60, 120, 180, 300, 600};
    const struct visit *v = data;
    int now = v->kiosk.first.now[FIRST_IDLE];
    struct numbers n = numbers_with(usual, 5, now ? now : usual[0]);
    char words[64];
    flow_heading(f, tr("Asks “Are you still here?” after"));
    for (int i = 0; i < n.count; i++) {
        idle_words(n.values[i], words);
        add(f, words, FIRST_IDLE, n.values[i]);
    }
    idle_words(0, words);
    add(f, words, FIRST_IDLE, 0);
    flow_end_row(f, false);
}

static void fill_size(struct flow *f, const void *data)
{
    const struct visit *v = data;
    const struct theme_sizes *s = &v->look.theme->sizes;
    int now = v->kiosk.first.now[FIRST_SIZE];
    flow_heading(f, tr("Text size"));
    add(f, tr("Default"), FIRST_SIZE, s->default_mdeg);
    add(f, tr("Larger"), FIRST_SIZE, s->larger_mdeg);
    add(f, tr("Largest"), FIRST_SIZE, s->largest_mdeg);
    if (now != s->default_mdeg && now != s->larger_mdeg && now != s->largest_mdeg)
        add(f, tr("As it was set up"), FIRST_SIZE, now);
    flow_end_row(f, false);
}

static void fill_schemes(struct flow *f, const void *data)
{
    const struct visit *v = data;
    const struct theme *theme = v->look.theme;
    flow_heading(f, tr("Colours"));
    for (int i = 0; i < theme->scheme_count; i++)
        choice_add(f, tr(theme->schemes[i].label), choose(FIRST_SCHEME, i),
                   v->kiosk.first.now[FIRST_SCHEME] == i, &theme->schemes[i]);
    flow_end_row(f, false);
}

static void fill_langs(struct flow *f, const void *data)
{
    const struct visit *v = data;
    flow_heading(f, tr("Language"));
    for (int i = 0; i < v->lang_count; i++)
        add(f, v->langs[i].name, FIRST_LANG, i);
    flow_end_row(f, false);
}

static void fill_volume(struct flow *f, const void *data)
{
    (void)data;
    flow_heading(f, tr("Volume"));
    for (int i = 1; i <= VISIT_VOLUME_STEPS; i++) {
        char words[16];
        snprintf(words, sizeof words, "%d", i);
        add(f, words, FIRST_VOLUME, i);
    }
    flow_end_row(f, false);
}

static void fill_speed(struct flow *f, const void *data)
{
    static const int usual[] = {100, 140, 175, 220, 280};
    const struct visit *v = data;
    struct numbers n = numbers_with(usual, 5, v->kiosk.first.now[FIRST_SPEED]);
    flow_heading(f, tr("Words read aloud in a minute"));
    for (int i = 0; i < n.count; i++) {
        char words[16];
        snprintf(words, sizeof words, "%d", n.values[i]);
        add(f, words, FIRST_SPEED, n.values[i]);
    }
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    flow_text(f, tr("Each visitor can still change all of this."), v->look.metrics.bar_cap_px,
              false);
    const char *const headings[] = {tr("Text size"), tr("Colours"), tr("Language"), tr("Volume")};
    f->side_px = choice_side_column(f, headings, 4, 5);
    flow_together(f, fill_size, v);
    flow_together(f, fill_schemes, v);
    if (v->lang_count > 1)
        flow_together(f, fill_langs, v);
    flow_together(f, fill_volume, v);
    f->side_px = 0;
    f->left = f->area.x;
    flow_end_row(f, false);
    flow_together(f, fill_speed, v);
    flow_together(f, fill_idle, v);
    f->group++;
    flow_end_row(f, true);
    struct widget *w = flow_button(f, ROLE_BUTTON, tr("Put back as they were"), "undo",
                                   action(ACTION_FIRST_RESET, 0), 0);
    if (w && !v->kiosk.first.is_staffs)
        w->state |= STATE_OFF;
    flow_end_row(f, false);
}

struct screen_pages first_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "first", tr("How visits begin"), fill);
}
