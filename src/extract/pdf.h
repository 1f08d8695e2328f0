/* pdf.h: one PDF being read: its pages, and what was found on them, in flat arrays over the whole document.
 *
 * Reading goes in stages: pdf.c opens it and reads every page (ink, words, shapes, links); then either pdf_tags.c follows the
 * structure tree, or pdf_rows.c, pdf_furniture.c, pdf_gutters.c, pdf_layout.c and pdf_paragraphs.c guess the order from the page;
 * pdf_emit.c gives words to the builder. Pages count from 0 here, from 1 in the book. One thread. */
#ifndef LECTERN_EXTRACT_PDF_H
#define LECTERN_EXTRACT_PDF_H

#include "base/sniff.h"
#include "extract/extract.h"
#include "extract/ink.h"
#include "extract/words.h"

struct pdf_sheet {
    pdf_obj *obj; /* kept */
    int object_number;
    float width_pt, height_pt;
    fz_matrix ctm;
    uint32_t word_first, word_count;
    uint32_t shape_first, shape_count;
    uint32_t link_first, link_count;
    bool is_lost; /* not read: left out by the job, or broken */
};

struct pdf_link {
    struct box box;
    char *uri; /* "https://...", or "#p3y120" for a place inside */
};

/* A place that a link or the contents lead to. */
struct pdf_place {
    uint32_t page;
    float y;
    bool is_given; /* its anchor is in the book */
};

struct pdf {
    fz_context *ctx;
    pdf_document *doc;
    const struct extract_job *job;
    struct builder *builder;
    struct pdf_sheet *sheets;
    uint32_t sheet_count, sheet_cap;
    struct ink ink;
    struct words words;
    struct pdf_link *links;
    uint32_t link_count, link_cap;
    struct pdf_place *places;
    uint32_t place_count, place_cap;
    float body_size; /* the size that most letters have */
    bool is_tagged;  /* its tags give the words */
    bool was_repaired;
    bool has_loose_pages; /* their tree is gone: their order is a guess, and some may be missing */
};

/* The shapes of a page; NULL where it has none. */
static inline const struct ink_shape *pdf_shapes_of(const struct pdf *pdf,
                                                    const struct pdf_sheet *sheet)
{
    return sheet->shape_count ? pdf->ink.shapes + sheet->shape_first : NULL;
}

/* Reads the PDF in `stream` into the job's builder. A file that was cut off is ERR_DAMAGED, unless most of it is left
 * (pdf_loss.h): half of a document must not pass for the whole. */
MUST_USE enum err pdf_extract(fz_context *ctx, fz_stream *stream, enum ending ending,
                              const struct extract_job *job, struct builder *b);

#endif
