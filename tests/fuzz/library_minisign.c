/* Keys and signatures from strange bytes. The first byte says which: 'P' a public key, 'S' a secret one (without a password: scrypt is not
 * asked), else a signature, which nobody made. */
#include "strange.h"

#include "library/minisign.h"

static void check_key(const char *text, size_t count)
{
    struct minisign_key key, again;
    struct str file = {0};
    char name[MINISIGN_NAME_BYTES];
    enum err err = minisign_read_key(text, count, &key);
    must(err == ERR_OK || err == ERR_SIGNATURE);
    if (err != ERR_OK)
        return;
    minisign_name(key.id, name);
    must(strspn(name, "0123456789ABCDEF") == MINISIGN_NAME_BYTES - 1);
    minisign_add_key(&file, &key);
    must(minisign_read_key(file.data, file.length_bytes, &again) == ERR_OK);
    must(memcmp(&key, &again, sizeof key) == 0);
    str_free(&file);
}

static void check_secret(const char *text, size_t count)
{
    struct minisign_secret secret;
    struct minisign_key key;
    enum err err = minisign_open_secret(text, count, NULL, &secret);
    must(err == ERR_OK || err == ERR_SIGNATURE || err == ERR_PASSWORD || err == ERR_NO_MEMORY);
    if (err == ERR_OK)
        minisign_public_of(&secret, &key);
    minisign_forget_secret(&secret);
}

static void check_signature(const char *text, size_t count)
{
    struct minisign_signature signature;
    struct minisign_key key = {.bytes = {1}};
    enum err err = minisign_read_signature(text, count, &signature);
    must(err == ERR_OK || err == ERR_SIGNATURE);
    if (err != ERR_OK)
        return;
    must(strlen(signature.trusted) <= MINISIGN_TRUSTED_BYTES_MOST);
    memcpy(key.id, signature.id, sizeof key.id);
    struct strange_file file = strange_file_of(text, count);
    must(minisign_verify(&signature, &key, file.fd) == ERR_SIGNATURE);
    close(file.fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char *text = strange_text(data + 1, size - 1);
    if (data[0] == 'P')
        check_key(text, size - 1);
    else if (data[0] == 'S')
        check_secret(text, size - 1);
    else
        check_signature(text, size - 1);
    free(text);
    return 0;
}
