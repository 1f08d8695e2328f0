#include "library/incoming.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/importer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BYTES = 256 * 1024, CLAIM_STEP_MS = 20 };

static enum err open_folder(const char *folder, int *out)
{
    char *path = file_join(folder, "incoming");
    *out = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum err err = *out < 0 ? err_from_errno(errno) : ERR_OK;
    free(path);
    return err;
}

static enum err lock(int fd, int how)
{
    while (flock(fd, how) != 0)
        if (errno != EINTR)
            return err_from_errno(errno);
    return ERR_OK;
}

enum err incoming_hold(const char *folder, int *out_fd)
{
    enum err err = open_folder(folder, out_fd);
    if (err != ERR_OK)
        return err;
    err = lock(*out_fd, LOCK_SH);
    if (err != ERR_OK)
        close(*out_fd);
    return err;
}

enum err incoming_claim(const char *folder, int wait_ms, bool *got, int *out_fd)
{
    *got = false;
    enum err err = open_folder(folder, out_fd);
    if (err != ERR_OK)
        return err;
    for (int waited_ms = 0;; waited_ms += CLAIM_STEP_MS) {
        err = lock(*out_fd, LOCK_EX | LOCK_NB);
        bool busy = err != ERR_OK && errno == EWOULDBLOCK;
        if (err == ERR_OK) {
            *got = true;
            return ERR_OK;
        }
        if (!busy || waited_ms >= wait_ms) {
            close(*out_fd);
            *out_fd = -1;
            return busy ? ERR_OK : err;
        }
        poll(NULL, 0, CLAIM_STEP_MS);
    }
}

/* Makes an empty file with a name of its own in incoming/. */
static enum err make_file(const char *folder, char **path, int *fd)
{
    char *made = file_join(folder, "incoming/XXXXXX");
    *fd = mkostemp(made, O_CLOEXEC);
    if (*fd < 0) {
        enum err err = err_from_errno(errno);
        free(made);
        return err;
    }
    *path = made;
    return fchmod(*fd, 0644) == 0 ? ERR_OK : err_from_errno(errno);
}

static void set_book_path(struct incoming *in, const char *beside)
{
    struct str path = {0};
    str_addf(&path, "%s.book", beside);
    in->book_path = path.data;
}

enum err incoming_name_book(const char *folder, struct incoming *out)
{
    *out = (struct incoming){.fd = -1};
    enum err err = make_file(folder, &out->document_path, &out->fd);
    if (err == ERR_OK)
        set_book_path(out, out->document_path);
    return err;
}

enum err incoming_open(const char *path, uint64_t most_bytes, int *fd, uint64_t *bytes)
{
    /* O_NONBLOCK: a FIFO that was put in the place of a file must not hold us up. */
    *fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0)
        return errno == ELOOP || errno == ENXIO ? ERR_NOT_A_KIND : err_from_errno(errno);
    struct stat st;
    if (fstat(*fd, &st) != 0)
        return err_from_errno(errno);
    if (!S_ISREG(st.st_mode))
        return ERR_NOT_A_KIND;
    *bytes = (uint64_t)st.st_size;
    if (*bytes == 0)
        return ERR_EMPTY;
    return *bytes > most_bytes ? ERR_TOO_BIG : ERR_OK;
}

static enum err check_room(const char *folder, uint64_t bytes)
{
    uint64_t free_bytes;
    enum err err = file_free_bytes(folder, &free_bytes);
    if (err != ERR_OK)
        return err;
    return free_bytes < bytes + IMPORT_RESERVE_BYTES ? ERR_DISK_FULL : ERR_OK;
}

enum err incoming_check_reserve(const char *folder)
{
    return check_room(folder, 0);
}

/* Takes the room for a copy at once: another lane that is copying at the same time sees it gone, and each leaves the reserve. */
static enum err take_room(const char *folder, int fd, uint64_t bytes)
{
    if (fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, (off_t)bytes) != 0 && errno == ENOSPC)
        return ERR_DISK_FULL; /* else: a file system that can't, where the copying itself will tell */
    return check_room(folder, 0);
}

/* Gives back what a source that shrank did not need. */
static void give_room_back(const struct incoming *in, int fd, uint64_t taken)
{
    if (in->bytes < taken && ftruncate(fd, (off_t)in->bytes) != 0)
        log_note("room that was taken for a copy is given back with it");
}

static enum err write_piece(struct incoming *in, int fd, const void *bytes, size_t count)
{
    enum err err = file_write_all(fd, bytes, count);
    in->is_ours = err != ERR_OK;
    return err == ERR_TOO_BIG ? ERR_DISK_FULL : err; /* EFBIG: our file system's limit */
}

