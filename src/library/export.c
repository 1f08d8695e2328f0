#include "library/export.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"
#include "library/copy_name.h"
#include "library/export_plan.h"
#include "library/incoming.h"
#include "library/sums.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define UNFINISHED COPY_FOLDER " (not finished)"

enum {
    PIECE_BYTES = 256 * 1024,
    CLUSTER_BYTES = 32 * 1024, /* what the last part of a file may take more on a stick */
    FOLDERS_OPEN_MOST = 16,
    FAT_MAGIC = 0x4d44
};

static const uint64_t fat_file_bytes_most = UINT64_C(0xFFFFFFFF);

struct exporting {
    const struct copy_watch *watch;
    struct export_plan plan;
    char *folder; /* the unfinished copy */
    struct str sums;
    struct copy_progress progress;
    unsigned char *piece;
    struct export_result *out;
};

static bool is_cancelled(const struct exporting *e)
{
    return e->watch->cancelled && e->watch->cancelled(e->watch->data);
}

static void tell(struct exporting *e)
{
    if (e->watch->tell)
        e->watch->tell(e->watch->data, &e->progress);
}

/* An error of the stick: where a path is gone that we made, the stick is. */
static enum err of_stick(int errnum)
{
    return errnum == ENOENT || errnum == ENOTDIR ? ERR_IO : err_from_errno(errnum);
}

/* --- one file --- */

struct writing {
    int fd;
    crypto_hash_sha256_state hash;
    uint64_t bytes;
    struct timespec changed; /* what it is made of; 0: not known */
};

/* The time of a document goes with it: so a later state of it is known from an earlier one (newer.h). */
static void keep_time(const struct writing *w)
{
    const struct timespec times[] = {w->changed, w->changed};
    if (w->changed.tv_sec)
        (void)futimens(w->fd, times); /* where it can't be kept, nothing else is lost */
}

static enum err write_bytes(struct exporting *e, struct writing *w, const void *bytes, size_t count)
{
    crypto_hash_sha256_update(&w->hash, bytes, count);
    enum err err = file_write_all(w->fd, bytes, count);
    w->bytes += count;
    e->progress.done_bytes += count;
    tell(e);
    return err;
}

/* `*lost`: the fault is of the library's own file. */
static enum err write_piece(struct exporting *e, struct writing *w, const struct copy_piece *piece,
                            bool *lost)
{
    int from = open(piece->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    enum err err = ERR_OK;
    struct stat st;
    if (from >= 0 && fstat(from, &st) == 0)
        w->changed = st.st_mtim;
    *lost = from < 0 || lseek(from, (off_t)piece->offset, SEEK_SET) < 0;
    for (uint64_t left = piece->bytes; left && err == ERR_OK && !*lost;) {
        if (is_cancelled(e)) {
            err = ERR_CANCELLED;
            break;
        }
        size_t got, most = left < PIECE_BYTES ? (size_t)left : PIECE_BYTES;
        *lost = file_read_piece(from, e->piece, most, &got) != ERR_OK || !got;
        if (*lost)
            break;
        left -= got;
        err = write_bytes(e, w, e->piece, got);
    }
    if (from >= 0)
        close(from);
    return err;
}

static enum err open_file(const struct exporting *e, const char *to, struct writing *w)
{
    struct str path = {0};
    str_addf(&path, "%s/%s", e->folder, to);
    char *slash = strrchr(path.data, '/');
    *slash = 0;
    enum err err = file_make_folders(path.data);
    *slash = '/';
    if (err == ERR_OK) {
        w->fd = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        err = w->fd < 0 ? of_stick(errno) : ERR_OK;
    }
    crypto_hash_sha256_init(&w->hash);
    str_free(&path);
    return err;
}

/* Syncs and closes it, and gives what it holds a name; a file that is lost is removed. */
static enum err close_file(struct exporting *e, const char *to, struct writing *w, enum err err,
                           bool lost, char id[65])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&w->hash, hash);
    sodium_bin2hex(id, 65, hash, sizeof hash);
    if (err == ERR_OK && !lost)
        keep_time(w);
    if (err == ERR_OK && !lost && fsync(w->fd) != 0)
        err = of_stick(errno);
    if (close(w->fd) != 0 && err == ERR_OK)
        err = of_stick(errno);
    if (lost) {
        char *path = file_join(e->folder, to);
        unlink(path);
        free(path);
    }
    return err;
}

