/* search_database.h: search.db as SQLite: its tables, how it is opened, and how it is thrown away.
 *
 * Private to this folder. One thread for each handle. */
#ifndef LECTERN_LIBRARY_SEARCH_DATABASE_H
#define LECTERN_LIBRARY_SEARCH_DATABASE_H

#include "base/err.h"
#include "library/search_fts.h"

/* The numbers of documents are given in turn, and never twice: a higher one is a dying card's. */
enum { SEARCH_NUMBER_MOST = 1 << 24 };

struct search_database {
    sqlite3 *db;
    struct search_fts fts;
    bool is_fixed; /* its disk can't be written to: it was opened so that nothing is */
};

/* Opens search.db in `folder`. When `write`, makes it, and makes it anew when it is damaged or of another version. ERR_NOT_FOUND: none (or
 * none of this version) there, and not `write`. ERR_LIBRARY: damaged, and not `write`. End with search_database_close, *out staying where
 * it is until then. */
MUST_USE enum err search_database_open(const char *folder, bool write, struct search_database *out);
void search_database_close(struct search_database *d);

/* Whether a result code says that the file is damaged. */
bool search_database_is_damage(int rc);

/* Empties a damaged search.db, so that the next mending fills it again. Other processes may have it open. */
MUST_USE enum err search_database_throw_away(const char *folder);

#endif
