/* frame.h: what every screen shares: the title line above, the bar of seven places below, and the room between them.
 *
 * The bar is always the same seven, in the same order; where they do not fit the width it folds into two rows, on a narrow one into up to four. A place with nothing
 * to do stays where it is. At its end, over both rows, stands Reach. One thread (main). */
#ifndef LECTERN_SCREEN_FRAME_H
#define LECTERN_SCREEN_FRAME_H

#include "screen/screen.h"

struct frame_bar {
    bool has_previous, has_next; /* there is something to go to */
    bool is_reading;             /* Listen shows Pause */
};

/* Begins the list with the title and, at the right, how far one is (NULL: nothing); returns the room for the screen's content. Where
 * both do not fit one line, `title_gives_way` drops the title's line, else it is broken into two and the other is dropped. */
struct rect frame_begin(const struct visit *v, struct widget_list *list, const char *screen,
                        const char *title, const char *place, bool title_gives_way);

/* The same for a document that is read: its title is in its own language, and gives way. */
struct rect frame_begin_reading(const struct visit *v, struct widget_list *list, const char *screen,
                                const char *place);

/* The `place` of such a screen while it is read and nothing can be heard: as much as has room. */
const char *frame_no_sound(const struct visit *v);

/* Ends the list with the bar. */
void frame_end(const struct visit *v, struct widget_list *list, const struct frame_bar *bar);

/* Where Reach stands, at the end of the bar: on every screen, attract too (A34); and Reach itself, in `rect`. frame_end adds it. */
struct rect frame_reach_rect(const struct visit *v);
int frame_reach_width(const struct visit *v); /* with its sign over its word */
void frame_add_reach(const struct visit *v, struct widget_list *list, struct rect rect);

/* The bar's height, and the margin at both sides. */
int frame_bar_height(const struct visit *v);
int frame_margin(const struct visit *v);

/* What shows of the document that is being read, with its light, its links and its hard words. Where lines may not be as wide as
 * `rect` their column stands in its middle. */
void frame_add_document(const struct visit *v, struct widget_list *list, struct rect rect);

/* "Page 2 of 3" for a list of several pages, "" for one; written into out. */
void frame_page_words(struct screen_pages pages, char out[64]);

/* The ordinary end of a screen with a list: Previous and Next turn its pages. */
struct screen_pages frame_end_pages(const struct visit *v, struct widget_list *list,
                                    struct screen_pages pages);

#endif
