/* pdf_structure.h: the structure tree of a tagged PDF as flat nodes in reading order.
 *
 * A node is a structure element or a piece of content (a marked-content sequence). Nodes stand in the order of the tree, each with
 * the number of the node behind its last descendant, so that a walk is a loop. Roles are those of ISO 32000, the file's own names
 * mapped to them. Broken and circular trees end where they break. */
#ifndef LECTERN_EXTRACT_PDF_STRUCTURE_H
#define LECTERN_EXTRACT_PDF_STRUCTURE_H

#include "extract/pdf.h"

enum role {
    ROLE_GROUP = 1, /* Document, Part, Sect, Div, ... and whatever is not known */
    ROLE_BARE,      /* NonStruct: what is in it belongs to what it is in */
    ROLE_CONTENT,   /* not an element: a marked-content sequence */
    ROLE_HEADING,
    ROLE_PARAGRAPH,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_LABEL,
    ROLE_BODY,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_FIGURE,
    ROLE_FORMULA,
    ROLE_CAPTION,
    ROLE_NOTE,
    ROLE_QUOTE, /* a block of it */
    ROLE_CONTENTS,
    ROLE_CONTENTS_ITEM,
    ROLE_LINK,
    ROLE_INLINE, /* Span, Quote, Em, Code, Reference, ... */
    ROLE_ARTIFACT
};

struct node {
    enum role role;
    uint32_t end;    /* the node behind its last descendant */
    uint32_t parent; /* UINT32_MAX: none */
    int level;       /* of a heading; 0: not said */
    bool is_header;  /* TH */
    bool has_actual;
    uint16_t row_span, column_span;
    uint32_t lang, alt, actual, expansion; /* offsets in the ink's strings; 0: none */
    bool has_alt;
    int32_t page; /* of content, from 0; -1: not known */
    int32_t mcid;
    uint32_t stream;
    uint32_t first_word, word_count; /* of content: in pdf_structure.words */
};

struct pdf_structure {
    struct node *nodes;
    uint32_t count, cap;
    uint32_t *words; /* numbers of words, those of one content together, in drawing order */
    uint32_t word_count, word_cap;
    uint64_t covered, all; /* letters (bytes) under tags, and all that are not artifacts */
};

/* Reads the tree and finds the words of every content. False when the document has none. Free with pdf_structure_free. */
bool pdf_structure_read(struct pdf *pdf, struct pdf_structure *out);
void pdf_structure_free(struct pdf_structure *s);

#endif
