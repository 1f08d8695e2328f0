/* search_fts.h: FTS5 as the search uses it: our tokenizer, the stems of its own Porter tokenizer, and the places of what matches.
 *
 * Private to this folder. A column is a row of terms: ' ' parts words, and '+' a further term of the same word. */
#ifndef LECTERN_LIBRARY_SEARCH_FTS_H
#define LECTERN_LIBRARY_SEARCH_FTS_H

#include "base/err.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEARCH_COLUMN_TITLE, SEARCH_COLUMN_WORDS };
enum { SEARCH_NEXT_WORD = ' ', SEARCH_SAME_WORD = '+' };

/* One match: phrase `phrase` of the query (from 0, as they stand in it) at word `place` (from 0) of a column, `words` words long. */
struct search_place {
    uint32_t phrase, column, place, words;
};

/* What the SQL function gather(body) calls for each row. */
struct search_gather {
    void (*place)(void *data, int64_t rowid, const struct search_place *place);
    void *data;
    const bool *is_wanted; /* by row number, of `wanted_count`; others are passed over */
    size_t wanted_count;
    uint32_t most; /* places of a phrase in a row; what comes after is passed over */
};

struct search_fts {
    sqlite3 *db;
    fts5_api *api;
    fts5_tokenizer porter;
    Fts5Tokenizer *stemmer;
    struct search_gather *gather; /* set while a query with gather() runs */
};

/* Makes a connection know our tokenizer and gather(). `fts` must outlive the connection. End with search_fts_end, before it is closed. */
MUST_USE enum err search_fts_begin(struct search_fts *fts, sqlite3 *db);
void search_fts_end(struct search_fts *fts);

/* The Porter stem of an English term (M. F. Porter, 1980); the term itself when it is too short to have one. */
void search_fts_stem(struct search_fts *fts, const char *term, char *out, size_t out_bytes);

#endif
