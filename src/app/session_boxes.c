/* session_boxes: how the boxes of documents look and in which order they stand: as the config says, and over it what staff chose, which is
 * kept in the library's settings. */
#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "screen/box_sign.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIGN   "box.sign:"   /* and its name: the name of an icon */
#define COLOUR "box.colour:" /* and its name: 1 to THEME_SIGNS */
#define ORDER  "box.order"   /* their names, a line each */

static char *value_of(struct session *s, const char *prefix, const char *name)
{
    struct str key = {0};
    char *value = NULL;
    str_addf(&key, "%s%s", prefix, name);
    if (catalogue_get(s->catalogue, str_text(&key), &value) != ERR_OK)
        log_note("how the box %s looks can't be read", name);
    str_free(&key);
    return value;
}

static void read_look(struct session *s, struct visit_section *box)
{
    char *sign = value_of(s, SIGN, box->name), *colour = value_of(s, COLOUR, box->name);
    int n = colour ? atoi(colour) : 0;
    if (sign && icon_codepoint(sign))
        box->icon = icon_codepoint(sign);
    box->colour = n > 0 && n <= THEME_SIGNS ? n : 0;
    free(sign);
    free(colour);
}

/* Those that `order` names come first, as it has them. */
static void put_in_order(struct visit *v, const char *order)
{
    int placed = 0;
    for (const char *line = order; *line;) {
        size_t bytes = strcspn(line, "\n");
        for (int i = placed; i < v->section_count; i++) {
            struct visit_section box = v->sections[i];
            if (strlen(box.name) != bytes || strncmp(box.name, line, bytes) != 0)
                continue;
            memmove(v->sections + placed + 1, v->sections + placed,
                    (size_t)(i - placed) * sizeof box);
            v->sections[placed++] = box;
            break;
        }
        line += bytes + (line[bytes] == '\n');
    }
}

void boxes_read(struct session *s)
{
    char *order = NULL;
    if (!s->catalogue)
        return;
    for (int i = 0; i < s->visit.section_count; i++)
        read_look(s, &s->visit.sections[i]);
    if (catalogue_get(s->catalogue, ORDER, &order) == ERR_OK && order)
        put_in_order(&s->visit, order);
    free(order);
}

/* Keeps a choice; false when it can't be, which is told. */
static bool keep(struct session *s, const char *prefix, const char *value)
{
    struct str key = {0};
    const struct visit_section *box = &s->visit.sections[s->visit.staff.box];
    str_addf(&key, "%s%s", prefix, box->name);
    enum err err = catalogue_set(s->catalogue, str_text(&key), value);
    str_free(&key);
    if (err != ERR_OK)
        session_notice_error(s, err, tr(box->name));
    return err == ERR_OK;
}

static void choose_sign(struct session *s, int64_t sign)
{
    const char *icon = box_sign_icon(sign);
    if (!icon || !keep(s, SIGN, icon))
        return;
    s->visit.sections[s->visit.staff.box].icon = icon_codepoint(icon);
}

static void choose_colour(struct session *s, int64_t colour)
{
    char value[16];
    snprintf(value, sizeof value, "%d", (int)colour);
    if (colour < 0 || colour > THEME_SIGNS || !keep(s, COLOUR, colour ? value : NULL))
        return;
    s->visit.sections[s->visit.staff.box].colour = (int)colour;
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
    struct str order = {0};
    char words[128];
    if (to < 0 || to >= v->section_count) {
        staff_say(s, to < 0 ? tr("It is the first already.") : tr("It is the last already."));
        return;
    }
    swap(v, from, to);
    for (int i = 0; i < v->section_count; i++)
        str_addf(&order, "%s\n", v->sections[i].name);
    enum err err = catalogue_set(s->catalogue, ORDER, str_text(&order));
    str_free(&order);
    if (err != ERR_OK) {
        swap(v, to, from);
        session_notice_error(s, err, tr(v->sections[from].name));
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
