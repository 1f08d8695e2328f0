/* first_look.h: a first look at the files of a list, before staff add any: what each one is, and what may be expected of it.
 *
 * A thread of its own looks at all files by their size and first bytes, then at each by a worker, under tight limits: the first
 * FIRST_LOOK_PAGES pages, and FIRST_LOOK_MS. No book is kept, and nothing is written to the library or the stick. What a look says is a
 * forecast: adding looks again, at the whole. Packs are not looked at: until their signature holds, nothing in them is. */
#ifndef LECTERN_LIBRARY_FIRST_LOOK_H
#define LECTERN_LIBRARY_FIRST_LOOK_H

#include "library/importer.h"

#include <stdbool.h>

enum { FIRST_LOOK_PAGES = 3, FIRST_LOOK_MS = 8000 };

struct first_look;

struct first_look_options {
    const char *folder;           /* the library: what is there already */
    const char *worker_path;      /* NULL: the usual */
    struct convert_limits limits; /* those of adding; some are made tighter */
    void (*wake)(void *data);     /* there is something to collect; from the thread; may be NULL */
    void *data;
};

/* Starts to look at the items of a list; what is needed of them is copied. Free with first_look_free. Thread: main, as of all here. */
MUST_USE enum err first_look_start(const struct first_look_options *options,
                                   const struct import_list *list, struct first_look **out);

/* Puts what was found since the last time into the list, which must be the one of first_look_start, as it was but for `picked` and
 * `section`: kind, verdict, title, and what it would replace. Items that are not IMPORT_WAITING are left alone. True when an item changed. */
bool first_look_collect(struct first_look *look, struct import_list *list);

/* Whether all that can be found has been collected. */
bool first_look_is_done(struct first_look *look);

/* Whether its thread has ended, and with it the last worker and the last open file. */
bool first_look_has_ended(struct first_look *look);

/* Ends it within a moment, in which a worker is killed, and without waiting: not for a stick that no longer answers either. It wakes
 * nobody any more. */
void first_look_cancel(struct first_look *look);
void first_look_free(struct first_look *look); /* cancels it too; NULL is fine */

#endif
