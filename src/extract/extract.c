#include "extract/extract.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/sniff.h"
#include "extract/docx.h"
#include "extract/epub.h"
#include "extract/fb2.h"
#include "extract/fd_stream.h"
#include "extract/guard.h"
#include "extract/html.h"
#include "extract/mobi.h"
#include "extract/odt.h"
#include "extract/pdf.h"
#include "extract/plain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const size_t STORE_BYTES = 48u << 20;
static const size_t MOST_TEXT_BYTES = 32u << 20; /* of HTML or plain text, which are read whole */

enum { TAIL_BYTES = 2048 };

struct source {
    int fd;
    off_t bytes;
    unsigned char head[SNIFF_BYTES];
    size_t head_bytes;
    unsigned char tail[TAIL_BYTES];
    size_t tail_bytes;
};

static void look_at(struct source *s)
{
    s->bytes = lseek(s->fd, 0, SEEK_END);
    s->head_bytes = fd_read_at(s->fd, 0, s->head, sizeof s->head);
    off_t from = s->bytes > TAIL_BYTES ? s->bytes - TAIL_BYTES : 0;
    s->tail_bytes = fd_read_at(s->fd, from, s->tail, sizeof s->tail);
}

static enum err read_parts(fz_context *ctx, fz_stream *stream, enum kind kind,
                           const struct extract_job *job, struct builder *b)
{
    switch (kind) {
    case KIND_DOCX:
        return docx_extract(ctx, stream, job, b);
    case KIND_ODT:
    case KIND_FODT:
        return odt_extract(ctx, stream, kind == KIND_FODT, job, b);
    case KIND_FB2:
    case KIND_FB2_ZIP:
        return fb2_extract(ctx, stream, kind == KIND_FB2_ZIP, job, b);
    case KIND_MOBI:
        return mobi_extract(ctx, stream, job, b);
    default:
        return epub_extract(ctx, stream, job, b);
    }
}

static enum err read_with_mupdf(const struct source *s, enum kind kind,
                                const struct extract_job *job, struct builder *b)
{
    fz_stream *stream = NULL;
    fz_context *ctx = guard_new_context(STORE_BYTES);
    if (!ctx)
        return ERR_NO_MEMORY;
    enum err err = fd_stream_open(ctx, s->fd, s->bytes, &stream);
    if (err == ERR_OK && kind == KIND_PDF)
        err = pdf_extract(ctx, stream, sniff_pdf_ending(s->tail, s->tail_bytes), job, b);
    else if (err == ERR_OK)
        err = read_parts(ctx, stream, kind, job, b);
    fz_drop_stream(ctx, stream);
    fz_drop_context(ctx);
    return err;
}

static enum err read_text(const struct source *s, enum kind kind, const struct extract_job *job,
                          struct builder *b)
{
    enum err err = ERR_OK;
    if ((uint64_t)s->bytes > MOST_TEXT_BYTES)
        return ERR_TOO_BIG;
    char *bytes = malloc((size_t)s->bytes + 1);
    if (!bytes)
        return ERR_NO_MEMORY;
    size_t count = fd_read_at(s->fd, 0, (unsigned char *)bytes, (size_t)s->bytes);
    bytes[count] = '\0';
    extract_begin_page(job, 1, 1);
    if (kind == KIND_HTML)
        err = html_extract(bytes, count, job, b);
    else
        plain_extract(bytes, count, kind == KIND_MARKDOWN, b);
    free(bytes);
    if (err == ERR_OK && builder_word_count(b) == 0)
        err = ERR_NO_TEXT;
    return err;
}

void extract_begin_page(const struct extract_job *job, uint32_t page, uint32_t pages)
{
    if (job->page_begins)
        job->page_begins(job->data, page, pages);
}

void extract_leave_pictures(const struct extract_job *job, uint32_t page)
{
    uint32_t *from = job->no_pictures_from;
    if (from && (*from == 0 || page < *from))
        *from = page;
}

uint32_t extract_begin_picture(const struct extract_job *job, uint32_t page, uint32_t pages)
{
    if (job->picture_most_px == 0 || (job->bare_from && page >= job->bare_from))
        return 0;
    for (uint32_t i = 0; i < job->bare_count; i++) {
        if (job->bare[i] == page)
            return 0;
    }
    if (job->pictures_end_us && clock_monotonic_us() >= job->pictures_end_us) {
        extract_leave_pictures(job, page);
        return 0;
    }
    extract_begin_page(job, page, pages);
    return job->picture_most_px;
}

static bool is_skipped(const struct extract_job *job, uint32_t page)
{
    bool is = job->give_up_from && page >= job->give_up_from;
    for (uint32_t i = 0; i < job->skip_count; i++)
        is |= job->skip[i] == page;
    return is;
}

static void warn_of_pictures(const struct extract_job *job, enum kind kind, struct builder *b)
{
    bool has_pages = kind == KIND_PDF || kind == KIND_EPUB;
    uint32_t from = job->bare_from ? job->bare_from : *job->no_pictures_from;
    for (uint32_t i = 0; i < job->bare_count; i++) {
        if (!is_skipped(job, job->bare[i]))
            builder_add_warning(b, WARNING_PICTURES_LOST, has_pages ? job->bare[i] : 0, 1, NULL);
    }
    if (from)
        builder_add_warning(b, WARNING_PICTURES_GIVEN_UP, has_pages ? from : 0, 0, NULL);
}

static enum err read_kind(const struct source *s, enum kind kind, const struct extract_job *job,
                          struct builder *b)
{
    bool is_text = kind == KIND_HTML || kind == KIND_TEXT || kind == KIND_MARKDOWN;
    enum err err = is_text ? read_text(s, kind, job, b) : read_with_mupdf(s, kind, job, b);
    if (err == ERR_OK)
        warn_of_pictures(job, kind, b);
    return err;
}

enum err extract_document(const struct extract_job *job, struct builder *b)
{
    struct source *s = mem_new(1, sizeof *s);
    struct extract_job own = *job;
    uint32_t no_pictures_from = 0;
    enum kind kind;
    own.no_pictures_from = &no_pictures_from;
    s->fd = job->fd;
    look_at(s);
    enum err err = s->bytes < 0 ? ERR_IO : sniff_kind(s->head, s->head_bytes, job->name, &kind);
    if (err == ERR_OK)
        err = read_kind(s, kind, &own, b);
    free(s);
    return err;
}
