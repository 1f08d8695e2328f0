/* vocabulary.h: the words that a document itself uses, as evidence for mending words that were broken at line ends. */
#ifndef LECTERN_EXTRACT_VOCABULARY_H
#define LECTERN_EXTRACT_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vocabulary;

/* Free with vocabulary_free. */
struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *l); /* NULL is fine */

/* Notes a whole word, as it stands inside a line; punctuation around it does not count. */
void vocabulary_add(struct vocabulary *l, const char *text, size_t bytes);

/* Notes a word that ends a line; true when it ends in a hyphen. A document whose typesetter breaks words with U+2010 means its '-' as it stands. */
bool vocabulary_add_broken(struct vocabulary *l, const char *text, size_t bytes);

enum mend {
    MEND_NOTHING, /* the left part ends in no hyphen */
    MEND_JOIN,    /* the hyphen was only the line's: take it away and join */
    MEND_KEEP     /* the hyphen is the word's own: join, and leave it in */
};

/* What to do where a line ends in `left` and the next begins with `right`. *hyphen_bytes: how many bytes the hyphen has. */
enum mend vocabulary_mend(const struct vocabulary *l, const char *left, size_t left_bytes,
                          const char *right, size_t right_bytes, size_t *hyphen_bytes);

#endif
