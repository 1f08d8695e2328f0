/* say.h: the widget list to ears: what is said of a widget and of a screen. Plain sentences in the interface's language. */
#ifndef LECTERN_UI_SAY_H
#define LECTERN_UI_SAY_H

#include "ui/widget.h"

/* Name, value, role, state and place ('3 of 6') of one widget, added to `out`. */
void say_widget(const struct widget_list *list, int index, struct str *out);

/* The screen's heading and texts, and how many things can be chosen; the document itself is left to the narrator. */
void say_screen(const struct widget_list *list, struct str *out);

/* All of it: for Listen on a screen that is not a document. */
void say_everything(const struct widget_list *list, struct str *out);

#endif
