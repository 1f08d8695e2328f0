/* model.h: a book, the one shape that every document takes when it is added.
 *
 * A book is immutable data: UTF-8 text cut into words, sentences and blocks, with pages, pictures, links, contents and warnings.
 * Everything is numbered from 1 in reading order; number 0 means 'none' and record 0 of every array is a zeroed record, so
 * `book->words[n]` is word n. Document words are 1 to word_count. Picture descriptions and left-out text (running heads, page
 * numbers, menus) are words too, with the numbers after word_count, up to word_total.
 *
 * A word is a run of text without white space, its punctuation with it ('(p.5,' is one word); in scripts written without spaces
 * it is what ICU's word boundaries say. The text of a block stands in the pool in one piece, words parted by one space (or by
 * nothing, in those scripts), so any run of words of one block is one slice of the pool. A note's mark (STYLE_RAISED) is a word
 * of its own, though no space parts it from the word it hangs on; a run of more than 1024 bytes is cut into several words.
 *
 * A struct book never changes after book_open or book_from_bytes, so any thread may read it. */
#ifndef LECTERN_BOOK_MODEL_H
#define LECTERN_BOOK_MODEL_H

#include "base/geom.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum book_source {
    SOURCE_PDF = 1,
    SOURCE_EPUB,
    SOURCE_HTML,
    SOURCE_TEXT,
    SOURCE_MARKDOWN,
    SOURCE_DOCX,
    SOURCE_ODT,
    SOURCE_FB2,
    SOURCE_MOBI,
    SOURCE_XPS
};

/* How the reading order came about: from the document's own tags, guessed from the page, or given by a format that has only one. */
enum book_order { ORDER_TAGGED = 1, ORDER_GUESSED, ORDER_GIVEN };

enum block_kind {
    BLOCK_HEADING = 1, /* level 1 to 6 */
    BLOCK_PARAGRAPH,
    BLOCK_LIST_ITEM, /* level 1 is the outermost; label is "•", "1.", "(a)" ..., not part of the words */
    BLOCK_QUOTE,
    BLOCK_CELL,    /* one table cell: group is the table, row and column count from 1 */
    BLOCK_FIGURE,  /* a picture; its words, if any, are its description (alt_first, alt_count) */
    BLOCK_CAPTION, /* of the figure or table before or after it */
    BLOCK_NOTE,    /* a footnote or endnote, after the block that cites it; label is its mark */
    BLOCK_LEFT_OUT /* a running head, a page number, a menu: not read; its words have numbers past word_count */
};

enum { BLOCK_IS_HEADER = 1 }; /* struct book_block.flags: a header cell */
enum {
    STYLE_BOLD = 1,
    STYLE_EMPHASIS = 2,
    STYLE_RAISED = 4
}; /* struct book_word.style; RAISED: a note's mark */
/* struct book_word.flags. SPACE: one space follows in the pool. LINE: a line end that means something stands there; SPACE is set
 * too. The last word of a block has neither. */
enum { WORD_SPACE_AFTER = 1, WORD_LINE_AFTER = 2 };
/* struct book_info.flags. TITLE_IS_TAKEN: the document has no title of its own; its first heading or words stand for one. */
enum { BOOK_IS_EASY_READ = 1, BOOK_TITLE_IS_TAKEN = 2 };

/* A box in quarter points from the page's top left corner; all 0 when it is not known. */
struct book_box {
    uint16_t x0, y0, x1, y1;
};

struct book_word {
    uint32_t text;  /* offset in the pool; not NUL-terminated */
    uint16_t bytes; /* 1 to 1024 */
    uint8_t style;  /* STYLE_ */
    uint8_t flags;  /* WORD_ */
    uint32_t block;
    uint32_t sentence;
    uint16_t page;
    uint16_t lang; /* index into langs; 0 is the document's own language */
    struct book_box box;
};

struct book_sentence {
    uint32_t first_word, word_count; /* never across blocks */
};

struct book_block {
    uint32_t first_word, word_count; /* a figure has none */
    uint32_t first_sentence, sentence_count;
    uint32_t alt_first, alt_count; /* words of a figure's description */
    uint32_t label;                /* offset of a string in the pool; 0: "" */
    uint32_t picture;
    uint32_t group; /* the list or table that it belongs to, numbered from 1 over the book */
    uint32_t page;  /* where it begins */
    uint16_t row, column, row_span, column_span;
    uint8_t kind; /* enum block_kind */
    uint8_t level;
    uint8_t flags; /* BLOCK_ */
    uint8_t unused;
    struct book_box box; /* on its first page */
};

struct book_page {
    uint32_t label;      /* string: "iv", "12" */
    uint32_t first_word; /* the first word that stands on it; 0 when it has none */
    float width_pt, height_pt;
};

