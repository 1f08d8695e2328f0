/* edition_said.h: what a document's row keeps of what the document says of its other editions (book/mention.h): a line each, made when
 * it is added, so that tying reads no books. Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_EDITION_SAID_H
#define LECTERN_LIBRARY_EDITION_SAID_H

#include "base/err.h"
#include "book/mention.h"

#include <sqlite3.h>

enum { EDITION_SAID_KEY_BYTES = 256 };

struct edition_said {
    enum mention_kind kind, own; /* as in struct mention */
    bool is_address, is_sure;
    char key
        [EDITION_SAID_KEY_BYTES]; /* folded words: of a title, or of the last part of an address that tells anything */
};

/* The text for a row, "" when the book says nothing; free with free. */
char *edition_said_make(const struct book *book);

/* The next line of *text (NULL reads as ""), which then stands behind it; false at the end. What is no such line is passed over. */
bool edition_said_next(const char **text, struct edition_said *out);

/* Makes the texts of the rows that have none yet (a library of an older version; a row that was saved from one) from their books in
 * `folder`. A book that can't be read leaves its row for the next time. */
MUST_USE enum err edition_said_fill(const char *folder, sqlite3 *db);

#endif
