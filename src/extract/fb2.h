/* fb2.h: a FictionBook 2, plain or zipped, into the builder. One thread. */
#ifndef LECTERN_EXTRACT_FB2_H
#define LECTERN_EXTRACT_FB2_H

#include "extract/extract.h"
#include "extract/guard.h"

#include <stdbool.h>

/* ERR_DAMAGED, ERR_TOO_BIG, ERR_NOT_A_KIND (an archive without such a book), ERR_NO_TEXT, ERR_NO_MEMORY. */
MUST_USE enum err fb2_extract(fz_context *ctx, fz_stream *stream, bool is_zipped,
                              const struct extract_job *job, struct builder *b);

#endif
