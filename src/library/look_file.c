#include "library/look_file.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/file.h"
#include "library/catalogue.h"
#include "library/entry.h"
#include "library/first_look.h"
#include "library/import_verdict.h"
#include "library/incoming.h"
#include "library/newer.h"
#include "library/sums.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_BYTES = 4096, PICTURE_PX = 16 };

/* Of the book that is made for a look: words of a long text without pages. */
static const uint64_t book_bytes_most = UINT64_C(64) << 20;

struct look_library {
    struct document_list documents;
    struct newer *newer; /* NULL: nothing is replaced */
};

struct look_library *look_library_open(const struct look_file_job *job)
{
    struct catalogue *c = NULL;
    if (catalogue_open(job->folder, false, &c) != ERR_OK)
        return NULL;
    struct look_library *library = mem_new(1, sizeof *library);
    enum err err = catalogue_list_all(c, &library->documents);
    if (err == ERR_OK && newer_open(c, &library->newer) != ERR_OK)
        library->newer = NULL;
    catalogue_close(c);
    if (err == ERR_OK)
        return library;
    free(library);
    return NULL;
}

void look_library_close(struct look_library *library)
{
    if (!library)
        return;
    document_list_free(&library->documents);
    newer_free(library->newer);
    free(library);
}

void look_file_begin(const struct import_item *item, struct look_file *out)
{
    *out = (struct look_file){.kind = item->kind};
    if (item->is_pack)
        return;
    out->path = mem_copy_string(item->path);
    out->section = mem_copy_string(item->section);
}

/* --- bytes --- */

/* As the worker will: by the first bytes, and by more of them where few are not enough. */
static enum err sniff(int fd, uint64_t bytes, const char *name, enum kind *kind)
{
    static const size_t most[] = {FIRST_BYTES, SNIFF_BYTES};
    unsigned char *head = mem_new(1, SNIFF_BYTES);
    enum err err = ERR_IO;
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        ssize_t got = pread(fd, head, most[i], 0);
        err = got < 0 ? err_from_errno(errno) : sniff_kind(head, (size_t)got, name, kind);
        if (err == ERR_OK || got < 0 || bytes <= most[i])
            break;
    }
    free(head);
    return err;
}

/* Only what is as long as a document that is here is read whole. */
static const struct document *find_here(const struct look_file_job *job,
                                        const struct look_library *library, int fd, uint64_t bytes)
{
    char id[SUM_DIGITS + 1] = "";
    for (size_t i = 0; library && i < library->documents.count; i++) {
        const struct document *d = &library->documents.items[i];
        if (d->bytes != bytes)
            continue;
        if (!*id && sums_of_file(fd, job->cancelled, job->data, id) != ERR_OK)
            return NULL;
        if (strcmp(id, d->id) == 0)
            return d;
    }
    return NULL;
}

static bool look_at_bytes(const struct look_file_job *job, const struct look_library *library,
                          const struct look_file *file, struct look_file *found)
{
    int fd;
    uint64_t bytes = 0;
    enum err err = incoming_open(file->path, job->limits.document_bytes, &fd, &bytes);
    if (err == ERR_OK)
        err = sniff(fd, bytes, file_name(file->path), &found->kind);
    found->verdict = import_verdict_of_refusal(err);
    found->is_final = err != ERR_OK;
    if (err == ERR_NOT_A_KIND)
        found->kind = (enum kind)0;
    const struct document *here = err == ERR_OK ? find_here(job, library, fd, bytes) : NULL;
    if (here) {
        found->verdict = VERDICT_HERE_ALREADY;
        found->title = mem_copy_string(here->title);
        found->is_final = true;
    }
    if (fd >= 0)
        close(fd);
    return true;
}

/* --- pages --- */

/* A file that is being looked at; what convert asks in one go stands in it too. */
struct making {
    const struct look_file_job *job;
    const struct look_library *library;
    const struct look_file *file;
    int fd, book_fd; /* the file; the book, in memory */
    char book_path[64];
    uint32_t pages;        /* that it has */
    uint32_t pages_looked; /* 0: at all */
};

static void making_pages(void *data, uint32_t page, uint32_t pages)
{
    struct making *making = data;
    (void)page;
    making->pages = pages;
}

static bool making_cancelled(void *data)
{
    const struct making *making = data;
    return making->job->cancelled(making->job->data);
}

static enum err make_book(struct making *making)
{
    struct convert_job job = {.worker_path = making->job->worker_path,
                              .document_fd = making->fd,
                              .name = file_name(making->file->path),
                              .book_path = making->book_path,
                              .is_temporary = true,
                              .pages_most = making->pages_looked,
                              .limits = making->job->limits,
                              .progress = making_pages,
                              .cancelled = making_cancelled,
                              .data = making};
    job.limits.picture_most_px = PICTURE_PX;
    if (job.limits.document_ms > FIRST_LOOK_MS)
        job.limits.document_ms = FIRST_LOOK_MS;
    if (job.limits.book_bytes > book_bytes_most)
        job.limits.book_bytes = book_bytes_most;
    return convert_document(&job);
}

