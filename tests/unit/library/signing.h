/* signing.h: keys for tests, made of one number; a secret key's file as minisign writes it; and the tool itself, where it is installed. */
#ifndef LECTERN_TESTS_LIBRARY_SIGNING_H
#define LECTERN_TESTS_LIBRARY_SIGNING_H

#include "library/minisign.h"
#include "scratch.h"

#include <fcntl.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

static inline struct minisign_secret signing_secret(unsigned char number)
{
    struct minisign_secret secret;
    unsigned char seed[32] = {number}, ignored[32];
    assert_true(sodium_init() >= 0);
    memset(secret.id, number, sizeof secret.id);
    crypto_sign_seed_keypair(ignored, secret.bytes, seed);
    return secret;
}

static inline struct minisign_key signing_key(unsigned char number)
{
    struct minisign_secret secret = signing_secret(number);
    struct minisign_key key;
    minisign_public_of(&secret, &key);
    return key;
}

/* The file of a secret key; with a password it is under scrypt's stream, of little memory. */
static inline void signing_write_secret(const char *folder, const char *name, unsigned char number,
                                        const char *password)
{
    struct minisign_secret secret = signing_secret(number);
    unsigned char record[158] = "Ed", stream[104];
    const unsigned long long ops = 32768, memory = 1 << 20;
    memcpy(record + 2, password ? "Sc" : "\0\0", 2);
    memcpy(record + 4, "B2", 2);
    memset(record + 6, 7, 32);
    for (int i = 0; i < 8; i++) {
        record[38 + i] = (unsigned char)(ops >> (8 * i));
        record[46 + i] = (unsigned char)(memory >> (8 * i));
    }
    memcpy(record + 54, secret.id, 8);
    memcpy(record + 62, secret.bytes, 64);
    if (password) { /* minisign sums up only what it encrypts */
        crypto_generichash_state state;
        crypto_generichash_init(&state, NULL, 0, 32);
        crypto_generichash_update(&state, record, 2);
        crypto_generichash_update(&state, record + 54, 72);
        crypto_generichash_final(&state, record + 126, 32);
        assert_int_equal(crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream, password,
                                                            strlen(password), record + 6, ops,
                                                            memory),
                         0);
        for (size_t i = 0; i < sizeof stream; i++)
            record[54 + i] ^= stream[i];
    }
    char base64[256], text[400];
    sodium_bin2base64(base64, sizeof base64, record, sizeof record, sodium_base64_VARIANT_ORIGINAL);
    snprintf(text, sizeof text, "untrusted comment: a key of the tests\n%s\n", base64);
    scratch_write(folder, name, text);
}

/* Signs folder/name with that key; the signature lies beside it. */
static inline void signing_sign(const char *folder, const char *name, unsigned char number)
{
    struct minisign_secret secret = signing_secret(number);
    struct str text = {0};
    char beside[512];
    int fd = open(scratch_at(folder, name).text, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(minisign_sign(&secret, fd, "timestamp:1700000000\tfile:a pack", &text),
                     ERR_OK);
    close(fd);
    assert_in_range(snprintf(beside, sizeof beside, "%s.minisig", name), 1, sizeof beside - 1);
    scratch_write(folder, beside, str_text(&text));
    str_free(&text);
}

/* Runs a program of the PATH without output; its exit status, -1 when there is none. */
static inline int signing_run(char *const *argv)
{
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&quiet, 1, 2);
    pid_t pid;
    int failed = posix_spawnp(&pid, argv[0], &quiet, NULL, argv, environ), status = -1;
    posix_spawn_file_actions_destroy(&quiet);
    if (failed || waitpid(pid, &status, 0) != pid)
        return -1;
    return WIFEXITED(status) && WEXITSTATUS(status) != 127 ? WEXITSTATUS(status) : -1;
}

#define SIGNING_RUN(...) signing_run((char *const[]){__VA_ARGS__, NULL})

/* Whether the common minisign tool is here; says so when it is not. */
static inline bool signing_has_tool(void)
{
    char tool[] = "minisign", version[] = "-v";
    bool has = SIGNING_RUN(tool, version) >= 0;
    if (!has)
        print_message("the minisign tool is not installed: what it makes was not tried\n");
    return has;
}

#endif
