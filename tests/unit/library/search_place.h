/* search_place.h: a library of four small books, and a search in it. */
#ifndef LECTERN_TESTS_LIBRARY_SEARCH_PLACE_H
#define LECTERN_TESTS_LIBRARY_SEARCH_PLACE_H

#include "searching.h"

static const struct made books[] = {
    {1, "Schools for all",
     "Every child has a right to education. Ordinary schools welcome them. "
     "The inclusion of Disabled pupils is a matter of law.",
     NULL, false},
    {2, "Money and councils",
     "Councils pay for support in school. A council’s budget was cut by "
     "Parliament, which didn't ask. Well-being comes last.",
     NULL, false},
    {3, "Hawl i ddysgu",
     "Mae gan bob plentyn hawl i addysg. Mae cath yn yr ysgol. Mae’r ysgolion yn "
     "croesawu plant.",
     "cy", false},
    {4, "The café",
     "At the café we talked about EDUCATION and about a chat. Nothing else happened "
     "in the school of life, said the head.",
     NULL, true},
};
enum { BOOKS = sizeof books / sizeof *books };

struct place {
    struct catalogue *catalogue;
    struct search *search;
};

static inline struct place begin(void **state)
{
    struct place p = {.catalogue = scratch_open(*state)};
    made_publish(p.catalogue, books, BOOKS);
    p.search = search_new(p.catalogue);
    return p;
}

static inline void end(struct place p)
{
    search_free(p.search);
    catalogue_close(p.catalogue);
}

#endif
