/* unit_views.h: the buttons that lead from a card or a sentence to the other ways to read the same words.
 *
 * They stand at the side on a wide glass, under the words on a high one; those without room are in the menu. One thread (main). */
#ifndef LECTERN_SCREEN_UNIT_VIEWS_H
#define LECTERN_SCREEN_UNIT_VIEWS_H

#include "screen/screen.h"

enum { UNIT_VIEWS_MOST = 5 };

struct unit_view {
    const char *name, *icon;
    struct action action;
};

/* Where the buttons stand: returns how many have room; `area` becomes what is left for the unit. */
int unit_place_views(const struct visit *v, enum screen_id id, struct rect *area,
                     struct unit_view views[UNIT_VIEWS_MOST], struct rect rects[UNIT_VIEWS_MOST]);

#endif
