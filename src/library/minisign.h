/* minisign.h: keys and signatures as the common `minisign` tool writes them (Frank Denis; jedisct1.github.io/minisign, "Format").
 *
 * A signature is Ed25519 over the file's BLAKE2b-512 ("ED", what minisign writes now) or over the file itself ("Ed", what it wrote before
 * 0.8); a second one over the first and the trusted comment keeps that comment honest. Nothing in a file is believed before
 * minisign_verify says ERR_OK. Any thread. */
#ifndef LECTERN_LIBRARY_MINISIGN_H
#define LECTERN_LIBRARY_MINISIGN_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    MINISIGN_ID_BYTES = 8,
    MINISIGN_NAME_BYTES = 17, /* of an id, as minisign shows it: "B1C2D3E4F5061728" */
    MINISIGN_TRUSTED_BYTES_MOST = 8192,
    MINISIGN_FILE_BYTES_MOST = 16384 /* of a key or a signature */
};

struct minisign_key {
    unsigned char id[MINISIGN_ID_BYTES];
    unsigned char bytes[32];
};

struct minisign_signature {
    unsigned char id[MINISIGN_ID_BYTES]; /* of the key that is said to have made it */
    bool is_prehashed;
    unsigned char bytes[64], global[64];
    char trusted[MINISIGN_TRUSTED_BYTES_MOST + 1];
};

/* A key to sign with. Let go with minisign_forget_secret, which wipes it. */
struct minisign_secret {
    unsigned char id[MINISIGN_ID_BYTES];
    unsigned char bytes[64];
};

/* Reads a public key: a .pub file, or its one line of base64. ERR_SIGNATURE: it is none. */
MUST_USE enum err minisign_read_key(const char *text, size_t bytes, struct minisign_key *out);

/* The two lines of a public key's file, added to `out`. */
void minisign_add_key(struct str *out, const struct minisign_key *key);

/* The id of a key, as minisign shows it: 16 hex digits. */
void minisign_name(const unsigned char id[MINISIGN_ID_BYTES], char out[MINISIGN_NAME_BYTES]);

/* Reads a .minisig file. ERR_SIGNATURE: it is none. */
MUST_USE enum err minisign_read_signature(const char *text, size_t bytes,
                                          struct minisign_signature *out);

/* Whether `key` signed the whole file that is open in `fd` (a regular file; its place is not kept), and the trusted comment. ERR_SIGNATURE: no.
 * ERR_UNTRUSTED: another key did. ERR_IO, ERR_NO_MEMORY. */
MUST_USE enum err minisign_verify(const struct minisign_signature *signature,
                                  const struct minisign_key *key, int fd);

/* Reads a secret key's file; `password` opens an encrypted one (scrypt; NULL: none). ERR_PASSWORD: wrong or missing. ERR_SIGNATURE: not
 * a secret key. ERR_NO_MEMORY: scrypt wants more (minisign's own keys: 1 GB). */
MUST_USE enum err minisign_open_secret(const char *text, size_t bytes, const char *password,
                                       struct minisign_secret *out);
void minisign_forget_secret(struct minisign_secret *secret);

/* The public half. */
void minisign_public_of(const struct minisign_secret *secret, struct minisign_key *out);

/* Signs (prehashed) the whole file that is open in `fd`: the four lines of a .minisig file are added to `out`. `trusted` is one line. */
MUST_USE enum err minisign_sign(const struct minisign_secret *secret, int fd, const char *trusted,
                                struct str *out);

#endif
