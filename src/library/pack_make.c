#include "library/pack_make.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/importer.h"
#include "library/pack.h"
#include "library/pack_path.h"
#include "library/sums.h"
#include "library/ustar.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DEPTH_MOST = 8, PIECE_BYTES = 256 * 1024 };

struct making {
    const struct pack_order *order;
    char **paths; /* in the pack */
    size_t count, cap;
    struct str *problem;
};

static enum err object(struct making *m, const char *path, const char *why)
{
    if (!m->problem->length_bytes)
        str_addf(m->problem, "%s: %s", path, why);
    return ERR_PACK;
}

/* What lies in every folder and belongs in no pack. (importer_passes_over is of documents: it would leave the word lists out.) */
static bool is_left_out(const char *name)
{
    size_t length = strlen(name);
    bool is_signature = length > 8 && strcasecmp(name + length - 8, ".minisig") == 0;
    bool is_ours = length > 4 && (strcasecmp(name + length - 4, ".ini") == 0 ||
                                  strcasecmp(name + length - 4, ".tsv") == 0);
    return is_signature || (importer_passes_over(name) && !is_ours);
}

static enum err walk(struct making *m, const char *inner, int depth);

static enum err take_entry(struct making *m, const char *inner, const char *name, int depth)
{
    struct str path = {0};
    struct stat st;
    str_addf(&path, "%s%s%s", inner, *inner ? "/" : "", name);
    char *whole = file_join(m->order->folder, str_text(&path));
    enum err err = lstat(whole, &st) == 0 ? ERR_OK : err_from_errno(errno);
    if (err == ERR_OK && S_ISDIR(st.st_mode)) {
        err = depth < DEPTH_MOST ? walk(m, str_text(&path), depth + 1)
                                 : object(m, str_text(&path), "folders are nested too deeply");
    } else if (err == ERR_OK && !S_ISREG(st.st_mode)) {
        err = object(m, str_text(&path), "a pack has plain files only");
    } else if (err == ERR_OK && !pack_path_is_safe(str_text(&path))) {
        err = object(m, str_text(&path), "a file in a pack can't have this name");
    } else if (err == ERR_OK && m->count == USTAR_MEMBERS_MOST) {
        err = object(m, str_text(&path), "these are too many files");
    } else if (err == ERR_OK) {
        MEM_ROOM(m->paths, m->count, m->cap);
        m->paths[m->count++] = mem_copy_string(str_text(&path));
    }
    free(whole);
    str_free(&path);
    return err;
}

static enum err walk(struct making *m, const char *inner, int depth)
{
    char *path = *inner ? file_join(m->order->folder, inner) : mem_copy_string(m->order->folder);
    DIR *dir = opendir(path);
    enum err err = dir ? ERR_OK : err_from_errno(errno);
    free(path);
    const struct dirent *entry;
    while (dir && err == ERR_OK && (entry = readdir(dir)))
        if (!is_left_out(entry->d_name))
            err = take_entry(m, inner, entry->d_name, depth);
    if (dir)
        closedir(dir);
    return err;
}

/* The manifest first: who looks into the tar file by hand finds it there. */
static int compare_paths(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    bool is_first = strcmp(x, MANIFEST_NAME) == 0, is_second = strcmp(y, MANIFEST_NAME) == 0;
    return is_first != is_second ? (is_first ? -1 : 1) : strcmp(x, y);
}

static bool has(const struct making *m, const char *path)
{
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->paths[i], path) == 0)
            return true;
    return false;
}

static enum err check_twins(struct making *m)
{
    for (size_t i = 0; i < m->count; i++)
        for (size_t k = i + 1; k < m->count; k++)
            if (strcasecmp(m->paths[i], m->paths[k]) == 0)
                return object(m, m->paths[k], "another file has this name but for its capitals");
    return ERR_OK;
}

static enum err check_logo(struct making *m, const char *logo)
{
    if (!has(m, logo))
        return object(m, logo, "the manifest names it, and it is not there");
    if (!pack_logo_ending(logo))
        return object(m, logo, "a logo is a PNG, JPEG or SVG");
    struct stat st;
    char *path = file_join(m->order->folder, logo);
    bool is_large = stat(path, &st) == 0 && st.st_size > PACK_LOGO_BYTES_MOST;
    free(path);
    return is_large ? object(m, logo, "a logo has at most 4 MB") : ERR_OK;
}

static enum err check_names(struct making *m, const struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->document_count; i++)
        if (!has(m, manifest->documents[i].path))
            return object(m, manifest->documents[i].path,
                          "the manifest names it, and it is not there");
    for (size_t i = 0; i < manifest->glossary_count; i++)
        if (!has(m, manifest->glossaries[i].path))
            return object(m, manifest->glossaries[i].path,
                          "the manifest names it, and it is not there");
    for (size_t i = 0; i < manifest->lexicon_count; i++)
        if (!has(m, manifest->lexicons[i].path))
            return object(m, manifest->lexicons[i].path,
                          "the manifest names it, and it is not there");
    return *manifest->logo ? check_logo(m, manifest->logo) : ERR_OK;
}

