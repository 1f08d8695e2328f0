/* scan.h: what a switch would choose: first the rows of the widget list, one after another, then the widgets of one row.
 *
 * A row is a run of the list's widgets that take focus and stand beside each other. After the last row comes the first; after the
 * last widget of a row come the rows again, so that no mistake needs undoing. Time is the caller's: it steps. One thread (main). */
#ifndef LECTERN_UI_SCAN_H
#define LECTERN_UI_SCAN_H

#include "ui/widget.h"

enum scan_mode {
    SCAN_OFF,
    SCAN_ONE, /* it steps by itself; the switch chooses */
    SCAN_TWO  /* switch 1 steps, switch 2 chooses */
};

enum {
    SCAN_FASTEST_MS = 300,
    SCAN_USUAL_MS = 1500,
    SCAN_SLOWEST_MS = 5000,
    SCAN_CHATTER_MS = 60 /* a switch's own contacts bounce for less */
};

struct scan {
    bool on;
    bool in_row; /* widgets are stepped through, not rows */
    int first;   /* index of the row's first widget; -1: not begun on this list */
    int item;    /* in_row: index of the widget */
};

/* Begins before the first row: after a change of the list. */
void scan_restart(struct scan *scan);

/* One step on; false when the list has nothing to choose. */
bool scan_step(struct scan *scan, const struct widget_list *list);

/* Chooses: the index of the widget to act on, or -1 when a row was entered (or nothing is scanned). A row of one is chosen at once. */
int scan_choose(struct scan *scan, const struct widget_list *list);

/* The row that begins with widget `first`: the index of its last widget; *count gets how many take focus. */
int scan_row_end(const struct widget_list *list, int first, int *count);

/* Marks what is scanned with STATE_SCANNED; nothing when the scan is off. */
void scan_mark(const struct scan *scan, struct widget_list *list);

/* What is scanned now: a widget's name, or 'Menu to Help' for a row. Added to `out`. */
void scan_say(const struct scan *scan, const struct widget_list *list, struct str *out);

/* The next faster (step 1) or slower (-1) speed; the same at the ends. */
int scan_step_ms(int ms, int step);

#endif
