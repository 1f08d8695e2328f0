/* drawn.h: what was drawn, kept as hashes widget by widget: to tell where another list would be drawn otherwise.
 *
 * Within ui only. One thread (main). */
#ifndef LECTERN_UI_DRAWN_H
#define LECTERN_UI_DRAWN_H

#include "ui/draw.h"
#include "ui/draw_document.h"

struct drawn {
    uint64_t hash;
    struct rect rect;
    int reach; /* drawn_reach */
    bool focused;
    struct document_state document;
};

/* Zero it to begin. */
struct drawn_list {
    struct drawn *items;
    size_t count, cap;
    char screen[32];
    struct rect row; /* that a switch would choose, drawn with one ring */
    struct look look;
    struct scheme scheme; /* of that look */
};

void drawn_list_free(struct drawn_list *d);

/* Keeps how that list is drawn, with the ring on widget `focus` (-1 none). */
void drawn_list_make(struct drawn_list *d, const struct look *look, const struct widget_list *list,
                     int focus);

/* Where `is`, which was made of `list`, would be drawn otherwise than `was`; returns how many rectangles of the canvas. */
int drawn_list_changes(const struct drawn_list *was, const struct drawn_list *is,
                       const struct widget_list *list, const struct canvas *canvas,
                       struct rect damage[PAINTER_DAMAGE_MOST]);

/* One rectangle more, an empty one counts for nothing; those that meet are joined. Returns how many there are. */
int drawn_add_rect(struct rect *rects, int count, struct rect rect);

bool drawn_shows_book(const struct widget *w);

/* How far a widget's drawing reaches around it: the ring of the focus, and the ink of tall scripts, which leaves its line. */
int drawn_reach(const struct look *look, const struct widget *w);

/* What a switch would choose as one: the rectangle of a row, which then has one ring around it. Empty where it is one widget, or where
 * something else would stand within. */
struct rect drawn_scanned_row(const struct widget_list *list);

#endif
