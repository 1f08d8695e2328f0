/* office_flow.h: the text of an office document (DOCX, ODT, FB2) on its way into the builder.
 *
 * Office documents nest what a book keeps apart: a text box or a picture hangs inside a paragraph, a note's text stands where it is
 * cited (ODT) or in another part (DOCX), a cell holds paragraphs. A flow puts such things one after the other: what hangs in a
 * paragraph waits until that paragraph ends; notes come behind the block that cites them (behind the table, when that is a cell);
 * paragraphs of a cell are its lines. A block opens with its first text, so that empty paragraphs leave nothing. One thread. */
#ifndef LECTERN_EXTRACT_OFFICE_FLOW_H
#define LECTERN_EXTRACT_OFFICE_FLOW_H

#include "base/str.h"
#include "book/builder.h"
#include "extract/extract.h"
#include "extract/guard.h"
#include "extract/pictures.h"

#include <stdbool.h>

enum { OFFICE_MOST_DEPTH = 60, OFFICE_MOST_LANGS = 32, OFFICE_TAG_BYTES = 36 };

/* What waits until the open block ends. */
struct office_later {
    fz_xml *node;
    char *label, *anchor; /* of a note; NULL: no note */
};

struct office_flow {
    struct builder *builder;
    const struct extract_job *job;
    /* Gives what waited: the text of a note, a text box, a picture. */
    void (*give_later)(void *data, fz_xml *node);
    void *data;

    /* private to office_flow.c */
    struct builder_block block; /* opens with the next text */
    struct str label;           /* of that block */
    bool is_open, has_text, pending_line, joins_next;
    bool in_cell, is_left_out, in_note, is_contents;
    int depth; /* of what waited inside what waited */
    struct office_later *later;
    size_t later_count, later_cap;
    struct str
        tail; /* of a line of contents: what stands behind its last tab, a page number perhaps */
    bool has_tail;
    struct {
        char tag[OFFICE_TAG_BYTES];
        uint64_t letters;
    } langs[OFFICE_MOST_LANGS]; /* how much of the text is in which language */
    size_t lang_count;
    uint32_t left_out, pictures_no_alt, blocks;
    bool is_cut;
};

void office_flow_free(struct office_flow *f);

/* What comes next is such a block; `label` is copied. Ends the one before. */
void office_flow_begin(struct office_flow *f, const struct builder_block *block);

/* The paragraph goes on in the next one: its end was deleted in review. */
void office_flow_join_next(struct office_flow *f);

/* The paragraph that begins is a line of a table of contents: a page number behind its last tab is dropped. Until it ends. */
void office_flow_set_contents(struct office_flow *f);

void office_flow_text(struct office_flow *f, const char *text, size_t bytes,
                      const struct builder_run *run);
void office_flow_tab(struct office_flow *f);
void office_flow_line(struct office_flow *f);

/* Ends the open paragraph, and gives what waited for that. */
void office_flow_end(struct office_flow *f);

/* Is there text in the open paragraph? Then what hangs in it has to wait. */
bool office_flow_has_text(const struct office_flow *f);

/* `node` waits for the end of the paragraph (of the table, for a note cited in one). `label` and `anchor` make it a note. */
void office_flow_give_later(struct office_flow *f, fz_xml *node, const char *label,
                            const char *anchor);

/* A picture: a figure, or its description in words where it stands in a cell. Frees the pixels. */
void office_flow_figure(struct office_flow *f, struct picture *picture, const char *alt,
                        const char *lang);

/* A cell of a table; office_flow_begin and _end make lines in it. */
void office_flow_begin_cell(struct office_flow *f, const struct builder_block *cell);
void office_flow_end_cell(struct office_flow *f);

/* What comes until _end_left_out is listed, not read. */
void office_flow_begin_left_out(struct office_flow *f);
void office_flow_end_left_out(struct office_flow *f);

/* Sets the document's language and gives the warnings. ERR_NO_TEXT. */
MUST_USE enum err office_flow_finish(struct office_flow *f);

/* How a run's letters choose among the three languages that office documents name for it. */
enum office_script { OFFICE_LATIN, OFFICE_ASIAN, OFFICE_COMPLEX };
enum office_script office_script_of(const char *text, size_t bytes);

#endif
