/* fd_stream.h: an open file as a stream for MuPDF, buffered by us: stdio would ask fstat, which the sandbox denies. One thread. */
#ifndef LECTERN_EXTRACT_FD_STREAM_H
#define LECTERN_EXTRACT_FD_STREAM_H

#include "extract/guard.h"

#include <sys/types.h>

/* Reads `most` bytes from `at`, or what there is; returns how many. */
size_t fd_read_at(int fd, off_t at, unsigned char *out, size_t most);

/* A stream over `fd` (borrowed while the stream lives), which holds `bytes`. Let go of it with fz_drop_stream. */
MUST_USE enum err fd_stream_open(fz_context *ctx, int fd, off_t bytes, fz_stream **out);

#endif
