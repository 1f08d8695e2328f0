/* choice.h: what staff chose for a document: its place on the shelf, another title or section, hidden, featured, or set aside.
 *
 * The document itself stays as it was added: its own title comes back when the given one is taken away. Each function is one
 * transaction with full durability. Ids are whole; ERR_NOT_FOUND: no such document here. What visitors meet again, or under another
 * title, is found by searching once search_index_mend has entered it. Thread: the catalogue's. */
#ifndef LECTERN_LIBRARY_CHOICE_H
#define LECTERN_LIBRARY_CHOICE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue;
struct document;

/* A removal that can be undone: the document is in no list, count, search or edition, and is not found, but its files and all that was
 * chosen for it stay until catalogue_clear_aside. A document that is added again meanwhile comes without these choices. */
MUST_USE enum err catalogue_set_aside(struct catalogue *c, const char *id);

/* Takes catalogue_set_aside back. ERR_NOT_FOUND: it is not aside (any more). */
MUST_USE enum err catalogue_bring_back(struct catalogue *c, const char *id);

/* Both for many documents in one step, which takes as long as one: ids[i] is set aside, and back[i] (NULL: none) brought back in its place. What
 * is not there is passed over, and where back[i] is gone for good, ids[i] stays. The next mending takes them out of the search index. */
MUST_USE enum err catalogue_set_all_aside(struct catalogue *c, const char *const *ids,
                                          const char *const *back, size_t count);

/* Removes what is set aside, rows first, then files. For the end of staff's part and the start of a kiosk: an opening for writing by
 * itself clears nothing, as it may be another process's while staff may still undo. */
MUST_USE enum err catalogue_clear_aside(struct catalogue *c);

/* How many bytes the originals and books of documents set aside take on the disk. */
MUST_USE enum err catalogue_aside_bytes(struct catalogue *c, uint64_t *out);

/* Makes it the `place`th (from 1; too large is the last) of its section as catalogue_list_all has it; those before it get their places
 * too, and what is added later stands after them. 0: to where it stands without a choice. */
MUST_USE enum err catalogue_set_place(struct catalogue *c, const char *id, uint32_t place);

/* Hidden: in no list, count, search or edition that visitors meet. */
MUST_USE enum err catalogue_set_hidden(struct catalogue *c, const char *id, bool hidden);

/* On the home screen, instead of any that was. */
MUST_USE enum err catalogue_set_featured(struct catalogue *c, const char *id, bool featured);

/* The featured document, when visitors may meet it; ERR_NOT_FOUND: there is none. Free with document_free. */
MUST_USE enum err catalogue_find_featured(struct catalogue *c, struct document *out);

/* Another title; NULL or "": its own again. Cleaned as the names of files are. */
MUST_USE enum err catalogue_set_title(struct catalogue *c, const char *id, const char *title);

/* To another section, behind what staff placed there; a later version of its pack leaves it there. ERR_USAGE: no name. */
MUST_USE enum err catalogue_set_section(struct catalogue *c, const char *id, const char *section);

#endif
