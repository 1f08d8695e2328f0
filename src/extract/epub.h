/* epub.h: an EPUB (2 or 3) into the builder, chapter by chapter in the order of its spine. One thread. */
#ifndef LECTERN_EXTRACT_EPUB_H
#define LECTERN_EXTRACT_EPUB_H

#include "extract/extract.h"
#include "extract/guard.h"

/* ERR_DAMAGED, ERR_LOCKED (its text is encrypted), ERR_NO_TEXT, ERR_NO_MEMORY. */
MUST_USE enum err epub_extract(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                               struct builder *b);

#endif
