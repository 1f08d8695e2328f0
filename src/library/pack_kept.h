/* pack_kept.h: a pack as it was signed, to be made again: for a copy of the library, so that another kiosk can verify it.
 *
 * What a pack brought lies in documents/ and packs/<folder>/. Beside that, the folder keeps the signature (signed.minisig), all signed bytes
 * that are in no member (signed.frame), members that are no documents of the library (part.<sha256>), and where each member stands
 * (signed.parts). Private to this folder. Any thread. */
#ifndef LECTERN_LIBRARY_PACK_KEPT_H
#define LECTERN_LIBRARY_PACK_KEPT_H

#include "base/err.h"
#include "library/copy_plan.h"

#include <stdbool.h>

struct catalogue;
struct pack;
struct pack_row;

/* Writes these files into a pack's folder. A pack whose other files are too large for that is not kept so; that is no error. */
MUST_USE enum err pack_kept_write(const struct pack *pack, const char *folder);

/* Adds to `plan` the files of which the pack consists: `to`.lectern and its signature, or the folder `to`; *path: which of them is
 * the pack, to be freed with free. ERR_NOT_FOUND: it can't be made any more, as a document was removed or it came before packs were kept. */
MUST_USE enum err pack_kept_plan(struct catalogue *c, const struct pack_row *row, const char *to,
                                 struct copy_plan *plan, char **path);

#endif
