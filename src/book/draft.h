/* draft.h: the parts of a book that is being made, shared by builder.c (what extractors say), commit.c (blocks into words) and
 * finish.c (numbers into their final places). Private to them. One thread.
 *
 * Words are gathered in two strands: the document's own, and those past word_count (descriptions, left-out text). Both number
 * from 1; finish joins them. Arrays begin with a zeroed record 0, and their counts are of records after it. */
#ifndef LECTERN_BOOK_DRAFT_H
#define LECTERN_BOOK_DRAFT_H

#include "base/err.h"
#include "book/clean.h"
#include "book/model.h"
#include "book/pool.h"
#include "book/segment.h"

/* Limits on what one document may make of itself; what lies behind them is left out, with WARNING_TEXT_CUT. */
#define DRAFT_TEXT_MOST_BYTES     (64u << 20)
#define DRAFT_PASSAGE_MOST_BYTES  (8u << 20) /* one block */
#define DRAFT_WORDS_MOST          4000000u
#define DRAFT_RECORDS_MOST        1000000u /* blocks, anchors, contents, warnings */
#define DRAFT_PAGES_MOST          65535u
#define DRAFT_LANGS_MOST          255u
#define DRAFT_PICTURES_MOST_BYTES (40u << 20) /* deflated */
#define DRAFT_STRING_MOST_BYTES   1024u
#define DRAFT_TAG_MOST_BYTES      35u /* of BCP 47: RFC 5646, 4.4.1 */
#define DRAFT_URI_MOST_BYTES      4096u

/* book_link.uri of a link inside, until finish finds its target: the name in `names` stands in book_link.target. */
#define DRAFT_LINK_INSIDE UINT32_MAX

/* One piece of a block's text, all of one look. */
struct piece {
    uint32_t start; /* offset in the text; it ends where the next begins */
    uint32_t page;
    struct box box;
    uint32_t uri, inside; /* as in struct book_link until finish */
    uint32_t expansion;
    uint16_t lang;
    uint8_t style;
};

/* The text of a block while it comes in. */
struct passage {
    struct clean clean;
    struct piece *pieces;
    size_t piece_count, piece_cap;
};

struct strand {
    struct book_word *words;
    size_t word_count, word_cap;
    struct book_sentence *sentences;
    size_t sentence_count, sentence_cap;
    struct book_link *links;
    size_t link_count, link_cap;
    struct book_expansion *expansions;
    size_t expansion_count, expansion_cap;
};

/* A name for a word; in the open block, until it is closed, for a piece. */
struct anchor {
    uint32_t name; /* in names */
    uint32_t word;
    uint32_t piece;
};

struct builder {
    struct segmenter *segmenter;
    struct pool pool, names;
    struct strand document, past;
    struct passage passage;
    bool is_open, is_cut, is_easy_read_given;
    struct book_block open; /* the block that is open */

    struct book_info info;
    struct book_block *blocks;
    size_t block_count, block_cap;
    struct book_page *pages;
    size_t page_count, page_cap;
    struct book_picture *pictures;
    size_t picture_count, picture_cap;
    struct book_entry *entries; /* title; `word` is the anchor's name until finish */
    size_t entry_count, entry_cap;
    struct book_warning *warnings;
    size_t warning_count, warning_cap;
    struct anchor *anchors;
    size_t anchor_count, anchor_cap;
    size_t open_anchor; /* the first anchor of the open block */
    uint32_t langs[DRAFT_LANGS_MOST + 1];
    uint32_t lang_count;
    uint32_t group_count;
    struct str picture_data;
};

/* Cuts the passage into words and sentences and adds them to the strand, as text of block `block`, in pages and with boxes. Returns
 * how many words; *first and the block's sentences get their numbers. */
uint32_t draft_commit(struct builder *b, struct passage *passage, struct strand *strand,
                      uint32_t block_number, struct book_block *block, uint32_t *first);

/* Gives the anchors of the open block, from `open_anchor` on, the words that the passage became (`count` from `first`; 0: none). */
void draft_settle_anchors(struct builder *b, const struct passage *passage, uint32_t first,
                          uint32_t count);

/* A box in quarter points; all 0 when it is empty or not a number. */
struct book_box draft_box(struct box box);

#endif
