/* document.h: strange bytes as a document: whatever comes out of the one door must be a book that opens and bears a walk, or a
 * refusal for one of the causes that a document can have. */
#ifndef LECTERN_FUZZ_DOCUMENT_H
#define LECTERN_FUZZ_DOCUMENT_H

#include "../unit/book/walk.h"
#include "extract/extract.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PICTURE_MOST_PX = 64 };

/* AddressSanitizer and the worker's own limit don't go together (src/worker/README.md): it stands in for it, so that a picture which claims
 * to be of 3 GB is refused here as it is there. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1:max_allocation_size_mb=512";
}

static inline void document_must(bool holds)
{
    if (!holds)
        abort();
}

/* Finishes the book of a builder that was filled, and walks it. Frees the builder. */
static inline void document_finish(struct builder *b)
{
    struct str bytes = {0};
    enum err err = builder_finish(b, &bytes);
    document_must(err == ERR_OK || err == ERR_NO_TEXT);
    if (err == ERR_OK) {
        struct book *book;
        document_must(book_from_bytes((unsigned char *)bytes.data, bytes.length_bytes, &book) ==
                      ERR_OK);
        (void)walk_book(book);
        book_close(book);
    }
    builder_free(b);
    str_free(&bytes);
}

/* Reads the bytes as the worker would, as a file of this name. */
static inline void document_read(const char *name, const void *bytes, size_t count)
{
    int fd = memfd_create("document", MFD_CLOEXEC);
    document_must(fd >= 0);
    document_must(write(fd, bytes, count) == (ssize_t)count);
    struct extract_job job = {.fd = fd, .name = name, .picture_most_px = PICTURE_MOST_PX};
    struct builder *b = builder_new();
    enum err err = extract_document(&job, b);
    document_must(err == ERR_OK || err == ERR_EMPTY || err == ERR_DAMAGED || err == ERR_LOCKED ||
                  err == ERR_TOO_BIG || err == ERR_NO_TEXT || err == ERR_NOT_A_KIND ||
                  err == ERR_NO_MEMORY);
    close(fd);
    document_finish(b);
}

#endif