static enum err write_file(struct exporting *e, const struct copy_file *file, bool *lost)
{
    struct writing w = {.fd = -1};
    char id[65];
    *lost = false;
    enum err err = open_file(e, file->to, &w);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < file->count && err == ERR_OK && !*lost; i++)
        err = write_piece(e, &w, &file->pieces[i], lost);
    err = close_file(e, file->to, &w, err, *lost, id);
    if (err == ERR_OK && !*lost && *file->id && strcmp(id, file->id) != 0) {
        char *path = file_join(e->folder, file->to);
        unlink(path);
        free(path);
        *lost = true;
    }
    if (err == ERR_OK && !*lost)
        sums_add(&e->sums, id, file->to);
    e->out->bytes += *lost ? 0 : w.bytes;
    return err;
}

static enum err write_text(struct exporting *e, const char *to, const char *text, size_t bytes)
{
    struct writing w = {.fd = -1};
    char id[65];
    enum err err = open_file(e, to, &w);
    if (err != ERR_OK)
        return err;
    err = write_bytes(e, &w, text, bytes);
    err = close_file(e, to, &w, err, false, id);
    if (err == ERR_OK && strcmp(to, SUMS_NAME) != 0)
        sums_add(&e->sums, id, to);
    return err;
}

/* --- all of them --- */

/* A document that is lost is no part of the copy; nor is what is said of it. */
static void leave_out(struct copy_notes *notes, const char *id)
{
    size_t kept = 0;
    for (size_t i = 0; i < notes->count; i++) {
        if (strcmp(notes->items[i].id, id) == 0) {
            free(notes->items[i].key);
            free(notes->items[i].value);
        } else {
            notes->items[kept++] = notes->items[i];
        }
    }
    notes->count = kept;
}

static void lose_document(struct exporting *e, size_t at)
{
    struct copy_catalogue *c = &e->plan.catalogue;
    struct copy_document *d = &c->documents[at];
    log_note("%s is not what it was, and is not copied", d->name);
    leave_out(&c->choices, d->id);
    leave_out(&c->parts, d->id);
    e->out->lost++;
    free(d->section);
    free(d->name);
    free(d->path);
    *d = (struct copy_document){0};
}

static void close_ranks(struct copy_catalogue *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->document_count; i++)
        if (c->documents[i].path)
            c->documents[kept++] = c->documents[i];
    c->document_count = kept;
}

static enum err write_files(struct exporting *e)
{
    enum err err = ERR_OK;
    size_t documents = e->plan.catalogue.document_count;
    for (size_t i = 0; i < e->plan.files.count && err == ERR_OK; i++) {
        bool lost = false;
        err = write_file(e, &e->plan.files.files[i], &lost);
        if (err == ERR_OK && lost && i >= documents)
            err =
                ERR_NOT_FOUND; /* of a pack, which somebody removed meanwhile: once more from the start */
        else if (err == ERR_OK && lost)
            lose_document(e, i);
    }
    close_ranks(&e->plan.catalogue);
    return err;
}

static enum err write_catalogue(struct exporting *e, const char *read_me)
{
    struct str text = {0};
    copy_catalogue_write(&e->plan.catalogue, &text);
    enum err err = write_text(e, COPY_CATALOGUE, str_text(&text), text.length_bytes);
    if (err == ERR_OK && read_me)
        err = write_text(e, COPY_READ_ME, read_me, strlen(read_me));
    if (err == ERR_OK)
        err = write_text(e, SUMS_NAME, str_text(&e->sums), e->sums.length_bytes);
    str_free(&text);
    return err;
}

/* --- the folder --- */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static int sync_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)at;
    return type == FTW_DP && file_sync_folder(path) != ERR_OK ? -1 : 0;
}

static void remove_folder(const char *path)
{
    nftw(path, remove_one, FOLDERS_OPEN_MOST, FTW_DEPTH | FTW_PHYS);
}

