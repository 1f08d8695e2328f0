/* draw.h: the widget list to eyes: only what changed is drawn, and the damage is told so that only that is presented.
 *
 * One thread (main). */
#ifndef LECTERN_UI_DRAW_H
#define LECTERN_UI_DRAW_H

#include "ui/canvas.h"
#include "ui/look.h"
#include "ui/widget.h"

enum { PAINTER_DAMAGE_MOST = 16 };

struct painter;

struct painter *painter_new(void);
void painter_free(struct painter *p); /* NULL is fine */

/* The next paint draws everything (another size, scheme or window). */
void painter_forget(struct painter *p);

/* Draws the list with the focus on widget `focus` (-1 none, or `show_focus` false). Writes at most PAINTER_DAMAGE_MOST rectangles;
 * returns how many: 0 when nothing changed. */
int painter_paint(struct painter *p, struct canvas *canvas, const struct look *look,
                  const struct widget_list *list, int focus, bool show_focus, struct rect *damage);

/* Makes ready all that drawing the list takes: then a whole one is soon drawn. */
void painter_make_ready(struct painter *p, const struct look *look, const struct widget_list *list);

/* Draws the list whole, where the canvas has pixels. */
void painter_paint_whole(struct painter *p, struct canvas *canvas, const struct look *look,
                         const struct widget_list *list, int focus, bool show_focus);

/* Draws a list that is going to be shown, on the canvas, which then is ahead of the glass: painter_paint draws of it only what is
 * other after all, and tells of what shows. So nothing of the canvas may be presented but what painter_paint tells. To have on the
 * canvas what shows, paint that ahead. */
void painter_paint_ahead(struct painter *p, struct canvas *canvas, const struct look *look,
                         const struct widget_list *list, int focus, bool show_focus);

/* How far looking ahead has come with a list; zero for one that is new. */
struct painter_ahead {
    size_t widget, item;
};

/* Makes ready what a list will need, runs of words and pictures, for some half a millisecond; true when nothing is left to do. */
bool painter_look_ahead(struct painter *p, const struct look *look, const struct widget_list *list,
                        struct painter_ahead *at);

#endif
