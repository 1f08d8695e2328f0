#include "convert/convert.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/file.h"
#include "convert/process.h"
#include "convert/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CANCEL_MS = 100, /* how long a wait may last before `cancelled` is asked again */
    GRACE_MS = 500,  /* for a worker that closed its socket to end, so that its cause is known */
    GIVE_WAY_NICE = 5,
    PICTURES_PART = 2, /* when this part of the time is over, what is left of it is for words */
    OPENING_PAGES =
        5 /* opening may take as long as so many pages: a broken file is searched whole */
};

struct session {
    const struct convert_job *job;
    const char *worker_path;
    uint64_t end_us; /* when document_ms is over */
    struct wire_job wire;
    unsigned char payload[WIRE_MESSAGE_MOST_BYTES];
    uint32_t furthest_page; /* told to progress */
    bool is_bare_useless;   /* leaving pictures out did not help a page: words break it */
    uint32_t bad_last;      /* the last page that broke a worker */
    uint32_t bad_in_row;
    enum err bad_cause;
};

/* One worker's go at the document. */
struct attempt {
    struct process process;
    struct wire_inbox inbox;
    enum wire_kind before; /* the last message; 0: none yet */
    uint32_t page, pages;
    uint64_t page_end_us;
    int book_fd; /* -1 until the first bytes of the book */
    uint64_t book_bytes;
    bool broke; /* it died or hung, and its page may be to blame */
};

struct convert_limits convert_limits_default(void)
{
    return (struct convert_limits){
        .page_ms = 3000,
        .document_ms = 60000,
        .memory_mb = 512,
        .bad_pages_in_row = 3,
        .document_bytes = UINT64_C(256) << 20,
        .picture_most_px = 1920,
        .book_bytes = UINT64_C(300) << 20,
    };
}

char *convert_worker_path(void)
{
    const char *set = getenv("LECTERN_WORKER");
    if (set && *set)
        return mem_copy_string(set);
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length > 0) {
        program[length] = 0;
        char *slash = strrchr(program, '/');
        if (slash) {
            *slash = 0;
            char *beside = file_join(program, "lectern-worker");
            if (access(beside, X_OK) == 0)
                return beside;
            free(beside);
        }
    }
    return mem_copy_string(LECTERN_LIBEXECDIR "/lectern-worker");
}

void convert_give_way(void)
{
    /* On Linux a thread has a niceness of its own; where it can't be set, all goes on as before. */
    id_t thread = (id_t)gettid();
    if (getpriority(PRIO_PROCESS, thread) < GIVE_WAY_NICE)
        setpriority(PRIO_PROCESS, thread, GIVE_WAY_NICE);
}

