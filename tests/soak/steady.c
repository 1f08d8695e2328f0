/* steady: memory, open files and threads of the kiosk, from one visit's end to the next. */
#include "frames.h"

#include <dirent.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    WARM_EVENTS = 1500, /* caches are full */
    WARM_PLANTED = 200,
    GROWTH_BYTES = 12 << 20, /* what caches may still gain */
    GROWTH_FILES = 8, /* search.db is opened late, and SQLite keeps what it may not close yet */
    LAST_LOOKS = 60,  /* for what is just being given back */
    LAST_LOOK_US = 50000,
    FILES_TOLD = 100
};

/* AddressSanitizer's; absent without it. */
extern size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static uint64_t bytes_held(void)
{
    if (__sanitizer_get_current_allocated_bytes)
        return __sanitizer_get_current_allocated_bytes();
    struct mallinfo2 heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

static int entries(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    while (dir && readdir(dir))
        count++;
    if (dir)
        closedir(dir);
    return count;
}

struct held {
    int files, threads;
};

static struct held held_now(void)
{
    return (struct held){entries("/proc/self/fd"), entries("/proc/self/task")};
}

static bool piles_up(const struct oracle *o, struct held held)
{
    return held.files > o->verdict.files_first + GROWTH_FILES ||
           held.threads > o->began_threads + GROWTH_FILES;
}

/* Which they are, for who looks into it. */
static void tell_files(void)
{
    char at[64], name[256];
    for (int i = 0; i < FILES_TOLD; i++) {
        snprintf(at, sizeof at, "/proc/self/fd/%d", i);
        ssize_t n = readlink(at, name, sizeof name - 1);
        if (n > 0)
            fprintf(stderr, "\nsoak: file %d: %.*s", i, (int)n, name);
    }
}

/* What a visit would not give back. */
static void plant(struct oracle *o)
{
    if (o->plant == RULE_MEMORY) {
        void **more = calloc(1, GROWTH_BYTES / 2);
        if (more)
            *more = o->hoard;
        o->hoard = more;
    }
    for (int i = 0; i < 2 && o->plant == RULE_FILES; i++) {
        if (open("/dev/null", O_RDONLY) < 0)
            perror("/dev/null");
    }
}

/* What the kiosk holds, without what only the soak needs. */
static uint64_t bytes_of(const struct kiosk *k, const struct frames *f)
{
    return bytes_held() - frames_bytes(f) - k->pcm_cap * sizeof *k->pcm;
}

void steady_look(struct oracle *o, struct kiosk *k, struct frames *f)
{
    struct verdict *v = &o->verdict;
    unsigned long warm = o->plant ? WARM_PLANTED : WARM_EVENTS;
    if (v->events < warm || !oracle_is_alone(k))
        return;
    plant(o);
    uint64_t bytes = bytes_of(k, f);
    struct held held = held_now();
    if (!v->bytes_first) {
        v->bytes_first = bytes;
        v->files_first = held.files;
        o->began_threads = held.threads;
    }
    if (bytes > v->bytes_first + GROWTH_BYTES) {
        frames_drop_pictures(f);
        bytes = bytes_of(k, f);
    }
    v->bytes_most = bytes > v->bytes_most ? bytes : v->bytes_most;
    for (int i = 0; i < LAST_LOOKS && piles_up(o, held); i++) {
        (void)usleep(LAST_LOOK_US); /* a look at a stick that was called off ends by itself */
        held = held_now();
    }
    v->files_most = held.files > v->files_most ? held.files : v->files_most;
    if (bytes > v->bytes_first + GROWTH_BYTES)
        oracle_break(o, RULE_MEMORY, "memory grows: %llu kB, now %llu",
                     (unsigned long long)v->bytes_first >> 10, (unsigned long long)bytes >> 10);
    if (piles_up(o, held)) {
        tell_files();
        oracle_break(o, RULE_FILES, "files and threads pile up: %d and %d, now %d and %d",
                     v->files_first, o->began_threads, held.files, held.threads);
    }
}
