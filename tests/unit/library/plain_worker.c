/* A worker for the library's tests: speaks convert/wire.h and makes a book of a text file. Its first line may say what to do:
 * "title: X", "easy: X" (an Easy Read edition called X), "refuse: N" (enum err), "die", or "hang" (until it is killed); "pages: N": it has so
 * many, and words on the last alone. A file named .html makes a
 * book of a web page. */
#include "base/str.h"
#include "book/builder.h"
#include "convert/wire.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MOST_BYTES = 1 << 16 };

static unsigned char payload[WIRE_MESSAGE_MOST_BYTES];

static _Noreturn void refuse(uint32_t err)
{
    _exit(wire_send(WIRE_SOCKET_FD, WIRE_FAILED, &err, sizeof err) == ERR_OK ? 0 : 1);
}

static void add_block(struct builder *b, enum block_kind kind, const char *text, size_t bytes)
{
    builder_begin(b, &(struct builder_block){.kind = kind, .level = 1});
    builder_text(b, text, bytes, NULL);
    builder_end(b);
}

/* What a worker says that was to leave out some of `pages`. */
static void leave_out(struct builder *b, uint32_t pages, uint32_t from)
{
    if (from && from <= pages)
        builder_add_warning(b, WARNING_PAGES_GIVEN_UP, from, pages - from + 1, NULL);
}

static void make_book(const char *text, size_t bytes, const struct wire_page *page,
                      const struct wire_job *job, struct str *out)
{
    const char *end = memchr(text, '\n', bytes);
    size_t line = end ? (size_t)(end - text) : bytes;
    bool easy = strncmp(text, "easy: ", 6) == 0, titled = strncmp(text, "title: ", 7) == 0;
    bool is_page = strstr(job->name, ".html") != NULL;
    size_t skip = easy ? 6 : titled ? 7 : 0;
    struct builder *b = builder_new();
    builder_set_source(b, is_page ? SOURCE_HTML : SOURCE_TEXT, ORDER_GIVEN);
    builder_set_lang(b, "en");
    builder_set_easy_read(b, easy);
    for (uint32_t i = 0; i < page->pages; i++)
        builder_add_page(b, "", 0, 0);
    leave_out(b, page->pages, job->give_up_from);
    add_block(b, BLOCK_HEADING, text + skip, line - skip);
    if (end)
        add_block(b, BLOCK_PARAGRAPH, end + 1, bytes - line - 1);
    enum err err = builder_finish(b, out);
    builder_free(b);
    if (err != ERR_OK)
        refuse((uint32_t)err);
}

static void send_book(const struct str *book)
{
    for (size_t at = 0; at < book->length_bytes;) {
        size_t left = book->length_bytes - at;
        size_t count = left < WIRE_MESSAGE_MOST_BYTES ? left : WIRE_MESSAGE_MOST_BYTES;
        if (wire_send(WIRE_SOCKET_FD, WIRE_BOOK, book->data + at, count) != ERR_OK)
            _exit(1);
        at += count;
    }
    uint64_t total = book->length_bytes;
    if (wire_send(WIRE_SOCKET_FD, WIRE_DONE, &total, sizeof total) != ERR_OK)
        _exit(1);
}

int main(void)
{
    enum wire_kind kind;
    size_t bytes;
    if (wire_receive(WIRE_SOCKET_FD, 0, &kind, payload, &bytes) != ERR_OK || kind != WIRE_JOB)
        return 1;
    char *text = calloc(1, TEXT_MOST_BYTES + 1);
    ssize_t got = pread(WIRE_DOCUMENT_FD, text, TEXT_MOST_BYTES, 0);
    if (got < 0)
        return 1;
    struct wire_job job;
    memcpy(&job, payload, sizeof job);
    struct wire_page page = {1, 1};
    bool is_late = strncmp(text, "pages: ", 7) == 0;
    if (is_late)
        page.pages = (uint32_t)strtoul(text + 7, NULL, 10);
    if (wire_send(WIRE_SOCKET_FD, WIRE_PAGE, &page, sizeof page) != ERR_OK)
        return 1;
    if (strncmp(text, "refuse: ", 8) == 0)
        refuse((uint32_t)strtoul(text + 8, NULL, 10));
    if (is_late && job.give_up_from && job.give_up_from <= page.pages)
        refuse(ERR_NO_TEXT);
    if (strncmp(text, "die", 3) == 0)
        abort();
    while (strncmp(text, "hang", 4) == 0)
        pause();
    if (wire_send(WIRE_SOCKET_FD, WIRE_STAGE, NULL, 0) != ERR_OK)
        return 1;
    struct str book = {0};
    make_book(text, (size_t)got, &page, &job, &book);
    send_book(&book);
    str_free(&book);
    free(text);
    return 0;
}
