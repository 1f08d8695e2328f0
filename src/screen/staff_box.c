/* staff_box: which box the documents of a stick go to: all that lie in no box's folder (subject 0), or one of them (its index in the list
 * of the stick, plus one). */
#include "screen/choice.h"
#include "screen/flow_screen.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <string.h>

/* Is it asked of one item of the stick? Else of all that are picked. */
static bool is_of_one(const struct visit *v)
{
    return v->subjects[v->depth] && v->subjects[v->depth] <= v->staff.stick.count;
}

static void fill_boxes(struct flow *f, const struct visit *v, const char *chosen)
{
    for (int i = 0; i < v->section_count; i++)
        choice_add(f, tr(v->sections[i].name), action(ACTION_STICK_BOX_IS, i),
                   strcmp(v->sections[i].name, chosen) == 0, NULL);
    flow_end_row(f, true);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    const struct metrics *m = &v->look.metrics;
    if (is_of_one(v)) {
        size_t item = v->subjects[v->depth] - 1;
        for (size_t i = 0; i < s->on_stick.rows.count; i++) {
            const struct stick_row *row = &s->on_stick.rows.items[i];
            if (row->item == item)
                flow_text(f, row->name, m->body_cap_px, true);
        }
        flow_end_row(f, true);
        fill_boxes(f, v, s->stick.items[item].section);
        return;
    }
    bool loose = false;
    for (size_t i = 0; i < s->on_stick.rows.count; i++)
        loose |=
            s->on_stick.rows.items[i].is_loose && s->on_stick.rows.items[i].group == STICK_FOLDER;
    if (loose) {
        flow_text(f, tr("For documents in no box's folder:"), m->bar_cap_px, false);
        fill_boxes(f, v, v->sections[s->on_stick.section].name);
        flow_heading(f, tr("Or one by one"));
    }
    for (size_t i = 0; i < s->on_stick.rows.count && i < STICK_ROWS_SHOWN; i++) {
        const struct stick_row *row = &s->on_stick.rows.items[i];
        if (row->group == STICK_FOLDER)
            flow_card(f, row->name, tr(s->stick.items[row->item].section), icon_codepoint("folder"),
                      action(ACTION_STICK_BOX, (int64_t)row->item + 1), 1, 0);
    }
}

struct screen_pages staff_box_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "staff-box", tr("Which box do they go to?"), fill);
}
