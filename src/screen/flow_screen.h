/* flow_screen.h: a whole screen made of one flow: counted, then shown, with its page in the title line and in the bar. */
#ifndef LECTERN_SCREEN_FLOW_SCREEN_H
#define LECTERN_SCREEN_FLOW_SCREEN_H

#include "screen/flow.h"

/* Builds the frame, runs `fill` twice, ends the frame. Thread: main. */
struct screen_pages flow_screen_build(const struct visit *v, struct widget_list *list,
                                      const char *screen, const char *title,
                                      void (*fill)(struct flow *f, const struct visit *v));

/* The same under the sample (visit.h), on every page, where it leaves room for a heading and its buttons. `light`: one of its words is
 * lit, and the line focus of the settings shows. In reach mode it stands in the upper half. */
struct screen_pages
flow_screen_build_under_sample(const struct visit *v, struct widget_list *list, const char *screen,
                               const char *title, bool light,
                               void (*fill)(struct flow *f, const struct visit *v));

#endif
