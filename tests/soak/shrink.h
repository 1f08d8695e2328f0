/* shrink.h: the shortest list of events that still fails, as far as taking parts out goes. Source: Zeller and Hildebrandt, "Simplifying
 * and isolating failure-inducing input", 2002 (ddmin, complements only). */
#ifndef LECTERN_TESTS_SOAK_SHRINK_H
#define LECTERN_TESTS_SOAK_SHRINK_H

#include "event.h"

/* Leaves in `list` what is left, and returns how many. `fails` plays a list. A list that does not fail again stays as it is. */
size_t shrink(struct event *list, size_t count,
              bool (*fails)(void *data, const struct event *list, size_t count), void *data);

#endif
