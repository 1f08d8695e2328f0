/* catalogue_parts.h: what a catalogue's own files share: the database, and files in and out of their places. Private to this folder.
 * Thread: the catalogue's. */
#ifndef LECTERN_LIBRARY_CATALOGUE_PARTS_H
#define LECTERN_LIBRARY_CATALOGUE_PARTS_H

#include "library/catalogue.h"
#include "library/database.h"

#include <sqlite3.h>

/* A document is over when a pack brought it and each pack that has it is over (?2 is now). Few packs are: those are looked for first. */
#define CATALOGUE_IS_OVER_NOW                                                                      \
    "(CASE WHEN id IN (SELECT pd.document FROM pack_document pd JOIN pack p ON p.id = pd.pack"     \
    " WHERE p.expires_s > 0 AND p.expires_s <= ?2)"                                                \
    " THEN (SELECT max(pd.brought) AND NOT max(p.expires_s = 0 OR p.expires_s > ?2)"               \
    " FROM pack_document pd JOIN pack p ON p.id = pd.pack WHERE pd.document = document.id) END)"
/* Its place in its pack. */
#define CATALOGUE_PACK_PLACE                                                                       \
    "(SELECT min(pd.pack || ' ' || printf('%09d', pd.place)) FROM pack_document pd"                \
    " WHERE pd.document = document.id AND pd.place > 0) AS shelf"
#define CATALOGUE_IN_ORDER                                                                         \
    " ORDER BY section COLLATE NOCASE, ifnull(place, 0) = 0, ifnull(place, 0), shelf IS NULL,"     \
    " shelf, coalesce(nullif(given_key, ''), sort_key), easy_read, title, id"
#define CATALOGUE_FROM_ALL " FROM document LEFT JOIN choice ON choice.document = document.id"
#define CATALOGUE_IS_THERE "ifnull(aside, 0) = 0"
#define CATALOGUE_FOR_ALL                                                                          \
    CATALOGUE_IS_THERE " AND ifnull(hidden, 0) = 0 AND " CATALOGUE_IS_OVER_NOW " IS NOT 1"
#define CATALOGUE_ROW_OF(x) "SELECT " DATABASE_DOCUMENT ", " DATABASE_CHOSEN ", " x

sqlite3 *catalogue_database(struct catalogue *c);

/* Seconds by which last days are judged; 0: the clock is not to be believed, and nothing is over. */
int64_t catalogue_now_s(const struct catalogue *c);

/* The ids of what catalogue_list gives, sorted by id. */
struct id_list {
    char (*items)[DOCUMENT_ID_DIGITS + 1];
    size_t count, cap;
};

/* Free list->items with free. */
MUST_USE enum err catalogue_list_ids(struct catalogue *c, struct id_list *out);

/* Adds the id in the first column of a row, unless it is none. */
void id_list_take(struct id_list *list, sqlite3_stmt *row);
bool id_list_has(const struct id_list *list, const char *id);

/* Moves a document and its book to their places and enters the row; within a transaction that the caller began, and whose folders it syncs
 * (catalogue_sync) before the commit. */
MUST_USE enum err catalogue_enter(struct catalogue *c, const struct document *d,
                                  const char *document_path, const char *book_path);
MUST_USE enum err catalogue_sync(const struct catalogue *c);
MUST_USE enum err catalogue_begin(struct catalogue *c); /* a transaction that will write */
/* Commits when `err` is ERR_OK, else rolls back; returns what came of it. */
MUST_USE enum err catalogue_end(struct catalogue *c, enum err err);
void catalogue_roll_back(struct catalogue *c); /* when a transaction is open */

/* Unlinks the files of those ids that have no row, in one go. */
MUST_USE enum err catalogue_drop_files(struct catalogue *c, const char *const *ids, size_t count);
MUST_USE enum err catalogue_drop_file(struct catalogue *c, const char *id);

/* Takes a document out of the search index; what can't be is logged. */
void catalogue_unindex(struct catalogue *c, const char *id);

/* Forgets what staff chose for a document. */
MUST_USE enum err choice_forget(struct catalogue *c, const char *id);

/* Gives a document that was just entered what staff chose for an earlier one: place, title, section, hidden, featured, and what they
 * said of its other editions. The earlier one is set aside. Within a transaction. */
MUST_USE enum err choice_succeed(struct catalogue *c, const char *from_id, const char *to_id);

#endif
