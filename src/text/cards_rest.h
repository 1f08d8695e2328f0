/* cards_rest.h: what pairing leaves beside a card that it belongs to: the last items of its list, the word that it explains.
 *
 * Pairing weighs places; this looks at meaning. Private to cards. */
#ifndef LECTERN_TEXT_CARDS_REST_H
#define LECTERN_TEXT_CARDS_REST_H

#include "text/cards_items.h"

/* Fills in `figure` of units that have none, after cards_pair. */
void cards_take_rest(struct card_items *items);

#endif
