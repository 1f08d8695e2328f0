#include "library/sums.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/pack_path.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ID_DIGITS = SUM_DIGITS, MARK_BYTES = 2, PIECE_BYTES = 256 * 1024 };

static bool has_twins(const struct sum_list *list)
{
    const char **paths = mem_new(list->count + 1, sizeof *paths);
    for (size_t i = 0; i < list->count; i++)
        paths[i] = list->items[i].path;
    bool twins = pack_path_has_twins(paths, list->count);
    free(paths);
    return twins;
}

/* "<64 digits>  <name>", or "<64 digits> *<name>". */
static enum err take_line(const char *line, size_t bytes, size_t count_most, struct sum_list *out)
{
    if (bytes <= ID_DIGITS + MARK_BYTES || strspn(line, "0123456789abcdef") != ID_DIGITS ||
        line[ID_DIGITS] != ' ' || (line[ID_DIGITS + 1] != ' ' && line[ID_DIGITS + 1] != '*'))
        return ERR_PACK;
    const char *name = line + ID_DIGITS + MARK_BYTES;
    bytes -= ID_DIGITS + MARK_BYTES;
    if (bytes > 2 && name[0] == '.' && name[1] == '/') {
        name += 2;
        bytes -= 2;
    }
    char *path = mem_copy_bytes(name, bytes);
    bool is_own = strcmp(path, SUMS_NAME) == 0 || strcmp(path, SUMS_SIGNATURE_NAME) == 0;
    if (is_own || !pack_path_is_safe(path)) {
        free(path);
        return is_own ? ERR_OK : ERR_PACK;
    }
    if (out->count == count_most) {
        free(path);
        return ERR_TOO_BIG;
    }
    MEM_ROOM(out->items, out->count, out->cap);
    struct sum *sum = &out->items[out->count++];
    *sum = (struct sum){.path = path};
    memcpy(sum->id, line, ID_DIGITS);
    return ERR_OK;
}

enum err sums_parse(const char *text, size_t bytes, struct sum_list *out)
{
    *out = (struct sum_list){0};
    return bytes > SUMS_BYTES_MOST ? ERR_TOO_BIG
                                   : sums_parse_most(text, bytes, SUMS_COUNT_MOST, out);
}

enum err sums_parse_most(const char *text, size_t bytes, size_t count_most, struct sum_list *out)
{
    *out = (struct sum_list){0};
    if (memchr(text, 0, bytes))
        return ERR_PACK;
    enum err err = ERR_OK;
    char *copy = mem_copy_bytes(text, bytes); /* ended by a NUL */
    text = copy;
    for (size_t at = 0; at < bytes && err == ERR_OK;) {
        const char *end = memchr(text + at, '\n', bytes - at);
        size_t length = end ? (size_t)(end - text) - at : bytes - at, next = at + length + 1;
        if (length && text[at + length - 1] == '\r')
            length--;
        if (length)
            err = take_line(text + at, length, count_most, out);
        at = next;
    }
    free(copy);
    return err == ERR_OK && has_twins(out) ? ERR_PACK : err;
}

void sum_list_free(struct sum_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].path);
    free(list->items);
    *list = (struct sum_list){0};
}

void sums_add(struct str *out, const char *id, const char *path)
{
    str_addf(out, "%s  %s\n", id, path);
}

enum err sums_of_file(int fd, bool (*cancelled)(void *), void *data, char id[SUM_DIGITS + 1])
{
    crypto_hash_sha256_state state;
    unsigned char hash[crypto_hash_sha256_BYTES], *piece = mem_new(1, PIECE_BYTES);
    enum err err = ERR_OK;
    crypto_hash_sha256_init(&state);
    for (;;) {
        if (cancelled && cancelled(data)) {
            err = ERR_CANCELLED;
            break;
        }
        size_t got;
        err = file_read_piece(fd, piece, PIECE_BYTES, &got);
        if (err != ERR_OK || !got)
            break;
        crypto_hash_sha256_update(&state, piece, got);
    }
    free(piece);
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(id, SUM_DIGITS + 1, hash, sizeof hash);
    return err;
}