/* What is copied, and who may stop it. */
struct source {
    int fd;
    uint64_t left_bytes, most_bytes; /* no more is read; more than that is too big */
    bool (*cancelled)(void *);
    void *data;
};

static enum err copy_pieces(struct source *from, int to, struct incoming *in)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    unsigned char *piece = mem_new(1, COPY_BYTES);
    enum err err = ERR_OK;
    while (err == ERR_OK && from->left_bytes) {
        if (from->cancelled && from->cancelled(from->data)) {
            err = ERR_CANCELLED;
            break;
        }
        size_t wanted = from->left_bytes < COPY_BYTES ? (size_t)from->left_bytes : COPY_BYTES;
        size_t got;
        err = file_read_piece(from->fd, piece, wanted, &got);
        if (err != ERR_OK || !got)
            break;
        in->bytes += got;
        from->left_bytes -= got;
        if (in->bytes > from->most_bytes) {
            err = ERR_TOO_BIG; /* it grew while we read it */
            break;
        }
        crypto_hash_sha256_update(&state, piece, got);
        err = write_piece(in, to, piece, got);
    }
    free(piece);
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(in->id, sizeof in->id, hash, sizeof hash);
    return err == ERR_OK && in->bytes == 0 ? ERR_EMPTY : err;
}

/* The copy says as its source when it was changed: so a later state of a document is known from an earlier one (newer.h). */
static void keep_time(struct incoming *in, int from, int to)
{
    struct stat st;
    if (fstat(from, &st) != 0)
        return;
    const struct timespec times[] = {st.st_mtim, st.st_mtim};
    in->changed_s = st.st_mtim.tv_sec;
    if (futimens(to, times) != 0)
        in->changed_s = 0; /* a file system that keeps no such time: nothing depends on it */
}

/* Puts the copy on the disk, and opens it again for reading only: the worker gets this very descriptor. */
static enum err finish_copy(struct incoming *in, int fd)
{
    in->is_ours = true;
    if (fsync(fd) != 0)
        return err_from_errno(errno);
    in->fd = open(in->document_path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (in->fd < 0)
        return err_from_errno(errno);
    in->is_ours = false;
    return ERR_OK;
}

/* Copies a source that is open and known to be of `bytes` bytes, and syncs the copy. */
static enum err copy_source(const char *folder, struct source *from, uint64_t bytes,
                            struct incoming *out)
{
    int to = -1;
    enum err err = check_room(folder, bytes);
    if (err == ERR_OK) {
        err = make_file(folder, &out->document_path, &to);
        out->is_ours = err != ERR_OK;
    }
    if (err == ERR_OK) {
        set_book_path(out, out->document_path);
        err = take_room(folder, to, bytes);
    }
    if (err == ERR_OK) {
        err = copy_pieces(from, to, out);
        give_room_back(out, to, bytes);
    }
    if (err == ERR_OK)
        keep_time(out, from->fd, to);
    if (err == ERR_OK)
        err = finish_copy(out, to);
    if (to >= 0)
        close(to);
    return err;
}

enum err incoming_take(const char *folder, int fd, uint64_t offset, uint64_t bytes,
                       bool (*cancelled)(void *), void *data, struct incoming *out)
{
    struct source from = {fd, bytes, bytes, cancelled, data};
    *out = (struct incoming){.fd = -1};
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    if (lseek(fd, (off_t)offset, SEEK_SET) < 0)
        return ERR_IO;
    enum err err = copy_source(folder, &from, bytes, out);
    return err == ERR_OK && from.left_bytes ? ERR_DAMAGED : err;
}

enum err incoming_copy(const char *folder, const char *path, uint64_t most_bytes,
                       bool (*cancelled)(void *), void *data, struct incoming *out)
{
    *out = (struct incoming){.fd = -1};
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    struct source from = {-1, UINT64_MAX, most_bytes, cancelled, data};
    uint64_t bytes = 0;
    enum err err = incoming_open(path, most_bytes, &from.fd, &bytes);
    if (err == ERR_OK)
        err = copy_source(folder, &from, bytes, out);
    if (from.fd >= 0)
        close(from.fd);
    return err;
}

void incoming_drop(struct incoming *in)
{
    if (in->fd >= 0)
        close(in->fd);
    if (in->document_path)
        unlink(in->document_path);
    if (in->book_path)
        unlink(in->book_path);
    free(in->document_path);
    free(in->book_path);
    *in = (struct incoming){.fd = -1};
}
