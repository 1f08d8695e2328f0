/* abbreviation.h: words whose full stop is part of their spelling, and what that says about the end of a sentence. Any thread. */
#ifndef LECTERN_BOOK_ABBREVIATION_H
#define LECTERN_BOOK_ABBREVIATION_H

#include <stdbool.h>
#include <stddef.h>

enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE,  /* 'Dr.', 'e.g.': more always follows */
    ABBREVIATION_NUMBER, /* 'p.', 'No.': more follows when it is a number */
    ABBREVIATION_EITHER, /* 'Ltd.', 'U.K.': may end a sentence; what follows must tell */
    ABBREVIATION_LAST /* 'etc.', 'al.': ends one unless a small letter, a number or a bracket follows */
};

/* The longest that is known, in bytes. */
#define ABBREVIATION_MOST_BYTES 12

/* What `stem` is: the word without its last full stop and without brackets and quotes. `lang` is a BCP 47 tag or "". */
enum abbreviation abbreviation_find(const char *stem, size_t bytes, const char *lang);

/* True for a word that often begins a sentence ('The', 'However') in that language. */
bool abbreviation_is_starter(const char *word, size_t bytes, const char *lang);

/* True when 'lang' writes '3.' for 'third'. */
bool abbreviation_has_ordinals(const char *lang);

#endif
