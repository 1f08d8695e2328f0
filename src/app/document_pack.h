/* document_pack.h: a pack that is one file, verified and taken apart in a temporary folder, for a command that looks at its documents.
 *
 * Until the signature of a key that the library trusts holds for the whole, nothing in it is looked at: the same code as adding does it
 * (library/pack.h), and nothing is written to the library. One thread (main). */
#ifndef LECTERN_APP_DOCUMENT_PACK_H
#define LECTERN_APP_DOCUMENT_PACK_H

#include "app/config.h"
#include "base/err.h"

struct document_pack {
    char *folder, *incoming; /* the temporary ones */
    struct pack *pack;       /* library/pack.h */
};

/* Errors: pack_open's. Close with document_pack_close in any case. */
MUST_USE enum err document_pack_open(const char *path, const struct config *config,
                                     struct document_pack *out);
void document_pack_close(struct document_pack *pack);

/* Would staff's kiosk take it now? ERR_OLDER, ERR_EXPIRED; ERR_OK also where there is no library yet. */
MUST_USE enum err document_pack_may_come(const struct document_pack *pack,
                                         const struct config *config);

#endif
