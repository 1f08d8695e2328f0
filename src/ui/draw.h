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

/* Makes ready what a list with pictures will need, some milliseconds' work at a time; true when nothing is left to do. */
bool painter_look_ahead(struct painter *p, const struct look *look, const struct widget_list *list);

#endif
