/* builder.h: makes a book, block by block, from what an extractor found.
 *
 * The extractor calls builder_begin, then builder_text as often as it likes, then builder_end, in reading order; pages, pictures,
 * links, contents and warnings may come at any time. The builder cuts words and sentences (segment.h), joins white space, drops
 * control characters, mends bad UTF-8 and numbers everything. Text given to builder_text is joined exactly as it comes: a space
 * between two pieces must be in one of them. One thread at a time. */
#ifndef LECTERN_BOOK_BUILDER_H
#define LECTERN_BOOK_BUILDER_H

#include "base/err.h"
#include "base/str.h"
#include "book/model.h"

struct builder;

/* Free with builder_free. */
struct builder *builder_new(void);
void builder_free(struct builder *b); /* NULL is fine */

void builder_set_source(struct builder *b, enum book_source source, enum book_order order);
/* What is "" or NULL stays as it was. A book that got no title takes its first heading, else its first words. */
void builder_set_title(struct builder *b, const char *title);
void builder_set_author(struct builder *b, const char *author);
void builder_set_lang(struct builder *b, const char *bcp47);
/* What the format says of itself; else easy_read.h judges the finished book. */
void builder_set_easy_read(struct builder *b, bool yes);

/* Adds the next page; returns its number. */
uint32_t builder_add_page(struct builder *b, const char *label, float width_pt, float height_pt);

struct builder_block {
    enum block_kind kind;
    int level;
    const char *label; /* NULL: none */
    uint32_t group;    /* from builder_new_group; 0 none */
    uint16_t row, column, row_span, column_span;
    bool is_header;
    uint32_t page;
    struct box box; /* points, top left origin; empty: taken from its words */
};

/* A number for a list or a table. */
uint32_t builder_new_group(struct builder *b);

/* Opens a block; blocks never nest: one that is open is closed first. The text of a BLOCK_FIGURE is its description. */
void builder_begin(struct builder *b, const struct builder_block *block);

struct builder_run {
    uint8_t style;         /* STYLE_ */
    const char *lang;      /* NULL or "": the document's */
    uint32_t page;         /* 0: the block's */
    struct box box;        /* of this piece of text, points; empty: not known */
    const char *uri;       /* NULL: no link. '#name' is a link to builder_add_anchor(name) */
    const char *expansion; /* NULL: none */
};

/* Text of the open block; `run` may be NULL. A '\n' in it is a line end that means something (an address, a poem). */
void builder_text(struct builder *b, const char *utf8, size_t bytes, const struct builder_run *run);

/* Closes the block. A block without words is dropped, unless it is a figure or a table cell. Returns its number, 0 when dropped. */
uint32_t builder_end(struct builder *b);

/* A name for the place that comes next (an id, a PDF destination), to which links and contents may lead. */
void builder_add_anchor(struct builder *b, const char *name);

/* A figure: rows of `channels` (3 or 4) bytes a pixel without padding, copied; pixels NULL: a picture that could not be kept.
 * `alt` (NULL: none) becomes words past word_count. Over the budget of pictures (40 MB deflated) the pixels are dropped. */
void builder_add_figure(struct builder *b, const struct builder_block *block,
                        const unsigned char *pixels, uint32_t width_px, uint32_t height_px,
                        uint32_t channels, const char *alt, const char *alt_lang);

/* A line of the contents that leads to an anchor. Where none is added, the headings are the contents. */
void builder_add_entry(struct builder *b, const char *title, int level, const char *anchor);

void builder_add_warning(struct builder *b, enum warning_kind kind, uint32_t page, uint32_t count,
                         const char *text);

/* Document words so far (blocks that are closed). */
uint32_t builder_word_count(const struct builder *b);

/* The book file's bytes, added to `out`. ERR_NO_TEXT when there is not one document word. The builder may only be freed after. */
MUST_USE enum err builder_finish(struct builder *b, struct str *out);

#endif
