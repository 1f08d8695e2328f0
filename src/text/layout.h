/* layout.h: a book into lines and screens, at a visitor's size.
 *
 * A layout is made for one book, one style and one anchor word: the anchor's line begins a screen, so that after a change of size
 * the words that were on the screen still are. Only the screen that is asked for is broken into lines; the rest of the book is
 * counted in slices (layout_count). Lines are broken greedily at ICU's line boundaries (words never split but when wider than the
 * line, A12); screens never cut a line; a heading is never left last on a screen, nor the first cell of a table's row (an anchor's
 * come along); a picture is never cut. Screens are stable: asking for the same word always gives the same screen. One thread (main).
 *
 * A table is read row by row, since there is no scrolling in two directions (A12): the first cell of a row in bold, under it the
 * others, each behind a label that repeats the head of its column.
 *
 * A word far from all that was counted so far becomes one more anchor, so that a leap costs no more than its screen.
 *
 * A layout of a part holds only the words of one card or sentence: without figures, and without what stands before or after. */
#ifndef LECTERN_TEXT_LAYOUT_H
#define LECTERN_TEXT_LAYOUT_H

#include "base/geom.h"
#include "text/run.h"

#include <stddef.h>
#include <stdint.h>

struct book;

struct layout_style {
    enum font_family family;
    int size_px;              /* body; headings are larger by heading_scale */
    double heading_scale;     /* 1.35 at level 1 and 2, then less, never under 1 */
    double line_spacing;      /* times size_px: 1.2 to 2.5 */
    double letter_spacing_em; /* 0 to 0.35 */
    double word_spacing_em;   /* extra */
    double paragraph_spacing; /* times the line's height, between paragraphs */
    int width_px, height_px;  /* of the text area */
    int line_most_chars;      /* 70: a line is never longer than so many average letters (A10) */
    bool text_only;           /* figures leave only their description, as a line of text */
};

enum placed_kind { PLACED_WORD, PLACED_LABEL, PLACED_PICTURE, PLACED_RULE };

/* One thing on a screen. Pixels from the text area's top left. A RULE is a filled rectangle in the colour of lines: the bar beside a
 * quote, the stroke above notes, the four sides of the box around a picture's description. */
struct placed {
    enum placed_kind kind;
    uint32_t
        word; /* WORD: its number; PICTURE: the figure's first description word, 0 when it has none */
    uint32_t block;
    uint32_t
        picture; /* PICTURE: 0 when there is neither picture nor description, only the place where one was */
    const char *text; /* WORD and LABEL: borrowed from the book */
    uint32_t bytes;
    struct run_style style;
    bool rtl_line;  /* WORD and LABEL: its lines begin at the right */
    int baseline_y; /* WORD and LABEL */
    struct rect
        rect; /* WORD: the word's box over the whole line height, spaces not included; a broken word has several */
};

struct layout_screen {
    struct placed *items; /* in reading order */
    size_t count;
    uint32_t first_word, last_word; /* document words on it; both 0 when it has only pictures */
    uint32_t first_block;
    int column_px; /* how wide its lines may be: see layout_style_column_px */
};

struct layout;

/* `book` and `runs` are borrowed. Cheap: breaks nothing yet. Free with layout_free. */
struct layout *layout_new(const struct book *book, struct run_cache *runs,
                          const struct layout_style *style, uint32_t anchor);

/* The same for words first to last alone, both included (1 to word_count). */
struct layout *layout_new_part(const struct book *book, struct run_cache *runs,
                               const struct layout_style *style, uint32_t first, uint32_t last);

/* In a layout of a part that was not asked for a screen yet: the descriptions of these figures (blocks) stand among its words, in the
 * order of the book, where their pictures don't show. At most LAYOUT_TOLD_MOST. */
enum { LAYOUT_TOLD_MOST = 6 };
void layout_tell(struct layout *layout, const uint32_t *figures, int count);

/* Is the book written from right to left? */
bool layout_book_is_rtl(const struct book *book);

/* Is a figure of the book told in words, as a layout of that style does? It has a description, and no picture that shows. */
bool layout_is_told(const struct book *book, uint32_t figure, bool text_only);
void layout_free(struct layout *layout); /* NULL is fine */

/* The screen on which word n stands. Borrowed until the next call of layout_screen_*. */
const struct layout_screen *layout_screen_at(struct layout *layout, uint32_t word);

/* The screen after (step 1) or before (step -1) the one shown last; NULL at the ends. */
const struct layout_screen *layout_screen_step(struct layout *layout, int step);

/* The same screen made ahead of being shown: what is shown last stays so, and layout_screen_step then has no work with it. Borrowed until
 * the next call of layout_screen_*. */
const struct layout_screen *layout_screen_ahead(struct layout *layout, int step);

/* Counts on for about `budget_us`; true when all screens are counted. */
bool layout_count(struct layout *layout, uint64_t budget_us);

/* The number of the screen shown last and of all; both 0 until counted. */
void layout_position(const struct layout *layout, uint32_t *screen, uint32_t *screens);

/* The height of what stands on the screen shown last, from the area's top to the end of its last row. */
int layout_screen_height(const struct layout *layout);

/* How wide lines may be by a style alone: the area's width, or less where line_most_chars bounds it. */
int layout_style_column_px(struct run_cache *runs, const struct layout_style *style);

/* Words lit and looked up: the item under a point, or NULL. */
const struct placed *layout_item_at(const struct layout_screen *screen, int x, int y);

#endif
