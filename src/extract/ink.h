/* ink.h: what a PDF page draws, as flat arrays: glyphs, pictures and shapes, each with the tag that it was drawn under.
 *
 * Coordinates are points from the page's top left corner, y downwards, the page's own rotation done. A mark is one marked-content
 * sequence (BDC ... EMC); mark 0 means 'under no tag'. Glyphs stand in drawing order, which says nothing of reading order. */
#ifndef LECTERN_EXTRACT_INK_H
#define LECTERN_EXTRACT_INK_H

#include "base/geom.h"
#include "base/str.h"
#include "extract/guard.h"

#include <stdbool.h>
#include <stdint.h>

enum { INK_BOLD = 1, INK_ITALIC = 2, INK_MONO = 4, INK_HIDDEN = 8 };

enum { INK_SLANTED = 4 }; /* a turn that is no quarter turn */

struct ink_glyph {
    float x, y; /* where it begins on its baseline */
    float dx,
        dy; /* how far it moves the pen; 0, 0: another letter of the glyph before (a ligature) */
    float size;            /* points */
    float ascent, descent; /* points over (and, negative, under) the baseline */
    uint32_t letter;       /* Unicode */
    uint32_t mark;
    uint8_t turn;  /* quarter turns clockwise of its direction; INK_SLANTED */
    uint8_t flags; /* INK_ */
};

struct ink_mark {
    int32_t mcid;    /* -1: none */
    uint32_t stream; /* object number of the form that holds the MCID; 0: the page */
    uint32_t page;   /* from 0 */
    bool is_artifact;
    bool is_pagination; /* an artifact that says it is page furniture */
    bool has_actual;    /* ActualText stands for its glyphs */
    uint32_t actual;    /* offset in strings */
    uint32_t expansion; /* offset in strings; 0: none */
    uint32_t lang;      /* offset in strings; 0: none */
};

enum ink_shape_kind { SHAPE_IMAGE = 1, SHAPE_FILL, SHAPE_STROKE, SHAPE_SHADE };

struct ink_shape {
    struct box box;
    enum ink_shape_kind kind;
    uint32_t mark;
    uint32_t page;                /* from 0 */
    uint32_t width_px, height_px; /* of an image */
    uint32_t steps;               /* lines and curves of a path; 0 for what is no path */
    bool is_drawn;                /* a path that is neither a box, round or not, nor an ellipse */
    bool is_round;                /* a path of curves only */
    bool is_arrow;                /* a triangle, or an arrow of seven corners */
    uint32_t ident;               /* the same number: the same image; 0 for what is none */
    bool is_given;                /* it belongs to a figure that a tag names */
    bool is_repeated;             /* it stands at the same place of many pages (pdf_repeats.h) */
};

struct ink {
    struct ink_glyph *glyphs; /* of the page that was read last */
    uint32_t glyph_count, glyph_cap;
    struct ink_shape *shapes; /* of all pages that were read */
    uint32_t shape_count, shape_cap;
    struct ink_mark *marks; /* of all pages; marks[0] is 'none' */
    uint32_t mark_count, mark_cap;
    struct str strings; /* NUL-terminated, begins with "" */
    bool is_cut;        /* the page had more than a page may have */
};

void ink_init(struct ink *ink);
void ink_free(struct ink *ink);

struct ink_page {
    pdf_document *doc;
    pdf_obj *obj;
    uint32_t number; /* from 0 */
    fz_rect bounds;  /* with its corner at 0, 0 */
    fz_matrix ctm;
};

/* Reads one page; glyphs of the one before are forgotten. Whatever was read before an error stays. */
MUST_USE enum err ink_read_page(fz_context *ctx, const struct ink_page *page, struct ink *ink);

/* Draws the page (without annotations) into any device. Throws. */
void ink_run(fz_context *ctx, const struct ink_page *page, fz_device *dev, fz_cookie *cookie);

#endif
