/* match_welsh.h: what common Welsh words of our kind of documents are in English, so that a Welsh edition's parts are known in the
 * English one. No dictionary: some words of headings, schools, rights and councils. Any thread. */
#ifndef LECTERN_BOOK_MATCH_WELSH_H
#define LECTERN_BOOK_MATCH_WELSH_H

/* The English word for one in small letters, also under a mutation ('gyfraith': law); NULL when it is none of ours. Static. */
const char *match_welsh_english(const char *word);

#endif
