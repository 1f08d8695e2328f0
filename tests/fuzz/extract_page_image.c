/* Any bytes as a PDF whose pages a visitor looks at: each is drawn whole, and a part of it larger. A picture has as many bytes as it says. */
#include "document.h"
#include "extract/page_image.h"
#include "pdf_hooks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PAGES_MOST = 3, WIDE_PX = 90, HIGH_PX = 120 };

static void draw(struct page_source *source, uint32_t page, int times, struct rect part)
{
    unsigned char *pixels = NULL;
    enum err err = page_image_draw(source, page, WIDE_PX * times, HIGH_PX * times, part, &pixels);
    document_must(err == ERR_OK || err == ERR_NOT_FOUND || err == ERR_DAMAGED ||
                  err == ERR_NO_MEMORY || err == ERR_TOO_BIG);
    document_must((err == ERR_OK) == (pixels != NULL));
    unsigned sum = 0;
    for (size_t i = 0; pixels && i < (size_t)part.w * (size_t)part.h * 3; i++)
        sum += pixels[i];
    document_must(sum <= 255u * 3 * (unsigned)part.w * (unsigned)part.h);
    free(pixels);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct page_source *source = NULL;
    int fd = memfd_create("document", MFD_CLOEXEC);
    document_must(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    enum err err = page_source_open(fd, "strange.pdf", &source);
    document_must((err == ERR_OK) == (source != NULL));
    for (uint32_t page = 1; source && page <= PAGES_MOST; page++) {
        draw(source, page, 1, (struct rect){0, 0, WIDE_PX, HIGH_PX});
        draw(source, page, 8, (struct rect){WIDE_PX, HIGH_PX, 30, 20});
    }
    page_source_free(source);
    close(fd);
    return 0;
}
