/* pdf_heaps.h: the shapes of a page gathered into heaps, one for each picture: an image, the tiles or layers of one, or the parts of
 * a drawing. What is no picture (rules, panels, bands, backgrounds, bullets) is in none. */
#ifndef LECTERN_EXTRACT_PDF_HEAPS_H
#define LECTERN_EXTRACT_PDF_HEAPS_H

#include "extract/pdf.h"

struct pdf_heap {
    struct box box;
    struct box
        ground;      /* its largest plain box: a tile that it stands on, if as large as all of it */
    uint32_t shapes; /* all of them */
    uint32_t parts;  /* thin lines, of which frames are made too, don't count */
    uint32_t images; /* of the parts */
    uint32_t drawn;  /* parts that can't be a frame or a cell (ink_shape.is_drawn) */
    uint32_t round;  /* circles and the like */
    uint32_t arrows;
    uint32_t width_px, height_px; /* of its first image */
    bool is_artifact;             /* all of it was drawn as page artifacts */
};

struct pdf_heaps {
    struct pdf_heap *items;
    uint32_t count, cap;
};

/* Empties `out` and fills it with the pictures of page `page`, from 0. */
void pdf_heaps_of_page(const struct pdf *pdf, uint32_t page, struct pdf_heaps *out);
/* Is a picture in this box one that other things of the page stand on? */
bool pdf_heaps_is_ground(const struct pdf *pdf, uint32_t page, struct box box);

void pdf_heaps_free(struct pdf_heaps *heaps);

#endif
