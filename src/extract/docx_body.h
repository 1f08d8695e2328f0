/* docx_body.h: what a DOCX has open while it is read, and the walks over its paragraphs, tables and drawings. One thread. */
#ifndef LECTERN_EXTRACT_DOCX_BODY_H
#define LECTERN_EXTRACT_DOCX_BODY_H

#include "extract/docx_numbering.h"
#include "extract/docx_part.h"
#include "extract/docx_styles.h"
#include "extract/office_flow.h"

enum { DOCX_MOST_FIELDS = 16 };

struct docx_field { /* a field: its instruction, then its result */
    struct str instruction;
    char *uri; /* of a HYPERLINK or REF; NULL: none */
    bool in_result;
};

struct docx_notes {
    struct docx_part part;
    fz_xml *root;    /* NULL: no notes */
    const char *tag; /* "footnote" */
    char format;     /* as in number_label.h */
    int count;       /* cited so far with a number */
};

struct docx {
    struct office_zip zip;
    struct office_flow flow;
    const struct extract_job *job;
    struct docx_part main;
    const struct docx_part *part; /* the one that is walked */
    struct docx_styles styles;
    struct docx_numbering numbering;
    struct docx_notes footnotes, endnotes;
    struct docx_field fields[DOCX_MOST_FIELDS];
    int field_count; /* may be more than are kept */
    /* the list that goes on */
    const char *list; /* its w:numId; NULL: none */
    uint32_t groups[DOCX_LIST_LEVELS];
    bool guesses_headings; /* no paragraph has the style of one */
    struct str title;      /* the text of the first paragraph of style Title */
};

/* Everything under `node`: paragraphs, tables, content controls. */
void docx_walk_blocks(struct docx *d, fz_xml *node, int depth);

/* A w:tbl. (docx_table.c) */
void docx_walk_table(struct docx *d, fz_xml *table, int depth);

/* A w:drawing, w:pict or w:object: its pictures, and its text boxes once the open paragraph has ended. (docx_drawing.c) */
void docx_walk_drawing(struct docx *d, fz_xml *drawing, const char *lang, int depth);

/* What a drawing gives when its turn has come. */
void docx_give_drawing(struct docx *d, fz_xml *drawing, const char *lang, int depth);

/* Of mc:AlternateContent: the branch to read, NULL when there is none. */
fz_xml *docx_choose(fz_xml *alternate);

/* Is there an element of that name anywhere under `node`? */
bool docx_holds(fz_xml *node, const char *tag, int depth);

/* Does the paragraph's style, or the paragraph itself, make it a heading? */
bool docx_is_heading(const struct docx *d, fz_xml *paragraph);

/* Is every run with text under `node` bold by itself? *some says whether there is any. (docx_guess.c) */
bool docx_is_bold(fz_xml *node, bool *some, int depth);

/* Does any paragraph under `node` have a heading's style, or the title's? (docx_guess.c) */
bool docx_has_headings(const struct docx *d, fz_xml *node, int depth);

/* In a document without such styles: a short bold line above one that is not bold. (docx_guess.c) */
bool docx_looks_like_heading(fz_xml *paragraph);

/* Closes what fields are open. */
void docx_end_fields(struct docx *d);

#endif
