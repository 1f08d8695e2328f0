#include "extract/extract.h"

#include "extract/docx.h"
#include "extract/epub.h"
#include "extract/fb2.h"
#include "extract/guard.h"
#include "extract/html.h"
#include "extract/mobi.h"
#include "extract/odt.h"
#include "extract/pdf.h"
#include "extract/plain.h"
#include "extract/sniff.h"

#include "base/mem.h"

#include <stdio.h>
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

/* Reads `most` bytes from `at`, or what there is. */
static size_t read_at(int fd, off_t at, unsigned char *out, size_t most)
{
    size_t got = 0;
    if (lseek(fd, at, SEEK_SET) < 0)
        return 0;
    while (got < most) {
        ssize_t n = read(fd, out + got, most - got);
        if (n <= 0)
            break;
        got += (size_t)n;
    }
    return got;
}

static void look_at(struct source *s)
{
    s->bytes = lseek(s->fd, 0, SEEK_END);
    s->head_bytes = read_at(s->fd, 0, s->head, sizeof s->head);
    off_t from = s->bytes > TAIL_BYTES ? s->bytes - TAIL_BYTES : 0;
    s->tail_bytes = read_at(s->fd, from, s->tail, sizeof s->tail);
}

/* The document as a stream for MuPDF that reads from the descriptor, buffered by us: stdio would ask fstat, which the sandbox denies. */
struct fd_stream {
    int fd;
    off_t at, bytes;
    unsigned char buffer[65536];
};

static int fill_stream(fz_context *ctx, fz_stream *stream, size_t max)
{
    struct fd_stream *s = stream->state;
    (void)ctx;
    (void)max;
    size_t got = read_at(s->fd, s->at, s->buffer, sizeof s->buffer);
    stream->rp = s->buffer;
    stream->wp = s->buffer + got;
    s->at += (off_t)got;
    stream->pos = s->at;
    return got > 0 ? *stream->rp++ : EOF;
}

static void seek_stream(fz_context *ctx, fz_stream *stream, int64_t offset, int whence)
{
    struct fd_stream *s = stream->state;
    int64_t to = whence == SEEK_END   ? s->bytes + offset
                 : whence == SEEK_CUR ? s->at + offset
                                      : offset;
    (void)ctx;
    s->at = to < 0 ? 0 : to > s->bytes ? s->bytes : to;
    stream->pos = s->at;
    stream->rp = stream->wp = s->buffer;
}

static void drop_stream(fz_context *ctx, void *state)
{
    (void)ctx;
    free(state);
}

struct stream_opening {
    struct fd_stream *state;
    fz_stream *stream;
};

static void open_stream(fz_context *ctx, void *data)
{
    struct stream_opening *o = data;
    o->stream = fz_new_stream(ctx, o->state, fill_stream, drop_stream);
    o->stream->seek = seek_stream;
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
    struct stream_opening o = {.state = mem_new(1, sizeof *o.state)};
    fz_context *ctx = guard_new_context(STORE_BYTES);
    if (!ctx) {
        free(o.state);
        return ERR_NO_MEMORY;
    }
    o.state->fd = s->fd;
    o.state->bytes = s->bytes;
    enum err err = guard_run(ctx, open_stream, &o); /* which lets go of the state when it fails */
    if (err == ERR_OK && kind == KIND_PDF)
        err = pdf_extract(ctx, o.stream, sniff_pdf_ending(s->tail, s->tail_bytes), job, b);
    else if (err == ERR_OK)
        err = read_parts(ctx, o.stream, kind, job, b);
    fz_drop_stream(ctx, o.stream);
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
    size_t count = read_at(s->fd, 0, (unsigned char *)bytes, (size_t)s->bytes);
    bytes[count] = '\0';
    if (job->page_begins)
        job->page_begins(job->data, 1, 1);
    if (kind == KIND_HTML)
        err = html_extract(bytes, count, job, b);
    else
        plain_extract(bytes, count, kind == KIND_MARKDOWN, b);
    free(bytes);
    if (err == ERR_OK && builder_word_count(b) == 0)
        err = ERR_NO_TEXT;
    return err;
}

enum err extract_document(const struct extract_job *job, struct builder *b)
{
    struct source *s = mem_new(1, sizeof *s);
    enum kind kind;
    s->fd = job->fd;
    look_at(s);
    enum err err = s->bytes < 0 ? ERR_IO : sniff_kind(s->head, s->head_bytes, job->name, &kind);
    if (err == ERR_OK)
        err = kind == KIND_HTML || kind == KIND_TEXT || kind == KIND_MARKDOWN
                  ? read_text(s, kind, job, b)
                  : read_with_mupdf(s, kind, job, b);
    free(s);
    return err;
}
