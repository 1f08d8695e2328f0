/* A worker that a document took over, for as long as a whole conversation lasts: one that makes a book, and (first byte 'P') one that draws pages.
 * What the kiosk starts in this program is no process but what the input says, record by record, until 'e' ends one worker and the next
 * begins. Whatever comes is a cause that a document can have, or a book that bears a walk, or a picture of the size that was asked for. */
#include "../unit/book/sample.h"
#include "../unit/book/walk.h"
#include "strange_folder.h"

#include "book/file.h"
#include "convert/convert.h"
#include "convert/page_images.h"
#include "convert/process.h"
#include "convert/wire.h"

#include <fcntl.h>
#include <sys/socket.h>

enum { SAID_MOST_BYTES = 96 * 1024, WAIT_MS = 5000 }; /* what a socket takes before anybody reads */

/* What the workers still say; the thread that starts them is the only one to touch it. */
struct told {
    const uint8_t *data;
    size_t size;
    int theirs; /* the worker's end of the socket; -1: none runs */
    size_t said_bytes;
    int status; /* by which it ends */
    uint32_t images;
};

static struct told told;

static const struct page_part parts[] = {{1, 40, 30, {0, 0, 8, 6}}, {2, 9, 9, {1, 1, 5, 7}}};
enum { PARTS = sizeof parts / sizeof *parts };

/* The linker gives these to whoever asks for process_start and process_end (CMakeLists.txt). */
enum err __wrap_process_start(const char *path, int document_fd, struct process *out);
int __wrap_process_end(struct process *process, uint32_t grace_ms);

static const struct str *good_book(void)
{
    static struct str bytes;
    if (!bytes.data) {
        struct builder *b = builder_new();
        sample_build(b);
        must(builder_finish(b, &bytes) == ERR_OK);
        builder_free(b);
    }
    return &bytes;
}

static uint8_t next_byte(void)
{
    if (told.size == 0)
        return 0;
    told.size--;
    return *told.data++;
}

