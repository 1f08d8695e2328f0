/* term_index.h: finds the longest known term that begins at a place of a text.
 *
 * Built once from all terms, then read only. A term is a row of tokens; a table of all tokens gives them numbers, so that a word
 * that is in no term is turned away by one look for each of its bases. One thread while it is built, then any. */
#ifndef LECTERN_BOOK_TERM_INDEX_H
#define LECTERN_BOOK_TERM_INDEX_H

#include "book/term.h"

struct term_index;

struct term_index *term_index_new(void);
void term_index_free(struct term_index *index); /* NULL is fine */

/* TERM_CAPITALS_ABBREVIATION: only the capitals of 'DfE' and 'MP' count, for a list that begins every term with a capital. */
enum term_capitals { TERM_CAPITALS_NONE, TERM_CAPITALS_ABBREVIATION, TERM_CAPITALS_ALL };

struct term_rule {
    uint32_t number; /* of the term */
    uint16_t rank;   /* of two terms equally long the lower goes first */
    uint8_t capitals;
    bool
        is_own; /* the book's: a plural term has its singular too, and it holds for words of any language */
    const char *lang; /* else only for words of this one; borrowed for as long as the index lives */
};

/* Adds a way of writing a term. One that has no tokens, or too many, is passed over. */
void term_index_add(struct term_index *index, const char *text, size_t bytes,
                    const struct term_rule *rule);

/* A word of the text that is looked at. */
struct term_word {
    const char *text;
    size_t bytes;
    const char *lang;
    bool begins_sentence;
};

/* The longest term that begins with words[0] and has at most `count` words; *used gets how many words it has. 0: none. */
uint32_t term_index_match(const struct term_index *index, const struct term_word *words,
                          size_t count, size_t *used);

/* True when a term may begin with this word: cheap to ask before term_index_match. */
bool term_index_begins(const struct term_index *index, const struct term_word *word);

#endif
