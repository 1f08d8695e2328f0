/* edition_member.h: a document as one of several editions: what its row tells of its work and of which edition it is. Private to this
 * folder. Any thread. */
#ifndef LECTERN_LIBRARY_EDITION_MEMBER_H
#define LECTERN_LIBRARY_EDITION_MEMBER_H

#include "library/edition.h"
#include "library/edition_key.h"

struct document;

struct edition_member {
    const struct document *document;
    struct edition_key title, name;
    char *main; /* the work by the title before its subtitle; "" where that tells none */
    char *file; /* all words of the file's name; "" where they could be any document's */
    enum edition_kind kind; /* never LANGUAGE */
    char lang[4];           /* "" when not known */
};

/* `d` is borrowed for as long. Free with edition_member_free. */
struct edition_member edition_member_make(const struct document *d);
void edition_member_free(struct edition_member *m);

/* Two would be the same edition of one work: no language known counts as any. */
bool edition_member_are_rivals(const struct edition_member *a, const struct edition_member *b);

#endif
