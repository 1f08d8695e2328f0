#include "library/minisign.h"
#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 * 1024, LINES_MOST = 4, CHECK_BYTES = 32 };

/* Scrypt with more than this is no key of minisign's, but somebody's joke. */
static const uint64_t scrypt_memory_most_bytes = UINT64_C(2) << 30;

static const char trusted_prefix[] = "trusted comment: ";

/* The records as they stand in base64. */
struct key_record {
    unsigned char algorithm[2], id[MINISIGN_ID_BYTES], bytes[32];
};
struct signature_record {
    unsigned char algorithm[2], id[MINISIGN_ID_BYTES], bytes[64];
};
struct secret_record {
    unsigned char algorithm[2], kdf[2], check[2], salt[32], opslimit[8], memlimit[8];
    struct secret_keynum {
        unsigned char id[MINISIGN_ID_BYTES], bytes[64], checksum[CHECK_BYTES];
    } keynum; /* under a stream of scrypt's, when kdf says so */
};
_Static_assert(sizeof(struct key_record) == 42, "as minisign writes it");
_Static_assert(sizeof(struct signature_record) == 74, "as minisign writes it");
_Static_assert(sizeof(struct secret_record) == 158, "as minisign writes it");

struct line {
    const char *text;
    size_t bytes;
};

/* The lines of a text, without their ends; more than `most`, or a NUL, and it is none of ours: 0. */
static size_t split_lines(const char *text, size_t bytes, struct line *lines, size_t most)
{
    size_t count = 0;
    if (bytes > MINISIGN_FILE_BYTES_MOST || memchr(text, 0, bytes))
        return 0;
    while (bytes) {
        const char *end = memchr(text, '\n', bytes);
        size_t length = end ? (size_t)(end - text) : bytes;
        size_t used = length + (end ? 1 : 0);
        if (count == most)
            return 0;
        lines[count] = (struct line){text, length};
        if (length && text[length - 1] == '\r')
            lines[count].bytes--;
        count++;
        text += used;
        bytes -= used;
    }
    return count;
}

/* The record in a line of base64; it must have just that size. */
static bool read_record(struct line line, void *record, size_t size)
{
    size_t got = 0;
    const char *end = NULL;
    int failed = sodium_base642bin(record, size, line.text, line.bytes, NULL, &got, &end,
                                   sodium_base64_VARIANT_ORIGINAL);
    return failed == 0 && got == size && end == line.text + line.bytes;
}

static void add_record(struct str *out, const void *record, size_t size)
{
    char text[512];
    sodium_bin2base64(text, sizeof text, record, size, sodium_base64_VARIANT_ORIGINAL);
    str_addf(out, "%s\n", text);
}

enum err minisign_read_key(const char *text, size_t bytes, struct minisign_key *out)
{
    struct line lines[2];
    struct key_record record;
    size_t count = split_lines(text, bytes, lines, 2);
    if (count == 0 || !read_record(lines[count - 1], &record, sizeof record) ||
        memcmp(record.algorithm, "Ed", 2) != 0)
        return ERR_SIGNATURE;
    memcpy(out->id, record.id, sizeof out->id);
    memcpy(out->bytes, record.bytes, sizeof out->bytes);
    return ERR_OK;
}

void minisign_name(const unsigned char id[MINISIGN_ID_BYTES], char out[MINISIGN_NAME_BYTES])
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < MINISIGN_ID_BYTES; i++) { /* a little-endian number */
        unsigned char byte = id[MINISIGN_ID_BYTES - 1 - i];
        out[2 * i] = digits[byte >> 4];
        out[2 * i + 1] = digits[byte & 15];
    }
    out[MINISIGN_NAME_BYTES - 1] = 0;
}

void minisign_add_key(struct str *out, const struct minisign_key *key)
{
    struct key_record record = {.algorithm = {'E', 'd'}};
    char name[MINISIGN_NAME_BYTES];
    memcpy(record.id, key->id, sizeof record.id);
    memcpy(record.bytes, key->bytes, sizeof record.bytes);
    minisign_name(key->id, name);
    str_addf(out, "untrusted comment: minisign public key %s\n", name);
    add_record(out, &record, sizeof record);
}

