#include "screen/choice.h"

void choice_add(struct flow *f, const char *name, struct action act, bool chosen,
                const struct scheme *scheme)
{
    struct widget *w = flow_button(f, ROLE_CHOICE, name, NULL, act, 0);
    if (!w)
        return;
    w->state |= chosen ? STATE_CHOSEN : 0u;
    w->scheme = scheme;
}

struct row {
    const char *heading;
    enum action_kind kind;
    const char *const *names;
    const int *values;
    int count, chosen;
};

static void fill_row(struct flow *f, const void *data)
{
    const struct row *r = data;
    flow_heading(f, r->heading);
    for (int i = 0; i < r->count; i++) {
        int value = r->values ? r->values[i] : i;
        choice_add(f, r->names[i], action(r->kind, value), value == r->chosen, NULL);
    }
    flow_end_row(f, false);
}

void choice_add_row(struct flow *f, const char *heading, enum action_kind kind,
                    const char *const *names, const int *values, int count, int chosen)
{
    flow_together(f, fill_row, &(struct row){heading, kind, names, values, count, chosen});
}

int choice_side_column(const struct flow *f, const char *const *headings, int count, int share)
{
    const struct look *look = &f->visit->look;
    int widest = 0;
    for (int i = 0; i < count; i++) {
        int w = look_width(look, headings[i], look->metrics.bar_cap_px, true);
        widest = w > widest ? w : widest;
    }
    widest += flow_gap(f);
    return widest * share <= f->area.w ? widest : 0;
}
