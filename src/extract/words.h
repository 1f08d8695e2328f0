/* words.h: the words of a page, made of its glyphs: text, box, size, style, tag.
 *
 * A word here is a run of glyphs without a space in it, of one style and one tag; so 'H' raised 2 raised 'O' are three, glued. Words
 * stand in drawing order. Ligatures are letters again; glyphs drawn twice to look bold are one; tracked-out letters make one word. */
#ifndef LECTERN_EXTRACT_WORDS_H
#define LECTERN_EXTRACT_WORDS_H

#include "extract/ink.h"

enum {
    WORD_BOLD = 1,
    WORD_ITALIC = 2,
    WORD_MONO = 4,
    WORD_HIDDEN = 8,
    WORD_SPACE_BEFORE = 16, /* a space was drawn before it */
    WORD_SPACE_BEHIND = 32, /* a space was drawn behind it */
    WORD_RAISED = 64,       /* smaller and higher than its neighbour */
    WORD_RTL = 128,
    WORD_TAKEN = 256,      /* given to the book */
    WORD_TWIN = 512,       /* the same word drawn twice: not to be given */
    WORD_ACTUAL = 1024,    /* its text is what the author said it stands for */
    WORD_FURNITURE = 2048, /* of a running head, a foot or a page number */
    WORD_ARTIFACT = 4096,  /* the author marked it as furniture */
    WORD_GLUED =
        8192, /* set apart no farther from the letters before it than they are from each other */
    WORD_TRACKED = 16384, /* its letters are set far apart */
    WORD_LEADER = 32768   /* dots that lead the eye to a number: not to be given */
};

struct word {
    uint32_t text; /* offset in the texts */
    uint16_t bytes;
    uint16_t flags;
    struct box box; /* on the page */
    float x0, x1,
        base; /* along its line, and its baseline, in the frame turned so that the word is upright */
    float top, bottom; /* in that frame */
    float size;
    uint32_t mark;
    uint16_t page; /* from 0 */
    uint8_t turn;
};

struct words {
    struct word *items;
    uint32_t count, cap;
    struct str texts;
    float *gaps;    /* scratch, as is the next */
    uint32_t *ends; /* of the stretches of a page */
    uint32_t gap_cap, end_cap;
};

void words_free(struct words *w);

/* Adds the words of the glyphs in `ink`, which are those of one page. Letters that were drawn one by one in disorder are sorted in it. */
void words_add_page(struct words *w, struct ink *ink, uint16_t page);

static inline const char *word_text(const struct words *w, const struct word *word)
{
    return w->texts.data + word->text;
}

/* Does white space part two words that stand side by side on one line, `a` before `b`? */
bool words_are_parted(const struct word *a, const struct word *b);

#endif
