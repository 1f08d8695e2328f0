#include "library/copy_look.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 * 1024, COPY_FILES_MOST = 50000, COPY_SUMS_BYTES_MOST = 16 << 20 };

/* Opens a file of the copy; no link is followed on the way, as it could lead out of the stick. */
static enum err open_inside(const char *root, const char *path, int *out)
{
    int at = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum err err = at < 0 ? err_from_errno(errno) : ERR_OK;
    for (const char *part = path; err == ERR_OK;) {
        size_t length = strcspn(part, "/");
        bool is_last = !part[length];
        char *name = mem_copy_bytes(part, length);
        int flags = is_last ? O_NONBLOCK | O_NOCTTY : O_DIRECTORY;
        int next = openat(at, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags);
        if (next < 0)
            err = errno == ELOOP || errno == ENXIO ? ERR_NOT_A_KIND : err_from_errno(errno);
        close(at);
        free(name);
        at = next;
        if (is_last)
            break;
        part += length + 1;
    }
    struct stat st;
    if (err == ERR_OK && (fstat(at, &st) != 0 || !S_ISREG(st.st_mode)))
        err = ERR_NOT_A_KIND;
    if (err != ERR_OK && at >= 0)
        close(at);
    *out = err == ERR_OK ? at : -1;
    return err;
}

static int compare_sums(const void *a, const void *b)
{
    return strcmp(((const struct sum *)a)->path, ((const struct sum *)b)->path);
}

static const struct sum *find_sum(const struct copy_look *look, const char *path)
{
    struct sum key = {.path = (char *)(uintptr_t)path};
    return look->sums.count
               ? bsearch(&key, look->sums.items, look->sums.count, sizeof key, compare_sums)
               : NULL;
}

static enum err read_whole(const char *root, const char *path, size_t most_bytes, char **out,
                           size_t *count)
{
    int fd;
    enum err err = open_inside(root, path, &fd);
    if (err != ERR_OK)
        return err;
    struct str text = {0};
    char *piece = mem_new(1, PIECE_BYTES);
    while (err == ERR_OK) {
        size_t got;
        err = file_read_piece(fd, piece, PIECE_BYTES, &got);
        if (err != ERR_OK || !got)
            break;
        str_add_bytes(&text, piece, got);
        if (text.length_bytes > most_bytes)
            err = ERR_COPY;
    }
    free(piece);
    close(fd);
    *count = text.length_bytes;
    *out = err == ERR_OK ? mem_copy_bytes(str_text(&text), text.length_bytes) : NULL;
    str_free(&text);
    return err;
}

static void name_bad(struct str *bad, const char *path)
{
    if (bad && !bad->length_bytes)
        str_add(bad, path);
}

enum err copy_look_read(const struct copy_look *look, const char *path, size_t most_bytes,
                        char **out, size_t *bytes)
{
    const struct sum *sum = find_sum(look, path);
    *out = NULL;
    enum err err = sum ? read_whole(look->path, path, most_bytes, out, bytes) : ERR_COPY;
    if (err != ERR_OK)
        return err == ERR_IO || err == ERR_DENIED ? err : ERR_COPY;
    unsigned char hash[crypto_hash_sha256_BYTES];
    char id[65];
    crypto_hash_sha256(hash, (const unsigned char *)*out, *bytes);
    sodium_bin2hex(id, sizeof id, hash, sizeof hash);
    if (strcmp(id, sum->id) == 0)
        return ERR_OK;
    free(*out);
    *out = NULL;
    return ERR_COPY;
}

/* A pack that is a folder has its files under its path. */
static bool has_pack(const struct copy_look *look, const char *path)
{
    if (find_sum(look, path))
        return true;
    char *inner = file_join(path, SUMS_NAME);
    bool has = find_sum(look, inner) != NULL;
    free(inner);
    return has;
}

/* Everything that the catalogue names has a sum, and a document the very one that its id is. */
static enum err check_names(const struct copy_look *look, struct str *bad)
{
    const struct copy_catalogue *c = &look->catalogue;
    for (size_t i = 0; i < c->document_count; i++) {
        const struct sum *sum = find_sum(look, c->documents[i].path);
        if (!sum || strcmp(sum->id, c->documents[i].id) != 0) {
            name_bad(bad, c->documents[i].path);
            return ERR_COPY;
        }
    }
    for (size_t i = 0; i < c->path_count; i++)
        if (!find_sum(look, c->paths[i].path)) {
            name_bad(bad, c->paths[i].path);
            return ERR_COPY;
        }
    for (size_t i = 0; i < c->pack_count; i++)
        if (!has_pack(look, c->packs[i].path)) {
            name_bad(bad, c->packs[i].path);
            return ERR_COPY;
        }
    return ERR_OK;
}

