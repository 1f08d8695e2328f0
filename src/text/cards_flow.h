/* cards_flow.h: pairing for books that do not say where their words stand on a page (EPUB, HTML, office documents): by order alone.
 *
 * Whether a picture comes before or after its words is the book's habit: what its sections begin and end with tells. Private to
 * cards. */
#ifndef LECTERN_TEXT_CARDS_FLOW_H
#define LECTERN_TEXT_CARDS_FLOW_H

#include "text/cards_items.h"

/* Fills in `figure` of the units and `leader` of the figures; does nothing where the words have boxes. */
void cards_flow(const struct book *book, struct card_items *items);

#endif
