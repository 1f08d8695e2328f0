/* told.h: words of several languages in one line: 'Cymraeg. Page 3': as they are shown, and as they are said, each by the voice of its
 * language. One thread (main). */
#ifndef LECTERN_SCREEN_TOLD_H
#define LECTERN_SCREEN_TOLD_H

#include "base/str.h"
#include "ui/widget.h"

struct told { /* zero it to begin; free with told_free */
    struct str shown, said;
};

/* Adds words of the interface, or of the language `lang` (BCP 47; "" or NULL not known). */
void told_add(struct told *t, const char *words);
void told_add_in(struct told *t, const char *words, const char *lang);

/* Adds a sentence of the interface with `inner` in the place of its one %s. */
void told_add_with(struct told *t, const char *format, const struct told *inner);

/* Adds what a language is called by those who speak it: 'Cymraeg'. */
void told_add_language(struct told *t, const char *lang);

/* The same, only where it is another language than the interface's; whether it is. */
bool told_add_other_language(struct told *t, const char *lang);

/* Adds ". " where something was added already. */
void told_part(struct told *t);

/* The widget, whose value is what `t` shows, is said as `t` has it. `w` may be NULL, or have lost its value. */
void told_to_widget(const struct told *t, struct widget_list *list, struct widget *w);

void told_free(struct told *t);

#endif
