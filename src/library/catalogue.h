/* catalogue.h: what the library holds: one row a document in library.db (SQLite, WAL off, full durability), one original in
 * documents/<sha256>, one book in books/<sha256>.book.
 *
 * Files come first, then one transaction; what a crash leaves in incoming/, or as files without a row, is swept at the next open
 * for writing. One handle is used by one thread; the importer opens its own. */
#ifndef LECTERN_LIBRARY_CATALOGUE_H
#define LECTERN_LIBRARY_CATALOGUE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue;
struct book;

struct document {
    char id[65]; /* sha256 of the original, in hex */
    char *title, *author, *lang;
    char *section; /* "Briefings" */
    char *name;    /* the file's own name */
    uint32_t pages, words;
    uint32_t source, order; /* as in the book */
    bool easy_read;
    uint64_t bytes;
    int64_t added_s; /* Unix time */
};

struct document_list {
    struct document *items;
    size_t count;
};

struct section_count {
    char *section;
    uint32_t documents;
};

/* Opens (and makes, when `write`) the library in a folder. ERR_NOT_FOUND: no library there and not `write`. Close with catalogue_close. */
MUST_USE enum err catalogue_open(const char *folder, bool write, struct catalogue **out);
void catalogue_close(struct catalogue *c); /* NULL is fine */

/* Documents of a section (NULL: all), by section, then title, Easy Read editions after their briefing. Free with document_list_free. */
MUST_USE enum err catalogue_list(struct catalogue *c, const char *section,
                                 struct document_list *out);
void document_list_free(struct document_list *list);

/* The document whose id begins with `id` (at least 6 digits; ERR_NOT_FOUND when none or several). Free with document_free. */
MUST_USE enum err catalogue_find(struct catalogue *c, const char *id, struct document *out);
void document_free(struct document *d);

/* How many documents each section holds; one query. Writes at most `most`, returns how many in *count; free each .section. */
MUST_USE enum err catalogue_count_sections(struct catalogue *c, struct section_count *out,
                                           size_t most, size_t *count);

/* Removes a document: the row first, then its files. */
MUST_USE enum err catalogue_remove(struct catalogue *c, const char *id);

/* Opens a document's book; a book that is missing, damaged or of an older version is ERR_BOOK: importer_remake makes it again. */
MUST_USE enum err catalogue_open_book(struct catalogue *c, const char *id, struct book **out);

/* Small settings that outlive a visit (staff's own). value NULL when unset; free with free. */
MUST_USE enum err catalogue_get(struct catalogue *c, const char *key, char **value);
MUST_USE enum err catalogue_set(struct catalogue *c, const char *key, const char *value);

/* The folder it was opened with. Borrowed. */
const char *catalogue_folder(const struct catalogue *c);

#endif
