#include "worker/job.h"

#include "base/clock.h"
#include "book/builder.h"
#include "extract/extract.h"

#include <stddef.h>
#include <unistd.h>

static void tell_page(void *data, uint32_t page, uint32_t pages)
{
    const int *socket_fd = data;
    struct wire_page message = {page, pages};
    if (wire_send(*socket_fd, WIRE_PAGE, &message, sizeof message) != ERR_OK)
        _exit(1); /* nobody waits for this book any more */
}

static enum err send_failed(int socket_fd, enum err cause)
{
    uint32_t number = (uint32_t)cause;
    return wire_send(socket_fd, WIRE_FAILED, &number, sizeof number);
}

static enum err send_book(int socket_fd, const struct str *bytes)
{
    for (size_t sent = 0; sent < bytes->length_bytes;) {
        size_t left = bytes->length_bytes - sent;
        size_t now = left < WIRE_MESSAGE_MOST_BYTES ? left : WIRE_MESSAGE_MOST_BYTES;
        enum err err = wire_send(socket_fd, WIRE_BOOK, bytes->data + sent, now);
        if (err != ERR_OK)
            return err;
        sent += now;
    }
    uint64_t total = bytes->length_bytes;
    return wire_send(socket_fd, WIRE_DONE, &total, sizeof total);
}

enum err job_run(const struct wire_job *job, int socket_fd, int document_fd)
{
    struct extract_job extract = {
        .fd = document_fd,
        .name = job->name,
        .picture_most_px = job->picture_most_px,
        .pictures_end_us =
            job->pictures_ms ? clock_monotonic_us() + job->pictures_ms * UINT64_C(1000) : 0,
        .skip = job->skip,
        .skip_count = job->skip_count,
        .bare = job->bare,
        .bare_count = job->bare_count,
        .bare_from = job->bare_from,
        .give_up_from = job->give_up_from,
        .page_begins = tell_page,
        .data = &socket_fd,
    };
    lseek(document_fd, 0, SEEK_SET); /* a worker before us may have moved the place we share */
    struct builder *b = builder_new();
    struct str bytes = {0};
    enum err err = extract_document(&extract, b);
    if (err != ERR_OK) {
        err = send_failed(socket_fd, err);
        goto out;
    }
    err = wire_send(socket_fd, WIRE_STAGE, NULL, 0);
    if (err != ERR_OK)
        goto out;
    err = builder_finish(b, &bytes);
    err = err == ERR_OK ? send_book(socket_fd, &bytes) : send_failed(socket_fd, err);
out:
    str_free(&bytes);
    builder_free(b);
    return err;
}
