/* logo_mark.h: the organiser's picture on the first screens: on a light plate of its own in every scheme, named as the kiosk is, and gone
 * where pictures are not wanted. One thread (main). */
#ifndef LECTERN_SCREEN_LOGO_MARK_H
#define LECTERN_SCREEN_LOGO_MARK_H

#include "screen/visit.h"

/* The plate's width and height, as large as fits (x and y are 0); empty: there is no logo, or no pictures are wanted. */
struct rect logo_mark_fit(const struct visit *v, int width_px, int height_px);

/* Adds it, as large as logo_mark_fit says. */
void logo_mark_add(const struct visit *v, struct widget_list *list, struct rect rect);

#endif
