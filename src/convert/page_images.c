#include "convert/page_images.h"

#include "base/clock.h"
#include "base/mem.h"
#include "convert/process.h"
#include "convert/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    SLOTS = 8,
    OPENING_PAGES = 5,   /* the first page may take as long as so many: a broken file is searched */
    LOOK_AROUND_MS = 50, /* how long a wait lasts before it is asked again whether anybody waits */
    ABANDON_MS = 250,    /* a page that nobody wants any more may keep its worker so long */
    GRACE_MS = 200, /* for a worker that closed its socket to end, so that its cause is known */
    CPU_S = 600     /* of a worker's life; then a fresh one goes on */
};

struct slot {
    struct page_part part; /* page 0: free */
    enum page_state state;
    int order; /* 0: wanted first ...; -1: kept only while there is room */
    uint32_t *pixels;
    enum err cause;
    uint64_t used; /* for throwing out the one unused longest */
};

struct page_images {
    char *worker_path;
    int document_fd;
    struct convert_limits limits;
    void (*wake)(void *);
    void *wake_data;
    pthread_t thread;

    pthread_mutex_t lock; /* guards what follows, to the gap */
    pthread_cond_t changed;
    struct slot slots[SLOTS];
    uint64_t clock;
    int socket; /* of the worker that runs, so that _free can wake the thread; -1 none */
    bool quit;

    struct process process; /* the thread's; pid -1: none runs */
    struct wire_inbox inbox;
    struct wire_job job;
    bool has_drawn; /* this worker */
    uint32_t number;
    unsigned char payload[WIRE_MESSAGE_MOST_BYTES];
};

bool page_part_is_same(const struct page_part *a, const struct page_part *b)
{
    return a->page == b->page && a->width_px == b->width_px && a->height_px == b->height_px &&
           a->part.x == b->part.x && a->part.y == b->part.y && a->part.w == b->part.w &&
           a->part.h == b->part.h;
}

static size_t bytes_of(const struct page_part *part)
{
    return (size_t)part->part.w * (size_t)part->part.h * sizeof(uint32_t);
}

static bool is_in_range(const struct page_part *p)
{
    const struct rect *r = &p->part;
    return p->page && p->width_px > 0 && p->height_px > 0 && p->width_px <= PAGE_SIDE_MOST_PX &&
           p->height_px <= PAGE_SIDE_MOST_PX && r->x >= 0 && r->y >= 0 && r->w > 0 && r->h > 0 &&
           r->x <= p->width_px - r->w && r->y <= p->height_px - r->h &&
           bytes_of(p) <= PAGE_IMAGE_MOST_BYTES;
}

static struct slot *find_slot(struct page_images *p, const struct page_part *part)
{
    for (int i = 0; i < SLOTS; i++) {
        if (p->slots[i].part.page && page_part_is_same(&p->slots[i].part, part))
            return &p->slots[i];
    }
    return NULL;
}

static void empty_slot(struct slot *slot)
{
    free(slot->pixels);
    *slot = (struct slot){.order = -1};
}

/* --- the thread --- */

/* The part that is wanted first and is not there; false: none. */
static bool next_wish(struct page_images *p, struct page_part *out)
{
    const struct slot *first = NULL;
    for (int i = 0; i < SLOTS; i++) {
        const struct slot *s = &p->slots[i];
        if (s->part.page && s->state == PAGE_WAITING && s->order >= 0 &&
            (!first || s->order < first->order))
            first = s;
    }
    if (first)
        *out = first->part;
    return first != NULL;
}

/* Does anybody still wait for it? And may the thread go on? */
static bool is_wanted(struct page_images *p, const struct page_part *part)
{
    pthread_mutex_lock(&p->lock);
    const struct slot *slot = find_slot(p, part);
    bool wanted = slot && slot->order >= 0;
    pthread_mutex_unlock(&p->lock);
    return wanted;
}

static bool has_quit(struct page_images *p)
{
    pthread_mutex_lock(&p->lock);
    bool quit = p->quit;
    pthread_mutex_unlock(&p->lock);
    return quit;
}

static void set_socket(struct page_images *p, int socket)
{
    pthread_mutex_lock(&p->lock);
    p->socket = socket;
    pthread_mutex_unlock(&p->lock);
}

static int end_worker(struct page_images *p, uint32_t grace_ms)
{
    set_socket(p, -1);
    return process_end(&p->process, grace_ms);
}

