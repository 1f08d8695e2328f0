#include "text/cards_cost.h"

#include <math.h>

enum { LABEL_WORDS = 4 /* at most, of a label beside what it labels */ };

/* Costs for each line of height. */
static const float MISALIGNED = 0.5f;
static const float MISALIGNED_INSIDE = 0.2f; /* neither sticks out of the other */
static const float LOW_LINES = 1.5f;         /* words end where their picture ends more seldom */
static const float GAP = 0.5f;
static const float FREE_GAP_LINES = 0.3f;

static const float APART = 2.0f;        /* for a whole page's width between figure and text */
static const float JUMP_UP = 3.0f;      /* the text goes on in another column */
static const float SIDE_BY_SIDE = 2.2f; /* two texts of one row */
static const float IN_ROW = 0.5f; /* ... their middles at one height: a label, and what it labels */
static const float ROW_LINES = 0.6f;
static const float ASIDE_LINES = 3.0f;   /* or so far to the right of one another */
static const float LATE_HEADING = 1.5f;  /* inside a group */
static const float HIGH_HEADING = 0.8f;  /* over the figure's upper edge */
static const float AFTER_CAPTION = 3.0f; /* a picture's caption is all that it explains */
static const float LARGE_HEADING = 1.0f; /* the page's title rather than the card's */
static const float LARGE_PART = 1.4f;    /* of the usual line */
static const float WRAPPED = 0.3f;       /* the text runs around the figure */
static const float LETTERING = 0.3f;     /* a unit in the figure, others beside it */
static const float ON_FIGURE = 1.6f;     /* all units are in the figure */
static const float ON_LARGE_FIGURE = 6.0f;
static const float LARGE_FIGURE_PART = 0.4f; /* of the page */
static const float ONLY_HEADINGS = 3.0f;     /* over or under a figure */
static const float FIGURE_LAST = 0.2f;       /* the text comes first */
static const float ANOTHER_TITLE = 1.0f;     /* on a cover */
static const float OFF_CENTRE = 3.0f;        /* for a whole page's width */
static const float MOST_STACKED_LINES = 6;   /* over or under a small figure */
static const float LISTED_LINES = 2;         /* more for every item of a list */
static const float MOST_GAP_LINES = 3;       /* that count, where nothing stands between */
static const float TOO_TALL = 0.3f;          /* for each line more */
static const float MEET_PART = 0.3f;         /* of the narrower one, to be over one another */
static const float NEAR_BESIDE_PART = 0.15f; /* of the page's width */
static const float INSIDE_PART = 0.6f;
static const float TOUCH_PART = 0.15f; /* so little overlap is none */

float card_overlap_x(struct box a, struct box b)
{
    return fminf(a.x1, b.x1) - fmaxf(a.x0, b.x0);
}

float card_overlap_y(struct box a, struct box b)
{
    return fminf(a.y1, b.y1) - fmaxf(a.y0, b.y0);
}

static float width(struct box b)
{
    return b.x1 - b.x0;
}

static float height(struct box b)
{
    return b.y1 - b.y0;
}

static bool is_clear_x(struct box a, struct box b)
{
    return card_overlap_x(a, b) <= TOUCH_PART * fminf(width(a), width(b));
}

static bool is_inside(struct box unit, struct box figure)
{
    float x = card_overlap_x(unit, figure), y = card_overlap_y(unit, figure);
    return x > 0 && y > 0 && x * y >= INSIDE_PART * width(unit) * height(unit);
}

bool card_is_beside(struct box unit, struct box figure)
{
    return is_clear_x(unit, figure) &&
           card_overlap_y(unit, figure) >= 0.5f * fminf(height(unit), height(figure));
}

bool card_is_near_beside(struct box unit, struct box figure, const struct card_scale *scale)
{
    return card_is_beside(unit, figure) &&
           -card_overlap_x(unit, figure) < NEAR_BESIDE_PART * scale->width_pt;
}

bool card_is_between(struct box other, struct box unit, struct box figure)
{
    float x0 = fminf(unit.x1, figure.x1), x1 = fmaxf(unit.x0, figure.x0);
    float middle = (other.x0 + other.x1) / 2;
    return middle > x0 && middle < x1 &&
           card_overlap_y(other, unit) >= 0.5f * fminf(height(other), height(unit));
}

float card_way(struct box a, struct box b)
{
    return fmaxf(0, -card_overlap_x(a, b)) + 2 * fmaxf(0, -card_overlap_y(a, b));
}

void card_group_begin(struct card_group *group, struct box figure)
{
    *group = (struct card_group){.figure = figure, .left_end = -INFINITY, .right_end = INFINITY};
}

void card_group_add_other(struct card_group *group, struct box other)
{
    struct box f = group->figure;
    if (card_overlap_y(f, other) < 0.5f * fminf(height(f), height(other)) || !is_clear_x(f, other))
        return;
    if (other.x0 > f.x0)
        group->right_end = fminf(group->right_end, (other.x0 + other.x1) / 2);
    else
        group->left_end = fmaxf(group->left_end, (other.x0 + other.x1) / 2);
}

