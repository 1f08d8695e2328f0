/* definition.h: hard words that a book explains in passing.
 *
 * A bold word, and the sentence that says what it means: the same ('Segregation means ...'), the next one ('This means ...'), the one
 * before ('This is called a survey.'), or the words after a dash or in brackets. Abbreviations written out: 'Department for
 * Education (DfE)' by Schwartz and Hearst (2003), 'DfE (Department for Education)', and what the format says. Any thread. */
#ifndef LECTERN_BOOK_DEFINITION_H
#define LECTERN_BOOK_DEFINITION_H

#include "book/word_list.h"

/* Adds what is explained outside of the lists. */
void definition_read(const struct book *book, const struct word_list *lists, size_t list_count,
                     struct meanings *meanings);

/* Adds the abbreviations: `long_form` is set, and the text is the same. */
void definition_read_abbreviations(const struct book *book, struct meanings *meanings);

#endif