static enum err check_room(const struct exporting *e, const char *folder)
{
    struct statfs fs;
    uint64_t free_bytes, wanted = e->progress.total_bytes;
    for (size_t i = 0; i < e->plan.files.count; i++)
        wanted += CLUSTER_BYTES;
    enum err err = file_free_bytes(folder, &free_bytes);
    if (err == ERR_OK && statfs(folder, &fs) != 0)
        err = err_from_errno(errno);
    for (size_t i = 0; i < e->plan.files.count && err == ERR_OK; i++)
        if (fs.f_type == FAT_MAGIC && e->plan.files.files[i].bytes > fat_file_bytes_most)
            err = ERR_TOO_BIG;
    if (err == ERR_OK && free_bytes < wanted)
        err = ERR_DISK_FULL;
    return err;
}

static enum err begin_folder(struct exporting *e, const char *folder)
{
    e->folder = file_join(folder, UNFINISHED);
    remove_folder(e->folder); /* what a pulled stick left */
    if (mkdir(e->folder, 0755) == 0)
        return ERR_OK;
    return errno == EEXIST ? ERR_DENIED : of_stick(errno);
}

/* Gives the whole copy its name, which no other has. */
static enum err finish_folder(struct exporting *e, const struct export_options *options)
{
    if (nftw(e->folder, sync_one, FOLDERS_OPEN_MOST, FTW_DEPTH | FTW_PHYS) != 0)
        return ERR_IO;
    struct str path = {0};
    struct stat st;
    const char *date = *options->date ? options->date : COPY_UNDATED;
    for (unsigned number = 1; number == 1 || lstat(str_text(&path), &st) == 0; number++) {
        str_clear(&path);
        str_addf(&path, "%s/" COPY_FOLDER " %s", options->folder, date);
        if (number > 1)
            str_addf(&path, " (%u)", number);
    }
    enum err err = rename(e->folder, path.data) == 0 ? ERR_OK : of_stick(errno);
    if (err == ERR_OK) {
        e->out->path = mem_copy_string(path.data);
        err = file_sync_folder(options->folder);
    }
    str_free(&path);
    return err;
}

static enum err write_copy(struct exporting *e, const struct export_options *options)
{
    enum err err = check_room(e, options->folder);
    if (err == ERR_OK)
        err = begin_folder(e, options->folder);
    if (err != ERR_OK)
        return err;
    err = write_files(e);
    if (err == ERR_OK)
        err = write_catalogue(e, options->read_me);
    if (err == ERR_OK)
        err = is_cancelled(e) ? ERR_CANCELLED : finish_folder(e, options);
    if (err != ERR_OK && !e->out->path)
        remove_folder(e->folder);
    return err;
}

static enum err make_plan(const char *library, struct export_plan *plan, uint64_t *bytes)
{
    struct catalogue *c = NULL;
    *plan = (struct export_plan){0};
    enum err err = catalogue_open(library, false, &c);
    if (err == ERR_OK)
        err = export_plan_make(c, plan);
    catalogue_close(c);
    *bytes = 0;
    for (size_t i = 0; i < plan->files.count; i++)
        *bytes += plan->files.files[i].bytes;
    return err;
}

enum err export_run(const struct export_options *options, const struct copy_watch *watch,
                    struct export_result *out)
{
    struct exporting e = {.watch = watch, .out = out};
    *out = (struct export_result){0};
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    e.piece = mem_new(1, PIECE_BYTES);
    enum err err = make_plan(options->library, &e.plan, &e.progress.total_bytes);
    tell(&e);
    if (err == ERR_OK)
        err = write_copy(&e, options);
    out->documents = e.plan.catalogue.document_count;
    out->packs = e.plan.catalogue.pack_count;
    out->loose_packs = e.plan.loose_packs;
    export_plan_free(&e.plan);
    str_free(&e.sums);
    free(e.folder);
    free(e.piece);
    return err;
}

void export_result_free(struct export_result *result)
{
    free(result->path);
    *result = (struct export_result){0};
}

enum err export_measure(const char *library, uint64_t *bytes)
{
    struct export_plan plan;
    enum err err = make_plan(library, &plan, bytes);
    export_plan_free(&plan);
    return err;
}
