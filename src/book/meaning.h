/* meaning.h: what a book says its own words mean, gathered: terms, meanings, and where they stand. Room for so many, so long. */
#ifndef LECTERN_BOOK_MEANING_H
#define LECTERN_BOOK_MEANING_H

#include "base/str.h"
#include "book/model.h"

enum {
    MEANING_COUNT_MOST = 1000, /* of one book; an Easy Read word list has 20, a long glossary 500 */
    MEANING_BYTES_MOST = 1500, /* of one; what is longer ends at a sentence, or with '…' */
    MEANING_TERM_BYTES_MOST = 120,
    MEANING_TERM_WORDS_MOST = 10
};

struct meaning {
    char *term, *text, *long_form; /* long_form NULL: none */
    uint32_t first_word,
        last_word;      /* of the text in the book; 0: from an expansion that is no words */
    uint32_t term_word; /* the first word of the term; for order */
    bool is_shouted;    /* its list is all in capitals: they say nothing */
};

struct meanings { /* zero it to begin; free with meaning_free */
    struct meaning *items;
    size_t count, cap;
};

/* Adds one; the term is trimmed of punctuation, articles and separators, the text of separators. What is empty or too long, or a
 * term that is there already, is passed over. True when it was added. */
bool meaning_add(struct meanings *meanings, const char *term, const char *text,
                 const struct meaning *place);

/* Takes away all from number `count` on. */
void meaning_drop_from(struct meanings *meanings, size_t count);

void meaning_free(struct meanings *meanings);

/* The words as text, without notes' marks, added to `out`. */
void meaning_add_words(struct str *out, const struct book *book, uint32_t first, uint32_t last);

/* The same, but of no more than MEANING_BYTES_MOST bytes in `out`, ended at a sentence if it can be. False when it was cut. */
bool meaning_add_text(struct str *out, const struct book *book, uint32_t first, uint32_t last);

/* The text in small letters and plain spaces, punctuation left out, for looking at what it begins with: "this means that ". At most
 * `most` words. */
void meaning_plain(struct str *out, const struct book *book, uint32_t first, uint32_t last,
                   uint32_t most);

/* The block holds the document's words and no heading: paragraph, list item, quote or cell. */
bool meaning_is_text(const struct book_block *block);

/* Words of the block at its beginning that are bold. */
uint32_t meaning_bold_words(const struct book *book, const struct book_block *block);

/* A dash or an equals sign that stands alone. */
bool meaning_is_dash(const struct book *book, uint32_t word);

#endif
