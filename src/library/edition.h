/* edition.h: which documents belong together: a briefing, its Easy Read edition, its Welsh one, its summary.
 *
 * A tie comes from what the documents call themselves: the same title, or the same file name, once the words that name an edition
 * ('Easy Read', 'ER', 'summary', 'Welsh', 'Cymraeg', a language's tag) and what kind of paper it is ('a briefing') are set aside; and from
 * what one says of the other, where just one document answers to it ('An Easy Read version of this document is at ...': book/mention.h,
 * edition_answer.h). A wrong tie is worse than none: names that many documents have ('Report') tie nothing, and where two documents would
 * be the same edition of one work nobody is tied. What a pack's manifest says of its own documents comes before that, and
 * staff's own ties and unties before both; staff's outlive the documents. Thread: as the catalogue. */
#ifndef LECTERN_LIBRARY_EDITION_H
#define LECTERN_LIBRARY_EDITION_H

#include "base/err.h"

#include <stddef.h>

struct catalogue;
struct edition_map;

enum edition_kind {
    EDITION_FULL = 1,
    EDITION_EASY_READ,
    EDITION_SUMMARY,
    EDITION_LANGUAGE,
    EDITION_LARGE_PRINT
};

struct edition {
    char id[65];
    char *title;
    char *lang;             /* BCP 47 tag, "" when not known */
    enum edition_kind kind; /* LANGUAGE: full, in another language than the one asked about */
};

struct edition_list {
    struct edition *items; /* full, Easy Read, summary, other languages, large print */
    size_t count;
};

/* The library as it is now, read once for as many documents as a shelf has. Free with edition_map_free. */
MUST_USE enum err edition_map_new(struct catalogue *c, struct edition_map **out);
void edition_map_free(struct edition_map *map); /* NULL is fine */

/* The other editions of the document with this whole id; empty when it stands alone. Free with edition_list_free. */
void edition_map_find(const struct edition_map *map, const char *id, struct edition_list *out);

void edition_list_free(struct edition_list *list);

/* Staff's word, kept in library.db: these two are editions of one work (tied), or are not (apart), whatever their names say; BY_NAME:
 * staff said nothing, or took it back. ERR_USAGE: the same document twice, or no whole ids. */
enum edition_word { EDITION_BY_NAME, EDITION_TIED, EDITION_APART };
MUST_USE enum err catalogue_edition_word(struct catalogue *c, const char *id, const char *other,
                                         enum edition_word *out);
MUST_USE enum err catalogue_say_edition(struct catalogue *c, const char *id, const char *other,
                                        enum edition_word word);

/* What staff said of `from_id` and others is said of `to_id` too; within a transaction of the caller's. */
MUST_USE enum err edition_carry_over(struct catalogue *c, const char *from_id, const char *to_id);

#endif
