/* strange.h: strange bytes as a text, as a file that has a path, and as a library; nothing of it is on a disk. */
#ifndef LECTERN_FUZZ_STRANGE_H
#define LECTERN_FUZZ_STRANGE_H

#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void must(bool holds)
{
    if (!holds)
        abort();
}

/* A file in memory; `path` names it as long as it is open. Close it with close. */
struct strange_file {
    int fd;
    char path[32];
};

static inline struct strange_file strange_file_of(const void *bytes, size_t count)
{
    struct strange_file f = {.fd = memfd_create("strange", MFD_CLOEXEC)};
    must(f.fd >= 0 && write(f.fd, bytes, count) == (ssize_t)count);
    snprintf(f.path, sizeof f.path, "/proc/self/fd/%d", f.fd);
    return f;
}

/* The bytes with a NUL behind them, of exactly that size, so that AddressSanitizer sees a read past the end. Free with free. */
static inline char *strange_text(const void *bytes, size_t count)
{
    char *text = mem_new(1, count + 1);
    memcpy(text, bytes, count);
    return text;
}

/* Cuts the next line off; NULL behind the last. */
static inline char *strange_line(char **text)
{
    char *line = *text;
    if (!line)
        return NULL;
    char *end = strchr(line, '\n');
    if (end)
        *end++ = 0;
    *text = end;
    return line;
}

#endif
