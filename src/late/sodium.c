/* libsodium: the PIN, packs and their keys. late.h says why it is opened late. */
#include "late/late.h"

#include <sodium.h>

LATE(LATE_SODIUM, int, crypto_generichash_final,
     (crypto_generichash_state * state, unsigned char *out, const size_t outlen),
     (state, out, outlen))
LATE(LATE_SODIUM, int, crypto_generichash_init,
     (crypto_generichash_state * state, const unsigned char *key, const size_t keylen,
      const size_t outlen),
     (state, key, keylen, outlen))
LATE(LATE_SODIUM, int, crypto_generichash_update,
     (crypto_generichash_state * state, const unsigned char *in, unsigned long long inlen),
     (state, in, inlen))
LATE(LATE_SODIUM, int, crypto_hash_sha256,
     (unsigned char *out, const unsigned char *in, unsigned long long inlen), (out, in, inlen))
LATE(LATE_SODIUM, int, crypto_hash_sha256_final,
     (crypto_hash_sha256_state * state, unsigned char *out), (state, out))
LATE(LATE_SODIUM, int, crypto_hash_sha256_init, (crypto_hash_sha256_state * state), (state))
LATE(LATE_SODIUM, int, crypto_hash_sha256_update,
     (crypto_hash_sha256_state * state, const unsigned char *in, unsigned long long inlen),
     (state, in, inlen))
LATE(LATE_SODIUM, int, crypto_pwhash_scryptsalsa208sha256,
     (unsigned char *const out, unsigned long long outlen, const char *const passwd,
      unsigned long long passwdlen, const unsigned char *const salt, unsigned long long opslimit,
      size_t memlimit),
     (out, outlen, passwd, passwdlen, salt, opslimit, memlimit))
LATE(LATE_SODIUM, int, crypto_pwhash_str,
     (char out[crypto_pwhash_STRBYTES], const char *const passwd, unsigned long long passwdlen,
      unsigned long long opslimit, size_t memlimit),
     (out, passwd, passwdlen, opslimit, memlimit))
LATE(LATE_SODIUM, int, crypto_pwhash_str_verify,
     (const char str[crypto_pwhash_STRBYTES], const char *const passwd,
      unsigned long long passwdlen),
     (str, passwd, passwdlen))
LATE(LATE_SODIUM, int, crypto_sign_detached,
     (unsigned char *sig, unsigned long long *siglen_p, const unsigned char *m,
      unsigned long long mlen, const unsigned char *sk),
     (sig, siglen_p, m, mlen, sk))
LATE(LATE_SODIUM, int, crypto_sign_ed25519_sk_to_pk, (unsigned char *pk, const unsigned char *sk),
     (pk, sk))
LATE(LATE_SODIUM, int, crypto_sign_seed_keypair,
     (unsigned char *pk, unsigned char *sk, const unsigned char *seed), (pk, sk, seed))
LATE(LATE_SODIUM, int, crypto_sign_verify_detached,
     (const unsigned char *sig, const unsigned char *m, unsigned long long mlen,
      const unsigned char *pk),
     (sig, m, mlen, pk))
LATE_VOID(LATE_SODIUM, randombytes_buf, (void *const buf, const size_t size), (buf, size))
LATE(LATE_SODIUM, uint32_t, randombytes_uniform, (const uint32_t upper_bound), (upper_bound))
LATE(LATE_SODIUM, int, sodium_base642bin,
     (unsigned char *const bin, const size_t bin_maxlen, const char *const b64,
      const size_t b64_len, const char *const ignore, size_t *const bin_len,
      const char **const b64_end, const int variant),
     (bin, bin_maxlen, b64, b64_len, ignore, bin_len, b64_end, variant))
LATE(LATE_SODIUM, char *, sodium_bin2base64,
     (char *const b64, const size_t b64_maxlen, const unsigned char *const bin,
      const size_t bin_len, const int variant),
     (b64, b64_maxlen, bin, bin_len, variant))
LATE(LATE_SODIUM, char *, sodium_bin2hex,
     (char *const hex, const size_t hex_maxlen, const unsigned char *const bin,
      const size_t bin_len),
     (hex, hex_maxlen, bin, bin_len))
LATE(LATE_SODIUM, int, sodium_init, (void), ())
LATE(LATE_SODIUM, int, sodium_memcmp, (const void *const b1_, const void *const b2_, size_t len),
     (b1_, b2_, len))
LATE_VOID(LATE_SODIUM, sodium_memzero, (void *const pnt, const size_t len), (pnt, len))
