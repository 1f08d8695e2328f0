/* icon.h: the names of the signs that controls carry, and their letters in the icon font (FONT_ICONS). Any thread. */
#ifndef LECTERN_TEXT_ICON_H
#define LECTERN_TEXT_ICON_H

#include <stdint.h>

/* The code point of an icon by our name for it; 0 when there is none. The bar: menu, back, previous, listen, pause, next, easier,
 * help. The sections: campaigns, briefings, resources, history, champions, participation. Others: icon.c's table. */
uint32_t icon_codepoint(const char *name);

#endif
