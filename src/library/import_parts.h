/* import_parts.h: what adding documents and adding a pack share. Private to this folder. Any lane of the run, unless something else is
 * said. */
#ifndef LECTERN_LIBRARY_IMPORT_PARTS_H
#define LECTERN_LIBRARY_IMPORT_PARTS_H

#include "library/import_run.h"
#include "library/incoming.h"

#include <pthread.h>
#include <stdatomic.h>

struct catalogue;
struct document;

struct import_go {
    const struct importer_options *options;
    const struct import_watch *watch;
    pthread_mutex_t
        lock; /* for the catalogue, which lanes share; not held while anything long is done but publishing */
    struct catalogue *catalogue;
    atomic_bool stops; /* something of ours broke: no lane goes on */
};

/* Whether to stop, for convert and incoming. `go`: a struct import_go. */
bool import_is_cancelled(void *go);

/* Which item is made, and in which lane. */
struct import_making {
    struct import_go *go;
    const struct import_item *item; /* NULL: none that anybody watches */
    int lane;
};

/* Has the worker make in->book_path of the document that is open in in->fd. `name`: what the document is called. */
MUST_USE enum err import_make_book(struct import_making *making, const struct incoming *in,
                                   const char *name);

/* What the row of a document says: from its book, and from its file. Free with document_free. */
MUST_USE enum err import_describe(const struct incoming *in, const char *path, const char *section,
                                  struct document *out, enum import_verdict *verdict);

void import_set_outcome(struct import_item *item, enum import_outcome outcome, const char *id,
                        const char *title);

void import_refuse(struct import_item *item, enum err err);

/* What is in the catalogue of that id; ERR_NOT_FOUND. */
MUST_USE enum err import_find_known(struct import_go *go, const char *id, struct document *out);

/* Adds the documents among items[0..count): picked, waiting and no packs. ERR_OK even when some were refused. One thread. */
MUST_USE enum err import_documents(struct import_go *go, struct import_item *items, size_t count);

/* Adds the pack that is item `at` of the list; its documents come behind it. `*ours`: what failed is our disk or library. One thread. */
MUST_USE enum err import_pack(struct import_go *go, struct import_list *list, size_t at,
                              bool *ours);

#endif
