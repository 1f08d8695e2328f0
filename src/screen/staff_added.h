/* staff_added.h: the parts of staff's screen of a stick that come after the choice: adding, and what came of it. One thread (main). */
#ifndef LECTERN_SCREEN_STAFF_ADDED_H
#define LECTERN_SCREEN_STAFF_ADDED_H

#include "screen/flow.h"

void staff_added_fill_progress(struct flow *f, const struct visit *v);
void staff_added_fill_results(struct flow *f, const struct visit *v);

/* A row of a group that is no folder, with the group's name where it is the first. */
void staff_added_fill_row(struct flow *f, const struct visit *v, size_t row);

#endif
