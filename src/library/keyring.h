/* keyring.h: the keys that a library trusts: `*.pub` files, as minisign writes them, in its folder keys/.
 *
 * Any of them may bring any pack, and a later version of any other's: whom staff trust, they trust. Any thread. */
#ifndef LECTERN_LIBRARY_KEYRING_H
#define LECTERN_LIBRARY_KEYRING_H

#include "base/err.h"
#include "library/minisign.h"

#include <stddef.h>

struct keyring {
    struct minisign_key *keys;
    size_t count, cap;
};

/* The keys of the library in `folder`, by their file names; a file that is no key is logged and passed over. None is no error. ERR_IO,
 * ERR_DENIED. Free with keyring_free. */
MUST_USE enum err keyring_open(const char *folder, struct keyring *out);
void keyring_free(struct keyring *ring);

/* The key of that id; NULL: not trusted. Borrowed. */
const struct minisign_key *keyring_find(const struct keyring *ring,
                                        const unsigned char id[MINISIGN_ID_BYTES]);

/* Trusts a key from now on: writes keys/<its name>.pub. */
MUST_USE enum err keyring_trust(const char *folder, const struct minisign_key *key);

/* Trusts it no more: removes each file with the key of that name (minisign_name). ERR_NOT_FOUND: there is none. */
MUST_USE enum err keyring_distrust(const char *folder, const char *name);

#endif
