/* mupdf_compat.h: the differences between MuPDF 1.21 (Debian 12) and 1.25 (Debian 13), and nothing else. */
#ifndef LECTERN_EXTRACT_MUPDF_COMPAT_H
#define LECTERN_EXTRACT_MUPDF_COMPAT_H

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

/* A processor that draws into `dev`. Close with pdf_close_processor, let go with pdf_drop_processor. Throws. */
static inline pdf_processor *compat_new_run_processor(fz_context *ctx, pdf_document *doc,
                                                      fz_device *dev, fz_matrix ctm,
                                                      fz_cookie *cookie)
{
#if FZ_VERSION_MINOR >= 22
    return pdf_new_run_processor(ctx, doc, dev, ctm, -1, "View", NULL, NULL, cookie);
#else
    (void)doc;
    return pdf_new_run_processor(ctx, dev, ctm, "View", NULL, NULL, cookie);
#endif
}

static inline void compat_process_contents(fz_context *ctx, pdf_processor *proc, pdf_document *doc,
                                           pdf_obj *resources, pdf_obj *contents, fz_cookie *cookie)
{
#if FZ_VERSION_MINOR >= 23
    pdf_process_contents(ctx, proc, doc, resources, contents, cookie, NULL);
#else
    pdf_process_contents(ctx, proc, doc, resources, contents, cookie);
#endif
}

/* The code of an error that means: no memory left. */
#if FZ_VERSION_MINOR >= 24
#define COMPAT_ERROR_MEMORY FZ_ERROR_SYSTEM
#else
#define COMPAT_ERROR_MEMORY FZ_ERROR_MEMORY
#endif

#if FZ_VERSION_MINOR > 21
/* 1.25 still has these in the library, but no longer in its public headers. Owned by the caller (fz_free). Throw. */
char *pdf_parse_link_dest(fz_context *ctx, pdf_document *doc, pdf_obj *dest);
char *pdf_parse_link_action(fz_context *ctx, pdf_document *doc, pdf_obj *action, int page);
#endif

/* The parameters of a processor's op_Do_form, and what it is called with. */
#if FZ_VERSION_MINOR >= 24
#define COMPAT_FORM_PARAMS fz_context *ctx, pdf_processor *proc, const char *name, pdf_obj *form
#define COMPAT_FORM_ARGS   ctx, proc, name, form
#else
#define COMPAT_FORM_PARAMS                                                                         \
    fz_context *ctx, pdf_processor *proc, const char *name, pdf_obj *form, pdf_obj *resources
#define COMPAT_FORM_ARGS ctx, proc, name, form, resources
#endif

/* What an error that was caught and handled must be told from 1.24 on, lest MuPDF prints it as unhandled. */
static inline void compat_ignore_error(fz_context *ctx)
{
#if FZ_VERSION_MINOR >= 24
    fz_ignore_error(ctx);
#else
    (void)ctx;
#endif
}

#endif
