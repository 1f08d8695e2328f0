/* page_view.h: an original page on the glass: which part of it shows, the pixels that have come, and in whose colours.
 *
 * Plain data; page_view_draw puts it on a canvas. Rectangles are pixels of the whole page at its present size. One thread (main). */
#ifndef LECTERN_UI_PAGE_VIEW_H
#define LECTERN_UI_PAGE_VIEW_H

#include "base/geom.h"
#include "base/str.h"
#include "ui/canvas.h"
#include "ui/look.h"

struct book;
struct widget;

enum page_look { PAGE_AS_DRAWN, PAGE_OWN_COLOURS, PAGE_INVERTED, PAGE_LOOK_COUNT };
enum page_way { PAGE_UP, PAGE_DOWN, PAGE_LEFT, PAGE_RIGHT };

struct page_view {
    const struct book *book; /* borrowed */
    uint32_t page;           /* from 1 */
    int width_px, height_px; /* of the whole page */
    struct rect view;        /* what the widget shows: of its size, or smaller where the page is */
    const uint32_t *pixels;  /* borrowed; NULL: none have come */
    struct rect part;        /* what they cover */
    uint64_t stamp;          /* another one for other pixels */
    enum page_look look;
};

/* The box of word n in pixels of the glass, cut to what shows; empty: it is not on what shows, or has no box. */
struct rect page_view_word_rect(const struct page_view *p, struct rect in, uint32_t word);

/* Around the words of the page that are in one sentence with word n, likewise; empty for a description's word. */
struct rect page_view_sentence_rect(const struct page_view *p, struct rect in, uint32_t word);

/* The document word at a point of the glass, or the nearest within reach_px; 0 none. */
uint32_t page_view_word_at(const struct page_view *p, struct rect in, int x, int y, int reach_px);

/* The words of the page, as plain text, added to `out`. */
void page_view_text(const struct page_view *p, struct str *out);

/* How far the light reaches beyond the box of the word or sentence. */
int page_view_edge(const struct look *look);

/* By what it is drawn, but for the lit word. */
uint64_t page_view_hash(const struct page_view *p);

/* Draws the page and the light of `lit_word` (0 none) and of its sentence within the canvas' clip. */
void page_view_draw(struct canvas *canvas, const struct look *look, const struct page_view *p,
                    struct rect in, uint32_t lit_word);

#endif
