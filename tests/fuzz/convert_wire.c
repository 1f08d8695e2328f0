/* What a hostile worker may send: the bytes come in pieces (the first byte says how long each is), and whatever is taken for a
 * message must be one that the protocol allows. */
#include "convert/wire.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static unsigned char payload[WIRE_MESSAGE_MOST_BYTES];

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_message(enum wire_kind kind, size_t bytes)
{
    must(kind >= WIRE_JOB && kind <= WIRE_NO_IMAGE);
    must(bytes <= WIRE_MESSAGE_MOST_BYTES);
    must(kind != WIRE_PAGE || bytes == sizeof(struct wire_page));
    must(kind != WIRE_JOB || bytes == sizeof(struct wire_job));
}

/* Takes all messages that are whole. False: the protocol is broken, and the conversation over. */
static bool take_all(int fd, struct wire_inbox *inbox, enum wire_kind *before)
{
    for (;;) {
        enum wire_kind kind;
        size_t bytes;
        enum err err = wire_take(fd, inbox, 1, &kind, payload, &bytes);
        if (err == ERR_TOO_SLOW)
            return true;
        if (err != ERR_OK) {
            must(err == ERR_WORKER);
            return false;
        }
        check_message(kind, bytes);
        if (!wire_may_follow(*before, kind))
            return false;
        must(*before != WIRE_DONE && *before != WIRE_FAILED);
        *before = kind;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int ends[2];
    if (size < 2 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return 0;
    size_t piece = (size_t)data[0] * 16 + 1;
    struct wire_inbox inbox = {0};
    enum wire_kind before = 0;
    bool goes_on = true;
    for (size_t at = 1; goes_on && at < size; at += piece) {
        size_t now = size - at < piece ? size - at : piece;
        must(send(ends[1], data + at, now, MSG_NOSIGNAL) == (ssize_t)now);
        goes_on = take_all(ends[0], &inbox, &before);
    }
    close(ends[1]);
    if (goes_on)
        must(!take_all(ends[0], &inbox, &before));
    close(ends[0]);
    return 0;
}
