#include "library/pack_kept.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/copy_name.h"
#include "library/database.h"
#include "library/pack.h"
#include "library/pack_path.h"
#include "library/pack_store.h"
#include "library/sums.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FRAME     "signed.frame"
#define SIGNATURE "signed.minisig"
#define PARTS     "signed.parts"
#define HEAD_TAR  "lectern-parts 1 tar\n"
#define HEAD_DIR  "lectern-parts 1 folder\n"

enum { PARTS_BYTES_MOST = 1 << 20, OTHER_BYTES_MOST = 64 << 20, PIECE_BYTES = 64 * 1024 };

/* --- written --- */

static enum err copy_to(const char *from, const char *to)
{
    char *piece = mem_new(1, PIECE_BYTES);
    int in = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    enum err err = out < 0 ? err_from_errno(errno) : ERR_OK;
    while (err == ERR_OK) {
        size_t got;
        err = file_read_piece(in, piece, PIECE_BYTES, &got);
        if (err != ERR_OK || !got)
            break;
        err = file_write_all(out, piece, got);
    }
    if (err == ERR_OK && fsync(out) != 0)
        err = err_from_errno(errno);
    if (out >= 0)
        close(out);
    if (in >= 0)
        close(in);
    free(piece);
    return err;
}

static char *part_path(const char *folder, const char *id)
{
    struct str path = {0};
    str_addf(&path, "%s/part.%s", folder, id);
    return path.data;
}

static enum err write_text(const char *folder, const char *name, const struct str *text)
{
    char *path = file_join(folder, name);
    enum err err = file_write_atomic(path, str_text(text), text->length_bytes);
    free(path);
    return err;
}

static enum err write_others(const struct pack *pack, const char *folder)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < pack->count && err == ERR_OK; i++) {
        const struct pack_member *m = &pack->members[i];
        if (m->is_document_of_library || !m->file.document_path)
            continue;
        char *path = part_path(folder, m->file.id);
        err = copy_to(m->file.document_path, path);
        free(path);
    }
    return err;
}

enum err pack_kept_write(const struct pack *pack, const char *folder)
{
    uint64_t other_bytes = 0;
    struct str parts = {0};
    str_add(&parts, pack->is_tar ? HEAD_TAR : HEAD_DIR);
    for (size_t i = 0; i < pack->count; i++) {
        const struct pack_member *m = &pack->members[i];
        bool is_empty = !m->file.document_path;
        other_bytes += m->is_document_of_library ? 0 : m->file.bytes;
        str_addf(&parts, "%" PRIu64 " %" PRIu64 " %s %s\n", m->offset, is_empty ? 0 : m->file.bytes,
                 is_empty ? "-" : m->file.id, m->path);
    }
    bool is_kept = pack->frame.length_bytes && other_bytes <= OTHER_BYTES_MOST &&
                   parts.length_bytes <= PARTS_BYTES_MOST;
    enum err err = is_kept ? write_others(pack, folder) : ERR_OK;
    if (err == ERR_OK && is_kept)
        err = write_text(folder, FRAME, &pack->frame);
    if (err == ERR_OK && is_kept)
        err = write_text(folder, SIGNATURE, &pack->signature);
    if (err == ERR_OK && is_kept) /* last: where it is, all are */
        err = write_text(folder, PARTS, &parts);
    str_free(&parts);
    return err;
}

/* --- made again --- */

struct making {
    struct catalogue *catalogue;
    char *folder; /* of what is kept */
    const char *to;
    struct copy_plan *plan;
    bool is_tar;
    char *tar;           /* its path in the copy */
    size_t tar_at;       /* in plan->files */
    char *frame;         /* its path */
    uint64_t frame_used; /* of its bytes */
    uint64_t tar_bytes;  /* so far */
};

static bool has_bytes(const char *path, uint64_t bytes)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == bytes;
}

/* Where the bytes of a member lie; NULL: nowhere any more. Free with free. */
static char *find_bytes(const struct making *m, const char *id, uint64_t bytes)
{
    char *path = part_path(m->folder, id);
    if (!has_bytes(path, bytes)) {
        free(path);
        path = catalogue_document_path(m->catalogue, id);
    }
    if (has_bytes(path, bytes))
        return path;
    free(path);
    return NULL;
}

static void add_file(struct making *m, const char *name, const char *path, uint64_t bytes)
{
    char *to = file_join(m->to, name);
    struct copy_file *file = copy_plan_add(m->plan, to);
    if (bytes)
        copy_file_add(file, path, 0, bytes);
    free(to);
}

