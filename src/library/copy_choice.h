/* copy_choice.h: what staff chose about documents, from one library to another. Private to this folder. Thread: the catalogue's. */
#ifndef LECTERN_LIBRARY_COPY_CHOICE_H
#define LECTERN_LIBRARY_COPY_CHOICE_H

#include "library/copy_catalogue.h"

struct catalogue;

/* Adds what staff chose here. */
MUST_USE enum err copy_choice_gather(struct catalogue *c, struct copy_notes *out);

/* Takes over, as one step, what a copy says of documents that are here: what staff chose here already stays. */
MUST_USE enum err copy_choice_apply(struct catalogue *c, const struct copy_catalogue *copy);

#endif
