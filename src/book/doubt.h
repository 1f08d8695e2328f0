/* doubt.h: words that a voice may get wrong: acronyms that nobody told it of, odd mixtures of capitals, very long words, and words
 * with letters that the file does not name. Data only; strings are borrowed from the book. */
#ifndef LECTERN_BOOK_DOUBT_H
#define LECTERN_BOOK_DOUBT_H

#include "book/model.h"

enum doubt_kind {
    DOUBT_ACRONYM = 1, /* two capitals or more: 'EHCNA' */
    DOUBT_MIXED,       /* capitals inside, and not one word after another: 'SpLD', 'eSEN' */
    DOUBT_LONG,        /* 20 letters or more */
    DOUBT_UNREADABLE   /* holds a letter that nothing is known of (U+FFFD or private) */
};

enum { DOUBT_LONG_LETTERS = 20, DOUBTS_MOST = 10 };

struct doubt {
    enum doubt_kind kind;
    const char *text; /* without its punctuation and plural; not NUL-terminated */
    size_t bytes;
    uint32_t count;      /* how often it stands in the document */
    uint32_t first_word; /* where it stands first */
    bool
        is_explained; /* the document says somewhere what it stands for: '... (EHCNA)', 'EHCNA (...)', <abbr> */
};

struct doubts {
    struct doubt items[DOUBTS_MOST]; /* the most frequent first */
    uint32_t count;                  /* of items */
    uint32_t total;                  /* how many different words there are in doubt */
};

/* True when the voice knows how the word is said in that language (BCP 47, "" when not known). */
typedef bool doubt_knows(void *data, const char *lang, const char *word, size_t bytes);

/* Looks at the document's own words; sentences in capitals throughout are passed over. `knows` may be NULL: nothing is known. Any
 * thread. */
void doubts_find(const struct book *book, doubt_knows *knows, void *data, struct doubts *out);

#endif
