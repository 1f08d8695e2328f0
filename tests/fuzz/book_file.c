/* A book file, and the start of it, from strange bytes, and the sample book with strange changes, under a right header and checksum so that the checks
 * behind them are met. Whatever opens must bear a walk.
 *
 * The first byte says which: 'R', the rest is a file; else the rest is changes to the sample: 2 bytes where, 1 byte what. */
#include "../unit/book/sample.h"
#include "../unit/book/walk.h"
#include "base/file.h"
#include "book/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void open_and_walk(const unsigned char *bytes, size_t count)
{
    struct book *book;
    if (book_from_bytes(bytes, count, &book) == ERR_OK)
        (void)walk_book(book);
    book_close(book);
}

enum { START_WORDS = 5 };

static void start_and_walk(const unsigned char *bytes, size_t count)
{
    int fd = memfd_create("book", MFD_CLOEXEC);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (fd < 0 || file_write_all(fd, bytes, count) != ERR_OK)
        abort();
    bool is_whole;
    struct book *book;
    if (book_open_start(path, START_WORDS, &is_whole, &book) == ERR_OK)
        (void)walk_book(book);
    book_close(book);
    close(fd);
}

static void mend_header(unsigned char *bytes, size_t count)
{
    struct book_header header;
    if (count < sizeof header)
        return;
    memcpy(&header, bytes, sizeof header);
    memcpy(header.magic, BOOK_MAGIC, sizeof header.magic);
    header.version = BOOK_VERSION;
    header.file_bytes = count;
    memcpy(bytes, &header, sizeof header);
    size_t end = header.parts[PART_PICTURE_DATA].offset;
    if (end < sizeof header || end > count)
        return;
    header.crc = (uint32_t)crc32_z(0, bytes + BOOK_CRC_FROM, end - BOOK_CRC_FROM);
    memcpy(bytes, &header, sizeof header);
}

static void change(struct str *bytes, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + 3 <= size; i += 3) {
        size_t at = data[i] | (size_t)data[i + 1] << 8;
        if (at < bytes->length_bytes)
            bytes->data[at] = (char)data[i + 2];
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {0};
    if (size == 0)
        return 0;
    if (data[0] == 'R') {
        open_and_walk(data + 1, size - 1);
        str_add_bytes(&bytes, data + 1, size - 1);
    } else {
        struct builder *b = builder_new();
        sample_build(b);
        if (builder_finish(b, &bytes) != ERR_OK)
            abort();
        builder_free(b);
        change(&bytes, data + 1, size - 1);
    }
    if (bytes.data) {
        mend_header((unsigned char *)bytes.data, bytes.length_bytes);
        open_and_walk((unsigned char *)bytes.data, bytes.length_bytes);
        start_and_walk((unsigned char *)bytes.data, bytes.length_bytes);
    }
    str_free(&bytes);
    return 0;
}