static enum err read_sums(struct copy_look *look)
{
    char *text = NULL;
    size_t bytes;
    enum err err = read_whole(look->path, SUMS_NAME, COPY_SUMS_BYTES_MOST, &text, &bytes);
    if (err == ERR_OK && sums_parse_most(text, bytes, COPY_FILES_MOST, &look->sums) != ERR_OK)
        err = ERR_COPY;
    free(text);
    if (err == ERR_OK && look->sums.count)
        qsort(look->sums.items, look->sums.count, sizeof *look->sums.items, compare_sums);
    return err;
}

enum err copy_look_open(const char *path, struct copy_look *out, struct str *bad)
{
    *out = (struct copy_look){.path = mem_copy_string(path)};
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    char *text = NULL;
    size_t bytes = 0;
    struct str problem = {0};
    enum err err = read_sums(out);
    if (err == ERR_COPY)
        name_bad(bad, SUMS_NAME);
    if (err != ERR_OK)
        return err;
    err = copy_look_read(out, COPY_CATALOGUE, COPY_CATALOGUE_BYTES_MOST, &text, &bytes);
    if (err == ERR_OK)
        err = copy_catalogue_parse(text, bytes, &out->catalogue, &problem);
    if (problem.data)
        log_note("%s/" COPY_CATALOGUE ", %s", path, problem.data);
    if (err == ERR_COPY)
        name_bad(bad, COPY_CATALOGUE);
    str_free(&problem);
    free(text);
    return err == ERR_OK ? check_names(out, bad) : err;
}

void copy_look_close(struct copy_look *look)
{
    copy_catalogue_free(&look->catalogue);
    sum_list_free(&look->sums);
    free(look->path);
    *look = (struct copy_look){0};
}

/* How many bytes the files have together; what is missing counts nothing. */
static uint64_t count_bytes(const struct copy_look *look)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < look->sums.count; i++) {
        struct stat st;
        char *path = file_join(look->path, look->sums.items[i].path);
        if (lstat(path, &st) == 0 && S_ISREG(st.st_mode))
            bytes += (uint64_t)st.st_size;
        free(path);
    }
    return bytes;
}

struct verifying {
    const struct copy_look *look;
    const struct copy_watch *watch;
    struct copy_progress progress;
    unsigned char *piece;
};

static enum err verify_file(struct verifying *v, const struct sum *sum)
{
    int fd;
    crypto_hash_sha256_state state;
    enum err err = open_inside(v->look->path, sum->path, &fd);
    if (err != ERR_OK)
        return err == ERR_IO ? err : ERR_COPY;
    crypto_hash_sha256_init(&state);
    while (err == ERR_OK) {
        if (v->watch->cancelled && v->watch->cancelled(v->watch->data)) {
            err = ERR_CANCELLED;
            break;
        }
        size_t got;
        err = file_read_piece(fd, v->piece, PIECE_BYTES, &got);
        if (err != ERR_OK || !got)
            break;
        crypto_hash_sha256_update(&state, v->piece, got);
        v->progress.done_bytes += got;
        if (v->watch->tell)
            v->watch->tell(v->watch->data, &v->progress);
    }
    close(fd);
    unsigned char hash[crypto_hash_sha256_BYTES];
    char id[65];
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(id, sizeof id, hash, sizeof hash);
    return err == ERR_OK && strcmp(id, sum->id) != 0 ? ERR_COPY : err;
}

enum err copy_look_verify(const struct copy_look *look, const struct copy_watch *watch,
                          struct str *bad)
{
    struct verifying v = {.look = look, .watch = watch, .piece = mem_new(1, PIECE_BYTES)};
    v.progress.stage = COPY_CHECKING;
    v.progress.total_bytes = count_bytes(look);
    enum err err = ERR_OK;
    for (size_t i = 0; i < look->sums.count && err == ERR_OK; i++) {
        err = verify_file(&v, &look->sums.items[i]);
        if (err != ERR_OK && err != ERR_CANCELLED)
            name_bad(bad, look->sums.items[i].path);
    }
    free(v.piece);
    return err;
}
