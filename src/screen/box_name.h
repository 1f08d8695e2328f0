/* box_name.h: what a box of documents is called, and the sign and colour that it has. One thread (main). */
#ifndef LECTERN_SCREEN_BOX_NAME_H
#define LECTERN_SCREEN_BOX_NAME_H

#include "screen/visit.h"

/* "Briefings"; for the number of boxes: what is in none. Borrowed. */
const char *box_name(const struct visit *v, int box);

/* Its colour in the visitor's scheme, 0xffRRGGBB; 0: it has none, or the visitor has colours of their own. */
uint32_t box_colour(const struct visit *v, int box);

/* Puts the box's sign before its name in the title line of a screen that was built, where both fit one line. */
void box_sign_title(const struct visit *v, struct widget_list *list, int box);

#endif
