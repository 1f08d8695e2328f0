#include "base/mem.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static _Noreturn void out_of_memory(void)
{
    fputs("lectern: there is no memory left. Restart the kiosk.\n", stderr);
    abort();
}

void *mem_new(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

void *mem_new_large(size_t bytes)
{
    enum { HUGE_PAGE_BYTES = 2 << 20, ALIGNMENT_BYTES = 64 };
    void *p = NULL;
    bool huge = bytes >= HUGE_PAGE_BYTES;
    size_t rest = bytes % HUGE_PAGE_BYTES, over = rest ? HUGE_PAGE_BYTES - rest : 0;
    if (over < bytes / 8) /* else too much would lie idle */
        bytes += over;
    if (posix_memalign(&p, huge ? HUGE_PAGE_BYTES : ALIGNMENT_BYTES, bytes ? bytes : 1) != 0)
        out_of_memory();
    if (huge)
        (void)madvise(p, bytes, MADV_HUGEPAGE); /* a system without them has small ones */
    return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    size_t bytes = count * size;
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p)
        out_of_memory();
    return p;
}

char *mem_copy_bytes(const char *s, size_t bytes)
{
    char *copy = mem_new(bytes + 1, 1);
    if (bytes)
        memcpy(copy, s, bytes);
    return copy;
}

char *mem_copy_string(const char *s)
{
    return mem_copy_bytes(s, strlen(s));
}

void mem_give_back(void)
{
    malloc_trim(0);
}
