/* search.h: finding words in the documents of a library.
 *
 * A search answers with sentences: the document, the sentence's text, the word at which to open, and which bytes of it to light.
 * It reads search.db, an index beside library.db that holds no text (words and where they stand; FTS5 without content) and can be
 * made again from the books at any time (search_index.h); the text comes from the book. A query is words in any order, "words in
 * quotes" as they stand, and, while somebody types, the beginning of a last word. Each word also finds its other forms (English:
 * Porter's stems; Welsh: the mutations), and a word that no document holds finds those that sound or look like it.
 * A handle is used by one thread; it reads while others write and never waits for them. */
#ifndef LECTERN_LIBRARY_SEARCH_H
#define LECTERN_LIBRARY_SEARCH_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue;
struct search;

/* How well the worst of a hit's words fits what was asked. */
enum search_fit {
    SEARCH_EXACT = 1, /* the very words, whatever their capitals, accents and apostrophes */
    SEARCH_BEGUN,     /* words that begin with the one being typed */
    SEARCH_FORM,      /* another form of a word: schools, schooling; chath for cath */
    SEARCH_NEAR       /* a word that sounds or looks like it: school for skool */
};

struct search_span {
    uint32_t start, bytes; /* in the hit's text */
    uint32_t word;         /* number in the book; 0 in a title */
};

struct search_hit {
    char id[65]; /* the document */
    char *title, *section;
    char *lang;          /* of the document (its title), BCP 47; "" when not known */
    char *text_lang;     /* of the text, which may quote another language */
    char *text;          /* the sentence; of a title_only hit the title */
    char *heading;       /* the heading that it stands under, "" when none */
    char *page;          /* the page's label, or its number; "" when the document has no pages */
    uint32_t word;       /* number of the first matching word: open the reader here */
    uint32_t first_word; /* of the sentence; 0 of a title_only hit */
    bool title_only;     /* the document's title matches, no sentence does */
    bool is_heading;     /* the sentence is a heading */
    bool easy_read;      /* the document is an Easy Read edition */
    enum search_fit fit;
    struct search_span *spans; /* rising, never overlapping */
    size_t span_count;
    uint32_t
        more_here; /* of a document's last hit shown: how many further sentences match; else 0 */
};

struct search_query {
    const char
        *text; /* UTF-8, any bytes: what was typed; only the first SEARCH_MOST_WORDS words count */
    const char *id;      /* in this document only; NULL: in all */
    bool typing;         /* the last word may still grow */
    uint32_t skip, most; /* hits to pass over, and to give at most (0: 20) */
    uint32_t
        per_document; /* sentences of one document at most; 0: 3 in all documents, no limit in one */
};

enum { SEARCH_MOST_WORDS = 16, SEARCH_MOST_NEAREST = 4 };

struct search_results {
    struct search_hit
        *hits; /* best document first, and of a document its best sentence first; in one document in
                              * reading order */
    size_t count;
    uint32_t documents; /* documents that match */
    bool more;          /* there are further hits past these */
    char *
        instead; /* "education": what was searched instead, as a word was near, not there; NULL when not */
    char *nearest
        [SEARCH_MOST_NEAREST]; /* words of the library near those that were not found, best first; NULL at the end */
    bool is_empty; /* nothing was asked: no letters and no digits */
};

/* For asking the library that `c` has open; `c` is borrowed until search_free. Opens nothing yet. Thread: as `c`. */
struct search *search_new(struct catalogue *c);
void search_free(struct search *s); /* NULL is fine */

/* Finds. Nothing found is ERR_OK with count 0 (see `nearest`); so is a library that has no index yet. ERR_LIBRARY: the index is
 * damaged (search_index_mend makes it again). Free with search_results_free in any case. */
MUST_USE enum err search_find(struct search *s, const struct search_query *query,
                              struct search_results *out);
void search_results_free(struct search_results *results);

/* Up to `most` words of the library that begin with what was typed of a word (capitals and accents aside): first those that follow
 * the words `before` it (may be NULL) in some documents, then the commonest. With "" typed, what follows, then the commonest of all.
 * Writes words as people write them ("well-being") into out, each to be freed with free; returns how many. */
size_t search_complete(struct search *s, const char *before, const char *typed, size_t most,
                       char **out);

/* How many documents of the library are still waiting to be indexed (search_index_mend is due when it is not 0). */
MUST_USE enum err search_waiting(struct search *s, uint32_t *out);

#endif