struct book_picture {
    uint32_t page;
    uint32_t width_px, height_px;
    uint32_t channels;    /* 3 RGB, 4 RGBA (not premultiplied) */
    uint32_t data, bytes; /* zlib-deflated rows without padding, in the file's picture part */
    uint32_t crc;         /* CRC-32 of those bytes, checked when the picture is loaded */
    struct book_box box;
};

struct book_link {
    uint32_t first_word, word_count; /* sorted by first_word, never overlapping */
    uint32_t uri;                    /* string: a web or e-mail address; 0 for a link inside */
    uint32_t target; /* the word that an inner link leads to; 0 when it leads nowhere */
};

struct book_entry { /* one line of the contents */
    uint32_t title; /* string */
    uint32_t word;  /* where it leads; 0 nowhere */
    uint32_t level; /* from 1 */
};

struct book_expansion { /* what an abbreviation stands for (/E, <abbr title>) */
    uint32_t first_word, word_count;
    uint32_t text; /* string */
};

enum warning_kind {
    WARNING_PAGE_LOST = 1,    /* a page took too long or broke the worker: page */
    WARNING_PAGES_GIVEN_UP,   /* three bad pages in a row: from page on, the rest is missing */
    WARNING_PAGE_NO_TEXT,     /* a page with pictures only: page */
    WARNING_TAGS_SET_ASIDE,   /* tags were there and were not used; text says why */
    WARNING_TAGS_PARTLY_USED, /* some pages went by the page's look; text says why */
    WARNING_UNTAGGED,         /* the reading order is a guess */
    WARNING_PICTURES_NO_ALT,  /* count pictures have no description */
    WARNING_DAMAGED_MENDED,   /* the file was damaged and was read as far as possible */
    WARNING_TEXT_CUT,         /* a limit was reached; what lies behind it is missing */
    WARNING_LEFT_OUT,         /* count pieces of page furniture were left out */
    WARNING_PICTURES_LOST,    /* pictures that took too long or broke the worker: page */
    WARNING_PICTURES_GIVEN_UP /* from page on, no pictures were made; 0: from somewhere on */
};

struct book_warning {
    uint32_t kind; /* enum warning_kind */
    uint32_t page; /* 0: the whole document */
    uint32_t count;
    uint32_t text; /* string */
};

struct book_info {
    uint32_t title, author, lang; /* strings; title is never "" */
    uint32_t source;              /* enum book_source */
    uint32_t order;               /* enum book_order */
    uint32_t flags;               /* BOOK_ */
};

struct book {
    const struct book_info *info;
    const char *pool; /* pool_bytes bytes; begins and ends with NUL */
    uint32_t pool_bytes;
    const struct book_word *words;
    uint32_t word_count, word_total;
    const struct book_sentence *sentences;
    uint32_t sentence_count;
    const struct book_block *blocks;
    uint32_t block_count;
    const struct book_page *pages;
    uint32_t page_count;
    const struct book_picture *pictures;
    uint32_t picture_count;
    const struct book_link *links;
    uint32_t link_count;
    const struct book_entry *entries;
    uint32_t entry_count;
    const struct book_expansion *expansions;
    uint32_t expansion_count;
    const struct book_warning *warnings;
    uint32_t warning_count;
    const uint32_t *langs; /* strings: BCP 47 tags; langs[0] is info->lang */
    uint32_t lang_count;   /* entries 0 to lang_count */
    const uint32_t
        *headings; /* block numbers of the headings, rising; entries 1 to heading_count */
    uint32_t heading_count;
    const unsigned char *picture_data;
    uint32_t picture_data_bytes;
    void *owner; /* private to file.c */
};

/* The string at an offset that the book holds. */
static inline const char *book_string(const struct book *book, uint32_t at)
{
    return book->pool + at;
}

static inline const char *book_title(const struct book *book)
{
    return book->pool + book->info->title;
}

/* The language of word n as a BCP 47 tag, "" when not known. */
static inline const char *book_word_lang(const struct book *book, uint32_t n)
{
    return book->pool + book->langs[book->words[n].lang];
}

/* The slice of the pool from word `first` to word `last`, which must be of one block; *bytes gets its length. */
const char *book_slice(const struct book *book, uint32_t first, uint32_t last, size_t *bytes);

/* The link that covers word n, or NULL. */
const struct book_link *book_link_at(const struct book *book, uint32_t n);

/* The heading (block number) under which word n stands, 0 when none comes before. */
uint32_t book_heading_at(const struct book *book, uint32_t n);

/* "heading" for BLOCK_HEADING, "list-item" for BLOCK_LIST_ITEM, ...: stable names for JSON, logs and tests. Static. */
const char *book_kind_name(enum block_kind kind);

/* Points from the quarter points of a record. */
static inline struct box book_box_points(struct book_box b)
{
    return (struct box){(float)b.x0 / 4, (float)b.y0 / 4, (float)b.x1 / 4, (float)b.y1 / 4};
}

#endif
