/* lexicon.h: how words are said that a voice gets wrong: acronyms, abbreviations, names; and the few words that we add ourselves.
 *
 * A lexicon is a UTF-8 file of lines `written <TAB> spoken [<TAB> explanation]`; '#' begins a comment line (but '#<TAB>' is the sign). A
 * written form is one word; in small letters it stands for any case, with capitals only for itself. `spoken` may hold
 * [[phonemes]] of espeak-ng; '*' alone means 'letter by letter', '-' alone 'nothing'. A written form that ends in '.' is an
 * abbreviation. '@name' lines are our own words ('@picture'). Lexicons lie in layers: what staff wrote goes before ours. */
#ifndef LECTERN_SPEECH_LEXICON_H
#define LECTERN_SPEECH_LEXICON_H

#include "base/err.h"

#include <stddef.h>

struct lexicon;

/* Reads a lexicon file. Lines that are not understood are left out; lexicon_problem_at names them. ERR_NOT_FOUND, ERR_IO,
 * ERR_TOO_BIG. Free with lexicon_free. Thread: any; afterwards any thread may look into it. */
MUST_USE enum err lexicon_open(const char *path, struct lexicon **out);

/* The lexicon of assets/lexicon for a language tag ("en-GB": en.tsv); NULL when there is none. Its problems are logged. */
struct lexicon *lexicon_load(const char *lang);

/* The same with what staff wrote on top of it: the file `lexicon.tsv` (English; `lexicon.cy.tsv` and so on for other languages) of
 * each folder, the first folder's before the next one's. A folder may be NULL or lack the file. Problems are logged. NULL when there is
 * none at all. Free with lexicon_free. Thread: any. */
struct lexicon *lexicon_load_layered(const char *lang, const char *const *folders,
                                     size_t folder_count);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/* "lexicon/en.tsv, line 7: ...": what was wrong with the file (of a layered lexicon: of the top file), `at` from 0; NULL when there are
 * no more. At most 50 are kept. Borrowed. */
const char *lexicon_problem_at(const struct lexicon *lexicon, size_t at);

/* How the word is said, NULL when the lexicon does not know it (or is NULL). Borrowed. */
const char *lexicon_find(const struct lexicon *lexicon, const char *word, size_t bytes);

/* The same, from staff's layers only. */
const char *lexicon_find_own(const struct lexicon *lexicon, const char *word, size_t bytes);

/* What it means, in plain words; NULL when that is not known. A plural or possessive ("EHCPs") has its word's. Borrowed. */
const char *lexicon_explain(const struct lexicon *lexicon, const char *word, size_t bytes);

/* One of our own words: lexicon_phrase(l, "@picture", "Picture"); `otherwise` when the lexicon lacks it. Borrowed. */
const char *lexicon_phrase(const struct lexicon *lexicon, const char *name, const char *otherwise);

#endif
