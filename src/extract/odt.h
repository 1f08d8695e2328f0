/* odt.h: an OpenDocument text, zipped (.odt) or flat (.fodt), into the builder. One thread. */
#ifndef LECTERN_EXTRACT_ODT_H
#define LECTERN_EXTRACT_ODT_H

#include "extract/extract.h"
#include "extract/guard.h"

#include <stdbool.h>

/* ERR_DAMAGED, ERR_LOCKED, ERR_TOO_BIG, ERR_NOT_A_KIND (a sheet or slides), ERR_NO_TEXT, ERR_NO_MEMORY. */
MUST_USE enum err odt_extract(fz_context *ctx, fz_stream *stream, bool is_flat,
                              const struct extract_job *job, struct builder *b);

#endif
