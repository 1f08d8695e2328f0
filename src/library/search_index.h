/* search_index.h: search.db, the index that search.h reads: words of the books, where they stand, and how often.
 *
 * It is an own file that can be thrown away: nothing in it is not in the books. search_index_mend enters a document here some
 * time after its row is committed, so that adding takes no longer for it; the catalogue takes it out once the row is gone, and
 * before its book is replaced. So an error here never fails an import. WAL, so that a reader never waits for a writer. */
#ifndef LECTERN_LIBRARY_SEARCH_INDEX_H
#define LECTERN_LIBRARY_SEARCH_INDEX_H

#include "base/err.h"

#include <stdbool.h>

struct book;
struct search_index;

/* Opens the index of the library in `folder` for writing; makes it when it is missing, of another version or damaged. Free with
 * search_index_close. One thread for each handle. */
MUST_USE enum err search_index_open(const char *folder, struct search_index **out);
void search_index_close(struct search_index *x); /* NULL is fine */

/* Enters a document under a title, in the place of what was entered of it before. One transaction. */
MUST_USE enum err search_index_add(struct search_index *x, const char *id, const char *title,
                                   const struct book *book);

/* Takes a document out; one that is not there is no error. */
MUST_USE enum err search_index_remove(struct search_index *x, const char *id);

/* Brings the index of a library up to the catalogue: enters what is missing, takes out what is gone, makes a damaged one again. Returns
 * ERR_CANCELLED soon after `cancelled` (may be NULL) says so; what was done stays. Any thread, any process. */
MUST_USE enum err search_index_mend(const char *folder, bool (*cancelled)(void *), void *data);

#endif
