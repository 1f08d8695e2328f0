/* guard.h: the border that MuPDF's exceptions do not cross.
 *
 * Every call of MuPDF that may throw is made inside a `work` function run by guard_run. What `work` made stands in its `data`, so
 * that the caller can let go of it afterwards, whatever happened. Nested calls are fine. One thread for each context. */
#ifndef LECTERN_EXTRACT_GUARD_H
#define LECTERN_EXTRACT_GUARD_H

#include "base/err.h"
#include "extract/mupdf_compat.h"

/* Runs work(ctx, data). ERR_NO_MEMORY, or ERR_DAMAGED for whatever else MuPDF threw. */
MUST_USE enum err guard_run(fz_context *ctx, void (*work)(fz_context *ctx, void *data), void *data);

/* A context that writes nothing to stderr, keeps at most `store_bytes` of decoded things, and reads no system fonts. NULL: no
 * memory. Free with fz_drop_context. */
fz_context *guard_new_context(size_t store_bytes);

#endif
