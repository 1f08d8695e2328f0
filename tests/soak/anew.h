/* anew.h: what whoever comes next meets: the first screens, a document, what is said. Kept as text, so that before and after a restart can be
 * compared. One thread (main). */
#ifndef LECTERN_TESTS_SOAK_ANEW_H
#define LECTERN_TESTS_SOAK_ANEW_H

#include "oracle.h"

/* Ends the visit, goes through one, and ends that. A line for each thing met is added to `out`. */
void anew_visit(struct kiosk *k, struct str *out);

/* RULE_AS_NEW. */
void anew_compare(struct oracle *o, const struct str *before, const struct str *after);

#endif
