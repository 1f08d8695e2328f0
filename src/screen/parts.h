/* parts.h: a list that is too long to be leafed through is shown in parts: first a card for each part, then the part itself. So a screen
 * never measures more than one part, however long the list is. Thread: main. */
#ifndef LECTERN_SCREEN_PARTS_H
#define LECTERN_SCREEN_PARTS_H

#include "screen/flow.h"

struct part {
    size_t first, count; /* of the list's items */
};

/* How many parts a list of so many items has; 0: it is short, and shown whole. */
size_t parts_count(size_t items);

/* Part `number`, from 1; the whole list where it has none. A number that is too high is the last. */
struct part parts_at(size_t items, uint32_t number);

/* The card of part `number`: "Access for all - Budgets", "41 to 80"; what it begins and ends with are titles in a language each. NULL when
 * it is not on the page that shows. */
struct widget *parts_add_card(struct flow *f, size_t items, uint32_t number, const char *first,
                              const char *last);

#endif
