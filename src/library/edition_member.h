/* edition_member.h: a document as one of several editions: what its row tells of its work and of which edition it is. Private to this
 * folder. Any thread. */
#ifndef LECTERN_LIBRARY_EDITION_MEMBER_H
#define LECTERN_LIBRARY_EDITION_MEMBER_H

#include "library/edition.h"
#include "library/edition_key.h"

#define EDITION_SETTING "edition:" /* "edition:ID:ID", the smaller id first: "tied" or "apart" */

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
bool edition_are_rivals(enum edition_kind kind, const char *lang, enum edition_kind other,
                        const char *other_lang);

#endif
