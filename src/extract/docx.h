/* docx.h: a Word document (Office Open XML) into the builder. One thread. */
#ifndef LECTERN_EXTRACT_DOCX_H
#define LECTERN_EXTRACT_DOCX_H

#include "extract/extract.h"
#include "extract/guard.h"

/* ERR_DAMAGED, ERR_TOO_BIG, ERR_NOT_A_KIND (a sheet or slides), ERR_NO_TEXT, ERR_NO_MEMORY. */
MUST_USE enum err docx_extract(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                               struct builder *b);

#endif
