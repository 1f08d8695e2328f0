#include "screen/flow_screen.h"
#include "screen/frame.h"

enum { LINES_LEAST = 4 /* of room under a title of several lines, at the bar's size */ };

/* Fills, with the title before all else where it stands inside. */
static void run(struct flow *f, const struct visit *v, const char *inside,
                void (*fill)(struct flow *f, const struct visit *v))
{
    if (inside)
        flow_text(f, inside, v->look.metrics.bar_cap_px, true);
    fill(f, v);
}

struct screen_pages flow_screen_build(const struct visit *v, struct widget_list *list,
                                      const char *screen, const char *title,
                                      void (*fill)(struct flow *f, const struct visit *v))
{
    /* the room depends on the title line, the title line on the page: begin once to learn the room */
    struct rect area = frame_begin(v, list, screen, title, NULL, false);
    /* a long title on a low glass would leave no room: it then begins the first page, and the title line shows the page */
    const char *inside = NULL;
    int line = look_line(&v->look, v->look.metrics.bar_cap_px);
    if (area.h < LINES_LEAST * line && list->items[0].rect.h > line) {
        inside = title;
        area = frame_begin(v, list, screen, "", NULL, false);
    }
    struct flow count = flow_begin(v, NULL, area, 0);
    run(&count, v, inside, fill);
    flow_end_row(&count, false);
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    char place[64];
    frame_page_words(pages, place);
    area = inside ? frame_begin(v, list, screen, place, NULL, false)
                  : frame_begin(v, list, screen, title, place, false);
    struct flow flow = flow_begin(v, list, area, pages.page);
    run(&flow, v, inside, fill);
    return frame_end_pages(v, list, pages);
}
