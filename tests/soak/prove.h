/* prove.h: plants the fault of each rule, and sees whether the rule notices; and whether a list that fails gets short. */
#ifndef LECTERN_TESTS_SOAK_PROVE_H
#define LECTERN_TESTS_SOAK_PROVE_H

#include "rule.h"
#include "world.h"

/* A line for each on stdout, and how many were seen and skipped. `only`: RULE_NONE for all. True when none goes unseen. */
bool prove_rules(const struct world *base, enum rule only);

#endif
