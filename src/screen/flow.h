/* flow.h: things put one after another into the room of a screen, in rows, and over pages where they are too many.
 *
 * A flow is run twice: once to count the pages, once to add the widgets of the page that shows. What a caller adds is the same both
 * times. Heights are those that the words need at the visitor's size, so nothing is ever cut. One thread (main). */
#ifndef LECTERN_SCREEN_FLOW_H
#define LECTERN_SCREEN_FLOW_H

#include "screen/screen.h"

struct flow {
    const struct visit *visit;
    struct widget_list *list; /* NULL: only counting */
    struct rect area;
    int page, wanted; /* the page being filled, and the one that shows */
    int x, y, row_height;
    int group;
    bool has_controls; /* something other than text was added */
    int left;          /* where rows begin */
    int side_px; /* headings stand beside their buttons, in a column this wide; 0: above them */
    int face;    /* of the buttons that come: a sample of it, see widget.h; 0: the visit's */
    bool bold;   /* so are their words */
    bool ticks;  /* the cards that come are choices */
    const char *lang;    /* of the words of texts and cards that come; NULL: the interface's */
    int least_height_px; /* of the buttons that come; 0: as a target must be */
    int stretch_px; /* by which controls are higher than they must be, and half of it the air over headings; see flow_stretch */
};

/* Starts to fill `area`; widgets are added only on page `wanted`, and only when list is not NULL. */
struct flow flow_begin(const struct visit *v, struct widget_list *list, struct rect area,
                       int wanted);

/* Pages filled so far. */
int flow_pages(const struct flow *f);

/* Ends the present row. `gap`: with more air below it. */
void flow_end_row(struct flow *f, bool gap);

/* A paragraph of text over the whole width, bold or not. A text longer than a page goes on over pages, sentence by sentence. */
void flow_text(struct flow *f, const char *text, double cap_px, bool bold);

/* How much higher than they must be the controls may be that `fill` adds, so that all of them keep one page: up to a main target's
 * height in place of a target's, in a few steps; 0 where they need more pages. */
int flow_stretch(const struct visit *v, struct rect area,
                 void (*fill)(struct flow *f, const struct visit *v));

/* Does all that `fill` adds from here on fit the present page? */
bool flow_has_room(const struct flow *f, void (*fill)(struct flow *f, const struct visit *v));

/* A button or choice as wide as its words need (at least `least_px`), in the present row, or the next where it does not fit. NULL
 * when it is not on the page that shows. */
struct widget *flow_button(struct flow *f, enum role role, const char *name, const char *icon,
                           struct action act, int least_px);

/* How wide such a button is by its words; and the width of one of so many columns. */
int flow_button_width(const struct flow *f, enum role role, const char *name, bool has_icon);
int flow_column(const struct flow *f, int columns);

/* A card over 1/columns of the width, its name and value under one another. What is higher than the room is shortened. */
struct widget *flow_card(struct flow *f, const char *name, const char *value, uint32_t icon,
                         struct action act, int columns, int least_height);

/* An entry of a list of names, which begin at its side: a button over 1/columns of the width, drawn in by `in_px` (one column only), at
 * least so high. What is higher than the room is shortened, as a card. */
struct widget *flow_entry(struct flow *f, const char *name, bool bold, struct action act,
                          int columns, int in_px, int least_height);

/* The least height of entries in so many rows: as high as `room_px` holds all of them, up to a main control; 0 where it does not. */
int flow_entry_least(const struct flow *f, size_t rows, int room_px);

/* How high such an entry is. */
int flow_entry_height(const struct flow *f, const char *name, bool bold, int columns, int in_px);

/* The place of the next thing of that size; false where it is not on the page that shows. */
bool flow_place(struct flow *f, int width, int height, struct rect *out);

/* The air between things that can have the focus. */
int flow_gap(const struct flow *f);

/* A heading for the buttons that come, kept on one page with the first row of them. */
void flow_heading(struct flow *f, const char *text);

/* Adds what `fill` adds, all on one page where a page holds it. */
void flow_together(struct flow *f, void (*fill)(struct flow *f, const void *data),
                   const void *data);

/* What comes next begins a page. */
void flow_break(struct flow *f);

/* A bar of progress over the whole width. */
void flow_progress(struct flow *f, const char *name, int thousandths);

#endif
