/* preflight.h: what a visitor will meet in a document, told to staff before it is shown: how it reads, what the voice may get wrong, and
 * what to ask its author to mend. Thread: main. */
#ifndef LECTERN_APP_PREFLIGHT_H
#define LECTERN_APP_PREFLIGHT_H

#include "base/str.h"
#include "book/doubt.h"
#include "book/survey.h"

/* The voices and word lists of this kiosk, started when first asked; one for any number of documents. Free with speakers_free. */
struct speakers;
struct speakers *speakers_new(void);
void speakers_free(struct speakers *speakers); /* NULL is fine */

struct preflight {
    const struct book *book; /* borrowed */
    struct survey survey;
    struct doubts doubts;
    bool has_voice[SURVEY_LANGS_MOST]; /* for each of survey.langs */
    bool is_spelled[DOUBTS_MOST]; /* the voice says the acronym letter by letter, not as a word */
    uint32_t minutes;             /* to hear it all at the usual rate, rounded up */
};

void preflight_make(const struct book *book, struct speakers *speakers, struct preflight *out);

/* What to ask of the author, in order of how much it matters to visitors. */
enum request {
    REQUEST_LOST_PAGES,
    REQUEST_GIVEN_UP,
    REQUEST_MENDED,
    REQUEST_CUT,
    REQUEST_UNREADABLE,
    REQUEST_PAGES_WITHOUT_TEXT,
    REQUEST_PICTURES,
    REQUEST_TAGS,
    REQUEST_DESCRIPTIONS,
    REQUEST_LANGUAGE,
    REQUEST_HEADINGS,
    REQUEST_HEADING_LEVELS,
    REQUEST_TABLE_HEADS,
    REQUEST_TITLE,
    REQUEST_VAGUE_LINKS,
    REQUEST_LOST_LINKS,
    REQUEST_ACRONYMS,
    REQUEST_LONG_SENTENCES,
    REQUEST_ADDRESSES,
    REQUEST_EASY_READ,
    REQUEST_COUNT
};

bool preflight_wants(const struct preflight *p, enum request request);

/* "describe-pictures": a stable name for JSON, in no language. Static. */
const char *preflight_request_name(enum request request);

/* Adds the request as a sentence or two. */
void preflight_add_request(const struct preflight *p, enum request request, struct str *out);

/* Adds the page of sentences, lines indented; `in` is the interface's language. */
void preflight_add_page(const struct preflight *p, const char *in, struct str *out);

/* Adds the members of a JSON object, without its braces. */
void preflight_add_json(const struct preflight *p, const char *in, struct str *out);

/* Adds "3, 5, 7": pages by the labels that they bear. */
void preflight_add_pages(const struct preflight *p, const struct survey_pages *pages,
                         struct str *out);

/* Adds the first words of a block, 60 bytes or so, '…' where more follows. */
void preflight_add_beginning(const struct preflight *p, uint32_t block, struct str *out);

/* The reading age in whole years by Flesch-Kincaid, and by SMOG; 0 when it can't be said. */
unsigned preflight_reading_age(const struct preflight *p);
unsigned preflight_smog_age(const struct preflight *p);

#endif
