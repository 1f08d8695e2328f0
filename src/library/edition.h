/* edition.h: which documents belong together: a briefing, its Easy Read edition, its Welsh one, its summary.
 *
 * A tie comes from what the documents say: the same title or file name once the words that name an edition ('Easy Read', 'ER',
 * 'summary', 'Welsh', 'Cymraeg', a language's tag) are set aside; where titles differ (as in another language), the file names.
 * Staff's own ties and unties come before it and outlive the documents. A wrong tie is worse than none: what could belong to two is tied to
 * neither. Thread: as the catalogue. */
#ifndef LECTERN_LIBRARY_EDITION_H
#define LECTERN_LIBRARY_EDITION_H

#include "base/err.h"

#include <stddef.h>

struct catalogue;

enum edition_kind { EDITION_FULL = 1, EDITION_EASY_READ, EDITION_SUMMARY, EDITION_LANGUAGE };

struct edition {
    char id[65];
    char *title;
    char *lang;             /* BCP 47 tag, "" when not known */
    enum edition_kind kind; /* LANGUAGE: full, in another language than the one asked about */
};

struct edition_list {
    struct edition *items; /* full, Easy Read, summary, other languages */
    size_t count;
};

/* The other editions of the document with this whole id; empty when it stands alone. Free with edition_list_free. */
MUST_USE enum err catalogue_editions(struct catalogue *c, const char *id, struct edition_list *out);
void edition_list_free(struct edition_list *list);

/* Staff's word, kept in library.db: these two are editions of one work, or are not, whatever their names say. ERR_USAGE: the same document
 * twice, or no whole ids. */
MUST_USE enum err catalogue_tie(struct catalogue *c, const char *id, const char *other);
MUST_USE enum err catalogue_untie(struct catalogue *c, const char *id, const char *other);

#endif
