/* What a copy says that it holds, for staff who choose. */
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/copy_look.h"
#include "library/keyring.h"
#include "library/restore.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_copy(const char *path)
{
    char *sums = file_join(path, SUMS_NAME), *catalogue = file_join(path, COPY_CATALOGUE);
    bool is = access(sums, F_OK) == 0 && access(catalogue, F_OK) == 0;
    free(sums);
    free(catalogue);
    return is;
}

/* A copy that is not finished has no catalogue, or has it under another name. */
static bool is_dated(const char *name)
{
    size_t length = strlen(COPY_FOLDER " ");
    return strncmp(name, COPY_FOLDER " ", length) == 0 && name[length] >= '0' &&
           name[length] <= '9';
}

static bool is_name_of_copy(const char *name)
{
    static const char undated[] = COPY_FOLDER " " COPY_UNDATED;
    return is_dated(name) || strncmp(name, undated, sizeof undated - 1) == 0;
}

/* By their names: what has no date is told apart by its number alone, and comes before what has one. */
static bool is_earlier(const char *name, const char *other)
{
    if (is_dated(name) != is_dated(other))
        return is_dated(other);
    return strverscmp(name, other) < 0;
}

enum err restore_find(const char *folder, char **path)
{
    *path = NULL;
    if (is_copy(folder)) {
        *path = mem_copy_string(folder);
        return ERR_OK;
    }
    DIR *dir = opendir(folder);
    if (!dir)
        return err_from_errno(errno);
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (!is_name_of_copy(entry->d_name) ||
            (*path && is_earlier(entry->d_name, file_name(*path))))
            continue;
        char *found = file_join(folder, entry->d_name);
        char *worse = found;
        if (is_copy(found)) {
            worse = *path;
            *path = found;
        }
        free(worse);
    }
    closedir(dir);
    return *path ? ERR_OK : ERR_NOT_FOUND;
}

/* Each maker once. */
static char *makers_of(const struct copy_catalogue *c, const char *key)
{
    struct str makers = {0};
    for (size_t i = 0; i < c->pack_count; i++) {
        bool is_said = !*c->packs[i].maker || strcmp(c->packs[i].key, key) != 0;
        for (size_t k = 0; k < i && !is_said; k++)
            is_said = strcmp(c->packs[k].key, key) == 0 &&
                      strcmp(c->packs[k].maker, c->packs[i].maker) == 0;
        if (!is_said)
            str_addf(&makers, "%s%s", makers.length_bytes ? ", " : "", c->packs[i].maker);
    }
    char *text = mem_copy_string(str_text(&makers));
    str_free(&makers);
    return text;
}

static enum err add_key(const struct copy_look *look, const char *library, const char *path,
                        struct restore_summary *out)
{
    struct minisign_key key;
    struct keyring ring = {0};
    char *text = NULL;
    size_t bytes = 0;
    enum err err = copy_look_read(look, path, MINISIGN_FILE_BYTES_MOST, &text, &bytes);
    if (err == ERR_OK && minisign_read_key(text, bytes, &key) != ERR_OK)
        err = ERR_COPY;
    free(text);
    if (err == ERR_OK)
        err = keyring_open(library, &ring);
    if (err == ERR_OK) {
        struct restore_key *to = &out->keys[out->key_count++];
        minisign_name(key.id, to->name);
        to->makers = makers_of(&look->catalogue, to->name);
        to->is_trusted = keyring_find(&ring, key.id) != NULL;
    }
    keyring_free(&ring);
    return err;
}

static enum err add_keys(const struct copy_look *look, const char *library,
                         struct restore_summary *out)
{
    const struct copy_catalogue *c = &look->catalogue;
    enum err err = ERR_OK;
    out->keys = mem_new(c->path_count + 1, sizeof *out->keys);
    for (size_t i = 0; i < c->path_count && err == ERR_OK; i++)
        if (!*c->paths[i].name)
            err = add_key(look, library, c->paths[i].path, out);
    return err;
}

/* No library yet: it has none of them. */
static enum err count_known(const struct copy_look *look, const char *library, size_t *known)
{
    struct catalogue *c = NULL;
    enum err err = catalogue_open(library, false, &c);
    if (err == ERR_NOT_FOUND)
        return ERR_OK;
    for (size_t i = 0; i < look->catalogue.document_count && err == ERR_OK; i++) {
        bool is_here = false;
        err = catalogue_has(c, look->catalogue.documents[i].id, &is_here);
        *known += is_here;
    }
    catalogue_close(c);
    return err;
}

enum err restore_look(const char *library, const char *path, struct restore_summary *out)
{
    struct copy_look look;
    *out = (struct restore_summary){.path = mem_copy_string(path)};
    enum err err = copy_look_open(path, &look, NULL);
    if (err == ERR_OK) {
        out->made_s = look.catalogue.made_s;
        out->documents = look.catalogue.document_count;
        out->packs = look.catalogue.pack_count;
        for (size_t i = 0; i < out->documents; i++)
            out->bytes += look.catalogue.documents[i].bytes;
        err = count_known(&look, library, &out->known);
    }
    if (err == ERR_OK)
        err = add_keys(&look, library, out);
    copy_look_close(&look);
    return err;
}

void restore_summary_free(struct restore_summary *summary)
{
    for (size_t i = 0; i < summary->key_count; i++)
        free(summary->keys[i].makers);
    free(summary->keys);
    free(summary->path);
    *summary = (struct restore_summary){0};
}