static enum err start_worker(struct page_images *p)
{
    if (p->process.pid >= 0)
        return ERR_OK;
    enum err err = process_start(p->worker_path, p->document_fd, &p->process);
    if (err != ERR_OK)
        return err;
    set_socket(p, p->process.socket);
    p->inbox = (struct wire_inbox){0};
    p->has_drawn = false;
    return wire_send(p->process.socket, WIRE_JOB, &p->job, sizeof p->job);
}

struct awaited {
    const struct page_part *part;
    uint64_t since_us, end_us;
};

/* The next message of the worker. ERR_CANCELLED: nobody waits for it any more, and it takes long. */
static enum err next_message(struct page_images *p, const struct awaited *a, enum wire_kind *kind,
                             size_t *bytes)
{
    for (;;) {
        uint64_t now = clock_monotonic_us();
        uint64_t slice = now + LOOK_AROUND_MS * UINT64_C(1000);
        if (has_quit(p))
            return ERR_CANCELLED;
        if (now >= a->end_us)
            return ERR_TOO_SLOW;
        if (now - a->since_us >= ABANDON_MS * UINT64_C(1000) && !is_wanted(p, a->part))
            return ERR_CANCELLED;
        enum err err = wire_take(p->process.socket, &p->inbox,
                                 slice < a->end_us ? slice : a->end_us, kind, p->payload, bytes);
        if (err != ERR_TOO_SLOW)
            return err;
    }
}

/* The cause that a worker gave; one that it has no business to give is a broken protocol. */
static enum err cause_told(uint32_t told)
{
    switch ((enum err)told) {
    case ERR_DAMAGED:
    case ERR_NOT_FOUND:
    case ERR_EMPTY:
        return ERR_DAMAGED;
    case ERR_LOCKED:
    case ERR_TOO_BIG:
    case ERR_NOT_A_KIND:
        return (enum err)told;
    case ERR_NO_MEMORY: /* the worker's own limit, not the kiosk's memory */
        return ERR_TOO_BIG;
    default:
        return ERR_WORKER;
    }
}

/* RGB as it came into pixels of the canvas; `at` counts the bytes that came before. */
static void put_pixels(uint32_t *pixels, size_t at, const unsigned char *rgb, size_t bytes)
{
    size_t i = 0;
    for (; i < bytes && (at + i) % 3; i++) /* the rest of a pixel that was cut between messages */
        pixels[(at + i) / 3] |= (uint32_t)rgb[i] << ((at + i) % 3 == 1 ? 8 : 0);
    uint32_t *to = pixels + (at + i) / 3;
    for (; i + 3 <= bytes; i += 3)
        *to++ = 0xff000000u | (uint32_t)rgb[i] << 16 | (uint32_t)rgb[i + 1] << 8 | rgb[i + 2];
    if (i < bytes) {
        *to = 0xff000000u | (uint32_t)rgb[i] << 16;
        if (i + 1 < bytes)
            *to |= (uint32_t)rgb[i + 1] << 8;
    }
}

static enum err take_pixels(struct page_images *p, const struct awaited *a, uint32_t **out)
{
    size_t count = bytes_of(a->part) / sizeof(uint32_t), got = 0;
    uint32_t *pixels = malloc(bytes_of(a->part));
    enum err err = pixels ? ERR_OK : ERR_NO_MEMORY;
    while (err == ERR_OK && got < count * 3) {
        enum wire_kind kind;
        size_t bytes;
        err = next_message(p, a, &kind, &bytes);
        if (err == ERR_OK && (kind != WIRE_PIXELS || bytes > count * 3 - got))
            err = ERR_WORKER;
        if (err == ERR_OK) {
            put_pixels(pixels, got, p->payload, bytes);
            got += bytes;
        }
    }
    if (err != ERR_OK) {
        free(pixels);
        return err;
    }
    *out = pixels;
    return ERR_OK;
}

static enum err ask(struct page_images *p, const struct page_part *part)
{
    const struct rect *r = &part->part;
    const struct wire_draw draw = {
        .number = ++p->number,
        .page = part->page,
        .width_px = part->width_px,
        .height_px = part->height_px,
        .x = r->x,
        .y = r->y,
        .w = r->w,
        .h = r->h,
    };
    return wire_send(p->process.socket, WIRE_DRAW, &draw, sizeof draw);
}

