/* lexicon.h: how words are said that a voice gets wrong: acronyms, abbreviations, names; and the few words that we add ourselves.
 *
 * A lexicon is a UTF-8 file of lines `written <TAB> spoken [<TAB> explanation]`; '#' begins a comment line. A written form in small
 * letters stands for any case; one with capitals only for itself. `spoken` may hold [[phonemes]] of espeak-ng; '*' alone means
 * 'letter by letter'. A written form that ends in '.' is an abbreviation. '@name' lines are our own words ('@picture'). */
#ifndef LECTERN_SPEECH_LEXICON_H
#define LECTERN_SPEECH_LEXICON_H

#include "base/err.h"

#include <stddef.h>

struct lexicon;

/* Reads a lexicon file. Lines that are not understood are left out; the first is named by lexicon_problem. ERR_NOT_FOUND, ERR_IO,
 * ERR_TOO_BIG. Free with lexicon_free. Thread: any; afterwards any thread may look into it. */
MUST_USE enum err lexicon_open(const char *path, struct lexicon **out);

/* The lexicon of assets/lexicon for a language tag ("en-GB": en.tsv); NULL when there is none. Its problem is logged. */
struct lexicon *lexicon_load(const char *lang);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/* "lexicon/en.tsv, line 7: ..."; "" when all was understood. Borrowed. */
const char *lexicon_problem(const struct lexicon *lexicon);

/* How the word is said, NULL when the lexicon does not know it (or is NULL). Borrowed. */
const char *lexicon_find(const struct lexicon *lexicon, const char *word, size_t bytes);

/* What it means, in plain words; NULL when that is not known. Borrowed. */
const char *lexicon_explain(const struct lexicon *lexicon, const char *word, size_t bytes);

/* One of our own words: lexicon_phrase(l, "@picture", "Picture"); `otherwise` when the lexicon lacks it. Borrowed. */
const char *lexicon_phrase(const struct lexicon *lexicon, const char *name, const char *otherwise);

#endif
