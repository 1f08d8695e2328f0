/* docx_styles.h: the named styles of a DOCX, with what they inherit already in them. One thread. */
#ifndef LECTERN_EXTRACT_DOCX_STYLES_H
#define LECTERN_EXTRACT_DOCX_STYLES_H

#include "extract/guard.h"
#include "extract/office_flow.h"

#include <stdbool.h>

enum docx_role {
    DOCX_PLAIN,
    DOCX_TITLE,
    DOCX_QUOTE,
    DOCX_CAPTION,
    DOCX_CONTENTS /* a line of a table of contents; level in `level` */
};

/* What a run looks like. Numbers are -1 and strings NULL where nothing is said. Strings are borrowed from the XML. */
struct docx_look {
    int bold, italic, hidden;
    const char *lang[3]; /* by enum office_script */
};

struct docx_style {
    const char *id, *based_on;
    enum docx_role
        role;  /* DOCX_PLAIN also where only a style that it is based on has one, until inherited */
    int level; /* of a line of contents, from 1 */
    int outline; /* 0 to 8: a heading of level outline + 1; 9: body; -1: not said */
    const char *num_id;
    int num_level; /* -1: not said */
    struct docx_look look;
    bool head_row, head_column; /* of a table: sets its first row, its first column apart */
};

struct docx_styles {
    fz_xml *xml; /* owned */
    struct docx_style *styles;
    size_t count, cap;
    struct docx_look look;             /* of text without a style */
    const struct docx_style *standard; /* of paragraphs without a style; NULL: none */
};

/* Takes `xml`, the styles part (NULL: there is none). Free with docx_styles_free. */
void docx_styles_read(fz_xml *xml, struct docx_styles *out);
void docx_styles_free(fz_context *ctx, struct docx_styles *s);

/* The style of that id, borrowed; NULL when there is none. */
const struct docx_style *docx_styles_find(const struct docx_styles *s, const char *id);

/* Writes into *look what a w:rPr (NULL: none) says itself. */
void docx_look_read(fz_xml *properties, struct docx_look *look);

/* Fills what *look leaves unsaid. */
void docx_look_inherit(struct docx_look *look, const struct docx_look *from);

/* Is the switch `name` (w:b, w:vanish, ...) on (1), off (0), or not there (-1)? */
int docx_switch(fz_xml *properties, const char *name);

/* Reads w:numPr of a w:pPr. */
void docx_numbering_of(fz_xml *properties, const char **num_id, int *level);

#endif
