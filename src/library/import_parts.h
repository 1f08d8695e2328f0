/* import_parts.h: what adding documents and adding a pack share. Private to this folder. Any lane of the run, unless something else is
 * said. */
#ifndef LECTERN_LIBRARY_IMPORT_PARTS_H
#define LECTERN_LIBRARY_IMPORT_PARTS_H

#include "library/catalogue.h"
#include "library/import_run.h"
#include "library/incoming.h"

#include <pthread.h>
#include <stdatomic.h>

struct newer;

struct import_go {
    const struct importer_options *options;
    const struct import_watch *watch;
    pthread_mutex_t
        lock; /* for the catalogue, which lanes share; not held while anything long is done but publishing */
    struct catalogue *catalogue;
    atomic_bool stops;   /* something of ours broke: no lane goes on */
    struct newer *newer; /* what was here at the beginning; NULL: nothing is replaced */
    struct import_swap *swaps;
    size_t swap_count, swap_cap;
};

/* A document that waits to take the place of an earlier one at the end. */
struct import_swap {
    size_t at; /* its item; packs only change the list behind it */
    struct incoming in;
    struct document document;
    const struct document *old; /* of `newer` */
};

/* The document whose place `d`, which is ready in `in`, is to take; NULL: none. */
const struct document *import_find_old(const struct import_go *go, const struct incoming *in,
                                       const struct import_item *item, const struct document *d);

/* Takes over `in` and `d` until the end. False when another takes that place already: nothing was taken over. One lane at a time. */
bool import_swap_later(struct import_go *go, size_t at, const struct document *old,
                       struct incoming *in, struct document *d);

/* Does all the swaps, each as one step. ERR_OK even when some were refused. Then, in any case, import_swaps_drop. One thread. */
MUST_USE enum err import_swap_all(struct import_go *go, struct import_list *list);
void import_swaps_drop(struct import_go *go);

/* Whether to stop, for convert and incoming. `go`: a struct import_go. */
bool import_is_cancelled(void *go);

/* Which item is made, and in which lane. */
struct import_making {
    struct import_go *go;
    const struct import_item *item; /* NULL: none that anybody watches */
    int lane;
};

/* Has the worker make in->book_path of the document that is open in in->fd. `name`: what the document is called. ERR_DISK_FULL also when
 * the book left too little room. */
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

/* Adds what is picked and waiting of the items from `at` on, none of which is a pack. ERR_OK even when some were refused. One thread. */
MUST_USE enum err import_documents(struct import_go *go, struct import_list *list, size_t at,
                                   size_t count);

/* Adds the pack that is item `at` of the list; its documents come behind it. `*ours`: what failed is our disk or library. One thread. */
MUST_USE enum err import_pack(struct import_go *go, struct import_list *list, size_t at,
                              bool *ours);

#endif
