/* staff_stick: what is on a USB stick, to choose from; then adding it, and what came of it (staff_added). */
#include "screen/choice.h"
#include "screen/flow_screen.h"
#include "screen/staff_added.h"
#include "screen/stick_words.h"
#include "ui/messages.h"

#include <stdio.h>

static void fill_item(struct flow *f, const struct visit_staff *s, const struct stick_row *row)
{
    const struct import_item *item = &s->stick.items[row->item];
    struct str words = {0};
    stick_words_item(item, &words);
    f->ticks = true;
    struct widget *w =
        flow_card(f, row->name, str_text(&words), 0, action(ACTION_PICK, (int64_t)row->item), 1, 0);
    f->ticks = false;
    str_free(&words);
    if (!w)
        return;
    w->role = ROLE_CHOICE;
    w->state |= item->picked ? STATE_CHOSEN : 0u;
}

struct first_of_folder {
    const struct visit_staff *staff;
    size_t row;
};

/* How many stand under a folder's heading; `*all`: each of them is ticked. */
static size_t count_folder(const struct visit_staff *s, size_t first, bool *all)
{
    const struct stick_rows *rows = &s->on_stick.rows;
    size_t i = first;
    *all = true;
    do {
        const struct import_item *item = &s->stick.items[rows->items[i].item];
        *all &= item->picked || !stick_rows_can(item);
        i++;
    } while (i < rows->count && !stick_rows_begins(rows, i));
    return i - first;
}

/* A folder's name, and ticks for all of it beside it. */
static void fill_folder(struct flow *f, const struct visit_staff *s, size_t first)
{
    const char *folder = s->on_stick.rows.items[first].folder;
    const char *name = *folder ? folder : tr("In no folder");
    bool all;
    size_t count = count_folder(s, first, &all);
    flow_end_row(f, false);
    f->side_px = count > 1 ? choice_side_column(f, &name, 1, 2) : 0;
    flow_heading(f, name);
    if (count > 1) {
        char words[64];
        snprintf(words, sizeof words, tr("All %zu"), count);
        struct widget *w =
            flow_button(f, ROLE_CHOICE, words, NULL, action(ACTION_PICK_FOLDER, (int64_t)first), 0);
        if (w)
            w->state |= all ? STATE_CHOSEN : 0u;
    }
    f->side_px = 0;
    f->left = f->area.x;
    flow_end_row(f, false);
}

/* A name that stands alone keeps with the document under it; one with ticks beside it is worth its row. */
static void fill_only(struct flow *f, const void *data)
{
    const struct first_of_folder *first = data;
    fill_folder(f, first->staff, first->row);
    fill_item(f, first->staff, &first->staff->on_stick.rows.items[first->row]);
}

static void fill_first(struct flow *f, const struct visit_staff *s, size_t row)
{
    bool all;
    if (count_folder(s, row, &all) == 1) {
        flow_together(f, fill_only, &(struct first_of_folder){s, row});
        return;
    }
    fill_folder(f, s, row);
    fill_item(f, s, &s->on_stick.rows.items[row]);
}

static bool has_several_folders(const struct stick_rows *rows)
{
    for (size_t i = 1; i < rows->count; i++) {
        if (stick_rows_begins(rows, i) && rows->items[i].group == STICK_FOLDER)
            return true;
    }
    return false;
}

static size_t count_rows(const struct stick_rows *rows, enum stick_group group, bool loose)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += rows->items[i].group == group && (!loose || rows->items[i].is_loose);
    return count;
}

static void fill_tools(struct flow *f, const struct visit *v)
{
    const struct stick_rows *rows = &v->staff.on_stick.rows;
    if (!count_rows(rows, STICK_FOLDER, false))
        return;
    struct widget *w =
        flow_button(f, ROLE_BUTTON, tr("Add these"), "plus", action(ACTION_ADD, 0), f->area.w / 3);
    if (w)
        w->state |= STATE_MAIN;
    size_t all = stick_rows_sum(&v->staff.stick, true).count;
    size_t picked = stick_rows_sum(&v->staff.stick, false).count;
    if (picked < all)
        flow_button(f, ROLE_BUTTON, tr("Choose all"), NULL, action(ACTION_PICK_ALL, 1), 0);
    if (picked)
        flow_button(f, ROLE_BUTTON, tr("Choose none"), NULL, action(ACTION_PICK_ALL, 0), 0);
    char words[128];
    snprintf(words, sizeof words, tr("Box: %s"), tr(v->sections[v->staff.on_stick.section].name));
    bool loose = count_rows(rows, STICK_FOLDER, true);
    if (v->section_count > 1)
        flow_button(f, ROLE_BUTTON, loose ? words : tr("Choose boxes"), "folder",
                    action(ACTION_STICK_BOX, 0), 0);
    flow_end_row(f, false);
}

/* Who has more files than can be looked through chooses by all and none. */
static void fill_rest(struct flow *f, const struct visit *v, size_t rest)
{
    struct str words = {0};
    if (rest)
        str_addf(&words,
                 tr("%zu more do not show here. Choose all and Choose none count for them."), rest);
    if (v->staff.stick.is_cut)
        str_addf(&words, "%s%s", rest ? " " : "",
                 tr("There is more on the stick. I can't look at so many files."));
    flow_end_row(f, true);
    flow_text(f, str_text(&words), v->look.metrics.bar_cap_px, false);
    str_free(&words);
}

static void fill_rows(struct flow *f, const struct visit *v)
{
    const struct stick_rows *rows = &v->staff.on_stick.rows;
    size_t shown = rows->count < STICK_ROWS_SHOWN ? rows->count : STICK_ROWS_SHOWN;
    bool several = has_several_folders(rows);
    for (size_t i = 0; i < shown; i++) {
        const struct stick_row *row = &rows->items[i];
        if (row->group != STICK_FOLDER)
            staff_added_fill_row(f, v, i);
        else if (several && stick_rows_begins(rows, i))
            fill_first(f, &v->staff, i);
        else
            fill_item(f, &v->staff, row);
    }
    fill_rest(f, v, rows->count - shown);
}

static void fill_choice(struct flow *f, const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    struct str words = {0};
    stick_words_chosen(v, &words);
    flow_text(f, str_text(&words), m->bar_cap_px, false);
    str_free(&words);
    fill_tools(f, v);
    fill_rows(f, v);
}

static void fill(struct flow *f, const struct visit *v)
{
    const struct visit_staff *s = &v->staff;
    const struct metrics *m = &v->look.metrics;
    if (s->adding)
        staff_added_fill_progress(f, v);
    else if (s->added)
        staff_added_fill_results(f, v);
    else if (!s->stick_is_in)
        flow_text(f, tr("Put a USB stick in. Its documents will show here."), m->body_cap_px,
                  false);
    else if (!s->stick.count)
        flow_text(f, tr("There are no documents on this stick."), m->body_cap_px, false);
    else
        fill_choice(f, v);
}

struct screen_pages staff_stick_build(const struct visit *v, struct widget_list *list)
{
    const struct visit_staff *s = &v->staff;
    const char *title = s->adding  ? tr("Adding documents")
                        : s->added ? tr("How it went")
                                   : tr("Add from a stick");
    return flow_screen_build(v, list, "staff-stick", title, fill);
}
