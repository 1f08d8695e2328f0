/* match_section.h: the parts of a book as they are compared with those of another edition: a heading, and the words under it.
 * Private to match.c. Any thread. */
#ifndef LECTERN_BOOK_MATCH_SECTION_H
#define LECTERN_BOOK_MATCH_SECTION_H

#include "book/model.h"

#include <stdbool.h>
#include <stddef.h>

struct stem {
    uint64_t hash; /* of the first letters, small; of a Welsh word that we know its English */
    double weight;
};

struct stems { /* sorted by hash, each once */
    struct stem *items;
    size_t count, cap;
};

struct section {
    uint32_t word, last_word; /* of its heading */
    uint32_t own_end;         /* the next heading, or the end: one past */
    uint32_t end; /* with the parts under it; of the heading over the whole book: own_end */
    int level;
    double share;            /* of the headings before it */
    uint64_t number;         /* the hash of the figures that the heading begins with; 0 none */
    struct stems head, body; /* of the body the words that tell most */
    double body_length;      /* of the weights as a vector */
};

struct section_list {
    struct section *items;
    int count;
};

/* The parts of both books, each word weighed by how few of them have it. Free with section_list_free. */
void section_list_make(const struct book *a, const struct book *b, struct section_list *of_a,
                       struct section_list *of_b);
void section_list_free(struct section_list *list);

/* How alike two headings are, 0 to 1: the mean of Dice's measure and of the share of the shorter one that is in the other. */
double section_headings_alike(const struct section *x, const struct section *y);

/* How alike the words of two parts are, 0 to 1: the cosine of the weights of the words that both books have (Salton, 1975). */
double section_words_alike(const struct section *x, const struct section *y);

#endif