static void add_gap(struct card_group *group, const struct card_scale *scale,
                    const struct card_unit *before, const struct card_unit *unit)
{
    float gap = (unit->box.y0 - before->box.y1) / scale->line_pt;
    float off = fabsf(unit->box.y0 + unit->box.y1 - before->box.y0 - before->box.y1) / 2;
    if (unit->box.x0 > before->box.x1 && off < ROW_LINES * scale->line_pt &&
        before->last_word - before->first_word < LABEL_WORDS &&
        card_is_beside(unit->box, group->figure))
        group->inner += IN_ROW;
    else if (unit->box.y1 < before->box.y0)
        group->inner += JUMP_UP;
    else if ((-gap > 0.5f && card_overlap_x(unit->box, before->box) < 0) ||
             unit->box.x0 - before->box.x1 > ASIDE_LINES * scale->line_pt)
        group->inner += SIDE_BY_SIDE;
    else if (gap > FREE_GAP_LINES)
        group->inner += GAP * (gap - FREE_GAP_LINES);
}

static void add_heading(struct card_group *group, const struct card_scale *scale,
                        const struct card_unit *unit)
{
    group->headings++;
    if (group->count > group->headings)
        group->inner += LATE_HEADING;
    float over = 1 - card_overlap_y(unit->box, group->figure) / (0.5f * unit->line_pt);
    group->inner += HIGH_HEADING * fminf(fmaxf(0, over), 1);
    if (unit->line_pt > LARGE_PART * scale->line_pt)
        group->inner += LARGE_HEADING;
}

void card_group_add(struct card_group *group, const struct card_scale *scale,
                    const struct card_unit *before, const struct card_unit *unit)
{
    group->count++;
    group->listed += unit->list != 0;
    group->titles += !unit->ends_sentence;
    group->ends_sentence = unit->ends_sentence;
    if (before && !is_inside(before->box, group->figure))
        add_gap(group, scale, before, unit);
    if (before && before->is_caption && !unit->is_caption)
        group->inner += AFTER_CAPTION;
    if (unit->is_heading)
        add_heading(group, scale, unit);
    if (is_inside(unit->box, group->figure)) {
        group->inside++;
        return;
    }
    group->text = box_join(group->text, unit->box);
    if (card_overlap_y(unit->box, group->figure) > 0)
        group->beside++;
    else if (unit->begins_block && !is_clear_x(unit->box, group->figure))
        group->under++;
}

/* How far the text stands from where it would stand in line with the figure: at its middle, its upper or its lower edge. */
static float misalignment(const struct card_group *group, const struct card_scale *scale)
{
    struct box t = group->text, f = group->figure;
    float off = fminf(fabsf(t.y0 - f.y0), fabsf(t.y1 - f.y1) + LOW_LINES * scale->line_pt);
    off = fminf(off, fabsf(t.y0 + t.y1 - f.y0 - f.y1) / 2);
    bool is_within = (t.y0 >= f.y0 && t.y1 <= f.y1) || (f.y0 >= t.y0 && f.y1 <= t.y1);
    return off / scale->line_pt * (is_within ? MISALIGNED_INSIDE : MISALIGNED);
}

static float beside_cost(const struct card_group *group, const struct card_scale *scale)
{
    struct box t = group->text, f = group->figure;
    if (t.x0 > group->right_end || t.x1 < group->left_end || group->under > 0)
        return CARDS_NEVER;
    float cost = misalignment(group, scale) + scale->beside_extra +
                 LETTERING * (float)group->inside +
                 APART * fmaxf(0, -card_overlap_x(t, f)) / scale->width_pt;
    if (!is_clear_x(t, f))
        cost += WRAPPED;
    return cost;
}

float card_group_gap(const struct card_group *group)
{
    return fmaxf(group->text.y0 - group->figure.y1, group->figure.y0 - group->text.y1);
}

static float stacked_cost(const struct card_group *group, const struct card_scale *scale)
{
    struct box t = group->text, f = group->figure;
    float narrower = fminf(width(t), width(f));
    float gap = card_group_gap(group);
    if (gap < -0.5f * scale->line_pt || card_overlap_x(t, f) < MEET_PART * narrower)
        return CARDS_NEVER;
    float off = fminf(fabsf(t.x0 - f.x0), fabsf(t.x0 + t.x1 - f.x0 - f.x1) / 2);
    float lines = fmaxf(0, gap) / scale->line_pt;
    if (group->is_way_clear)
        lines = fminf(lines, MOST_GAP_LINES);
    float cost = GAP * lines + OFF_CENTRE * off / scale->width_pt + scale->stacked_extra +
                 LETTERING * (float)group->inside;
    float most = fmaxf(height(f), MOST_STACKED_LINES * scale->line_pt) +
                 LISTED_LINES * (float)group->listed * scale->line_pt;
    cost += TOO_TALL * fmaxf(0, height(t) - most) / scale->line_pt;
    cost += t.y1 < f.y1 ? FIGURE_LAST + scale->under_extra : scale->over_extra;
    if (group->headings == group->count)
        cost += ONLY_HEADINGS;
    if (!group->ends_sentence && scale->title_extra > 0)
        cost += scale->title_extra + ANOTHER_TITLE * (float)(group->titles - 1);
    return cost;
}

float card_group_cost(const struct card_group *group, const struct card_scale *scale)
{
    struct box f = group->figure;
    if (group->inside == group->count) {
        bool is_large =
            width(f) * height(f) > LARGE_FIGURE_PART * scale->width_pt * scale->height_pt;
        return group->inner + (is_large ? ON_LARGE_FIGURE : ON_FIGURE);
    }
    return group->inner +
           (group->beside > 0 ? beside_cost(group, scale) : stacked_cost(group, scale));
}
