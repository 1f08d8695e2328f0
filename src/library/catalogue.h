/* catalogue.h: what the library holds: one row a document in library.db (SQLite, WAL off, full durability), one original in
 * documents/<sha256>, one book in books/<sha256>.book.
 *
 * Files come first, then one transaction; what a crash leaves in incoming/, or as files without a row, is swept at the next open
 * for writing. A damaged library.db is kept aside as library.db.damaged-N at the next open for writing, and a new one is made of
 * what can still be read of it and of the books; the setting CATALOGUE_REBUILT then names the file kept. Several processes may use
 * one library. One handle is used by one thread; the importer opens its own. */
#ifndef LECTERN_LIBRARY_CATALOGUE_H
#define LECTERN_LIBRARY_CATALOGUE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue;
struct book;

#define CATALOGUE_REBUILT "catalogue.rebuilt"

struct document {
    char id[65]; /* sha256 of the original, in hex */
    char *title, *author, *lang;
    char *own_title; /* the document's own, where staff gave it another (title); else NULL */
    char *section;   /* "Briefings" */
    char *name;      /* the file's own name */
    uint32_t pages, words;
    uint32_t source, order; /* as in the book */
    bool easy_read;
    uint64_t bytes;
    int64_t added_s; /* Unix time; 0: the clock was not to be trusted */
    char *says; /* what it says of its other editions, for edition.h; NULL: nobody has looked yet */
    bool
        is_over; /* catalogue_list_all only: the last day of the pack that brought it has passed, and visitors don't meet it */
    bool is_hidden;   /* by staff: visitors don't meet it */
    bool is_featured; /* on the home screen; one is at most */
    uint32_t place;   /* that staff gave it in its section, from 1; 0 none */
};

struct document_list {
    struct document *items;
    size_t count;
};

struct section_count {
    char *section;
    uint32_t documents;
};

/* For staff, hidden documents too. */
struct section_sum {
    char *section;
    uint32_t documents, hidden;
    uint64_t bytes; /* of the originals */
};

/* Opens (and makes, when `write`) the library in a folder. ERR_NOT_FOUND: no library there and not `write`. ERR_LIBRARY: damaged (and
 * not `write`), or made by a later version. Close with catalogue_close. */
MUST_USE enum err catalogue_open(const char *folder, bool write, struct catalogue **out);
void catalogue_close(struct catalogue *c); /* NULL is fine */

/* Documents of a section (NULL: all), by section; first those to which staff gave a place, in their order; then those to which a pack
 * gives one, in its order; then by title, Easy Read editions after their briefing. Left out is what staff hid (choice.h), and
 * what a pack brought after the pack's last day, unless the clock can't be right (clock_is_trusted). What staff set aside
 * is in no list, count or search, and is not found. Free with document_list_free. */
MUST_USE enum err catalogue_list(struct catalogue *c, const char *section,
                                 struct document_list *out);
/* The same of all sections, for staff: what is hidden or over is there too. */
MUST_USE enum err catalogue_list_all(struct catalogue *c, struct document_list *out);
/* The same of one section. */
MUST_USE enum err catalogue_list_section(struct catalogue *c, const char *section,
                                         struct document_list *out);
void document_list_free(struct document_list *list);

/* Whether the document with this whole id is in catalogue_list. */
MUST_USE enum err catalogue_is_shown(struct catalogue *c, const char *id, bool *out);

/* The Unix time by which last days are judged; 0 (as at first): the system's. */
void catalogue_set_now(struct catalogue *c, int64_t now_s);

/* The document whose id begins with `id` (at least 6 digits; ERR_NOT_FOUND when none or several). Free with document_free. */
MUST_USE enum err catalogue_find(struct catalogue *c, const char *id, struct document *out);
void document_free(struct document *d);

/* How many documents each section holds (of those that catalogue_list gives); one query. Writes at most `most`, returns how many in *count; free each .section. */
MUST_USE enum err catalogue_count_sections(struct catalogue *c, struct section_count *out,
                                           size_t most, size_t *count);

/* What each section holds, for staff: of those that catalogue_list_all gives. Otherwise as catalogue_count_sections. */
MUST_USE enum err catalogue_sum_sections(struct catalogue *c, struct section_sum *out, size_t most,
                                         size_t *count);

/* Removes a document: the row first, then its files. */
MUST_USE enum err catalogue_remove(struct catalogue *c, const char *id);

/* Opens a document's book; a book that is missing, damaged or of an older version is ERR_BOOK: importer_remake makes it again. */
MUST_USE enum err catalogue_open_book(struct catalogue *c, const char *id, struct book **out);
/* The same for its first words, where it is long (book/file.h). */
MUST_USE enum err catalogue_open_start(struct catalogue *c, const char *id, uint32_t words,
                                       bool *is_whole, struct book **out);

/* Between these two, what is read is of one moment, and the library is locked once for all of it: for a few rows, not for long. False:
 * it is not so, and there is nothing to end; somebody's transaction has begun already, or the library can't be read. */
MUST_USE bool catalogue_begin_reading(struct catalogue *catalogue);
void catalogue_end_reading(struct catalogue *catalogue);

/* Small settings that outlive a visit (staff's own). value NULL when unset; free with free. */
MUST_USE enum err catalogue_get(struct catalogue *c, const char *key, char **value);
MUST_USE enum err catalogue_set(struct catalogue *c, const char *key, const char *value);

/* Calls `each` for every setting whose key begins with `prefix`, in the order of the keys. */
MUST_USE enum err
catalogue_each_setting(struct catalogue *c, const char *prefix,
                       void (*each)(void *data, const char *key, const char *value), void *data);

/* Whether the document with this whole id is in the catalogue; one that is set aside is not. */
MUST_USE enum err catalogue_has(struct catalogue *c, const char *id, bool *out);

/* For the importer (what is set aside is new, and then has nothing that staff chose): moves a finished document and its book (both fsynced, in this library's incoming/) to their places and enters
 * the row, as one step that other processes see whole or not at all. *known: the row was there already and nothing was moved. */
MUST_USE enum err catalogue_publish(struct catalogue *c, const struct document *d,
                                    const char *document_path, const char *book_path, bool *known);

/* The same for a later edition of the document `old_id`, which is set aside (choice.h), and gives what staff chose for it to the new one, in
 * that one step. When the old one is not there any more (or is NULL), or the new one was, it is catalogue_publish. */
MUST_USE enum err catalogue_publish_over(struct catalogue *c, const struct document *d,
                                         const char *document_path, const char *book_path,
                                         const char *old_id, bool *known);

/* For the importer: puts a new book (fsynced, in incoming/) in the place of d->id's book, and what it says of itself in the row. */
MUST_USE enum err catalogue_replace_book(struct catalogue *c, const struct document *d,
                                         const char *book_path);

/* Where the original and the book of a whole id are; free with free. */
char *catalogue_document_path(const struct catalogue *c, const char *id);
char *catalogue_book_path(const struct catalogue *c, const char *id);

/* The folder it was opened with. Borrowed. */
const char *catalogue_folder(const struct catalogue *c);

#endif