enum err minisign_read_signature(const char *text, size_t bytes, struct minisign_signature *out)
{
    struct line lines[LINES_MOST];
    struct signature_record record;
    size_t prefix = sizeof trusted_prefix - 1;
    *out = (struct minisign_signature){0};
    if (split_lines(text, bytes, lines, LINES_MOST) != LINES_MOST ||
        !read_record(lines[1], &record, sizeof record) ||
        !read_record(lines[3], out->global, sizeof out->global))
        return ERR_SIGNATURE;
    if (lines[2].bytes < prefix || memcmp(lines[2].text, trusted_prefix, prefix) != 0 ||
        lines[2].bytes - prefix > MINISIGN_TRUSTED_BYTES_MOST)
        return ERR_SIGNATURE;
    out->is_prehashed = memcmp(record.algorithm, "ED", 2) == 0;
    if (!out->is_prehashed && memcmp(record.algorithm, "Ed", 2) != 0)
        return ERR_SIGNATURE;
    memcpy(out->trusted, lines[2].text + prefix, lines[2].bytes - prefix);
    memcpy(out->id, record.id, sizeof out->id);
    memcpy(out->bytes, record.bytes, sizeof out->bytes);
    return ERR_OK;
}

static enum err hash_file(int fd, unsigned char hash[crypto_generichash_BYTES_MAX])
{
    crypto_generichash_state state;
    if (lseek(fd, 0, SEEK_SET) != 0)
        return ERR_IO;
    crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES_MAX);
    unsigned char *piece = mem_new(1, PIECE_BYTES);
    size_t got;
    enum err err;
    while ((err = file_read_piece(fd, piece, PIECE_BYTES, &got)) == ERR_OK && got)
        crypto_generichash_update(&state, piece, got);
    free(piece);
    crypto_generichash_final(&state, hash, crypto_generichash_BYTES_MAX);
    return err;
}

static bool is_by(const unsigned char signature[64], const void *bytes, size_t count,
                  const struct minisign_key *key)
{
    return crypto_sign_verify_detached(signature, bytes, count, key->bytes) == 0;
}

/* The old form: Ed25519 reads the file twice, so it must lie in memory; mapped, as it may be larger than what we have. */
static enum err verify_whole(const struct minisign_signature *signature,
                             const struct minisign_key *key, int fd)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return ERR_IO;
    size_t count = (size_t)st.st_size;
    void *bytes = count ? mmap(NULL, count, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    if (bytes == MAP_FAILED)
        return err_from_errno(errno);
    bool is = is_by(signature->bytes, bytes, count, key);
    if (bytes)
        munmap(bytes, count);
    return is ? ERR_OK : ERR_SIGNATURE;
}

/* The signature and the trusted comment, one after the other. Free with free. */
static unsigned char *global_message(const unsigned char bytes[64], const char *trusted,
                                     size_t *count)
{
    size_t length = strlen(trusted);
    unsigned char *message = mem_new(1, 64 + length);
    memcpy(message, bytes, 64);
    memcpy(message + 64, trusted, length);
    *count = 64 + length;
    return message;
}

enum err minisign_verify(const struct minisign_signature *signature, const struct minisign_key *key,
                         int fd)
{
    unsigned char hash[crypto_generichash_BYTES_MAX];
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    if (memcmp(signature->id, key->id, sizeof key->id) != 0)
        return ERR_UNTRUSTED;
    enum err err = ERR_OK;
    if (!signature->is_prehashed) {
        err = verify_whole(signature, key, fd);
    } else {
        err = hash_file(fd, hash);
        if (err == ERR_OK && !is_by(signature->bytes, hash, sizeof hash, key))
            err = ERR_SIGNATURE;
    }
    if (err != ERR_OK)
        return err;
    size_t count;
    unsigned char *message = global_message(signature->bytes, signature->trusted, &count);
    bool is = is_by(signature->global, message, count, key);
    free(message);
    return is ? ERR_OK : ERR_SIGNATURE;
}

static uint64_t read_number(const unsigned char bytes[8])
{
    uint64_t number = 0;
    for (int i = 7; i >= 0; i--)
        number = number << 8 | bytes[i];
    return number;
}

