#include "library/keyring.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static bool is_key_file(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 4 && strcasecmp(name + length - 4, ".pub") == 0;
}

static bool read_key(const char *path, struct minisign_key *out)
{
    char *text = NULL;
    size_t bytes;
    enum err err = file_read(path, MINISIGN_FILE_BYTES_MOST, &text, &bytes);
    if (err == ERR_OK)
        err = minisign_read_key(text, bytes, out);
    free(text);
    if (err != ERR_OK)
        log_note("%s is no key that can be trusted (%s)", path, err_name(err));
    return err == ERR_OK;
}

/* Calls `each` for every key of the library. */
static enum err for_each(const char *folder,
                         void (*each)(void *data, const char *path, const struct minisign_key *key),
                         void *data)
{
    char *keys = file_join(folder, "keys");
    DIR *dir = opendir(keys);
    enum err err = dir || errno == ENOENT ? ERR_OK : err_from_errno(errno);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct minisign_key key;
        if (!is_key_file(entry->d_name))
            continue;
        char *path = file_join(keys, entry->d_name);
        if (read_key(path, &key))
            each(data, path, &key);
        free(path);
    }
    if (dir)
        closedir(dir);
    free(keys);
    return err;
}

static void keep(void *data, const char *path, const struct minisign_key *key)
{
    (void)path;
    struct keyring *ring = data;
    MEM_ROOM(ring->keys, ring->count, ring->cap);
    ring->keys[ring->count++] = *key;
}

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct minisign_key));
}

enum err keyring_open(const char *folder, struct keyring *out)
{
    *out = (struct keyring){0};
    enum err err = for_each(folder, keep, out);
    if (out->count)
        qsort(out->keys, out->count, sizeof *out->keys, compare);
    return err;
}

void keyring_free(struct keyring *ring)
{
    free(ring->keys);
    *ring = (struct keyring){0};
}

const struct minisign_key *keyring_find(const struct keyring *ring,
                                        const unsigned char id[MINISIGN_ID_BYTES])
{
    for (size_t i = 0; i < ring->count; i++)
        if (memcmp(ring->keys[i].id, id, MINISIGN_ID_BYTES) == 0)
            return &ring->keys[i];
    return NULL;
}

enum err keyring_trust(const char *folder, const struct minisign_key *key)
{
    char name[MINISIGN_NAME_BYTES];
    struct str text = {0}, path = {0};
    minisign_name(key->id, name);
    minisign_add_key(&text, key);
    str_addf(&path, "%s/keys", folder);
    enum err err = file_make_folders(str_text(&path));
    str_addf(&path, "/%s.pub", name);
    if (err == ERR_OK)
        err = file_write_atomic(str_text(&path), text.data, text.length_bytes);
    str_free(&path);
    str_free(&text);
    return err;
}

struct distrust {
    const char *name;
    enum err err;
};

static void remove_key(void *data, const char *path, const struct minisign_key *key)
{
    struct distrust *distrust = data;
    char name[MINISIGN_NAME_BYTES];
    minisign_name(key->id, name);
    if (strcasecmp(name, distrust->name) != 0)
        return;
    if (unlink(path) != 0)
        distrust->err = err_from_errno(errno);
    else if (distrust->err == ERR_NOT_FOUND)
        distrust->err = ERR_OK;
}

enum err keyring_distrust(const char *folder, const char *name)
{
    struct distrust distrust = {name, ERR_NOT_FOUND};
    enum err err = for_each(folder, remove_key, &distrust);
    if (err == ERR_OK)
        err = distrust.err;
    if (err == ERR_OK) {
        char *keys = file_join(folder, "keys");
        err = file_sync_folder(keys);
        free(keys);
    }
    return err;
}
