/* manifest.h: what a pack says of itself: manifest.ini, as its maker wrote it and signed it.
 *
 *     [pack]
 *     id = example.briefings          small letters, digits, '.' and '-', up to 64
 *     version = 3                     a whole number from 1; later ones are larger
 *     title = Inclusive education
 *     maker = An Organisation         the rest may be left out:
 *     language = en-GB
 *     expires = 2027-06-30            the last day (UTC) on which it is shown
 *     glossary = words.tsv            as book/glossary.h; of other languages: glossary.cy = geiriau.tsv
 *     lexicon = say.tsv               as speech/lexicon.h; lexicon.cy = ...
 *     logo = logo.png                 a PNG, JPEG or SVG of at most 4 MB, for the first screens
 *
 *     [Briefings]                     a section, and its documents in the order in which they stand on the shelf
 *     document = send/briefing.pdf
 *     edition = send/easy-read.pdf    another edition of the document above it
 *     document = law.pdf
 *
 * Documents that it does not name are added after these. It is strict: a line, a name or a value that is not understood refuses the
 * whole, as a typing error in a date would else go unseen. Lines have at most MANIFEST_LINE_BYTES_MOST bytes. Any thread. */
#ifndef LECTERN_LIBRARY_MANIFEST_H
#define LECTERN_LIBRARY_MANIFEST_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

#define MANIFEST_NAME "manifest.ini"

enum {
    MANIFEST_BYTES_MOST = 512 * 1024,
    MANIFEST_LINE_BYTES_MOST = 190, /* inih's own line is 200, and it cuts in silence */
    MANIFEST_ID_BYTES_MOST = 64,
    MANIFEST_DOCUMENTS_MOST = 2000,
    MANIFEST_EDITIONS_MOST = 12, /* of one document */
    MANIFEST_WORDS_MOST = 8,     /* glossaries, and as many lexicons */
    MANIFEST_VERSION_MOST = 1000000000
};

struct manifest_document {
    char *path;
    char *section;
    uint32_t work; /* from 1; documents of one work are editions of each other */
};

struct manifest_words {
    char lang[16]; /* a BCP 47 tag */
    char *path;
};

struct manifest {
    char id[MANIFEST_ID_BYTES_MOST + 1];
    int64_t version;
    char *title;        /* never "" */
    char *maker, *lang; /* "" when not said */
    char *logo;         /* "" none */
    int64_t expires_s;  /* Unix time of the first second after the last day; 0 never */
    struct manifest_document *documents;
    size_t document_count, document_cap;
    struct manifest_words glossaries[MANIFEST_WORDS_MOST], lexicons[MANIFEST_WORDS_MOST];
    size_t glossary_count, lexicon_count;
};

/* Reads one. ERR_PACK: not as above; `problem` (may be NULL) then gets where and why, for the maker: "line 7: ...". Free with
 * manifest_free in any case. */
MUST_USE enum err manifest_parse(const char *text, size_t bytes, struct manifest *out,
                                 struct str *problem);
void manifest_free(struct manifest *manifest);

#endif
