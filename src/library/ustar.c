#include "library/ustar.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/pack_path.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 512, PIECE_BYTES = 64 * 1024, END_BLOCKS = 2 };

/* No more than one block of the tape drives that tar was made for lies behind the end: 20 records, tar's default, and as much again. */
enum { TAIL_BYTES_MOST = 2 * 20 * BLOCK_BYTES };

struct header {
    char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], type, link[100], magic[8],
        owner[32], group[32], major[8], minor[8], prefix[155], rest[12];
};
_Static_assert(sizeof(struct header) == BLOCK_BYTES, "a block");

static const char zeros[BLOCK_BYTES];
static const char posix_magic[8] = {'u', 's', 't', 'a', 'r', 0, '0', '0'}, gnu_magic[8] = "ustar  ";

/* An octal number that fills its field up to a space or a NUL. */
static bool read_octal(const char *field, size_t bytes, uint64_t *out)
{
    size_t at = 0, first;
    uint64_t number = 0;
    while (at < bytes && field[at] == ' ')
        at++;
    for (first = at; at < bytes && field[at] >= '0' && field[at] <= '7'; at++)
        number = number << 3 | (uint64_t)(field[at] - '0');
    if (at == first)
        return false;
    for (; at < bytes; at++)
        if (field[at] != ' ' && field[at] != 0)
            return false;
    *out = number;
    return true;
}

static uint64_t sum_of(const struct header *h)
{
    const unsigned char *bytes = (const unsigned char *)h;
    size_t from = offsetof(struct header, sum), to = from + sizeof h->sum;
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof *h; i++)
        sum += i >= from && i < to ? ' ' : bytes[i];
    return sum;
}

static bool is_ours(const struct header *h)
{
    if (memcmp(h->magic, posix_magic, sizeof h->magic) == 0)
        return true;
    /* GNU tar's own form, where it keeps nothing in the place of the prefix. */
    return memcmp(h->magic, gnu_magic, sizeof h->magic) == 0 &&
           memcmp(h->prefix, zeros, sizeof h->prefix) == 0;
}

/* "prefix/name"; NULL: not safe. A folder's last '/' is left out. Free with free. */
static char *path_of(const struct header *h, bool is_folder)
{
    char path[sizeof h->prefix + sizeof h->name + 2];
    snprintf(path, sizeof path, "%.*s%s%.*s", (int)sizeof h->prefix, h->prefix,
             *h->prefix ? "/" : "", (int)sizeof h->name, h->name);
    size_t bytes = strlen(path);
    if (is_folder && bytes && path[bytes - 1] == '/')
        path[bytes - 1] = 0;
    return pack_path_is_safe(path) ? mem_copy_string(path) : NULL;
}

static bool has_twins(const struct ustar_list *list)
{
    const char **paths = mem_new(list->count + 1, sizeof *paths);
    for (size_t i = 0; i < list->count; i++)
        paths[i] = list->items[i].path;
    bool twins = pack_path_has_twins(paths, list->count);
    free(paths);
    return twins;
}

