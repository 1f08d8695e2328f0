/* copier.h: saving a copy of the library, or putting one back, on a thread of its own, while the kiosk is used. */
#ifndef LECTERN_LIBRARY_COPIER_H
#define LECTERN_LIBRARY_COPIER_H

#include "library/export.h"
#include "library/restore.h"

struct copier;

/* Starts a thread; what the options point to is copied. `wake` may be called from that thread. End with copier_free. Errors: ERR_NO_MEMORY. Thread:
 * main. */
MUST_USE enum err copier_start_export(const struct export_options *options, void (*wake)(void *),
                                      void *data, struct copier **out);
MUST_USE enum err copier_start_restore(const struct restore_options *options, void (*wake)(void *),
                                       void *data, struct copier **out);

/* Does it put a copy back, or save one? */
bool copier_restores(const struct copier *copier);

/* How far it is; true when it has ended. */
bool copier_poll(struct copier *copier, struct copy_progress *out);

/* A copy is not saved, or no more is added; what was added stays. */
void copier_cancel(struct copier *copier);

/* After its end: how it ended, and what came of it; the other one's result is empty. Borrowed. */
enum err copier_err(const struct copier *copier);
const struct export_result *copier_exported(const struct copier *copier);
const struct restore_result *copier_restored(const struct copier *copier);

/* Cancels it where it still runs, and waits for it. NULL is fine. */
void copier_free(struct copier *copier);

#endif
