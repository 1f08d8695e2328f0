/* say.h: the widget list to ears: what is said of a widget and of a screen. Plain sentences in the interface's language; names in
 * another one stand between the marks of ui/tongue.h. */
#ifndef LECTERN_UI_SAY_H
#define LECTERN_UI_SAY_H

#include "ui/widget.h"

enum talk_level {
    TALK_FULL,  /* role and place too; and on each new screen how to move */
    TALK_SHORT, /* name, value and state */
    TALK_NONE   /* only what was asked for, and what must not be missed */
};

/* What guidance is moved by: for the words on how to move. */
enum say_way { SAY_KEYS, SAY_TOUCH };

/* Its name alone, as a sentence. */
void say_name(const struct widget_list *list, int index, struct str *out);

/* Name, value and state of one widget, added to `out`; its role and place ('3 of 6') too at TALK_FULL, nothing at TALK_NONE. */
void say_widget_at(const struct widget_list *list, int index, enum talk_level talk,
                   struct str *out);

/* How to move on any screen. */
void say_how_to_move(enum say_way way, struct str *out);

/* What happens when the widget is chosen, in a sentence of its own; "" when it has no action. Static. */
const char *say_help(const struct widget *w);

/* The words of a widget that say_screen says, or with `everything` Listen on a screen that is not a document; nothing where there are none. */
void say_part(const struct widget_list *list, int index, bool everything, struct str *out);

/* The screen's heading alone. */
void say_title(const struct widget_list *list, struct str *out);

/* The screen's heading and texts, and how many things can be chosen; the document itself is left to the narrator. */
void say_screen(const struct widget_list *list, struct str *out);

#endif
