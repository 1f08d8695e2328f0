/* units.h: a document one card or one sentence at a time: which of them shows. Works on a visit alone: for the session and for pictures.
 *
 * One thread (main). */
#ifndef LECTERN_APP_UNITS_H
#define LECTERN_APP_UNITS_H

#include "screen/visit.h"

/* Shows the card or sentence that holds the word, and the part of it where the word stands. `id` is SCREEN_CARDS or SCREEN_SENTENCE.
 * False: the document has none. */
bool units_show_word(struct visit *v, enum screen_id id, uint32_t word);

/* The next (1) or previous (-1) part of the words, else the next or previous unit; false at the ends. */
bool units_step(struct visit *v, enum screen_id id, int step);

/* The next or previous unit, whatever part shows; false at the ends. */
bool units_leap(struct visit *v, enum screen_id id, int step);

/* Looks at the card that follows the one that shows: draws its words into the cache of runs, and adds its pictures to `pictures`
 * (nothing where none follows, or cards don't show). */
void units_ahead(const struct visit *v, struct widget_list *pictures);

/* Where the voice begins and ends with this unit: its words, and its pictures' descriptions where these stand around them. */
void units_span(const struct visit *v, uint32_t *first, uint32_t *last);

/* Does the word, or the description that it is of, belong to the unit that shows? */
bool units_hold(const struct visit *v, uint32_t word);

/* Lets go of the unit that shows, and of the cards. */
void units_forget(struct visit *v);

#endif
