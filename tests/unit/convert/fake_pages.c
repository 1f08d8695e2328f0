/* A worker that draws pages as the document's name says: "draw" does it well, in one colour a page; "hang-2" hangs at page 2,
 * "count" draws what it draws first in the colour of page 1, then that of page 2, and so on. */
#include "convert/wire.h"
#include "fake.h"

#include <string.h>
#include <unistd.h>

static unsigned char payload[WIRE_MESSAGE_MOST_BYTES];
static unsigned char pixels[WIRE_MESSAGE_MOST_BYTES];
static struct wire_job job;

static void send_pixels(size_t bytes, uint32_t page)
{
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (unsigned char)(page * 10 + i % 3);
    must(wire_send(WIRE_SOCKET_FD, WIRE_PIXELS, pixels, bytes));
}

/* Pixels in pieces that end in the middle of one: R is page * 10, G one more, B two more. */
static void send_image(const struct wire_draw *d)
{
    size_t bytes = (size_t)d->w * (size_t)d->h * 3, at = 0;
    unsigned char piece[1000];
    must(wire_send(WIRE_SOCKET_FD, WIRE_IMAGE, &d->number, sizeof d->number));
    while (at < bytes) {
        size_t now = bytes - at < sizeof piece ? bytes - at : sizeof piece;
        for (size_t i = 0; i < now; i++)
            piece[i] = (unsigned char)(d->page * 10 + (at + i) % 3);
        must(wire_send(WIRE_SOCKET_FD, WIRE_PIXELS, piece, now));
        at += now;
    }
}

static void send_none(uint32_t number, enum err cause)
{
    const struct wire_no_image none = {number, (uint32_t)cause};
    must(wire_send(WIRE_SOCKET_FD, WIRE_NO_IMAGE, &none, sizeof none));
}

static void misbehave(const char *mode, const struct wire_draw *d)
{
    uint32_t other = d->number + 1, page = d->page;
    if (strcmp(mode, "other number") == 0)
        must(wire_send(WIRE_SOCKET_FD, WIRE_IMAGE, &other, sizeof other));
    if (strcmp(mode, "pixels first") == 0)
        send_pixels(30, page);
    if (strcmp(mode, "a book") == 0)
        must(wire_send(WIRE_SOCKET_FD, WIRE_BOOK, pixels, 100));
    if (strcmp(mode, "job back") == 0)
        must(wire_send(WIRE_SOCKET_FD, WIRE_DRAW, d, sizeof *d));
    if (strcmp(mode, "refuses") == 0)
        send_none(d->number, ERR_DAMAGED);
    if (strcmp(mode, "nonsense") == 0)
        send_none(d->number, ERR_DISK_FULL);
    if (strcmp(mode, "too much") != 0 && strcmp(mode, "too little") != 0)
        return;
    must(wire_send(WIRE_SOCKET_FD, WIRE_IMAGE, &d->number, sizeof d->number));
    bool is_more = strcmp(mode, "too much") == 0;
    size_t right = (size_t)d->w * (size_t)d->h * 3;
    send_pixels(is_more ? right + 1 : right - 1, page);
    if (!is_more)
        _exit(0);
}

int main(void)
{
    enum wire_kind kind;
    size_t bytes;
    must(wire_receive(WIRE_SOCKET_FD, 0, &kind, payload, &bytes));
    if (kind != WIRE_JOB)
        return 1;
    memcpy(&job, payload, sizeof job);
    if (job.task != WIRE_DRAW_PAGES)
        return 1;
    if (strcmp(job.name, "locked") == 0) {
        uint32_t cause = ERR_LOCKED;
        must(wire_send(WIRE_SOCKET_FD, WIRE_FAILED, &cause, sizeof cause));
        _exit(0);
    }
    uint32_t drawn = 0;
    for (;;) {
        must(wire_receive(WIRE_SOCKET_FD, 0, &kind, payload, &bytes));
        struct wire_draw d;
        memcpy(&d, payload, sizeof d);
        bool is_bad = d.page == 2;
        if (strcmp(job.name, "hang-2") == 0 && is_bad)
            hang();
        if (strcmp(job.name, "crash-2") == 0 && is_bad)
            crash();
        if (strcmp(job.name, "memory-2") == 0 && is_bad)
            _exit(WIRE_EXIT_NO_MEMORY);
        if (strcmp(job.name, "count") == 0)
            d.page = ++drawn;
        misbehave(job.name, &d);
        if (strcmp(job.name, "refuses") != 0)
            send_image(&d);
        if (strcmp(job.name, "once") == 0)
            _exit(0);
    }
}
