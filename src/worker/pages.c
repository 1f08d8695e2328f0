#include "worker/pages.h"

#include "base/mem.h"
#include "extract/page_image.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static enum err send_pixels(int socket_fd, uint32_t number, const unsigned char *pixels,
                            size_t bytes)
{
    enum err err = wire_send(socket_fd, WIRE_IMAGE, &number, sizeof number);
    for (size_t sent = 0; err == ERR_OK && sent < bytes;) {
        size_t left = bytes - sent;
        size_t now = left < WIRE_MESSAGE_MOST_BYTES ? left : WIRE_MESSAGE_MOST_BYTES;
        err = wire_send(socket_fd, WIRE_PIXELS, pixels + sent, now);
        sent += now;
    }
    return err;
}

static enum err draw(struct page_source *source, const struct wire_draw *d, int socket_fd)
{
    unsigned char *pixels = NULL;
    struct rect part = {d->x, d->y, d->w, d->h};
    enum err err = page_image_draw(source, d->page, d->width_px, d->height_px, part, &pixels);
    if (err == ERR_OK) {
        err = send_pixels(socket_fd, d->number, pixels, (size_t)d->w * (size_t)d->h * 3);
    } else {
        const struct wire_no_image none = {d->number, (uint32_t)err};
        err = wire_send(socket_fd, WIRE_NO_IMAGE, &none, sizeof none);
    }
    free(pixels);
    return err;
}

static enum err answer(struct page_source *source, int socket_fd)
{
    unsigned char *payload = mem_new(1, WIRE_MESSAGE_MOST_BYTES);
    struct wire_inbox inbox = {0};
    enum err err = ERR_OK;
    while (err == ERR_OK) {
        enum wire_kind kind;
        size_t bytes;
        err = wire_take(socket_fd, &inbox, 0, &kind, payload, &bytes);
        if (err != ERR_OK)
            break;
        struct wire_draw d;
        memcpy(&d, payload, sizeof d);
        err = kind == WIRE_DRAW ? draw(source, &d, socket_fd) : ERR_WORKER;
    }
    free(payload);
    return inbox.is_gone ? ERR_OK : err;
}

enum err pages_run(const struct wire_job *job, int socket_fd, int document_fd)
{
    struct page_source *source = NULL;
    lseek(document_fd, 0, SEEK_SET); /* a worker before us may have moved the place we share */
    enum err err = page_source_open(document_fd, job->name, &source);
    if (err == ERR_OK) {
        err = answer(source, socket_fd);
    } else {
        uint32_t cause = (uint32_t)err;
        err = wire_send(socket_fd, WIRE_FAILED, &cause, sizeof cause);
    }
    page_source_free(source);
    return err;
}