/* *is_answer: the worker itself says that it can't, and lives. */
static enum err take_answer(struct page_images *p, const struct awaited *a, uint32_t **pixels,
                            bool *is_answer)
{
    enum wire_kind kind;
    size_t bytes;
    enum err err = next_message(p, a, &kind, &bytes);
    if (err != ERR_OK)
        return err;
    struct wire_no_image none;
    memcpy(&none, p->payload, sizeof none);
    if (kind == WIRE_FAILED) /* it could not open the document: its number stands first */
        return cause_told(none.number);
    if (none.number != p->number)
        return ERR_WORKER;
    *is_answer = kind == WIRE_NO_IMAGE;
    if (kind == WIRE_NO_IMAGE)
        return cause_told(none.cause);
    return kind == WIRE_IMAGE ? take_pixels(p, a, pixels) : ERR_WORKER;
}

/* *is_gone: the worker ended by itself. */
static enum err draw_once(struct page_images *p, const struct page_part *part, uint32_t **pixels,
                          bool *is_gone)
{
    bool is_answer = false;
    struct awaited a = {.part = part, .since_us = clock_monotonic_us()};
    enum err err = start_worker(p);
    if (err == ERR_OK) {
        unsigned pages = p->has_drawn ? 1 : OPENING_PAGES;
        a.end_us = a.since_us + p->limits.page_ms * UINT64_C(1000) * pages;
        err = ask(p, part);
        *is_gone = err != ERR_OK;
        if (err == ERR_OK || !p->has_drawn) /* what it had to say before it ended */
            err = take_answer(p, &a, pixels, &is_answer);
    }
    p->has_drawn = true;
    if (err == ERR_OK || is_answer || p->process.pid < 0)
        return err;
    *is_gone |= p->inbox.is_gone && err == ERR_WORKER;
    int status = end_worker(p, *is_gone && !has_quit(p) ? GRACE_MS : 0);
    return *is_gone && err == ERR_WORKER ? process_cause(status) : err;
}

/* A worker that drew before may have ended for its own sake: its page gets a fresh one. */
static enum err draw(struct page_images *p, const struct page_part *part, uint32_t **pixels)
{
    bool is_old = p->process.pid >= 0, is_gone = false;
    enum err err = draw_once(p, part, pixels, &is_gone);
    if (err != ERR_OK && is_old && is_gone && !has_quit(p))
        err = draw_once(p, part, pixels, &is_gone);
    return err;
}

static void publish(struct page_images *p, const struct page_part *part, uint32_t *pixels,
                    enum err err)
{
    pthread_mutex_lock(&p->lock);
    struct slot *slot = find_slot(p, part);
    if (slot && slot->state == PAGE_WAITING && err != ERR_CANCELLED) {
        slot->state = err == ERR_OK ? PAGE_READY : PAGE_FAILED;
        slot->pixels = pixels;
        slot->cause = err;
        pixels = NULL;
    }
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    free(pixels);
    if (p->wake)
        p->wake(p->wake_data);
}

static void *run(void *data)
{
    struct page_images *p = data;
    for (;;) {
        struct page_part part;
        pthread_mutex_lock(&p->lock);
        while (!p->quit && !next_wish(p, &part))
            pthread_cond_wait(&p->changed, &p->lock);
        bool quit = p->quit;
        pthread_mutex_unlock(&p->lock);
        if (quit)
            break;
        uint32_t *pixels = NULL;
        enum err err = draw(p, &part, &pixels);
        publish(p, &part, pixels, err);
    }
    end_worker(p, 0);
    return NULL;
}

/* --- main --- */

enum err page_images_new(const char *worker_path, int document_fd, const char *name,
                         const struct convert_limits *limits, void (*wake)(void *), void *data,
                         struct page_images **out)
{
    struct page_images *p = calloc(1, sizeof *p);
    if (!p)
        return ERR_NO_MEMORY;
    p->document_fd = fcntl(document_fd, F_DUPFD_CLOEXEC, 0);
    if (p->document_fd < 0) {
        free(p);
        return err_from_errno(errno);
    }
    p->worker_path = worker_path ? mem_copy_string(worker_path) : convert_worker_path();
    p->limits = *limits;
    p->wake = wake;
    p->wake_data = data;
    p->socket = -1;
    p->process = (struct process){.pid = -1, .socket = -1};
    p->job = (struct wire_job){.version = WIRE_VERSION,
                               .task = WIRE_DRAW_PAGES,
                               .memory_mb = limits->memory_mb,
                               .cpu_s = CPU_S};
    wire_set_name(&p->job, name);
    for (int i = 0; i < SLOTS; i++)
        p->slots[i].order = -1;
    pthread_mutex_init(&p->lock, NULL);
    pthread_condattr_t monotonic; /* staff may set the time of day meanwhile */
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&p->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&p->thread, NULL, run, p) != 0) {
        pthread_cond_destroy(&p->changed);
        pthread_mutex_destroy(&p->lock);
        close(p->document_fd);
        free(p->worker_path);
        free(p);
        return ERR_NO_MEMORY;
    }
    *out = p;
    return ERR_OK;
}

