/* import_parts.h: what adding one document and adding a pack share. Private to this folder. Thread: that of the run. */
#ifndef LECTERN_LIBRARY_IMPORT_PARTS_H
#define LECTERN_LIBRARY_IMPORT_PARTS_H

#include "library/import_run.h"
#include "library/incoming.h"

struct catalogue;
struct document;

struct import_go {
    const struct importer_options *options;
    const struct import_watch *watch;
    struct catalogue *catalogue;
};

/* Has the worker make in->book_path of the document that is open in in->fd. `name`: what the document is called. */
MUST_USE enum err import_make_book(const struct import_go *go, const struct incoming *in,
                                   const char *name);

/* What the row of a document says: from its book, and from its file. Free with document_free. */
MUST_USE enum err import_describe(const struct incoming *in, const char *path, const char *section,
                                  struct document *out);

void import_set_outcome(struct import_item *item, enum import_outcome outcome, const char *id,
                        const char *title);

/* Adds the pack that is item `at` of the list; its documents come behind it. `*ours`: what failed is our disk or library. */
MUST_USE enum err import_pack(struct import_go *go, struct import_list *list, size_t at,
                              bool *ours);

#endif
