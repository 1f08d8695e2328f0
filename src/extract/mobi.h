/* mobi.h: a Mobipocket book (.mobi, .azw, .prc) or a PalmDOC text into the builder. One thread.
 *
 * The container is unpacked here, not by MuPDF 1.21, which trusts the offsets in it and reads past its end. */
#ifndef LECTERN_EXTRACT_MOBI_H
#define LECTERN_EXTRACT_MOBI_H

#include "extract/extract.h"
#include "extract/guard.h"

/* ERR_DAMAGED, ERR_LOCKED, ERR_TOO_BIG, ERR_NOT_A_KIND (packed in Amazon's own way, HUFF/CDIC), ERR_NO_TEXT, ERR_NO_MEMORY. */
MUST_USE enum err mobi_extract(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                               struct builder *b);

#endif