void page_images_free(struct page_images *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->quit = true;
    if (p->socket >= 0)
        shutdown(p->socket, SHUT_RDWR); /* whoever waits for the worker stops waiting */
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->thread, NULL);
    for (int i = 0; i < SLOTS; i++)
        empty_slot(&p->slots[i]);
    pthread_cond_destroy(&p->changed);
    pthread_mutex_destroy(&p->lock);
    close(p->document_fd);
    free(p->worker_path);
    free(p);
}

/* The slot that is free or, of those that nobody wants, unused longest. NULL: all are wanted. */
static struct slot *spare_slot(struct page_images *p, bool must_be_full)
{
    struct slot *spare = NULL;
    for (int i = 0; i < SLOTS; i++) {
        struct slot *s = &p->slots[i];
        if (!s->part.page && !must_be_full)
            return s;
        if (s->part.page && s->order < 0 && (!spare || s->used < spare->used))
            spare = s;
    }
    return spare;
}

static size_t kept_bytes(const struct page_images *p)
{
    size_t bytes = 0;
    for (int i = 0; i < SLOTS; i++) {
        const struct slot *s = &p->slots[i];
        if (s->part.page && (s->pixels || s->order >= 0))
            bytes += bytes_of(&s->part);
    }
    return bytes;
}

/* What is no more wanted goes where there is no room: oldest first. */
static void make_room(struct page_images *p, size_t bytes)
{
    struct slot *s;
    while (kept_bytes(p) + bytes > PAGE_IMAGES_KEPT_BYTES && (s = spare_slot(p, true)))
        empty_slot(s);
}

static void take_wish(struct page_images *p, const struct page_part *part, int order)
{
    struct slot *slot = find_slot(p, part);
    if (!slot) {
        make_room(p, bytes_of(part));
        if (order > 0 && kept_bytes(p) + bytes_of(part) > PAGE_IMAGES_KEPT_BYTES)
            return;
        slot = spare_slot(p, false);
        if (!slot)
            return;
        empty_slot(slot);
        slot->part = *part;
        slot->state = PAGE_WAITING;
    }
    slot->order = order;
    slot->used = ++p->clock;
}

void page_images_want(struct page_images *p, const struct page_part *wanted, int count)
{
    pthread_mutex_lock(&p->lock);
    for (int i = 0; i < SLOTS; i++) {
        struct slot *s = &p->slots[i];
        s->order = -1; /* before room is made, so that what is wanted again stays */
        for (int k = 0; k < count && k < PAGE_IMAGES_WANTED_MOST && s->part.page; k++) {
            if (page_part_is_same(&s->part, &wanted[k]))
                s->order = k;
        }
        if (s->order < 0 && s->state != PAGE_READY)
            empty_slot(s);
    }
    for (int k = 0; k < count && k < PAGE_IMAGES_WANTED_MOST; k++) {
        if (is_in_range(&wanted[k]))
            take_wish(p, &wanted[k], k);
    }
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
}

static enum page_state look(struct page_images *p, const struct page_part *part,
                            const uint32_t **pixels, enum err *cause)
{
    const struct slot *s = find_slot(p, part);
    if (!s)
        return PAGE_NOT_WANTED;
    if (s->state == PAGE_READY && pixels)
        *pixels = s->pixels;
    if (s->state == PAGE_FAILED && cause)
        *cause = s->cause;
    return s->state;
}

enum page_state page_images_look(struct page_images *p, const struct page_part *part,
                                 const uint32_t **pixels, enum err *cause)
{
    pthread_mutex_lock(&p->lock);
    enum page_state state = look(p, part, pixels, cause);
    pthread_mutex_unlock(&p->lock);
    return state;
}

enum page_state page_images_wait(struct page_images *p, const struct page_part *part,
                                 uint32_t most_ms)
{
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += (time_t)(most_ms / 1000);
    end.tv_nsec += (long)(most_ms % 1000) * 1000000;
    if (end.tv_nsec >= 1000000000) {
        end.tv_sec++;
        end.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&p->lock);
    enum page_state state;
    while ((state = look(p, part, NULL, NULL)) == PAGE_WAITING) {
        if (pthread_cond_timedwait(&p->changed, &p->lock, &end) != 0) {
            state = look(p, part, NULL, NULL);
            break;
        }
    }
    pthread_mutex_unlock(&p->lock);
    return state;
}
