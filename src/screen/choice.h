/* choice.h: one of several values of a setting, as a button with a tick; and a whole row of them under its heading.
 *
 * One thread (main). */
#ifndef LECTERN_SCREEN_CHOICE_H
#define LECTERN_SCREEN_CHOICE_H

#include "screen/flow.h"

/* Adds one. `scheme`: the colours that it is a sample of, or NULL; borrowed. */
void choice_add(struct flow *f, const char *name, struct action act, bool chosen,
                const struct scheme *scheme);

/* Adds the heading and `count` choices; the action of choice i has the argument values[i], or i where `values` is NULL; the one whose
 * argument is `chosen` has the tick. */
void choice_add_row(struct flow *f, const char *heading, enum action_kind kind,
                    const char *const *names, const int *values, int count, int chosen);

/* The column for headings that stand beside their buttons (flow.side_px); 0 where it would be wider than 1/share of the room. */
int choice_side_column(const struct flow *f, const char *const *headings, int count, int share);

#endif
