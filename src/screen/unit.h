/* unit.h: a card or a sentence on the glass: where its picture and its words go, and what its screen is made of.
 *
 * Shared by the screens `cards` and `sentence`. One thread (main). */
#ifndef LECTERN_SCREEN_UNIT_H
#define LECTERN_SCREEN_UNIT_H

#include "screen/screen.h"

/* Finds room for the unit that the visit's reading names (its words and figures): the largest picture beside or over the words with
 * which all of these still show, else a smaller one and words that go on over several screens; sentences as large as they fit.
 * Makes unit->layout anew; nothing of it shows yet. `id` is SCREEN_CARDS or SCREEN_SENTENCE. */
void unit_fit(const struct visit *v, enum screen_id id, struct visit_unit *unit);

/* The picture widgets of a unit that has been fitted. */
void unit_add_pictures(const struct visit *v, const struct visit_unit *unit,
                       struct widget_list *list);

/* The widgets of the unit's screen. `place` says where in the document it is: "Card 4 of 26". */
void unit_add(const struct visit *v, struct widget_list *list, enum screen_id id,
              const char *place);

#endif
