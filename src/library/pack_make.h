/* pack_make.h: makes a pack of a folder that has a manifest.ini: one tar file with its signature beside it, or SHA256SUMS and its signature in
 * the folder itself.
 *
 * Hidden files, what systems leave lying about and signatures are left out; a link or a special file, a name that a pack can't have,
 * or a manifest that is wrong or names what is not there, refuses the whole. The same folder and key give the same tar file. Any
 * thread. */
#ifndef LECTERN_LIBRARY_PACK_MAKE_H
#define LECTERN_LIBRARY_PACK_MAKE_H

#include "base/err.h"
#include "base/str.h"
#include "library/manifest.h"
#include "library/minisign.h"

struct pack_order {
    const char *folder;
    const char *out; /* where the tar file goes; NULL: the folder itself is signed */
    const struct minisign_secret *secret;
};

/* Makes it, and puts what the manifest says into *out (free with manifest_free in any case) and the number of files into *files. ERR_PACK:
 * *problem gets what is wrong, for its maker. ERR_NOT_FOUND: no such folder. ERR_IO, ERR_DENIED, ERR_DISK_FULL. */
MUST_USE enum err pack_make(const struct pack_order *order, struct manifest *out, size_t *files,
                            struct str *problem);

#endif
