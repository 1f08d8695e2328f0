/* A worker that does what the document's name says: "hang-2" hangs at page 2, and so on. It gets the same socket and job as the
 * real one, and, where a mode lets it come so far, sends a real book with one paragraph for each page that it read. */
#include "book/builder.h"
#include "convert/wire.h"
#include "fake.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGES = 5 };

static unsigned char payload[WIRE_MESSAGE_MOST_BYTES];

static void send_raw(uint32_t kind, uint32_t bytes)
{
    uint32_t header[2] = {kind, bytes};
    if (write(WIRE_SOCKET_FD, header, sizeof header) != sizeof header)
        _exit(1);
}

static void send_page(uint32_t page)
{
    struct wire_page message = {page, PAGES};
    must(wire_send(WIRE_SOCKET_FD, WIRE_PAGE, &message, sizeof message));
}

static void send_failed(uint32_t cause)
{
    must(wire_send(WIRE_SOCKET_FD, WIRE_FAILED, &cause, sizeof cause));
    _exit(0);
}

static void send_done(uint64_t total)
{
    must(wire_send(WIRE_SOCKET_FD, WIRE_DONE, &total, sizeof total));
    _exit(0);
}

static bool is_left_out(const struct wire_job *job, uint32_t page)
{
    for (uint32_t i = 0; i < job->skip_count; i++) {
        if (job->skip[i] == page)
            return true;
    }
    return job->give_up_from && page >= job->give_up_from;
}

static bool is_bare(const struct wire_job *job, uint32_t page)
{
    for (uint32_t i = 0; i < job->bare_count; i++) {
        if (job->bare[i] == page)
            return true;
    }
    return job->bare_from && page >= job->bare_from;
}

/* "hang-2", "crash-345": what happens at which pages; "picture crash-2" does where the page's pictures are wanted. */
static void read_page(const struct wire_job *job, uint32_t page)
{
    const char *dash = strrchr(job->name, '-');
    if (!dash || !strchr(dash, (int)('0' + page)))
        return;
    if (strstr(job->name, "picture ") && is_bare(job, page))
        return;
    if (strstr(job->name, "hang-"))
        hang();
    if (strstr(job->name, "crash-"))
        crash();
    if (strstr(job->name, "quit-"))
        _exit(1);
}

static void make_book(const struct wire_job *job, struct str *out)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    for (uint32_t page = 1; page <= PAGES; page++) {
        builder_add_page(b, "", 595, 842);
        if (is_left_out(job, page))
            continue;
        send_page(page);
        read_page(job, page);
        char text[32];
        int bytes = snprintf(text, sizeof text, "%s%u", is_bare(job, page) ? "bare" : "page", page);
        builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = page});
        builder_text(b, text, (size_t)bytes, NULL);
        builder_end(b);
    }
    enum err err = builder_finish(b, out);
    if (err != ERR_OK)
        send_failed((uint32_t)err);
    builder_free(b);
}

static void misbehave_at_once(const char *mode)
{
    if (strcmp(mode, "silent") == 0)
        hang();
    if (strcmp(mode, "segv") == 0)
        crash();
    if (strcmp(mode, "sys") == 0)
        raise(SIGSYS);
    if (strcmp(mode, "kill") == 0)
        raise(SIGKILL);
    if (strcmp(mode, "xcpu") == 0)
        raise(SIGXCPU);
    if (strcmp(mode, "memory") == 0)
        _exit(WIRE_EXIT_NO_MEMORY);
    if (strcmp(mode, "quit") == 0)
        _exit(0);
    if (strcmp(mode, "linger") == 0) {
        close(WIRE_SOCKET_FD);
        hang();
    }
    if (strncmp(mode, "told ", 5) == 0)
        send_failed((uint32_t)atoi(mode + 5));
}

static void break_protocol(const char *mode)
{
    if (strcmp(mode, "half header") == 0 && write(WIRE_SOCKET_FD, "\2\0\0", 3) == 3)
        hang();
    if (strcmp(mode, "huge") == 0)
        send_raw(WIRE_BOOK, UINT32_MAX);
    if (strcmp(mode, "empty page") == 0)
        send_raw(WIRE_PAGE, 0);
    if (strcmp(mode, "unknown kind") == 0)
        send_raw(99, 0);
    if (strcmp(mode, "job back") == 0)
        must(wire_send(WIRE_SOCKET_FD, WIRE_JOB, payload, sizeof(struct wire_job)));
    if (strcmp(mode, "book first") == 0)
        must(wire_send(WIRE_SOCKET_FD, WIRE_BOOK, payload, 100));
    if (strcmp(mode, "done first") == 0)
        send_done(0);
    if (strcmp(mode, "page past the last") == 0)
        send_page(PAGES + 1);
    if (strcmp(mode, "page flood") == 0) {
        for (;;)
            send_page(1);
    }
}

static void break_book(const char *mode, struct str *book)
{
    if (strcmp(mode, "garbage") == 0)
        memset(book->data, 0xA5, book->length_bytes);
    if (strcmp(mode, "other version") == 0)
        book->data[4] ^= 0x7F;
    if (strcmp(mode, "cut") == 0)
        book->length_bytes /= 2;
    while (strcmp(mode, "book flood") == 0)
        must(wire_send(WIRE_SOCKET_FD, WIRE_BOOK, payload, sizeof payload));
    must(wire_send(WIRE_SOCKET_FD, WIRE_BOOK, book->data, book->length_bytes));
    if (strcmp(mode, "half a book") == 0)
        _exit(0);
    if (strcmp(mode, "crash in the book") == 0)
        crash();
    if (strcmp(mode, "page after book") == 0)
        send_page(1);
    if (strcmp(mode, "wrong total") == 0)
        send_done(book->length_bytes + 1);
}

int main(void)
{
    enum wire_kind kind;
    size_t bytes;
    must(wire_receive(WIRE_SOCKET_FD, 0, &kind, payload, &bytes));
    struct wire_job *job = malloc(sizeof *job);
    if (!job || kind != WIRE_JOB)
        return 1;
    memcpy(job, payload, sizeof *job);
    misbehave_at_once(job->name);
    break_protocol(job->name);
    struct str book = {0};
    make_book(job, &book);
    must(wire_send(WIRE_SOCKET_FD, WIRE_STAGE, NULL, 0));
    break_book(job->name, &book);
    send_done(book.length_bytes);
}
