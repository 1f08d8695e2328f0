/* staff_shelf.h: what staff's screens of documents share. One thread (main). */
#ifndef LECTERN_SCREEN_STAFF_SHELF_H
#define LECTERN_SCREEN_STAFF_SHELF_H

#include "screen/flow.h"

/* What was done last, and the way to undo the last removal. */
void staff_shelf_add_undo(struct flow *f, const struct visit *v);

#endif
