/* pdf_emit.h: words of a PDF into the builder: spaces between them, line-end hyphens mended, boxes, styles, links, anchors. */
#ifndef LECTERN_EXTRACT_PDF_EMIT_H
#define LECTERN_EXTRACT_PDF_EMIT_H

#include "extract/pdf.h"
#include "extract/vocabulary.h"

struct pdf_emitter {
    struct pdf *pdf;
    const struct vocabulary *vocabulary;
    struct str held;        /* the text of the word that was given last and not yet written */
    struct str glued;       /* what stands before it without a space */
    struct builder_run run; /* of the held word */
    bool is_open, has_held;
    uint32_t last_word; /* number + 1 of the word given last in this block; 0 none */
    const char *lang;   /* of the words to come; NULL: the document's */
    const char *expansion;
    bool broke; /* a line that means something ended after the held word */
};

/* Opens a block; places that links lead to and that lie before its end on its page get their anchors first. */
void pdf_emit_begin(struct pdf_emitter *e, const struct builder_block *block);

/* One word; `new_line` says that it begins a line. The first `skip_bytes` of it (a list's mark) are passed over. */
void pdf_emit_word(struct pdf_emitter *e, uint32_t word, bool new_line, uint32_t skip_bytes);

/* A line end that means something: between the paragraphs of a table cell. */
void pdf_emit_break(struct pdf_emitter *e);

/* Does `word` begin a new line after `last`? */
bool pdf_emit_is_new_line(const struct word *last, const struct word *word);

/* Text that stands for words (ActualText of a whole element), at the place of a box. */
void pdf_emit_text(struct pdf_emitter *e, const char *utf8, uint32_t page, struct box box);

/* The word given last is broken here, at the end of its line. */
void pdf_emit_soft_hyphen(struct pdf_emitter *e);

/* Closes the block; its number, 0 when it was empty. */
uint32_t pdf_emit_end(struct pdf_emitter *e);

void pdf_emit_free(struct pdf_emitter *e);

/* Gives the anchors of all places up to this height of this page (from 0). */
void pdf_emit_places(struct pdf *pdf, uint32_t page, float y);

#endif
