/* export_plan.h: what a copy of a library is to hold: its catalogue, and the files it is made of. Private to this folder. Thread: the
 * catalogue's. */
#ifndef LECTERN_LIBRARY_EXPORT_PLAN_H
#define LECTERN_LIBRARY_EXPORT_PLAN_H

#include "library/copy_catalogue.h"
#include "library/copy_plan.h"

struct catalogue;

struct export_plan {
    struct copy_catalogue catalogue; /* its documents stand as the first files of `files` do */
    struct copy_plan files;
    size_t loose_packs;
};

/* Free with export_plan_free in any case. */
MUST_USE enum err export_plan_make(struct catalogue *c, struct export_plan *out);
void export_plan_free(struct export_plan *plan);

#endif
