/* search_rank.h: which documents, and which of their sentences, fit a plan best.
 *
 * Private to this folder. Documents by BM25 (Robertson and Zaragoza, 2009; k1 1.2, b 0.75) over the forms' weights, titles counting on
 * top; only those that match as many of the words as any does. Sentences by how many of the words they hold, how rare those are, how
 * near together they stand, and whether it is a heading. */
#ifndef LECTERN_LIBRARY_SEARCH_RANK_H
#define LECTERN_LIBRARY_SEARCH_RANK_H

#include "library/search_handle.h"
#include "library/search_plan.h"

struct ranked_place {
    uint32_t document; /* in search.documents */
    uint32_t word;     /* number in the book; of a title match: word of the title, from 0 */
    uint32_t words;
    uint32_t form; /* in plan.forms */
    bool in_title;
};

struct ranked_sentence {
    uint32_t first_word, word_count;
    uint32_t needs; /* bits */
    bool is_heading;
    enum search_fit fit;
    double score;
    size_t place, place_count; /* in ranking.places */
};

struct ranked_document {
    uint32_t document;           /* in search.documents */
    uint32_t needs, title_needs; /* bits */
    double score;
    enum search_fit title_fit;
    float weight[SEARCH_MOST_WORDS]; /* how often each need is met, by fit */
    size_t place,
        place_count; /* in ranking.places; title places first; filled for the best documents */
    struct ranked_sentence *sentences; /* those that hold the most of the words */
    size_t sentence_count;
};

struct ranking {
    struct ranked_document *documents; /* best first */
    size_t count;
    size_t detailed; /* of these the places and sentences are filled in */
    struct ranked_place *places;
    size_t place_count, place_cap;
    double rarity[SEARCH_MOST_WORDS]; /* of each need */
};

/* Ranks all documents, or the one with index `only` (-1: all), and fills in the best `detailed`. Within a look. Free with ranking_free. */
MUST_USE enum err ranking_make(struct search *s, const struct plan *plan, long only,
                               size_t detailed, struct ranking *out);
void ranking_free(struct ranking *r);

#endif