static void say(const void *bytes, size_t count)
{
    if (count > SAID_MOST_BYTES - told.said_bytes)
        return;
    /* Many small messages take more of the socket than their bytes: what has no room is not said, nor anything after it. */
    ssize_t sent = send(told.theirs, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
    told.said_bytes = sent == (ssize_t)count ? told.said_bytes + count : SAID_MOST_BYTES;
}

static void say_message(enum wire_kind kind, const void *payload, size_t bytes)
{
    uint32_t header[2] = {(uint32_t)kind, (uint32_t)bytes};
    say(header, sizeof header);
    say(payload, bytes);
}

static void say_number(enum wire_kind kind, uint32_t number)
{
    say_message(kind, &number, sizeof number);
}

/* The sample, in two pieces, with a byte changed when the input says so. */
static void say_book(void)
{
    const struct str *book = good_book();
    char *copy = mem_copy_bytes(book->data, book->length_bytes);
    size_t at = (size_t)next_byte() << 8 | next_byte(), half = book->length_bytes / 2;
    if (at && at < book->length_bytes)
        copy[at] = (char)next_byte();
    say_message(WIRE_BOOK, copy, half);
    say_message(WIRE_BOOK, copy + half, book->length_bytes - half);
    free(copy);
}

static void say_raw(enum wire_kind kind)
{
    size_t wanted = next_byte(), count = wanted < told.size ? wanted : told.size;
    if (kind)
        say_message(kind, told.data, count);
    else
        say(told.data, count);
    told.data += count;
    told.size -= count;
}

static void say_pixels(void)
{
    static const uint8_t grey[3 * 8 * 7];
    const struct rect *r = &parts[next_byte() % PARTS].part;
    size_t less = next_byte() % 8, bytes = 3 * (size_t)r->w * (size_t)r->h;
    if (less) /* in two pieces, cut within a pixel perhaps */
        say_message(WIRE_PIXELS, grey, less);
    say_message(WIRE_PIXELS, grey, bytes - less);
}

/* False: this worker has no more to say. */
static bool say_next(void)
{
    struct wire_page page;
    struct wire_no_image none;
    uint64_t total = good_book()->length_bytes;
    switch (next_byte()) {
    case 'p':
        page = (struct wire_page){next_byte(), next_byte()};
        say_message(WIRE_PAGE, &page, sizeof page);
        break;
    case 's':
        say_message(WIRE_STAGE, "", 0);
        break;
    case 'b':
        say_book();
        break;
    case 'B':
        say_raw(WIRE_BOOK);
        break;
    case 'd':
        total += next_byte();
        say_message(WIRE_DONE, &total, sizeof total);
        break;
    case 'f':
        say_number(WIRE_FAILED, next_byte());
        break;
    case 'i':
        say_number(WIRE_IMAGE, told.images++ + next_byte());
        break;
    case 'n':
        none = (struct wire_no_image){told.images++ + next_byte(), next_byte()};
        say_message(WIRE_NO_IMAGE, &none, sizeof none);
        break;
    case 'x':
        say_pixels();
        break;
    case 'X':
        say_raw(WIRE_PIXELS);
        break;
    case 'r':
        say_raw(0);
        break;
    default:
        told.status = next_byte() << 8;
        if (told.status >= 128 << 8) /* a signal's number */
            told.status = told.status >> 8 & 0x7F;
        return false;
    }
    return true;
}

enum err __wrap_process_start(const char *path, int document_fd, struct process *out)
{
    int ends[2];
    (void)path;
    (void)document_fd;
    if (told.size == 0)
        return ERR_WORKER;
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
    told.theirs = ends[1];
    told.said_bytes = 0;
    told.status = -1;
    while (told.size > 0 && say_next())
        ;
    must(shutdown(told.theirs, SHUT_WR) == 0);
    *out = (struct process){.pid = getpid(), .socket = ends[0]};
    return ERR_OK;
}

int __wrap_process_end(struct process *process, uint32_t grace_ms)
{
    (void)grace_ms;
    if (process->pid < 0)
        return -1;
    close(process->socket);
    close(told.theirs);
    *process = (struct process){.pid = -1, .socket = -1};
    return told.status;
}

static bool is_cause(enum err err)
{
    return err == ERR_EMPTY || err == ERR_DAMAGED || err == ERR_LOCKED || err == ERR_TOO_BIG ||
           err == ERR_NO_TEXT || err == ERR_NOT_A_KIND || err == ERR_TOO_SLOW || err == ERR_WORKER;
}

static uint32_t furthest;

static void progress(void *data, uint32_t page, uint32_t pages)
{
    (void)data;
    must(page > furthest && (!pages || page <= pages));
    furthest = page;
}

static void make_book(int document_fd, struct convert_limits limits)
{
    struct strange_folder folder;
    char path[80];
    struct book *book = NULL;
    strange_folder_make(&folder);
    snprintf(path, sizeof path, "%s/book", folder.path);
    furthest = 0;
    struct convert_job job = {.worker_path = "none",
                              .document_fd = document_fd,
                              .name = "strange.pdf",
                              .book_path = path,
                              .is_temporary = true,
                              .limits = limits,
                              .progress = progress};
    enum err err = convert_document(&job);
    if (err == ERR_OK) {
        must(book_open(path, &book) == ERR_OK);
        (void)walk_book(book);
        book_close(book);
        must(unlink(path) == 0);
    } else {
        must(is_cause(err) && access(path, F_OK) != 0);
    }
}

static void draw_pages(int document_fd, struct convert_limits limits)
{
    struct page_images *images;
    told.images = 1; /* the number of the first that is asked for */
    must(page_images_new("none", document_fd, "strange.pdf", &limits, NULL, NULL, &images) ==
         ERR_OK);
    page_images_want(images, parts, PARTS);
    for (int i = 0; i < PARTS; i++) {
        const uint32_t *pixels = NULL;
        enum err cause = ERR_OK;
        must(page_images_wait(images, &parts[i], WAIT_MS) != PAGE_WAITING);
        enum page_state state = page_images_look(images, &parts[i], &pixels, &cause);
        must(state == PAGE_READY || (state == PAGE_FAILED && is_cause(cause)));
        for (int k = 0; state == PAGE_READY && k < parts[i].part.w * parts[i].part.h; k++)
            must(pixels[k] >> 24 == 0xff);
    }
    page_images_free(images);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct convert_limits limits = {.page_ms = 2000,
                                          .document_ms = 4000,
                                          .bad_pages_in_row = 3,
                                          .document_bytes = 1000,
                                          .book_bytes = 64 * 1024};
    if (size == 0)
        return 0;
    struct strange_file document = strange_file_of("any", 3);
    told = (struct told){.data = data, .size = size, .theirs = -1};
    if (data[0] == 'P') {
        (void)next_byte();
        draw_pages(document.fd, limits);
    } else {
        make_book(document.fd, limits);
    }
    close(document.fd);
    return 0;
}
