/* flow_screen.h: a whole screen made of one flow: counted, then shown, with its page in the title line and in the bar. */
#ifndef LECTERN_SCREEN_FLOW_SCREEN_H
#define LECTERN_SCREEN_FLOW_SCREEN_H

#include "screen/flow.h"

/* Builds the frame, runs `fill` twice, ends the frame. Thread: main. */
struct screen_pages flow_screen_build(const struct visit *v, struct widget_list *list,
                                      const char *screen, const char *title,
                                      void (*fill)(struct flow *f, const struct visit *v));

#endif
