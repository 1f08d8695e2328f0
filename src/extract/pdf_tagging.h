/* pdf_tagging.h: what pdf_tags.c and the other pdf_tags_*.c share while they give a structure tree to the builder. For them only. */
#ifndef LECTERN_EXTRACT_PDF_TAGGING_H
#define LECTERN_EXTRACT_PDF_TAGGING_H

#include "extract/pdf_figures.h"
#include "extract/pdf_tags.h"

enum { MOST_DEFERRED = 256, MOST_LABEL = 24 };

/* What the lines of a paragraph mean. */
enum tagged_lines {
    LINES_FLOW,      /* nothing */
    LINES_PART_BOLD, /* a bold line ("Voters") stands over the others */
    LINES_KEPT       /* each is one of an address, or the like */
};

/* What surrounds the nodes that are being given. */
struct around {
    enum block_kind kind;
    int level;
    uint32_t group;
    int list_depth;
    bool in_cell;
    bool is_inline; /* inside a block: elements here begin no blocks of their own */
    const char *lang;
    const char *expansion;
};

struct note {
    uint32_t node;
    const struct word *mark; /* its first word */
    bool is_given;           /* after the block that cites it */
};

struct tagging {
    struct pdf *pdf;
    const struct pdf_structure *s;
    struct pdf_guess *guess;
    struct pdf_emitter *e;
    struct pdf_figures figures;
    bool is_open;
    bool wants_label; /* the next block is the first of a list item or a note */
    char label[MOST_LABEL];
    uint32_t last_word;               /* given last in the open block, + 1 */
    uint32_t deferred[MOST_DEFERRED]; /* notes to give when the open block is closed */
    struct around deferred_around[MOST_DEFERRED];
    uint32_t deferred_count;
    struct note *notes;
    uint32_t note_count, note_cap;
    bool is_giving_notes;
    enum tagged_lines lines; /* of the paragraph that is being given */
    bool last_is_bold;       /* its word given last */
    bool headings_are_text;  /* most of the text is tagged as headings: they are none */
};

/* Gives the nodes [first, end), which are whole subtrees. */
void tagging_give_range(struct tagging *t, uint32_t first, uint32_t end, const struct around *a);

/* A table of tags, cell by cell. */
void tagging_give_table(struct tagging *t, uint32_t n, const struct around *outer);

/* Closes the open block, if any, and gives the notes that it cited. */
void tagging_close_block(struct tagging *t);

/* An element that begins a block ends the one before; in a table cell it only begins a line. */
void tagging_end_block(struct tagging *t, const struct around *a);

/* What the lines of paragraph n mean: where they end early, though the next word would have had room. */
enum tagged_lines tagging_lines(const struct tagging *t, uint32_t n);

static inline const struct word *tagging_word(const struct tagging *t, uint32_t number)
{
    return &t->pdf->words.items[number];
}

/* Was the word not freed again by pdf_tags_judge, and is no furniture? */
static inline bool tagging_gives(const struct word *w)
{
    return (w->flags & WORD_TAKEN) && !(w->flags & WORD_FURNITURE);
}

/* Does element n, which has no meaning, stand within a line? Chromium puts every run of text into such a one, and every raised or marked
 * stretch; one that has other elements in it stands for a box on the page. */
bool tagging_is_inline(const struct tagging *t, uint32_t n);

/* The first word under a node, or NULL. Borrowed. */
const struct word *tagging_first_word(const struct tagging *t, uint32_t n);

#endif
