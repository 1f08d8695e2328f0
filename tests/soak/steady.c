/* steady: memory, open files and threads of the kiosk, from one visit's end to the next. */
#include "oracle.h"

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
    GROWTH_FILES = 4
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

void steady_look(struct oracle *o, struct kiosk *k, uint64_t extra)
{
    struct verdict *v = &o->verdict;
    unsigned long warm = o->plant ? WARM_PLANTED : WARM_EVENTS;
    if (v->events < warm || !oracle_is_alone(k))
        return;
    plant(o);
    uint64_t bytes = bytes_held() - extra;
    int files = entries("/proc/self/fd"), threads = entries("/proc/self/task");
    if (!v->bytes_first) {
        v->bytes_first = bytes;
        v->files_first = files;
        o->began_threads = threads;
    }
    v->bytes_most = bytes > v->bytes_most ? bytes : v->bytes_most;
    v->files_most = files > v->files_most ? files : v->files_most;
    if (bytes > v->bytes_first + GROWTH_BYTES)
        oracle_break(o, RULE_MEMORY, "memory grows: %llu kB, now %llu",
                     (unsigned long long)v->bytes_first >> 10, (unsigned long long)bytes >> 10);
    if (files > v->files_first + GROWTH_FILES || threads > o->began_threads + GROWTH_FILES)
        oracle_break(o, RULE_FILES, "files and threads pile up: %d and %d, now %d and %d",
                     v->files_first, o->began_threads, files, threads);
}
