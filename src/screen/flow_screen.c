#include "screen/flow_screen.h"
#include "screen/frame.h"

struct screen_pages flow_screen_build(const struct visit *v, struct widget_list *list,
                                      const char *screen, const char *title,
                                      void (*fill)(struct flow *f, const struct visit *v))
{
    /* the room depends on the title line, the title line on the page: begin once to learn the room */
    struct rect area = frame_begin(v, list, screen, title, NULL, false);
    struct flow count = flow_begin(v, NULL, area, 0);
    fill(&count, v);
    flow_end_row(&count, false);
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    char place[64];
    frame_page_words(pages, place);
    area = frame_begin(v, list, screen, title, place, false);
    struct flow flow = flow_begin(v, list, area, pages.page);
    fill(&flow, v);
    return frame_end_pages(v, list, pages);
}
