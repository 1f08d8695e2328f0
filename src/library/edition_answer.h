/* edition_answer.h: which documents of the library answer to what others say of their editions. Private to this folder.
 *
 * A document answers to an address by its whole file name, else by the work that its name or title tells; to a title by its own, else
 * by its own without the subtitle. It must be of the edition that was said. Just one may answer, or nobody does; and where it is not
 * sure that the words speak of this very work (book/mention.h), the two must have more in common: words of their names, or that each
 * speaks of the other. Any thread. */
#ifndef LECTERN_LIBRARY_EDITION_ANSWER_H
#define LECTERN_LIBRARY_EDITION_ANSWER_H

#include "library/edition_member.h"

struct edition_pair {
    size_t one, other; /* numbers of members */
};

struct edition_pairs {
    struct edition_pair *items;
    size_t count, cap;
};

/* Adds the pairs to `out` (zeroed), sorted, each once with the smaller number first. A member that is only told to be a summary or Easy
 * Read by what was said gets that kind. Free out->items with free. */
void edition_answer_find(struct edition_member *members, size_t count, struct edition_pairs *out);

bool edition_pairs_have(const struct edition_pairs *pairs, size_t a, size_t b);

#endif
