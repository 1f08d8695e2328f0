#include "app/logo.h"

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BOOK_MOST_MB = 8, DOCUMENT_MOST_MS = 10000 };

struct logo {
    char *path;
    struct convert_limits limits;
    void (*wake)(void *);
    void *wake_data;
    pthread_t thread;
    bool is_joined;
    atomic_bool is_done, stop;
    struct book *book; /* these are the thread's until it is done */
    enum err err;
};

/* RFC 4648, 4. */
static void add_base64(const unsigned char *bytes, size_t count, struct str *out)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    str_reserve(out, count / 3 * 4 + 4);
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i;
        unsigned three = (unsigned)bytes[i] << 16;
        three |= left > 1 ? (unsigned)bytes[i + 1] << 8 : 0;
        three |= left > 2 ? bytes[i + 2] : 0u;
        for (unsigned k = 0; k < 4; k++)
            str_add_char(out, k > left ? '=' : letters[three >> (18 - 6 * k) & 63]);
    }
}

static const char *kind_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    if (dot && strcasecmp(dot, ".svg") == 0)
        return "svg+xml";
    return dot && strcasecmp(dot, ".png") == 0 ? "png" : "jpeg";
}

static enum err make_page(const char *path, int fd)
{
    char *bytes = NULL;
    size_t count = 0;
    enum err err = file_read(path, LOGO_MOST_BYTES, &bytes, &count);
    if (err == ERR_OK && !count)
        err = ERR_EMPTY;
    if (err == ERR_OK) {
        struct str page = {0};
        str_addf(&page,
                 "<!DOCTYPE html><html><head><title>logo</title></head><body><p>logo</p>"
                 "<p><img alt=\"logo\" src=\"data:image/%s;base64,",
                 kind_of(path));
        add_base64((const unsigned char *)bytes, count, &page);
        str_add(&page, "\"></p></body></html>\n");
        err = file_write_all(fd, page.data, page.length_bytes);
        str_free(&page);
    }
    free(bytes);
    return err;
}

static bool is_stopped(void *data)
{
    struct logo *logo = data;
    return atomic_load(&logo->stop);
}

static enum err make_book(struct logo *logo, int page_fd, int book_fd)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", book_fd);
    struct convert_job job = {.document_fd = page_fd,
                              .name = "logo.html",
                              .book_path = path,
                              .is_temporary = true,
                              .limits = logo->limits,
                              .cancelled = is_stopped,
                              .data = logo};
    job.limits.document_ms = DOCUMENT_MOST_MS;
    job.limits.picture_most_px = LOGO_MOST_PX;
    job.limits.book_bytes = (uint64_t)BOOK_MOST_MB << 20;
    enum err err = convert_document(&job);
    if (err == ERR_OK)
        err = book_open(path, &logo->book);
    if (err == ERR_OK && !logo->book->picture_count)
        err = ERR_DAMAGED;
    return err;
}

static void *run(void *data)
{
    struct logo *logo = data;
    int page_fd = memfd_create("logo", MFD_CLOEXEC), book_fd = memfd_create("logo", MFD_CLOEXEC);
    enum err err = page_fd < 0 || book_fd < 0 ? ERR_IO : make_page(logo->path, page_fd);
    if (err == ERR_OK)
        err = make_book(logo, page_fd, book_fd);
    if (err != ERR_OK && err != ERR_CANCELLED)
        log_error("%s: this logo can't be shown (%s)", logo->path, err_name(err));
    if (err != ERR_OK) {
        book_close(logo->book);
        logo->book = NULL;
    }
    logo->err = err;
    if (page_fd >= 0)
        close(page_fd);
    if (book_fd >= 0)
        close(book_fd);
    atomic_store(&logo->is_done, true);
    logo->wake(logo->wake_data);
    return NULL;
}

static void drop(struct logo *logo)
{
    book_close(logo->book);
    free(logo->path);
    free(logo);
}

struct logo *logo_start(const char *path, const struct convert_limits *limits, void (*wake)(void *),
                        void *data)
{
    if (!*path)
        return NULL;
    struct logo *logo = mem_new(1, sizeof *logo);
    logo->path = mem_copy_string(path);
    logo->limits = *limits;
    logo->wake = wake;
    logo->wake_data = data;
    atomic_init(&logo->is_done, false);
    atomic_init(&logo->stop, false);
    if (pthread_create(&logo->thread, NULL, run, logo) != 0) {
        drop(logo);
        return NULL;
    }
    return logo;
}

bool logo_is_done(struct logo *logo)
{
    return atomic_load(&logo->is_done);
}

enum err logo_book(struct logo *logo, const struct book **out)
{
    *out = logo->book;
    return logo->err;
}

void logo_wait(struct logo *logo)
{
    if (!logo->is_joined)
        pthread_join(logo->thread, NULL);
    logo->is_joined = true;
}

void logo_stop(struct logo *logo)
{
    if (!logo)
        return;
    atomic_store(&logo->stop, true);
    logo_wait(logo);
    drop(logo);
}
