#include "library/search_fts.h"

#include <stdio.h>
#include <string.h>

static int tokenizer_new(void *context, const char **args, int count, Fts5Tokenizer **out)
{
    (void)args;
    (void)count;
    *out = context;
    return SQLITE_OK;
}

static void tokenizer_free(Fts5Tokenizer *tokenizer)
{
    (void)tokenizer;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int bytes,
                    int (*take)(void *, int, const char *, int, int, int))
{
    (void)tokenizer;
    (void)flags;
    int same = 0;
    for (int at = 0; at < bytes; at++) {
        int start = at;
        while (at < bytes && text[at] != SEARCH_NEXT_WORD && text[at] != SEARCH_SAME_WORD)
            at++;
        bool is_empty = at == start; /* a word of signs alone still counts as one */
        int rc = take(context, same, is_empty ? "-" : text + start, is_empty ? 1 : at - start,
                      start, at);
        if (rc != SQLITE_OK)
            return rc;
        same = at < bytes && text[at] == SEARCH_SAME_WORD ? FTS5_TOKEN_COLOCATED : 0;
    }
    return SQLITE_OK;
}

static int gather_phrase(const Fts5ExtensionApi *api, Fts5Context *context, int phrase,
                         const struct search_gather *gather, int64_t row)
{
    Fts5PhraseIter at;
    int column, place;
    int rc = api->xPhraseFirst(context, phrase, &at, &column, &place);
    uint32_t words = rc == SQLITE_OK ? (uint32_t)api->xPhraseSize(context, phrase) : 0;
    for (uint32_t n = 0; n < gather->most && rc == SQLITE_OK && column >= 0; n++) {
        const struct search_place found = {(uint32_t)phrase, (uint32_t)column, (uint32_t)place,
                                           words};
        gather->place(gather->data, row, &found);
        api->xPhraseNext(context, &at, &column, &place);
    }
    return rc;
}

static void gather_row(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result,
                       int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    const struct search_fts *fts = api->xUserData(context);
    const struct search_gather *gather = fts->gather;
    int64_t row = api->xRowid(context);
    if (!gather || row < 0 || (size_t)row >= gather->wanted_count || !gather->is_wanted[row])
        return;
    int phrases = api->xPhraseCount(context), rc = SQLITE_OK;
    for (int i = 0; i < phrases && rc == SQLITE_OK; i++)
        rc = gather_phrase(api, context, i, gather, row);
    if (rc != SQLITE_OK)
        sqlite3_result_error_code(result, rc);
}

/* How FTS5 gives out its interface: a pointer bound to a statement. */
static int find_api(sqlite3 *db, fts5_api **out)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &s, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_pointer(s, 1, out, "fts5_api_ptr", NULL);
        rc = sqlite3_step(s);
    }
    sqlite3_finalize(s);
    return rc == SQLITE_ROW && *out ? SQLITE_OK : SQLITE_ERROR;
}

enum err search_fts_begin(struct search_fts *fts, sqlite3 *db)
{
    fts5_tokenizer ours = {tokenizer_new, tokenizer_free, tokenize}; /* copied by FTS5 */
    const char *porter_args[] = {"ascii"};
    *fts = (struct search_fts){.db = db};
    int rc = find_api(db, &fts->api);
    if (rc == SQLITE_OK)
        rc = fts->api->xCreateTokenizer(fts->api, "lectern", fts, &ours, NULL);
    if (rc == SQLITE_OK)
        rc = fts->api->xCreateFunction(fts->api, "gather", fts, gather_row, NULL);
    void *context = NULL;
    if (rc == SQLITE_OK)
        rc = fts->api->xFindTokenizer(fts->api, "porter", &context, &fts->porter);
    if (rc == SQLITE_OK)
        rc = fts->porter.xCreate(context, porter_args, 1, &fts->stemmer);
    return rc == SQLITE_OK ? ERR_OK : rc == SQLITE_NOMEM ? ERR_NO_MEMORY : ERR_LIBRARY;
}

void search_fts_end(struct search_fts *fts)
{
    if (fts->stemmer)
        fts->porter.xDelete(fts->stemmer);
    fts->stemmer = NULL;
}

struct stem {
    char *out;
    size_t out_bytes;
};

static int take_stem(void *context, int flags, const char *token, int bytes, int start, int end)
{
    const struct stem *stem = context;
    (void)flags;
    (void)start;
    (void)end;
    snprintf(stem->out, stem->out_bytes, "%.*s", bytes, token);
    return SQLITE_OK;
}

void search_fts_stem(struct search_fts *fts, const char *term, char *out, size_t out_bytes)
{
    struct stem stem = {out, out_bytes};
    snprintf(out, out_bytes, "%s", term);
    if (fts->porter.xTokenize(fts->stemmer, &stem, FTS5_TOKENIZE_QUERY, term, (int)strlen(term),
                              take_stem) != SQLITE_OK)
        snprintf(out, out_bytes, "%s", term);
}