static enum err read_at(int fd, uint64_t offset, void *bytes, size_t count)
{
    size_t done = 0;
    while (done < count) {
        ssize_t got = pread(fd, (char *)bytes + done, count - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_from_errno(errno);
        if (got == 0)
            return ERR_PACK;
        done += (size_t)got;
    }
    return ERR_OK;
}

/* One header and what it announces; *at moves behind it. */
static enum err take_member(const struct header *h, uint64_t total, uint64_t *at,
                            struct ustar_list *out)
{
    uint64_t sum, bytes;
    bool is_folder = h->type == '5', is_file = h->type == '0' || h->type == 0;
    if (!read_octal(h->sum, sizeof h->sum, &sum) || sum != sum_of(h) || !is_ours(h) ||
        !(is_folder || is_file) || !read_octal(h->size, sizeof h->size, &bytes))
        return ERR_PACK;
    uint64_t offset = *at + BLOCK_BYTES, room = total - offset;
    uint64_t blocks = (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
    if ((is_folder && bytes) || blocks > room / BLOCK_BYTES)
        return ERR_PACK;
    char *path = path_of(h, is_folder);
    if (!path)
        return ERR_PACK;
    *at = offset + blocks * BLOCK_BYTES;
    if (is_folder) {
        free(path);
        return ERR_OK;
    }
    MEM_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = (struct ustar_member){path, offset, bytes};
    return ERR_OK;
}

/* Two empty blocks, and zeros to the end. */
static enum err check_end(int fd, uint64_t at, uint64_t total)
{
    char block[BLOCK_BYTES];
    uint64_t left = total - at;
    if (left < (uint64_t)END_BLOCKS * BLOCK_BYTES || left > TAIL_BYTES_MOST)
        return ERR_PACK;
    enum err err = ERR_OK;
    for (; err == ERR_OK && at < total; at += BLOCK_BYTES) {
        err = read_at(fd, at, block, sizeof block);
        if (err == ERR_OK && memcmp(block, zeros, sizeof block) != 0)
            err = ERR_PACK;
    }
    return err;
}

enum err ustar_read(int fd, struct ustar_list *out)
{
    struct stat st;
    *out = (struct ustar_list){0};
    if (fstat(fd, &st) != 0)
        return err_from_errno(errno);
    uint64_t total = (uint64_t)st.st_size, at = 0, seen = 0;
    if (total == 0 || total % BLOCK_BYTES)
        return ERR_PACK;
    enum err err = ERR_OK;
    while (err == ERR_OK) {
        struct header h;
        if (at >= total)
            return ERR_PACK; /* no end */
        err = read_at(fd, at, &h, sizeof h);
        if (err == ERR_OK && memcmp(&h, zeros, sizeof h) == 0) {
            err = check_end(fd, at, total);
            break;
        }
        if (err == ERR_OK && ++seen > USTAR_MEMBERS_MOST)
            err = ERR_TOO_BIG;
        if (err == ERR_OK)
            err = take_member(&h, total, &at, out);
    }
    return err == ERR_OK && has_twins(out) ? ERR_PACK : err;
}

void ustar_list_free(struct ustar_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].path);
    free(list->items);
    *list = (struct ustar_list){0};
}

/* Puts the path into name and prefix, parted at a '/'. */
static bool split_path(const char *path, struct header *h)
{
    size_t bytes = strlen(path);
    if (bytes <= sizeof h->name) {
        memcpy(h->name, path, bytes);
        return true;
    }
    for (size_t i = bytes - sizeof h->name - 1; i < bytes && i <= sizeof h->prefix; i++) {
        if (path[i] != '/' || i == 0)
            continue;
        memcpy(h->prefix, path, i);
        memcpy(h->name, path + i + 1, bytes - i - 1);
        return true;
    }
    return false;
}

/* Every field that a file system would fill differently is the same: a pack is a function of its files. */
static bool make_header(const char *path, uint64_t bytes, struct header *h)
{
    const uint64_t most = (UINT64_C(1) << 33) - 1; /* 11 octal digits */
    *h = (struct header){.type = '0'};
    memcpy(h->magic, posix_magic, sizeof h->magic);
    if (bytes > most || !pack_path_is_safe(path) || !split_path(path, h))
        return false;
    memcpy(h->mode, "0000644", 8);
    memcpy(h->uid, "0000000", 8);
    memcpy(h->gid, "0000000", 8);
    memcpy(h->mtime, "00000000000", 12);
    memcpy(h->major, "0000000", 8);
    memcpy(h->minor, "0000000", 8);
    char number[24];
    snprintf(number, sizeof number, "%011llo", (unsigned long long)bytes);
    memcpy(h->size, number, sizeof h->size);
    snprintf(number, sizeof number, "%06llo", (unsigned long long)sum_of(h));
    memcpy(h->sum, number, 7);
    h->sum[7] = ' ';
    return true;
}

static enum err copy(int to, int from, uint64_t bytes)
{
    char *piece = mem_new(1, PIECE_BYTES);
    enum err err = ERR_OK;
    while (err == ERR_OK && bytes) {
        size_t got;
        err = file_read_piece(from, piece, bytes < PIECE_BYTES ? (size_t)bytes : PIECE_BYTES, &got);
        if (err == ERR_OK && !got)
            err = ERR_IO;
        if (err == ERR_OK)
            err = file_write_all(to, piece, got);
        bytes -= got;
    }
    free(piece);
    return err;
}

enum err ustar_write(int to, const char *path, int from, uint64_t bytes)
{
    struct header h;
    if (!make_header(path, bytes, &h))
        return ERR_PACK;
    enum err err = file_write_all(to, &h, sizeof h);
    if (err == ERR_OK)
        err = copy(to, from, bytes);
    if (err == ERR_OK && bytes % BLOCK_BYTES)
        err = file_write_all(to, zeros, BLOCK_BYTES - (size_t)(bytes % BLOCK_BYTES));
    return err;
}

enum err ustar_write_end(int to)
{
    enum err err = ERR_OK;
    for (int i = 0; i < END_BLOCKS && err == ERR_OK; i++)
        err = file_write_all(to, zeros, sizeof zeros);
    return err;
}
