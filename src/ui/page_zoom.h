/* page_zoom.h: how large an original page stands, and which part of it shows: whole, as wide as its room, then larger in steps.
 *
 * Works on a page_view whose book and page are set. One thread (main). */
#ifndef LECTERN_UI_PAGE_ZOOM_H
#define LECTERN_UI_PAGE_ZOOM_H

#include "ui/page_view.h"

/* The last step for this page in a room of that size; 0 is the whole page. */
int page_zoom_most(const struct page_view *p, struct rect room);

/* Makes the page as large as step `zoom` says (0 to page_zoom_most); its middle stays where it was. */
void page_zoom_set(struct page_view *p, struct rect room, int zoom);

/* Shows where the page begins: its top, and the side on which `word` (0 none) stands. */
void page_zoom_to_start(struct page_view *p, uint32_t word);

/* Is the word, or a part of it, in what shows? */
bool page_zoom_shows(const struct page_view *p, uint32_t word);

/* Moves as little as shows the word whole, with some of what is around it; no word, or no box: nothing. */
void page_zoom_to_word(struct page_view *p, uint32_t word);

/* Moves what shows by so many pixels, or by most of a view; never past an edge. */
void page_zoom_move_px(struct page_view *p, int right_px, int down_px);
void page_zoom_move(struct page_view *p, enum page_way way);

#endif
