/* term.h: words as a glossary compares them.
 *
 * A token is a word, or a part of one at a hyphen or a slash, in small letters, without punctuation and possessives, its
 * capitals noted; curly quotes are straight, '&' is 'and'. A text's word and a list's word are the same when one of the bases of
 * the text's token (inflect.h) is the list's token, and the capitals that the list asks for stand in the text. Any thread. */
#ifndef LECTERN_BOOK_TERM_H
#define LECTERN_BOOK_TERM_H

#include "book/inflect.h"

/* Tokens of one word, and of one term; a longer word or term is none that a list would hold. */
enum { TERM_WORD_TOKENS_MOST = 6, TERM_TOKENS_MOST = 12 };

struct term_token {
    char text[INFLECT_BYTES_MOST + 1];
    uint8_t bytes;        /* 0: too long to be a list's */
    uint8_t follows_cut;  /* a slash, or the beginning of the word, stands before it */
    uint8_t precedes_cut; /* the same behind it */
    uint32_t capitals;    /* bit n: letter n is a capital */
};

/* The tokens of one word of a text; 0 for a word of punctuation only, or of more tokens. */
size_t term_tokens(const char *word, size_t bytes, bool is_welsh,
                   struct term_token tokens[TERM_WORD_TOKENS_MOST]);

/* The tokens of a whole term; 0 when it has none, or more than TERM_TOKENS_MOST. */
size_t term_cut(const char *term, size_t bytes, bool is_welsh,
                struct term_token tokens[TERM_TOKENS_MOST]);

/* True for "cy", "cy-GB", ... */
bool term_lang_is_welsh(const char *lang);

/* True when two language tags name the same language; an empty one is English. */
bool term_same_lang(const char *one, const char *other);

#endif
