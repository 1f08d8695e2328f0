/* easier: how words and colours look, each choice with its name, and a line of text that shows it at once. */
#include "screen/flow_screen.h"
#include "ui/messages.h"

static void choice(struct flow *f, const char *name, struct action act, bool chosen,
                   const struct scheme *scheme)
{
    struct widget *w = flow_button(f, ROLE_CHOICE, name, NULL, act, 0);
    if (!w)
        return;
    w->state |= chosen ? STATE_CHOSEN : 0u;
    w->scheme = scheme;
}

static void fill_sizes(struct flow *f, const struct visit *v)
{
    const struct theme_sizes *s = &v->look.theme->sizes;
    const struct {
        const char *name;
        int mdeg;
    } sizes[] = {{tr("Default"), s->default_mdeg},
                 {tr("Larger"), s->larger_mdeg},
                 {tr("Largest"), s->largest_mdeg}};
    flow_heading(f, tr("Text size"));
    for (int i = 0; i < 3; i++)
        choice(f, sizes[i].name, action(ACTION_SIZE, sizes[i].mdeg),
               v->settings.cap_mdeg == sizes[i].mdeg, NULL);
    flow_button(f, ROLE_BUTTON, tr("Smaller"), "minus", action(ACTION_SIZE_STEP, -1), 0);
    flow_button(f, ROLE_BUTTON, tr("Bigger"), "plus", action(ACTION_SIZE_STEP, 1), 0);
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct theme *theme = v->look.theme;
    fill_sizes(f, v);
    flow_heading(f, tr("Colours"));
    for (int i = 0; i < theme->scheme_count; i++)
        choice(f, tr(theme->schemes[i].label), action(ACTION_SCHEME, i), v->settings.scheme == i,
               &theme->schemes[i]);
    flow_end_row(f, false);
    flow_heading(f, tr("Pictures"));
    choice(f, tr("Show"), action(ACTION_PICTURES, 1), !v->settings.text_only, NULL);
    choice(f, tr("Text only"), action(ACTION_PICTURES, 0), v->settings.text_only, NULL);
    flow_button(f, ROLE_BUTTON, tr("Put everything back"), NULL, action(ACTION_RESET, 0), 0);
    flow_end_row(f, true);
    flow_text(f, tr("Every child has a right to learn."), v->look.metrics.body_cap_px, false);
}

struct screen_pages easier_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "easier", tr("Make it easier"), fill);
}