static uint64_t soonest(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static enum err check_document(const struct convert_job *job)
{
    struct stat st;
    if (fstat(job->document_fd, &st) != 0)
        return err_from_errno(errno);
    if (!S_ISREG(st.st_mode))
        return ERR_NOT_A_KIND;
    if (st.st_size == 0)
        return ERR_EMPTY;
    return (uint64_t)st.st_size > job->limits.document_bytes ? ERR_TOO_BIG : ERR_OK;
}

/* The cause that a worker gave; one that it has no business to give is a broken protocol. */
static enum err cause_told(const void *payload)
{
    uint32_t told;
    memcpy(&told, payload, sizeof told);
    switch ((enum err)told) {
    case ERR_EMPTY:
    case ERR_DAMAGED:
    case ERR_LOCKED:
    case ERR_TOO_BIG:
    case ERR_NO_TEXT:
    case ERR_NOT_A_KIND:
    case ERR_TOO_SLOW:
        return (enum err)told;
    case ERR_NO_MEMORY: /* the worker's own limit, not the kiosk's memory */
        return ERR_TOO_BIG;
    default:
        return ERR_WORKER;
    }
}

static enum err next_message(struct session *s, struct attempt *a, enum wire_kind *kind,
                             size_t *bytes)
{
    const struct convert_job *job = s->job;
    for (;;) {
        uint64_t now = clock_monotonic_us();
        bool in_page = a->before == 0 || a->before == WIRE_PAGE;
        uint64_t limit = in_page ? soonest(a->page_end_us, s->end_us) : s->end_us;
        if (job->cancelled && job->cancelled(job->data))
            return ERR_CANCELLED;
        if (now >= s->end_us)
            return ERR_TOO_SLOW;
        enum err err = wire_take(a->process.socket, &a->inbox,
                                 soonest(limit, now + CANCEL_MS * 1000), kind, s->payload, bytes);
        if (err == ERR_TOO_SLOW && now < limit)
            continue;
        if (err != ERR_OK) {
            a->broke = a->inbox.is_gone || err == ERR_TOO_SLOW;
            return err;
        }
        return wire_may_follow(a->before, *kind) ? ERR_OK : ERR_WORKER;
    }
}

static enum err take_page(struct session *s, struct attempt *a)
{
    struct wire_page page;
    memcpy(&page, s->payload, sizeof page);
    if (page.pages && page.page > page.pages)
        return ERR_WORKER;
    a->page = page.page;
    a->pages = page.pages;
    a->page_end_us = clock_monotonic_us() + s->job->limits.page_ms * UINT64_C(1000);
    if (page.page > s->furthest_page) {
        s->furthest_page = page.page;
        if (s->job->progress)
            s->job->progress(s->job->data, page.page, page.pages);
    }
    return ERR_OK;
}

static enum err take_book(struct session *s, struct attempt *a, size_t bytes)
{
    const int no_link = s->job->is_temporary ? 0 : O_NOFOLLOW;
    if (a->book_fd < 0)
        a->book_fd =
            open(s->job->book_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | no_link, 0644);
    if (a->book_fd < 0)
        return err_from_errno(errno);
    a->book_bytes += bytes;
    if (a->book_bytes > s->job->limits.book_bytes)
        return ERR_TOO_BIG;
    return file_write_all(a->book_fd, s->payload, bytes);
}

static enum err take_done(struct session *s, struct attempt *a)
{
    uint64_t total;
    memcpy(&total, s->payload, sizeof total);
    if (total != a->book_bytes)
        return ERR_WORKER;
    int fd = a->book_fd;
    a->book_fd = -1;
    enum err err = s->job->is_temporary || fsync(fd) == 0 ? ERR_OK : err_from_errno(errno);
    if (close(fd) != 0 && err == ERR_OK)
        err = err_from_errno(errno);
    if (err != ERR_OK)
        return err;
    struct book *book = NULL;
    err = book_open(s->job->book_path, &book);
    book_close(book);
    return err == ERR_OK || err == ERR_NO_MEMORY ? err : ERR_WORKER;
}

static enum err follow_worker(struct session *s, struct attempt *a)
{
    enum err err = wire_send(a->process.socket, WIRE_JOB, &s->wire, sizeof s->wire);
    a->broke = err != ERR_OK;
    while (err == ERR_OK) {
        enum wire_kind kind;
        size_t bytes;
        err = next_message(s, a, &kind, &bytes);
        if (err != ERR_OK)
            break;
        a->before = kind;
        if (kind == WIRE_PAGE)
            err = take_page(s, a);
        else if (kind == WIRE_BOOK)
            err = take_book(s, a, bytes);
        else if (kind == WIRE_DONE)
            return take_done(s, a);
        else if (kind == WIRE_FAILED)
            return cause_told(s->payload);
    }
    return err;
}

static bool is_listed(const uint32_t *pages, uint32_t count, uint32_t page)
{
    for (uint32_t i = 0; i < count; i++) {
        if (pages[i] == page)
            return true;
    }
    return false;
}

/* Enters a page in a list that rises. False: the list is full. */
static bool enter_page(uint32_t *pages, uint32_t *count, uint32_t page)
{
    if (*count == WIRE_SKIP_MOST)
        return false;
    uint32_t at = (*count)++;
    for (; at > 0 && pages[at - 1] > page; at--)
        pages[at] = pages[at - 1];
    pages[at] = page;
    return true;
}

/* Leaves the page out of the next attempt, but first only its pictures: most often it is one of them. False when that can't help. */
static bool blame_page(struct session *s, const struct attempt *a, enum err cause)
{
    struct wire_job *wire = &s->wire;
    bool is_page_known = a->before == WIRE_PAGE && a->page > 0;
    bool is_given_up = wire->give_up_from && a->page >= wire->give_up_from;
    if (!is_page_known || is_given_up || is_listed(wire->skip, wire->skip_count, a->page))
        return false;
    bool is_bare = is_listed(wire->bare, wire->bare_count, a->page) ||
                   (wire->bare_from && a->page >= wire->bare_from);
    s->bad_cause = cause;
    s->is_bare_useless |= is_bare;
    if (!s->is_bare_useless && wire->picture_most_px > 0 &&
        enter_page(wire->bare, &wire->bare_count, a->page)) {
        if (wire->bare_count >= s->job->limits.bad_pages_in_row && a->page < a->pages)
            wire->bare_from = a->page + 1;
        return true;
    }
    if (a->pages == 1 || !enter_page(wire->skip, &wire->skip_count, a->page))
        return false;
    s->bad_in_row = s->bad_last && a->page == s->bad_last + 1 ? s->bad_in_row + 1 : 1;
    s->bad_last = a->page;
    if (s->bad_in_row >= s->job->limits.bad_pages_in_row && a->page < a->pages)
        wire->give_up_from = a->page + 1;
    return true;
}

/* One worker from start to end. *again: it broke on a page, and the next can go on without that page. */
static enum err run_worker(struct session *s, bool *again)
{
    const struct convert_limits *limits = &s->job->limits;
    *again = false;
    struct attempt a = {.book_fd = -1};
    uint64_t now = clock_monotonic_us();
    if (now >= s->end_us)
        return ERR_TOO_SLOW;
    a.page_end_us = now + limits->page_ms * UINT64_C(1000) * OPENING_PAGES;
    s->wire.cpu_s = (uint32_t)((s->end_us - now) / 1000000 + 1);
    s->wire.pictures_ms = (uint32_t)((s->end_us - now) / 1000 / PICTURES_PART);
    enum err err = process_start(s->worker_path, s->job->document_fd, &a.process);
    if (err != ERR_OK)
        return err;
    err = follow_worker(s, &a);
    int status = process_end(&a.process, a.broke && err == ERR_WORKER ? GRACE_MS : 0);
    if (a.broke && err == ERR_WORKER)
        err = process_cause(status);
    if (a.book_fd >= 0)
        close(a.book_fd);
    if (err != ERR_OK && (a.book_bytes || a.before == WIRE_DONE))
        unlink(s->job->book_path);
    if (a.broke)
        *again = blame_page(s, &a, err);
    else if (err == ERR_NO_TEXT && s->wire.skip_count)
        err = s->bad_cause; /* the text stood on the pages that were left out */
    return err;
}

enum err convert_document(const struct convert_job *job)
{
    enum err err = check_document(job);
    if (err != ERR_OK)
        return err;
    struct session *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_NO_MEMORY;
    char *path = job->worker_path ? mem_copy_string(job->worker_path) : convert_worker_path();
    s->job = job;
    s->worker_path = path;
    s->end_us = clock_monotonic_us() + job->limits.document_ms * UINT64_C(1000);
    s->wire.version = WIRE_VERSION;
    s->wire.memory_mb = job->limits.memory_mb;
    s->wire.picture_most_px = job->limits.picture_most_px;
    s->wire.give_up_from = job->pages_most ? job->pages_most + 1 : 0;
    wire_set_name(&s->wire, job->name ? file_name(job->name) : "");
    bool again = true;
    while (again)
        err = run_worker(s, &again);
    free(path);
    free(s);
    return err;
}