static enum err decrypt(struct secret_record *record, const char *password)
{
    uint64_t memory = read_number(record->memlimit);
    if (!password)
        return ERR_PASSWORD;
    if (memory > scrypt_memory_most_bytes)
        return ERR_SIGNATURE;
    unsigned char stream[sizeof record->keynum];
    if (crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream, password, strlen(password),
                                           record->salt, read_number(record->opslimit),
                                           (size_t)memory) != 0)
        return ERR_NO_MEMORY;
    unsigned char bytes[sizeof record->keynum];
    memcpy(bytes, &record->keynum, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] ^= stream[i];
    memcpy(&record->keynum, bytes, sizeof bytes);
    sodium_memzero(stream, sizeof stream);
    sodium_memzero(bytes, sizeof bytes);
    return ERR_OK;
}

/* The second half of a key is its public key, made of the first; minisign writes no checksum for a key without a password. */
static bool holds_together(const unsigned char bytes[64])
{
    unsigned char ignored[32], again[64];
    crypto_sign_seed_keypair(ignored, again, bytes);
    bool same = sodium_memcmp(again, bytes, sizeof again) == 0;
    sodium_memzero(again, sizeof again);
    return same;
}

/* BLAKE2b-256 of the algorithm, the id and the key. */
static bool has_right_sum(const struct secret_record *record)
{
    unsigned char sum[CHECK_BYTES];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof sum);
    crypto_generichash_update(&state, record->algorithm, sizeof record->algorithm);
    crypto_generichash_update(&state, record->keynum.id, sizeof record->keynum.id);
    crypto_generichash_update(&state, record->keynum.bytes, sizeof record->keynum.bytes);
    crypto_generichash_final(&state, sum, sizeof sum);
    return sodium_memcmp(sum, record->keynum.checksum, sizeof sum) == 0;
}

enum err minisign_open_secret(const char *text, size_t bytes, const char *password,
                              struct minisign_secret *out)
{
    struct line lines[2];
    struct secret_record record;
    static const unsigned char plain[2] = {0, 0};
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    size_t count = split_lines(text, bytes, lines, 2);
    if (count == 0 || !read_record(lines[count - 1], &record, sizeof record) ||
        memcmp(record.algorithm, "Ed", 2) != 0 || memcmp(record.check, "B2", 2) != 0)
        return ERR_SIGNATURE;
    bool is_encrypted = memcmp(record.kdf, "Sc", 2) == 0;
    enum err err = ERR_OK;
    if (is_encrypted)
        err = decrypt(&record, password);
    else if (memcmp(record.kdf, plain, 2) != 0)
        err = ERR_SIGNATURE;
    if (err == ERR_OK && is_encrypted && !has_right_sum(&record))
        err = ERR_PASSWORD;
    if (err == ERR_OK && !holds_together(record.keynum.bytes))
        err = ERR_SIGNATURE;
    if (err == ERR_OK) {
        memcpy(out->id, record.keynum.id, sizeof out->id);
        memcpy(out->bytes, record.keynum.bytes, sizeof out->bytes);
    }
    sodium_memzero(&record, sizeof record);
    return err;
}

void minisign_forget_secret(struct minisign_secret *secret)
{
    sodium_memzero(secret, sizeof *secret);
}

void minisign_public_of(const struct minisign_secret *secret, struct minisign_key *out)
{
    memcpy(out->id, secret->id, sizeof out->id);
    crypto_sign_ed25519_sk_to_pk(out->bytes, secret->bytes);
}

enum err minisign_sign(const struct minisign_secret *secret, int fd, const char *trusted,
                       struct str *out)
{
    struct signature_record record = {.algorithm = {'E', 'D'}};
    unsigned char hash[crypto_generichash_BYTES_MAX], global[64];
    char name[MINISIGN_NAME_BYTES];
    if (strpbrk(trusted, "\r\n") || strlen(trusted) > MINISIGN_TRUSTED_BYTES_MOST)
        return ERR_USAGE;
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    enum err err = hash_file(fd, hash);
    if (err != ERR_OK)
        return err;
    memcpy(record.id, secret->id, sizeof record.id);
    crypto_sign_detached(record.bytes, NULL, hash, sizeof hash, secret->bytes);
    size_t count;
    unsigned char *message = global_message(record.bytes, trusted, &count);
    crypto_sign_detached(global, NULL, message, count, secret->bytes);
    free(message);
    minisign_name(secret->id, name);
    str_addf(out, "untrusted comment: signature from Lectern, key %s\n", name);
    add_record(out, &record, sizeof record);
    str_addf(out, "%s%s\n", trusted_prefix, trusted);
    add_record(out, global, sizeof global);
    return ERR_OK;
}
