/* docx_part.h: the parts of a DOCX and what they name: pictures, notes, web addresses. One thread. */
#ifndef LECTERN_EXTRACT_DOCX_PART_H
#define LECTERN_EXTRACT_DOCX_PART_H

#include "extract/office_zip.h"

struct docx_relation {
    const char *id, *type,
        *target; /* borrowed from the XML; type is its last word: "image", "hyperlink" */
    char *path;  /* of the part in the archive; NULL: it lies outside */
};

/* One part: its tree and what it names. All NULL when the document has no such part. */
struct docx_part {
    char *path;
    fz_xml *xml, *relations_xml; /* owned */
    struct docx_relation *relations;
    size_t count, cap;
};

/* The main part, whose name the package tells. ERR_DAMAGED, ERR_NOT_A_KIND, ... */
MUST_USE enum err docx_part_open_main(struct office_zip *zip, struct docx_part *out);

/* The first part of that type that `from` names; a missing or broken one is left empty. */
void docx_part_open(struct office_zip *zip, const struct docx_part *from, const char *type,
                    struct docx_part *out);

/* The part at that path. */
MUST_USE enum err docx_part_open_path(struct office_zip *zip, const char *path,
                                      struct docx_part *out);
void docx_part_close(fz_context *ctx, struct docx_part *part);

const struct docx_relation *docx_part_relation(const struct docx_part *part, const char *id);

#endif