/* Makes a book of the first pages; of all, when these have no words. */
static enum err open_and_make_book(struct making *making)
{
    uint64_t bytes = 0, most = making->job->limits.document_bytes;
    enum err err = incoming_open(making->file->path, most, &making->fd, &bytes);
    if (err != ERR_OK)
        return err;
    making->book_fd = memfd_create("look", MFD_CLOEXEC);
    if (making->book_fd < 0)
        return ERR_NO_MEMORY;
    snprintf(making->book_path, sizeof making->book_path, "/proc/self/fd/%d", making->book_fd);
    making->pages_looked = FIRST_LOOK_PAGES;
    err = make_book(making);
    if (err == ERR_NO_TEXT && making->pages > FIRST_LOOK_PAGES) {
        making->pages_looked = 0;
        err = make_book(making);
    }
    return err;
}

static enum err judge_book(const struct making *making, struct look_file *found)
{
    const struct look_file *file = making->file;
    struct book *book = NULL;
    struct document d = {0};
    struct stat st;
    enum err err = book_open(making->book_path, &book);
    if (err != ERR_OK)
        return err;
    found->verdict = import_verdict_of_book(book, making->pages_looked);
    entry_describe_book(book, &d);
    book_close(book);
    const struct newer_query query = {
        .name = file_name(file->path),
        .section = file->section,
        .document = &d,
        .book_path = making->book_path,
        .is_part = making->pages_looked && making->pages > making->pages_looked,
        .changed_s = fstat(making->fd, &st) == 0 ? st.st_mtim.tv_sec : 0};
    const struct newer *newer = making->library ? making->library->newer : NULL;
    const struct document *old = newer ? newer_find(newer, &query) : NULL;
    if (old) {
        found->verdict = VERDICT_NEWER;
        memcpy(found->replaces, old->id, sizeof found->replaces);
        found->replaces_title = mem_copy_string(old->title);
    }
    found->title = mem_copy_string(d.title);
    document_free(&d);
    return ERR_OK;
}

static bool look_at_pages(const struct look_file_job *job, const struct look_library *library,
                          const struct look_file *file, struct look_file *found)
{
    struct making making = {.job = job, .library = library, .file = file, .fd = -1, .book_fd = -1};
    uint64_t began_us = clock_monotonic_us();
    enum err err = open_and_make_book(&making);
    if (err == ERR_OK)
        err = judge_book(&making, found);
    if (making.fd >= 0)
        close(making.fd);
    if (making.book_fd >= 0)
        close(making.book_fd);
    if (err == ERR_CANCELLED)
        return false;
    found->is_final = true;
    /* What a look has no time for, adding may have. */
    bool is_short = err == ERR_TOO_SLOW && clock_monotonic_us() - began_us >= FIRST_LOOK_MS * 1000;
    if (err != ERR_OK)
        found->verdict = is_short ? VERDICT_NOT_YET : import_verdict_of_refusal(err);
    return true;
}

/* --- what was found --- */

bool look_file_find(const struct look_file_job *job, const struct look_library *library,
                    enum look_pass pass, const struct look_file *file, struct look_file *found)
{
    *found = (struct look_file){.kind = file->kind};
    if (!file->path || file->is_final)
        return false;
    return pass == LOOK_BYTES ? look_at_bytes(job, library, file, found)
                              : look_at_pages(job, library, file, found);
}

void look_file_take(struct look_file *file, struct look_file *found)
{
    free(file->title);
    free(file->replaces_title);
    file->title = found->title;
    file->replaces_title = found->replaces_title;
    found->title = found->replaces_title = NULL;
    memcpy(file->replaces, found->replaces, sizeof file->replaces);
    file->kind = found->kind;
    file->verdict = found->verdict;
    file->is_final = found->is_final;
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void put_text(char **to, const char *from)
{
    free(*to);
    *to = from ? mem_copy_string(from) : NULL;
}

bool look_file_put(const struct look_file *file, struct import_item *item)
{
    if (item->kind == file->kind && item->verdict == file->verdict &&
        is_same(item->title, file->title) && strcmp(item->replaces, file->replaces) == 0)
        return false;
    item->kind = file->kind;
    item->verdict = file->verdict;
    put_text(&item->title, file->title);
    put_text(&item->replaces_title, file->replaces_title);
    memcpy(item->replaces, file->replaces, sizeof item->replaces);
    return true;
}

void look_file_free(struct look_file *file)
{
    free(file->path);
    free(file->section);
    free(file->title);
    free(file->replaces_title);
    *file = (struct look_file){0};
}
