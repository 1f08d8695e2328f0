#include "convert/wire.h"

#include "base/clock.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "messages are structs as they lie in memory, and the wire is little-endian");

enum { HEADER_BYTES = 8 };

static enum err send_bytes(int fd, const void *bytes, size_t count)
{
    const unsigned char *p = bytes;
    while (count) {
        ssize_t sent = send(fd, p, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return ERR_WORKER;
        p += sent;
        count -= (size_t)sent;
    }
    return ERR_OK;
}

enum err wire_send(int fd, enum wire_kind kind, const void *payload, size_t bytes)
{
    if (bytes > WIRE_MESSAGE_MOST_BYTES)
        return ERR_WORKER;
    uint32_t header[2] = {(uint32_t)kind, (uint32_t)bytes};
    enum err err = send_bytes(fd, header, sizeof header);
    if (err == ERR_OK && bytes)
        err = send_bytes(fd, payload, bytes);
    return err;
}

static bool is_size_right(uint32_t kind, uint32_t bytes)
{
    switch (kind) {
    case WIRE_JOB:
        return bytes == sizeof(struct wire_job);
    case WIRE_PAGE:
        return bytes == sizeof(struct wire_page);
    case WIRE_STAGE:
        return bytes == 0;
    case WIRE_BOOK:
        return bytes >= 1 && bytes <= WIRE_MESSAGE_MOST_BYTES;
    case WIRE_DONE:
        return bytes == sizeof(uint64_t);
    case WIRE_FAILED:
    case WIRE_IMAGE:
        return bytes == sizeof(uint32_t);
    case WIRE_DRAW:
        return bytes == sizeof(struct wire_draw);
    case WIRE_PIXELS:
        return bytes >= 1 && bytes <= WIRE_MESSAGE_MOST_BYTES;
    case WIRE_NO_IMAGE:
        return bytes == sizeof(struct wire_no_image);
    default:
        return false;
    }
}

static int poll_timeout_ms(uint64_t deadline_us)
{
    uint64_t now = clock_monotonic_us();
    if (now >= deadline_us)
        return 0;
    uint64_t ms = (deadline_us - now + 999) / 1000;
    return ms > INT_MAX ? INT_MAX : (int)ms;
}

/* Reads until inbox->have_bytes is `until`; `at` is where the next byte belongs. */
static enum err fill(int fd, struct wire_inbox *inbox, uint64_t deadline_us, unsigned char *at,
                     size_t until)
{
    int flags = deadline_us ? MSG_DONTWAIT : 0; /* in the sandbox there is no poll() */
    while (inbox->have_bytes < until) {
        ssize_t got = recv(fd, at, until - inbox->have_bytes, flags);
        if (got > 0) {
            inbox->have_bytes += (size_t)got;
            at += got;
            continue;
        }
        if (got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) {
            inbox->is_gone = true;
            return ERR_WORKER;
        }
        if (!deadline_us)
            continue;
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        int timeout_ms = poll_timeout_ms(deadline_us);
        if (poll(&ready, 1, timeout_ms) == 0 && clock_monotonic_us() >= deadline_us)
            return ERR_TOO_SLOW;
    }
    return ERR_OK;
}

enum err wire_take(int fd, struct wire_inbox *inbox, uint64_t deadline_us, enum wire_kind *kind,
                   void *payload, size_t *bytes)
{
    if (inbox->have_bytes < HEADER_BYTES) {
        enum err err =
            fill(fd, inbox, deadline_us, inbox->header + inbox->have_bytes, HEADER_BYTES);
        if (err != ERR_OK)
            return err;
    }
    uint32_t header[2];
    memcpy(header, inbox->header, sizeof header);
    if (!is_size_right(header[0], header[1]))
        return ERR_WORKER;
    size_t have = inbox->have_bytes - HEADER_BYTES;
    enum err err = fill(fd, inbox, deadline_us, (unsigned char *)payload + have,
                        HEADER_BYTES + (size_t)header[1]);
    if (err != ERR_OK)
        return err;
    *kind = (enum wire_kind)header[0];
    *bytes = header[1];
    *inbox = (struct wire_inbox){0};
    return ERR_OK;
}

enum err wire_receive(int fd, uint64_t deadline_us, enum wire_kind *kind, void *payload,
                      size_t *bytes)
{
    struct wire_inbox inbox = {0};
    return wire_take(fd, &inbox, deadline_us, kind, payload, bytes);
}

bool wire_may_follow(enum wire_kind before, enum wire_kind next)
{
    bool is_reading = before == 0 || before == WIRE_PAGE;
    switch (next) {
    case WIRE_PAGE:
    case WIRE_STAGE:
        return is_reading;
    case WIRE_FAILED:
        return is_reading || before == WIRE_STAGE;
    case WIRE_BOOK:
        return before == WIRE_STAGE || before == WIRE_BOOK;
    case WIRE_DONE:
        return before == WIRE_BOOK;
    default:
        return false;
    }
}

void wire_set_name(struct wire_job *wire, const char *name)
{
    size_t length = strlen(name);
    if (length >= sizeof wire->name)
        name += length - (sizeof wire->name - 1);
    while (((unsigned char)*name & 0xC0) == 0x80)
        name++;
    memcpy(wire->name, name, strlen(name) + 1);
}
