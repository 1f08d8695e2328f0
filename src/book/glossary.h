/* glossary.h: a list of hard words and what they mean, read from a file that we or a pack wrote.
 *
 * A UTF-8 file of lines `term <TAB> forms <TAB> meaning [<TAB> long form]`; '#' begins a comment line. `forms` are other spellings of
 * the term, parted by commas, or nothing; plurals, verb forms and Welsh mutations are found without them. A term in small letters
 * stands for any case; capitals in it must stand in the text too ('SEND', 'Act'). The long form is what an abbreviation stands for.
 * A line that is not understood is passed over and named. Read once, then any thread may look into it. */
#ifndef LECTERN_BOOK_GLOSSARY_H
#define LECTERN_BOOK_GLOSSARY_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum {
    GLOSSARY_TERMS_MOST = 4000,
    GLOSSARY_TERM_BYTES_MOST = 120,
    GLOSSARY_FORMS_MOST = 12,
    GLOSSARY_MEANING_BYTES_MOST = 2000,
    GLOSSARY_FILE_BYTES_MOST = 4 << 20,
    GLOSSARY_PROBLEMS_MOST = 50
};

/* Where a meaning comes from; the first that knows a word is asked first. */
enum glossary_source { GLOSSARY_DOCUMENT = 1, GLOSSARY_PACK, GLOSSARY_KIOSK };

struct glossary_term {
    const char *term;
    const char *const *forms; /* form_count other spellings */
    size_t form_count;
    const char *meaning;   /* one or more lines */
    const char *long_form; /* "" when it is not an abbreviation */
};

struct glossary;

/* Reads the bytes of a file. `name` is what problems call it; `lang` the language of its words ("en"). Never fails: what is not
 * understood is a problem. Free with glossary_free. */
struct glossary *glossary_from_bytes(const char *tsv, size_t bytes, const char *name,
                                     const char *lang, enum glossary_source source);

/* The same from a file. ERR_NOT_FOUND, ERR_IO, ERR_TOO_BIG. */
MUST_USE enum err glossary_open(const char *path, const char *lang, enum glossary_source source,
                                struct glossary **out);

/* The kiosk's own for a language tag ("en-GB": assets/glossary/en.tsv); NULL when there is none. */
struct glossary *glossary_load(const char *lang);

void glossary_free(struct glossary *glossary); /* NULL is fine */

size_t glossary_count(const struct glossary *glossary);
/* Term `at`, from 0, in the order of the file. Borrowed. */
const struct glossary_term *glossary_term_at(const struct glossary *glossary, size_t at);
const char *glossary_lang(const struct glossary *glossary);
enum glossary_source glossary_source(const struct glossary *glossary);

/* "en.tsv, line 7: ...": what was wrong, `at` from 0; NULL when there are no more. At most 50 are kept. Borrowed. */
const char *glossary_problem_at(const struct glossary *glossary, size_t at);

#endif
