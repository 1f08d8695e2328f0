#include "extract/fd_stream.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

size_t fd_read_at(int fd, off_t at, unsigned char *out, size_t most)
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
    size_t got = fd_read_at(s->fd, s->at, s->buffer, sizeof s->buffer);
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

enum err fd_stream_open(fz_context *ctx, int fd, off_t bytes, fz_stream **out)
{
    struct stream_opening o = {.state = mem_new(1, sizeof *o.state)};
    o.state->fd = fd;
    o.state->bytes = bytes;
    enum err err = guard_run(ctx, open_stream, &o); /* which lets go of the state when it fails */
    *out = o.stream;
    return err;
}
