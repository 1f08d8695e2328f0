/* explain.h: what the words of a book mean.
 *
 * An explainer knows the hard words of one book: first what the book itself says (its word list, a bold word and the sentence that
 * explains it, an abbreviation written out), then the glossaries given to it. Words are found in plural, in verb forms, with
 * possessives, hyphens, curly quotes, in any case, and in Welsh with their first letter mutated; the longest phrase wins. What a
 * book says is found when the explainer is made; all else when it is asked for. */
#ifndef LECTERN_BOOK_EXPLAIN_H
#define LECTERN_BOOK_EXPLAIN_H

#include "book/glossary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct book; /* book/model.h */
struct explain;

/* A hard word and its meaning. The strings are the explainer's, or the glossary's that it came from. */
struct explain_term {
    const char *term;    /* as its list writes it: "Electoral roll" */
    const char *meaning; /* plain text; '\n' parts lines, "• " begins a line of a list; never "" */
    const char *long_form; /* "" or what the abbreviation stands for */
    const char *lang;      /* BCP 47 tag of term and meaning; "" not known */
    enum glossary_source source;
    uint32_t meaning_first,
        meaning_last; /* the book's words that say so; 0 when it is no meaning of the book's */
};

/* `glossaries` (NULLs are passed over; at most 8) are asked after the book, packs' before the kiosk's, and only for words of their
 * language. Book and glossaries are borrowed until explain_free. Never NULL. Thread: any; one at a time. */
struct explain *explain_new(const struct book *book, const struct glossary *const *glossaries,
                            size_t count);
void explain_free(struct explain *explain); /* NULL is fine */

/* What word n, or the phrase around it, means here. */
struct explain_hit {
    uint32_t first_word, last_word; /* the phrase in the book; n is one of them */
    uint32_t term;                  /* number for explain_term_at */
};
bool explain_at(struct explain *explain, uint32_t n, struct explain_hit *hit);

/* The term of that number (explain_hit.term, explain_list); NULL when there is none such. Borrowed. */
const struct explain_term *explain_term_at(const struct explain *explain, uint32_t term);

/* How many hard words the book itself explains or writes out; they have the numbers 1 to this: its word lists', those explained in
 * passing, its abbreviations. Of an abbreviation the meaning may be a glossary's (source says so), the long form is the book's. */
uint32_t explain_own_count(const struct explain *explain);

/* The hard words for a word list screen: the numbers of the book's own terms in its order, then of the glossaries' terms that the
 * book uses, by their first use. Made at the first call (reads the whole book once). Borrowed. */
const uint32_t *explain_list(struct explain *explain, size_t *count);

/* Where the book uses a term: the first word of each place, in order, but for the book's word list itself. Writes up to `most` into
 * `words`; returns how many there are (at most 65,535 are counted). Reads the whole book. */
size_t explain_places(struct explain *explain, uint32_t term, uint32_t *words, size_t most);

/* True when the book marks word n as hard: it is bold inside a text that is not all bold, and explain_at knows it. Cheap for a word
 * that is not bold. */
bool explain_is_marked(struct explain *explain, uint32_t n);

/* Where the book's own word list stands: its heading's and its last word. False when it has none. */
bool explain_word_list(const struct explain *explain, uint32_t *first, uint32_t *last);

#endif