static enum err add_member(struct making *m, uint64_t offset, uint64_t bytes, const char *id,
                           const char *path)
{
    char *from = bytes ? find_bytes(m, id, bytes) : NULL;
    if (bytes && !from)
        return ERR_NOT_FOUND;
    enum err err = ERR_OK;
    if (!m->is_tar) {
        struct str to = {0};
        str_addf(&to, "%s/%s", m->to, path);
        if (!pack_path_is_safe(str_text(&to)) || !copy_name_is_plain(str_text(&to)))
            err = ERR_NOT_FOUND; /* not every stick takes such a name */
        else
            add_file(m, path, from, bytes);
        str_free(&to);
    } else if (bytes) {
        struct copy_file *tar = &m->plan->files[m->tar_at];
        if (offset < m->tar_bytes) {
            err = ERR_NOT_FOUND;
        } else {
            uint64_t gap = offset - m->tar_bytes;
            copy_file_add(tar, m->frame, m->frame_used, gap);
            copy_file_add(tar, from, 0, bytes);
            m->frame_used += gap;
            m->tar_bytes = offset + bytes;
        }
    }
    free(from);
    return err;
}

static const char *next_field(char **at, char end)
{
    char *field = *at, *stop = strchr(field, end);
    if (!stop)
        return NULL;
    *stop = 0;
    *at = stop + 1;
    return field;
}

static enum err add_members(struct making *m, char *text)
{
    enum err err = ERR_OK;
    while (*text && err == ERR_OK) {
        const char *offset = next_field(&text, ' ');
        const char *bytes = offset ? next_field(&text, ' ') : NULL;
        const char *id = bytes ? next_field(&text, ' ') : NULL;
        const char *path = id ? next_field(&text, '\n') : NULL;
        bool is_read = path && (database_is_id(id) || strcmp(id, "-") == 0);
        err = is_read
                  ? add_member(m, strtoull(offset, NULL, 10), strtoull(bytes, NULL, 10), id, path)
                  : ERR_NOT_FOUND;
    }
    return err;
}

static enum err plan_tar(struct making *m, char *parts)
{
    struct stat st;
    struct str path = {0};
    str_addf(&path, "%s.lectern", m->to);
    m->tar = path.data;
    m->tar_at = m->plan->count;
    copy_plan_add(m->plan, m->tar);
    enum err err = add_members(m, parts);
    if (err == ERR_OK && (stat(m->frame, &st) != 0 || (uint64_t)st.st_size < m->frame_used))
        err = ERR_NOT_FOUND;
    if (err == ERR_OK)
        copy_file_add(&m->plan->files[m->tar_at], m->frame, m->frame_used,
                      (uint64_t)st.st_size - m->frame_used);
    return err;
}

static enum err plan_signature(struct making *m, const char *to)
{
    struct stat st;
    char *path = file_join(m->folder, SIGNATURE);
    enum err err = stat(path, &st) == 0 ? ERR_OK : ERR_NOT_FOUND;
    if (err == ERR_OK)
        copy_file_add(copy_plan_add(m->plan, to), path, 0, (uint64_t)st.st_size);
    free(path);
    return err;
}

static enum err plan_folder(struct making *m, char *parts)
{
    struct stat st;
    enum err err = add_members(m, parts);
    if (err == ERR_OK && stat(m->frame, &st) != 0)
        err = ERR_NOT_FOUND;
    if (err == ERR_OK)
        add_file(m, SUMS_NAME, m->frame, (uint64_t)st.st_size);
    return err;
}

static enum err plan_files(struct making *m, char *parts)
{
    struct str beside = {0};
    m->is_tar = strncmp(parts, HEAD_TAR, strlen(HEAD_TAR)) == 0;
    if (!m->is_tar && strncmp(parts, HEAD_DIR, strlen(HEAD_DIR)) != 0)
        return ERR_NOT_FOUND;
    parts += strlen(m->is_tar ? HEAD_TAR : HEAD_DIR);
    enum err err = m->is_tar ? plan_tar(m, parts) : plan_folder(m, parts);
    if (m->is_tar)
        str_addf(&beside, "%s.minisig", m->tar);
    else
        str_addf(&beside, "%s/%s", m->to, SUMS_SIGNATURE_NAME);
    if (err == ERR_OK)
        err = plan_signature(m, str_text(&beside));
    str_free(&beside);
    return err;
}

enum err pack_kept_plan(struct catalogue *c, const struct pack_row *row, const char *to,
                        struct copy_plan *plan, char **path)
{
    struct making m = {.catalogue = c, .to = to, .plan = plan};
    char *parts = NULL;
    size_t bytes, before = plan->count;
    *path = NULL;
    m.folder = pack_store_path(c, row, "");
    m.folder[strlen(m.folder) - 1] = 0;
    m.frame = file_join(m.folder, FRAME);
    char *parts_path = file_join(m.folder, PARTS);
    enum err err = file_read(parts_path, PARTS_BYTES_MOST, &parts, &bytes);
    if (err == ERR_OK)
        err = plan_files(&m, parts);
    if (err == ERR_OK)
        *path = mem_copy_string(m.is_tar ? m.tar : to);
    else
        copy_plan_cut(plan, before);
    free(parts);
    free(parts_path);
    free(m.frame);
    free(m.tar);
    free(m.folder);
    return err;
}
