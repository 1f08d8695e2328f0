/* word_list_name.h: is this the heading of a list of hard words? Any thread. */
#ifndef LECTERN_BOOK_WORD_LIST_NAME_H
#define LECTERN_BOOK_WORD_LIST_NAME_H

#include <stdbool.h>

struct book;
struct book_block;

/* By its words alone, with a number or 'Appendix A' before them allowed: 'Word list', '4.0 Definitions', 'Words we use in this
 * guide', 'Geirfa'. */
bool word_list_is_name(const struct book *book, const struct book_block *block);

/* A heading that can't be a hard word of a list, but ends it: 'More information', 'Contact us'. */
bool word_list_ends_at(const struct book *book, const struct book_block *block);

/* The first cell of a table's head: 'Word', 'Term'. */
bool word_list_is_column(const struct book *book, const struct book_block *block);

#endif
