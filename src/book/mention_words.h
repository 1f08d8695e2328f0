/* mention_words.h: the words of a sentence by which it names an edition, and whether it speaks of this very work. Private to mention.c.
 *
 * `plain` is as plain_words.h makes it, with a space at either end. Any thread. */
#ifndef LECTERN_BOOK_MENTION_WORDS_H
#define LECTERN_BOOK_MENTION_WORDS_H

#include "base/str.h"
#include "book/mention.h"

struct named { /* an edition that is named: where its name stands in `plain` */
    enum mention_kind kind;
    size_t begin, end; /* the spaces around it */
};

enum { NAMED_MOST = MENTION_KIND_COUNT };

/* The editions that are named, each kind once, in their order; none where the sentence tells how such editions are made. Returns how
 * many. */
size_t mention_words_find(const char *plain, struct named out[NAMED_MOST]);

/* Is it another edition of this very work? */
bool mention_words_are_sure(const char *plain, const struct named *named);

/* "This is the Easy Read version of ...": the byte of `plain` where the title begins, 0 none. `first`: the sentence stands where a
 * document says what it is, so that "Summary of ..." is enough. */
size_t mention_words_title(const char *plain, const struct named *named, bool first);

/* A heading over a list of what others wrote. */
bool mention_words_are_sources(const char *plain);

#endif
