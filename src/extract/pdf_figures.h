/* pdf_figures.h: the pictures of a PDF: images, and drawings whose parts are gathered into one; decoration is told apart.
 *
 * Pictures are drawn from the page itself when they are given, one page at a time, so that masks, clips and lettering over them
 * come out as on paper. */
#ifndef LECTERN_EXTRACT_PDF_FIGURES_H
#define LECTERN_EXTRACT_PDF_FIGURES_H

#include "extract/pdf.h"

struct pdf_figure {
    struct box box;
    uint32_t page;                /* from 0 */
    uint32_t width_px, height_px; /* of its image; 0 for a drawing */
    bool is_artifact;             /* its author says that it means nothing */
};

struct pdf_figures {
    struct pdf_figure *items; /* pages rising */
    uint32_t count, cap;
    fz_display_list *list; /* the page that was drawn last */
    uint32_t list_page;    /* from 1; 0 none */
    uint32_t no_alt;       /* pictures given without a description */
};

/* The pictures of all pages that mean something, without those that tags give (ink_shape.is_given): no rules, frames, backgrounds,
 * bullets or logos that repeat. */
void pdf_figures_find(struct pdf *pdf, struct pdf_figures *out);
void pdf_figures_free(struct pdf *pdf, struct pdf_figures *f);

/* Gives one picture to the builder, drawn no larger than it is useful. `alt` may be NULL. */
void pdf_figures_give(struct pdf *pdf, struct pdf_figures *f, const struct builder_block *block,
                      const struct pdf_figure *figure, const char *alt, const char *alt_lang);

#endif
