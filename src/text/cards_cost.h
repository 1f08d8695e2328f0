/* cards_cost.h: how well a run of units and a figure go together, as a cost: 0 is perfect, CARDS_NEVER is never.
 *
 * A cost of 1 is about what a reader would call a doubt: two lines too high or too low, a gap of two lines within the words.
 * Private to cards. */
#ifndef LECTERN_TEXT_CARDS_COST_H
#define LECTERN_TEXT_CARDS_COST_H

#include "text/cards_items.h"

#define CARDS_NEVER 1000.0f

/* What a page is measured by. */
struct card_scale {
    float width_pt, height_pt;
    float line_pt;       /* height of most lines */
    float stacked_extra; /* for text over or under its figure, in a book where it stands beside */
    float title_extra;   /* ... that is no sentence either: a cover's lines */
    float beside_extra;  /* the other way round */
    float over_extra,
        under_extra; /* for a figure over its text, and under it, where that is not the book's habit */
};

/* A group as it grows, unit by unit. */
struct card_group {
    struct box figure;
    float left_end, right_end; /* the middles of the next figures to its left and right */
    struct box text;           /* of the units that do not stand in the figure */
    float inner;               /* cost of gaps, headings and the like */
    uint32_t count, beside, inside, headings, listed;
    uint32_t titles; /* units that end no sentence */
    bool ends_sentence;
    bool is_way_clear; /* between text and figure, when they stand far over each other */
    uint32_t under;    /* units over or under the figure, and in its way */
};

void card_group_begin(struct card_group *group, struct box figure);
/* Another figure of the page: text behind it is not beside this one. */
void card_group_add_other(struct card_group *group, struct box other);
/* Adds the next unit; `before` is the one before it in the group, NULL for the first. */
void card_group_add(struct card_group *group, const struct card_scale *scale,
                    const struct card_unit *before, const struct card_unit *unit);
/* Points between the text and the figure that it stands over or under; 0 or less where they are beside one another. */
float card_group_gap(const struct card_group *group);
float card_group_cost(const struct card_group *group, const struct card_scale *scale);

/* Does the unit stand beside the figure, at its height? */
bool card_is_beside(struct box unit, struct box figure);

/* ... so near that nothing can stand between them? */
bool card_is_near_beside(struct box unit, struct box figure, const struct card_scale *scale);

/* Does `other` stand between the two? */
bool card_is_between(struct box other, struct box unit, struct box figure);

/* The way from one box to the other, upwards and downwards counting double; 0 where they meet. */
float card_way(struct box a, struct box b);

float card_overlap_x(struct box a, struct box b);
float card_overlap_y(struct box a, struct box b);

#endif
