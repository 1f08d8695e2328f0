/* draw_label.h: names and signs on widgets, for draw.c. Lengths in pixels; both styles and texts are the caller's. Thread: main. */
#ifndef LECTERN_UI_DRAW_LABEL_H
#define LECTERN_UI_DRAW_LABEL_H

#include "ui/draw.h"

/* Where a part of `in` stands when the interface reads from right to left. */
struct rect draw_turned(const struct look *look, struct rect part, struct rect in);

/* Draws a text from the top of `box` down; returns its height. */
int draw_label(struct canvas *canvas, const struct look *look, const char *text, struct rect box,
               const struct run_style *style, enum align align, uint32_t colour);

/* The same for the name of a widget with words that were looked for: each in a box of its own, as the word that is read aloud. */
int draw_label_marked(struct canvas *canvas, const struct look *look,
                      const struct widget_list *list, const struct widget *w, struct rect box,
                      const struct run_style *style, uint32_t colour);

int draw_label_height(const struct look *look, const char *text, const struct run_style *style,
                      int width);

/* Where the block of a label begins so that its capitals stand in the middle of `in`, and its ink nowhere on the border. */
int draw_label_top(const struct look *look, const char *text, const struct run_style *style,
                   struct rect in, int width);

/* A sign in the middle of `box`. */
void draw_icon(struct canvas *canvas, const struct look *look, uint32_t icon, struct rect box,
               const struct run_style *style, uint32_t colour);

#endif
