/* search_handle.h: the reader's side of the index, for the files that make up search.h. Private to this folder. */
#ifndef LECTERN_LIBRARY_SEARCH_HANDLE_H
#define LECTERN_LIBRARY_SEARCH_HANDLE_H

#include "library/search.h"
#include "library/search_database.h"

enum search_statement {
    SEARCH_WORD,      /* shown, uses, welsh of word ?1 */
    SEARCH_BEGINNING, /* word, shown of at most ?3 words from ?1 to before ?2, the most used first */
    SEARCH_RANGE,     /* word, welsh from ?1 to before ?2 */
    SEARCH_SOUND,     /* word, uses of the words whose sound is from ?1 to before ?2 */
    SEARCH_LIKE_LENGTH, /* word, uses of words from ?1 to before ?2 of ?3 to ?4 letters */
    SEARCH_MATCH,       /* gather() on each row that matches ?1, rows ?2 to ?3 */
    SEARCH_SENTENCES,   /* sentences of document ?1 */
    SEARCH_STATEMENTS
};

struct search_document {
    int64_t number; /* rowid in the index */
    char id[65];
    uint32_t words;
};

struct search {
    struct catalogue *catalogue;
    struct search_database base; /* .db NULL while there is no index */
    sqlite3_stmt *statements[SEARCH_STATEMENTS];
    struct search_document *documents; /* rising by number; as of `data_version` */
    size_t document_count;
    bool *is_live; /* by number, of live_count: in `documents` */
    size_t live_count;
    uint64_t words; /* of all of them */
    bool has_welsh;
    int data_version;
};

/* Begins a look at the index as it is now: opens it if it must, and reads which documents it holds. *ready: false when there is no
 * index. End with search_end_look in any case. */
MUST_USE enum err search_begin_look(struct search *s, bool *ready);
void search_end_look(struct search *s);

/* After an error within a look: throws the index away when it is damaged, so that the next mending makes it again. */
void search_throw_away_when_damaged(struct search *s);

/* A statement made ready, or NULL when that fails (then it is as if nothing were found). End with sqlite3_reset. */
sqlite3_stmt *search_statement(struct search *s, enum search_statement which);

/* Binds `text` and the first text after all that begin with it to ?1 and ?2. */
void search_bind_range(sqlite3_stmt *statement, const char *text);

/* Whether some document holds this term; *welsh (may be NULL): in Welsh text. */
bool search_has_word(struct search *s, const char *term, bool *welsh);

/* The index of the document with this number in s->documents; -1: none. */
long search_find_number(const struct search *s, int64_t number);

#endif
