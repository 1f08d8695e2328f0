/* catalogue_parts.h: what a catalogue's own files share: the database, and files in and out of their places. Private to this folder.
 * Thread: the catalogue's. */
#ifndef LECTERN_LIBRARY_CATALOGUE_PARTS_H
#define LECTERN_LIBRARY_CATALOGUE_PARTS_H

#include "library/catalogue.h"

#include <sqlite3.h>

sqlite3 *catalogue_database(struct catalogue *c);

/* Seconds by which last days are judged; 0: the clock is not to be believed, and nothing is over. */
int64_t catalogue_now_s(const struct catalogue *c);

/* Moves a document and its book to their places and enters the row; within a transaction that the caller began, and whose folders it syncs
 * (catalogue_sync) before the commit. */
MUST_USE enum err catalogue_enter(struct catalogue *c, const struct document *d,
                                  const char *document_path, const char *book_path);
MUST_USE enum err catalogue_sync(const struct catalogue *c);
void catalogue_roll_back(struct catalogue *c); /* when a transaction is open */

/* Unlinks the files of an id that has no row. */
MUST_USE enum err catalogue_drop_files(struct catalogue *c, const char *id);

/* Takes a document out of the search index; what can't be is logged. */
void catalogue_unindex(struct catalogue *c, const char *id);

#endif