static enum err read_manifest(struct making *m, struct manifest *out)
{
    char *path = file_join(m->order->folder, MANIFEST_NAME), *text = NULL;
    size_t bytes;
    struct str why = {0};
    *out = (struct manifest){0};
    enum err err = file_read(path, MANIFEST_BYTES_MOST, &text, &bytes);
    if (err == ERR_NOT_FOUND || err == ERR_TOO_BIG)
        err = object(m, MANIFEST_NAME, err == ERR_TOO_BIG ? "it is too long" : "it is not there");
    if (err == ERR_OK) {
        err = manifest_parse(text, bytes, out, &why);
        if (err != ERR_OK)
            object(m, MANIFEST_NAME, str_text(&why));
    }
    str_free(&why);
    free(text);
    free(path);
    return err;
}

/* Signs what is open in `fd` and writes the signature beside `path`. */
static enum err sign(const struct making *m, const struct manifest *manifest, int fd,
                     const char *path)
{
    struct str trusted = {0}, signature = {0}, beside = {0};
    str_addf(&trusted, "timestamp:%lld\tfile:%s\thashed\tpack:%s\tversion:%lld",
             (long long)time(NULL), file_name(path), manifest->id, (long long)manifest->version);
    str_addf(&beside, "%s.minisig", path);
    enum err err = minisign_sign(m->order->secret, fd, str_text(&trusted), &signature);
    if (err == ERR_OK)
        err = file_write_atomic(str_text(&beside), signature.data, signature.length_bytes);
    str_free(&trusted);
    str_free(&signature);
    str_free(&beside);
    return err;
}

static int open_file(const struct making *m, const char *path, uint64_t *bytes)
{
    char *whole = file_join(m->order->folder, path);
    int fd = open(whole, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    struct stat st = {0};
    if (fd >= 0 && fstat(fd, &st) == 0)
        *bytes = (uint64_t)st.st_size;
    free(whole);
    return fd;
}

static enum err write_tar(struct making *m, int to)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < m->count && err == ERR_OK; i++) {
        uint64_t bytes = 0;
        int from = open_file(m, m->paths[i], &bytes);
        err = from < 0 ? err_from_errno(errno) : ustar_write(to, m->paths[i], from, bytes);
        if (from >= 0)
            close(from);
        if (err == ERR_PACK)
            object(m, m->paths[i], "its name is too long for a tar file");
    }
    return err == ERR_OK ? ustar_write_end(to) : err;
}

/* The tar file gets its name when it is whole; a signature of an older one beside it goes first, as it would be of another file. */
static enum err make_tar(struct making *m, const struct manifest *manifest)
{
    const char *out = m->order->out;
    struct str part = {0}, signature = {0};
    str_addf(&part, "%s.part", out);
    str_addf(&signature, "%s.minisig", out);
    int fd = open(str_text(&part), O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    enum err err = fd < 0 ? err_from_errno(errno) : write_tar(m, fd);
    if (err == ERR_OK && fsync(fd) != 0)
        err = err_from_errno(errno);
    if (err == ERR_OK && unlink(str_text(&signature)) != 0 && errno != ENOENT)
        err = err_from_errno(errno);
    if (err == ERR_OK && rename(str_text(&part), out) != 0)
        err = err_from_errno(errno);
    if (err == ERR_OK)
        err = sign(m, manifest, fd, out);
    else if (fd >= 0)
        unlink(str_text(&part));
    if (fd >= 0)
        close(fd);
    str_free(&part);
    str_free(&signature);
    return err;
}

static enum err add_sum(struct making *m, const char *path, struct str *out)
{
    char id[SUM_DIGITS + 1];
    uint64_t bytes;
    int fd = open_file(m, path, &bytes);
    enum err err = fd < 0 ? err_from_errno(errno) : sums_of_file(fd, NULL, NULL, id);
    if (fd >= 0)
        close(fd);
    if (err == ERR_OK)
        sums_add(out, id, path);
    return err;
}

static enum err sign_folder(struct making *m, const struct manifest *manifest)
{
    struct str sums = {0};
    char *path = file_join(m->order->folder, SUMS_NAME);
    enum err err = ERR_OK;
    for (size_t i = 0; i < m->count && err == ERR_OK; i++)
        err = add_sum(m, m->paths[i], &sums);
    if (err == ERR_OK)
        err = file_write_atomic(path, sums.data, sums.length_bytes);
    int fd = err == ERR_OK ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (err == ERR_OK)
        err = fd < 0 ? err_from_errno(errno) : sign(m, manifest, fd, path);
    if (fd >= 0)
        close(fd);
    free(path);
    str_free(&sums);
    return err;
}

enum err pack_make(const struct pack_order *order, struct manifest *out, size_t *files,
                   struct str *problem)
{
    struct making m = {.order = order, .problem = problem};
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    enum err err = walk(&m, "", 0);
    if (m.count)
        qsort(m.paths, m.count, sizeof *m.paths, compare_paths);
    *out = (struct manifest){0};
    if (err == ERR_OK)
        err = read_manifest(&m, out);
    if (err == ERR_OK)
        err = check_names(&m, out);
    if (err == ERR_OK)
        err = check_twins(&m);
    if (err == ERR_OK)
        err = order->out ? make_tar(&m, out) : sign_folder(&m, out);
    *files = m.count;
    for (size_t i = 0; i < m.count; i++)
        free(m.paths[i]);
    free(m.paths);
    return err;
}
