/* odt_body.h: what an OpenDocument text has open while it is read, and the walks over its paragraphs, lists, tables and frames. One
 * thread. */
#ifndef LECTERN_EXTRACT_ODT_BODY_H
#define LECTERN_EXTRACT_ODT_BODY_H

#include "extract/odt_styles.h"
#include "extract/office_flow.h"
#include "extract/office_zip.h"

/* Counters of a list. */
struct odt_count {
    const char *style;  /* of its outermost level */
    int at[ODT_LEVELS]; /* the number given last */
    bool is_counting[ODT_LEVELS];
};

/* A list that another may continue. */
struct odt_kept_list {
    const char *id;
    struct odt_count count;
};

/* Where a paragraph stands in a list; level 0: in none. */
struct odt_place {
    int level;
    const char *style; /* of the list */
    uint32_t group;
    bool is_first; /* of its item: it has the label */
    int start;     /* the item's own number; -1: counted */
    bool is_contents;
};

struct odt {
    struct office_zip zip;
    struct office_flow flow;
    const struct extract_job *job;
    struct odt_styles styles;
    struct odt_count count, headings;
    struct odt_kept_list *kept;
    size_t kept_count, kept_cap;
    fz_xml **comments; /* given at the end */
    size_t comment_count, comment_cap;
    uint32_t note_count;
    struct str title; /* the text of the first paragraph of style Title */
};

/* Everything under `node`: paragraphs, headings, lists, tables, sections, frames. */
void odt_walk_blocks(struct odt *o, fz_xml *node, struct odt_place *place, int depth);

/* A text:list. (odt_list.c) */
void odt_walk_list(struct odt *o, fz_xml *list, const struct odt_place *outer, int depth);

/* Writes what stands before the next item of that place, and counts it. (odt_list.c) */
void odt_list_label(struct odt *o, const struct odt_place *place, struct str *label);

/* Writes the number of the next heading of that level, if headings are numbered. (odt_list.c) */
void odt_heading_label(struct odt *o, int level, struct str *label);

/* A table:table. (odt_table.c) */
void odt_walk_table(struct odt *o, fz_xml *table, int depth);

/* A draw:frame, a shape or a group: its pictures, and its text once the open paragraph has ended. (odt_drawing.c) */
void odt_walk_drawing(struct odt *o, fz_xml *drawing, int depth);

/* What a drawing gives when its turn has come. */
void odt_give_drawing(struct odt *o, fz_xml *drawing, int depth);
bool odt_is_drawing(const char *tag);

/* Is there an element of that name anywhere under `node`? */
bool odt_holds(fz_xml *node, const char *tag, int depth);

#endif
