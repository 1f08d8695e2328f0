/* prove.h: plants the fault of each rule, and sees whether the rule notices; and whether a list that fails gets short. */
#ifndef LECTERN_TESTS_SOAK_PROVE_H
#define LECTERN_TESTS_SOAK_PROVE_H

#include "world.h"

/* A line for each on stdout. True when all are seen. */
bool prove_rules(const struct world *base);

#endif
