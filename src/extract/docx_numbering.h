/* docx_numbering.h: the lists of a DOCX, which count as their paragraphs come. One thread. */
#ifndef LECTERN_EXTRACT_DOCX_NUMBERING_H
#define LECTERN_EXTRACT_DOCX_NUMBERING_H

#include "base/str.h"
#include "extract/guard.h"

#include <stdbool.h>

enum { DOCX_LIST_LEVELS = 9 };

/* One level of a list. Strings are borrowed from the XML. */
struct docx_level {
    char format;       /* as in number_label.h; 'b': a bullet; 0: nothing stands before the text */
    const char *text;  /* "%1.%2)" */
    const char *style; /* the paragraph style that stands for this level, or NULL */
    int start;
};

struct docx_list { /* w:abstractNum */
    const char *id, *style_link, *num_style_link;
    struct docx_level levels[DOCX_LIST_LEVELS];
    int counters[DOCX_LIST_LEVELS]; /* the number given last; 0 before the first */
    bool is_counting[DOCX_LIST_LEVELS];
};

struct docx_num { /* w:num: a use of a list */
    const char *id;
    size_t list;                   /* index into lists */
    int restart[DOCX_LIST_LEVELS]; /* begins again at this number; -1: does not */
    bool was_used;
};

struct docx_numbering {
    fz_xml *xml; /* owned */
    struct docx_list *lists;
    size_t list_count, list_cap;
    struct docx_num *nums;
    size_t num_count, num_cap;
};

/* Takes `xml`, the numbering part (NULL: there is none). Free with docx_numbering_free. */
void docx_numbering_read(fz_xml *xml, struct docx_numbering *out);
void docx_numbering_free(fz_context *ctx, struct docx_numbering *n);

/* The level (from 0) that a paragraph style stands for in a list; 0 when the list does not name it. */
int docx_numbering_level_of(const struct docx_numbering *n, const char *num_id, const char *style);

/* Counts one more paragraph of that list and level and writes what stands before it: "2.", "(a)", a bullet, "" for nothing. */
void docx_numbering_next(struct docx_numbering *n, const char *num_id, int level,
                         struct str *label);

#endif
