/* pack_store.h: the packs that a library holds: a row each in library.db, what they say of each of their documents, and their own word
 * lists and manifest in packs/<folder>/.
 *
 * A later version takes the place of the one before as one step: documents that the older one brought and the new one lacks go; one that
 * the worker refused this time leaves the older one of its name where it is. Thread: the catalogue's. */
#ifndef LECTERN_LIBRARY_PACK_STORE_H
#define LECTERN_LIBRARY_PACK_STORE_H

#include "library/catalogue.h"
#include "library/minisign.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pack;

/* Which versions of a pack may come. */
enum pack_rule {
    PACK_FORWARD, /* staff add it: a later one, or the very one that is here or was removed */
    PACK_ANY,     /* and they say that an older one may, too */
    PACK_UNASKED  /* nobody asked: only one later than all that were ever here */
};

struct pack_row {
    char *id, *title, *maker, *lang;
    int64_t version;
    int64_t expires_s; /* Unix time when it is over; 0 never */
    bool is_over;      /* it is, by the catalogue's clock */
    char *folder;      /* its name in packs/ */
    char digest[65];   /* sha256 of what was signed */
    char key[MINISIGN_NAME_BYTES];
    int64_t added_s;
    uint32_t documents;
};

struct pack_list {
    struct pack_row *items; /* by title */
    size_t count;
};

MUST_USE enum err pack_store_list(struct catalogue *c, struct pack_list *out);
void pack_list_free(struct pack_list *list);

/* The pack of that id. ERR_NOT_FOUND. Free with pack_row_free. */
MUST_USE enum err pack_store_find(struct catalogue *c, const char *id, struct pack_row *out);
void pack_row_free(struct pack_row *row);

/* The packs that have the document with this whole id, the one added last first. Free with pack_list_free. */
MUST_USE enum err pack_store_of(struct catalogue *c, const char *document, struct pack_list *out);

/* "LIBRARY/packs/FOLDER/NAME". Free with free. */
char *pack_store_path(const struct catalogue *c, const struct pack_row *row, const char *name);

/* The glossaries that packs give with the document of this whole id, the pack added last first. */
struct pack_words {
    char lang[16];
    char *path;
};
struct pack_words_list {
    struct pack_words *items;
    size_t count, cap;
};
MUST_USE enum err pack_store_glossaries(struct catalogue *c, const char *document,
                                        struct pack_words_list *out);
void pack_words_list_free(struct pack_words_list *list);

/* The folder where the lexicons lie that a pack gives with the document; *out NULL: none does. Of two packs the one added last. Free
 * with free. */
MUST_USE enum err pack_store_lexicon_folder(struct catalogue *c, const char *document, char **out);

/* The picture of who made the packs that are here: a file that strangers made, only for a worker to open. Of two packs the one added
 * last. None where the packs that bring one are of several makers: no maker's mark stands over the others' documents. A pack that is
 * over, or none of whose documents is here, brings none. Free with pack_logo_free. */
struct pack_logo {
    char *path;  /* it ends in .png, .jpg, .jpeg or .svg; NULL: there is none */
    char *maker; /* whose it is: the pack's title where it names no maker */
    char *title; /* of the pack */
};
MUST_USE enum err pack_store_logo(struct catalogue *c, struct pack_logo *out);
void pack_logo_free(struct pack_logo *logo);

/* Calls `each` for every two documents that a pack says are editions of one work. */
MUST_USE enum err pack_store_each_tie(struct catalogue *c,
                                      void (*each)(void *data, const char *one, const char *other),
                                      void *data);

/* A document that staff add by itself is theirs from then on: no pack hides it or takes it away. */
MUST_USE enum err pack_store_keep_document(struct catalogue *c, const char *id);

/* Whether a pack may be added now. ERR_OLDER: its version is not one that may come. ERR_EXPIRED. */
MUST_USE enum err pack_store_may_add(struct catalogue *c, const struct pack *pack,
                                     enum pack_rule rule);

/* One document of a pack on its way in. */
struct pack_entry {
    struct document document;              /* its id and section alone when `known` */
    const char *path;                      /* in the pack */
    const char *document_path, *book_path; /* in incoming/; NULL when known */
    uint32_t place, work;                  /* from 1; 0 none */
    bool known;                            /* in the library before (set again at publication) */
    bool refused;                          /* by the worker: it is not entered */
};

/* Enters a pack and its documents as one step. Errors: pack_store_may_add's, or what the disk or the database answers; then nothing of
 * it is there. */
MUST_USE enum err pack_store_publish(struct catalogue *c, const struct pack *pack,
                                     enum pack_rule rule, struct pack_entry *entries, size_t count);

/* Removes a pack, and the documents that it brought and no other pack has. ERR_NOT_FOUND. */
MUST_USE enum err pack_store_remove(struct catalogue *c, const char *id);

#endif
