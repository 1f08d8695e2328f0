/* A tar file from strange bytes. Whatever is taken must lie within the file, under safe names that differ.
 *
 * The first byte says which: 'R', the rest is a file; else it is blocks: every header among them gets its right sum, so that what is behind
 * it is met. */
#include "base/mem.h"
#include "library/pack_path.h"
#include "library/ustar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BLOCK = 512 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds)
{
    if (!holds)
        abort();
}

static void mend_sum(unsigned char *header)
{
    unsigned sum = 0;
    char number[9];
    memset(header + 148, ' ', 8);
    for (int i = 0; i < BLOCK; i++)
        sum += header[i];
    snprintf(number, sizeof number, "%06o", sum & 0777777);
    memcpy(header + 148, number, 7);
}

static void check(int fd, uint64_t size)
{
    struct ustar_list list;
    enum err err = ustar_read(fd, &list);
    must(err == ERR_OK || err == ERR_PACK || err == ERR_TOO_BIG);
    for (size_t i = 0; err == ERR_OK && i < list.count; i++) {
        const struct ustar_member *m = &list.items[i];
        must(pack_path_is_safe(m->path));
        must(m->offset <= size && m->bytes <= size - m->offset);
        for (size_t k = 0; k < i; k++)
            must(strcmp(m->path, list.items[k].path) != 0);
    }
    ustar_list_free(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 64 * 1024)
        return 0;
    size_t count = size - 1;
    unsigned char *bytes = mem_new(1, count);
    memcpy(bytes, data + 1, count);
    for (size_t at = 0; data[0] != 'R' && at + BLOCK <= count; at += BLOCK)
        if (memcmp(bytes + at + 257, "ustar", 5) == 0)
            mend_sum(bytes + at);
    int fd = memfd_create("tar", MFD_CLOEXEC);
    must(fd >= 0 && write(fd, bytes, count) == (ssize_t)count);
    check(fd, count);
    close(fd);
    free(bytes);
    return 0;
}
