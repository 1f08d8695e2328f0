/* easier: first what most people need: ready-made choices, size, colours, pictures; then the language, and the topics (easier_topics). */
#include "screen/choice.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

static void fill_sizes(struct flow *f, const void *data)
{
    const struct visit *v = data;
    const struct theme_sizes *s = &v->look.theme->sizes;
    const struct {
        const char *name;
        int mdeg;
    } sizes[] = {{tr("Default"), s->default_mdeg},
                 {tr("Larger"), s->larger_mdeg},
                 {tr("Largest"), s->largest_mdeg}};
    flow_heading(f, tr("Text size"));
    for (int i = 0; i < 3; i++)
        choice_add(f, sizes[i].name, action(ACTION_SIZE, sizes[i].mdeg),
                   v->settings.cap_mdeg == sizes[i].mdeg, NULL);
    flow_button(f, ROLE_BUTTON, tr("Smaller"), "minus", action(ACTION_SIZE_STEP, -1), 0);
    flow_button(f, ROLE_BUTTON, tr("Bigger"), "plus", action(ACTION_SIZE_STEP, 1), 0);
    flow_end_row(f, false);
}

static void fill_look(struct flow *f, const struct visit *v)
{
    const struct theme *theme = v->look.theme;
    flow_together(f, fill_sizes, v);
    flow_heading(f, tr("Colours"));
    for (int i = 0; i < theme->scheme_count; i++)
        choice_add(f, tr(theme->schemes[i].label), action(ACTION_SCHEME, i),
                   v->settings.scheme == i && !v->settings.has_own, &theme->schemes[i]);
    choice_add(f, tr("My own"), action(ACTION_OWN, 0), v->settings.has_own, &v->own);
    flow_end_row(f, false);
    flow_heading(f, tr("Pictures"));
    choice_add(f, tr("Show"), action(ACTION_PICTURES, 1), !v->settings.text_only, NULL);
    choice_add(f, tr("Text only"), action(ACTION_PICTURES, 0), v->settings.text_only, NULL);
    flow_button(f, ROLE_BUTTON, tr("Put everything back"), NULL, action(ACTION_RESET, 0), 0);
    flow_end_row(f, true);
    flow_text(f, tr("Every child has a right to learn."), v->look.metrics.body_cap_px, false);
}

/* Ready-made choices, each drawn as what it makes: one touch changes several things at once. */
static void fill_ready(struct flow *f, const struct visit *v)
{
    const struct theme *theme = v->look.theme;
    const struct {
        const char *name, *icon, *scheme;
        int face;
        bool bold;
    } ready[] = {
        {tr("Bigger and bolder"), "larger", "white-on-black", 0, true},
        {tr("Easier on the eyes"), "colours", "cream", 0, false},
        {tr("Dyslexia"), "text", "cream", FONT_OPENDYSLEXIC + 1, false},
        {tr("Just listen"), "listen", NULL, 0, false},
        {tr("One switch"), "touch", NULL, 0, false},
        {tr("Reach"), "reach", NULL, 0, false},
    };
    int count = (int)(sizeof ready / sizeof *ready), columns = 3;
    for (int i = 0; i < count; i++) {
        f->face = ready[i].face;
        f->bold = ready[i].bold;
        int width = flow_button_width(f, ROLE_BUTTON, ready[i].name, true);
        while (columns > 1 && width > flow_column(f, columns))
            columns--;
    }
    for (int i = 0; i < count; i++) {
        f->face = ready[i].face;
        f->bold = ready[i].bold;
        struct widget *w = flow_button(f, ROLE_BUTTON, ready[i].name, ready[i].icon,
                                       action(ACTION_READY, i), flow_column(f, columns));
        if (w && ready[i].scheme)
            w->scheme = theme_find_scheme(theme, ready[i].scheme);
    }
    f->face = 0;
    f->bold = false;
    flow_end_row(f, false);
}

static int side_column(const struct flow *f)
{
    const char *const headings[] = {tr("Text size"), tr("Colours"), tr("Pictures")};
    return choice_side_column(f, headings, 3, 5);
}

/* Each language by its own name, so that it is found by those who read only that one. */
static void fill_language(struct flow *f, const struct visit *v)
{
    const char *heading = tr("Language");
    if (v->lang_count < 2)
        return;
    const struct look *look = &v->look;
    int needs = look_width(look, heading, look->metrics.bar_cap_px, true) + flow_gap(f);
    f->side_px = side_column(f); /* in line with those above, where its heading is not wider */
    if (f->side_px < needs)
        f->side_px = choice_side_column(f, &heading, 1, 2);
    flow_heading(f, heading);
    for (int i = 0; i < v->lang_count; i++)
        choice_add(f, v->langs[i].name, action(ACTION_LANG, i), v->settings.lang == i, NULL);
    flow_end_row(f, false);
}

/* The language, and the other settings, each behind its sign. */
static void fill_rest(struct flow *f, const struct visit *v)
{
    const struct {
        const char *name, *icon;
    } topics[VISIT_TOPICS] = {
        {tr("Letters and spaces"), "text"},
        {tr("My line"), "contents"},
        {tr("Voice"), "listen"},
        {tr("Touch and keys"), "touch"},
        {tr("Guidance and switches"), "headset"},
    };
    fill_language(f, v);
    f->side_px = 0;
    f->left = f->area.x;
    flow_end_row(f, false);
    f->group++;
    /* in two columns, or, on a low glass, as close as they get: on one page where that can be */
    int rows = (VISIT_TOPICS + 1) / 2, row = v->look.metrics.target_px + v->look.metrics.gap_px;
    bool roomy = f->y + rows * row - flow_gap(f) <= f->area.y + f->area.h;
    for (int i = 0; i < VISIT_TOPICS; i++)
        flow_button(f, ROLE_BUTTON, topics[i].name, topics[i].icon, action(ACTION_TOPIC, i),
                    roomy ? flow_column(f, 2) : 0);
    flow_end_row(f, false);
}

static void fill(struct flow *f, const struct visit *v)
{
    fill_ready(f, v);
    f->side_px = side_column(f);
    fill_look(f, v);
    if (flow_has_room(f, fill_rest))
        flow_end_row(f, true);
    else
        flow_break(f);
    fill_rest(f, v);
}

struct screen_pages easier_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "easier", tr("Make it easier"), fill);
}
