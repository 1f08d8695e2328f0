/* pack.h: a pack of documents as it is brought: a folder, or one uncompressed tar file.
 *
 * A folder has manifest.ini, its files, SHA256SUMS (as sha256sum writes it) and SHA256SUMS.minisig; files that SHA256SUMS does not name are
 * no part of it. A tar file (ustar.h; NAME.lectern or NAME.tar) has the signature of the whole beside it, NAME.lectern.minisig. Either is
 * copied into the library's incoming/ first, and the copy is what is verified and read: a stick that changes its bytes meanwhile
 * changes nothing. Until the signature of a trusted key holds for the whole, nothing in it is looked at. One wrong byte refuses
 * all of it. Any thread. */
#ifndef LECTERN_LIBRARY_PACK_H
#define LECTERN_LIBRARY_PACK_H

#include "base/err.h"
#include "library/incoming.h"
#include "library/manifest.h"
#include "library/minisign.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PACK_LOGO_BYTES_MOST = 4 << 20 };

/* The ending (".png", ".jpg", ".jpeg", ".svg") of a picture that can be a pack's logo; NULL: no such picture. */
const char *pack_logo_ending(const char *path);

struct pack_member {
    char *path;
    struct incoming file;        /* its fd is closed; no document_path: the file is empty */
    uint64_t offset;             /* of what it holds, in the tar file */
    bool is_document_of_library; /* its bytes lie in documents/ once the pack is published */
};

struct pack {
    struct manifest manifest;
    struct pack_member *members;
    size_t count, cap;
    char digest[65];               /* sha256 of what is signed */
    char key[MINISIGN_NAME_BYTES]; /* who signed it */
    bool is_tar;
    struct str signature; /* the .minisig file */
    struct str frame; /* SHA256SUMS; of a tar file all bytes that are in no member; "" too many */
};

/* Whether a file or folder is a pack, by its name, or by the manifest in it; nothing is opened. */
bool pack_is_one(const char *path);

struct pack_request {
    const char *library; /* in whose incoming/ it is copied */
    const char *keys;    /* the library whose keys are trusted; NULL: the same */
    const char *path;
    bool (*cancelled)(void *data); /* may be NULL */
    void *data;
};

/* Copies and verifies a pack. ERR_SIGNATURE: unsigned, or the signature is not of these bytes. ERR_UNTRUSTED: of a key that the library does
 * not trust. ERR_PACK: it is signed, but breaks the rules; the log says how. ERR_DISK_FULL, ERR_IO, ERR_CANCELLED. `*ours`: the fault is of our disk.
 * The caller holds incoming/. Close with pack_close, which leaves nothing in incoming/. */
MUST_USE enum err pack_open(const struct pack_request *request, struct pack **out, bool *ours);
void pack_close(struct pack *pack); /* NULL is fine */

/* The member of that name; NULL: none. */
struct pack_member *pack_find(const struct pack *pack, const char *path);

/* Whether a member is a document: not the manifest, nor what it names as something else, nor what is never one. */
bool pack_member_is_document(const struct pack *pack, const struct pack_member *member);

#endif
