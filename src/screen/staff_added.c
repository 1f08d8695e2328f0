#include "screen/staff_added.h"

#include "screen/stick_words.h"
#include "ui/messages.h"

static void fill_stop(struct flow *f)
{
    flow_end_row(f, true);
    const struct visit_stick *stick = &f->visit->staff.on_stick;
    struct widget *w = flow_button(f, ROLE_BUTTON, tr("Stop"), "close",
                                   action(ACTION_STOP_ADDING, 0), f->area.w / 3);
    if (w && (stick->stopped || stick->pulled))
        w->state |= STATE_OFF;
    flow_end_row(f, true);
}

static void fill_bar(struct flow *f, const struct visit *v)
{
    struct str words = {0};
    stick_words_progress(v, &words);
    flow_progress(f, str_text(&words), v->staff.progress.thousandths);
    str_free(&words);
    if (*v->staff.on_stick.now)
        flow_text(f, v->staff.on_stick.now, v->look.metrics.bar_cap_px, false);
}

static void fill_bar_and_stop(struct flow *f, const struct visit *v)
{
    fill_bar(f, v);
    fill_stop(f);
}

void staff_added_fill_progress(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    struct str words = {0};
    stick_words_progress(v, &words);
    flow_text(f, str_text(&words), m->bar_cap_px, true);
    str_free(&words);
    flow_end_row(f, true);
    if (flow_has_room(f, fill_bar_and_stop)) {
        fill_bar_and_stop(f, v);
    } else { /* Stop is what must not be looked for */
        fill_stop(f);
        fill_bar(f, v);
    }
    flow_text(f, tr("Visitors can read on. You may leave this screen."), m->bar_cap_px, false);
}

static void fill_buttons(struct flow *f, const struct visit *v)
{
    flow_button(f, ROLE_BUTTON, tr("Save a report on the stick"), "usb", action(ACTION_REPORT, 0),
                0);
    if (stick_words_may_undo(v))
        flow_button(f, ROLE_BUTTON, tr("Undo"), "undo", action(ACTION_ADD_UNDO, 0), 0);
    if (v->staff.stick_is_in)
        flow_button(f, ROLE_BUTTON, tr("Look at the stick again"), "search",
                    action(ACTION_STAFF_STICK, 1), 0);
    flow_end_row(f, true);
}

/* A document and what came of it, under one another and on one page. */
struct row_fill {
    const struct visit *visit;
    const struct stick_row *row;
    const char *group; /* stands over it; NULL: it is not the first */
};

static void fill_row(struct flow *f, const void *data)
{
    const struct row_fill *r = data;
    const struct metrics *m = &r->visit->look.metrics;
    struct str words = {0};
    if (r->group) {
        flow_end_row(f, true);
        flow_text(f, r->group, m->bar_cap_px, true);
    }
    f->lang = r->row->lang;
    flow_text(f, r->row->name, m->body_cap_px, false);
    f->lang = NULL;
    f->y -= f->y > f->area.y ? flow_gap(f) : 0; /* they belong together */
    stick_words_outcome(r->visit, r->row, &words);
    flow_text(f, str_text(&words), m->bar_cap_px, false);
    flow_end_row(f, true);
    str_free(&words);
}

void staff_added_fill_row(struct flow *f, const struct visit *v, size_t row)
{
    const struct stick_rows *rows = &v->staff.on_stick.rows;
    struct row_fill fill = {.visit = v, .row = &rows->items[row]};
    struct str group = {0};
    if (stick_rows_begins(rows, row)) {
        size_t count = 0;
        for (size_t i = row; i < rows->count && rows->items[i].group == fill.row->group; i++)
            count += !stick_rows_is_by_documents(&v->staff.stick, rows->items[i].item);
        str_addf(&group, "%s: %zu", stick_words_group(fill.row->group), count);
        fill.group = str_text(&group);
    }
    flow_together(f, fill_row, &fill);
    str_free(&group);
}

void staff_added_fill_results(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    const struct metrics *m = &v->look.metrics;
    struct str words = {0};
    stick_words_end(v, &words);
    flow_text(f, str_text(&words), m->bar_cap_px, true);
    flow_end_row(f, true);
    str_free(&words);
    fill_buttons(f, v);
    size_t count = s->on_stick.rows.count,
           shown = count < STICK_ROWS_SHOWN ? count : STICK_ROWS_SHOWN;
    for (size_t i = 0; i < shown; i++)
        staff_added_fill_row(f, v, i);
    if (shown == count)
        return;
    str_clear(&words);
    str_addf(&words, tr("%zu more do not show here. The report has all of them."), count - shown);
    flow_text(f, str_text(&words), m->bar_cap_px, false);
    str_free(&words);
}
