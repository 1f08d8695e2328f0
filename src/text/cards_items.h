/* cards_items.h: what a book is made of for pairing: units of text and figures, each with the box that it has on its page.
 *
 * A unit is the smallest run of words that a card may hold: sentences that begin on a line of their own, never across blocks or
 * pages. Private to cards. */
#ifndef LECTERN_TEXT_CARDS_ITEMS_H
#define LECTERN_TEXT_CARDS_ITEMS_H

#include "book/model.h"

#define CARDS_NONE UINT32_MAX

struct card_unit {
    struct box box; /* empty: the book does not say where its words stand */
    uint32_t first_word, last_word;
    uint32_t page;
    uint32_t block;
    uint32_t list;   /* the list that it is an item of; 0 */
    uint32_t figure; /* found by pairing: index of the first figure of its card; CARDS_NONE */
    float line_pt;   /* height of its lines */
    bool is_heading, is_caption;
    bool begins_block;
    bool ends_sentence; /* with a sign that ends one */
    bool leads_on;      /* ... with a colon */
};

struct card_figure {
    struct box box;
    uint32_t page;
    uint32_t block;
    uint32_t
        next_unit; /* index of the unit that follows it in the book; the unit count at the end */
    uint32_t
        leader; /* found by pairing: the first figure of its card, itself perhaps; CARDS_NONE */
    uint32_t next_in_card; /* index; CARDS_NONE at the end */
    bool is_sign;          /* found by pairing: a bullet, a tick, a bar: no card of its own */
};

struct card_items {
    struct card_unit *units; /* in reading order */
    uint32_t unit_count, unit_cap;
    struct card_figure *figures; /* in the order of the book's blocks */
    uint32_t figure_count, figure_cap;
};

/* Reads a book into empty items. */
void card_items_read(const struct book *book, struct card_items *out);
void card_items_free(struct card_items *items);

#endif
