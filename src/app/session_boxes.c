/* session_boxes: how the boxes of documents look and in which order they stand: as the config says, and over it what staff chose, which is
 * kept in the library's settings. */
#include "app/session_parts.h"
#include "base/log.h"
#include "library/box.h"
#include "screen/box_sign.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

static void read_look(struct session *s, struct visit_section *box)
{
    struct box_look look;
    if (box_read(s->catalogue, box->name, &look) != ERR_OK)
        log_note("how the box %s looks can't be read", box->name);
    if (icon_codepoint(look.sign))
        box->icon = icon_codepoint(look.sign);
    box->colour = theme_find_sign(look.colour);
}

static void put_in_order(struct session *s)
{
    struct visit *v = &s->visit;
    struct visit_section was[VISIT_SECTIONS_MOST];
    const char *names[VISIT_SECTIONS_MOST];
    size_t order[VISIT_SECTIONS_MOST];
    memcpy(was, v->sections, sizeof was);
    for (int i = 0; i < v->section_count; i++)
        names[i] = was[i].name;
    if (box_order_read(s->catalogue, names, (size_t)v->section_count, order) != ERR_OK)
        log_note("the order of the boxes can't be read");
    for (int i = 0; i < v->section_count; i++)
        v->sections[i] = was[order[i]];
}

void boxes_read(struct session *s)
{
    if (!s->catalogue)
        return;
    for (int i = 0; i < s->visit.section_count; i++)
        read_look(s, &s->visit.sections[i]);
    put_in_order(s);
}

/* True when a choice was kept; else that is told. */
static bool is_kept(struct session *s, enum err err)
{
    if (err != ERR_OK)
        session_notice_error(s, err, tr(s->visit.sections[s->visit.staff.box].name));
    return err == ERR_OK;
}

static void choose_sign(struct session *s, int64_t sign)
{
    struct visit_section *box = &s->visit.sections[s->visit.staff.box];
    const char *icon = box_sign_icon(sign);
    if (!icon || !is_kept(s, box_choose_sign(s->catalogue, box->name, icon)))
        return;
    box->icon = icon_codepoint(icon);
    session_say_choice(s);
}

static void choose_colour(struct session *s, int64_t colour)
{
    struct visit_section *box = &s->visit.sections[s->visit.staff.box];
    if (colour < 0 || colour > THEME_SIGNS)
        return;
    const char *name = colour ? theme_sign_name((int)colour) : NULL;
    if (!is_kept(s, box_choose_colour(s->catalogue, box->name, name)))
        return;
    box->colour = (int)colour;
    session_say_choice(s);
}

static void swap(struct visit *v, int one, int other)
{
    struct visit_section was = v->sections[one];
    struct visit_box box = v->staff.boxes[one];
    v->sections[one] = v->sections[other];
    v->sections[other] = was;
    v->staff.boxes[one] = v->staff.boxes[other];
    v->staff.boxes[other] = box;
    if (v->section == one || v->section == other) /* the shelf that a visitor has open */
        v->section = v->section == one ? other : one;
    v->staff.box = other;
}

static void move(struct session *s, int64_t step)
{
    struct visit *v = &s->visit;
    int from = v->staff.box, to = from + (int)step;
    const char *names[VISIT_SECTIONS_MOST];
    char words[128];
    if (to < 0 || to >= v->section_count) {
        staff_say(s, to < 0 ? tr("It is the first already.") : tr("It is the last already."));
        return;
    }
    swap(v, from, to);
    for (int i = 0; i < v->section_count; i++)
        names[i] = v->sections[i].name;
    enum err err = box_order_keep(s->catalogue, names, (size_t)v->section_count);
    if (!is_kept(s, err)) {
        swap(v, to, from);
        return;
    }
    snprintf(words, sizeof words, tr("Place %ld of %zu"), (long)to + 1, (size_t)v->section_count);
    staff_say(s, words);
}

bool boxes_act(struct session *s, struct action act)
{
    struct visit_staff *staff = &s->visit.staff;
    bool is_box = staff->box >= 0 && staff->box < s->visit.section_count;
    switch (act.kind) {
    case ACTION_BOX_LOOK:
        staff->said[0] = 0;
        if (is_box)
            session_push(s, SCREEN_STAFF_LOOK);
        return true;
    case ACTION_BOX_SIGN:
        if (is_box)
            choose_sign(s, act.argument);
        return true;
    case ACTION_BOX_COLOUR:
        if (is_box)
            choose_colour(s, act.argument);
        return true;
    case ACTION_BOX_ORDER:
        if (is_box)
            move(s, act.argument);
        return true;
    default:
        return false;
    }
}
