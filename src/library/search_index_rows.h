/* search_index_rows.h: the index as the mending sees it: rows, and statements on all of them. Private to this folder. */
#ifndef LECTERN_LIBRARY_SEARCH_INDEX_ROWS_H
#define LECTERN_LIBRARY_SEARCH_INDEX_ROWS_H

#include "base/err.h"

#include <sqlite3.h>

struct search_index;

/* Runs statements in one transaction. ERR_LIBRARY: the index was damaged; it is empty now. */
MUST_USE enum err search_index_run(struct search_index *x, const char *statements);

/* Whether its rows of documents hold together; ERR_LIBRARY as above. */
MUST_USE enum err search_index_check(struct search_index *x);

/* Calls `row` for each row of a select. ERR_LIBRARY as above. */
MUST_USE enum err search_index_read(struct search_index *x, const char *select,
                                    void (*row)(void *data, sqlite3_stmt *row), void *data);

#endif
