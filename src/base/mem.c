#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
