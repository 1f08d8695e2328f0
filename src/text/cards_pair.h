/* cards_pair.h: which figure explains which units, by where they stand on their page.
 *
 * The units and the figures of a page are aligned like two sequences (after Needleman and Wunsch 1970, with groups): every unit is
 * lone or in a group, every figure is skipped or explains one group, and the cheapest way wins. A group costs little where it stands
 * beside its figure at the same height, or right over or under it, and where no wide gap runs through it. Private to cards. */
#ifndef LECTERN_TEXT_CARDS_PAIR_H
#define LECTERN_TEXT_CARDS_PAIR_H

#include "text/cards_items.h"

/* Fills in `figure` of the units and `leader` of the figures, on pages whose boxes are known. */
void cards_pair(const struct book *book, struct card_items *items);

#endif
